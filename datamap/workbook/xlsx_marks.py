"""Drop-downs, and marks that follow what people type, in an xlsx file."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from datamap.workbook.asked import Asked, asked_in
from datamap.workbook.book import Book, Sheet
from datamap.workbook.layout import ACTION, FIRST_ROW, OWN_COLUMNS
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
    from xlsxwriter.utility import xl_col_to_name

    columns = sheet.layout.columns
    end = len(columns) - 2
    top, spare = FIRST_ROW - 1, FIRST_ROW - 1 + len(sheet.rows)
    action = xl_col_to_name([column.field for column in columns].index(ACTION))
    deleted = f'=${action}{FIRST_ROW}="{book.labels["delete"]}"'
    page.conditional_format(
        top, 0, last, end, {"type": "formula", "criteria": deleted, "format": styles.mark("delete")}
    )
    for asked in asked_in(sheet.layout):
        # A row below the records counts as one as soon as something stands in it.
        begun = f"COUNTA($A{spare + 1}:${xl_col_to_name(end)}{spare + 1})>0"
        for rows, further in (((top, spare - 1), []), ((spare, last), [begun])):
            if rows[1] < rows[0]:
                continue
            number = rows[0] + 1
            role = [f'${xl_col_to_name(asked.role_column)}{number}="{asked.role}"'] if asked.role else []
            own = _not_as_processor(book, asked, number)
            terms = ",".join([f"LEN({xl_col_to_name(asked.columns[0])}{number})=0", *role, *own, *further])
            rule = {"type": "formula", "criteria": f"=AND({terms})", "format": styles.mark(asked.name)}
            _over(page, asked.columns, rows, rule)
    values = [number for number, column in enumerate(columns) if column.field not in ("id", *OWN_COLUMNS)]
    none = f'"{book.labels["none"]}"'
    rule = {"type": "cell", "criteria": "==", "value": none, "format": styles.mark("none")}
    page.conditional_format(top, values[0], last, values[-1], rule)


def _not_as_processor(book: Book, asked: Asked, row: int) -> list[str]:
    """Return the condition that a row is of no activity as a processor, by a count that knows no wildcards."""
    from xlsxwriter.utility import xl_col_to_name, xl_range_abs

    if not asked.activity_column or (place := book.place_of_processors) is None:
        return []
    column, top, bottom = place
    among = xl_range_abs(top - 1, column - 1, bottom - 1, column - 1)
    activity = xl_col_to_name(asked.activity_column)
    return [f"SUMPRODUCT(--('{book.labels['sheet.lists']}'!{among}=${activity}{row}))=0"]


def _over(page: Any, columns: Iterable[int], rows: tuple[int, int], rule: dict[str, Any]) -> None:
    """Put one condition over the same rows of several columns."""
    from xlsxwriter.utility import xl_range

    columns = list(columns)
    spans = " ".join(xl_range(rows[0], column, rows[1], column) for column in columns)
    page.conditional_format(rows[0], columns[0], rows[1], columns[0], {**rule, "multi_range": spans})
