"""A small file without a fault, and for each code what a person or a program did to it."""

import datetime
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from datamap.model import (
    Activity,
    DataUse,
    Document,
    Evidence,
    Inventory,
    Organisation,
    Party,
    PurposeLine,
    YesNo,
    inventory_of,
)
from datamap.workbook.base import parts_of
from datamap.workbook.book import Origin, book_of
from datamap.workbook.faults import Fault
from datamap.workbook.seen import Block, Nature, Place, SeenCell, SeenFile, SeenSheet
from tests.workbook.seen_files import Sheet, seen_file

PARTIES = "Parties"


@cache
def small() -> Inventory:
    """Two organisations; one has parties enough for a sort to show."""
    org = "org-a"
    names = ("Acme", "Bolt", "Cargo", "Delta", "Echo", "Echo")
    slugs = ("acme", "bolt", "cargo", "delta", "echo", "foxtrot")
    parties = [
        Party(
            id=f"party-a-{slug}",
            organisation=org,
            name=name,
            country=country,
            contract=f"C-{number}" if number else "SEP-12",
            contract_date=datetime.date(2024, 5, 10 + number),
            is_category=YesNo.NO,
        )
        for number, (slug, name, country) in enumerate(
            zip(slugs, names, ("DE", "FR", "US", "JP", "LU", "IN"), strict=True)
        )
    ]
    return inventory_of(
        [
            Organisation(id=org, name="Alpha Ltd", country="DE"),
            Organisation(id="org-b", name="Beta Ltd"),
            *parties,
            Party(id="party-b-zulu", organisation="org-b", name="Zulu"),
            Party(id="party-b-acme", organisation="org-b", name="Acme"),
            Activity(id="act-a-mail", organisation=org, name="Newsletter"),
            Activity(id="act-a-pay", organisation=org, name="Payroll"),
            PurposeLine(id="line-a-mail", organisation=org, activity="act-a-mail", purpose="purpose-marketing"),
            DataUse(id="use-a-mail", organisation=org, activity="act-a-mail", category="cat-email"),
            Document(id="doc-a", organisation=org, title="Privacy policy"),
            Evidence(
                id="evidence-a",
                organisation=org,
                record="act-a-mail",
                field="name",
                document="doc-a",
                line=4,
                phrase="x",
            ),
        ]
    )


class Faulty(NamedTuple):
    """A file with one fault, the sheet and the cell where the problem is to be told (None: nowhere)."""

    file: SeenFile
    sheet: str
    place: Place | None


Make = Callable[[SeenFile], Faulty]


def put(id: str, field: str, cell: SeenCell | str, title: str = PARTIES) -> Make:
    """Change one cell, where the problem is to be told."""

    def make(file: SeenFile) -> Faulty:
        sheet = Sheet(file, title)
        place = sheet.put(id, field, cell)
        return Faulty(sheet.file(), title, place)

    return make


def added(field: str, title: str = PARTIES, **cells: SeenCell | str) -> Make:
    """Add a row, in whose cell of this field the problem is to be told."""

    def make(file: SeenFile) -> Faulty:
        sheet = Sheet(file, title)
        row = sheet.add(**cells)
        return Faulty(sheet.file(), title, (row, sheet.column(field)))

    return make


def _no_sheet(file: SeenFile) -> Faulty:
    return Faulty(file._replace(sheets=(SeenSheet("Shopping", {(1, 1): SeenCell("Milk")}),)), "", None)


def _contradiction(file: SeenFile) -> Faulty:
    other = parts_of(book_of(small(), Origin("reg-1", 4, "cd34")).base)
    return Faulty(file._replace(properties=other), "", None)


def _copied_sheet(file: SeenFile) -> Faulty:
    sheet = next(each for each in file.sheets if each.title == PARTIES)
    copy = sheet._replace(title="Copy of Parties")
    return Faulty(file._replace(sheets=(*file.sheets, copy)), PARTIES, (1, 1))


def _no_header(file: SeenFile) -> Faulty:
    sheet = Sheet(file, PARTIES)
    sheet.moved(lambda place: (place[0] - 2, place[1]) if place[0] > 2 else None)
    return Faulty(sheet.file(), PARTIES, (1, 1))


def _column_twice(file: SeenFile) -> Faulty:
    sheet = Sheet(file, PARTIES)
    last = max(column for _row, column in sheet.cells) + 1
    copied = {(row, last): cell for (row, column), cell in sheet.cells.items() if column == sheet.column("country")}
    sheet.cells |= copied
    return Faulty(sheet.file(), PARTIES, (2, last))


def _renamed(file: SeenFile) -> Faulty:
    sheet = Sheet(file, PARTIES)
    column = sheet.column("contract_date")
    del sheet.cells[1, column]
    sheet.cells[2, column] = SeenCell("Contract dates")
    return Faulty(sheet.file(), PARTIES, (2, column))


def _header_contradicts(file: SeenFile) -> Faulty:
    sheet = Sheet(file, PARTIES)
    column = sheet.column("contact")
    sheet.cells[2, column] = sheet.cells[2, sheet.column("contract")]
    return Faulty(sheet.file(), PARTIES, (2, column))


def _no_ids(file: SeenFile) -> Faulty:
    sheet = Sheet(file, PARTIES)
    sheet.moved(lambda place: (place[0], place[1] - 1) if place[1] > 1 else None)
    return Faulty(sheet.file(), PARTIES, (2, 1))


def _long_text_gone(file: SeenFile) -> Faulty:
    return put("party-a-acme", "description", "(long text 1)")(file)


def _copied_row(file: SeenFile) -> Faulty:
    sheet = Sheet(file, PARTIES)
    row = sheet.row("party-a-bolt")
    new = sheet.last + 1
    sheet.cells |= {(new, column): cell for (number, column), cell in sheet.cells.items() if number == row}
    sheet.cells[new, sheet.column("name")] = SeenCell("Bolt 2")
    return Faulty(sheet.file(), PARTIES, (new, 1))


def _id_twice(file: SeenFile) -> Faulty:
    faulty = _copied_row(file)
    sheet = Sheet(faulty.file, PARTIES)
    sheet.put("party-a-bolt", "name", "Bolt 1")
    return faulty._replace(file=sheet.file())


def _id_moved(file: SeenFile) -> Faulty:
    sheet = Sheet(file, PARTIES)
    row, echo = sheet.row("party-a-bolt"), sheet.row("party-a-echo")
    sheet.cells[row, 1] = SeenCell("party-a-echo")
    sheet.moved(lambda place: None if place[0] == echo else place)
    return Faulty(sheet.file(), PARTIES, (row, 1))


def sorted_alone(*fields: str) -> Make:
    """Sort columns of the sheet of parties without the others."""

    def make(file: SeenFile) -> Faulty:
        sheet = Sheet(file, PARTIES)
        for field in fields:
            column = sheet.column(field)
            rows = [row for row, at in sheet.cells if at == column and row > 2]
            words = sorted((sheet.cells[row, column] for row in rows), reverse=True)
            sheet.cells |= {(row, column): cell for row, cell in zip(sorted(rows), words, strict=True)}
        return Faulty(sheet.file(), PARTIES, (2, min(sheet.column(field) for field in fields)))

    return make


def _merged(file: SeenFile) -> Faulty:
    sheet = Sheet(file, PARTIES)
    row, column = sheet.row("party-a-bolt"), sheet.column("country")
    sheet.merged = (Block(row, column, row + 1, column),)
    del sheet.cells[row + 1, column]
    return Faulty(sheet.file(), PARTIES, (row, column))


NUMBER, DATE = Nature.NUMBER, Nature.DATE
FAULTY: dict[Fault, Make] = {
    Fault.BASE_CONTRADICTS: _contradiction,
    Fault.SHEET_TWICE: _copied_sheet,
    Fault.NO_HEADER: _no_header,
    Fault.NO_SHEET: _no_sheet,
    Fault.COLUMN_TWICE: _column_twice,
    Fault.HEADER_RENAMED: _renamed,
    Fault.HEADER_CONTRADICTS: _header_contradicts,
    Fault.NO_ID_COLUMN: _no_ids,
    Fault.ERROR_VALUE: put("party-a-acme", "name", SeenCell("#REF!", Nature.ERROR)),
    Fault.NOT_CALCULATED: put("party-a-acme", "name", SeenCell("=A1", Nature.UNCALCULATED, True)),
    Fault.CONVERTED: put("party-a-acme", "contract", SeenCell("2026-09-12", DATE)),
    Fault.DIGITS_LOST: put("party-a-acme", "contract", SeenCell("12345678901234600000", NUMBER)),
    Fault.NOT_TEXT: put("party-a-acme", "contract", SeenCell("12", NUMBER)),
    Fault.AMBIGUOUS_DATE: put("party-a-acme", "contract_date", "03/04/2025"),
    Fault.NO_DATE: put("party-a-acme", "contract_date", "soon"),
    Fault.WITH_TIME: put("party-a-acme", "contract_date", SeenCell("2024-05-10T12:30:00", DATE)),
    Fault.SHIFTED_DATE: put("party-a-acme", "contract_date", SeenCell("2028-05-11", DATE)),
    Fault.NO_NUMBER: put("evidence-a", "line", "four", "Evidence"),
    Fault.NO_VALUE: put("party-a-acme", "is_category", "perhaps"),
    Fault.TOO_LONG: put("party-a-acme", "description", "x" * 32_768),
    Fault.LONG_TEXT_MISSING: _long_text_gone,
    Fault.SEVERAL_VALUES: put("party-a-acme", "country", "Germany\nFrance"),
    Fault.HIDDEN_DIRECTION: put("party-a-acme", "description", "moc\u202e.elgoog"),
    Fault.MIXED_SCRIPTS: put("party-a-acme", "name", "\u0410cme"),
    Fault.UNKNOWN_NAME: put("party-a-acme", "country", "Germny"),
    Fault.SEVERAL_BEARERS: put("party-a-acme", "parent", "echo"),
    Fault.FOREIGN_RECORD: put("party-a-acme", "parent", "Zulu"),
    Fault.EMPTY_REQUIRED: put("party-a-acme", "name", ""),
    Fault.UNKNOWN_ID: added("id", id="party-a-acmee", name="Acme"),
    Fault.OTHER_KIND: added("id", id="act-a-mail", name="Newsletter"),
    Fault.COPIED_ROW: _copied_row,
    Fault.ID_TWICE: _id_twice,
    Fault.ROW_MISMATCH: _id_moved,
    Fault.TORN_APART: sorted_alone("contract"),
    Fault.MERGED_CELLS: _merged,
    Fault.NO_RECORD: added("country", country="Total", contract=SeenCell("6", NUMBER, True)),
    Fault.UNKNOWN_ACTION: put("party-a-acme", "action", "destroy"),
}


@cache
def untouched() -> SeenFile:
    return seen_file(small())
