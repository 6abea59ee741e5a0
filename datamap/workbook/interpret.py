"""What a file that came back says: the way from its cells to edits of records."""

from __future__ import annotations

from collections.abc import Iterable

from datamap.labels import ENGLISH, read_labels
from datamap.model import Inventory
from datamap.problems import Report
from datamap.text import undefuse
from datamap.workbook.base import Base, Scope
from datamap.workbook.cell_reading import CellReader
from datamap.workbook.drafts import Draft, Drafter
from datamap.workbook.edits import Edits
from datamap.workbook.exported import Exported, owner_of
from datamap.workbook.faults import Fault, Findings
from datamap.workbook.long_texts import long_texts_in
from datamap.workbook.recognise import Table, stated_base, tables_in
from datamap.workbook.references import NAMES, NAMING, FileNames, References, name_in_row
from datamap.workbook.rows import Row, covered_by_merges, note_hidden, rows_in
from datamap.workbook.scope import known_in
from datamap.workbook.seen import SeenFile, SeenSheet
from datamap.workbook.torn import belongs_together, tell_torn, torn_columns
from datamap.workbook.twins import without_twins
from datamap.workbook.words import Wording


def base_of(seen: SeenFile) -> Base | None:
    """Return what a file says that it was exported from; None if it says nothing, or contradicts itself.

    With it the caller finds the revision that `edits_of` wants to know.

    >>> base_of(SeenFile("a.xlsx", "xlsx", 0, "", ())) is None
    True
    """
    return stated_base(seen)[0]


def edits_of(seen: SeenFile, now: Inventory, exported: Inventory | None = None) -> Edits:
    """Return what a file says, row by row, with everything that was put right and that is at fault.

    What was chosen on a sheet of conflicts is read by `datamap.workbook.conflicts.with_choices`.

    Nothing is guessed: what cannot be read for certain is left out of the edits and told as a problem at its cell.
    Where a spreadsheet program itself may have changed a text, what was exported is kept and a warning says so.

    Args:
        seen: the file, after the guard let it through.
        now: the register as it is, of the organisations that the file was exported for at least; names and ids of
            records that came after the export lead there too.
        exported: the same at the revision that `base_of` names; None if that is not known, and then cells are compared
            with what the register holds now.

    >>> edits_of(SeenFile("a.xlsx", "xlsx", 0, "", ()), Inventory({})).rows
    ()
    """
    if seen.format == "csv":
        seen = seen._replace(sheets=tuple(map(_undefused, seen.sheets)))
    return _Interpreter(seen, now, exported).edits()


def _undefused(sheet: SeenSheet) -> SeenSheet:
    """Return a sheet of a CSV file without the apostrophes that keep its texts from becoming formulas."""
    cells = {
        place: cell._replace(words=undefuse(cell.words)) if cell.words.startswith("'") else cell
        for place, cell in sheet.cells.items()
    }
    return sheet._replace(cells=cells)


class _Interpreter:
    """Reads one file: sheets first, then the rows, then their cells."""

    def __init__(self, seen: SeenFile, now: Inventory, exported: Inventory | None) -> None:
        self.seen = seen
        self.findings = Findings(seen)
        self.base, contradicts = stated_base(seen)
        if contradicts:
            message = "the file says in two places that it was exported from different revisions"
            hint = "export a new workbook and copy your changes into it: parts of two files are mixed here"
            self.findings.fault(Fault.BASE_CONTRADICTS, None, message, hint)
        self.labels = read_labels("workbook", self.base.language if self.base else ENGLISH)
        self.known_base = self.base if exported is not None else None
        scope = self.base.scope if self.base else Scope()
        was = exported or now
        known = known_in(was, scope)
        self.names = FileNames()
        references = References(
            known, known if was is now else known_in(now, scope), self.names, has_base=exported is not None
        )
        wording = Wording(self.labels)
        self.exported = Exported(was, now, references.exported, wording, scope)
        reader = CellReader(wording, references, self.findings, long_texts_in(seen), is_plain_text=seen.format == "csv")
        self.reader = reader
        self.drafter = Drafter(self.exported, reader, self.findings, self.labels, has_base=exported is not None)

    def edits(self) -> Edits:
        """Return the edits of the whole file."""
        for sentence in self.seen.notes:
            self.findings.note(None, sentence)
        if self.seen.is_1904:
            self.findings.note(
                None, "dates of this file are counted from 1904; dates that were pasted into it may be four years off"
            )
        read = []
        found = {}
        for table in tables_in(self.seen, self.labels, self.findings):
            rows = list(rows_in(table, self.exported, self.labels, self.findings, self.known_base))
            note_hidden(table, rows, self.findings)
            found[table.layout.kind.name] = sum(bool(row.id) for row in rows)
            read.append((table, [(row, self._introduced(row)) for row in rows]))
        drafts = [draft for table, rows in read for draft in self._drafts(table, rows)]
        rows_of_file = tuple(draft.edit for draft in drafts)
        problems = Report(self.findings.problems).problems
        unread = {row.id for _table, rows in read for row, _owner in rows} - {edit.id for edit in rows_of_file}
        return Edits(
            self.base,
            rows_of_file,
            found,
            {},
            self.findings.notes(),
            problems,
            frozenset(unread),
            self.findings.unlisted,
        )

    def _introduced(self, row: Row) -> str:
        """Return the organisation that a row belongs to; learn the name of its record if it is new or renamed."""
        if row.is_untouched:
            return ""
        organisation = self.drafter.organisation_of(row)
        record = row.record
        if record is None or any(
            row.cells[field].words != getattr(record, field, "") for field in NAMES if field in row.cells
        ):
            texts = {field: self.reader.text_in(cell) for field, cell in row.cells.items() if field in NAMING}
            if name := name_in_row(texts):
                owner = owner_of(record) if record else organisation
                self.names.add(row.table.layout.kind.name, row.id or row.new, owner, name)
        return organisation

    def _drafts(self, table: Table, rows: Iterable[tuple[Row, str]]) -> list[Draft]:
        """Return the edits of one sheet; none if its columns were sorted apart."""
        covered = covered_by_merges(table, self.findings)
        drafts = [self.drafter.draft(row, organisation, covered) for row, organisation in rows]
        if torn := torn_columns(drafts):
            tell_torn(table, torn, self.labels, self.findings)
            return []
        return without_twins((each for each in drafts if belongs_together(each, self.findings)), self.findings)
