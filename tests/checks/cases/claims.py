"""Cases of the rules that hold claims against facts."""

from typing import Any

from datamap.checks.examples import activity, claim, evidence, limit, party, system, use
from datamap.model import NONE, Claim, ClaimKind
from tests.checks.table import Cases, given

SHARED = (use(recipients=("party-a",)), party())
HELD = use(systems=("system-a",))


def insiders(summary: str = "Only employees have access.", **more: Any) -> Claim:
    """A claim that only those inside have access."""
    return claim(**({"kind": ClaimKind.LIMITED_ACCESS, "summary": summary} | more))


def anonymous(**more: Any) -> Claim:
    """A claim that the data of an activity identify nobody."""
    said = {"summary": "Holds no personal data.", "activities": ("act-a",)}
    return claim(**({"kind": ClaimKind.NOT_PERSONAL} | said | more))


def only_here(**more: Any) -> Claim:
    """A claim that e-mail addresses are used in one activity only."""
    said = {"summary": "Used only for this.", "activities": ("act-a",), "categories": ("cat-email",)}
    return claim(**({"kind": ClaimKind.LIMITED_USE} | said | more))


SALE = claim(kind=ClaimKind.NO_SALE, summary="Never sold.")
UNSTORED = claim(kind=ClaimKind.NO_STORAGE, summary="Not stored.")
ELSEWHERE = (activity("act-b"), use(activity="act-b"))

CASES = {
    "CLM-001": Cases(
        failing=[
            given(claim(), *SHARED),
            given(claim(), HELD, system(operated_by="party-a"), party()),
            given(claim(), *SHARED, use("use-b", recipients=("party-b",)), party("party-b"), evidence()),
        ],
        passing=[
            given(claim(), use(recipients=("party-a",)), party(kind="kind-processor")),
            given(claim(condition="required by law"), use(recipients=("party-a",)), party(kind="kind-authority")),
            given(claim(), use(recipients=("party-a",), condition="the person consents"), party()),
        ],
        boundary=[
            (given(claim(), HELD, system(name="Post"), party()), given(claim(), HELD, system(name="mailer"), party())),
            (given(claim(activities=("act-b",)), *SHARED), given(claim(activities=("act-a",)), *SHARED)),
        ],
    ),
    "CLM-002": Cases(
        failing=[
            given(insiders(), *SHARED),
            given(insiders("Solely for internal use.", kind=ClaimKind.LIMITED_USE), *SHARED),
            given(insiders(), use(recipients=("party-a",)), party(kind="kind-processor")),
        ],
        passing=[
            given(insiders(), use(recipients=("party-a",)), party(kind="kind-internal")),
            given(insiders("Only files that you share are accessed."), *SHARED),
            given(insiders(condition="Mailer sends the letters"), *SHARED),
        ],
        boundary=[
            (
                given(
                    insiders("Only employees or agents have access."),
                    use(recipients=("party-a",)),
                    party(kind="kind-processor"),
                ),
                given(
                    insiders("Only employees have access."),
                    use(recipients=("party-a",)),
                    party(kind="kind-processor"),
                ),
            )
        ],
    ),
    "CLM-003": Cases(
        failing=[
            given(SALE, use(operations=("sold to list brokers",))),
            given(SALE, use(operations=("stored", "rented out"))),
            given(SALE, use(operations=("sold",)), use("use-b", operations=("sold",))),
        ],
        passing=[
            given(SALE, use(operations=("shared",))),
            given(SALE, use()),
            given(use(operations=("sold",))),
        ],
        boundary=[(given(SALE, use(operations=("soldered",))), given(SALE, use(operations=("sold",))))],
    ),
    "CLM-004": Cases(
        failing=[
            given(anonymous(), use(category="cat-cookie-identifier")),
            given(anonymous(kind=ClaimKind.NO_COLLECTION), use()),
            given(anonymous(), use(category="cat-cookies", operations=("used to identify the person",))),
        ],
        passing=[
            given(anonymous(), use(category="cat-statistics")),
            given(anonymous(condition="people log in"), use()),
            given(anonymous(activities=NONE), use()),
        ],
        boundary=[
            (given(anonymous(), use(category="cat-cookies")), given(anonymous(), use(category="cat-ip-address"))),
        ],
    ),
    "CLM-005": Cases(
        failing=[
            given(only_here(), *ELSEWHERE),
            given(only_here(categories=("cat-contact",)), *ELSEWHERE),
            given(only_here(), *ELSEWHERE, use("use-b")),
        ],
        passing=[
            given(only_here(), activity(), use()),
            given(only_here(categories=NONE), *ELSEWHERE),
            given(only_here(summary="Used for this."), *ELSEWHERE),
        ],
        boundary=[
            (
                given(only_here(activities=("act-a", "act-b")), *ELSEWHERE),
                given(only_here(activities=("act-a",)), *ELSEWHERE),
            )
        ],
    ),
    "CLM-006": Cases(
        failing=[
            given(UNSTORED, use(retention=("keep-a",)), limit(longest="P3Y")),
            given(UNSTORED, use(operations=("stored on a server",))),
            given(UNSTORED, use(retention=("keep-a",)), limit(kind="limit-until-event"), use("use-b")),
        ],
        passing=[
            given(UNSTORED, use(retention=("keep-a",)), limit(kind="limit-not-stored")),
            given(UNSTORED, use(operations=("not stored",))),
            given(UNSTORED, use()),
        ],
        boundary=[
            (
                given(UNSTORED, use(retention=("keep-a",)), limit(kind="limit-not-stored")),
                given(UNSTORED, use(retention=("keep-a",)), limit(kind="limit-endless")),
            )
        ],
    ),
}

OPEN: set[str] = set()
"""Codes that are still to be written."""
