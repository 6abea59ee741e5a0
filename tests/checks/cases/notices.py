"""Cases of the rules about what people are told."""

from datamap.checks.examples import activity, date, document, evidence, line, organisation, party, procedure, use
from datamap.model import NONE, Record
from tests.checks.table import Cases, given

TOLD = (activity(notice="doc-a"), document())
LINES = (line(), line("line-b", purpose="purpose-security"))
RESTING = (line(legal_basis="basis-consent"), line("line-b", legal_basis="basis-contract"))
USES = (party(), use(recipients=("party-a",)), use("use-b", recipients=("party-a",)))
PROCEDURES = (procedure(), procedure("procedure-b", right="right-erasure"))


def cited(record: str, field: str, document: str = "doc-a") -> Record:
    """Evidence for a field of a record."""
    return evidence(f"evidence-{record}-{field}", record=record, field=field, document=document)


CASES = {
    "NOT-001": Cases(
        failing=[
            given(activity()),
            given(organisation(), activity(), activity("act-b"), document()),
            given(organisation(), activity(notice="doc-a"), activity("act-b"), document()),
        ],
        passing=[
            given(activity(notice="doc-a"), document()),
            given(activity(role="role-processor")),
            given(activity(notice=NONE, note="Staff who wrote it know of it.")),
        ],
        boundary=[
            (given(activity(notice=NONE, note="They know of it.")), given(activity(note="They know of it."))),
        ],
    ),
    "NOT-002": Cases(
        failing=[
            given(*TOLD, *LINES, cited("line-b", "purpose")),
            given(*TOLD, *LINES, cited("line-b", "wording"), cited("line-a", "legal_basis")),
            given(*TOLD, *LINES, cited("line-a", "purpose"), cited("line-b", "purpose", "doc-b")),
        ],
        passing=[
            given(*TOLD, *LINES, cited("line-b", "purpose"), cited("line-a", "wording")),
            given(*TOLD, *LINES),
            given(activity(), *LINES, cited("line-b", "purpose")),
        ],
        boundary=[(given(*TOLD, *LINES, cited("use-a", "category")), given(*TOLD, *LINES, cited("line-a", "wording")))],
    ),
    "NOT-003": Cases(
        failing=[
            given(*TOLD, *RESTING, cited("line-b", "legal_basis")),
            given(*TOLD, *RESTING, cited("line-b", "basis_wording"), cited("line-a", "purpose")),
            given(*TOLD, *RESTING, line("line-c"), cited("line-a", "legal_basis")),
        ],
        passing=[
            given(*TOLD, *RESTING, cited("line-b", "legal_basis"), cited("line-a", "basis_wording")),
            given(*TOLD, *LINES, cited("line-b", "legal_basis")),
            given(*TOLD, *RESTING, cited("line-b", "purpose")),
        ],
        boundary=[
            (
                given(*TOLD, line(legal_basis=NONE), RESTING[1], cited("line-b", "legal_basis")),
                given(*TOLD, line(legal_basis="basis-consent"), RESTING[1], cited("line-b", "legal_basis")),
            )
        ],
    ),
    "NOT-004": Cases(
        failing=[
            given(*TOLD, *USES, cited("use-b", "recipients")),
            given(*TOLD, *USES, cited("use-b", "recipients"), cited("use-a", "category")),
            given(*TOLD, *USES, use("use-c", recipients=("party-a",)), cited("use-b", "recipients")),
        ],
        passing=[
            given(*TOLD, *USES, cited("use-b", "recipients"), cited("use-a", "recipients")),
            given(*TOLD, *USES, cited("use-b", "category")),
            given(*TOLD, party(), use(recipients=("party-a",)), use("use-b"), cited("use-a", "recipients")),
        ],
        boundary=[
            (
                given(*TOLD, *USES[:2], use("use-b", recipients=NONE), cited("use-a", "recipients")),
                given(*TOLD, *USES, cited("use-a", "recipients")),
            )
        ],
    ),
    "NOT-005": Cases(
        failing=[
            given(*TOLD, *PROCEDURES, cited("procedure-a", "right")),
            given(*TOLD, *PROCEDURES, cited("procedure-a", "how"), cited("procedure-b", "how", "doc-b")),
            given(*TOLD, *PROCEDURES, activity("act-b"), cited("procedure-b", "contact")),
        ],
        passing=[
            given(*TOLD, *PROCEDURES, cited("procedure-a", "right"), cited("procedure-b", "how")),
            given(*TOLD, *PROCEDURES),
            given(activity(), document(), *PROCEDURES, cited("procedure-a", "right")),
        ],
        boundary=[
            (
                given(*TOLD, *PROCEDURES, cited("procedure-a", "right", "doc-b")),
                given(*TOLD, *PROCEDURES, cited("procedure-a", "right", "doc-a")),
            )
        ],
    ),
    "NOT-009": Cases(
        failing=[
            given(activity(notice="doc-a", start=date("2025-01-01")), document(date=date("2024-01-01"))),
            given(activity(notice="doc-a", start=date("2018-05-26")), document(date=date("2018-05-25"))),
            given(
                activity(notice="doc-a", start=date("2025-01-01")),
                activity("act-b", notice="doc-b", start=date("2025-01-01")),
                document(date=date("2024-01-01")),
                document("doc-b", date=date("2025-06-01")),
            ),
        ],
        passing=[
            given(activity(notice="doc-a", start=date("2023-01-01")), document(date=date("2024-01-01"))),
            given(activity(notice="doc-a", start=date("2025-01-01")), document()),
            given(activity(notice="doc-a"), document(date=date("2024-01-01"))),
        ],
        boundary=[
            (
                given(activity(notice="doc-a", start=date("2025-01-01")), document(date=date("2025-01-01"))),
                given(activity(notice="doc-a", start=date("2025-01-02")), document(date=date("2025-01-01"))),
            )
        ],
    ),
}

OPEN: set[str] = set()
"""Codes of the catalogue that are still to be written."""
