"""Cases of the rules about data protection impact assessments."""

from datamap.checks.examples import activity, date, line, organisation, use
from datamap.model import NONE, YesNo
from tests.checks.table import Cases, given

LOCATED_STAFF = use(category="cat-precise-location", people=("people-employee",))

CASES = {
    "DPI-001": Cases(
        failing=[
            given(activity(dpia_required=YesNo.YES)),
            given(activity(automated_decisions=YesNo.YES)),
            given(activity(automated_decisions=YesNo.YES, dpia_required=YesNo.NO)),
        ],
        passing=[
            given(activity(dpia_required=YesNo.YES, dpia_status="in progress")),
            given(activity(dpia_required=YesNo.NO)),
            given(activity(role="role-processor", dpia_required=YesNo.YES)),
        ],
        boundary=[
            (
                given(activity(dpia_required=YesNo.YES, dpia_date=date("2025-01-01"))),
                given(activity(dpia_required=YesNo.YES, dpia_date=NONE)),
            )
        ],
    ),
    "DPI-002": Cases(
        failing=[
            given(activity(), LOCATED_STAFF),
            given(activity(), use(category="cat-special-biometric")),
            given(
                activity(dpia_required=YesNo.NO),
                line(purpose="purpose-targeted-advertising"),
                use(people=("people-child",)),
            ),
        ],
        passing=[
            given(activity(dpia_required=YesNo.NO, note="On the list of the authority."), LOCATED_STAFF),
            given(activity(dpia_status="in progress"), LOCATED_STAFF),
            given(activity(), use(people=("people-employee",))),
        ],
        boundary=[
            (
                given(activity(), use(category="cat-location", people=("people-employee",))),
                given(activity(), use(category="cat-precise-location", people=("people-employee",))),
            )
        ],
    ),
    "DPI-003": Cases(
        failing=[
            given(activity(dpia_status="done")),
            given(activity(dpia_status="Approved by the board", dpia_date=date("2025-01-01"))),
            given(activity(dpia_status="completed", dpia_reference="File 4")),
        ],
        passing=[
            given(activity(dpia_status="done", dpia_date=date("2025-01-01"), dpia_reference="File 4")),
            given(activity(dpia_status="not done")),
            given(activity(dpia_status="in progress, to be completed")),
        ],
        boundary=[(given(activity(dpia_status="begun")), given(activity(dpia_status="done")))],
    ),
    "DPI-004": Cases(
        failing=[
            given(activity(dpia_date=date("2020-01-01"))),
            given(activity(dpia_date=date("2022-12-31"), dpia_status="done")),
            given(activity(dpia_date=date("2019-05-25")), activity("act-b", dpia_date=date("2025-05-25"))),
        ],
        passing=[
            given(activity(dpia_date=date("2025-01-01"))),
            given(activity()),
            given(activity(role="role-processor", dpia_date=date("2019-01-01"))),
        ],
        boundary=[(given(activity(dpia_date=date("2023-02-01"))), given(activity(dpia_date=date("2023-01-31"))))],
    ),
    "DPI-009": Cases(
        failing=[
            given(activity()),
            given(organisation(), activity(), activity("act-b")),
            given(organisation(), activity(dpia_required=YesNo.NO), activity("act-b", dpia_required=NONE)),
        ],
        passing=[
            given(activity(dpia_required=YesNo.NO)),
            given(activity(dpia_status="begun")),
            given(activity(role="role-processor")),
        ],
        boundary=[(given(activity(dpia_required=YesNo.NO)), given(activity(dpia_required=NONE)))],
    ),
}

OPEN: set[str] = set()
"""Codes of the catalogue that are still to be written."""
