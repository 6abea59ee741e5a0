"""Cases of the rules about purposes."""

from typing import Any

from datamap.checks.examples import activity, date, line, purpose, system, use
from datamap.model import NONE, Record
from tests.checks.table import Cases, given


def lines(letters: str) -> list[Record]:
    return [line(f"line-{each}", purpose=f"purpose-{each}") for each in letters]


def twins(**more: Any) -> list[Record]:
    """Two activities with the same purpose and the same data use."""
    both = [activity(), line(), use(**more), activity("act-b"), line("line-b", activity="act-b")]
    return [*both, use("use-b", activity="act-b", **more)]


CASES = {
    "PUR-001": Cases(
        failing=[
            given(activity()),
            given(activity(role="role-controller"), use()),
            given(activity(), activity("act-b"), line()),
        ],
        passing=[
            given(activity(), line()),
            given(activity(role="role-processor")),
            given(activity(), line(), line("line-b", purpose="purpose-security")),
        ],
        boundary=[(given(activity(), line()), given(activity(), line(activity="act-b")))],
    ),
    "PUR-002": Cases(
        failing=[
            given(activity(), line(wording="as needed for our internal purposes")),
            given(activity(), line(purpose="purpose-unspecified", wording="where other sources provide it")),
            given(activity(), line(wording="Mail Server"), system(name="Mail server")),
        ],
        passing=[
            given(activity(), line(wording="to send the newsletter")),
            given(activity(role="role-processor"), line(wording="business purposes")),
            given(activity(), line(purpose="purpose-security")),
        ],
        boundary=[
            (
                given(activity(), purpose(label="Plan staff shifts"), line(purpose="purpose-own")),
                given(activity(), purpose(label="Shift planning"), line(purpose="purpose-own")),
            ),
            (
                given(activity(), purpose(label="Planning", definition="Who works when."), line(purpose="purpose-own")),
                given(activity(), purpose(label="Planning"), line(purpose="purpose-own", wording=NONE)),
            ),
            (
                given(activity(), line(wording="other purposes listed here")),
                given(activity(), line(wording="business purposes listed here")),
            ),
        ],
    ),
    "PUR-003": Cases(
        failing=[
            given(purpose()),
            given(purpose(), activity(), line()),
            given(purpose(), purpose("purpose-b"), activity(), line(purpose="purpose-b")),
        ],
        passing=[
            given(purpose(), activity(), line(purpose="purpose-own")),
            given(purpose(retired=date("2025-01-01"))),
            given(activity()),
        ],
        boundary=[
            (
                given(purpose(), purpose("purpose-b", parent="purpose-own"), activity(), line(purpose="purpose-b")),
                given(purpose(), purpose("purpose-b", parent="purpose-own"), activity(), line(purpose="purpose-own")),
            )
        ],
    ),
    "PUR-004": Cases(
        failing=[
            given(activity(), line()),
            given(activity(), line(), line("line-b"), use(purposes=("line-b",))),
            given(activity(), line(), use(activity="act-b")),
        ],
        passing=[
            given(activity(), line(), use()),
            given(activity(role="role-processor"), line()),
            given(activity(), line(), line("line-b"), use(purposes=("line-a",)), use("use-b", purposes=("line-b",))),
        ],
        boundary=[
            (given(activity(), line(), use()), given(activity(), line(), line("line-b"), use(purposes=("line-a",))))
        ],
    ),
    "PUR-006": Cases(
        failing=[
            given(activity(), *lines("abcdef")),
            given(activity(), activity("act-b"), *lines("abcdefghij")),
            given(activity(role="role-processor"), *lines("abcdef")),
        ],
        passing=[
            given(activity(), *lines("abcde")),
            given(activity()),
            given(activity(), *(line(f"line-{each}") for each in "abcdef")),
        ],
        boundary=[(given(activity(), *lines("abcde")), given(activity(), *lines("abcdef")))],
    ),
    "PUR-007": Cases(
        failing=[
            given(*twins()),
            given(*twins(people=("people-user",)), use("use-c", people=("people-user",))),
            given(*twins(category="cat-phone")[:5], use("use-b", activity="act-b", category="cat-phone")),
        ],
        passing=[
            given(*twins()[:5]),
            given(*twins(), line("line-c", purpose="purpose-security")),
            given(*twins(category="cat-unspecified")),
        ],
        boundary=[
            (given(*twins(), use("use-c", category="cat-phone")), given(*twins(), use("use-c"))),
            (given(*twins()[:5], use("use-b", activity="act-b", recipients=NONE)), given(*twins())),
        ],
    ),
}

OPEN: set[str] = set()
"""Codes of the catalogue that are still to be written."""
