"""One value: from the words that people wrote to the value that code uses, and back."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from enum import StrEnum
from typing import Any

from datamap.model.facts import Fact, Value
from datamap.text import LONGEST_TEXT, did_you_mean, join_words

_DURATION = re.compile(r"P(?!$)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+S)?)?")
_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
"""Characters that no workbook and no picture can hold (XML 1.0, Char)."""
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


class BadValueError(ValueError):
    """The words are no value of this field; the message says what was expected, `hint` how to mend it."""

    def __init__(self, message: str, hint: str = "") -> None:
        """Carry what was seen and expected, and how to mend it."""
        super().__init__(message)
        self.hint = hint


def shorten(words: str, longest: int = 60) -> str:
    """Return the words in quotes, cut in the middle of long ones, for use in a message.

    >>> shorten("x" * 100, 11)
    "'xxxxx…xxxxx'"
    """
    half = longest // 2
    return repr(words if len(words) <= longest else f"{words[:half]}…{words[-half:]}")


def _parse_text(words: str, _fact: Fact) -> str:
    if len(words) > LONGEST_TEXT:
        raise BadValueError(
            f"text of {len(words):,} characters, at most {LONGEST_TEXT:,} fit",
            "shorten it; the full text belongs in a document that is cited as evidence",
        )
    if not words.isprintable() and (sign := _UNWRITABLE.search(words)):
        raise BadValueError(f"the character U+{ord(sign[0]):04X} is no text", "delete it")
    return words


def parse_day(words: str) -> datetime.date:
    """Return the day that is written as year-month-day.

    >>> parse_day("2024-05-10").year
    2024

    Raises:
        BadValueError: it is written in another way, or there is no such day.
    """
    try:
        return datetime.date.fromisoformat(words if _DATE.fullmatch(words) else "")
    except ValueError:
        raise BadValueError(f"{shorten(words)} is no date", "write it as year-month-day: 2024-05-10") from None


def _parse_date(words: str, _fact: Fact) -> datetime.date:
    return parse_day(words)


def _parse_duration(words: str, _fact: Fact) -> str:
    if not _DURATION.fullmatch(words):
        raise BadValueError(
            f"{shorten(words)} is no length of time", "write it in ISO 8601: P3D, P6M, P10Y (days, months, years)"
        )
    return words


def _parse_number(words: str, _fact: Fact) -> int:
    if not re.fullmatch(r"0|[1-9]\d{0,8}", words):
        raise BadValueError(f"{shorten(words)} is no whole number", "write digits only, such as 14")
    return int(words)


def _parse_choice(words: str, fact: Fact) -> StrEnum:
    known = {str(each): each for each in fact.choices or ()}
    try:
        return known[words]
    except KeyError:
        hint = did_you_mean(words, known) or f"write {join_words(list(known), 'or')}"
        raise BadValueError(f"{shorten(words)} is not one of the choices for '{fact.title}'", hint) from None


def _parse_reference(words: str, _fact: Fact) -> str:
    return _parse_text(words, _fact)


_PARSERS: dict[Value, Callable[[str, Fact], Any]] = {
    Value.TEXT: _parse_text,
    Value.DATE: _parse_date,
    Value.DURATION: _parse_duration,
    Value.NUMBER: _parse_number,
    Value.CHOICE: _parse_choice,
    Value.REFERENCE: _parse_reference,
}


def parse_value(words: str, fact: Fact) -> Any:
    """Return the value that the words stand for in this field.

    Raises:
        BadValueError: they stand for none; the message says what was expected.

    >>> parse_value("2024-05-10", Fact(title="date", value=Value.DATE))
    datetime.date(2024, 5, 10)
    """
    return _PARSERS[fact.value](words, fact)


def format_value(value: Any) -> str:
    """Return the words for one value; `parse_value` gives the value back.

    >>> format_value(datetime.date(2024, 5, 10))
    '2024-05-10'
    """
    return value.isoformat() if isinstance(value, datetime.date) else str(value)
