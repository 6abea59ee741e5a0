"""The facts of a register as they are, or as they were after a revision, as rows of the driver.

There may be millions of rows: an object of SQLAlchemy for each would cost more than to read it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from functools import partial
from itertools import islice
from typing import Any

from sqlalchemy import Connection, String, bindparam, func, select, text

from datamap.store.schema import CHANGE, FACT, REVISION

FactRow = tuple[str, str, str, str, str]
"""Record, field, kind, organisation, words."""

_AT_A_TIME = 500
"""How many records are named in one question; databases limit that."""

SHARED = ("",)
"""As owners: what no organisation keeps, and the organisations themselves."""

_CURRENT = "SELECT record, field, kind, organisation, words FROM fact WHERE {owned}"
_UNCHANGED = _CURRENT + " AND revision <= :sequence"
_LATER = """SELECT record, field, kind, organisation, before FROM change
    WHERE {owned} AND revision > :sequence ORDER BY revision DESC, number DESC"""
_UNTIL = """SELECT record, field, kind, organisation, after FROM change
    WHERE {owned} AND revision <= :sequence ORDER BY revision, number"""


def read_facts(
    connection: Connection, sequence: int | None = None, owners: Collection[str] | None = None
) -> Iterable[FactRow]:
    """Return the facts after a revision, of the newest one if none is named; their order means nothing.

    Of the two ways into the past the shorter one is taken: from the current facts back, or from the beginning on.

    Args:
        connection: to the register.
        sequence: the revision.
        owners: the organisations that keep them; left out, all.
    """
    ask = partial(_rows, connection, owners)
    until, later = (0, 0) if sequence is None else _counts(connection, sequence)
    if not later:
        return ask(_CURRENT)
    if until < later:
        return _last_of_each(ask(_UNTIL, sequence=sequence))
    # What a field was before its first later change; a field without one is as it was.
    return [*ask(_UNCHANGED, sequence=sequence), *_last_of_each(ask(_LATER, sequence=sequence))]


def read_facts_of(connection: Connection, ids: Collection[str]) -> Iterable[FactRow]:
    """Yield the current facts of some records."""
    columns = [FACT.c[name] for name in ("record", "field", "kind", "organisation", "words")]
    for part in _in_parts(ids):
        yield from (tuple(row) for row in connection.execute(select(*columns).where(FACT.c.record.in_(part))))


def by_record(facts: Iterable[FactRow]) -> dict[str, list[FactRow]]:
    """Return facts by the id of their record.

    >>> by_record([("org-a", "name", "organisation", "", '"Acme"')])
    {'org-a': [('org-a', 'name', 'organisation', '', '"Acme"')]}
    """
    rows: dict[str, list[FactRow]] = {}
    for row in facts:
        if row[0] in rows:
            rows[row[0]].append(row)
        else:
            rows[row[0]] = [row]
    return rows


def read_owners(connection: Connection, ids: Collection[str]) -> set[str]:
    """Return the organisations that keep or kept some records, "" for an organisation; an id never given has none."""
    found: set[str] = set()
    for part in _in_parts(ids):
        found.update(
            connection.execute(select(CHANGE.c.organisation).where(CHANGE.c.record.in_(part)).distinct()).scalars()
        )
    return found


def _in_parts(ids: Collection[str]) -> Iterator[list[str]]:
    wanted = iter(sorted(ids))
    while part := list(islice(wanted, _AT_A_TIME)):
        yield part


def _rows(connection: Connection, owners: Collection[str] | None, statement: str, **values: object) -> list[Any]:
    """Return what the driver gives for a question about the facts of these owners."""
    if owners is None:
        asked = text(statement.format(owned="1 = 1"))
    else:
        named: Any = bindparam("owners", list(owners), String, expanding=True)
        asked = text(statement.format(owned="organisation IN :owners")).bindparams(named)
    cursor: Any = connection.execute(asked, values).cursor
    rows: list[Any] = cursor.fetchall()
    return rows


def _counts(connection: Connection, sequence: int) -> tuple[int, int]:
    """Return how many changes there are until a revision, and later ones."""
    is_until = REVISION.c.sequence <= sequence
    counts = (func.coalesce(func.sum(REVISION.c.changes).filter(each), 0) for each in (is_until, ~is_until))
    until, later = connection.execute(select(*counts)).one()
    return int(until), int(later)


def _last_of_each(rows: Iterable[Any]) -> list[FactRow]:
    """Return the last row of each field of each record, if it holds words."""
    last = {row[:2]: row for row in rows}
    return [row for row in last.values() if row[4] is not None]
