"""Numbers and days as workbooks keep them, and as words."""

from __future__ import annotations

import math
import re
from datetime import datetime, timedelta

_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII)
_LARGEST_WHOLE = 1e21
"""From here on, digits before the point say nothing any more; the exponent is shorter."""
_MILLISECONDS = 86_400_000
_NO_DAY = 60
"""Excel counts a 29 February 1900, which never was (ECMA-376 part 1, 18.17.4.1)."""
_LAST_DAY = 2_958_465
_MOST_DIGITS = 40


def number_words(digits: str) -> str | None:
    """Return the shortest digits that give the same number back, or None if it is no number.

    >>> number_words("0.10000000000000001"), number_words("812.0"), number_words("1.23456789012346E+016")
    ('0.1', '812', '12345678901234600')
    >>> number_words("1_000") is number_words("nan") is None
    True
    """
    number = number_of(digits)
    if number is None:
        return None
    if number.is_integer() and abs(number) < _LARGEST_WHOLE:
        # repr() names the shortest digits; int() would fill up with those of the binary fraction.
        whole, _, exponent = repr(number).partition("e")
        if not exponent:
            return str(int(number))
        mantissa, _, fraction = whole.partition(".")
        return mantissa + fraction.ljust(int(exponent), "0")
    return repr(number)


def number_of(digits: str) -> float | None:
    """Return the number that XML writes with these digits, or None if it is no finite number.

    >>> number_of("1E3"), number_of("Infinity")
    (1000.0, None)
    """
    if len(digits) > _MOST_DIGITS or not _NUMBER.fullmatch(digits):
        return None
    number = float(digits)
    return number if math.isfinite(number) else None


def day_words(serial: float, is_1904: bool) -> str | None:
    """Return a count of days as an ISO 8601 date, with the time if there is one; None if it is no day.

    A count below 1 is a time alone. Times are rounded to a millisecond: a count holds no more.

    >>> day_words(46277, False), day_words(46277.4375115741, False), day_words(0.5, False)
    ('2026-09-12', '2026-09-12T10:30:01', '12:00:00')
    >>> day_words(44815, True), day_words(60, False), day_words(-1, False)
    ('2026-09-12', None, None)
    """
    if not 0 <= serial < _LAST_DAY + 1:
        return None
    days, milliseconds = divmod(round(serial * _MILLISECONDS), _MILLISECONDS)
    if days == 0:
        return _time_words(datetime.min + timedelta(milliseconds=milliseconds))  # noqa: DTZ901 - a time without a day
    if is_1904:
        start = datetime(1904, 1, 1)  # noqa: DTZ001 - days in workbooks have no time zone
    elif days < _NO_DAY:
        start = datetime(1899, 12, 31)  # noqa: DTZ001
    elif days == _NO_DAY:
        return None
    else:
        start = datetime(1899, 12, 30)  # noqa: DTZ001
    try:
        moment = start + timedelta(days=days, milliseconds=milliseconds)
    except OverflowError:
        return None
    return f"{moment:%Y-%m-%d}" if not milliseconds else f"{moment:%Y-%m-%d}T{_time_words(moment)}"


def _time_words(moment: datetime) -> str:
    return moment.time().isoformat("milliseconds" if moment.microsecond else "seconds")
