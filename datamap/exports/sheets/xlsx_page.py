"""Pages of an xlsx file that are written from rows that are known to fit, each text as it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from xlsxwriter.worksheet import RowInfo, Worksheet

from datamap.exports.sheets.sheet import Row
from datamap.openxml import File
from datamap.text import column_letters

MOST_ROWS = 1_048_576
"""Rows of a sheet (Office Open XML, as spreadsheet programs have it)."""


class Page(Worksheet):  # type: ignore[misc]  # XlsxWriter has no types
    """A worksheet that takes whole rows: what XlsxWriter asks of each cell first is known of all of them.

    Its table holds each cell as it stands in the file, behind the letters and the number of its place.
    """

    def put_rows(self, rows: Sequence[Row], formats: Mapping[str, Any]) -> None:
        """Write all rows with their heights, each cell in the format of its style; merged cells do not overlap."""
        number_of = self.str_table._get_shared_string_index  # noqa: SLF001 - as XlsxWriter does it
        looks: dict[str, str] = {}
        for number, row in enumerate(rows):
            pixels = int(row.height * 4 / 3 + 0.5)
            self.row_info[number] = RowInfo(height=pixels, row_format=None, hidden=False, level=row.level)
            cells = self.table[number]
            for first, last, text, style, down in row.cells:
                if (look := looks.get(style)) is None:
                    look = looks[style] = f'" s="{formats[style]._get_xf_index()}"'  # noqa: SLF001 - likewise
                if last > first or down > 1:
                    self.merge.append([number, first, number + down - 1, last])
                    for covered in range(number, number + down):
                        self.table[covered].update(dict.fromkeys(range(first, last + 1), f"{look}/>"))
                cells[first] = f'{look} t="s"><v>{number_of(text)}</v></c>' if text else f"{look}/>"
        self.outline_row_level = max([row.level for row in rows], default=0)
        if rows:
            width = max([cell.last for row in rows for cell in row.cells], default=0)
            self._check_dimensions(0, 0)
            self._check_dimensions(len(rows) - 1, width)

    def _write_rows(self) -> None:
        """Write each row at once, without saying which columns it spans: a hint that no program needs."""
        for number in range(self.dim_rowmin, self.dim_rowmax + 1):
            if cells := self.table.get(number):
                self._write_row(number, None, self.row_info[number])
                written = [f'<c r="{_letters(column + 1)}{number + 1}{cell}' for column, cell in sorted(cells.items())]
                self.fh.write(f"{''.join(written)}</row>")
            else:
                self._write_empty_row(number, None, self.row_info[number])

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
