"""A book as an xlsx file: every cell is text, the same book gives the same bytes, nothing in it runs or points out."""

from __future__ import annotations

import datetime
import io
from collections.abc import Sequence
from typing import Any

from datamap.workbook import looks
from datamap.workbook.base import parts_of
from datamap.workbook.book import Book, Sheet
from datamap.workbook.extras import Extra, extras_of
from datamap.workbook.guide import NEW_PAGE, guide_of, scope_words
from datamap.workbook.heights import height_of
from datamap.workbook.layout import FIRST_ROW, HEADER_ROW, HIDDEN_COLUMNS, KEY_ROW, SPARE_ROWS
from datamap.workbook.looks import FONT, SIZE, frozen_columns, pages_across, widths_of
from datamap.workbook.xlsx_marks import add_choices, add_marks
from datamap.workbook.xlsx_styles import Styles

CREATED = datetime.datetime(1980, 1, 1)  # noqa: DTZ001 - the format has no zone; a clock would make each run differ
MAY = ("format_cells", "format_columns", "format_rows", "insert_columns", "insert_rows", "insert_hyperlinks")
MAY_TOO = ("delete_columns", "delete_rows", "sort", "autofilter", "pivot_tables", "objects", "scenarios")
"""What people may do on a protected sheet; only cells that are locked are out of reach, and no password is needed."""

GUIDE_HEIGHTS = {"title": 32, "heading": 21, "command": 18}
"""Points of the lines of the guide that are not as high as their words."""
LONGEST_FOOTER = 150
"""Characters of the scope in the footer, which may have 255 in all; it stands in full on the first sheet."""


def write_xlsx(book: Book) -> bytes:
    """Return the bytes of an xlsx file that holds a book.

    >>> from datamap.model import inventory_of
    >>> from datamap.workbook.book import Origin, book_of
    >>> write_xlsx(book_of(inventory_of([]), Origin("r", 1, "")))[:2]
    b'PK'
    """
    from datamap.openxml import File
    from datamap.workbook.xlsx_page import Page

    target = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_format_properties": {"font_name": FONT, "font_size": SIZE},
    }
    file = File(target, options)
    file.worksheet_class = Page
    styles = Styles(file)
    parts = parts_of(book.base)
    title = f"{book.labels['guide.title']}: {scope_words(book)}"
    file.set_properties({"title": title[:255], "created": CREATED})
    file.set_size(2400, 1500)
    _write_guide(file, styles, book)
    for sheet in book.sheets:
        _write_sheet(file, styles, book, sheet)
    for extra in extras_of(book, parts):
        _write_extra(file, styles, book, extra)
    for name, words in parts.items():
        file.set_custom_property(name, words, "text")
        file.define_name(name, '="{}"'.format(words.replace('"', '""')))
    file.close()
    return target.getvalue()


def _write_guide(file: Any, styles: Styles, book: Book) -> None:
    sheet = file.add_worksheet(book.labels["sheet.guide"])
    sheet.set_tab_color(looks.TABS["guide"])
    sheet.hide_gridlines(2)
    for column, width in enumerate(looks.GUIDE_WIDTHS):
        sheet.set_column(column, column, width)
    for row, line in enumerate(guide_of(book)):
        widths = [sum(looks.GUIDE_WIDTHS)] if len(line.cells) == 1 else looks.GUIDE_WIDTHS[: len(line.cells)]
        sheet.set_row(row, GUIDE_HEIGHTS.get(line.look) or height_of(line.cells, widths) + 3)
        for column, words in enumerate(line.cells):
            look = styles.guide(line, column)
            if line.look == "sheet" and column == 0:
                sheet.write_url(row, 0, f"internal:'{line.sample}'!A1", look, words)
            else:
                sheet.write_string(row, column, words, look)
        if line.look in ("title", "subtitle", "text", "heading"):
            last = len(looks.GUIDE_WIDTHS) - 1
            sheet.merge_range(row, 0, row, last, line.cells[0], styles.guide(line, 0))
    sheet.set_landscape()
    _set_up_page(sheet, book, "")
    sheet.set_print_scale(looks.GUIDE_SCALE)
    sheet.set_h_pagebreaks([row for row, line in enumerate(guide_of(book)) if line.sample == NEW_PAGE])
    sheet.activate()
    sheet.protect("", dict.fromkeys((*MAY, *MAY_TOO), True))


def _write_sheet(file: Any, styles: Styles, book: Book, sheet: Sheet) -> None:
    """Write one sheet with records: keys, titles with notes, rows, drop-downs, marks."""
    page = file.add_worksheet(sheet.title)
    page.set_tab_color(looks.TABS["records"])
    columns = sheet.layout.columns
    widths, frozen = widths_of(sheet), frozen_columns(sheet)
    for number, column in enumerate(columns):
        page.set_column(number, number, widths[number], styles.body(column), {"hidden": column.field in HIDDEN_COLUMNS})
        page.write_string(KEY_ROW - 1, number, column.key, styles.key)
        page.write_string(HEADER_ROW - 1, number, sheet.headers[number], styles.header(column))
        page.write_comment(HEADER_ROW - 1, number, sheet.notes[number], _note_size(sheet.notes[number]))
    page.set_row(KEY_ROW - 1, None, None, {"hidden": True})
    page.set_row(HEADER_ROW - 1, height_of(sheet.headers, [width - 3 for width in widths], least=2))
    _write_rows(page, styles, sheet, widths)
    last = FIRST_ROW + len(sheet.rows) + SPARE_ROWS - 2
    page.autofilter(HEADER_ROW - 1, 0, last, sheet.layout.shown - 1)
    page.freeze_panes(HEADER_ROW, frozen)
    add_choices(page, book, sheet, last)
    add_marks(page, styles, book, sheet, last)
    page.protect("", dict.fromkeys((*MAY, *MAY_TOO), True))
    _set_up_page(page, book, sheet.title)
    page.repeat_rows(HEADER_ROW - 1)
    page.repeat_columns(0, frozen - 1)
    # As many pages across as keep the words legible, each with the id and the name.
    page.fit_to_pages(pages_across(sheet), 0)
    page.print_area(KEY_ROW - 1, 0, max(FIRST_ROW - 1, FIRST_ROW + len(sheet.rows) - 2), sheet.layout.shown - 1)


def _write_rows(page: Any, styles: Styles, sheet: Sheet, widths: Sequence[int]) -> None:
    looked = [(styles.body(column), styles.quoted(column)) for column in sheet.layout.columns]
    shown, widths = sheet.layout.shown, widths[: sheet.layout.shown]
    page.put_rows(FIRST_ROW - 1, looked, ((height_of(row[:shown], widths), row) for row in sheet.rows))


def _write_extra(file: Any, styles: Styles, book: Book, extra: Extra) -> None:
    """Write a sheet without records."""
    page = file.add_worksheet(extra.title)
    page.set_tab_color(looks.TABS["own"])
    page.set_column(0, max(len(extra.keys) - 1, 0), 30, styles.extra(is_header=False))
    page.set_row(KEY_ROW - 1, None, None, {"hidden": True})
    for row, texts in enumerate((extra.keys, extra.headers, *extra.rows)):
        look = styles.extra(is_header=row == HEADER_ROW - 1)
        for column, text in enumerate(texts):
            if text:
                page.write_string(row, column, text, look)
    page.freeze_panes(HEADER_ROW, 0)
    page.protect("", dict.fromkeys((*MAY, *MAY_TOO), True))
    _set_up_page(page, book, extra.title)
    if extra.is_hidden:
        page.hide()


def _note_size(note: str) -> dict[str, Any]:
    """Return the size in which all of a note is seen."""
    lines = sum(1 + len(line) // 44 for line in note.split("\n"))
    return {"width": 300, "height": 16 * lines + 12, "font_size": 9, "font_name": FONT, "author": ""}


def _set_up_page(page: Any, book: Book, title: str) -> None:
    """Make a sheet ready for print: A4 across, title above, scope and revision below."""
    labels = book.labels
    scope = scope_words(book).replace("&", "&&")
    page.set_paper(9)
    page.set_landscape()
    page.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    if title:
        page.set_header(f"&L&9{title}", {"margin": 0.3})
    shown = scope if len(scope) <= LONGEST_FOOTER else f"{scope[:LONGEST_FOOTER]}…"
    page.set_footer(f"&L&8{shown}&R&8{labels['footer.page']} &P {labels['footer.of']} &N", {"margin": 0.3})
