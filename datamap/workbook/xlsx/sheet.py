"""The cells of one sheet of an .xlsx file, row by row, as they stream by."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from datamap.workbook.guard import limits
from datamap.workbook.guard.refusal import damaged
from datamap.workbook.guard.xml import feed, strict_parser
from datamap.workbook.places import place_of
from datamap.workbook.tally import Tally
from datamap.workbook.wire import Piece
from datamap.workbook.xlsx.names import is_true, tags, unescaped
from datamap.workbook.xlsx.values import Values

_TAGS = tags(("row", "c", "v", "f", "t", "rPh", "col", "mergeCell"))
_ROW = re.compile(r"[1-9]\d{0,6}", re.ASCII)
_LONGEST_NUMBER = 8
_LETTERS = re.compile(r"[A-Z]{1,3}")
_AREA = re.compile(r"\$?([A-Z]{1,3})\$?([1-9]\d{0,6})(?::\$?([A-Z]{1,3})\$?([1-9]\d{0,6}))?", re.ASCII)


class Sheet:
    """Reads one sheet; see `datamap.workbook.wire` for what comes out."""

    def __init__(self, title: str, values: Values, tally: Tally) -> None:
        """Start before the first row."""
        self._title, self._values, self._tally = title, values, tally
        self._pieces: list[Piece] = []
        self._texts: list[str] = []
        self._depth = 0
        self._columns_by_letters: dict[str, int] = {}
        self._row, self._row_name, self._is_row_hidden = 0, "0", False
        self._columns: list[int] = []
        self._last_columns: list[int] = []
        self._words: list[str | int] = []
        self._letters: list[str] = []
        self._cell: dict[str, str] = {}
        self._column, self._place, self._steps = 0, "", 0
        self._is_filled = False
        self._value: str | None = None
        self._formula: str | None = None
        self._inline: list[str] | None = None
        self._phonetic = 0
        self._hidden_rows: list[int] = []
        self._hidden_columns: set[int] = set()
        self._merged: list[tuple[int, int, int, int]] = []

    def read(self, chunks: Iterable[bytes], part: str) -> Iterator[Piece]:
        """Yield the rows that hold something, then the shape of the sheet."""
        parser = strict_parser(part)
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._texts.append
        for _ in feed(parser, chunks, part):
            limits.DEPTH.check(self._depth)
            yield from self._pieces
            self._pieces.clear()
        yield "shape", self._hidden_rows, sorted(self._hidden_columns), self._merged

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        tag = _TAGS.get(name)
        if tag == "c":
            self._cell = attributes
            if "r" in attributes:
                self._place, self._steps = attributes["r"], 0
            else:
                self._steps += 1
        elif tag in {"v", "f", "t"}:
            self._texts.clear()
        elif tag == "row":
            self._start_row(attributes)
        elif tag == "rPh":
            self._phonetic += 1
        elif tag == "col" and is_true(attributes.get("hidden")):
            self._hide_columns(attributes)
        elif tag == "mergeCell":
            self._merge(attributes.get("ref", ""))

    def _end(self, name: str) -> None:
        self._depth -= 1
        tag = _TAGS.get(name)
        if tag == "v":
            self._value = "".join(self._texts)
            self._is_filled = True
        elif tag == "c":
            # Most cells of large sheets are styled and empty; they cost no more than this question.
            if self._is_filled:
                self._end_cell()
        elif tag == "row":
            self._end_row()
        elif tag == "f":
            self._formula = "".join(self._texts)
            self._is_filled = True
        elif tag == "t" and not self._phonetic:
            self._inline = [*(self._inline or ()), *self._texts]
            self._is_filled = True
        elif tag == "rPh":
            self._phonetic -= 1

    def _start_row(self, attributes: dict[str, str]) -> None:
        number = attributes.get("r") or str(self._row + 1)
        row = int(number) if number.isdecimal() and number.isascii() and len(number) < _LONGEST_NUMBER else 0
        if row <= self._row:
            raise damaged(f"the sheet '{self._title}' has the row {number[:20]!a} after row {self._row}")
        self._row, self._row_name = row, number
        self._column, self._place, self._steps = 0, "", 0
        self._texts.clear()
        self._is_row_hidden = is_true(attributes.get("hidden"))

    def _column_of(self, place: str) -> int:
        """Return the column of a place such as "AB7", which must be in this row; 0 if it is empty."""
        letters = place.removesuffix(self._row_name)
        column = self._columns_by_letters.get(letters)
        if column is None and place:
            if not _LETTERS.fullmatch(letters):
                raise damaged(f"the sheet '{self._title}' has the cell {place[:20]!a} in row {self._row}")
            column = self._columns_by_letters[letters] = column_number(letters)
        return column or 0

    def _end_cell(self) -> None:
        if self._inline is not None and self._cell.get("t") == "inlineStr":
            self._value = unescaped("".join(self._inline))
        column = self._column_of(self._place) + self._steps
        if column <= self._column:
            raise damaged(f"the sheet '{self._title}' has two cells {place_of(self._title, self._row, column)}")
        self._column = column
        found = self._values.of(self._cell, self._value, self._formula, self._title, self._row, self._column)
        if found is not None:
            word, letter = found
            self._columns.append(self._column)
            self._words.append(word)
            self._letters.append(letter)
        self._value = self._formula = self._inline = None
        self._is_filled = False

    def _end_row(self) -> None:
        if not self._columns:
            return
        self._tally.add_cells(self._title, self._row, self._columns)
        if self._is_row_hidden:
            self._hidden_rows.append(self._row)
        letters = "".join(self._letters)
        columns = None if self._columns == self._last_columns else self._columns
        letters = letters if letters.strip("t") else ""
        self._pieces.append(("row", self._row, columns, self._words, letters))
        self._last_columns, self._columns, self._words, self._letters = self._columns, [], [], []

    def _hide_columns(self, attributes: dict[str, str]) -> None:
        first, last = attributes.get("min", ""), attributes.get("max", "")
        if not _ROW.fullmatch(first) or not _ROW.fullmatch(last):
            raise damaged(f"the columns of the sheet '{self._title}' have no numbers")
        self._hidden_columns.update(range(int(first), min(int(last), limits.COLUMN.most) + 1))

    def _merge(self, area: str) -> None:
        corners = _AREA.fullmatch(area)
        if not corners:
            raise damaged(f"the sheet '{self._title}' merges {area[:20]!a}")
        left, top, right, bottom = corners.groups()
        first = (int(top), column_number(left))
        last = (int(bottom), column_number(right)) if right else first
        self._merged.append((*first, *last))
        limits.MERGED.check(len(self._merged))


def column_number(letters: str) -> int:
    """Return the number of a column, from 1.

    >>> column_number("A"), column_number("XFD")
    (1, 16384)
    """
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
