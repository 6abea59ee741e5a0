"""The form in which the cases of rules are written: three that fail, three that pass, one pair at the boundary."""

import datetime
from typing import NamedTuple

from datamap.checks.examples import TODAY
from datamap.model import Record


class Given(NamedTuple):
    """Records, and the day on which they are judged; None: the day of the register."""

    records: tuple[Record, ...]
    on: datetime.date | None


def given(*records: Record, on: datetime.date = TODAY) -> Given:
    return Given(records, on)


class Cases(NamedTuple):
    """Cases of one rule: each failing one gives exactly one finding; a boundary is the last that passes, and the first
    that fails beside it."""

    failing: list[Given]
    passing: list[Given]
    boundary: list[tuple[Given, Given]]
