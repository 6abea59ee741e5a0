"""Cases of the rules about special categories, criminal data and national numbers."""

from typing import Any

from datamap.checks.examples import activity, category, line, use
from datamap.model import NONE, Record
from tests.checks.table import Cases, given

HEALTH = "cat-special-health"
EXPLICIT = ("condition-explicit-consent",)
EMPLOYMENT = ("condition-employment-law",)


def using(category: str = HEALTH, role: object = NONE, **more: Any) -> list[Record]:
    """An activity with one purpose and one data use."""
    return [activity(role=role), line(**more), use(category=category)]


CASES = {
    "SPC-001": Cases(
        failing=[
            given(*using()),
            given(*using("cat-special", conditions=NONE)),
            given(*using("cat-own"), category(parent="cat-special-health")),
        ],
        passing=[
            given(*using(conditions=EXPLICIT)),
            given(*using("cat-email")),
            given(*using(role="role-processor")),
        ],
        boundary=[
            (given(*using(conditions=EXPLICIT)), given(*using(conditions=("condition-criminal-data",)))),
            (
                given(
                    activity(), line(conditions=EXPLICIT), line("line-b"), use(category=HEALTH, purposes=("line-a",))
                ),
                given(activity(), line(conditions=EXPLICIT), line("line-b"), use(category=HEALTH)),
            ),
        ],
    ),
    "SPC-002": Cases(
        failing=[
            given(*using(conditions=EXPLICIT)),
            given(*using(conditions=EXPLICIT, consent_given="by using the service")),
            given(*using(conditions=EXPLICIT, consent_given="continued use after a change")),
        ],
        passing=[
            given(*using(conditions=EXPLICIT, consent_given="a signed statement")),
            given(*using(conditions=EMPLOYMENT)),
            given(*using(conditions=EXPLICIT, role="role-processor")),
        ],
        boundary=[
            (
                given(*using(conditions=EXPLICIT, consent_given="a box that people tick")),
                given(*using(conditions=EXPLICIT, consent_given="a pre-ticked box")),
            )
        ],
    ),
    "SPC-003": Cases(
        failing=[
            given(*using(conditions=EMPLOYMENT)),
            given(*using(conditions=("condition-research",), law=NONE)),
            given(*using(conditions=("condition-health-care", "condition-public-health"))),
        ],
        passing=[
            given(*using(conditions=EMPLOYMENT, law="Labour Code")),
            given(*using(conditions=("condition-legal-claims",))),
            given(*using(conditions=EMPLOYMENT, role="role-processor")),
        ],
        boundary=[
            (
                given(*using(conditions=("condition-made-public",))),
                given(*using(conditions=("condition-substantial-public-interest",))),
            )
        ],
    ),
    "SPC-005": Cases(
        failing=[
            given(*using("cat-criminal")),
            given(*using("cat-criminal", legal_basis="basis-consent")),
            given(*using("cat-criminal", conditions=EXPLICIT)),
        ],
        passing=[
            given(*using("cat-criminal", conditions=("condition-criminal-data",))),
            given(*using("cat-criminal", law="Act on gambling, Section 4")),
            given(*using()),
        ],
        boundary=[(given(*using("cat-criminal", role="role-processor")), given(*using("cat-criminal", law=NONE)))],
    ),
    "SPC-007": Cases(
        failing=[
            given(*using("cat-national-number")),
            given(*using("cat-own", law=NONE), category(parent="cat-national-number")),
            given(*using("cat-national-number", legal_basis="basis-consent")),
        ],
        passing=[
            given(*using("cat-national-number", law="Social Security Code")),
            given(*using("cat-passport")),
            given(*using("cat-national-number", role="role-processor")),
        ],
        boundary=[(given(*using("cat-identity-card")), given(*using("cat-national-number")))],
    ),
    "SPC-008": Cases(
        failing=[
            given(*using("cat-email", conditions=EXPLICIT)),
            given(*using("cat-email", conditions=("condition-criminal-data",))),
            given(*using("cat-national-number", conditions=EMPLOYMENT)),
        ],
        passing=[
            given(*using(conditions=EXPLICIT)),
            given(*using("cat-email")),
            given(activity(), line(conditions=EXPLICIT)),
            given(*using("cat-criminal", conditions=("condition-criminal-data",))),
        ],
        boundary=[
            (
                given(*using("cat-email", conditions=EXPLICIT), use("use-b", elements=("dietary needs",))),
                given(*using("cat-email", conditions=EXPLICIT), use("use-b", elements=("dinner time",))),
            )
        ],
    ),
}

OPEN: set[str] = set()
"""Codes of the catalogue that are still to be written."""
