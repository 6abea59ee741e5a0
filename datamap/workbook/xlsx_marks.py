"""Drop-downs, and marks that follow what people type, in an xlsx file."""

from __future__ import annotations

from typing import Any

from datamap.text import column_letters
from datamap.workbook.book import Book, Sheet
from datamap.workbook.layout import ACTION, FIRST_ROW, GAPS, KEY_ROW, OWN_COLUMNS
from datamap.workbook.xlsx_styles import Styles


def add_choices(page: Any, book: Book, sheet: Sheet, last: int) -> None:
    """Give the columns of a page their drop-downs, from ranges on the sheet of lists: inline ones hold 255 characters.

    Names that are on no list are let in: they may be new in the same file. What is right is asked on the way back.

    Args:
        page: the page of XlsxWriter.
        book: the book.
        sheet: what stands on the page.
        last: the last row that is ready for records, from 0.
    """
    from xlsxwriter.utility import xl_range_abs

    for number, choice in enumerate(sheet.choices):
        if choice is not None:
            listed = book.lists[choice]
            bottom = FIRST_ROW + len(listed.entries) - 2
            among = xl_range_abs(FIRST_ROW - 1, choice, bottom, choice)
            rule = {
                "validate": "list",
                "source": f"='{book.labels['sheet.lists']}'!{among}",
                "show_error": listed.is_closed,
                "error_type": "warning",
                "error_title": book.labels["unknown-choice.title"],
                "error_message": book.labels["unknown-choice"],
            }
            page.data_validation(FIRST_ROW - 1, number, last, number, rule)


def add_marks(page: Any, styles: Styles, book: Book, sheet: Sheet, last: int) -> None:
    """Mark what is empty and asked for, what is stated as none, and what is to be deleted; it follows the typing."""
    from xlsxwriter.utility import xl_range

    layout, labels = sheet.layout, book.labels
    top, end = FIRST_ROW - 1, layout.shown - 1
    first = min(number for number, column in enumerate(layout.columns) if column.field not in ("id", *OWN_COLUMNS))
    deleted = f'=${layout.letters_of(ACTION)}{FIRST_ROW}="{labels["delete"]}"'
    required = [number for number, column in enumerate(layout.columns) if column.is_required]
    spans = " ".join(xl_range(top, number, last, number) for number in required)
    # A row below the records counts as one as soon as something stands in it.
    begun = f"COUNTA($A{FIRST_ROW}:${column_letters(layout.shown)}{FIRST_ROW})>0"
    missing = f"=AND(LEN({column_letters(1 + required[0])}{FIRST_ROW})=0,{begun})"
    cell = column_letters(1 + first)
    key, keys = f'" "&{cell}${KEY_ROW}&" "', f'" "&${layout.letters_of(GAPS)}{FIRST_ROW}&" "'
    asked = f"=AND(LEN({cell}{FIRST_ROW})=0,ISNUMBER(FIND({key},{keys})))"
    marks = [
        ("delete", (0, end), {"type": "formula", "criteria": deleted}),
        ("missing", (required[0], required[0]), {"type": "formula", "criteria": missing, "multi_range": spans}),
        ("asked", (first, end), {"type": "formula", "criteria": asked}),
        ("none", (first, end), {"type": "cell", "criteria": "==", "value": f'"{labels["none"]}"'}),
    ]
    for name, (left, right), rule in marks:
        page.conditional_format(top, left, last, right, {**rule, "format": styles.mark(name)})
