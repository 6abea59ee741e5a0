"""Cases of the rules about the lawful basis of each purpose."""

from typing import Any

from datamap.checks.examples import activity, line, organisation, party, people, use
from datamap.model import NONE, Record
from tests.checks.table import Cases, given

CONSENT = "basis-consent"
CONTRACT = "basis-contract"
INTERESTS = "basis-legitimate-interests"
OBLIGATION = "basis-legal-obligation"
VITAL = "basis-vital-interests"


def on(basis: str, **more: Any) -> list[Record]:
    """An activity with one purpose on this basis."""
    return [activity(), line(legal_basis=basis, **more)]


CASES = {
    "LAW-001": Cases(
        failing=[
            given(activity(), line()),
            given(activity(), line(legal_basis=NONE)),
            given(activity(), line(legal_basis="basis-consent"), line("line-b", purpose="purpose-security")),
            given(activity(), line(), line("line-b", purpose="purpose-security")),
            given(organisation(), activity(), line(), activity("act-b"), line("line-b", activity="act-b")),
        ],
        passing=[
            given(activity(), line(legal_basis="basis-consent")),
            given(activity(role="role-processor"), line()),
            given(activity()),
        ],
        boundary=[
            (
                given(activity(), line(legal_basis="basis-contract")),
                given(activity(), line(basis_wording="on a lawful basis")),
            )
        ],
    ),
    "LAW-002": Cases(
        failing=[
            given(*on(CONSENT), line("line-b", legal_basis=INTERESTS), use()),
            given(*on(CONSENT), line("line-b", legal_basis=CONTRACT), use(purposes=("line-a", "line-b"))),
            given(*on(CONSENT), *(line(f"line-{each}", legal_basis=f"basis-{each}") for each in "bc"), use()),
        ],
        passing=[
            given(*on(CONSENT), line("line-b", legal_basis=CONSENT), use()),
            given(*on(CONSENT), line("line-b", legal_basis=INTERESTS, purpose="purpose-security"), use()),
            given(*on(CONSENT), line("line-b"), use()),
        ],
        boundary=[
            (
                given(
                    *on(CONSENT),
                    line("line-b", legal_basis=INTERESTS),
                    use(purposes=("line-a",)),
                    use("use-b", purposes=("line-b",)),
                ),
                given(
                    *on(CONSENT),
                    line("line-b", legal_basis=INTERESTS),
                    use(purposes=("line-a",)),
                    use("use-b", purposes=("line-b", "line-a")),
                ),
            )
        ],
    ),
    "LAW-011": Cases(
        failing=[
            given(*on(OBLIGATION)),
            given(*on("basis-public-task")),
            given(*on(OBLIGATION, law=NONE, basis_wording="where required by law")),
        ],
        passing=[
            given(*on(OBLIGATION, law="Commercial Code, Art. 16")),
            given(*on(CONTRACT)),
            given(activity(role="role-processor"), line(legal_basis=OBLIGATION)),
        ],
        boundary=[(given(*on(VITAL)), given(*on("basis-public-task")))],
    ),
    "LAW-013": Cases(
        failing=[
            given(*on(CONTRACT), use(people=("people-address-book",))),
            given(*on(CONTRACT), use(people=("people-customer", "people-visitor"))),
            given(*on(CONTRACT), people(parent="people-partner-staff"), use(people=("people-own",)), use("use-b")),
        ],
        passing=[
            given(*on(CONTRACT), use(people=("people-customer",))),
            given(*on(CONSENT), use(people=("people-visitor",))),
            given(*on(CONTRACT), use()),
        ],
        boundary=[
            (
                given(*on(CONTRACT), use(people=("people-user",))),
                given(*on(CONTRACT), use(people=("people-customer-staff",))),
            ),
            (
                given(*on(CONTRACT), line("line-b"), use(people=("people-visitor",), purposes=("line-b",))),
                given(*on(CONTRACT), line("line-b"), use(people=("people-visitor",))),
            ),
        ],
    ),
    "LAW-014": Cases(
        failing=[
            given(*on(VITAL)),
            given(*on(VITAL, purpose="purpose-personnel")),
            given(*on(VITAL, purpose="purpose-security"), party()),
        ],
        passing=[
            given(*on(VITAL, purpose="purpose-emergency-location")),
            given(*on(VITAL, purpose="purpose-protect-people")),
            given(*on(CONSENT)),
        ],
        boundary=[(given(*on(VITAL, purpose="purpose-protect-people")), given(*on(VITAL, purpose="purpose-security")))],
    ),
}

OPEN: set[str] = set()
"""Codes of the catalogue that are still to be written."""
