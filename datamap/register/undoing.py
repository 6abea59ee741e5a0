"""Taking a revision back, by a new one: what would change, or what stands in the way."""

from __future__ import annotations

from datamap.errors import DatamapError
from datamap.model import assemble
from datamap.model.kinds import field_title
from datamap.model.state import Change, Key, State, after, raw_records
from datamap.problems import Severity
from datamap.register.keeping import Plan, planned
from datamap.store.connect import Connection, open_register, reading, shown_place
from datamap.store.journal import digest_of_texts, read_changes, read_head, read_state, taken_back
from datamap.store.rebase import ConflictError, shown


def plan_undo(place: str, sequence: int) -> Plan:
    """Return what taking a revision back would change: each field that still holds what the revision wrote.

    A field that holds again what it held before the revision needs no change.

    Raises:
        ConflictError: fields hold something else by now, or what was recorded since would be broken without the
            revision; what stands in the way is told.
        DatamapError: there is no such revision, or it changed no field.
    """
    with reading(open_register(place)) as connection:
        head = read_head(connection)
        newest = head.sequence if head else 0
        if not 1 <= sequence <= newest:
            raise DatamapError(f"there is no revision {sequence}: the register has {newest}")
        state = read_state(connection)
        written = [change for _sequence, change in read_changes(connection, sequence, sequence)]
        if not written:
            raise DatamapError(f"revision {sequence} changed no field: there is nothing to take back")
        held = {change: state.facts.get(_key(change)) for change in written}
        moved = {_key(change) for change, words in held.items() if words not in (change.before, change.after)}
        told = _steps(connection, moved, sequence + 1, newest) if moved else []
    if told:
        listed = "\n  ".join(told)
        raise ConflictError(
            f"revision {sequence} cannot be taken back, later ones changed the same fields:\n  {listed}"
        )
    changes = [taken_back(change) for change, words in held.items() if words != change.before]
    broken = _broken(after(state, changes), shown_place(place))
    if broken:
        listed = "\n  ".join(broken)
        raise ConflictError(f"revision {sequence} cannot be taken back, what was recorded since needs it:\n  {listed}")
    origin = f"undo of revision {sequence}"
    return planned(place, newest, state, changes, (origin, digest_of_texts([(origin, str(newest))])))


def _key(change: Change) -> Key:
    return Key(change.record, change.field)


def _steps(connection: Connection, keys: set[Key], first: int, last: int) -> list[str]:
    """Return in words what some revisions did to some fields."""
    return [
        f"revision {number}: {change.record}, {field_title(change.kind, change.field)}: "
        f"{shown(change.before)}, then {shown(change.after)}"
        for number, change in read_changes(connection, first, last)
        if _key(change) in keys
    ]


def _broken(state: State, place: str) -> list[str]:
    """Return what would be broken in a state that would come about."""
    _inventory, report = assemble(raw_records(state, place))
    return [str(problem) for problem in report if problem.severity is Severity.ERROR]
