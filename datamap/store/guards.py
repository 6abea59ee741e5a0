"""The guards: triggers that refuse to change the past, on SQLite and on PostgreSQL, and which of them are missing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sqlalchemy import Connection, Table

REFUSAL = "the past of a register cannot be changed"


class Guard(NamedTuple):
    """One trigger of a table.

    Attributes:
        name: what the database calls it.
        statement: makes it.
    """

    name: str
    statement: str


def sqlite_guards(table: Table) -> list[Guard]:
    """Return what refuses to change or delete a row of a table, or to put another one in its place, on SQLite."""
    guards = [(verb.lower(), f"BEFORE {verb} ON {table.name}") for verb in ("UPDATE", "DELETE")]
    # SQLite does not call it a deletion when INSERT OR REPLACE puts a row in the place of another one.
    same = " AND ".join(f"{column.name} = NEW.{column.name}" for column in table.primary_key)
    same += "".join(f" OR {column.name} = NEW.{column.name}" for column in table.columns if column.unique)
    exists = f"EXISTS (SELECT 1 FROM {table.name} WHERE {same})"  # noqa: S608 - our names
    guards.append(("replace", f"BEFORE INSERT ON {table.name} WHEN {exists}"))
    return [
        Guard(
            f"{table.name}_no_{what}",
            f"CREATE TRIGGER {table.name}_no_{what} {when} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
        )
        for what, when in guards
    ]


_BODY = f"BEGIN RAISE EXCEPTION '{REFUSAL}'; END"


def postgresql_guards(table: Table) -> list[Guard]:
    """Return the function and the trigger that refuse it on PostgreSQL."""
    name = f"{table.name}_is_past"
    function = f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $${_BODY}$$"
    trigger = f"CREATE TRIGGER {name} BEFORE UPDATE OR DELETE OR TRUNCATE ON {table.name}"
    return [Guard(name, function), Guard(name, f"{trigger} FOR EACH STATEMENT EXECUTE FUNCTION {name}()")]


def missing_guards(connection: Connection, tables: tuple[Table, ...]) -> Iterator[tuple[str, str]]:
    """Yield table and name of each guard that is not there as it was made."""
    is_file = connection.dialect.name == "sqlite"
    kept = _kept_by_sqlite(connection) if is_file else _kept_by_postgresql(connection)
    for table in tables:
        wanted = {guard.name: guard.statement for guard in sqlite_guards(table)} if is_file else {}
        for name, statement in (wanted or {f"{table.name}_is_past": _BODY}).items():
            if kept.get((table.name, name)) != statement:
                yield table.name, name


def _kept_by_sqlite(connection: Connection) -> dict[tuple[object, object], object]:
    rows = connection.exec_driver_sql("SELECT tbl_name, name, sql FROM sqlite_master WHERE type = 'trigger'")
    return {(row[0], row[1]): row[2] for row in rows}


# How PostgreSQL notes when a trigger runs (pg_trigger.tgtype): before it (2), on DELETE (8), UPDATE (16) and TRUNCATE
# (32). The bit for rows is missing: it runs for statements, also for one that concerns no row.
_WHEN = 2 + 8 + 16 + 32
_TRIGGERS = f"""SELECT c.relname, t.tgname, p.prosrc FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
    JOIN pg_proc p ON p.oid = t.tgfoid
    WHERE pg_table_is_visible(c.oid) AND t.tgenabled IN ('O', 'A') AND t.tgqual IS NULL AND t.tgtype = {_WHEN}"""  # noqa: S608


def _kept_by_postgresql(connection: Connection) -> dict[tuple[object, object], object]:
    """Return the bodies of the functions of the triggers that are on and run when they should."""
    rows = connection.exec_driver_sql(_TRIGGERS)
    return {(row[0], row[1]): row[2] for row in rows}
