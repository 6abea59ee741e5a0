"""Cases of the rules about data that may be special though they are recorded as ordinary."""

from typing import Any

from datamap.checks.examples import activity, category, line, use
from datamap.model import NONE, Record
from tests.checks.table import Cases, given


def using(element: str, **more: Any) -> list[Record]:
    """An activity with a data use of one element."""
    return [activity(), line(), use(elements=("name", element), **more)]


CASES = {
    "SPC-006": Cases(
        failing=[
            given(*using("dietary needs")),
            given(*using("Church tax", category="cat-payment"), use("use-b")),
            given(activity(), category(label="Sick leave"), use(category="cat-own", elements=("sick days",))),
        ],
        passing=[
            given(*using("dietary needs", category="cat-special-health")),
            given(*using("telephone number")),
            given(activity(), category(label="Sick leave", special="Art. 9(1) health data")),
        ],
        boundary=[
            (given(*using("service health")), given(*using("health"))),
            (
                given(activity(), line(conditions=("condition-explicit-consent",)), use(elements=("union fees",))),
                given(activity(), line(conditions=NONE), use(elements=("union fees", "religion"))),
            ),
        ],
    ),
    "SPC-010": Cases(
        failing=[
            given(*using("fingerprint", category="cat-credentials")),
            given(*using("template for facial recognition")),
            given(activity(), category(elements=("iris scan",)), use(category="cat-own", elements=("iris scan",))),
        ],
        passing=[
            given(*using("fingerprint", category="cat-special-biometric")),
            given(*using("photo")),
            given(activity(), category(parent="cat-special-biometric", elements=("iris scan",))),
        ],
        boundary=[(given(*using("browser fingerprint")), given(*using("fingerprint on file")))],
    ),
    "SPC-011": Cases(
        failing=[
            given(activity(), use(category="cat-location")),
            given(activity(), use(category="cat-precise-location", necessity=NONE)),
            given(activity(), use(category="cat-current-location", condition="the user allows it")),
        ],
        passing=[
            given(activity(), use(category="cat-location", necessity="The caller is found.")),
            given(activity(), use(category="cat-postal-address")),
            given(activity(role="role-processor"), use(category="cat-location")),
        ],
        boundary=[
            (
                given(activity(), use(category="cat-approximate-location")),
                given(activity(), use(category="cat-precise-location")),
            ),
            (
                given(activity(), line(purpose="purpose-emergency-location"), use(category="cat-location")),
                given(
                    activity(), line(purpose="purpose-emergency-location"), line("line-b"), use(category="cat-location")
                ),
            ),
        ],
    ),
}

OPEN: set[str] = set()
"""Codes of the catalogue that are still to be written."""
