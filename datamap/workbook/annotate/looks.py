"""Cells of openpyxl, and what they look like as one value that can be put onto another cell of the same workbook."""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet


def cell_at(sheet: Worksheet, row: int, column: int) -> Any:
    """Return a cell, or the one that shows for it if it is merged with others.

    >>> from openpyxl import Workbook
    >>> sheet = Workbook().worksheets[0]
    >>> sheet.merge_cells("A1:B2")
    >>> cell_at(sheet, 2, 2).coordinate
    'A1'
    """
    from openpyxl.cell import MergedCell

    cell = sheet.cell(row, column)
    if isinstance(cell, MergedCell):
        for block in sheet.merged_cells.ranges:
            if cell.coordinate in block:
                return sheet.cell(block.min_row, block.min_col)
    return cell


def commented_cells(sheet: Worksheet) -> list[Any]:
    """Return the cells that bear a comment.

    >>> from openpyxl import Workbook
    >>> commented_cells(Workbook().worksheets[0])
    []
    """
    cells: dict[Any, Any] = sheet._cells  # noqa: SLF001 - a public way makes every cell
    return [cell for cell in cells.values() if cell.comment]


def look_of(cell: Any) -> Any:
    """Return what a cell looks like.

    >>> from openpyxl import Workbook
    >>> sheet = Workbook().worksheets[0]
    >>> look_of(sheet["A1"]) == look_of(sheet["B2"])
    True
    """
    return copy(cell._style)  # noqa: SLF001 - openpyxl has no public way to copy a whole look


def wear(cell: Any, look: Any) -> None:
    """Give a cell a look.

    >>> from openpyxl import Workbook
    >>> sheet = Workbook().worksheets[0]
    >>> sheet["A1"].number_format = "@"
    >>> wear(sheet["B2"], look_of(sheet["A1"])), sheet["B2"].number_format
    (None, '@')
    """
    cell._style = copy(look)  # noqa: SLF001 - see above
