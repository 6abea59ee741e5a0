"""The sheets of an .ods file, each with its columns, rows, notes and conditions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from datamap.opendocument import paragraphs
from datamap.text import column_letters
from datamap.workbook.book import Book, Sheet
from datamap.workbook.extras import Extra
from datamap.workbook.guide import NEW_PAGE, guide_of
from datamap.workbook.heights import height_of
from datamap.workbook.layout import (
    ACTION,
    FIRST_ROW,
    GAPS,
    HEADER_ROW,
    HIDDEN_COLUMNS,
    KEY_ROW,
    OWN_COLUMNS,
    SPARE_ROWS,
)
from datamap.workbook.looks import GUIDE_WIDTHS, frozen_columns, pages_across, widths_of
from datamap.workbook.ods_styles import AS_GUIDE, HEADING, body_style, guide_style, head_style, row_style

EXTRA_WIDTH = 30
LINE_OF_GUIDE = {"title": 32.0, "heading": HEADING, "command": 18.0}


def quoted(title: str) -> str:
    """Return the name of a sheet as addresses write it.

    >>> quoted("Data uses"), quoted("Lists")
    ("'Data uses'", "'Lists'")
    """
    return "'{}'".format(title.replace("'", "''"))


def last_row(sheet: Sheet) -> int:
    """Return the last row of a sheet that is ready for records, from 1.

    >>> from datamap.model import inventory_of
    >>> from datamap.workbook.book import Origin, book_of
    >>> last_row(book_of(inventory_of([]), Origin("r", 1, "")).sheets[0])
    202
    """
    return FIRST_ROW + len(sheet.rows) + SPARE_ROWS - 1


def heights_of(sheet: Sheet) -> list[float]:
    """Return the heights of the title row and of each record of a sheet, in points.

    >>> from datamap.model import inventory_of
    >>> from datamap.workbook.book import Origin, book_of
    >>> len(heights_of(book_of(inventory_of([]), Origin("r", 1, "")).sheets[0]))
    1
    """
    widths, shown = widths_of(sheet), sheet.layout.shown
    return [
        height_of(sheet.headers, [width - 3 for width in widths], 2),
        *(height_of(row[:shown], widths[:shown]) for row in sheet.rows),
    ]


def guide_table(book: Book) -> Iterator[str]:
    """Yield the guide, piece by piece; `guide_heights` must be among the styles.

    >>> from datamap.model import inventory_of
    >>> from datamap.workbook.book import Origin, book_of
    >>> next(guide_table(book_of(inventory_of([]), Origin("r", 1, "")))).startswith("<table:table ")
    True
    """
    yield _opening(book.labels["sheet.guide"], AS_GUIDE, is_hidden=False, more=' table:protected="true"')
    yield _columns(GUIDE_WIDTHS, ["extra"] * len(GUIDE_WIDTHS), 0, ())
    for line, height in zip(guide_of(book), guide_heights(book), strict=True):
        yield f'<table:table-row table:style-name="{row_style(height, is_first=line.sample == NEW_PAGE)}">'
        for column, words in enumerate(line.cells):
            inner = paragraphs(words) if words else ""
            if line.look == "sheet" and column == 0:
                target = escape(f"#{quoted(line.sample)}.A1")
                inner = f'<text:p><text:a xlink:type="simple" xlink:href="{target}">{escape(words)}</text:a></text:p>'
            spanned = len(GUIDE_WIDTHS) if len(line.cells) == 1 else 1
            span = f' table:number-columns-spanned="{spanned}" table:number-rows-spanned="1"' if spanned > 1 else ""
            opening = (
                f'<table:table-cell table:style-name="{guide_style(line, column)}"{span} office:value-type="string">'
            )
            yield f"{opening}{inner}</table:table-cell>"
            yield '<table:covered-table-cell table:number-columns-repeated="3"/>' if spanned > 1 else ""
        yield "</table:table-row>"
    yield "</table:table>"


def guide_heights(book: Book) -> list[float]:
    """Return the heights of the lines of the guide, in points.

    >>> from datamap.model import inventory_of
    >>> from datamap.workbook.book import Origin, book_of
    >>> guide_heights(book_of(inventory_of([]), Origin("r", 1, "")))[0]
    32.0
    """
    heights = []
    for line in guide_of(book):
        widths = [sum(GUIDE_WIDTHS)] if len(line.cells) == 1 else GUIDE_WIDTHS[: len(line.cells)]
        heights.append(LINE_OF_GUIDE.get(line.look) or height_of(line.cells, widths) + 3)
    return heights


def record_table(book: Book, sheet: Sheet) -> Iterator[str]:
    """Yield a sheet with records, piece by piece.

    >>> from datamap.model import inventory_of
    >>> from datamap.workbook.book import Origin, book_of
    >>> book = book_of(inventory_of([]), Origin("r", 1, ""))
    >>> "organisation.name" in "".join(record_table(book, book.sheets[0]))
    True
    """
    columns = sheet.layout.columns
    end = column_letters(sheet.layout.shown)
    shown = max(FIRST_ROW, FIRST_ROW + len(sheet.rows) - 1)
    printed = f' table:print-ranges="{escape(f"{quoted(sheet.title)}.A1:{quoted(sheet.title)}.{end}{shown}")}"'
    yield _opening(sheet.title, pages_across(sheet), is_hidden=False, more=printed)
    styles = [body_style(column) for column in columns]
    hidden = [number for number, column in enumerate(columns) if column.field in HIDDEN_COLUMNS]
    yield _columns(widths_of(sheet), styles, frozen_columns(sheet), hidden)
    heights = heights_of(sheet)
    yield '<table:table-header-rows><table:table-row table:visibility="collapse">'
    yield "".join(_cell(column.key, "key") for column in columns)
    yield f'</table:table-row><table:table-row table:style-name="{row_style(heights[0])}">'
    heads = zip(columns, sheet.headers, sheet.notes, strict=True)
    yield "".join(_cell(header, head_style(column), before=_note(note)) for column, header, note in heads)
    yield "</table:table-row></table:table-header-rows>"
    ruled = [(style, _rule(sheet, number)) for number, style in enumerate(styles)]
    for row, height in zip(sheet.rows, heights[1:], strict=True):
        cells = "".join(_cell(text, *each) for text, each in zip(row, ruled, strict=True))
        yield f'<table:table-row table:style-name="{row_style(height)}">{cells}</table:table-row>'
    spare = "".join(_cell("", *each) for each in ruled)
    yield f'<table:table-row table:number-rows-repeated="{SPARE_ROWS}">{spare}</table:table-row>'
    conditions = "".join(_conditions(book, sheet))
    yield f"<calcext:conditional-formats>{conditions}</calcext:conditional-formats></table:table>"


def extra_table(extra: Extra) -> Iterator[str]:
    """Yield a sheet without records, piece by piece.

    >>> "".join(extra_table(Extra("x", "X", ("x.a",), ("A",), (("1",),), True))).count("<table:table-row")
    3
    """
    yield _opening(extra.title, 1, is_hidden=extra.is_hidden, more=' table:protected="true"')
    count = max(len(extra.keys), 1)
    yield _columns([EXTRA_WIDTH] * count, ["extra"] * count, 0, ())
    for number, row in enumerate((extra.keys, extra.headers, *extra.rows), 1):
        collapsed = ' table:visibility="collapse"' if number < HEADER_ROW else ""
        style = "head-plain" if number == HEADER_ROW else "extra"
        cells = "".join(_cell(text, style) for text in row) or "<table:table-cell/>"
        yield f"<table:table-row{collapsed}>{cells}</table:table-row>"
    yield "</table:table>"


def _opening(title: str, pages: int, *, is_hidden: bool, more: str = "") -> str:
    style = f"ta-{'false' if is_hidden else 'true'}-{pages}"
    return f'<table:table table:name="{escape(title)}" table:style-name="{style}"{more}>'


def _columns(widths: Sequence[int], styles: Sequence[str], repeated: int, hidden: Iterable[int]) -> str:
    """Return the columns; those that are repeated on every printed page come first."""
    made = []
    for number, (width, style) in enumerate(zip(widths, styles, strict=True)):
        collapsed = ' table:visibility="collapse"' if number in hidden else ""
        names = f'table:style-name="co{width}" table:default-cell-style-name="{style}"'
        made.append(f"<table:table-column {names}{collapsed}/>")
    head = "".join(made[:repeated])
    return (f"<table:table-header-columns>{head}</table:table-header-columns>" if head else "") + "".join(
        made[repeated:]
    )


def _cell(text: str, style: str, more: str = "", before: str = "") -> str:
    if not text:
        return f'<table:table-cell table:style-name="{style}"{more}/>'
    opening = f'<table:table-cell table:style-name="{style}"{more} office:value-type="string">'
    return f"{opening}{before}{paragraphs(text)}</table:table-cell>"


def _note(note: str) -> str:
    lines = sum(1 + len(line) // 44 for line in note.split("\n"))
    size = f'svg:width="3.2in" svg:height="{0.2 * lines + 0.15:.2f}in"'
    return f'<office:annotation office:display="false" {size}>{paragraphs(note)}</office:annotation>'


def _rule(sheet: Sheet, number: int) -> str:
    """Return what ties the cells of a column to what may stand in them."""
    if sheet.layout.columns[number].field == "id":
        return ' table:content-validation-name="locked"'
    return "" if sheet.choices[number] is None else f' table:content-validation-name="{rule_name(sheet, number)}"'


def rule_name(sheet: Sheet, number: int) -> str:
    """Return the name of the rule for a column of a sheet that chooses from a list.

    >>> from datamap.model import inventory_of
    >>> from datamap.workbook.book import Origin, book_of
    >>> rule_name(book_of(inventory_of([]), Origin("r", 1, "")).sheets[0], 1)
    'organisation.action'
    """
    return sheet.layout.columns[number].key


def _conditions(book: Book, sheet: Sheet) -> Iterator[str]:
    """Yield the marks that follow what people type, as an xlsx file has them."""
    layout, labels = sheet.layout, book.labels
    first = min(number for number, column in enumerate(layout.columns) if column.field not in ("id", *OWN_COLUMNS))
    required = [number for number, column in enumerate(layout.columns) if column.is_required]
    whole, values = [(0, layout.shown - 1)], [(first, layout.shown - 1)]
    deleted = f'[.${layout.letters_of(ACTION)}{FIRST_ROW}]="{labels["delete"]}"'
    begun = f"COUNTA([.$A{FIRST_ROW}:.${column_letters(layout.shown)}{FIRST_ROW}])>0"
    missing = f"AND(LEN([.{column_letters(1 + required[0])}{FIRST_ROW}])=0;{begun})"
    cell = column_letters(1 + first)
    key, keys = f'" "&[.{cell}${KEY_ROW}]&" "', f'" "&[.${layout.letters_of(GAPS)}{FIRST_ROW}]&" "'
    asked = f"AND(LEN([.{cell}{FIRST_ROW}])=0;ISNUMBER(FIND({key};{keys})))"
    yield _condition(sheet, whole, f"formula-is({deleted})", "delete")
    yield _condition(sheet, [(number, number) for number in required], f"formula-is({missing})", "missing")
    yield _condition(sheet, values, f"formula-is({asked})", "asked")
    yield _condition(sheet, values, f'="{labels["none"]}"', "none")


def _condition(sheet: Sheet, spans: Sequence[tuple[int, int]], rule: str, style: str) -> str:
    title, rows = quoted(sheet.title), (FIRST_ROW, last_row(sheet))
    ranges = " ".join(
        f"{title}.{column_letters(1 + a)}{rows[0]}:{title}.{column_letters(1 + b)}{rows[1]}" for a, b in spans
    )
    base = f"{title}.{column_letters(1 + spans[0][0])}{rows[0]}"
    return (
        f'<calcext:conditional-format calcext:target-range-address="{escape(ranges)}"><calcext:condition '
        f'calcext:apply-style-name="{style}" calcext:value="{escape(rule)}" '
        f'calcext:base-cell-address="{escape(base)}"/></calcext:conditional-format>'
    )
