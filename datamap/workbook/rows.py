"""The rows of a table: which of them hold a record, an old or a new one, and which hold something else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from datamap.model import Record
from datamap.model.values import shorten
from datamap.problems import CellLocation
from datamap.text import counted, did_you_mean, join_words, match_key, one
from datamap.workbook.base import Base
from datamap.workbook.cells import RowCells
from datamap.workbook.exported import Exported, fields_of
from datamap.workbook.faults import OFFERED_AT_MOST, Fault, Findings
from datamap.workbook.fingerprint import LETTERS_OF_WHOLE, whole_row
from datamap.workbook.layout import CHECK, HIDDEN_COLUMNS, OWN_COLUMNS, title_of
from datamap.workbook.recognise import Table
from datamap.workbook.seen import Nature, Place, SeenCell
from datamap.workbook.tidy import tidy

# fmt: off
_TOTALS = frozenset((
    "total", "totals", "grandtotal", "subtotal", "sum", "count", "average", "summe", "gesamt", "anzahl", "ergebnis",
    "somme", "totale", "somma", "suma", "totaal", "summa", "totalt", "yhteensä", "celkem", "soma",
))
# fmt: on
_NO_RECORD_HINT = "delete the row, or move it to a sheet of your own: totals and remarks have no place among records"
_SHORT = 1_000
"""Texts of more characters are not looked through for blanks alone."""


class Row(NamedTuple):
    """One row that holds something.

    Attributes:
        table: the table it stands in.
        number: its number in the sheet.
        cells: its cells by field, those only that hold something, be it blanks.
        id: the id of the record, or "" for a new one.
        new: for a new row, the provisional id of its record.
        record: the record as it was exported; None for a new one, and for one that nobody touched.
        is_untouched: whether the fingerprint tells that the row is as it was exported, so that nobody need read it.
    """

    table: Table
    number: int
    cells: Mapping[str, SeenCell]
    id: str = ""
    new: str = ""
    record: Record | None = None
    is_untouched: bool = False


class FieldCells(Mapping[str, SeenCell]):
    """The cells of a row by field, each made when it is asked for: few rows of a large file are looked at twice."""

    __slots__ = ("_cells", "_columns", "_fields")

    def __init__(self, cells: RowCells, columns: Mapping[str, int], fields: Mapping[int, str]) -> None:
        """Give the cells of a row in which the fields stand in these columns, and these columns hold the fields."""
        self._cells, self._columns, self._fields = cells, columns, fields

    def __getitem__(self, field: str) -> SeenCell:
        """Return the cell of a field; KeyError if nothing stands in it."""
        return self._cells[self._columns[field]]

    def __contains__(self, field: object) -> bool:
        """Return whether something stands in the cell of a field; no cell is made."""
        return self._columns.get(field) in self._cells  # type: ignore[call-overload]

    def __iter__(self) -> Iterator[str]:
        """Yield the fields in whose cells something stands, from left to right."""
        return (self._fields[column] for column in self._cells if column in self._fields)

    def __len__(self) -> int:
        """Return in how many cells something stands."""
        return sum(1 for _field in self)

    def texts(self) -> dict[str, str] | None:
        """Return the texts of the cells by field; None if one of them holds something else than plain text."""
        columns, words, letters = self._cells.row
        fields = self._fields
        if letters:
            return None
        return {fields[column]: text for column, text in zip(columns, words, strict=True) if column in fields}

    def all(self) -> dict[str, SeenCell]:
        """Return the cells by field, made at once."""
        columns, words, letters = self._cells.row
        fields = self._fields
        if not letters:
            return {
                fields[column]: SeenCell(text) for column, text in zip(columns, words, strict=True) if column in fields
            }
        return {field: self[field] for field in self}


class RowPlaces(Mapping[str, CellLocation]):
    """Where each field of a row stands, made when it is asked for: there are millions of cells in large files."""

    __slots__ = ("_columns", "_path", "_row", "_sheet")

    def __init__(self, path: str, sheet: str, row: int, columns: Mapping[str, int]) -> None:
        """Name the places of a row in which the fields stand in these columns."""
        self._path, self._sheet, self._row, self._columns = path, sheet, row, columns

    def __getitem__(self, field: str) -> CellLocation:
        return CellLocation(self._path, self._sheet, self._row, self._columns[field])

    def __iter__(self) -> Iterator[str]:
        return iter(self._columns)

    def __len__(self) -> int:
        return len(self._columns)


def rows_in(
    table: Table, exported: Exported, labels: Mapping[str, str], findings: Findings, base: Base | None
) -> Iterator[Row]:
    """Yield the rows of a table that hold a record; rows at fault are told of and left out.

    A row without an id is a new record, if it holds anything else.

    Args:
        table: the table.
        exported: what was exported.
        labels: the words of the workbook.
        findings: gathers what is amiss.
        base: which revision was exported, so that what a fingerprint says can be held against it; None: not known.
    """
    column_of = {column: field for field, column in table.columns.of.items()}
    id_column = table.columns.of["id"]
    for number, in_row in table.rows.items():
        if base and is_as_exported(table, in_row, base):
            cells = FieldCells(in_row, table.columns.of, column_of)
            yield Row(table, number, cells, in_row[id_column].words, is_untouched=True)
            continue
        cells = FieldCells(in_row, table.columns.of, column_of)
        id = cells.get("id")
        if id and not is_blank(id):
            row = Row(table, number, cells)
            if record := _known_record(id, row, exported, findings):
                yield row._replace(id=record.id, record=record)
            continue
        said = {field: cell for field, cell in cells.items() if field != "id"}
        if all(is_blank(cell) for field, cell in said.items() if field not in OWN_COLUMNS):
            continue
        row = Row(table, number, said)
        if _is_no_record(row):
            _tell_no_record(row, labels, findings)
        else:
            yield row._replace(new=f"new-{table.layout.kind.name}-{number}")


def is_as_exported(table: Table, cells: RowCells, base: Base) -> bool:
    """Return whether the fingerprint of a row tells that all its cells hold what was exported of this base."""
    columns, words, letters = cells.row
    check = table.columns.of.get(CHECK)
    if letters or check is None or len(table.columns.of) < len(table.layout.columns):
        return False
    texts = dict(zip(columns, words, strict=True))
    expected = texts.get(check, "").rpartition("-")[2]
    if len(expected) != LETTERS_OF_WHOLE:
        return False
    exported = (texts.get(table.columns.of[column.field], "") for column in table.layout.columns[:-1])
    return whole_row(base.hash, table.layout.kind.name, exported) == expected


def place_of(row: Row, findings: Findings, field: str) -> CellLocation:
    """Return the place of a field in a row; the first cell if the field has no column."""
    return findings.at(row.table.sheet.title, row.number, row.table.columns.of.get(field, 1))


def is_blank(cell: SeenCell) -> bool:
    r"""Return whether a cell holds nothing that anybody sees.

    >>> is_blank(SeenCell(" \u200b")), is_blank(SeenCell("0", Nature.NUMBER))
    (True, False)
    """
    words = cell.words
    if "!" <= words[:1] <= "~":
        return False
    return cell.nature is Nature.TEXT and (not words or (len(words) < _SHORT and not tidy(words).words))


def _known_record(cell: SeenCell, row: Row, exported: Exported, findings: Findings) -> Record | None:
    """Return the record of this kind that bears the id of a row; if there is none, tell what is wrong with the id."""
    place, kind = place_of(row, findings, "id"), row.table.layout.kind
    if cell.nature is Nature.ERROR or cell.nature is Nature.UNCALCULATED:
        fault = Fault.ERROR_VALUE if cell.nature is Nature.ERROR else Fault.NOT_CALCULATED
        message = f"{cell.words} stands where the ID of the record should be"
        findings.fault(
            fault, place, message, "write the ID of the exported workbook, or empty the cell for a new record"
        )
        return None
    id = tidy(cell.words).words
    record = exported.record(id) or exported.record(id.lower())
    if record is None:
        _tell_unknown(id, row, exported, findings)
        return None
    if type(record) is not kind.record_class:
        message = f"{shorten(record.id)} is not the ID of {one(kind.title)}"
        findings.fault(
            Fault.OTHER_KIND, place, message, "empty the cell for a new record, or move the row to its sheet"
        )
        return None
    return record


def _tell_unknown(id: str, row: Row, exported: Exported, findings: Findings) -> None:
    place = place_of(row, findings, "id")
    kind = row.table.layout.kind
    if not kind.is_id(id) and (_is_total(id) or _is_no_record(row)):
        message = f"{shorten(id)} stands where the ID should be, and nothing in the row tells of {one(kind.title)}"
        findings.fault(Fault.NO_RECORD, place, message, _NO_RECORD_HINT)
        return
    is_asked = findings.counts[Fault.UNKNOWN_ID] < OFFERED_AT_MOST
    meant = did_you_mean(id, exported.ids_of(kind)) if is_asked else ""
    hint = meant or "take the ID from the exported workbook"
    message = f"no {kind.title} has the ID {shorten(id)}"
    findings.fault(Fault.UNKNOWN_ID, place, message, f"{hint.rstrip('?')}? For a new record, empty the cell")


def _is_no_record(row: Row) -> bool:
    """Return whether nothing in a row can be a record: a total, a row of formulas, a remark beside the records."""
    said = {
        field: cell for field, cell in row.cells.items() if field not in ("id", *OWN_COLUMNS) and not is_blank(cell)
    }
    if all(cell.is_formula or cell.nature is Nature.NUMBER or _is_total(cell.words) for cell in said.values()):
        return True
    required = {field.name for field in fields_of(row.table.layout.kind.name) if field.fact.required}
    return not (said.keys() & required if required else said.keys() - {"organisation"})


def _is_total(words: str) -> bool:
    return len(words) < _SHORT and match_key(words) in _TOTALS


def _tell_no_record(row: Row, labels: Mapping[str, str], findings: Findings) -> None:
    layout = row.table.layout
    first = min((f for f in row.cells if f not in OWN_COLUMNS), key=lambda field: row.table.columns.of[field])
    words = shorten(row.cells[first].words)
    if _is_total(row.cells[first].words):
        told = f"{words} stands in it, as over a sum"
    else:
        required = [title_of(layout.column_of(f.name), labels) for f in fields_of(layout.kind.name) if f.fact.required]
        lacks = f", but not {join_words([repr(each) for each in required])}" if required else " alone"
        told = f"{words} stands in it{lacks}"
    message = f"the row has no ID and is no new {layout.kind.title}: {told}"
    findings.fault(Fault.NO_RECORD, place_of(row, findings, first), message, _NO_RECORD_HINT)


def covered_by_merges(table: Table, findings: Findings) -> frozenset[Place]:
    """Return the cells of the records that lie under merged cells, and tell of each merged block.

    Only the cell in its corner holds something: what the others are to hold, nobody knows.
    """
    covered: set[Place] = set()
    below = table.rows.keys()
    columns = {column: field for field, column in table.columns.of.items()}
    for block in table.sheet.merged:
        rows = [number for number in below if block.top <= number <= block.bottom]
        inside = [column for column in columns if block.left <= column <= block.right]
        if not rows or not inside:
            continue
        corner, end = (
            findings.at(table.sheet.title, *each) for each in ((block.top, block.left), (block.bottom, block.right))
        )
        range_ = f"{str(corner).rpartition('!')[2]}:{str(end).rpartition('!')[2]}"
        message = f"the cells {range_} are merged, so all but the first one hold nothing"
        findings.fault(Fault.MERGED_CELLS, corner, message, "unmerge them, and fill each cell")
        covered.update((row, column) for row in rows for column in inside)
    return frozenset(covered)


def note_hidden(table: Table, rows: list[Row], findings: Findings) -> None:
    """Note how many rows and columns are hidden: they are read like all others, but nobody saw them."""
    title = table.sheet.title
    hidden = [row.number for row in rows if row.number in table.sheet.hidden_rows]
    if hidden:
        message = f"{_counted(len(hidden), 'row')} hidden on the sheet '{title}', and read like all others"
        findings.note(findings.at(title, hidden[0], 1), message)
    columns = [
        c for field, c in table.columns.of.items() if c in table.sheet.hidden_columns and field not in HIDDEN_COLUMNS
    ]
    if columns:
        message = f"{_counted(len(columns), 'column')} hidden on the sheet '{title}', and read like all others"
        findings.note(findings.at(title, table.header or 1, min(columns)), message)


def _counted(number: int, noun: str) -> str:
    return f"{counted(number, noun)} {'is' if number == 1 else 'are'}"
