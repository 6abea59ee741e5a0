"""Which change it was: in a revision whose digest does not fit, the one that disagrees with its neighbours."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from sqlalchemy import Connection, and_, or_, select

from datamap.problems import Problem, TextLocation
from datamap.store.replay import Break
from datamap.store.schema import CHANGE

MOST = 20
"""How many suspects are told of one revision."""


def explain(connection: Connection, breaks: Iterable[Break], damaged: set[int], last: int) -> Iterator[Problem]:
    """Yield a problem for each field that the journal and the current state tell differently.

    Where one of the revisions concerned is damaged, it is its change that does not fit; where none is, and the current
    state differs, that was changed behind the journal's back.

    Args:
        connection: inside a transaction.
        breaks: what differs.
        damaged: the revisions whose changes are not those they were made of, or that are missing.
        last: the newest revision of the journal.
    """
    guilty: dict[int, list[Break]] = defaultdict(list)
    beyond = 0
    for each in breaks:
        at = next((sequence for sequence in (each.written, each.later, each.earlier) if sequence in damaged), 0)
        if at:
            guilty[at].append(each)
        elif each.written > last:
            beyond = max(beyond, each.written)
        else:
            yield _outside(each)
    if beyond:
        message = f"the journal ends at revision {last}, and the current state was written by revision {beyond}"
        yield Problem(code="JRN-003", message=message, location=TextLocation("journal", last + 1))
    for sequence in sorted(damaged):
        found = guilty[sequence][:MOST]
        yield from (_inside(connection, each, sequence) for each in found)
        if not found:
            yield from _alone(connection, sequence)


def _outside(each: Break) -> Problem:
    if each.later:
        message = f"revision {each.later} changed {_told(each)} (revision {each.earlier or 'none'})"
        place = TextLocation("journal", each.later, each.number)
        return Problem(code="JRN-006", message=message, location=place, record=each.record)
    hint = "`datamap export-all` and `datamap restore` make the current state anew from the journal"
    message = f"the current state was changed behind the journal's back: {_told(each)}"
    return Problem(code="JRN-009", message=message, location=TextLocation("facts"), record=each.record, hint=hint)


def _told(each: Break) -> str:
    """Return both sides of a break in words."""
    here = "the current state holds" if not each.later else "from"
    return f"{each.record}.{each.field}: {here} {_shown(each.found)}, the journal left {_shown(each.left)}"


def _shown(words: object) -> str:
    return "nothing" if words is None else str(words)


def _inside(connection: Connection, each: Break, sequence: int) -> Problem:
    """Return the problem that a change of a damaged revision does not fit its neighbours."""
    number = each.number if sequence == each.later else _number(connection, each, sequence)
    what = f"change {number}" if number else "a change that is not there any more"
    message = f"revision {sequence}: {what} does not fit: {_told(each)}"
    return Problem(
        code="JRN-006", message=message, location=TextLocation("journal", sequence, number), record=each.record
    )


def _number(connection: Connection, each: Break, sequence: int) -> int:
    """Return the number of the change of a field in a revision, 0 if there is none."""
    here = and_(CHANGE.c.revision == sequence, CHANGE.c.record == each.record, CHANGE.c.field == each.field)
    return int(connection.execute(select(CHANGE.c.number).where(here)).scalar() or 0)


def _alone(connection: Connection, sequence: int) -> Iterator[Problem]:
    """Yield the changes of a revision that stand out by themselves: out of order, or of another kind than their record.

    Changes are written in the order of record and field, so two that were swapped are out of it.
    """
    columns = (CHANGE.c.number, CHANGE.c.record, CHANGE.c.field)
    written = select(*columns).where(CHANGE.c.revision == sequence).order_by(CHANGE.c.number)
    rows = connection.execute(written).all()
    ordered = sorted(rows, key=lambda row: (str(row[1]), str(row[2])))
    moved = [row for row, other in zip(rows, ordered, strict=True) if row != other]
    for number, record, field in moved[:MOST]:
        yield _standing(sequence, number, record, f"({record}.{field}) stands in the place of another one")
    other = CHANGE.alias()
    differs = or_(other.c.kind != CHANGE.c.kind, other.c.organisation != CHANGE.c.organisation)
    same = and_(other.c.record == CHANGE.c.record, other.c.revision != CHANGE.c.revision, differs)
    odd = select(*columns).where(CHANGE.c.revision == sequence, select(other.c.record).where(same).exists())
    for number, record, field in connection.execute(odd.order_by(CHANGE.c.number).limit(MOST)):
        yield _standing(
            sequence, number, record, f"({record}.{field}) has another kind or organisation than its record"
        )


def _standing(sequence: int, number: int, record: str, told: str) -> Problem:
    place = TextLocation("journal", sequence, number)
    return Problem(
        code="JRN-006", message=f"revision {sequence}: change {number} {told}", location=place, record=record
    )
