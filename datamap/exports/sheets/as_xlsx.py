"""A book as an xlsx file: every cell text, the same bytes for the same book, ready for print."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

from datamap.errors import DatamapError
from datamap.exports.sheets.pages import BOTTOM, SIDE, TOP
from datamap.exports.sheets.sheet import CREATED, Book, Page, Sheet
from datamap.exports.sheets.styles import FONT, SIZE


def render_xlsx(book: Book) -> bytes:
    """Return the bytes of an xlsx file that holds the book.

    >>> from datamap.exports.sheets.styles import styles_with
    >>> from datamap.exports.sheets.sheet import Row
    >>> sheet = Sheet(name="A", widths=(90,), rows=(Row(17, []),))
    >>> render_xlsx(Book(title="A", styles=styles_with(), sheets=(sheet,)))[:2]
    b'PK'
    """
    from datamap.exports.sheets.xlsx_page import MOST_ROWS, Page, Tables

    target = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        # Widths of columns are counted in digits of the workbook's own font, so it is ours.
        "default_format_properties": {"font_name": FONT, "font_size": SIZE},
        "default_row_height": 17,
        "default_column_width": 64,
    }
    for sheet in book.sheets:
        if len(sheet.rows) > MOST_ROWS:
            raise DatamapError(f"the sheet '{sheet.name}' has more rows than a workbook can hold; take csv")
    file = Tables(target, options)
    file.worksheet_class = Page
    file.set_properties({"title": book.title, "subject": book.subject, "comments": book.comments, "created": CREATED})
    for name, words in book.properties.items():
        file.set_custom_property(name, words)
    used = {cell.style for sheet in book.sheets for row in sheet.rows for cell in row.cells}
    formats = {name: file.add_format(dict(look)) for name, look in book.styles.items() if name in used}
    for sheet in book.sheets:
        _write_sheet(file.add_worksheet(sheet.name), sheet, formats)
    file.close()
    return target.getvalue()


def _write_sheet(page: Any, sheet: Sheet, formats: Mapping[str, Any]) -> None:
    for column, width in enumerate(sheet.widths):
        page.set_column_pixels(column, column, width)
    page.put_rows(sheet.rows, formats)
    if any(sheet.frozen):
        page.freeze_panes(*sheet.frozen)
    if sheet.filtered:
        head, last = sheet.filtered
        page.autofilter(head, 0, max(len(sheet.rows) - 1, head), last)
    _set_up_page(page, sheet.page)


def _set_up_page(page: Any, setup: Page) -> None:
    page.set_paper(setup.paper)
    page.set_landscape()
    page.set_margins(left=SIDE, right=SIDE, top=TOP, bottom=BOTTOM)
    page.set_print_scale(setup.scale)
    page.set_footer("".join(f"&{place}&8 {words}" for place, words in setup.footer.items()), {"margin": 0.3})
    if setup.repeated:
        page.repeat_rows(*setup.repeated)
    if setup.repeated_columns:
        page.repeat_columns(0, setup.repeated_columns - 1)
    if setup.row_breaks:
        page.set_h_pagebreaks(list(setup.row_breaks))
    if setup.column_breaks:
        page.set_v_pagebreaks(list(setup.column_breaks))
