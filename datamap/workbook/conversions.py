"""What spreadsheet programs make of texts by themselves: dates, numbers and booleans that nobody typed."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from datamap.workbook.seen import Nature, SeenCell

DIGITS_KEPT = 15
"""How many digits of a number spreadsheet programs keep."""
EPOCH = datetime.date(1899, 12, 30)
"""The day from which spreadsheets count, for all days from 1 March 1900 on."""
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_LONG_MONTHS: tuple[str, ...] = ("january", "february", "march", "april", "may", "june", "july", "august", "september")
_LONG_MONTHS += ("october", "november", "december")
_MONTH_NUMBERS = {name: number for names in (_MONTHS, _LONG_MONTHS) for number, name in enumerate(names, 1)}
_MONTH_NUMBERS["sept"] = 9
_PARTS = re.compile(r"([A-Za-z]+|\d+)[ \-/.,]*([A-Za-z]+|\d+)(?:[ \-/.,]+(\d+))?\.?")
_CLOCK = re.compile(r"(\d{1,4})(?::([0-5]?\d))?(?::([0-5]?\d)(?:[.,]\d+)?)?(?:\s*([ap])\.?m\.?)?", re.IGNORECASE)
_LONGEST_MONTH = 31
_LONGEST = 40
"""Characters of the longest text that a program takes for anything else."""
_LAST_DAY = 2_958_465
"""The number of 31 December 9999, the last day that spreadsheets know."""
_A_SECOND = Decimal("0.00001")
"""About the part of a day that a second is."""
_CENTURIES = 100
_PIVOT = 50
"""Years of two digits below it belong to this century."""
_BOOLEANS = {"true": "true", "false": "false"}


def may_become(text: str, cell: SeenCell) -> str:
    """Return what a spreadsheet did to a text if that gave this cell, in words; "" if nothing known explains it.

    >>> may_become("SEP-12", SeenCell("2026-09-12", Nature.DATE))
    'to a date'
    >>> may_become("007", SeenCell("7", Nature.NUMBER)), may_become("1E5", SeenCell("100000", Nature.NUMBER))
    ('to a number, without the zeros in front', 'to a number')
    >>> may_become("Acme", SeenCell("7", Nature.NUMBER))
    ''
    """
    text = text.strip()
    if len(text) > _LONGEST or not text:
        return ""
    if cell.nature is Nature.BOOLEAN:
        return "to TRUE or FALSE" if _BOOLEANS.get(text.casefold()) == cell.words else ""
    if cell.nature is Nature.DATE:
        return "to a date" if cell.words[:10] in {day.isoformat() for day in days_of(text, cell.words[:4])} else ""
    if cell.nature is Nature.NUMBER:
        return _as_number(text, cell.words)
    return _as_text(text, cell.words.strip()) if cell.nature is Nature.TEXT else ""


def numbers_in(text: str) -> Iterator[Decimal]:
    """Yield the numbers that spreadsheets of different countries read in a text; none if no country reads one.

    Spaces, apostrophes and separators of thousands do not count, a percent sign divides by a hundred, brackets around
    a number make it negative, and signs of currency are passed over.

    >>> [str(each) for each in numbers_in("1,234")]
    ['1234', '1.234']
    >>> [next(numbers_in(text), None) for text in ("1E5", "10%", "(5)", "C-12")]
    [Decimal('1E+5'), Decimal('0.1'), Decimal('-5'), None]
    """
    words = re.sub(r"[\s'’€$£¥\u00a0\u202f]", "", text)
    bracketed = re.fullmatch(r"\((.+)\)", words)
    words = f"-{bracketed[1]}" if bracketed else words
    percent = words.endswith("%")
    words = words.removesuffix("%")
    if fraction := re.fullmatch(r"([+-]?\d{1,5})/(\d{1,5})", words):
        if int(fraction[2]):
            yield Decimal(fraction[1]) / Decimal(fraction[2])
        return
    for thousands, point in ((",", "."), (".", ",")):
        plain = words.replace(thousands, "") if re.search(rf"{re.escape(thousands)}\d{{3}}", words) else words
        plain = plain.replace(point, ".")
        if re.fullmatch(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?", plain):
            number = Decimal(plain)
            yield number / 100 if percent else number


def days_of(text: str, year: str = "") -> frozenset[datetime.date]:
    """Return the days that spreadsheets may read in a text; where it names none, of the year given.

    >>> sorted(map(str, days_of("3/4", "2026")))
    ['2026-03-04', '2026-04-03']
    """
    found = _PARTS.fullmatch(text.strip())
    if not found:
        return frozenset()
    parts = [part for part in found.groups() if part]
    days = set()
    for order in _orders(parts, int(year) if year.isdecimal() else 0):
        try:
            days.add(datetime.date(*order))
        except ValueError:
            continue
    return frozenset(days)


def _orders(parts: list[str], year: int) -> Iterator[tuple[int, int, int]]:
    """Yield year, month and day in every order that a country writes them in; a word can be nothing but the month."""
    values = [_MONTH_NUMBERS.get(part.casefold(), int(part) if part.isdecimal() else 0) for part in parts]
    words = {place for place, part in enumerate(parts) if part.isalpha()}
    match values:
        case one, two, three:
            orders = {1: ((_year(three), two, one), (_year(one), two, three)), 0: ((_year(three), one, two),)}
        case one, two:
            orders = {0: ((year, one, two),), 1: ((year, two, one),)}
            orders[0] += ((_year(two), one, 1),) if words or two > _LONGEST_MONTH else ()
            orders[1] += ((_year(one), two, 1),) if words or one > _LONGEST_MONTH else ()
        case _:
            orders = {}
    for month, among in orders.items():
        if words <= {month}:
            yield from among


def _year(number: int) -> int:
    if number >= _CENTURIES:
        return number
    return number + (2000 if number < _PIVOT else 1900)


def _as_number(text: str, words: str) -> str:
    try:
        number = Decimal(words)
    except InvalidOperation:
        return ""
    digits = re.sub(r"[^\d]", "", text).lstrip("0")
    for read in numbers_in(text):
        if read == number:
            return "to a number, without the zeros in front" if re.match(r"[+-]?0\d", text) else "to a number"
        if len(digits) > DIGITS_KEPT and _is_near(read, number, DIGITS_KEPT):
            return "to a number, of which it kept 15 digits"
    if (clock := _CLOCK.fullmatch(text)) and abs(_fraction(clock) - number) < _A_SECOND:
        return "to a time of day"
    day = EPOCH + datetime.timedelta(days=int(number)) if 1 <= number <= _LAST_DAY else None
    if day and day in days_of(text, f"{day.year:04}"):
        return "to a date, and that to a number"
    return ""


def _as_text(text: str, seen: str) -> str:
    """Return what became of a text in a file that holds text alone (CSV), where a program wrote what it showed."""
    if seen == text or len(seen) > _LONGEST:
        return ""
    if text.casefold() in _BOOLEANS and seen.casefold() == text.casefold():
        return "to TRUE or FALSE"
    for shown in numbers_in(seen):
        if told := _as_number(text, str(shown)):
            return told
        if any(_is_shown(shown, seen, read) for read in numbers_in(text)):
            return "to a number"
    return "to a date" if any(day in days_of(text, f"{day.year:04}") for day in days_of(seen, "2000")) else ""


def _is_shown(shown: Decimal, seen: str, read: Decimal) -> bool:
    """Return whether a number is shown in scientific notation, with the digits of its mantissa that fit."""
    mantissa, sign, _exponent = seen.casefold().partition("e")
    return bool(sign) and _is_near(read, shown, len(re.sub(r"\D", "", mantissa)))


def _is_near(read: Decimal, number: Decimal, digits: int) -> bool:
    """Return whether two numbers agree in so many digits; some programs cut the others off, some round."""
    return bool(read) and abs(read - number) <= abs(read) * Decimal(10) ** (1 - digits)


def _fraction(clock: re.Match[str]) -> Decimal:
    """Return a time of day as a part of the day."""
    hours, minutes, seconds = int(clock[1]), int(clock[2] or 0), int(clock[3] or 0)
    if clock[4]:
        hours = hours % 12 + (12 if clock[4].casefold() == "p" else 0)
    return Decimal(hours * 3600 + minutes * 60 + seconds) / 86_400
