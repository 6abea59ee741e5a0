"""A state of a register: what each field of each record holds, as canonical words."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import partial
from typing import NamedTuple

from datamap.model.absent import NONE
from datamap.model.inventory import Inventory
from datamap.model.kinds import kind_named, kind_of
from datamap.model.raw import Cell, RawRecord, Words, encode, flatten
from datamap.model.record import Record
from datamap.problems import TextLocation


class Owner(NamedTuple):
    """What never changes about a record: its kind and the organisation that keeps it ("" for an organisation)."""

    kind: str
    organisation: str


class Key(NamedTuple):
    """One field of one record."""

    record: str
    field: str


class State(NamedTuple):
    """All facts of a register at one revision.

    Attributes:
        owners: kind and organisation of each record, by id.
        facts: the words of each recorded field, as canonical JSON: a text, a list, or null for "none".
    """

    owners: dict[str, Owner]
    facts: dict[Key, str]


class Change(NamedTuple):
    """What happened to one field of one record: its words before and after, None where nothing is recorded."""

    record: str
    kind: str
    organisation: str
    field: str
    before: str | None
    after: str | None


def owner_of(record: Record) -> Owner:
    """Return the kind and the organisation of a record."""
    organisation = getattr(record, "organisation", "")
    return Owner(kind_of(record).name, organisation if isinstance(organisation, str) else "")


def state_of(inventory: Inventory) -> State:
    """Return the state that holds the kept records of an inventory.

    >>> from datamap.model import Organisation, inventory_of
    >>> state_of(inventory_of([Organisation(id="org-a", name="Acme", email=NONE)])).facts
    {Key(record='org-a', field='name'): '"Acme"', Key(record='org-a', field='email'): 'null'}
    """
    owners: dict[str, Owner] = {}
    facts: dict[Key, str] = {}
    for record in inventory.kept():
        owners[record.id] = owner_of(record)
        for field, words in flatten(record).items():
            if field != "id":
                facts[Key(record.id, field)] = encode(words)
    return State(owners, facts)


def raw_records(state: State, source: str) -> Iterator[RawRecord]:
    """Yield the records of a state as raw records, located in the register that is named."""
    cells: dict[str, dict[str, Cell]] = {id: {"id": (Words(id, 0, 0),)} for id in state.owners}
    for (record, field), words in state.facts.items():
        value = json.loads(words)
        parts = [value] if isinstance(value, str) else value or ()
        cells[record][field] = NONE if value is None else tuple(Words(part, 0, 0) for part in parts)
    for id, (kind, organisation) in state.owners.items():
        locate = partial(_located, f"{source}#{id}")
        yield RawRecord(kind_named(kind), cells[id], {}, (0, 0), locate, organisation)


def _located(path: str, line: int, column: int) -> TextLocation:
    return TextLocation(path, line, column)


def changes_between(old: State, new: State) -> list[Change]:
    """Return what turns one state into another: a change for each field that differs, by record and field.

    A record that is in the old state only is retired: each of its fields changes to nothing recorded.
    """
    changes = []
    for key in sorted(old.facts.keys() | new.facts.keys()):
        before, after = old.facts.get(key), new.facts.get(key)
        if before != after:
            owner = new.owners.get(key.record) or old.owners[key.record]
            changes.append(Change(key.record, *owner, key.field, before, after))
    return changes


def after(state: State, changes: Iterable[Change]) -> State:
    """Return the state behind some changes."""
    owners, facts = dict(state.owners), dict(state.facts)
    for change in changes:
        key = Key(change.record, change.field)
        if change.after is None:
            facts.pop(key, None)
        else:
            owners.setdefault(change.record, Owner(change.kind, change.organisation))
            facts[key] = change.after
    living = {key.record for key in facts}
    return State({id: owner for id, owner in owners.items() if id in living}, facts)


def retired(state: State, changes: Iterable[Change]) -> list[str]:
    """Return the ids of the records that the changes leave without any fact."""
    changes = list(changes)
    behind = after(state, changes)
    return sorted({change.record for change in changes} & state.owners.keys() - behind.owners.keys())
