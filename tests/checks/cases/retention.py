"""Cases of the rules about time limits for erasure."""

from datamap.checks.examples import activity, date, evidence, limit, organisation, system, use
from datamap.model import NONE, Record
from tests.checks.table import Cases, given


def ended(day: str) -> tuple[Record, ...]:
    """An activity that ended on a day, with data to be kept for a year and a system that holds them."""
    held = use(retention=("keep-a",), systems=("system-a",))
    return activity(end=date(day)), held, system(), limit(longest="P1Y")


def kept_alike(*categories: str) -> tuple[Record, ...]:
    """Data uses of these categories, all under one rule."""
    return limit(), *(use(f"use-{category}", category=category, retention=("keep-a",)) for category in categories)


CASES = {
    "RET-001": Cases(
        failing=[
            given(activity(), use()),
            given(activity(), use(retention=NONE)),
            given(activity(), use(retention=("keep-a",)), use("use-b"), limit()),
        ],
        passing=[
            given(activity(), use(retention=("keep-a",)), limit()),
            given(activity()),
            given(activity(role="role-processor"), use()),
        ],
        boundary=[
            (given(activity(), use(retention=("keep-a",)), limit()), given(activity(), use(retention=()), limit())),
            (
                given(activity(), use(retention=NONE, note="Until the claim is settled.")),
                given(activity(), use(note="Until the claim is settled.")),
            ),
        ],
    ),
    "RET-002": Cases(
        failing=[
            given(limit(kind="limit-unstated", wording="a reasonable time")),
            given(limit(kind="limit-criteria", criteria="As necessary for our business.")),
            given(limit(kind="limit-fixed-period", wording="per policy")),
        ],
        passing=[
            given(limit(longest="P3Y", wording="three years, or as long as necessary")),
            given(limit(kind="limit-until-event", until="The account is closed.", wording="as long as needed")),
            given(limit(kind="limit-criteria", criteria="How long claims may be brought.")),
        ],
        boundary=[
            (given(limit(kind="limit-criteria")), given(limit(kind="limit-by-category"))),
            (given(limit(kind="limit-endless", longest="P100Y")), given(limit(kind="limit-endless"))),
        ],
    ),
    "RET-003": Cases(
        failing=[
            given(limit(longest="P3Y")),
            given(limit(shortest="P1M", kind="limit-event-then-period")),
            given(limit(longest="P3Y", starts=NONE)),
        ],
        passing=[
            given(limit(longest="P3Y", starts="end of the contract")),
            given(limit(longest="P6D", until="the instance expires")),
            given(limit(kind="limit-criteria")),
        ],
        boundary=[(given(limit()), given(limit(longest="P1D")))],
    ),
    "RET-004": Cases(
        failing=[
            given(use(retention=("keep-a", "keep-b")), limit(longest="P1Y"), limit("keep-b", longest="P3Y")),
            given(
                use(retention=("keep-a",)),
                use("use-b", retention=("keep-b",)),
                limit(longest="P1Y"),
                limit("keep-b", longest="P3Y"),
            ),
            given(
                use(retention=("keep-a", "keep-b")),
                limit(longest="P30D", starts="log-out"),
                limit("keep-b", longest="P1M", starts="log-out"),
            ),
        ],
        passing=[
            given(use(retention=("keep-a", "keep-b")), limit(longest="P1Y"), limit("keep-b", longest="P12M")),
            given(
                use(retention=("keep-a",)),
                use("use-b", retention=("keep-b",), elements=("name",)),
                limit(longest="P1Y"),
                limit("keep-b", longest="P3Y"),
            ),
            given(
                use(retention=("keep-a", "keep-b")),
                limit(longest="P1Y"),
                limit("keep-b", longest="P3Y", criteria="if a claim is pending"),
            ),
        ],
        boundary=[
            (
                given(
                    use(retention=("keep-a", "keep-b")),
                    limit(longest="P1Y", starts="log-out"),
                    limit("keep-b", longest="P3Y", starts="end of the contract"),
                ),
                given(
                    use(retention=("keep-a", "keep-b")),
                    limit(longest="P1Y", starts="log-out"),
                    limit("keep-b", longest="P3Y", starts="log-out"),
                ),
            )
        ],
    ),
    "RET-006": Cases(
        failing=[
            given(limit()),
            given(organisation(), limit(at_end=NONE), limit("keep-b")),
            given(organisation(), limit(), limit("keep-b", at_end="erased")),
        ],
        passing=[
            given(limit(at_end="erased by the IT department")),
            given(limit(kind="limit-not-stored")),
            given(organisation()),
        ],
        boundary=[(given(limit(at_end="erased")), given(limit(at_end=NONE)))],
    ),
    "RET-008": Cases(
        failing=[
            given(*ended("2020-06-30")),
            given(*ended("2024-12-31")),
            given(*ended("2020-06-30"), use("use-b", systems=("system-a",)), system("system-b")),
        ],
        passing=[
            given(*ended("2025-12-31")),
            given(activity(), use(retention=("keep-a",), systems=("system-a",)), system(), limit(longest="P1Y")),
            given(activity(end=date("2020-01-01")), use(retention=("keep-a",), systems=NONE), limit(longest="P1Y")),
        ],
        boundary=[(given(*ended("2025-01-31")), given(*ended("2025-01-30")))],
    ),
    "RET-009": Cases(
        failing=[
            given(organisation(), *kept_alike("cat-email", "cat-phone", "cat-logs", "cat-invoice")),
            given(organisation(), *kept_alike("cat-email", "cat-phone", "cat-logs", "cat-invoice"), use("use-x")),
            given(organisation(), *kept_alike("cat-email", "cat-phone", "cat-logs", "cat-invoice", "cat-name")),
        ],
        passing=[
            given(organisation(), *kept_alike("cat-email", "cat-phone")),
            given(
                organisation(),
                *kept_alike("cat-email", "cat-phone", "cat-logs", "cat-invoice"),
                use("use-x", retention=("keep-b",)),
            ),
            given(organisation()),
        ],
        boundary=[
            (
                given(organisation(), *kept_alike("cat-email", "cat-phone", "cat-logs")),
                given(organisation(), *kept_alike("cat-email", "cat-phone", "cat-logs", "cat-invoice")),
            )
        ],
    ),
    "RET-010": Cases(
        failing=[
            given(limit(longest="P3Y", wording="kept for 5 years")),
            given(limit(longest="P3Y"), evidence(record="keep-a", field="longest", phrase="for 30 days")),
            given(limit(shortest="P3D", wording="4 to 6 days")),
        ],
        passing=[
            given(limit(longest="P3Y", wording="kept for 3 years")),
            given(limit(longest="P6D", shortest="P3D", wording="usually within 3-6 days")),
            given(limit(longest="P3Y", wording="kept for some years")),
        ],
        boundary=[
            (
                given(limit(longest="P1Y", wording="12 months")),
                given(limit(longest="P1Y", wording="365 days")),
            )
        ],
    ),
}

OPEN: set[str] = set()
"""Codes of the catalogue that are still to be written."""
