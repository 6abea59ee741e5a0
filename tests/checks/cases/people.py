"""Cases of the rules about the people whom data are about."""

from datamap.checks.examples import activity, date, line, measure, people, use
from datamap.model import NONE, YesNo
from tests.checks.table import Cases, given

CHILDREN = use(people=("people-child",))

CASES = {
    "SUB-001": Cases(
        failing=[
            given(activity(), use()),
            given(activity(), use(people=NONE)),
            given(activity(), use(people=("people-user",)), use("use-b")),
        ],
        passing=[
            given(activity(), use(people=("people-user",))),
            given(activity()),
            given(activity(role="role-processor"), use()),
        ],
        boundary=[(given(activity(), use(people=("people-unspecified",))), given(activity(), use(people=())))],
    ),
    "SUB-003": Cases(
        failing=[
            given(activity(), CHILDREN),
            given(activity(measures=("measure-encryption",)), CHILDREN),
            given(activity(), people(parent="people-child"), use(people=("people-own", "people-user"))),
        ],
        passing=[
            given(activity(measures=("measure-own",)), measure(label="Parental controls"), CHILDREN),
            given(activity(), line(consent_given="Parents sign."), CHILDREN),
            given(activity(), use(people=("people-user",))),
        ],
        boundary=[
            (
                given(activity(), use(people=("people-child",), condition="with a parent present")),
                given(activity(), use(people=("people-child",), condition="with a teacher present")),
            )
        ],
    ),
    "SUB-004": Cases(
        failing=[
            given(activity(dpia_required=YesNo.NO), CHILDREN),
            given(activity(dpia_required=YesNo.NO, dpia_reference=NONE), CHILDREN),
            given(activity(dpia_required=YesNo.NO), people(label="Patients"), use(people=("people-own",))),
        ],
        passing=[
            given(activity(dpia_required=YesNo.NO, dpia_reference="Screening 12"), CHILDREN),
            given(activity(dpia_required=YesNo.YES), CHILDREN),
            given(activity(dpia_required=YesNo.NO), use(people=("people-user",))),
        ],
        boundary=[(given(activity(), CHILDREN), given(activity(dpia_required=YesNo.NO), CHILDREN))],
    ),
    "SUB-005": Cases(
        failing=[
            given(people()),
            given(people(), activity(), use(people=("people-user",))),
            given(people(), people("people-b"), activity(), use(people=("people-b",))),
        ],
        passing=[
            given(people(), activity(), use(people=("people-own",))),
            given(people(retired=date("2025-01-01"))),
            given(activity()),
        ],
        boundary=[
            (
                given(people(), people("people-b", parent="people-own"), use(people=("people-b",))),
                given(people(), people("people-b", parent="people-own"), use(people=("people-own",))),
            )
        ],
    ),
    "SUB-008": Cases(
        failing=[
            given(activity(), use(category="cat-contacts-book")),
            given(activity(), use(people=("people-address-book",), sources=NONE)),
            given(activity(), use(category="cat-partner-supplied", sources=("source-unspecified",))),
        ],
        passing=[
            given(activity(), use(category="cat-contacts-book", sources=("source-device",))),
            given(activity(), use(people=("people-user",))),
            given(activity(role="role-processor"), use(category="cat-contacts-book")),
        ],
        boundary=[
            (
                given(activity(), use(category="cat-public", sources=("source-unspecified", "source-public"))),
                given(activity(), use(category="cat-public", sources=("source-unspecified",))),
            )
        ],
    ),
}

OPEN: set[str] = set()
"""Codes of the catalogue that are still to be written."""
