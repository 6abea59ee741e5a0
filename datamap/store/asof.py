"""The facts of a register as they are, or as they were after a revision, as rows of the driver.

There may be millions of rows: an object of SQLAlchemy for each would cost more than to read it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from itertools import islice
from typing import Any

from sqlalchemy import Connection, select

from datamap.store.schema import FACT

FactRow = tuple[str, str, str, str, str]
"""Record, field, kind, organisation, words."""

_AT_A_TIME = 500
"""How many records are named in one question; databases limit that."""

_CURRENT = "SELECT record, field, kind, organisation, words FROM fact"
_UNCHANGED = "SELECT record, field, kind, organisation, words FROM fact WHERE revision <= {}"
_LATER = """SELECT record, field, kind, organisation, before FROM change
    WHERE revision > {} ORDER BY revision DESC, number DESC"""
_UNTIL = "SELECT record, field, kind, organisation, after FROM change WHERE revision <= {} ORDER BY revision, number"


def read_facts(connection: Connection, sequence: int | None = None) -> Iterable[FactRow]:
    """Return the facts after a revision, of the newest one if none is named; their order means nothing.

    Of the two ways into the past the shorter one is taken: from the current facts back, or from the beginning on.
    """
    if sequence is None:
        return _rows(connection, _CURRENT)
    until, later = _counts(connection, sequence)
    if not later:
        return _rows(connection, _CURRENT)
    if until < later:
        return _last_of_each(_rows(connection, _UNTIL.format(int(sequence))))
    # What a field was before its first later change; a field without one is as it was.
    taken_back = _last_of_each(_rows(connection, _LATER.format(int(sequence))))
    return [*_rows(connection, _UNCHANGED.format(int(sequence))), *taken_back]


def read_facts_of(connection: Connection, ids: Collection[str]) -> Iterable[FactRow]:
    """Yield the current facts of some records."""
    columns = [FACT.c[name] for name in ("record", "field", "kind", "organisation", "words")]
    wanted = iter(sorted(ids))
    while part := list(islice(wanted, _AT_A_TIME)):
        yield from (tuple(row) for row in connection.execute(select(*columns).where(FACT.c.record.in_(part))))


def _rows(connection: Connection, statement: str) -> list[Any]:
    cursor: Any = connection.exec_driver_sql(statement).cursor
    rows: list[Any] = cursor.fetchall()
    return rows


def _counts(connection: Connection, sequence: int) -> tuple[int, int]:
    """Return how many changes there are until a revision, and later ones."""
    counts = "SELECT coalesce(sum(changes), 0) FROM revision WHERE sequence {} {}"
    until, later = (_rows(connection, counts.format(sign, int(sequence)))[0][0] for sign in ("<=", ">"))
    return int(until), int(later)


def _last_of_each(rows: Iterable[Any]) -> list[FactRow]:
    """Return the last row of each field of each record, if it holds words."""
    last = {row[:2]: row for row in rows}
    return [row for row in last.values() if row[4] is not None]
