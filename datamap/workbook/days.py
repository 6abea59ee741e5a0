"""Days in cells: real dates and ISO 8601 are read; all else is shown in its possible readings and never guessed."""

from __future__ import annotations

import datetime
import re
from decimal import Decimal, InvalidOperation

from datamap.model.values import shorten
from datamap.text import join_words
from datamap.workbook.conversions import EPOCH, days_of
from datamap.workbook.faults import BadCellError, Fault
from datamap.workbook.seen import Nature, SeenCell

CALENDARS_APART = 1_462
"""Days between the calendar that counts from 1900 and the one that counts from 1904."""
_LEAP_DAY_THAT_NEVER_WAS = 60
"""The number of 29 February 1900 in spreadsheets; of smaller ones, programs make different days."""
_FIRST_YEAR = 1900
"""Days before it are no reading worth telling: programs know none, and '2024' is not the year 202."""
_ISO = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(?:Z|[+-]\d{2}:?\d{2})?)?")
_NO_TIME = re.compile(r"[0:.]*")


def day_in(cell: SeenCell) -> datetime.date:
    """Return the day that stands in a cell.

    Raises:
        BadCellError: no day can be read there without guessing.

    >>> day_in(SeenCell("2024-05-10"))
    datetime.date(2024, 5, 10)
    >>> day_in(SeenCell("03/04/2025"))
    Traceback (most recent call last):
    datamap.workbook.faults.BadCellError: '03/04/2025' is 2025-03-04 in some countries and 2025-04-03 in others
    """
    if cell.nature is Nature.DATE and ":" in cell.words[:5]:
        raise BadCellError(Fault.NO_DATE, f"{shorten(cell.words)} is a time of day and no date", _write())
    if cell.nature in (Nature.TEXT, Nature.DATE):
        return _day_in_text(cell.words.strip())
    if cell.nature is Nature.NUMBER:
        raise _bad_number(cell.words)
    raise BadCellError(Fault.NO_DATE, f"{cell.words.upper()} is no date", _write())


def is_of_other_calendar(day: datetime.date, before: datetime.date) -> bool:
    """Return whether a day lies as far from the one before as the two calendars of spreadsheets do.

    >>> is_of_other_calendar(datetime.date(2028, 5, 11), datetime.date(2024, 5, 10))
    True
    """
    return abs((day - before).days) == CALENDARS_APART


def _day_in_text(words: str) -> datetime.date:
    if found := _ISO.fullmatch(words):
        if found[2] and not _NO_TIME.fullmatch(found[2]):
            shown = words.replace("T", " ").removesuffix("Z")
            message = f"{shorten(shown)} is a date with a time of day, a date alone is expected"
            raise BadCellError(Fault.WITH_TIME, message, _write(found[1]))
        try:
            return datetime.date.fromisoformat(found[1])
        except ValueError:
            raise BadCellError(Fault.NO_DATE, f"there is no day {found[1]}", _write()) from None
    days = sorted(day.isoformat() for day in days_of(words) if day.year >= _FIRST_YEAR)
    if len(days) > 1:
        message = f"{shorten(words)} is {days[0]} in some countries and {days[1]} in others"
        raise BadCellError(Fault.AMBIGUOUS_DATE, message, f"write {join_words(days, 'or')}")
    message = f"{shorten(words)} is no date that everybody reads alike"
    raise BadCellError(Fault.NO_DATE, message, _write(*days))


def _bad_number(words: str) -> BadCellError:
    """Return what a number may mean: a day whose cell lost its format."""
    try:
        count = int(Decimal(words))
        day = (EPOCH + datetime.timedelta(days=count)).isoformat() if count > _LEAP_DAY_THAT_NEVER_WAS else ""
    except (InvalidOperation, OverflowError, ValueError):
        day = ""
    if day:
        message = f"the number {words} stands here, which spreadsheets can show as the date {day}"
        return BadCellError(Fault.NO_DATE, message, _write(day))
    return BadCellError(Fault.NO_DATE, f"the number {words} is no date", _write())


def _write(day: str = "2024-05-10") -> str:
    return f"write year-month-day, such as {day}, or choose a format of dates for the cell"
