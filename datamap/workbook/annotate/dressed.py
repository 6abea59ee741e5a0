"""The look of an exported workbook, for a copy of a file that had another one (.ods) or none (CSV)."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from datamap.labels import read_labels
from datamap.text import column_letters, match_key
from datamap.workbook import looks
from datamap.workbook.book import list_key
from datamap.workbook.faults import Findings
from datamap.workbook.heights import height_of
from datamap.workbook.layout import HIDDEN_COLUMNS, KEY_ROW, SPARE_ROWS
from datamap.workbook.looks import NARROWEST, WIDEST
from datamap.workbook.recognise import Table, stated_base, tables_in
from datamap.workbook.seen import SeenFile, SeenSheet

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet


def dress(book: Workbook, seen: SeenFile) -> None:
    """Give the sheets of a workbook, which hold the cells of a file, widths, heights, titles and drop-downs.

    Sheets that people added have only widths and heights that fit.
    """
    from openpyxl.styles import Font
    from openpyxl.worksheet.properties import PageSetupProperties

    base = stated_base(seen)[0]
    labels = read_labels("workbook", base.language) if base else read_labels("workbook")
    tables = {table.sheet.title: table for table in tables_in(seen, labels, Findings(seen))}
    lists = _lists_in(seen)
    for sheet in seen.sheets:
        page, table = book[sheet.title], tables.get(sheet.title)
        is_guide = match_key(sheet.title) == match_key(labels["sheet.guide"])
        widths = dict(enumerate(looks.GUIDE_WIDTHS, 1)) if is_guide else _widths(sheet, table)
        for column, width in widths.items():
            page.column_dimensions[column_letters(column)].width = width
        _set_heights(page, sheet, widths)
        if table is not None:
            _dress_table(page, table, lists)
        elif is_guide:
            for row, column in sheet.cells:
                page.cell(row, column).font = Font(bold=column == 1)
        page.page_setup.orientation, page.page_setup.paperSize, page.page_setup.fitToHeight = "landscape", 9, 0
        page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        shown = sum(width for column, width in widths.items() if column not in sheet.hidden_columns)
        page.page_setup.fitToWidth = math.ceil(shown / looks.PAGE_WIDTH) or 1


def _widths(sheet: SeenSheet, table: Table | None) -> dict[int, int]:
    """Return widths that fit the words of the columns, below their titles, within reason."""
    longest: dict[int, int] = {}
    for (row, column), cell in sheet.cells.items():
        if table is None or row > table.header:
            longest[column] = max(longest.get(column, 0), *map(len, cell.words.split("\n")))
    columns = {column for _row, column in sheet.cells}
    return {column: max(NARROWEST, min(longest.get(column, 0) + 2, WIDEST)) for column in columns}


def _set_heights(page: Worksheet, sheet: SeenSheet, widths: Mapping[int, int]) -> None:
    in_rows: dict[int, list[tuple[str, int]]] = {}
    for (row, column), cell in sheet.cells.items():
        if column not in sheet.hidden_columns:
            in_rows.setdefault(row, []).append((cell.words, widths.get(column, NARROWEST)))
    for row, cells in in_rows.items():
        page.row_dimensions[row].height = height_of([words for words, _width in cells], [width for _, width in cells])


def _dress_table(page: Worksheet, table: Table, lists: Mapping[str, str]) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.worksheet.datavalidation import DataValidation

    wrapped = Alignment(wrap_text=True, vertical="top")
    last = max(table.rows, default=table.header) + SPARE_ROWS
    for column in table.layout.columns:
        number = table.columns.of.get(column.field)
        if number is None or column.field in HIDDEN_COLUMNS:
            continue
        asked = bool(column.fact and column.fact.article)
        title: Any = page.cell(table.header or KEY_ROW, number)
        title.font, title.alignment = Font(bold=True), wrapped
        title.fill = PatternFill("solid", start_color=_argb(looks.ASKED_BAND if asked else looks.PLAIN_BAND))
        if column.field == "id":
            for row in table.rows:
                cell: Any = page.cell(row, number)
                cell.font = Font(size=8, color=_argb(looks.GREY))
                cell.fill = PatternFill("solid", start_color=_argb(looks.LOCKED))
        if among := lists.get(list_key(column, table.layout)):
            rule = DataValidation(type="list", formula1=among, allow_blank=True)
            rule.add(f"{column_letters(number)}{table.header + 1}:{column_letters(number)}{last}")
            page.add_data_validation(rule)
    page.freeze_panes = f"B{table.header + 1}"
    page.auto_filter.ref = (
        f"A{table.header}:{column_letters(max(table.columns.of.values()))}{last}" if table.header else None
    )


def _lists_in(seen: SeenFile) -> dict[str, str]:
    """Return the ranges of the lists to choose from, by their keys."""
    found = {}
    for sheet in seen.sheets:
        for (row, column), cell in _keys(sheet):
            rows = [at for at, beside in sheet.cells if beside == column and at > row + 1]
            if rows:
                title = sheet.title.replace("'", "''")
                found[cell] = f"'{title}'!${column_letters(column)}${row + 2}:${column_letters(column)}${max(rows)}"
    return found


def _keys(sheet: SeenSheet) -> Iterable[tuple[tuple[int, int], str]]:
    return [
        ((row, at), cell.words)
        for (row, at), cell in sheet.cells.items()
        if row == KEY_ROW and cell.words.startswith("list.")
    ]


def _argb(colour: str) -> str:
    return f"FF{colour.removeprefix('#')}"
