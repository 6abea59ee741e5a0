"""Small registers with a history, made by rule, and ways to tamper with them."""

import random
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

from sqlalchemy import Connection, Engine, text

from datamap.model.state import Change, Key, State
from datamap.store.chain import Revision
from datamap.store.connect import reading
from datamap.store.journal import Signature, append, read_head, read_state

MADE = "2026-02-01T10:00:00.000000Z"
RECORDS = [f"use-{number}" for number in range(6)]
FIELDS = ("category", "purposes", "source")


def read_current(engine: Engine) -> tuple[int, State]:
    """The sequence of the newest revision, 0 if there is none, and its state, as of one moment."""
    with reading(engine) as connection:
        head = read_head(connection)
        return (head.sequence if head else 0), read_state(connection)


def signature(number: int, author: str | None = None) -> Signature:
    """Who makes a revision: two people in turns."""
    at = f"2026-01-{number % 28 + 1:02}T10:00:00.000000Z"
    return Signature(author or ("Anna", "Jörg")[number % 2], at, f"reason {number}", "inventory", f"{number:064x}")


def revise(engine: Engine, chance: random.Random, number: int, author: str | None = None) -> Revision:
    """Add a revision of two to eight fields, some new, some changed, some no longer recorded."""
    base, state = read_current(engine)
    keys = chance.sample([(record, field) for record in RECORDS for field in FIELDS], chance.randint(2, 8))
    changes = []
    for record, field in keys:
        before = state.facts.get(Key(record, field))
        after = None if before and chance.random() < 0.2 else f'"{field} ü\\n{number}.{chance.randrange(10**6)}"'
        changes.append(Change(record, "use", "org-acme", field, before, after))
    return append(engine, changes, base, signature(number, author))


def fill(engine: Engine, seed: int, revisions: int = 6) -> None:
    """Give a register some history."""
    chance = random.Random(seed)
    for number in range(1, revisions + 1):
        revise(engine, chance, number)


@contextmanager
def unguarded(engine: Engine) -> Iterator[Connection]:
    """A connection of somebody who owns the database: no trigger and no foreign key stands in the way.

    Afterwards all is there again, so that nothing tells of it but what was done.
    """
    triggers: Sequence[Any] = []
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            driver: Any = connection.connection.driver_connection
            driver.execute("PRAGMA foreign_keys = OFF")  # not in a transaction, where it would do nothing
            guards = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
            triggers = connection.exec_driver_sql(guards).all()
            for name, _sql in triggers:
                connection.exec_driver_sql(f"DROP TRIGGER {name}")
        else:
            connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
        yield connection
        for _name, sql in triggers:
            connection.exec_driver_sql(sql)
        connection.commit()
        connection.invalidate()


def cut(engine: Engine, last: int) -> None:
    """Take away the newest revisions and all that they did."""
    with unguarded(engine) as connection:
        undo = text("SELECT record, field, before FROM change WHERE revision > :l ORDER BY revision DESC")
        befores = {(record, field): before for record, field, before in connection.execute(undo, {"l": last})}
        for (record, field), before in befores.items():
            here = {"record": record, "field": field, "before": before}
            connection.execute(text("DELETE FROM fact WHERE record = :record AND field = :field"), here)
            if before is not None:
                old = text(
                    "INSERT INTO fact SELECT record, field, kind, organisation, after, revision FROM change WHERE "
                    "record = :record AND field = :field AND revision <= :l ORDER BY revision DESC LIMIT 1"
                )
                connection.execute(old, here | {"l": last})
        for table, column in (("change", "revision"), ("revision", "sequence")):
            connection.execute(text(f"DELETE FROM {table} WHERE {column} > :l"), {"l": last})


class Trace(NamedTuple):
    """What a tampering should be found by: a place in the journal, and the record if a change is concerned."""

    revisions: set[int]
    records: frozenset[str] = frozenset()


def one(connection: Connection, chance: random.Random, table: str) -> dict[str, object]:
    """Any row of a table."""
    rows = connection.execute(text(f"SELECT * FROM {table} ORDER BY 1, 2")).mappings().all()
    return dict(chance.choice(rows))


def flipped(value: object, chance: random.Random) -> object:
    """A value with one bit changed, still storable as text."""
    if not isinstance(value, str):
        return (value or 0) ^ 1 if isinstance(value, int) else '"x"'
    places = [i for i, letter in enumerate(value) if letter.isascii() and letter.isalnum()]
    if not places:
        return value + "x"
    at = chance.choice(places)
    return value[:at] + chr(ord(value[at]) ^ 1) + value[at + 1 :]


def flip_change(connection: Connection, chance: random.Random) -> Trace:
    row = one(connection, chance, "change")
    column = chance.choice(["record", "kind", "organisation", "field", "before", "after"])
    _set(connection, "change", column, flipped(row[column], chance), revision=row["revision"], number=row["number"])
    records = frozenset([str(row["record"])]) if column in ("field", "before", "after") else frozenset()
    return Trace({row["revision"]}, records)  # type: ignore[arg-type]


def flip_revision(connection: Connection, chance: random.Random) -> Trace:
    row = one(connection, chance, "revision")
    names = ["at", "author", "reason", "origin", "origin_sha256", "changes", "changes_sha256", "previous", "hash"]
    column = chance.choice(names)
    _set(connection, "revision", column, flipped(row[column], chance), sequence=row["sequence"])
    return Trace({row["sequence"]})  # type: ignore[arg-type]


def delete_change(connection: Connection, chance: random.Random) -> Trace:
    row = one(connection, chance, "change")
    here = {"r": row["revision"], "n": row["number"]}
    connection.execute(text("DELETE FROM change WHERE revision = :r AND number = :n"), here)
    if chance.random() < 0.5:
        _shift(connection, "change", "number", here, above="n", by=-1)
    return Trace({row["revision"]})  # type: ignore[arg-type]


def delete_revision(connection: Connection, chance: random.Random) -> Trace:
    last = connection.execute(text("SELECT max(sequence) FROM revision")).scalar_one()
    here = {"r": chance.randrange(1, last)}
    connection.execute(text("DELETE FROM revision WHERE sequence = :r"), here)
    if chance.random() < 0.7:
        connection.execute(text("DELETE FROM change WHERE revision = :r"), here)
    return Trace({here["r"]})


def insert_change(connection: Connection, chance: random.Random) -> Trace:
    row = one(connection, chance, "change")
    here = {"r": row["revision"], "n": row["number"]}
    _shift(connection, "change", "number", here, above="n", by=1)
    new = {**row, "number": int(str(row["number"])) + 1, "record": "use-new", "before": None, "after": '"new"'}
    _insert(connection, "change", new)
    return Trace({row["revision"]}, frozenset(["use-new"]))  # type: ignore[arg-type]


def insert_revision(connection: Connection, chance: random.Random) -> Trace:
    row = one(connection, chance, "revision")
    here = {"r": row["sequence"]}
    for table, column in (("revision", "sequence"), ("change", "revision")):
        _shift(connection, table, column, here, above="r", by=1)
    sequence = int(str(row["sequence"])) + 1
    _insert(connection, "revision", {**row, "sequence": sequence, "hash": f"{chance.getrandbits(256):064x}"})
    return Trace({sequence})


def swap_changes(connection: Connection, chance: random.Random) -> Trace:
    row = one(connection, chance, "change")
    here = {"r": row["revision"]}
    numbers = list(connection.execute(text("SELECT number FROM change WHERE revision = :r"), here).scalars())
    first, second = chance.sample(numbers, 2)
    for old, new in ((first, -1), (second, first), (-1, second)):
        _set(connection, "change", "number", new, revision=row["revision"], number=old)
    names = connection.execute(
        text("SELECT record FROM change WHERE revision = :r AND number IN (:a, :b)"), here | {"a": first, "b": second}
    )
    return Trace({row["revision"]}, frozenset(names.scalars()))  # type: ignore[arg-type]


def swap_revisions(connection: Connection, chance: random.Random) -> Trace:
    last = connection.execute(text("SELECT max(sequence) FROM revision")).scalar_one()
    first, second = sorted(chance.sample(range(1, last + 1), 2))
    with_changes = chance.random() < 0.5
    for old, new in ((first, 1_000), (second, first), (1_000, second)):
        _set(connection, "revision", "sequence", new, sequence=old)
        if with_changes:
            _set(connection, "change", "revision", new, revision=old)
    return Trace({first, second})


def _set(connection: Connection, table: str, column: str, value: object, **here: object) -> None:
    where = " AND ".join(f'"{name}" = :{name}_' for name in here)
    values = {f"{name}_": each for name, each in here.items()}
    connection.execute(text(f'UPDATE {table} SET "{column}" = :value WHERE {where}'), {"value": value, **values})


def _insert(connection: Connection, table: str, row: dict[str, object]) -> None:
    names = ", ".join(f'"{name}"' for name in row)
    connection.execute(text(f"INSERT INTO {table} ({names}) VALUES ({', '.join(f':{n}' for n in row)})"), row)


def _shift(connection: Connection, table: str, column: str, here: dict[str, object], *, above: str, by: int) -> None:
    """Renumber what comes behind, in two steps: a number is there only once."""
    within = "revision = :r AND " if column == "number" else ""
    far = 10_000
    away = f"UPDATE {table} SET {column} = {column} + :far WHERE {within}{column} > :{above}"
    connection.execute(text(away), here | {"far": far})
    back = f"UPDATE {table} SET {column} = {column} - :back WHERE {within}{column} > :far"
    connection.execute(text(back), {"r": here["r"], "far": far, "back": far - by})


Tampering = Callable[[Connection, random.Random], Trace]
TAMPERINGS: dict[str, Tampering] = {
    each.__name__: each
    for each in (
        flip_change, flip_revision, delete_change, delete_revision,
        insert_change, insert_revision, swap_changes, swap_revisions,
    )
}  # fmt: skip
