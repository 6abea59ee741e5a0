"""A page of an xlsx file: titles as XlsxWriter writes them, below them rows of texts, many and all alike."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from xlsxwriter.worksheet import Worksheet

from datamap.text import column_letters, looks_like_formula


class Page(Worksheet):  # type: ignore[misc]  # XlsxWriter has no types
    """A worksheet whose heights of rows are a beginning, not a rule, and whose rows of texts cost little.

    XlsxWriter marks each height as chosen by a person, after which no program fits the row to its words any more.
    """

    dim_rowmax: int

    def __init__(self) -> None:
        """Make an empty page."""
        super().__init__()
        self._finished: list[str] = []

    def put_rows(
        self, first: int, looks: Sequence[tuple[Any, Any]], rows: Iterable[tuple[float, Sequence[str]]]
    ) -> None:
        """Write rows of texts that are known to fit; nothing else may stand in these rows or below them.

        Each is put into its final form at once: what XlsxWriter asks of each cell is known of all of them.

        Args:
            first: the number of the first row, from 0.
            looks: the format of each column, and that of texts there that begin like a formula.
            rows: their heights in points, and their texts; cells without a text are left out.
        """
        number_of = self.str_table._get_shared_string_index  # noqa: SLF001 - as XlsxWriter does it
        cells = [
            (f'<c r="{column_letters(number)}', *(f'" s="{look._get_xf_index()}" t="s"><v>' for look in pair))  # noqa: SLF001
            for number, pair in enumerate(looks, 1)
        ]
        row = first
        for row, (height, texts) in enumerate(rows, first + 1):
            high = int(height * 4 / 3 + 0.5)
            self.row_sizes[row - 1] = [high, False]
            inner = [
                f"{opening}{row}{other if looks_like_formula(text) else plain}{number_of(text)}</v></c>"
                for text, (opening, plain, other) in zip(texts, cells, strict=True)
                if text
            ]
            self._finished.append(f'<row r="{row}" ht="{high * 0.75:.16g}">{"".join(inner)}</row>')
        if row > first:
            self._check_dimensions(row - 1, len(looks) - 1)

    def _write_rows(self) -> None:
        self.dim_rowmax -= len(self._finished)  # XlsxWriter writes the rows above
        super()._write_rows()
        self.dim_rowmax += len(self._finished)
        self.fh.writelines(self._finished)

    def _xml_start_tag_unencoded(self, tag: str, attributes: Sequence[Any] = ()) -> None:
        if tag == "row":
            attributes = [each for each in attributes if each[0] != "customHeight"]
        super()._xml_start_tag_unencoded(tag, attributes)

    def _calculate_spans(self) -> None:
        """Leave out which columns each row spans: a hint that no program needs."""
        self.row_spans = dict[int, str]()
