"""What was exported for each record: the words of its fields, and the texts of its cells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache, cached_property, partial
from typing import NamedTuple

from datamap.model import Absent, Fact, Inventory, Kind, Record, Value, kind_of
from datamap.workbook.base import Scope
from datamap.workbook.layout import layout_of
from datamap.workbook.naming import Names, kinds_for
from datamap.workbook.scope import records_in
from datamap.workbook.words import Wording

_RECURRING = (Value.REFERENCE, Value.CHOICE)
Held = str | tuple[str, ...] | Absent
"""What a field holds, as `datamap.model.flatten` gives it."""


class Field(NamedTuple):
    """One field of a kind, with what reading its cells needs."""

    name: str
    fact: Fact
    kinds: tuple[str, ...]


@cache
def fields_of(kind: str) -> tuple[Field, ...]:
    """Return the fields whose words the sheet of a kind holds: all but the id and the organisation.

    >>> [field.name for field in fields_of("system")][:2]
    ['name', 'description']
    """
    return tuple(
        Field(column.field, column.fact, kinds_for(column.fact, kind))
        for column in layout_of(kind).columns
        if column.fact is not None and column.field != "id" and not column.fact.from_folder
    )


class Exported:
    """The records as they stood when the file was exported; of those that came later, as they are now."""

    def __init__(self, base: Inventory, now: Inventory, names: Names, wording: Wording, scope: Scope) -> None:
        """Look for records in what was exported first, then in what there is now."""
        self._base, self._now, self._names, self._wording, self._scope = base, now, names, wording, scope
        self._memory: dict[object, dict[Held, str]] = defaultdict(dict)

    def record(self, id: str) -> Record | None:
        """Return the record that somebody keeps under this id; None if there is none, or if it is a shipped term."""
        record = self._base.records.get(id) or self._now.records.get(id)
        is_kept = record is not None and (kind_of(record).name == "organisation" or owner_of(record))
        return record if is_kept else None

    def ids_of(self, kind: Kind) -> list[str]:
        """Return the ids of a kind in the part that was exported; what else the register holds is not for its file."""
        return [record.id for record in self._offered if kind_of(record) is kind]

    @cached_property
    def _offered(self) -> tuple[Record, ...]:
        return records_in(self._base, self._scope)

    def text_for(self, field: Field, fields: Mapping[str, Held]) -> str:
        """Return the text of the cell that was exported for a field of a record that holds these; "" for nothing.

        Names and choices come again and again; they are worded once.
        """
        held = fields.get(field.name)
        if held is None:
            return ""
        if field.fact.value not in _RECURRING:
            text = self._wording.text_of(held, field.fact)
            return self._names.title_of_field(str(fields[field.fact.field_of]), text) if field.fact.field_of else text
        memory = self._memory[field.kinds, field.fact.choices]
        if held not in memory:
            namer = partial(self._names.name_for, kinds=field.kinds) if field.fact.value is Value.REFERENCE else None
            memory[held] = self._wording.text_of(held, field.fact, namer)
        return memory[held]

    def name_of_organisation(self, id: str) -> str:
        """Return the name by which cells tell an organisation."""
        return self._names.name_for(id, ("organisation",)) if id else ""


def owner_of(record: Record) -> str:
    """Return the organisation that keeps a record; "" for organisations and shipped terms."""
    owner = getattr(record, "organisation", "")
    return owner if isinstance(owner, str) else ""
