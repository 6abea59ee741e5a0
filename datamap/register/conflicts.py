"""What stands between a text and the register: fields that others recorded since, which no text takes back unasked."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from datamap.model.kinds import field_title
from datamap.model.state import Change, Key
from datamap.store.connect import Connection
from datamap.store.journal import read_changes, read_revisions
from datamap.store.people import read_names
from datamap.store.rebase import ConflictError, shown

MOST_TOLD = 50
"""So many conflicts are named when they stop a text; the plan shows all."""


class Conflict(NamedTuple):
    """A field of which a text and the register say different things, where the register's is the later word.

    Attributes:
        change: what the text would do.
        held: what the register holds.
        revision: which wrote that.
        author: who made that revision.
    """

    change: Change
    held: str | None
    revision: int
    author: str

    def __str__(self) -> str:
        """Return both values, and who recorded that of the register."""
        place = f"{self.change.record}, {field_title(self.change.kind, self.change.field)}"
        who = f"(revision {self.revision}, {self.author})"
        return f"{place}: yours {shown(self.change.after)}, meanwhile {shown(self.held)} {who}"


def conflicts_of(connection: Connection, changes: Sequence[Change], base: int | None) -> list[Conflict]:
    """Return which changes of a text meet what others recorded since it was written.

    With a known base those are the fields that somebody changed since, and to something else. Without one nobody knows
    what the text was written from, and it may be older than the register: what would bring a field back to what it held
    once, nothing included, may be the loss of what somebody recorded. New values are changes like any other, as in a
    workbook that lost its base.

    Args:
        connection: inside a transaction.
        changes: made against the state after `base`; those that the register holds already are left out.
        base: the revision that the text was written from; None: nobody knows, and `changes` are against the newest.
    """
    wanted = {Key(each.record, each.field): each for each in changes}
    revisions = read_revisions(connection)
    last: dict[Key, tuple[int, str | None]] = {}
    once: set[Key] = set()
    for number, each in read_changes(connection, (base or 0) + 1, len(revisions)):
        key = Key(each.record, each.field)
        if key in wanted:
            last[key] = number, each.after
            if each.before == wanted[key].after:
                once.add(key)
    moved = once if base is None else {key for key, (_number, held) in last.items() if held != wanted[key].before}
    names = read_names(connection)
    authors = {each.sequence: names.get(each.author) or "erased person" for each in revisions}
    found = [(wanted[key], *last[key]) for key in wanted if key in moved]
    return [Conflict(change, held, number, authors[number]) for change, number, held in found]


def refusal(conflicts: Collection[Conflict], base: int, *, is_based: bool) -> ConflictError:
    """Return why a text is not loaded, with both values of each field and what to do.

    Args:
        conflicts: what stands in the way.
        base: the revision against which the text was held.
        is_based: whether it was written from that one; if not, that is the newest.
    """
    told = [str(each) for each in conflicts][:MOST_TOLD]
    told += [f"and {len(conflicts) - MOST_TOLD:,} more, see --plan"] if len(conflicts) > MOST_TOLD else []
    why = f"somebody changed the same fields since revision {base}"
    advice = "write theirs into your text and load it again, or edit on what `datamap dump DIR` writes now"
    if not is_based:
        why = "the text does not say which revision it was written from, and would take back what was recorded"
        advice = (
            f"say --base REV: what was recorded after that revision stays; or --base {base}, if the text is to stand "
            "as it is"
        )
    listed = "\n  ".join(told)
    return ConflictError(f"{why}; nothing was written:\n  {listed}\n{advice}")
