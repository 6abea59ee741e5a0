"""Pages of an xlsx file that are written from rows that are known to fit, each text as it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from xlsxwriter.worksheet import CellBlankTuple, CellStringTuple, RowInfo, Worksheet

from datamap.exports.sheets.sheet import Placed, Row
from datamap.openxml import File
from datamap.text import column_letters

MOST_ROWS = 1_048_576
"""Rows of a sheet (Office Open XML, as spreadsheet programs have it)."""


class Page(Worksheet):  # type: ignore[misc]  # XlsxWriter has no types
    """A worksheet that takes whole rows: what XlsxWriter asks of each cell first is known of all of them."""

    def put_rows(self, rows: Sequence[Row], formats: Mapping[str, Any]) -> None:
        """Write all rows with their heights, each cell in the format of its style; merged cells do not overlap."""
        for number, row in enumerate(rows):
            pixels = int(row.height * 4 / 3 + 0.5)
            self.row_info[number] = RowInfo(height=pixels, row_format=None, hidden=False, level=row.level)
            for cell in row.cells:
                self._put(number, cell, formats[cell.style])
        self.outline_row_level = max((row.level for row in rows), default=0)
        if rows:
            width = max((cell.last for row in rows for cell in row.cells), default=0)
            self._check_dimensions(0, 0)
            self._check_dimensions(len(rows) - 1, width)

    def _put(self, number: int, cell: Placed, look: Any) -> None:
        first, last, text, _style, down = cell
        number_of = self.str_table._get_shared_string_index  # noqa: SLF001 - as XlsxWriter does it
        if last > first or down > 1:
            self.merge.append([number, first, number + down - 1, last])
            blank = CellBlankTuple(look)
            for row in range(number, number + down):
                self.table[row].update(dict.fromkeys(range(first, last + 1), blank))
        self.table[number][first] = CellStringTuple(number_of(text), look) if text else CellBlankTuple(look)

    def _write_rows(self) -> None:
        """Write each row at once, without saying which columns it spans: a hint that no program needs."""
        looks: dict[Any, int] = {}
        for number in range(self.dim_rowmin, self.dim_rowmax + 1):
            cells = self.table.get(number)
            if not cells:
                self._write_empty_row(number, None, self.row_info[number])
                continue
            self._write_row(number, None, self.row_info[number])
            written = []
            for column, cell in sorted(cells.items()):
                if (look := looks.get(cell.format)) is None:
                    look = looks[cell.format] = cell.format._get_xf_index()  # noqa: SLF001 - as XlsxWriter does it
                words = f' t="s"><v>{cell.string}</v></c>' if type(cell) is CellStringTuple else "/>"
                written.append(f'<c r="{_letters(column + 1)}{number + 1}" s="{look}"{words}')
            self.fh.write(f"{''.join(written)}</row>")

    def _write_merge_cell(self, merged_range: Sequence[int]) -> None:
        top, left, bottom, right = merged_range
        self.fh.write(f'<mergeCell ref="{_letters(left + 1)}{top + 1}:{_letters(right + 1)}{bottom + 1}"/>')


class Tables(File):
    """A file whose texts and names of sheets stand as they are."""

    def _check_sheetname(self, sheetname: str, is_chartsheet: bool = False) -> str:  # noqa: ARG002 - as XlsxWriter has it
        """Take names as they are: those of our tables are short, and each is there once.

        XlsxWriter compares each with all before it, which takes most of the time where each activity has a form.
        """
        return sheetname


_letters = cache(column_letters)
