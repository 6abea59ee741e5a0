"""From the facts of a register to the inventory that they are, each record made when it is first asked for.

What a register holds was checked when it was written; here only the words of a record are read again, and faults in
them are told when it is made.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

from datamap.errors import DatamapError
from datamap.model import KINDS, NONE, Inventory, RawRecord, Record, Words, kind_named, structure
from datamap.model.facts import Fact, Value, facts_of
from datamap.model.kinds import naming_organisations
from datamap.model.raw import Cell, Origin
from datamap.model.shipped import shipped_terms
from datamap.model.unfolding import Unfolding, UnfoldingRecords
from datamap.problems import FaultyInventoryError, Report, TextLocation
from datamap.store.asof import FactRow, by_record

Read = Callable[[str], Any]

_decode = json.JSONDecoder().raw_decode


def unfold(facts: Iterable[FactRow], source: str, named: Iterable[str] = ()) -> Inventory:
    """Return the inventory that the facts of a register are.

    Args:
        facts: of one state, in any order.
        source: the register, as its places are to name it.
        named: the organisations among them that are no part of the inventory, but named there.

    >>> inventory = unfold([("org-a", "name", "organisation", "", '"Acme"')], "register.db")
    >>> inventory.records["org-a"].name, str(inventory.location_of("org-a"))
    ('Acme', 'register.db#org-a')
    """
    rows = by_record(facts)
    ids = sorted(rows)
    classes = {id: _class_of(rows[id][0], source) for id in ids}
    terms = shipped_terms()
    readers = {each: _readers_of(each) for each in set(classes.values())}
    records = UnfoldingRecords(
        {id: term for id, (term, _origin) in terms.items()},
        classes,
        lambda id: _record(id, rows[id], classes[id], readers[classes[id]]) or _checked(id, rows[id], source),
    )
    origins = Unfolding(
        {id: origin for id, (_term, origin) in terms.items()}, ids, lambda id: _origin(f"{source}#{id}")
    )
    return Inventory(records, origins, frozenset(named))


def ids_in(facts: Iterable[FactRow]) -> set[str]:
    """Return what facts name where organisations may be named, beside the one that keeps them.

    >>> ids_in([("party-a", "acts_for", "party", "org-a", '["org-b"]'), ("party-a", "name", "party", "org-a", '"A"')])
    {'org-b'}
    """
    naming = {(kind.name, field) for kind in KINDS for field in naming_organisations(kind)}
    words = (json.loads(row[4]) for row in facts if (row[2], row[1]) in naming)
    return {id for each in words for id in ([each] if isinstance(each, str) else each or ())}


def _class_of(fact: FactRow, source: str) -> type[Record]:
    try:
        return kind_named(fact[2]).record_class
    except LookupError:
        raise DatamapError(f"{source}: '{fact[0]}' is of no kind that this datamap knows: {fact[2]!r}") from None


def _origin(path: str) -> Origin:
    return Origin(partial(TextLocation, path), (0, 0), {})


def _record(id: str, rows: list[FactRow], record_class: Any, readers: Mapping[str, Read]) -> Record | None:
    """Return a record from its facts, None if they do not make one."""
    organisation = rows[0][3]
    try:
        values = {field: readers[field](words) for _id, field, _kind, _organisation, words in rows}
        if organisation:
            values["organisation"] = organisation
        made: Record = record_class(id=id, **values)
    except (LookupError, TypeError, ValueError):
        return None
    return made


class _Known(dict[str, Any]):
    """The values of words that stand in many records: they are read once, and held once."""

    def __init__(self, read: Read) -> None:
        """Know nothing yet, and how words are read."""
        super().__init__()
        self.read = read

    def __missing__(self, words: str) -> Any:
        """Return the value of words that were not met before."""
        value = self[words] = self.read(words)
        return value


def _readers_of(record_class: Any) -> Mapping[str, Read]:
    """Return what makes a value of the words of each field."""
    return {name: _reader(fact) for name, fact in facts_of(record_class).items()}


def _reader(fact: Fact) -> Read:
    one: dict[Value, Callable[[str], Any]] = {Value.DATE: datetime.date.fromisoformat, Value.NUMBER: int}
    read = fact.choices or one.get(fact.value)
    if fact.many:
        made: Read = (lambda words: tuple(map(read, _list(words)))) if read else (lambda words: tuple(_list(words)))
    else:
        made = (lambda words: read(_text(words))) if read else _text
    known = made if fact.required else (lambda words: NONE if words == "null" else made(words))
    return _Known(known).__getitem__ if fact.many or fact.choices or fact.kinds else known


def _text(words: str) -> str:
    """Return the text that the words are in JSON; nearly all stand between quotes as they are."""
    if words[0] != '"' or words[-1] != '"':
        raise ValueError(words)
    return _decode(words)[0] if "\\" in words else words[1:-1]


def _list(words: str) -> list[str]:
    if words[0] != "[":
        raise ValueError(words)
    parts: list[str] = _decode(words)[0]
    return parts


def _checked(id: str, rows: list[FactRow], source: str) -> Record:
    """Return a record after every check, for those that could not be made without.

    Raises:
        FaultyInventoryError: what is wrong with it.
        DatamapError: its facts are no words that datamap wrote.
    """
    try:
        record, problems = structure(raw_record(id, rows, source))
    except (LookupError, TypeError, ValueError):
        raise DatamapError(f"{source}: what is kept of '{id}' is damaged; see `datamap verify`") from None
    if record is None:
        raise FaultyInventoryError(Report(problems))
    return record


def raw_record(id: str, rows: list[FactRow], source: str) -> RawRecord:
    """Return a record as any other source would deliver it, located in the register."""
    cells: dict[str, Cell] = {"id": (Words(id, 0, 0),)}
    _id, _field, kind, organisation, _words = rows[0]
    for _id, field, _kind, _organisation, words in rows:
        value = json.loads(words)
        parts = [value] if isinstance(value, str) else value or ()
        if not isinstance(parts, list | tuple):
            raise TypeError(words)
        cells[field] = NONE if value is None else tuple(Words(part, 0, 0) for part in parts)
    return RawRecord(kind_named(kind), cells, {}, (0, 0), partial(TextLocation, f"{source}#{id}"), organisation)
