"""Cases of the rules about legitimate interests."""

from typing import Any

from datamap.checks.examples import activity, line, organisation
from datamap.model import NONE, Record
from tests.checks.table import Cases, given

CONSENT = "basis-consent"
CONTRACT = "basis-contract"
INTERESTS = "basis-legitimate-interests"


def on(basis: str, **more: Any) -> list[Record]:
    """An activity with one purpose on this basis."""
    return [activity(), line(legal_basis=basis, **more)]


CASES = {
    "LAW-003": Cases(
        failing=[
            given(*on(INTERESTS)),
            given(*on(INTERESTS, legitimate_interest=NONE)),
            given(*on(INTERESTS, interest_assessment="LIA-7")),
        ],
        passing=[
            given(*on(INTERESTS, legitimate_interest="To find fraud.")),
            given(*on(CONSENT)),
            given(activity(role="role-processor"), line(legal_basis=INTERESTS)),
        ],
        boundary=[
            (
                given(*on(INTERESTS, legitimate_interest="Fraud.")),
                given(*on(INTERESTS, basis_wording="legitimate interests")),
            )
        ],
    ),
    "LAW-004": Cases(
        failing=[
            given(*on(INTERESTS)),
            given(*on(INTERESTS, legitimate_interest="To find fraud.")),
            given(*on(INTERESTS, legitimate_interest="To find fraud.", interest_assessment=NONE)),
        ],
        passing=[
            given(*on(INTERESTS, interest_assessment="LIA-7")),
            given(*on(CONTRACT)),
            given(activity(role="role-processor"), line(legal_basis=INTERESTS)),
        ],
        boundary=[
            (
                given(*on(INTERESTS, interest_assessment="LIA-7"), line("line-b", legal_basis=CONTRACT)),
                given(*on(INTERESTS, interest_assessment="LIA-7"), line("line-b", legal_basis=INTERESTS)),
            )
        ],
    ),
    "LAW-007": Cases(
        failing=[
            given(organisation(legal_form="Municipality"), *on(INTERESTS)),
            given(organisation(legal_form="a public body"), *on(INTERESTS, legitimate_interest="Order.")),
            given(organisation(legal_form="Ministry"), *on(INTERESTS), line("line-b", legal_basis=CONSENT)),
        ],
        passing=[
            given(organisation(legal_form="Municipality"), *on("basis-public-task")),
            given(organisation(legal_form="S.A."), *on(INTERESTS)),
            given(*on(INTERESTS)),
        ],
        boundary=[
            (
                given(organisation(legal_form="Publishing company"), *on(INTERESTS)),
                given(organisation(legal_form="Public authority"), *on(INTERESTS)),
            )
        ],
    ),
}

OPEN: set[str] = set()
"""Codes of the catalogue that are still to be written."""
