"""What a file may change: the records of the part of a register that it was exported for, and new ones in that part."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from datamap.model.assemble import assemble
from datamap.model.kinds import kind_named
from datamap.model.state import State, raw_records
from datamap.text import match_key
from datamap.workbook.base import Scope
from datamap.workbook.edits import Edit
from datamap.workbook.names import text_of
from datamap.workbook.scope import records_in


class Bounds(NamedTuple):
    """The part of a register that a file was exported for.

    Attributes:
        scope: the part, as the file says.
        exported: the ids of the records that it was exported with.
        since: the ids of the records that came into this part of the register since.
    """

    scope: Scope
    exported: frozenset[str]
    since: frozenset[str]

    def holds(self, id: str) -> bool:
        """Return whether a record is in this part, so that the file may change it."""
        return id in self.exported or id in self.since

    def may_add(self, row: Edit, fresh: Mapping[str, Edit]) -> bool:
        """Return whether a new row makes a record in this part; `fresh` are the new rows of the file, by id."""
        scope = self.scope
        if scope.organisations and (row.organisation or row.id) not in scope.organisations:
            return False
        if scope.department and row.kind == "activity":
            return match_key(text_of(row.words.get("department"))) == match_key(scope.department)
        activity = text_of(row.words.get("activity"))
        return not (scope.department and activity) or activity in fresh or self.holds(activity)


def bounds_of(scope: Scope, base: State, register: State) -> Bounds:
    """Return the bounds of a file that was exported from the part of a base that its scope names.

    >>> from datamap.model.state import Key, Owner
    >>> state = State({"org-a": Owner("organisation", "")}, {Key("org-a", "name"): '"A"'})
    >>> bounds_of(Scope(("org-b",)), state, state).holds("org-a")
    False
    """
    exported = _ids_in(scope, base)
    if base is register:
        return Bounds(scope, exported, frozenset())
    now = _ids_in(scope._replace(only_missing=False), register)
    return Bounds(scope, exported, now - base.owners.keys())


def _ids_in(scope: Scope, state: State) -> frozenset[str]:
    """Return the ids of the records of a part; the records themselves are made only where it takes them to tell."""
    if scope.department or scope.only_missing:
        inventory, _report = assemble(raw_records(state, "the register"))
        return frozenset(record.id for record in records_in(inventory, scope))
    homes = scope.organisations
    return frozenset(
        id
        for id, owner in state.owners.items()
        if kind_named(owner.kind).is_edited and (not homes or (owner.organisation or id) in homes)
    )
