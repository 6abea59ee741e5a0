"""Marks in cells: a fill for the eye, and a comment that says what is wrong; both can be taken away again."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from datamap.workbook.annotate.looks import cell_at, commented_cells, look_of, wear
from datamap.workbook.annotate.remarks import Remark

if TYPE_CHECKING:
    from openpyxl import Workbook

AUTHOR = "datamap"
FILLS = {"error": "FFF8CBAD", "warning": "FFFFE699", "conflict": "FFBDD7EE"}
"""The fill of a marked cell as ARGB; the comment says the same in words."""
_BEGINNING = re.compile(r"✗ datamap (\d+): ")
_END = "\n———\n"
"""What parts our comment from the one that a person had written there."""
_WIDTH, _LINE, _MOST = 320, 18, 420
"""Pixels: of a comment across, of a line, and of the tallest comment."""


def mark(book: Workbook, remarks: Sequence[Remark]) -> dict[int, Any]:
    """Mark the cells of remarks that weigh more than a note; return what each of them looked like, by number."""
    from openpyxl.styles import PatternFill

    looks: dict[int, Any] = {}
    marked: dict[tuple[str, str], int] = {}
    for remark in remarks:
        if remark.place is None or remark.weight not in FILLS or remark.place.sheet not in book.sheetnames:
            continue
        cell = cell_at(book[remark.place.sheet], remark.place.row, remark.place.column)
        where = (remark.place.sheet, cell.coordinate)
        if where not in marked:
            marked[where] = remark.number
            looks[remark.number] = look_of(cell)
            cell.fill = PatternFill("solid", start_color=FILLS[remark.weight])
        told = f"✗ datamap {marked[where]}: {remark.message}" + (f"\n→ {remark.hint}" if remark.hint else "")
        _comment(cell, told)
    return looks


def unmark(book: Workbook, looks: Mapping[int, Any]) -> None:
    """Take away the marks of an earlier time, and give the cells their look back."""
    for sheet in book.worksheets:
        for cell in commented_cells(sheet):
            found = _BEGINNING.match(cell.comment.text) if cell.comment else None
            if found and cell.comment:
                own = cell.comment.text.rpartition(_END)
                cell.comment = None
                if own[1]:
                    _comment(cell, own[2])
                if int(found[1]) in looks:
                    wear(cell, looks[int(found[1])])


def resize_comments(book: Workbook) -> None:
    """Make comments as large as their text, since openpyxl forgets the size that they had."""
    for sheet in book.worksheets:
        for cell in commented_cells(sheet):
            if cell.comment:
                lines = sum(1 + len(line) * 7 // _WIDTH for line in cell.comment.text.splitlines())
                cell.comment.width, cell.comment.height = _WIDTH, min(_MOST, _LINE * (lines + 1))


def _comment(cell: Any, text: str) -> None:
    """Put a text into the comment of a cell: before what a person wrote there, below what we wrote ourselves."""
    from openpyxl.comments import Comment

    before = cell.comment.text if cell.comment else ""
    if _BEGINNING.match(before):
        ours, parting, own = before.partition(_END)
        text = f"{ours}\n{text.split(': ', 1)[1]}{parting}{own}"
    elif before:
        text = f"{text}{_END}{before}"
    cell.comment = Comment(text, AUTHOR)
