"""A page of an xlsx file whose rows grow when people write more into them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import CellStringTuple, Worksheet


class Page(Worksheet):  # type: ignore[misc]  # XlsxWriter has no types
    """A worksheet whose heights of rows are a beginning, not a rule.

    XlsxWriter marks each height as chosen by a person, after which no program fits the row to its words any more.
    """

    def _xml_start_tag_unencoded(self, tag: str, attributes: Sequence[Any] = ()) -> None:
        if tag == "row":
            attributes = [each for each in attributes if each[0] != "customHeight"]
        super()._xml_start_tag_unencoded(tag, attributes)

    def put_row(self, row: int, texts: Iterable[tuple[int, str, Any]]) -> None:
        """Write texts that are known to fit, each with its column and its format, into a row.

        What XlsxWriter asks of each cell first is known of all of them.
        """
        number_of = self.str_table._get_shared_string_index  # noqa: SLF001 - as XlsxWriter does it
        cells = {column: CellStringTuple(number_of(text), look) for column, text, look in texts}
        if cells:
            self._check_dimensions(row, max(cells))
            self.table[row] = cells

    def _calculate_spans(self) -> None:
        """Leave out which columns each row spans: a hint that no program needs."""
        self.row_spans = dict[int, str]()

    def _write_cell(self, row: int, col: int, cell: Any) -> None:
        if type(cell) is CellStringTuple and cell.format:
            look = cell.format._get_xf_index()  # noqa: SLF001
            self.fh.write(f'<c r="{_letters(col)}{row + 1}" s="{look}" t="s"><v>{cell.string}</v></c>')
        else:
            super()._write_cell(row, col, cell)


@cache
def _letters(column: int) -> str:
    return str(xl_col_to_name(column))
