"""Small registers with an exported workbook, and ways to edit it as people do."""

import hashlib
import io
from pathlib import Path
from typing import Any

from datamap.model import NONE, Activity, DataUse, Inventory, Organisation, Party, System, inventory_of
from datamap.model.state import State
from datamap.register.reading import open_kept
from datamap.register.workbook_plans import WorkbookPlan, plan_seen
from datamap.store.connect import open_register, reading
from datamap.store.journal import read_head, read_id
from datamap.workbook.base import Scope
from datamap.workbook.book import Book, Origin, book_of
from datamap.workbook.seen import SeenCell, SeenFile
from tests.store.keeping import load
from tests.store.registers import read_current
from tests.workbook.seen_files import seen_book

SMALL = inventory_of(
    [
        Organisation(id="org-acme", name="Acme", country="DE"),
        Activity(id="act-acme-pay", organisation="org-acme", name="Payroll", department="HR", owner="Ada"),
        Activity(id="act-acme-mail", organisation="org-acme", name="Newsletter", department="Marketing"),
        Party(id="party-acme-bank", organisation="org-acme", name="Bank", country="DE", contract=NONE),
        Party(id="party-acme-tax", organisation="org-acme", name="Tax office", country="FR"),
        System(id="system-acme-hr", organisation="org-acme", name="HR system", description="Keeps people"),
        DataUse(
            id="use-acme-pay",
            organisation="org-acme",
            activity="act-acme-pay",
            category="cat-email",
            recipients=("party-acme-bank",),
        ),
    ]
)


def make_register(folder: Path, inventory: Inventory = SMALL) -> str:
    """Makes a register that holds an inventory; returns its place."""
    place = str(folder / "register.db")
    load(place, inventory)
    return place


def book(place: str, scope: Scope | None = None) -> Book:
    """The workbook of a register, as it is now."""
    with reading(open_register(place)) as connection:
        head, id = read_head(connection), read_id(connection)
    origin = Origin(id, head.sequence if head else 0, head.hash if head else "")
    return book_of(open_kept(place), origin, scope)


def exported(place: str, scope: Scope | None = None) -> SeenFile:
    """The workbook of a register as it is found again when nobody touched it."""
    return seen_book(book(place, scope))


def edited(file: SeenFile, *edits: tuple[str, str, str | None]) -> SeenFile:
    """A file with some cells edited: record (or "Parties:" for a new row), field, what is written there."""
    sheets = list(file.sheets)
    for id, field, words in edits:
        index, row, column = _place(file, id, field)
        cells = {place: cell for place, cell in sheets[index].cells.items() if place != (row, column)}
        if words is not None:
            cells[row, column] = SeenCell(words)
        sheets[index] = sheets[index]._replace(cells=cells)
    return file._replace(sheets=tuple(sheets), sha256=hashlib.sha256(repr(edits).encode()).hexdigest())


def _place(file: SeenFile, id: str, field: str) -> tuple[int, int, int]:
    for index, sheet in enumerate(file.sheets):
        columns = {cell.words.partition(".")[2]: column for (row, column), cell in sheet.cells.items() if row == 1}
        if id == f"{sheet.title}:":
            return index, max(row for row, _column in sheet.cells) + 1, columns[field]
        for (row, column), cell in sheet.cells.items():
            if column == 1 and cell.words == id and field in columns:
                return index, row, columns[field]
    raise KeyError(id, field)


def plan(place: str, file: SeenFile, *edits: tuple[str, str, str | None]) -> WorkbookPlan:
    """The plan for a file in which some cells were edited."""
    return plan_seen(place, edited(file, *edits) if edits else file)


def holds(place: str) -> State:
    """What a register holds now."""
    return read_current(open_register(place))[1]


class Opened:
    """A workbook opened in openpyxl, whose cells are found by record and field."""

    def __init__(self, file: Path) -> None:
        import openpyxl

        self.book = openpyxl.load_workbook(io.BytesIO(file.read_bytes()))

    def cell(self, id: str, field: str) -> Any:
        """The cell of a field of a record."""
        for sheet in self.book.worksheets:
            keys = {str(cell.value).partition(".")[2]: cell.column for cell in sheet[1] if cell.value}
            for row in range(3, sheet.max_row + 1):
                if field in keys and sheet.cell(row, 1).value == id:
                    return sheet.cell(row, keys[field])
        raise KeyError(id, field)

    def add(self, title: str, **words: str) -> None:
        """Adds a row to a sheet, with words for some of its fields."""
        sheet = self.book[title]
        keys = {str(cell.value).partition(".")[2]: cell.column for cell in sheet[1] if cell.value}
        row = next(row for row in range(3, sheet.max_row + 2) if not any(cell.value for cell in sheet[row]))
        for field, said in words.items():
            sheet.cell(row, keys[field]).value = said

    def save(self, file: Path) -> Path:
        """Saves the workbook elsewhere."""
        self.book.save(file)
        return file
