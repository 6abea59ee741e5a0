"""A copy of a register as one SQLite file, of one moment, while others go on writing."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sqlalchemy import Engine, insert, select

from datamap.errors import DatamapError
from datamap.files import drafted, is_database
from datamap.store.connect import connect, reading, writing
from datamap.store.rows import read_rows
from datamap.store.schema import METADATA, REVISION


def backup(engine: Engine, file: Path) -> None:
    """Write a copy of a register with all its history; the file is a register of its own, and has the same hashes.

    Writers are not held up: the copy is of the moment when it began.

    Raises:
        DatamapError: the file is no register, one in use or a newer one, or cannot be written; it stays as it is.
    """
    if _is_itself(engine, file) or _is_in_use(file):
        raise DatamapError(f"'{file}' is a register in use: choose another name for the backup")
    if file.is_file() and file.stat().st_size and not is_database(file):
        raise DatamapError(f"'{file}' is there already, and is no backup of a register: choose another name")
    if _holds_more(engine, file):
        raise DatamapError(f"'{file}' is a register with revisions that would be lost: choose another name")
    with drafted(file) as draft:
        if engine.dialect.name == "sqlite":
            _copy_file(engine, draft)
        else:
            _copy_rows(engine, draft)


def _is_itself(engine: Engine, file: Path) -> bool:
    database = engine.url.database
    return engine.dialect.name == "sqlite" and bool(database) and file.resolve() == Path(str(database)).resolve()


def _is_in_use(file: Path) -> bool:
    """Return whether somebody works with a register in this file."""
    if Path(f"{file}-wal").exists():
        return True
    if not file.is_file():
        return False
    connection = sqlite3.connect(file, timeout=0)
    try:
        connection.execute("BEGIN EXCLUSIVE")
    except sqlite3.DatabaseError as error:
        return "locked" in str(error)
    finally:
        connection.close()
    return False


def _holds_more(engine: Engine, file: Path) -> bool:
    """Return whether a file is a register whose newest revision this one does not have: a newer one, or another."""
    if not file.is_file():
        return False
    older = sqlite3.connect(file, timeout=0)
    try:
        newest = older.execute("SELECT hash FROM revision ORDER BY sequence DESC LIMIT 1").fetchone()
    except sqlite3.DatabaseError:  # no register
        return False
    finally:
        older.close()
    if newest is None:
        return False
    with reading(engine) as connection:
        return connection.execute(select(REVISION.c.hash).where(REVISION.c.hash == newest[0])).first() is None


def _copy_file(engine: Engine, draft: Path) -> None:
    """Copy page by page in one step: SQLite sees to it that all pages are of one moment."""
    target = sqlite3.connect(draft)
    try:
        with engine.connect() as connection:
            source = connection.connection.driver_connection
            if isinstance(source, sqlite3.Connection):
                source.backup(target)
        target.execute("PRAGMA journal_mode = DELETE")  # so that the copy is one file
    except sqlite3.Error as error:
        raise DatamapError(f"the backup failed: {error}; an older one is untouched") from None
    finally:
        target.close()


def _copy_rows(engine: Engine, draft: Path) -> None:
    """Copy table by table in one transaction that sees one moment."""
    target = connect(str(draft))
    try:
        with reading(engine) as source, writing(target) as copy:
            METADATA.create_all(copy)
            for table in METADATA.sorted_tables:
                names = [column.name for column in table.columns]
                order = ", ".join(f'"{column.name}"' for column in table.primary_key)
                for rows in read_rows(source, table, ", ".join(names), order):
                    copy.execute(insert(table), [dict(zip(names, row, strict=True)) for row in rows])
    finally:
        target.dispose()
    last = sqlite3.connect(draft)
    last.execute("PRAGMA journal_mode = DELETE")
    last.close()
