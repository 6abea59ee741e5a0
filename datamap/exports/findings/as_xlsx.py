"""Findings as a workbook: one sheet to sort and filter, every cell text, no formula."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO

from datamap.checks.acceptance import Held
from datamap.exports.findings.lines import COLUMNS, lines_of
from datamap.exports.sheets import printable
from datamap.exports.sheets.sheet import CREATED
from datamap.model import Inventory
from datamap.text import LONGEST_TEXT

WIDTHS = (30, 10, 11, 60, 45, 22, 40, 45, 45)
"""Of the columns, in characters."""


def render_xlsx(inventory: Inventory, held: Iterable[Held]) -> bytes:
    """Return the findings as an Excel workbook, a row each, those of one organisation together.

    >>> from datamap.model import inventory_of
    >>> render_xlsx(inventory_of([]), [])[:2]
    b'PK'
    """
    from xlsxwriter import Workbook

    content = BytesIO()
    rows = [(name, *line.cells) for name, lines in lines_of(inventory, held).items() for line in lines]
    with Workbook(content, {"in_memory": True}) as workbook:
        workbook.set_properties({"title": "Findings", "created": CREATED})
        sheet = workbook.add_worksheet("Findings")
        title = workbook.add_format({"bold": True, "text_wrap": True, "bottom": 1, "bg_color": "#EEEEEE"})
        cell = workbook.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
        for column, (words, width) in enumerate(zip(("Organisation", *COLUMNS), WIDTHS, strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, words, title)
        for number, row in enumerate(rows, start=1):
            for column, words in enumerate(row):
                sheet.write_string(number, column, printable(words)[:LONGEST_TEXT], cell)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(len(rows), 1), len(COLUMNS))
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
    return content.getvalue()
