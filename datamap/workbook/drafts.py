"""From a row to an edit: each cell is read beside what was exported for it."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from functools import cache
from typing import NamedTuple

from datamap.model import Record, facts_of, flatten
from datamap.model.raw import encode
from datamap.model.values import shorten
from datamap.text import join_words, match_key
from datamap.workbook.cell_reading import CellReader, Reading, Spot
from datamap.workbook.edits import Action, Edit
from datamap.workbook.exported import Exported, Field, Held, fields_of, owner_of
from datamap.workbook.faults import Fault, Findings
from datamap.workbook.layout import ACTION
from datamap.workbook.names import text_of
from datamap.workbook.rows import FieldCells, Row, RowPlaces, place_of
from datamap.workbook.seen import Nature, Place, SeenCell

NOTHING = SeenCell("")
"""A cell that is not there."""


class Draft(NamedTuple):
    """An edit, and how it differs from what was exported.

    Attributes:
        row: the row it was read from.
        edit: what the row says.
        displaced: the fields whose cells hold another text than was exported, with both: now, and before.
        is_unchanged: whether the row says nothing else than what was exported.
    """

    row: Row
    edit: Edit
    displaced: Mapping[str, tuple[str, str]]
    is_unchanged: bool


class _Gathered(NamedTuple):
    """What the cells of one row say."""

    words: dict[str, str | None]
    cleared: set[str]
    displaced: dict[str, tuple[str, str]]
    changed: set[str]


class Drafter:
    """Makes edits of rows; what is amiss goes to the findings."""

    def __init__(
        self,
        exported: Exported,
        reader: CellReader,
        findings: Findings,
        labels: Mapping[str, str],
        *,
        has_base: bool,
    ) -> None:
        """Prepare to read the rows of one file.

        Args:
            exported: what was exported for each record.
            reader: reads the cells.
            findings: gathers notes and problems.
            labels: the words of the workbook.
            has_base: whether it is known what was exported, so that a blank cell clears its field.
        """
        self._exported, self._reader, self._findings = exported, reader, findings
        self._delete, self._has_base = labels["delete"], has_base

    def draft(self, row: Row, organisation: str, covered: Collection[Place]) -> Draft:
        """Return the edit of a row.

        Args:
            row: the row.
            organisation: the organisation that keeps its record.
            covered: the cells that lie under merged ones, of which nobody knows what they are to hold.
        """
        if row.is_untouched:
            return Draft(row, self._edit(row, "", Action.KEEP, _Gathered({}, set(), {}, set())), {}, True)
        record = row.record
        action = self._action(row)
        gathered = self._gathered(row, record, organisation, covered)
        self._check_required(row, gathered, action)
        edit = self._edit(row, organisation, action, gathered)
        home = owner_of(record) if record else organisation
        if home != organisation:
            name = self._exported.name_of_organisation(home)
            gathered.displaced["organisation"] = (row.cells.get("organisation", NOTHING).words, name)
        is_unchanged = not gathered.changed and not action and home == organisation
        return Draft(row, edit, gathered.displaced, is_unchanged)

    def _edit(self, row: Row, organisation: str, action: Action, gathered: _Gathered) -> Edit:
        return Edit(
            row.table.layout.kind.name,
            row.id,
            organisation,
            action,
            gathered.words,
            RowPlaces(self._findings.path, row.table.sheet.title, row.number, row.table.columns.of),
            place_of(row, self._findings, "id"),
            row.number in row.table.sheet.hidden_rows,
            frozenset(gathered.cleared),
            row.new,
        )

    def _gathered(self, row: Row, record: Record | None, organisation: str, covered: Collection[Place]) -> _Gathered:
        """Return what the cells of a row say that was not exported; most hold the text that was, and say nothing."""
        held = flatten(record) if record else {}
        gathered = _Gathered({}, set(), {}, set())
        if not covered and self._is_as_exported(row, held):
            return gathered
        cells = row.cells.all() if isinstance(row.cells, FieldCells) else row.cells
        columns = row.table.columns.of
        for field in fields_of(row.table.layout.kind.name):
            name = field.name
            if name not in columns or (covered and (row.number, columns[name]) in covered):
                continue
            if name not in cells and name not in held:
                if record is None:
                    gathered.words[name] = None
                continue
            cell = cells.get(name, NOTHING)
            text = self._exported.text_for(field, held)
            if cell.words == text and cell.nature is Nature.TEXT and not cell.is_formula:
                continue
            before = encode(held[name]) if name in held else None
            place = self._findings.at(row.table.sheet.title, row.number, columns[name])
            of = _backed(field.fact.field_of, gathered.words, held)
            spot = Spot(field.fact, field.kinds, place, row.id, organisation, before, text, of)
            gathered.displaced[name] = (cell.words, text)
            self._gather(field, self._reader.read(cell, spot), before, gathered)
        return gathered

    def _is_as_exported(self, row: Row, held: Mapping[str, Held]) -> bool:
        """Return whether the cells of a record hold the very texts that were exported for it, as nearly all do."""
        texts = row.cells.texts() if row.id and isinstance(row.cells, FieldCells) else None
        if texts is None:
            return False
        fields = _fields_by_name(row.table.layout.kind.name)
        for name in held:
            if name in fields and texts.pop(name, "") != self._exported.text_for(fields[name], held):
                return False
        return not texts.keys() & fields.keys()

    def organisation_of(self, row: Row) -> str:
        """Return the organisation that a row names; where it names none, the one that keeps its record, or ""."""
        owner = owner_of(row.record) if row.record else ""
        cell = row.cells.get("organisation", NOTHING)
        name = self._exported.name_of_organisation(owner)
        if not cell.words or cell.words == name:
            return owner
        fact = facts_of(row.table.layout.kind.record_class)["organisation"]
        place = place_of(row, self._findings, "organisation")
        before = encode(owner) if owner else None
        reading = self._reader.read(cell, Spot(fact, ("organisation",), place, row.id, "", before, name))
        return str(json.loads(reading.words)) if reading and reading.words else owner

    def _gather(self, field: Field, reading: Reading | None, before: str | None, gathered: _Gathered) -> None:
        """Add what was read in one cell; a cell at fault is left out."""
        if reading is None:
            gathered.changed.add(field.name)
            return
        gathered.words[field.name] = reading.words
        if reading.words != before:
            gathered.changed.add(field.name)
        if reading.is_cleared:
            gathered.cleared.add(field.name)

    def _check_required(self, row: Row, gathered: _Gathered, action: Action) -> None:
        """Tell of blank cells that no record can be without; with no known base, those of an old record say nothing."""
        if action is Action.DELETE:
            return
        lacking = [
            field for field in _required_of(row.table.layout.kind.name) if gathered.words.get(field.name, "") is None
        ]
        if row.id and not self._has_base:
            lacking = [field for field in lacking if field.name in gathered.cleared]
        if lacking:
            for field in lacking:
                del gathered.words[field.name]
            kind = row.table.layout.kind.title
            named = join_words([f"'{field.fact.title}'" for field in lacking])
            message = f"nothing stands in {named}, which no {kind} can be without"
            hint = lacking[0].fact.help or f"write the {lacking[0].fact.title}"
            place = place_of(row, self._findings, lacking[0].name)
            self._findings.fault(Fault.EMPTY_REQUIRED, place, message, hint, record=row.id)

    def _action(self, row: Row) -> Action:
        """Return what the action column asks for."""
        words = row.cells.get(ACTION, NOTHING).words
        if not words.strip():
            return Action.KEEP
        if match_key(words) == match_key(self._delete):
            return Action.DELETE
        place = place_of(row, self._findings, ACTION)
        message = f"{shorten(words)} is no action"
        hint = f"write '{self._delete}' to delete the record, or empty the cell"
        self._findings.fault(Fault.UNKNOWN_ACTION, place, message, hint, record=row.id)
        return Action.KEEP


def _backed(field: str, words: Mapping[str, str | None], held: Mapping[str, Held]) -> str:
    """Return the id of the record that a row refers to in a field, as its cell says, or as it was exported; or ""."""
    said = words[field] if field in words else encode(held[field]) if field in held else None
    return text_of(said)


@cache
def _fields_by_name(kind: str) -> Mapping[str, Field]:
    return {field.name: field for field in fields_of(kind)}


@cache
def _required_of(kind: str) -> tuple[Field, ...]:
    return tuple(field for field in fields_of(kind) if field.fact.required)
