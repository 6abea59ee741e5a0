"""Cases of the rules about upkeep of the register."""

from datamap.checks.examples import (
    activity,
    date,
    document,
    evidence,
    limit,
    line,
    measure,
    organisation,
    party,
    purpose,
    source,
    system,
    transfer,
    use,
)
from datamap.model import NONE, Status
from tests.checks.table import Cases, given

DUE = date("2025-12-31")

CASES = {
    "GOV-001": Cases(
        failing=[
            given(activity(next_review=DUE)),
            given(activity(), activity("act-b", last_review=DUE)),
            given(organisation(), activity(), activity("act-b")),
        ],
        passing=[
            given(activity(next_review=date("2026-12-31"))),
            given(activity(last_review=DUE)),
            given(activity(status=Status.ENDED)),
        ],
        boundary=[(given(activity(next_review=DUE), on=DUE), given(activity(next_review=DUE), on=date("2026-01-01")))],
    ),
    "GOV-002": Cases(
        failing=[
            given(activity()),
            given(organisation(), activity(), activity("act-b", owner="Head of marketing")),
            given(organisation(), activity(), activity("act-b")),
        ],
        passing=[
            given(activity(owner="Head of marketing")),
            given(activity(department="Marketing")),
            given(activity(status=Status.ENDED)),
        ],
        boundary=[(given(activity(owner="Head of marketing")), given(activity(owner=NONE)))],
    ),
    "GOV-005": Cases(
        failing=[
            given(document(), evidence()),
            given(document(file="notice.txt"), evidence(), evidence("evidence-b")),
            given(document(sha256="9f86d081"), evidence()),
        ],
        passing=[
            given(document(file="notice.txt", sha256="9f86d081"), evidence()),
            given(document()),
            given(evidence()),
        ],
        boundary=[
            (
                given(document(file="notice.txt", sha256="9f86d081"), evidence()),
                given(document(file="notice.txt", sha256=NONE), evidence()),
            )
        ],
    ),
    "GOV-010": Cases(
        failing=[
            given(activity(), use(recipients=NONE)),
            given(activity(role="role-processor"), use(recipients=NONE), use("use-b")),
            given(
                organisation(),
                activity(),
                use(recipients=NONE),
                activity("act-b"),
                use("use-b", activity="act-b", recipients=NONE),
            ),
        ],
        passing=[
            given(activity(), use(recipients=NONE, systems=("system-a",)), system()),
            given(activity(), use(recipients=("party-a",)), party()),
            given(activity(), use(recipients=NONE, transfers=("transfer-a",)), transfer()),
            given(activity()),
            # REC-001 tells it.
            given(activity(), use()),
        ],
        boundary=[
            (
                given(activity(), use(recipients=NONE), use("use-b", recipients=NONE, systems=("system-a",))),
                given(activity(), use(recipients=NONE), use("use-b", recipients=NONE)),
            )
        ],
    ),
    "GOV-011": Cases(
        failing=[
            given(system()),
            given(system(), system("system-b"), activity(), use(systems=("system-b",))),
            given(system(country="DE"), activity(), use()),
        ],
        passing=[
            given(system(), activity(), use(systems=("system-a",))),
            given(activity()),
            given(system(), system("system-b"), activity(), use(systems=("system-a", "system-b"))),
        ],
        boundary=[(given(system(), use(systems=("system-a",))), given(system(), use(systems=NONE)))],
    ),
    "GOV-013": Cases(
        failing=[given(party()), given(measure(), source(), use(sources=("source-own",))), given(limit(), line())],
        passing=[
            given(party(), use(recipients=("party-a",))),
            given(measure(), activity(measures=("measure-own",)), limit(), use(retention=("keep-a",))),
            given(party(), transfer(importers=("party-a",)), purpose()),
            given(measure(retired=DUE)),
        ],
        boundary=[
            (
                given(measure(), measure("measure-b", parent="measure-own"), activity(measures=("measure-b",))),
                given(measure(), measure("measure-b", parent="measure-own"), activity(measures=("measure-own",))),
            ),
            (given(system(operated_by="party-a"), party()), given(system(), party())),
        ],
    ),
}

OPEN: set[str] = set()
"""Codes of the catalogue that are still to be written."""
