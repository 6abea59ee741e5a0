"""Tables in docx: widths that hold in every program, headings repeated on each page, gaps in italics on grey."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from datamap.exports.diagrams.measure import visible_text
from datamap.exports.documents.document import Entry, Line, Table
from datamap.exports.documents.docx_parts import MM, QUIET
from datamap.exports.record.cells import Standing

HEAD, GAP, MISSING = "DCE3EB", "ECEEF1", "8A3B00"
LONG = 900
"""A row whose longest entry has more characters may be broken between pages."""


def add_table(book: Any, table: Table, width: float) -> None:
    """Add a table as wide as so many millimetres."""
    widths = [round(width * share / sum(table.shares) * MM) for share in table.shares]
    made = book.add_table(rows=1 + len(table.rows), cols=len(table.heads), style="Table Grid")
    made.autofit = False
    for column, wide in zip(made.columns, widths, strict=True):
        column.width = wide
    head, *rows = made.rows
    _repeat(head)
    for cell, told, wide in zip(head.cells, table.heads, widths, strict=True):
        cell.width = wide
        _shade(cell, HEAD)
        _write(cell, Line(told.words), is_first=True, is_bold=True)
        if told.provision:
            _write(cell, Line(told.provision), colour=QUIET)
    for row, entries in zip(rows, table.rows, strict=True):
        _fill(row, entries, widths, is_named=table.is_named)
    book.add_paragraph(style="Entry")


def _fill(row: Any, entries: Sequence[Entry], widths: Sequence[int], *, is_named: bool) -> None:
    if max(sum(len(line.words) for line in entry.lines) for entry in entries) <= LONG:
        _keep_whole(row)
    for number, (cell, entry, wide) in enumerate(zip(row.cells, entries, widths, strict=True)):
        cell.width = wide
        if entry.standing is Standing.NOT_RECORDED:
            _shade(cell, GAP)
        for at, line in enumerate(entry.lines or (Line(""),)):
            _write(cell, line, is_first=at == 0, is_bold=is_named and number == 0)


def _write(cell: Any, line: Line, *, is_first: bool = False, is_bold: bool = False, colour: str = "") -> None:
    from docx.shared import Pt, RGBColor

    paragraph = cell.paragraphs[0] if is_first else cell.add_paragraph()
    # By the id of the style: finding it by its name takes longer than all else together.
    paragraph._p.get_or_add_pPr().style = "Entry"  # noqa: SLF001
    run = paragraph.add_run(visible_text(line.words))
    run.bold = is_bold or None
    if line.is_detail:
        paragraph.paragraph_format.left_indent = Pt(6)
    if line.is_missing:
        run.italic = True
    if line.is_missing or colour:
        run.font.color.rgb = RGBColor.from_string(MISSING if line.is_missing else colour)


def _shade(cell: Any, colour: str) -> None:
    _mark(cell._tc.get_or_add_tcPr(), "w:shd", val="clear", color="auto", fill=colour)  # noqa: SLF001 - no call for it


def _repeat(row: Any) -> None:
    """Repeat a row at the top of each page that the table runs over."""
    _keep_whole(row)
    _mark(row._tr.get_or_add_trPr(), "w:tblHeader", val="true")  # noqa: SLF001 - no call for it


def _keep_whole(row: Any) -> None:
    _mark(row._tr.get_or_add_trPr(), "w:cantSplit", val="true")  # noqa: SLF001 - no call for it


def _mark(parent: Any, tag: str, **values: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    element = OxmlElement(tag)
    for name, value in values.items():
        element.set(qn(f"w:{name}"), value)
    parent.append(element)
