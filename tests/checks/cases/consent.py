"""Cases of the rules about consent."""

from typing import Any

from datamap.checks.examples import activity, line, organisation, people, procedure, use
from datamap.model import NONE, Record
from tests.checks.table import Cases, given

CONSENT = "basis-consent"
INTERESTS = "basis-legitimate-interests"


def consented(*others: Record, **more: Any) -> list[Record]:
    """An activity with one purpose on consent."""
    return [activity(), line(legal_basis=CONSENT, **more), *others]


def tracked(basis: object = INTERESTS, purpose: str = "purpose-analytics", **more: Any) -> list[Record]:
    """An activity with one purpose and a data use of cookies."""
    return [activity(), line(legal_basis=basis, purpose=purpose), use(**({"category": "cat-cookies"} | more))]


CHILDREN = use(people=("people-child",))

CASES = {
    "LAW-008": Cases(
        failing=[
            given(*consented()),
            given(*consented(consent_withdrawn=NONE, consent_given="a box to tick")),
            given(*consented(procedure(right=CONSENT), procedure("procedure-b", right="right-erasure"))),
        ],
        passing=[
            given(*consented(consent_withdrawn="the link in each message")),
            given(*consented(procedure(right="right-withdraw-consent"))),
            given(activity(rights="Write to us."), line(legal_basis=CONSENT)),
        ],
        boundary=[
            (
                given(*consented(procedure(right="right-withdraw-consent", activities=("act-a",)))),
                given(*consented(procedure(right="right-withdraw-consent", activities=("act-b",)))),
            )
        ],
    ),
    "LAW-010": Cases(
        failing=[
            given(*consented(use(people=("people-employee",)))),
            given(*consented(organisation(legal_form="Municipality"))),
            given(*consented(use(people=("people-own", "people-user")), people(parent="people-employee"))),
        ],
        passing=[
            given(*consented(use(people=("people-customer",)))),
            given(*consented(organisation(legal_form="S.A."))),
            given(*consented(use(people=("people-employee",)), consent_given="a form; staff can refuse")),
            given(activity(), line(legal_basis="basis-contract"), use(people=("people-employee",))),
        ],
        boundary=[
            (
                given(*consented(line("line-b"), use(people=("people-employee",), purposes=("line-b",)))),
                given(*consented(line("line-b"), use(people=("people-employee",)))),
            )
        ],
    ),
    "LAW-015": Cases(
        failing=[
            given(*tracked()),
            given(*tracked("basis-contract", category="cat-tracking")),
            given(*tracked(category="cat-usage", sources=("source-cookies",))),
        ],
        passing=[
            given(*tracked(CONSENT)),
            given(*tracked(NONE)),
            given(*tracked(category="cat-usage")),
            given(*tracked(necessity="Strictly necessary to keep what is in the basket.")),
        ],
        boundary=[
            (given(*tracked(purpose="purpose-authentication")), given(*tracked(purpose="purpose-personalisation"))),
            (
                given(activity(), line(legal_basis=INTERESTS, consent_given="a banner"), *tracked()[2:]),
                given(activity(), line(legal_basis=INTERESTS, purpose="purpose-market-research"), *tracked()[2:]),
            ),
        ],
    ),
    "LAW-016": Cases(
        failing=[
            given(*consented(CHILDREN)),
            given(*consented(CHILDREN, organisation(country="AT"), consent_given="a box to tick")),
            given(*consented(use(people=("people-own",)), people(parent="people-child"), consent_given=NONE)),
        ],
        passing=[
            given(*consented(CHILDREN, consent_given="Parents sign a form.")),
            given(*consented(use(people=("people-user",)))),
            given(activity(), line(legal_basis="basis-contract"), CHILDREN),
        ],
        boundary=[
            (
                given(*consented(CHILDREN, consent_given="a box to tick after an age check")),
                given(*consented(CHILDREN, consent_given="a box to tick on each page")),
            )
        ],
    ),
}

OPEN: set[str] = set()
"""Codes of the catalogue that are still to be written."""
