"""Writing the annotated copy of a person's workbook."""

from __future__ import annotations

import hashlib
import io
import warnings
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree.ElementTree import ParseError

from datamap.errors import DatamapError
from datamap.files import drafted
from datamap.text import join_words
from datamap.workbook.annotate.lost import lost_in
from datamap.workbook.annotate.marks import mark, resize_comments, unmark
from datamap.workbook.annotate.rebuilt import put, rebuilt
from datamap.workbook.annotate.remarks import remarks_on
from datamap.workbook.annotate.sheets import add_check_sheet, add_conflict_sheet, looks_in, remove_own_sheets
from datamap.workbook.annotate.weight import check_weight
from datamap.workbook.conflicts import rows_for
from datamap.workbook.plan import Plan
from datamap.workbook.seen import Nature, SeenFile

if TYPE_CHECKING:
    from openpyxl import Workbook

_UNREADABLE = (
    *(ValueError, KeyError, IndexError, TypeError, AttributeError, NotImplementedError, AssertionError, OSError),
    *(EOFError, RecursionError, zipfile.BadZipFile, zlib.error, ParseError),
)
"""What openpyxl may raise on files that are not quite as it expects; our own reader is more patient."""


def write_annotated(file: Path, seen: SeenFile, plan: Plan, out: Path, labels: Mapping[str, str]) -> int:
    """Write a copy of a workbook with marks at what is wrong, and a sheet that lists all; return how many remarks.

    The copy can be edited and brought back as it is. Formulas are replaced by their last values, since what was saved
    without being calculated has none. Macros and links to other files are left behind.

    Args:
        file: the workbook that a person edited; it stays as it is.
        seen: what was read of it.
        plan: what was found out about it.
        out: where the copy goes.
        labels: the words of the product "plan".

    Raises:
        DatamapError: the copy would take the place of the file, the file has changed, or the copy cannot be written.
    """
    if out.suffix.casefold() != ".xlsx":
        raise DatamapError(f"'{out}' must end in .xlsx: the annotated copy is an Excel workbook")
    if out.exists() and out.samefile(file):
        raise DatamapError(f"the annotated copy cannot take the place of '{file}' itself: name another file")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what openpyxl cannot keep is told on the sheet
        book, lost = _read_copy(file, seen, labels)
        unmark(book, looks_in(book))
        remove_own_sheets(book)
        remarks = remarks_on(plan, labels)
        looks = mark(book, remarks)
        resize_comments(book)
        leads = [labels["check.lead"] if remarks else labels["check.empty"]]
        leads += [labels["check.lost"].format(parts=join_words(lost))] if lost else []
        add_check_sheet(book, remarks, looks, leads, labels)
        if plan.conflicts:
            add_conflict_sheet(book, rows_for(plan, labels), labels)
        for sheet in book.worksheets:
            sheet.sheet_view.tabSelected = False
        book.active = 0
        with drafted(out) as draft, draft.open("wb") as stream:
            book.save(stream)
    return len(remarks)


def _read_copy(file: Path, seen: SeenFile, labels: Mapping[str, str]) -> tuple[Workbook, list[str]]:
    """Return the workbook in memory, and what of it is left behind, in words."""
    if seen.format != "xlsx":
        check_weight(seen)
        return rebuilt(seen), [labels["check.format"]]
    content = file.read_bytes()
    if hashlib.sha256(content).hexdigest() != seen.sha256:
        raise DatamapError(f"'{file}' changed while it was read: run the command again")
    check_weight(seen, content)
    lost = [labels[f"check.lost.{what}"] for what in lost_in(content)]
    book = _read_book(file, content)
    formulas = _settle_formulas(book, seen)
    if formulas:
        lost.append(labels["check.formulas"].format(count=formulas))
    return book, lost


def _read_book(file: Path, content: bytes) -> Workbook:
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        return load_workbook(io.BytesIO(content), rich_text=True, keep_links=False)
    except (*_UNREADABLE, InvalidFileException):
        raise DatamapError(
            f"'{file}' cannot be copied with marks: open it in Excel or LibreOffice and save it again, or look at the "
            "plan with --format html"
        ) from None


def _settle_formulas(book: Workbook, seen: SeenFile) -> int:
    """Put the last values in the place of formulas; return of how many."""
    count = 0
    for sheet in seen.sheets:
        for (row, column), cell in sheet.cells.items():
            if cell.is_formula and cell.nature is not Nature.UNCALCULATED and sheet.title in book.sheetnames:
                put(book[sheet.title].cell(row, column), cell)
                count += 1
    return count
