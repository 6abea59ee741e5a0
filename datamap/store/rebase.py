"""Writers who meet: what one wrote on an older state is brought onto the newest one, or refused with both sides."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence

from sqlalchemy import Connection

from datamap.errors import DatamapError
from datamap.model import assemble, structure
from datamap.model.kinds import field_title
from datamap.model.references import references
from datamap.model.state import Change, Key, Owner, State, after, raw_records
from datamap.store.asof import read_facts_of

_ADVICE = "look at both, decide, and load again"


class ConflictError(DatamapError):
    """Somebody changed the same fields meanwhile; the message holds both values of each."""

    exit_code = 3


def rebase(connection: Connection, changes: Sequence[Change], base: int, later: Sequence[Change]) -> list[Change]:
    """Return the changes as they are on the newest state; those that somebody else made alike are left out.

    Args:
        connection: inside the transaction of the writer.
        changes: made against the state after the revision `base`.
        base: what the writer saw.
        later: what others changed since.

    Raises:
        ConflictError: a field was changed to something else, or the changes do not go together.
    """
    kept = _unlike(changes, base, later)
    _check_together(connection, kept, {change.record for change in (*kept, *later)})
    return kept


def _unlike(changes: Sequence[Change], base: int, later: Sequence[Change]) -> list[Change]:
    """Return the changes that nobody else made since."""
    moved = {Key(change.record, change.field): change.after for change in later}
    clashes, kept = [], []
    for change in changes:
        key = Key(change.record, change.field)
        if key not in moved or moved[key] == change.before:
            kept.append(change)
        elif moved[key] != change.after:
            title = field_title(change.kind, change.field)
            clashes.append(f"{key.record}, {title}: yours {shown(change.after)}, meanwhile {shown(moved[key])}")
    if clashes:
        told = "\n  ".join(clashes)
        raise ConflictError(
            f"somebody changed the same fields since revision {base}; nothing was written:\n  {told}\n{_ADVICE}"
        )
    return kept


def _check_together(connection: Connection, changes: Sequence[Change], touched: set[str]) -> None:
    """See that changes, each sound on the state that its writer saw, are sound on the newest one.

    One may have retired a record to which the other one points. Only what either touched can have become unsound, so
    only that is looked at, with all that it points to: others wait meanwhile, however large the register is.
    """
    seen, waiting = State({}, {}), touched
    strange: set[str] = set()
    known: set[str] = set()
    while waiting:
        known |= waiting
        part = _part(connection, waiting, changes, strange)
        seen = State(seen.owners | part.owners, seen.facts | part.facts)
        waiting = set(_pointed(part)) - known
    _inventory, report = assemble(raw_records(seen, "the register"))
    told = sorted(strange) + ([str(problem) for problem in report] if report.has_errors else [])
    if told:
        listed = "\n  ".join(told)
        raise ConflictError(
            "what was changed meanwhile does not go together with your changes; nothing was written:\n"
            f"  {listed}\n{_ADVICE}"
        )


def _part(connection: Connection, ids: Collection[str], changes: Sequence[Change], strange: set[str]) -> State:
    """Return the state of some records behind the changes, and note those that have two owners then."""
    owners: dict[str, Owner] = {}
    facts: dict[Key, str] = {}
    for record, field, kind, organisation, words in read_facts_of(connection, ids):
        owners[record] = Owner(kind, organisation)
        facts[Key(record, field)] = words
    own = [change for change in changes if change.record in ids]
    for change in own:
        if owners.get(change.record, change[1:3]) != change[1:3]:
            strange.add(f"{change.record}: yours is a record of {change.organisation}, meanwhile there is another one")
    return after(State(owners, facts), own)


def _pointed(state: State) -> Iterator[str]:
    """Yield the ids to which the records of a state point; what is no record points nowhere."""
    for raw in raw_records(state, "the register"):
        record, _problems = structure(raw)
        if record is not None:
            yield from (id for _field, id, _kinds in references(record))


def shown(words: str | None) -> str:
    """Return the words of a field for people.

    >>> shown('["name","e-mail"]'), shown("null"), shown(None)
    ("'name', 'e-mail'", 'none', 'not recorded')
    """
    if words is None:
        return "not recorded"
    value = json.loads(words)
    if value is None:
        return "none"
    return ", ".join(map(repr, value)) if isinstance(value, list) else repr(value)
