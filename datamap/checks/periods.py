"""Periods: reckoned with, compared, and read from words."""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Iterator
from typing import NamedTuple

from datamap.vocabulary.phrases import read_phrases

YEAR = 12
"""Months of a year."""
_ISO = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?")
_NUMBER = r"(\d{1,4})(?:\s*(?:-|–|to)\s*(\d{1,4}))?"
_UNITS = {"days": (0, 1), "weeks": (0, 7), "months": (1, 0), "years": (YEAR, 0)}


class Period(NamedTuple):
    """A length of time as a calendar counts it; twelve months are a year, and thirty days are no month."""

    months: int
    days: int

    def after(self, day: datetime.date) -> datetime.date:
        """Return the day that lies this period after another; the last of a month stays the last.

        >>> Period(1, 0).after(datetime.date(2024, 1, 31))
        datetime.date(2024, 2, 29)
        """
        months = day.year * YEAR + day.month - 1 + self.months
        year, month = min(months // YEAR, datetime.MAXYEAR), months % YEAR + 1
        last = calendar.monthrange(year, month)[1]
        start = datetime.date(year, month, min(day.day, last))
        return start + datetime.timedelta(days=min(self.days, (datetime.date.max - start).days))


def period_of(duration: object) -> Period | None:
    """Return the period that an ISO 8601 duration stands for; None for a field without one, or with hours.

    >>> period_of("P1Y") == period_of("P12M"), period_of("PT4H")
    (True, None)
    """
    match = _ISO.fullmatch(duration) if isinstance(duration, str) else None
    if match is None:
        return None
    years, months, weeks, days = (int(each or 0) for each in match.groups())
    return Period(years * YEAR + months, weeks * 7 + days)


def periods_in(words: object) -> Iterator[Period]:
    """Yield the periods that stand in words, in digits with a unit; of "3-6 days" both.

    >>> list(periods_in("usually within 3-6 days")), list(periods_in("for years"))
    ([Period(months=0, days=3), Period(months=0, days=6)], [])
    """
    if not isinstance(words, str):
        return
    units = {phrase.words: phrase.means for phrase in read_phrases("time-units")}
    for match in re.finditer(rf"\b{_NUMBER}\s+({'|'.join(map(re.escape, units))})\b", words, re.IGNORECASE):
        *numbers, unit = match.groups()
        months, days = _UNITS[units[unit.lower()]]
        for number in filter(None, numbers):
            yield Period(int(number) * months, int(number) * days)


def months_between(first: datetime.date, last: datetime.date) -> int:
    """Return the whole months from one day to another.

    >>> months_between(datetime.date(2024, 1, 31), datetime.date(2025, 1, 30))
    11
    """
    return (last.year - first.year) * YEAR + last.month - first.month - (last.day < first.day)
