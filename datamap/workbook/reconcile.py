"""Three-way merge of a row whose record has an id: field by field, and as a whole where one side deleted it."""

from __future__ import annotations

import hashlib
import json
from collections import ChainMap
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from datamap.model.facts import Fact, facts_of
from datamap.model.kinds import kind_named
from datamap.model.state import Key, State
from datamap.problems import Problem
from datamap.text import join_words, one
from datamap.workbook.bounds import Bounds
from datamap.workbook.edits import Action, Choice, Edit, Note
from datamap.workbook.merge import Outcome, is_same, merge_words, values_of, with_added
from datamap.workbook.names import NAME_FIELDS, name_in
from datamap.workbook.plan import DELETED, WHOLE_RECORD, Conflict, FieldChange, RecordChange, What, fields_told


class Sides(NamedTuple):
    """What a file is held against.

    Attributes:
        base: the state that it was exported from; None: not known, and then it clears and deletes nothing.
        register: the state that the register holds now.
        bounds: the part of the register that it may change; None: all of it.
        choices: how people decided conflicts.
    """

    base: State | None
    register: State
    bounds: Bounds | None
    choices: Mapping[tuple[str, str], Choice]


@dataclass(slots=True)
class Found:
    """What comes of the rows of a file, gathered row by row."""

    changes: list[RecordChange] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def merge_row(row: Edit, sides: Sides, found: Found) -> None:
    """Gather what comes of one row with an id.

    >>> from datamap.model.state import Owner
    >>> from datamap.problems import CellLocation
    >>> place = CellLocation("a.xlsx", "Parties", 3, 1)
    >>> state = State({"party-a": Owner("party", "org-a")}, {Key("party-a", "name"): '"Acme"'})
    >>> from datamap.problems import CellLocation
    >>> row = Edit("party", "party-a", "org-a", Action.KEEP, {"name": '"Acme 2"'}, {}, place)
    >>> found = Found()
    >>> merge_row(row, Sides(state, state, None, {}), found)
    >>> found.changes[0].what, found.changes[0].fields[0].after
    (<What.RENAMED: 'renamed'>, '"Acme 2"')
    """
    if not _may_touch(row, sides, found):
        return
    if row.action is Action.DELETE:
        _delete(row, sides, found)
    elif row.id in sides.register.owners:
        _change(row, sides, found)
    else:
        _revive(row, sides, found)


def _may_touch(row: Edit, sides: Sides, found: Found) -> bool:
    """Return whether a row may change the record that its id names; a problem says why not."""
    states = [sides.base, sides.register]
    home = next((state for state in states if state is not None and row.id in state.owners), None)
    if home is None:
        hint = "take the ID from the register, or leave the cell empty for a new record"
        found.problems.append(fault(row, "id", "PLN-001", f"no record has the ID '{row.id}'", hint))
        return False
    owner = home.owners[row.id]
    if owner.kind != row.kind:
        title, meant = kind_named(owner.kind).title, kind_named(row.kind).title
        message = f"'{row.id}' is the ID of {one(title)}, and this sheet holds the records of another kind ({meant})"
        found.problems.append(fault(row, "id", "PLN-001", message, f"move the row to the sheet of {one(title)}"))
        return False
    if owner.organisation != row.organisation and row.organisation:
        message = f"'{row.id}' belongs to '{owner.organisation}', and a record stays with its organisation"
        hint = f"write '{owner.organisation}' again, or make a new record for the other organisation"
        found.problems.append(fault(row, "organisation", "PLN-002", message, hint))
        return False
    if sides.bounds is not None and not sides.bounds.holds(row.id):
        message = f"'{row.id}' is outside the part of the register that this file was exported for"
        hint = "change it in a file that holds it, or export the whole register"
        found.problems.append(fault(row, "id", "PLN-003", message, hint))
        return False
    return True


def _change(row: Edit, sides: Sides, found: Found) -> None:
    changes = []
    register = sides.register.facts
    for name, fact in _edited(row, sides.base).items():
        key = Key(row.id, name)
        wanted = _merged(row, fact, sides, found)
        if not is_same(wanted, register.get(key)):
            changes.append(FieldChange(name, register.get(key), wanted, row.places.get(name, row.place)))
    if changes:
        renamed = any(each.field in NAME_FIELDS for each in changes)
        found.changes.append(
            record_change(row, row.id, What.RENAMED if renamed else What.CHANGED, tuple(changes), sides.register)
        )


def _edited(row: Edit, base: State | None) -> dict[str, Fact]:
    """Return the fields that may change; those that say what was exported, nearly all, are passed by first."""
    if base is None:
        return _supplied(row)
    held, id = base.facts, row.id
    edited = {
        name: words for name, words in row.words.items() if words != held.get(Key(id, name)) or name in row.cleared
    }
    return _supplied(row._replace(words=edited)) if edited else {}


def _merged(row: Edit, fact: Fact, sides: Sides, found: Found) -> str | None:
    """Return what a field would hold; on a conflict without a choice, what the register holds."""
    key = Key(row.id, fact.name)
    register, words = sides.register.facts.get(key), row.words[fact.name]
    if sides.base is None:
        return _without_base(row, fact, register, found)
    base = sides.base.facts.get(key)
    if fact.name in row.cleared and not is_same(register, base) and register is not None:
        merged = None  # blank is meant in earnest, of a value that the person has not seen
    else:
        merged = merge_words(base, register, words)
    if merged is not None and merged.outcome is not Outcome.CONFLICT:
        if fact.required and merged.words is None and register is not None:
            message = f"{one(kind_named(row.kind).title)} cannot be without its {fact.title}"
            found.problems.append(fault(row, fact.name, "PLN-004", message, fact.help or f"write the {fact.title}"))
            return register
        # Whoever chose the base once has it in the register, where the file alone would change it again.
        chose_base = sides.choices.get((row.id, fact.name), Choice("", "")).side == "base"
        return register if chose_base and is_same(register, base) else merged.words
    side = _chosen(row, fact.name, (base, register, words), sides, found)
    return {"base": base, "file": words}.get(side, register)


def _chosen(row: Edit, name: str, values: tuple[str | None, str | None, str | None], sides: Sides, found: Found) -> str:
    """Return which side of a conflict a person chose, "" if nobody did, and gather the conflict."""
    choice = sides.choices.get((row.id, name))
    seen = fingerprint(*values)
    side = choice.side if choice is not None and choice.seen == seen else ""
    place = row.places.get(name, row.place)
    if choice is not None and not side:
        told = f"'{row.id}', {name}: the choice on the sheet of conflicts was made between other values; choose again"
        found.notes.append(Note(place, told))
    state = sides.register if row.id in sides.register.owners else sides.base or sides.register
    called = name_in(state.facts, row.id)
    found.conflicts.append(Conflict(row.id, row.kind, called, name, *values, place, seen, side))
    return side


def _without_base(row: Edit, fact: Fact, register: str | None, found: Found) -> str | None:
    """Return what a field would hold if nobody knows what the file was exported from: it adds and changes only."""
    words = row.words[fact.name]
    if fact.name in row.cleared:
        message = "the file does not say which export it comes from, so that it cannot clear anything"
        hint = "clear it in a fresh export, or leave the cell empty, which changes nothing here"
        found.problems.append(fault(row, fact.name, "PLN-005", message, hint))
    if words is None:
        return register
    lost = [value for value in values_of(register) or () if value not in (values_of(words) or ())]
    if lost:
        told = f"'{row.id}', {fact.title}: {join_words(lost)} stays, because the file does not say where it comes from"
        found.notes.append(Note(row.places.get(fact.name, row.place), told))
    return with_added(register, words)


def _delete(row: Edit, sides: Sides, found: Found) -> None:
    """Gather a deletion; it conflicts with what the register changed since, and is done if the record is gone."""
    register = sides.register
    if sides.base is None:
        message = "the file does not say which export it comes from, so that it cannot delete anything"
        found.problems.append(fault(row, "action", "PLN-005", message, "delete the record in a fresh export"))
        return
    if row.id not in register.owners:
        return
    base, now = facts_in(sides.base, row.id), facts_in(register, row.id)
    changed = {
        name: words for name, words in {**dict.fromkeys(base), **now}.items() if not is_same(words, base.get(name))
    }
    place = row.places.get("action", row.place)
    if changed:
        values = (fields_told({name: base.get(name) for name in changed}), fields_told(changed), DELETED)
        side = _chosen(row, WHOLE_RECORD, values, sides, found)
        if side == "base":
            fields = tuple(FieldChange(name, now.get(name), base.get(name), place) for name in changed)
            found.changes.append(record_change(row, row.id, What.CHANGED, fields, register))
        if side != "file":
            return
    fields = tuple(FieldChange(name, words, None, place) for name, words in now.items())
    found.changes.append(record_change(row, row.id, What.DELETED, fields, register))


def _revive(row: Edit, sides: Sides, found: Found) -> None:
    """Gather what comes of a row whose record was deleted from the register meanwhile: nothing, if it is as it was."""
    base = sides.base or sides.register
    before = facts_in(base, row.id)
    said = {name: row.words[name] for name in _supplied(row)}
    changed = {name: words for name, words in said.items() if not is_same(words, before.get(name))}
    if not changed:
        found.notes.append(Note(row.place, f"'{row.id}' was deleted from the register since the export"))
        return
    values = (fields_told({name: before.get(name) for name in changed}), DELETED, fields_told(changed))
    side = _chosen(row, WHOLE_RECORD, values, sides, found)
    if side in ("base", "file"):
        held = before if side == "base" else {**before, **changed}
        fields = [
            FieldChange(name, None, words, row.places.get(name, row.place)) for name, words in held.items() if words
        ]
        found.changes.append(record_change(row, row.id, What.NEW, tuple(fields), base))


def _supplied(row: Edit) -> dict[str, Fact]:
    """Return the fields of a record that a row says something about; the organisation never changes."""
    facts = facts_of(kind_named(row.kind).record_class)
    named = (name for name in row.words if name in facts and name != "id")
    return {name: facts[name] for name in named if not facts[name].from_folder}


def record_change(row: Edit, id: str, what: What, fields: tuple[FieldChange, ...], state: State) -> RecordChange:
    """Return what happens to a record, with what people call it before and after.

    >>> from datamap.problems import CellLocation
    >>> row = Edit("party", "party-a", "org-a", Action.KEEP, {}, {}, CellLocation("a.xlsx", "Parties", 3, 1))
    >>> record_change(row, "party-a", What.NEW, (FieldChange("name", None, '"Acme"', None),), State({}, {})).name_after
    'Acme'
    """
    changed = {Key(id, each.field): each.after or "null" for each in fields}
    owner = state.owners.get(id)
    organisation = owner.organisation if owner else row.organisation
    name, name_after = name_in(state.facts, id), name_in(ChainMap(changed, state.facts), id)
    return RecordChange(id, row.kind, organisation, what, name, name_after, fields, row.place, row.is_hidden)


def facts_in(state: State, id: str) -> dict[str, str]:
    """Return the recorded fields of a record of a state, in the order in which people read them.

    >>> from datamap.model.state import Owner
    >>> facts_in(State({"party-a": Owner("party", "org-a")}, {Key("party-a", "name"): '"Acme"'}), "party-a")
    {'name': '"Acme"'}
    """
    names = facts_of(kind_named(state.owners[id].kind).record_class)
    return {name: state.facts[Key(id, name)] for name in names if Key(id, name) in state.facts}


def fingerprint(*values: str | None) -> str:
    """Return a short word that differs if one of the values does.

    >>> fingerprint('"a"', None) == fingerprint(None, '"a"')
    False
    """
    return hashlib.sha256(json.dumps(values).encode()).hexdigest()[:12]


def fault(row: Edit, field: str, code: str, message: str, hint: str) -> Problem:
    """Return a problem at one cell of a row, or at the row if the column is not there.

    >>> from datamap.problems import CellLocation
    >>> row = Edit("party", "party-a", "", Action.KEEP, {}, {}, CellLocation("a.xlsx", "Parties", 3, 1))
    >>> str(fault(row, "id", "PLN-001", "no record has this id", "").location)
    'a.xlsx!Parties!A3'
    """
    where = row.places.get(field, row.place)
    return Problem(code=code, message=message, location=where, hint=hint, record=row.id)
