"""The sheets that are added to an annotated workbook: of all remarks, and of the conflicts with their choices."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from datamap.text import column_letters
from datamap.workbook.annotate.looks import look_of, wear
from datamap.workbook.annotate.marks import FILLS
from datamap.workbook.annotate.rebuilt import put_text
from datamap.workbook.annotate.remarks import Remark
from datamap.workbook.conflicts import HIDDEN, KEYS, SIDES, Row
from datamap.workbook.report.sections import place_of

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

CHECK_KEYS = ("number", "what", "place", "message", "hint", "code", "look")
"""What stands in the columns of the sheet of remarks, after "check." in its hidden row of keys."""
_CHECK_WIDTHS = (6, 12, 22, 70, 60, 12, 4)
_CONFLICT_WIDTHS = (30, 26, 22, 30, 30, 30, 14, 4, 4)
_NARROW = 10
"""Columns that are narrower hold no sentence."""
_LINE, _HIGHEST = 15, 400
"""Points: of a line, and of the highest row."""
_HEAD = "FFE7E6E6"
_LONGEST = 32_000
"""Characters that are shown of one text."""


def add_check_sheet(
    book: Workbook, remarks: Sequence[Remark], looks: Mapping[int, Any], leads: Iterable[str], labels: Mapping[str, str]
) -> None:
    """Add the sheet of remarks as the first one; beside each mark it keeps the look that the cell had."""
    from openpyxl.styles import PatternFill
    from openpyxl.worksheet.hyperlink import Hyperlink

    titles = [labels[f"column.{key}"] for key in ("number", "what", "place", "message", "hint", "code")]
    sheet, row = _sheet(book, 0, labels["sheet.check"], "check.", CHECK_KEYS, [labels["check.title"], *leads], titles)
    for number, remark in enumerate(remarks, start=row):
        what = labels[f"check.weight.{remark.weight}"]
        texts = (str(remark.number), what, place_of(remark.place), remark.message, remark.hint, remark.code, "")
        _write(sheet, number, texts, _CHECK_WIDTHS)
        if remark.weight in FILLS:
            sheet.cell(number, 2).fill = PatternFill("solid", start_color=FILLS[remark.weight])
        if remark.place is not None and remark.place.sheet in book.sheetnames:
            link = sheet.cell(number, 3)
            _path, title, cell = remark.place.path, remark.place.sheet.replace("'", "''"), place_of(remark.place)
            link.hyperlink = Hyperlink(ref=link.coordinate, location=f"'{title}'!{cell.rpartition('!')[2]}")
        if remark.number in looks:
            wear(sheet.cell(number, CHECK_KEYS.index("look") + 1), looks[remark.number])
    _set_widths(sheet, _CHECK_WIDTHS, [CHECK_KEYS.index("look")])


def looks_in(book: Workbook) -> dict[int, Any]:
    """Return what marked cells looked like, from the sheet of remarks of an earlier time."""
    looks = {}
    for sheet in book.worksheets:
        if _is_own(sheet, "check."):
            column = CHECK_KEYS.index("look") + 1
            for row in range(1, sheet.max_row + 1):
                number = sheet.cell(row, 1).value
                if isinstance(number, str | int) and str(number).isdecimal():
                    looks[int(number)] = look_of(sheet.cell(row, column))
    return looks


def remove_own_sheets(book: Workbook) -> None:
    """Take out the sheets that an earlier time added."""
    for sheet in list(book.worksheets):
        if (_is_own(sheet, "check.") or _is_own(sheet, "conflict.")) and len(book.worksheets) > 1:
            book.remove(sheet)


def add_conflict_sheet(book: Workbook, rows: Sequence[Row], labels: Mapping[str, str]) -> None:
    """Add the sheet of conflicts behind that of remarks; its choices come from cells, so that no list is too long."""
    from openpyxl.styles import PatternFill
    from openpyxl.worksheet.datavalidation import DataValidation

    titles = [labels[f"column.{key}"] for key in ("name", "record", "field", *SIDES, "choice")]
    leads = [labels["section.conflicts"], labels["conflicts.lead"]]
    sheet, first = _sheet(book, 1, labels["sheet.conflicts"], "conflict.", KEYS, leads, titles)
    for number, row in enumerate(rows, start=first):
        _write(sheet, number, row, _CONFLICT_WIDTHS)
        sheet.cell(number, KEYS.index("choice") + 1).fill = PatternFill("solid", start_color=FILLS["conflict"])
    beside = len(KEYS) + 1
    for number, side in enumerate(SIDES, start=first):
        put_text(sheet.cell(number, beside), labels[f"choice.{side}"])
    letter, choice = column_letters(beside), column_letters(KEYS.index("choice") + 1)
    choices = DataValidation(
        type="list", formula1=f"${letter}${first}:${letter}${first + len(SIDES) - 1}", allow_blank=True
    )
    choices.add(f"{choice}{first}:{choice}{first + max(0, len(rows) - 1)}")
    sheet.add_data_validation(choices)
    _set_widths(sheet, (*_CONFLICT_WIDTHS, 4), [*(KEYS.index(key) for key in HIDDEN), beside - 1])


def _sheet(
    book: Workbook,
    index: int,
    title: str,
    prefix: str,
    keys: Sequence[str],
    leads: Sequence[str],
    titles: Sequence[str],
) -> tuple[Worksheet, int]:
    """Return a new sheet with hidden keys, leading sentences and headers, and the row below them."""
    from openpyxl.styles import Font, PatternFill

    sheet = book.create_sheet(title, index)
    for column, key in enumerate(keys, start=1):
        put_text(sheet.cell(1, column), prefix + key)
    sheet.row_dimensions[1].hidden = True
    for row, words in enumerate(leads, start=2):
        put_text(sheet.cell(row, 1), words)
    name = sheet.cell(1, 1).font.name
    sheet.cell(2, 1).font = Font(name=name, bold=True, size=14)
    header = len(leads) + 2
    for column, words in enumerate(titles, start=1):
        cell = sheet.cell(header, column)
        put_text(cell, words)
        cell.font, cell.fill = Font(name=name, bold=True), PatternFill("solid", start_color=_HEAD)
    sheet.freeze_panes = f"A{header + 1}"
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    return sheet, header + 1


def _write(sheet: Worksheet, row: int, texts: Sequence[str], widths: Sequence[int]) -> None:
    """Write a row of texts, as high as its longest one; programs that open it do not all see to that."""
    from openpyxl.styles import Alignment, Border, Side

    line = Border(bottom=Side("thin", color=_HEAD))
    for column, words in enumerate(texts, start=1):
        cell = sheet.cell(row, column)
        cell.border = line
        put_text(cell, words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…")
        cell.number_format = "@"
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    lines = max(_lines(words, width) for words, width in zip(texts, widths, strict=True) if width > _NARROW)
    sheet.row_dimensions[row].height = min(_HIGHEST, _LINE * lines)


def _lines(words: str, width: int) -> int:
    return sum(1 + len(line) // width for line in words.split("\n"))


def _set_widths(sheet: Worksheet, widths: Sequence[int], hidden: Iterable[int]) -> None:
    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[column_letters(column)].width = width
    for column in hidden:
        sheet.column_dimensions[column_letters(column + 1)].hidden = True


def _is_own(sheet: Worksheet, prefix: str) -> bool:
    cells = (cell for row in sheet.iter_rows(1, 5, values_only=True) for cell in row)
    return any(isinstance(cell, str) and cell.startswith(prefix) for cell in cells)
