"""What one cell of an .ods file holds, by its type and its formula."""

from __future__ import annotations

import re
from collections.abc import Mapping

from datamap.workbook.cells import LETTERS
from datamap.workbook.numbers import number_words
from datamap.workbook.seen import Nature

OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
_CALC = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"
_NUMBERS = frozenset({"float", "percentage", "currency"})
_DATE = re.compile(r"(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d:\d\d)(?:[.,](\d+))?)?", re.ASCII)
_LENGTH = re.compile(r"P(?:0D)?T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:[.,]\d+)?S)?", re.ASCII)
_HOURS_OF_A_DAY = 24
_SECONDS_OF_A_DAY = 86_400
_TRUE, _FALSE = "TRUE()", "FALSE()"
ERRORS = frozenset(
    {"#N/A", "#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!", "#CALC!", "#GETTING_DATA"}
    | {"#FIELD!", "#BLOCKED!", "#UNKNOWN!", "#CONNECT!", "#BUSY!", "#EXTERNAL!"}
)
"""The error values of spreadsheets; some programs save them as the text of a formula."""


def formula_of(attributes: Mapping[str, str]) -> str | None:
    """Return the formula of a cell without the name of its language and the equals sign, or None.

    >>> formula_of({f"{TABLE} formula": "of:=1+1"})
    '1+1'
    """
    formula = attributes.get(f"{TABLE} formula")
    if formula is None:
        return None
    language, colon, rest = formula.partition(":")
    return (rest if colon and language.isalnum() else formula).removeprefix("=")


def value_of(attributes: Mapping[str, str], text: str | None) -> tuple[str, str] | None:
    """Return the words and the letter of the nature of a cell, or None if it holds nothing.

    Args:
        attributes: of the cell, by namespace and name.
        text: what its paragraphs say; None if it has none.

    >>> value_of({f"{OFFICE} value-type": "float", f"{OFFICE} value": "12.0"}, "12,00")
    ('12', 'n')

    Raises:
        ValueError: If it does not hold what its type says.
    """
    formula = formula_of(attributes)
    kind = attributes.get(f"{OFFICE} value-type")
    if kind is None and text is None and formula is not None:
        return f"={formula}", LETTERS[Nature.UNCALCULATED].upper()
    words, nature = _typed(kind, attributes, text)
    is_constant = formula in {None, words, _TRUE, _FALSE}
    if formula in {_TRUE, _FALSE}:
        words, nature = formula[:-2].lower(), Nature.BOOLEAN
    elif attributes.get(f"{_CALC} value-type") == "error" or (formula is not None and words in ERRORS):
        nature = Nature.ERROR
        words = words or text or "#ERROR"
    if not words and is_constant:
        return None
    return words, LETTERS[nature] if is_constant else LETTERS[nature].upper()


def _typed(kind: str | None, attributes: Mapping[str, str], text: str | None) -> tuple[str, Nature]:
    """Return what a cell holds by its type (OpenDocument 1.2, 19.385)."""
    if kind in _NUMBERS:
        words = number_words(attributes.get(f"{OFFICE} value", ""))
        if words is None:
            raise ValueError(attributes.get(f"{OFFICE} value", ""))
        return words, Nature.NUMBER
    if kind == "boolean":
        value = attributes.get(f"{OFFICE} boolean-value", "")
        if value not in {"true", "false"}:
            raise ValueError(value)
        return value, Nature.BOOLEAN
    if kind == "date":
        return _date(attributes.get(f"{OFFICE} date-value", "")), Nature.DATE
    if kind == "time":
        return _time(attributes.get(f"{OFFICE} time-value", ""))
    return (attributes.get(f"{OFFICE} string-value", "") if text is None else text), Nature.TEXT


def _date(value: str) -> str:
    match = _DATE.fullmatch(value)
    if not match:
        raise ValueError(value)
    day, time, fraction = match.groups()
    thousandths = f".{fraction[:3]:0<3}" if fraction and fraction[:3].strip("0") else ""
    return day if not time or (time == "00:00:00" and not thousandths) else f"{day}T{time}{thousandths}"


def _time(value: str) -> tuple[str, Nature]:
    """Return a time of day, or a longer time as the number of days that a spreadsheet counts it as."""
    match = _LENGTH.fullmatch(value)
    if not match:
        raise ValueError(value)
    hours, minutes, seconds = (int(part or 0) for part in match.groups())
    if hours < _HOURS_OF_A_DAY:
        return f"{hours:02}:{minutes:02}:{seconds:02}", Nature.DATE
    days = (hours * 3600 + minutes * 60 + seconds) / _SECONDS_OF_A_DAY
    return number_words(repr(days)) or value, Nature.NUMBER
