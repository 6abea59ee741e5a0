"""Cases of the rules about security measures."""

from typing import Any

from datamap.checks.examples import ORG, activity, category, organisation, system, use
from datamap.model import NONE, Measure
from tests.checks.table import Cases, given


def measure(id: str = "measure-own", **more: Any) -> Measure:
    """A measure of the organisation's own."""
    return Measure(id=id, organisation=ORG, **({"label": "Own measure"} | more))


def general() -> Measure:
    """A measure of the organisation's own that says nothing specific."""
    return measure(parent="measure-general", label="Technical measures, not described")


CASES = {
    "SEC-001": Cases(
        failing=[
            given(activity()),
            given(activity(measures=NONE)),
            given(activity(measures=("measure-encryption",)), activity("act-b")),
        ],
        passing=[
            given(activity(measures=("measure-general",))),
            given(activity(role="role-processor")),
            given(activity(measures=NONE, note="Planned; measures are chosen with the provider.")),
        ],
        boundary=[(given(activity(measures=("measure-policies",))), given(activity(measures=())))],
    ),
    "SEC-002": Cases(
        failing=[
            given(activity(measures=("measure-general",))),
            given(activity(measures=("measure-own",)), measure(label="Industry standard measures")),
            given(activity(measures=("measure-own",)), activity("act-b", measures=("measure-own",)), general()),
        ],
        passing=[
            given(activity(measures=("measure-general", "measure-password"))),
            given(activity()),
            given(activity(measures=("measure-own",)), measure(label="Locked area")),
        ],
        boundary=[
            (
                given(activity(measures=("measure-own",)), measure(label="Standard measures", description="TLS 1.3")),
                given(activity(measures=("measure-own",)), measure(label="Standard measures", description=NONE)),
            )
        ],
    ),
    "SEC-003": Cases(
        failing=[
            given(activity(measures=("measure-training",)), use(category="cat-special-health")),
            given(activity(measures=("measure-physical",)), use(category="cat-criminal"), use("use-b")),
            given(
                activity(measures=("measure-backup",)),
                use(category="cat-own"),
                category(parent="cat-special-genetic"),
            ),
        ],
        passing=[
            given(activity(measures=("measure-multi-factor",)), use(category="cat-special-health")),
            given(activity(measures=("measure-training",)), use()),
            given(activity(), use(category="cat-special-health")),
        ],
        boundary=[
            (
                given(activity(measures=("measure-need-to-know",)), use(category="cat-national-number")),
                given(activity(measures=("measure-confidentiality",)), use(category="cat-national-number")),
            )
        ],
    ),
    "SEC-004": Cases(
        failing=[
            given(organisation(), activity(measures=("measure-encryption",))),
            given(organisation(), activity(measures=("measure-own",)), measure()),
            given(organisation(), activity(measures=("measure-general",)), activity("act-b"), system()),
        ],
        passing=[
            given(organisation(), activity(measures=("measure-recovery",))),
            given(organisation(), activity(measures=("measure-general",)), system(name="Backup archives")),
            given(organisation(), activity()),
        ],
        boundary=[
            (
                given(organisation(), activity(measures=("measure-own",)), measure(description="Nightly backup.")),
                given(organisation(), activity(measures=("measure-own",)), measure(description="Nightly.")),
            )
        ],
    ),
    "SEC-007": Cases(
        failing=[
            given(system(), use(systems=("system-a",))),
            given(system(operated_by="org-a"), use(systems=("system-a",))),
            given(system(country="LU", operated_by=NONE), use(systems=("system-a",))),
        ],
        passing=[
            given(system(operated_by="org-a", location="Building 2"), use(systems=("system-a",))),
            given(system(name="The user's device"), use(systems=("system-a",))),
            given(system()),
        ],
        boundary=[
            (
                given(system(operated_by="org-a", country="LU"), use(systems=("system-a",))),
                given(system(operated_by="org-a", country=NONE), use(systems=("system-a",))),
            )
        ],
    ),
}

OPEN: set[str] = set()
"""Codes of the catalogue that are still to be written."""
