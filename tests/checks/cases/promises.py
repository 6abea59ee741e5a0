"""Cases of the rules about promises and general words."""

from typing import Any

from datamap.checks.examples import (
    activity,
    claim,
    coverage,
    document,
    evidence,
    limit,
    line,
    organisation,
    procedure,
    use,
)
from datamap.model import NONE, Claim, ClaimKind, NoFact
from tests.checks.table import Cases, given

KEPT = use(retention=("keep-a",))
WITHDRAWN = procedure(right="right-withdraw-consent", how="By written notice.")
HEADING = coverage("cover-b", line=5, phrase="Security", reason=NoFact.HEADING)


def erasure(**more: Any) -> Claim:
    """A promise of erasure."""
    return claim(**({"kind": ClaimKind.ERASURE, "summary": "After that time we delete it."} | more))


def bases(*named: str) -> Claim:
    """A claim that names legal bases in general."""
    return claim(kind=ClaimKind.LEGAL_BASES, legal_bases=named)


def assumed(**more: Any) -> Claim:
    """A claim that takes consent from conduct."""
    return claim(**({"kind": ClaimKind.ASSUMED_CONSENT, "summary": "By using it you consent."} | more))


def control(**more: Any) -> Claim:
    """A claim that the organisation controls the data."""
    return claim(**({"kind": ClaimKind.APPLICABILITY, "summary": "The data are controlled by Acme."} | more))


CASES = {
    "CLM-007": Cases(
        failing=[
            given(erasure(), KEPT, limit(kind="limit-unstated")),
            given(erasure(), KEPT, limit(kind="limit-endless"), use("use-b", retention=("keep-a",))),
            given(erasure(activities=("act-a",)), KEPT, limit(kind="limit-by-category")),
        ],
        passing=[
            given(erasure(), KEPT, limit(longest="P3Y")),
            given(erasure(summary="Deactivation does not delete it."), KEPT, limit(kind="limit-endless")),
            given(erasure(activities=("act-b",)), KEPT, limit(kind="limit-endless")),
        ],
        boundary=[
            (
                given(erasure(), KEPT, limit(kind="limit-criteria")),
                given(erasure(), KEPT, limit(kind="limit-event-then-unstated")),
            )
        ],
    ),
    "CLM-008": Cases(
        failing=[
            given(line(purpose="purpose-advertising", legal_basis="basis-contract")),
            given(line(purpose="purpose-rights-requests", legal_basis="basis-consent")),
            given(line(purpose="purpose-feedback", legal_basis="basis-contract")),
        ],
        passing=[
            given(line(purpose="purpose-advertising", legal_basis="basis-consent")),
            given(line(purpose="purpose-security", legal_basis="basis-contract")),
            given(line()),
        ],
        boundary=[
            (
                given(line(purpose="purpose-analytics", legal_basis="basis-legitimate-interests")),
                given(line(purpose="purpose-analytics", legal_basis="basis-contract")),
            )
        ],
    ),
    "CLM-009": Cases(
        failing=[
            given(bases("basis-consent"), line()),
            given(bases("basis-consent", "basis-contract"), line(legal_basis="basis-consent")),
            given(bases("basis-legal-obligation")),
        ],
        passing=[
            given(bases("basis-consent"), line(legal_basis="basis-consent")),
            given(bases()),
            given(line(legal_basis="basis-consent")),
        ],
        boundary=[
            (
                given(bases("basis-consent"), line(legal_basis="basis-consent")),
                given(bases("basis-consent"), line(legal_basis="basis-consent", organisation="org-b")),
            )
        ],
    ),
    "CLM-010": Cases(
        failing=[
            given(assumed(), WITHDRAWN),
            given(assumed(), line(legal_basis="basis-consent")),
            given(assumed(summary="Use counts.", wording="you consent to this transfer"), WITHDRAWN),
        ],
        passing=[
            given(WITHDRAWN),
            given(assumed()),
            given(assumed(summary="You agree that we may write to you."), WITHDRAWN),
        ],
        boundary=[
            (
                given(assumed(), line(legal_basis="basis-contract")),
                given(assumed(), line(legal_basis="basis-consent")),
            )
        ],
    ),
    "CLM-011": Cases(
        failing=[
            given(organisation(), procedure(how="By written notice.")),
            given(
                organisation(email="a@b.example"),
                procedure(how="By written notice."),
                procedure("procedure-b", right="right-erasure", how="By written notice."),
            ),
            given(organisation(), procedure(how="Send an e-mail with your name.")),
        ],
        passing=[
            given(organisation(address="1 Main Street"), procedure(how="By written notice.")),
            given(organisation(), procedure(how="By written notice.", contact="1 Main Street")),
            given(organisation(), procedure(how="In the settings.")),
        ],
        boundary=[
            (
                given(organisation(phone="+352 1"), procedure(how="By e-mail or by telephone.")),
                given(organisation(phone=NONE), procedure(how="By e-mail or by telephone.")),
            )
        ],
    ),
    "CLM-012": Cases(
        failing=[
            given(organisation(), activity(role="role-processor"), control()),
            given(organisation(), activity(role="role-processor"), activity("act-b", role="role-processor"), control()),
            given(
                organisation(),
                activity(role="role-processor"),
                control(summary="Who decides.", wording="Acme is the controller"),
            ),
        ],
        passing=[
            given(organisation(), activity(role="role-controller"), control()),
            given(organisation(), activity(role="role-processor"), control(activities=("act-b",))),
            given(organisation(), activity(role="role-processor"), control(summary="Controlled by your employer.")),
        ],
        boundary=[
            (
                given(organisation(), activity(role="role-joint-controller"), control()),
                given(organisation(), activity(role="role-processor"), control()),
            )
        ],
    ),
    "CLM-013": Cases(
        failing=[
            given(document(), coverage(line=4), HEADING),
            given(document(), coverage(line=4)),
            given(document(), coverage(line=4), HEADING, evidence(line=6), evidence("evidence-b", line=2)),
        ],
        passing=[
            given(document(), coverage(line=4), evidence(line=5)),
            given(document(), coverage(line=4), evidence(line=4), HEADING),
            given(document(), coverage(line=4, reason=NoFact.EXPLANATION), HEADING),
        ],
        boundary=[
            (
                given(
                    document(),
                    coverage(line=4),
                    coverage("cover-b", line=5, phrase="first", reason=NoFact.REPETITION),
                ),
                given(document(), coverage(line=4), HEADING),
            )
        ],
    ),
    "CLM-014": Cases(
        failing=[
            given(procedure(right="right-choice-announced")),
            given(procedure(right="right-choice-announced", how=NONE), evidence(record="procedure-a", line=3)),
            given(procedure(right="right-choice-announced", limits="Described elsewhere.")),
        ],
        passing=[
            given(procedure(right="right-choice-announced", how="In the settings.")),
            given(procedure(right="right-choice-refuse")),
            given(procedure(right="right-choice-announced", contact="support@acme.example")),
        ],
        boundary=[(given(procedure(right="right-choice")), given(procedure(right="right-choice-announced")))],
    ),
}

OPEN: set[str] = set()
"""Codes that are still to be written."""
