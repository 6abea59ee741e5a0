"""Files as readers would find them, made of what is exported, without any file."""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from datamap.model import Inventory, Record, kind_of
from datamap.model.state import State
from datamap.workbook.base import Scope, parts_of
from datamap.workbook.book import Book, Origin, book_of
from datamap.workbook.edits import Edits
from datamap.workbook.extras import extras_of
from datamap.workbook.seen import Block, Place, SeenCell, SeenFile, SeenSheet

ORIGIN = Origin("reg-1", 3, "ab12")


def seen_file(inventory: Inventory, scope: Scope | None = None) -> SeenFile:
    """The export of an inventory, as it is found again when nobody touched it."""
    return seen_book(book_of(inventory, ORIGIN, scope))


def seen_book(book: Book) -> SeenFile:
    parts = parts_of(book.base)
    sheets = [
        sheet_of(each.title, [[column.key for column in each.layout.columns], each.headers, *each.rows])
        for each in book.sheets
    ]
    sheets += [sheet_of(each.title, [each.keys, each.headers, *each.rows]) for each in extras_of(book, parts)]
    return SeenFile("edits.xlsx", "xlsx", 1, "ab", tuple(sheets), properties=parts, names=parts)


def editable(inventory: Inventory) -> list[Record]:
    """The records that stand on sheets: all that an organisation keeps but those that have a command of their own."""
    return [record for record in inventory.kept() if kind_of(record).is_edited]


def sheet_of(title: str, rows: Iterable[Iterable[str]]) -> SeenSheet:
    cells = {
        (number, column): SeenCell(words)
        for number, row in enumerate(rows, 1)
        for column, words in enumerate(row, 1)
        if words
    }
    return SeenSheet(title, cells)


class Sheet:
    """One sheet of a file, to be changed as people do; `file` gives the whole file with it."""

    def __init__(self, file: SeenFile, title: str) -> None:
        self._file = file
        self._index = [sheet.title for sheet in file.sheets].index(title)
        sheet = file.sheets[self._index]
        self.title, self.cells = title, dict(sheet.cells)
        self.merged: tuple[Block, ...] = ()
        self.hidden: frozenset[int] = frozenset()

    def column(self, field: str) -> int:
        """The column of a field, by its key."""
        return next(c for (row, c), cell in self.cells.items() if row == 1 and cell.words.endswith(f".{field}"))

    def row(self, id: str) -> int:
        """The row of a record."""
        return next(row for (row, column), cell in self.cells.items() if column == 1 and cell.words == id)

    @property
    def last(self) -> int:
        return max(row for row, _column in self.cells)

    def put(self, id: str, field: str, cell: SeenCell | str) -> Place:
        """Change one cell."""
        place = (self.row(id), self.column(field))
        self.cells[place] = SeenCell(cell) if isinstance(cell, str) else cell
        return place

    def add(self, **texts: SeenCell | str) -> int:
        """Add a row below the others."""
        number = self.last + 1
        for field, cell in texts.items():
            self.cells[number, self.column(field)] = SeenCell(cell) if isinstance(cell, str) else cell
        return number

    def moved(self, place_of: Callable[[Place], Place | None]) -> None:
        """Give each cell another place; none, and it is gone."""
        self.cells = {new: cell for place, cell in self.cells.items() if (new := place_of(place)) is not None}

    def file(self, **changed: object) -> SeenFile:
        sheets = list(self._file.sheets)
        sheets[self._index] = SeenSheet(self.title, self.cells, hidden_rows=self.hidden, merged=self.merged)
        return self._file._replace(sheets=tuple(sheets), **changed)  # type: ignore[arg-type]


class Said(NamedTuple):
    """One row of the edits, without its places."""

    kind: str
    id: str
    organisation: str
    action: str
    words: frozenset[tuple[str, str | None]]


def said_by(edits: Edits) -> set[Said]:
    """What edits say, whatever the order of the rows."""
    return {
        Said(each.kind, each.id, each.organisation, each.action, frozenset(each.words.items())) for each in edits.rows
    }


def differences(edits: Edits, state: State) -> dict[tuple[str, str], tuple[str | None, str | None]]:
    """The fields in which edits differ from a state, with both values; a row without an id stands under its own."""
    facts: Mapping[tuple[str, str], str] = {(key.record, key.field): words for key, words in state.facts.items()}
    return {
        (row.id or row.new, field): (facts.get((row.id, field)), words)
        for row in edits.rows
        for field, words in row.words.items()
        if words != facts.get((row.id, field))
    }


def codes(edits: Edits) -> list[str]:
    """The codes of all problems, in the order of their places."""
    return [problem.code for problem in edits.problems]
