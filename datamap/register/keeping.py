"""Keeping a register: fill it from text, write it out as text, look at its past."""

from __future__ import annotations

import getpass
import os
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from datamap.errors import DatamapError
from datamap.inventory import format_inventory
from datamap.model import Inventory, kind_named
from datamap.model.state import Change, Key, State, changes_between, retired, state_of
from datamap.register.clock import now
from datamap.register.configured import configured_author
from datamap.register.conflicts import Conflict, conflicts_of, refusal
from datamap.register.dumped import read_mark, write_mark
from datamap.register.moments import sequence_at
from datamap.register.reading import REGISTER_FILE, open_inventory
from datamap.store.asof import read_facts
from datamap.store.chain import Revision
from datamap.store.connect import create, exists, open_register, reading, shown_place
from datamap.store.holdings import Holdings, holdings_in
from datamap.store.journal import (
    Signature,
    append,
    digest_of_texts,
    read_changes,
    read_head,
    read_id,
    read_revisions,
    read_state,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What would be done to a register, and on which revision that was found out.

    Attributes:
        place: the register.
        base: the revision that the plan was made on; 0: an empty register.
        changes: what would change, field by field.
        new: the ids of the records that would be new.
        retired: the ids of the records that would be retired.
        origin: what the plan comes from.
        origin_sha256: its digest.
        applied: the revision that applied the same origin before, if nothing of it is left to do; else None.
        conflicts: what the text says otherwise than others who recorded something since; no part of the changes.
        is_based: whether it is known which revision the text was written from.
        folder: the text, if the plan comes from one.
    """

    place: str
    base: int
    changes: tuple[Change, ...]
    new: frozenset[str]
    retired: frozenset[str]
    origin: str
    origin_sha256: str
    applied: int | None = None
    conflicts: tuple[Conflict, ...] = ()
    is_based: bool = True
    folder: Path | None = None

    def counts(self) -> dict[str, Counter[str]]:
        """Return how many records of each kind (by title) would be new, changed and retired."""
        counts: dict[str, Counter[str]] = {"new": Counter(), "changed": Counter(), "retired": Counter()}
        for id, kind in dict.fromkeys((change.record, change.kind) for change in self.changes):
            what = "retired" if id in self.retired else "new" if id in self.new else "changed"
            counts[what][kind_named(kind).title] += 1
        return counts


def init(place: str) -> None:
    """Make a new, empty register.

    Raises:
        DatamapError: there is one already, or it cannot be made there.
    """
    create(place)


def plan_load(place: str, folder: Path, base: str | None = None) -> Plan:
    """Return what loading a folder of text would change; nothing is written.

    Args:
        place: the register.
        folder: the text; organisations that it does not hold are left alone.
        base: the revision that the text was written from; left out, the one that it was dumped from or loaded as.
            If nothing says that, it is held against the newest one, and takes nothing back: see `conflicts_of`.

    Raises:
        FaultyInventoryError: the text has errors.
        DatamapError: the register or the folder is missing.
    """
    if not folder.is_dir():
        raise DatamapError(f"there is no folder '{folder}': name the folder of text that is to be loaded")
    return _plan_of(place, folder, open_inventory(folder), base)


def _plan_of(place: str, folder: Path, inventory: Inventory, base: str | None = None) -> Plan:
    """Return what loading the text of a folder, which was read, would change."""
    wanted = state_of(inventory)
    sha = digest_of_texts(format_inventory(inventory).items())
    with reading(open_register(place)) as connection:
        head = read_head(connection)
        newest = head.sequence if head else 0
        revisions = read_revisions(connection)
        known = sequence_at(connection, base) if base else read_mark(folder, read_id(connection), revisions)
        sequence = newest if known is None else known
        state = read_state(connection, sequence)
        held = read_state(connection, newest).facts if sequence < newest else state.facts
        same = [each.sequence for each in revisions if each.origin_sha256 == sha]
        _check_owners(state, wanted)
        old = _part(state, wanted)
        # Text that came as it is says nothing new: only somebody who names a base wants to go back to it.
        is_again = known is None and bool(same)
        wanted_changes = [] if is_again else changes_between(old, wanted)
        # What the register came to hold since, by this text or by others, needs no change.
        found = [each for each in wanted_changes if held.get(Key(each.record, each.field)) != each.after]
        conflicts = conflicts_of(connection, found, known) if found else []
    contested = {each.change for each in conflicts}
    return replace(
        planned(place, sequence, old, [each for each in found if each not in contested], (folder.as_posix(), sha)),
        applied=same[-1] if same and not found else None,
        conflicts=tuple(conflicts),
        is_based=known is not None,
        folder=folder,
    )


def _check_owners(state: State, wanted: State) -> None:
    """See that no id of a text is that of a record of another organisation, which the text says nothing about."""
    for id, owner in wanted.owners.items():
        kept = state.owners.get(id, owner)
        if kept != owner:
            raise DatamapError(
                f"the register holds '{id}' already, as a record of '{kept.organisation}': an id is given once; "
                f"give the record of '{owner.organisation}' another one"
            )


def planned(place: str, base: int, old: State, changes: list[Change], origin: tuple[str, str]) -> Plan:
    """Return the plan of some changes to an old state.

    Args:
        place: the register.
        base: the revision of the old state.
        old: the state.
        changes: to it.
        origin: what the plan comes from, and its digest.
    """
    return Plan(
        place=place,
        base=base,
        changes=tuple(changes),
        new=frozenset({change.record for change in changes} - old.owners.keys()),
        retired=frozenset(retired(old, changes)),
        origin=origin[0],
        origin_sha256=origin[1],
    )


def _part(state: State, wanted: State) -> State:
    """Return the part of a state that belongs to the organisations of another one."""
    homes = {owner.organisation or id for id, owner in wanted.owners.items()}
    owners = {id: owner for id, owner in state.owners.items() if (owner.organisation or id) in homes}
    return State(owners, {key: words for key, words in state.facts.items() if key.record in owners})


def apply(plan: Plan, author: str | None = None, reason: str = "") -> Revision:
    """Do what a plan says, as one revision; return it.

    A folder of text is marked with the revision, unless others came between, so that it is known from then on what the
    text was written from.

    Raises:
        ConflictError: somebody changed the same fields since the plan was made, or since its text was written; both
            values are told.
        DatamapError: the plan changes nothing.
    """
    revision = _append(plan, author, reason)
    is_alike = revision.sequence == plan.base + 1 and revision.origin_sha256 == plan.origin_sha256
    if plan.folder and is_alike:
        with suppress(DatamapError), reading(open_register(plan.place)) as connection:
            # Text that cannot be marked is one that does not say what it was written from, the next time.
            write_mark(plan.folder, read_id(connection), revision)
    return revision


def _append(plan: Plan, author: str | None, reason: str) -> Revision:
    engine = open_register(plan.place)
    if plan.conflicts:
        raise refusal(plan.conflicts, plan.base, is_based=plan.is_based)
    if not plan.changes:
        raise DatamapError("there is nothing to change: the register holds this already")
    return append(engine, plan.changes, plan.base, signature_of(author, reason, plan.origin, plan.origin_sha256))


def signature_of(author: str | None, reason: str, origin: str, origin_sha256: str) -> Signature:
    """Return the signature of a revision that is made now.

    Its author is the one named, else that of `DATAMAP_AUTHOR`, of datamap.toml, or the system's user.
    """
    name = author or os.environ.get("DATAMAP_AUTHOR") or configured_author() or _user()
    return Signature(_storable(name), now(), _storable(reason), _storable(origin), origin_sha256)


def _storable(words: str) -> str:
    r"""Return words of the command line as text that a database takes: bytes that are no UTF-8 as \x and their digits.

    >>> _storable("J\udcf6rg")
    'J\\xf6rg'
    """
    return words.encode(errors="surrogateescape").decode(errors="backslashreplace")


def _user() -> str:
    """Return the name of the system's user; a system without one says so."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown user"


def load_all(place: str, folder: Path, author: str | None = None) -> None:
    """Load a folder of text into a register, which is made if there is none; the same text twice changes nothing.

    The folder is left as it is.

    Raises:
        FaultyInventoryError: the text has errors; no register is made for it.
        DatamapError: there is no such folder, or the register holds something else already, which nobody looked at;
            nothing is written.
    """
    if not folder.is_dir():
        raise DatamapError(f"there is no folder '{folder}': name the folder of text with --inventory")
    inventory = open_inventory(folder)
    if not exists(place):
        init(place)
    plan = _plan_of(place, folder, inventory)
    if (plan.changes or plan.conflicts) and plan.base:
        raise DatamapError(
            f"the register {shown_place(place)} is not what '{folder}' says, and what it holds would be overwritten: "
            f"look at `datamap load {folder} --plan`, or name another register; nothing was written"
        )
    if plan.changes:
        _append(plan, author, "first load")


@contextmanager
def kept_register(place: str | None) -> Iterator[str]:
    """Give the place of a register: the one named, or else one in a temporary folder that goes away afterwards."""
    if place:
        yield place
        return
    with tempfile.TemporaryDirectory(prefix="datamap-", ignore_cleanup_errors=True) as folder:
        yield str(Path(folder) / REGISTER_FILE)


def status(place: str, as_of: str | None = None) -> tuple[list[Revision], Holdings]:
    """Return the revisions of a register up to one revision or date, and what it held then; left out: now."""
    with reading(open_register(place)) as connection:
        revisions = read_revisions(connection)
        last = sequence_at(connection, as_of) if as_of else len(revisions)
        return revisions[:last], holdings_in(read_facts(connection, last))


def history(
    place: str, id: str | None = None, as_of: str | None = None
) -> tuple[list[Revision], list[tuple[int, Change]]]:
    """Return the revisions of a register up to one revision or date, and their changes, or only those of one record."""
    with reading(open_register(place)) as connection:
        revisions = read_revisions(connection)
        last = sequence_at(connection, as_of) if as_of else len(revisions)
        changes = list(read_changes(connection, 1, last, id))
    return revisions[:last], changes


def difference(place: str, first: str, second: str) -> list[Change]:
    """Return what changed from one revision or date to another."""
    with reading(open_register(place)) as connection:
        old, new = (read_state(connection, sequence_at(connection, each)) for each in (first, second))
    return changes_between(old, new)


def names(place: str, seals: Sequence[str]) -> dict[str, str]:
    """Return the names behind seals; a person whose name was erased is called so."""
    from datamap.store.people import read_names

    with reading(open_register(place)) as connection:
        known = read_names(connection)
    return {seal: known.get(seal) or "erased person" for seal in seals}
