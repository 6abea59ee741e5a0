"""An .xlsx workbook with the cells of a file that was none, so that it can be marked, edited and brought back."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from datamap.text import column_letters
from datamap.workbook.annotate.dressed import dress
from datamap.workbook.seen import Nature, SeenCell, SeenFile, SeenSheet

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet


def rebuilt(seen: SeenFile) -> Workbook:
    """Return a workbook with the same sheets, cells, hidden rows and base as a file, and the look of an exported one.

    >>> rebuilt(SeenFile("a.ods", "ods", 1, "", (SeenSheet("Parties", {(2, 1): SeenCell("=1")}),)))["Parties"][
    ...     "A2"
    ... ].value
    '=1'
    """
    from openpyxl import Workbook
    from openpyxl.packaging.custom import StringProperty
    from openpyxl.workbook.defined_name import DefinedName

    book = Workbook()
    book.remove(book.worksheets[0])
    for sheet in seen.sheets:
        _add(book.create_sheet(sheet.title), sheet)
    custom: Any = book.custom_doc_props  # type: ignore[attr-defined]  # its stubs lack it
    for name, words in seen.properties.items():
        custom.append(StringProperty(name=name, value=words))
    for name, words in seen.names.items():
        quoted = words.replace('"', '""')
        book.defined_names[name] = DefinedName(name, attr_text=f'"{quoted}"')
    dress(book, seen)
    return book


def _add(target: Worksheet, sheet: SeenSheet) -> None:
    from openpyxl.styles import Alignment

    wrapped = Alignment(wrap_text=True, vertical="top")
    for (row, column), seen in sheet.cells.items():
        cell = target.cell(row, column)
        put(cell, seen)
        cell.alignment = wrapped
        if seen.nature is Nature.TEXT:
            cell.number_format = "@"
    for row in sheet.hidden_rows:
        target.row_dimensions[row].hidden = True
    for column in sheet.hidden_columns:
        target.column_dimensions[column_letters(column)].hidden = True
    for block in sheet.merged:
        target.merge_cells(start_row=block.top, start_column=block.left, end_row=block.bottom, end_column=block.right)
    if sheet.is_hidden:
        target.sheet_state = "hidden"


def put(cell: Any, seen: SeenCell) -> None:
    """Write into a cell what was seen in one: as what it was, and never as a formula that it was not.

    >>> from openpyxl import Workbook
    >>> cell = Workbook().worksheets[0]["A1"]
    >>> put(cell, SeenCell("=1+1")), cell.data_type
    (None, 's')
    """
    words, nature = seen.words, seen.nature
    if nature is Nature.NUMBER:
        cell.value = float(words) if set(words) & set(".eEn") else int(words)
    elif nature is Nature.BOOLEAN:
        cell.value = words == "true"
    elif nature is Nature.DATE:
        _put_date(cell, words)
    elif nature is Nature.ERROR:
        cell.value, cell.data_type = words, "e"
    else:
        put_text(cell, words, is_formula=nature is Nature.UNCALCULATED)


def _put_date(cell: Any, words: str) -> None:
    """Write a date as one; one that Python does not know stands as text."""
    look = cell.number_format
    try:
        cell.value = datetime.datetime.fromisoformat(words)
        cell.number_format = look if cell.is_date else "yyyy-mm-dd"
    except ValueError:
        put_text(cell, words)


def put_text(cell: Any, words: str, *, is_formula: bool = False) -> None:
    """Write a text into a cell, which stays a text whatever it begins with.

    >>> from openpyxl import Workbook
    >>> cell = Workbook().worksheets[0]["A1"]
    >>> put_text(cell, "=1+1"), cell.value, cell.data_type
    (None, '=1+1', 's')
    """
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    cell.value = ILLEGAL_CHARACTERS_RE.sub("\N{REPLACEMENT CHARACTER}", words)
    if not is_formula:
        cell.data_type = "s"
