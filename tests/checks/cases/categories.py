"""Cases of the rules about the categories of data."""

from datamap.checks.examples import activity, category, date, line, system, use
from datamap.model import NONE
from tests.checks.table import Cases, given

CASES = {
    "SUB-002": Cases(
        failing=[given(activity()), given(activity(), line()), given(activity(), activity("act-b"), use())],
        passing=[
            given(activity(), use()),
            given(activity(role="role-processor")),
            given(activity(), use(), use("use-b")),
        ],
        boundary=[(given(activity(), use()), given(activity(), use(activity="act-b")))],
    ),
    "SUB-006": Cases(
        failing=[
            given(category()),
            given(category(), activity(), use()),
            given(category(), category("cat-b"), activity(), use(category="cat-b")),
        ],
        passing=[
            given(category(), activity(), use(category="cat-own")),
            given(category(retired=date("2025-01-01"))),
            given(activity()),
        ],
        boundary=[
            (
                given(category(), category("cat-b", parent="cat-own"), activity(), use(category="cat-b")),
                given(category(), category("cat-b", parent="cat-own"), activity(), use(category="cat-own")),
            )
        ],
    ),
    "SUB-007": Cases(
        failing=[
            given(activity(), use(elements=("name", "other information"))),
            given(activity(), use(category="cat-unspecified")),
            given(
                activity(),
                category(elements=("phone etc.",)),
                use(elements=("name",)),
                use("use-b", elements=("phone etc.",)),
            ),
            given(category(label="Other data")),
            given(activity(), *(use(f"use-{each}", category="cat-unspecified") for each in "ab")),
        ],
        passing=[
            given(activity(), use(elements=("name", "names of other users"))),
            given(activity(), use(category="cat-unspecified", elements=("name of the caller",))),
            given(activity(role="role-processor"), use(category="cat-unspecified")),
            given(category(label="Personal data", elements=("name",)), activity(), use(elements=("Personal data",))),
        ],
        boundary=[
            (
                given(activity(), use(elements=("personal data of callers",))),
                given(activity(), use(elements=("personal data",))),
            ),
            (
                given(activity(), use(elements=("other users",))),
                given(activity(), use(elements=("other identifiers",))),
            ),
        ],
    ),
    "SUB-009": Cases(
        failing=[
            given(activity(), line(), use(purposes=NONE)),
            given(activity(), line(), use(purposes=NONE, systems=("system-a",)), system()),
            given(activity(), use(purposes=NONE), use("use-b")),
        ],
        passing=[
            given(activity(), line(), use()),
            given(activity(), line(), use(purposes=("line-a",))),
            given(activity(role="role-processor"), use(purposes=NONE)),
        ],
        boundary=[(given(activity(), use(purposes=())), given(activity(), use(purposes=NONE)))],
    ),
}

OPEN: set[str] = set()
"""Codes of the catalogue that are still to be written."""
