"""A register as lines of JSON, with all its history, for whoever may come after this program.

The first line is an object: format, version, settings, the columns and the number of rows of each table. Then comes a
list per row, its table first: persons, and each revision with its changes behind it. The last line holds the SHA-256 of
all lines before it.
"""

from __future__ import annotations

import hashlib
import heapq
import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Engine, Table, func, select

from datamap.store.connect import reading
from datamap.store.rows import read_rows
from datamap.store.schema import CHANGE, PERSON, REVISION, SETTING

FORMAT = "datamap register"
VERSION = 1
TABLES = (PERSON, REVISION, CHANGE)
LAST = "sha256"


def export_all(engine: Engine) -> Iterator[str]:
    """Yield the lines of a register, each ended by a line feed; the same register gives the same lines."""
    sha = hashlib.sha256()
    with reading(engine) as connection:
        for value in _values(connection):
            line = encoded(value)
            sha.update(line.encode())
            yield line
    yield encoded([LAST, sha.hexdigest()])


def encoded(value: Any) -> str:
    """Return a value as one line of JSON, in ASCII, so that no program breaks lines elsewhere.

    >>> encoded(["person", "Jörg"]).isascii()
    True
    """
    return json.dumps(value, ensure_ascii=True, separators=(",", ":")) + "\n"


def columns_of(table: Table) -> list[str]:
    """Return the names of the columns of a table, in their order.

    >>> columns_of(PERSON)
    ['seal', 'name', 'key']
    """
    return [column.name for column in table.columns]


def _values(connection: Connection) -> Iterator[Any]:
    settings = connection.execute(select(SETTING).order_by(SETTING.c.name))
    counts = {table.name: connection.execute(select(func.count()).select_from(table)).scalar_one() for table in TABLES}
    yield {
        "format": FORMAT,
        "version": VERSION,
        "settings": {row.name: row.value for row in settings},
        "rows": counts,
        "columns": {table.name: columns_of(table) for table in TABLES},
    }
    yield from (["person", *row] for row in _rows(connection, PERSON, "seal"))
    revisions = ((row[0], 0, ["revision", *row]) for row in _rows(connection, REVISION, "sequence"))
    changes = ((row[0], 1, ["change", *row]) for row in _rows(connection, CHANGE, "revision, number"))
    yield from (entry[2] for entry in heapq.merge(revisions, changes, key=lambda entry: entry[:2]))


def _rows(connection: Connection, table: Table, order: str) -> Iterator[tuple[Any, ...]]:
    for rows in read_rows(connection, table, ", ".join(columns_of(table)), order):
        yield from rows
