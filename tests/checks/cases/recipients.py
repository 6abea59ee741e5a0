"""Cases of the rules about recipients, processors and joint controllers."""

from datamap.checks.examples import activity, date, organisation, party, system, transfer, use
from datamap.model import NONE, YesNo
from tests.checks.table import Cases, given

CASES = {
    "REC-001": Cases(
        failing=[
            given(activity(), use()),
            given(activity(), use(recipients=NONE), use("use-b")),
            given(activity(), use(systems=("system-a",)), system()),
        ],
        passing=[
            given(activity(), use(recipients=NONE)),
            given(activity(), use(recipients=("party-a",)), party()),
            given(activity(role="role-processor"), use()),
        ],
        boundary=[(given(activity(), use(recipients=NONE)), given(activity(), use(recipients=())))],
    ),
    "REC-002": Cases(
        failing=[
            given(party(kind="kind-processor")),
            given(party(kind="kind-processor", is_category=YesNo.NO)),
            given(party(kind="kind-processor", contract=NONE), party("party-b", kind="kind-service-provider")),
        ],
        passing=[
            given(party(kind="kind-processor", contract="C-1")),
            given(party(kind="kind-service-provider")),
            given(party(kind="kind-processor", is_category=YesNo.YES)),
        ],
        boundary=[
            (
                given(party(kind="kind-processor", contract_date=date("2020-01-01"))),
                given(party(kind="kind-processor", contract_date=NONE)),
            )
        ],
    ),
    "REC-004": Cases(
        failing=[
            given(party(kind="kind-processor", sub_processors=("party-b",)), party("party-b")),
            given(
                party(kind="kind-processor", sub_processors=("party-b",)), party("party-b", kind="kind-sub-processor")
            ),
            given(
                party(kind="kind-processor", sub_processors=("party-c",)),
                party("party-b", kind="kind-processor", sub_processors=("party-c",)),
                party("party-c"),
            ),
        ],
        passing=[
            given(party(kind="kind-processor", sub_processors=("party-b",)), party("party-b", contract="C-2")),
            given(party(kind="kind-processor", sub_processors=NONE)),
            given(party(kind="kind-processor", sub_processors=("party-b",)), party("party-b", is_category=YesNo.YES)),
        ],
        boundary=[
            (
                given(party(sub_processors=("party-b",)), party("party-b")),
                given(party(kind="kind-processor", sub_processors=("party-b",)), party("party-b")),
            )
        ],
    ),
    "REC-005": Cases(
        failing=[
            given(party(kind="kind-processor")),
            given(party(kind="kind-processor", contract="C-1", contract_date=date("2024-01-01"))),
            given(party(kind="kind-processor"), party("party-b", kind="kind-processor", sub_processors=NONE)),
        ],
        passing=[
            given(party(kind="kind-processor", sub_processors=NONE)),
            given(party(kind="kind-processor", sub_processors=("party-b",)), party("party-b", kind="kind-processor")),
            given(party(kind="kind-processor", is_category=YesNo.YES)),
        ],
        boundary=[
            (
                given(party(kind="kind-processor", sub_processors=NONE)),
                given(party(kind="kind-processor", sub_processors=())),
            )
        ],
    ),
    "REC-006": Cases(
        failing=[
            given(activity(joint_controllers=("party-a",)), party()),
            given(activity(joint_controllers=("party-a", "party-b")), party(contract="A-1"), party("party-b")),
            given(activity(joint_controllers=("party-a",)), activity("act-b", joint_controllers=("party-a",)), party()),
        ],
        passing=[
            given(activity(joint_controllers=("party-a",)), party(contract="A-1")),
            given(activity(role="role-joint-controller")),
            given(activity(), party(kind="kind-joint-controller")),
        ],
        boundary=[
            (
                given(activity(joint_controllers=("party-a",)), party(contract_date=date("2020-01-01"))),
                given(activity(joint_controllers=("party-a",)), party(contract=NONE)),
            )
        ],
    ),
    "REC-008": Cases(
        failing=[
            given(activity(joint_controllers=("party-a",)), party(kind="kind-processor")),
            given(activity(joint_controllers=("party-a",)), party(acts_for=("org-a",))),
            given(party(kind="kind-other-controller", acts_for=("org-a",))),
        ],
        passing=[
            given(activity(joint_controllers=("party-a",)), party(kind="kind-joint-controller")),
            given(activity(controllers=("party-a",)), party(kind="kind-processor")),
            given(party(kind="kind-processor", acts_for=("org-a",))),
        ],
        boundary=[
            (
                given(activity(joint_controllers=("party-a",)), party(acts_for=("party-b",))),
                given(activity(joint_controllers=("party-a",)), party(acts_for=("org-a",))),
            )
        ],
    ),
    "REC-010": Cases(
        failing=[
            given(activity(), use(recipients=NONE)),
            given(organisation(), activity(), activity("act-b"), use(), use("use-b", activity="act-b")),
            given(activity(), use(recipients=("party-a",)), party(kind="kind-processor")),
        ],
        passing=[
            given(activity(department="Sales"), use()),
            given(activity(), use(recipients=("party-a",)), party(kind="kind-internal")),
            given(activity()),
        ],
        boundary=[
            (
                given(organisation(), activity(department="Sales"), use()),
                given(organisation(), activity(department=NONE), use()),
            )
        ],
    ),
    "REC-012": Cases(
        failing=[
            given(activity(), use(recipients=NONE, systems=("system-a",)), system(operated_by="party-a"), party()),
            given(
                activity(),
                use(recipients=("party-b",), systems=("system-a",)),
                use("use-b", recipients=NONE, systems=("system-a",)),
                system(operated_by="party-a"),
                party(),
                party("party-b"),
            ),
            given(
                activity(),
                use(recipients=NONE, systems=("system-a", "system-b")),
                system(operated_by="party-a"),
                system("system-b", operated_by="org-a"),
                party(),
            ),
        ],
        passing=[
            given(activity(), use(systems=("system-a",)), system(operated_by="party-a"), party()),
            given(activity(), use(recipients=NONE, systems=("system-a",)), system(operated_by="org-a")),
            given(
                activity(),
                use(recipients=NONE, systems=("system-a",)),
                system(operated_by="party-a"),
                party(kind="kind-internal"),
            ),
        ],
        boundary=[
            (
                given(
                    activity(),
                    use(recipients=("party-b",), systems=("system-a",)),
                    system(operated_by="party-a"),
                    party(parent="party-b"),
                    party("party-b"),
                ),
                given(
                    activity(),
                    use(recipients=("party-b",), systems=("system-a",)),
                    system(operated_by="party-a"),
                    party(),
                    party("party-b"),
                ),
            )
        ],
    ),
    "REC-013": Cases(
        failing=[
            given(party()),
            given(party(), party("party-b", parent="party-a"), use(recipients=("party-a",))),
            given(party(kind="kind-processor", acts_for=("org-a",))),
        ],
        passing=[
            given(party(), use(recipients=("party-a",))),
            given(party(), use(sources=("party-a",))),
            given(party(), transfer(importers=("party-a",))),
        ],
        boundary=[
            (
                given(party(), party("party-b", parent="party-a"), use(recipients=("party-b",))),
                given(party(), party("party-b"), use(recipients=("party-b",))),
            )
        ],
    ),
}

OPEN: set[str] = set()
"""Codes of the catalogue that are still to be written."""
