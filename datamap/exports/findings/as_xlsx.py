"""Findings as a workbook: one sheet to sort, filter and print, every cell text and none cut, no formula."""

from __future__ import annotations

from collections.abc import Iterable

from datamap.checks.acceptance import Held
from datamap.exports.findings.lines import COLUMNS, lines_of
from datamap.exports.sheets import Book, Grid, Span
from datamap.exports.sheets import as_xlsx as sheets_as_xlsx
from datamap.exports.sheets.styles import styles_with
from datamap.model import Inventory

WIDTHS = (130, 65, 75, 360, 240, 110, 180, 220, 170)
"""Of the columns, in pixels."""


def render_xlsx(inventory: Inventory, held: Iterable[Held]) -> bytes:
    """Return the findings as an Excel workbook, a row each, those of one organisation together.

    >>> from datamap.model import inventory_of
    >>> render_xlsx(inventory_of([]), [])[:2]
    b'PK'
    """
    styles = styles_with()
    grid = Grid("Findings", WIDTHS, styles)
    _put(grid, ("Organisation", *COLUMNS), "heading-plain")
    for name, lines in lines_of(inventory, held).items():
        for line in lines:
            grid.begin()
            _put(grid, (name, *line.cells), "value" if line.is_open else "repeated")
    footer = {"L": "Findings", "R": "&P / &N"}
    sheet = grid.sheet(footer, (0, 0), frozen=(1, 0), filtered=(0, len(COLUMNS)))
    return sheets_as_xlsx.render_xlsx(Book(title="Findings", styles=styles, sheets=(sheet,)))


def _put(grid: Grid, cells: Iterable[str], style: str) -> None:
    grid.put(*(Span(column, column, words, style) for column, words in enumerate(cells)))
