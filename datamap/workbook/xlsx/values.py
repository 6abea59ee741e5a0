"""What one cell of an .xlsx file holds, by its type, its format and its formula."""

from __future__ import annotations

import re
from collections.abc import Collection

from datamap.workbook.cells import LETTERS
from datamap.workbook.numbers import day_words, number_of, number_words
from datamap.workbook.seen import Nature
from datamap.workbook.tally import Tally, damaged_cell
from datamap.workbook.xlsx.names import is_true, unescaped
from datamap.workbook.xlsx.strings import SharedStrings

_LONGEST_INDEX = 10
_ISO = re.compile(r"(\d{4}-\d\d-\d\d)?(?:(?<=\d)T(?=\d))?(\d\d:\d\d:\d\d(?:\.\d+)?)?Z?", re.ASCII)
# LibreOffice writes the constants so; they are no formulas of anybody's.
_CONSTANTS = frozenset({"TRUE()", "FALSE()", "TRUE", "FALSE"})
_TEXT, _NUMBER, _DATE = LETTERS[Nature.TEXT], LETTERS[Nature.NUMBER], LETTERS[Nature.DATE]
_BOOLEAN, _ERROR, _UNCALCULATED = LETTERS[Nature.BOOLEAN], LETTERS[Nature.ERROR], LETTERS[Nature.UNCALCULATED]
_BOOLEANS = frozenset({"0", "1", "true", "false"})
_MOST_REMEMBERED = 50_000
"""Numbers whose words are kept at hand; registers hold few different ones."""
Found = tuple[str | int, str]
"""The words, or the number of a shared text, and the letter of the nature."""


class Values:
    """Tells what cells hold; the same for all sheets of a file."""

    def __init__(self, strings: SharedStrings, dates: Collection[str], is_1904: bool, tally: Tally) -> None:
        """Know the shared texts, and the formats that show days."""
        self._strings, self._dates, self._is_1904, self._tally = strings, dates, is_1904, tally
        self._numbers: dict[tuple[str, bool], Found] = {}

    def of(
        self, cell: dict[str, str], value: str | None, formula: str | None, sheet: str, row: int, column: int
    ) -> Found | None:
        """Return what a cell holds, or None if it holds nothing.

        Raises:
            RefusedError: If it does not hold what its type says.
        """
        kind = cell.get("t", "n")
        if kind == "s" and value:
            if value.isdecimal() and len(value) < _LONGEST_INDEX and (index := int(value)) < self._strings.count:
                letter = _TEXT if formula is None else _TEXT.upper()
                return None if index in self._strings.empty and formula is None else (index, letter)
            raise damaged_cell(sheet, row, column, "a text that is not there")
        if formula is not None and (value is None or (value == "" and kind != "str")):
            # A formula shared from another cell has no words of its own.
            words = f"={unescaped(formula)}" if formula else "a formula"
            self._tally.add_text(len(words))
            return words, _UNCALCULATED.upper()
        if not value and formula is None:
            return None
        found = self._typed(kind, value or "", cell)
        if found is None:
            raise damaged_cell(sheet, row, column, f"{(value or '')[:20]!a}, which is not of its type")
        is_formula = formula is not None and formula not in _CONSTANTS and formula != value
        return (found[0], found[1].upper()) if is_formula else found

    def _typed(self, kind: str, value: str, cell: dict[str, str]) -> Found | None:
        """Return what a value is by the type of its cell (ECMA-376 part 1, 18.18.11), or None if it cannot be that."""
        if kind == "n":
            return self._number(value, cell.get("s", "0") in self._dates)
        if kind in {"str", "inlineStr"}:
            text = unescaped(value) if kind == "str" else value
            self._tally.add_text(len(text))
            return text, _TEXT
        if kind == "b":
            return ("true" if is_true(value) else "false", _BOOLEAN) if value in _BOOLEANS else None
        if kind == "e":
            self._tally.add_text(len(value))
            return value, _ERROR
        return _date(value) if kind == "d" else None

    def _number(self, digits: str, is_date: bool) -> Found | None:
        found = self._numbers.get((digits, is_date))
        if found is None:
            words = number_words(digits.strip(" \t\r\n"))
            if words is None:
                return None
            serial = number_of(words)
            day = day_words(serial, self._is_1904) if is_date and serial is not None else None
            found = (words, _NUMBER) if day is None else (day, _DATE)
            if len(self._numbers) < _MOST_REMEMBERED:
                self._numbers[digits, is_date] = found
        return found


def _date(value: str) -> Found | None:
    """Return a date that is written as one, or None if it is none."""
    match = _ISO.fullmatch(value)
    day, time = match.groups() if match else (None, None)
    parts = [part for part in (day, time) if part and not (day and part == "00:00:00")]
    return ("T".join(parts), _DATE) if parts else None
