"""Opening a register: where it is, whether it is one, and whether this program may touch it."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from sqlalchemy import Connection, Engine, create_engine, event, insert, inspect, select
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlalchemy.pool import NullPool

from datamap.errors import DatamapError
from datamap.store.meanings import meaning_of
from datamap.store.schema import METADATA, SETTING, VERSION

__all__ = [
    "PATIENCE",
    "WRITER",
    "Connection",
    "connect",
    "create",
    "exists",
    "let_readers_go_on",
    "open_any",
    "open_register",
    "read_version",
    "reading",
    "shown_place",
    "url_of",
    "writing",
]

WRITER = "datamap_writer"
PATIENCE = 30.0
"""How many seconds a writer waits for another one."""

_MAKING = 0x6461_7461_6D61_70
"""The number of the lock under which a register is made on PostgreSQL; it has no table yet that could be locked."""

_PASSWORD = re.compile(r"(://[^:/]*:).*(?=@)|([?&]password=)[^&]*")
"""Where a password may stand in a URL, even in one that is not well formed."""


def url_of(place: str) -> URL:
    """Return the URL of a register: of a database, or of a file that is named plainly.

    >>> url_of("register.db").database
    'register.db'
    """
    try:
        url = make_url(place if "://" in place else f"sqlite:///{place}")
        if "://" in place:
            place.encode()
    except (ArgumentError, ValueError):  # the latter for a port that is no number, and for bytes that are no text
        raise DatamapError(
            f"'{shown_place(place)}' is no register: name a file, or postgresql://user@host/database"
        ) from None
    return url.set(drivername="postgresql+psycopg") if url.drivername in ("postgresql", "postgres") else url


def shown_place(place: str) -> str:
    """Return a place as people may see it: the password in a URL is nobody else's.

    >>> shown_place("postgresql://anna:secret@host/register"), shown_place("postgresql://host/x?password=secret&a=b")
    ('postgresql://anna:***@host/register', 'postgresql://host/x?password=***&a=b')
    """
    return _PASSWORD.sub(lambda found: f"{found[1] or found[2]}***", place) if "://" in place else place


def connect(place: str, patience: float = PATIENCE) -> Engine:
    """Return the engine for a register; nothing is read or written yet.

    Args:
        place: a file or a database URL.
        patience: how many seconds a writer waits for another one.

    Raises:
        DatamapError: the place is no URL of a database that datamap can use.
    """
    url = url_of(place)
    if url.get_backend_name() not in ("sqlite", "postgresql"):
        raise DatamapError(f"a register stands on SQLite or PostgreSQL, not on '{url.get_backend_name()}'")
    is_file = url.get_backend_name() == "sqlite"
    try:
        # No pool: each connection is closed after its one transaction, so that none outlives the work it was for.
        engine = create_engine(url, poolclass=NullPool, connect_args=_arguments(is_file, patience))
    except (NoSuchModuleError, ImportError) as error:
        raise DatamapError(f"'{shown_place(place)}' cannot be opened: {error}; install datamap[postgresql]") from None
    if is_file:
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def _arguments(is_file: bool, patience: float) -> dict[str, Any]:
    """Return what the driver is told, so that a writer waits for another one, and not for ever."""
    return {"timeout": patience} if is_file else {"options": f"-c lock_timeout={max(1, round(patience * 1000))}"}


def _set_up_sqlite(connection: Any, _record: object) -> None:
    """Make SQLite keep every commit over a loss of power."""
    connection.isolation_level = None
    for pragma in ("synchronous = FULL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    """Begin a transaction: a writer waits for its turn here, not later, so that it sees what others wrote."""
    is_writer = connection.get_execution_options().get(WRITER, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if is_writer else "BEGIN")


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Give a connection that sees one state of the register from its first to its last statement."""
    with _faults(engine), engine.connect() as connection:
        options = {"isolation_level": "REPEATABLE READ"} if engine.dialect.name == "postgresql" else {}
        reader = connection.execution_options(**options)
        with reader.begin():
            yield reader


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Give a connection on which one writer works at a time; all is kept, or nothing is."""
    with _faults(engine), engine.connect() as connection:
        writer = connection.execution_options(**{WRITER: True})
        with writer.begin():
            if engine.dialect.name == "postgresql":
                is_made = inspect(writer).has_table("setting")
                lock = "LOCK TABLE setting IN EXCLUSIVE MODE" if is_made else f"SELECT pg_advisory_xact_lock({_MAKING})"
                writer.exec_driver_sql(lock)
            yield writer


@contextmanager
def _faults(engine: Engine) -> Iterator[None]:
    """Turn what a database says into a sentence."""
    try:
        yield
    except (DBAPIError, engine.dialect.loaded_dbapi.Error, UnicodeDecodeError) as error:
        # What SQLite says of a damaged file need not be text.
        told = str(error.orig if isinstance(error, DBAPIError) else error).strip()
        raise DatamapError(f"{_shown(engine)}: {meaning_of(told)}; nothing was changed") from None


@contextmanager
def _closed_on_failure(engine: Engine) -> Iterator[None]:
    """Leave no connection open to what turns out to be no register of ours."""
    try:
        yield
    except BaseException:
        engine.dispose()
        raise


def _shown(engine: Engine) -> str:
    """Return the register of an engine as people name it, without the name of the driver."""
    if engine.dialect.name == "sqlite":
        return f"register '{engine.url.database}'"
    return f"register '{unquote(shown_place(engine.url.set(drivername=engine.dialect.name).render_as_string()))}'"


def create(place: str) -> Engine:
    """Make a new, empty register and return its engine.

    Raises:
        DatamapError: there is one already, or it cannot be made.
    """
    engine = connect(place)
    _see_that_nobody_else_keeps(engine)
    let_readers_go_on(engine)
    with _closed_on_failure(engine), writing(engine) as connection:
        if inspect(connection).has_table("setting"):
            raise DatamapError(f"{_shown(engine)} exists already: choose another place, or use it as it is")
        METADATA.create_all(connection)
        rows = [{"name": "version", "value": str(VERSION)}, {"name": "id", "value": secrets.token_hex(16)}]
        connection.execute(insert(SETTING), rows)
    return engine


def _see_that_nobody_else_keeps(engine: Engine) -> None:
    """See that a file which is there already is not the database of another program."""
    if engine.dialect.name != "sqlite" or not Path(str(engine.url.database)).is_file():
        return
    with _closed_on_failure(engine), reading(engine) as connection:
        tables = inspect(connection).get_table_names()
        if tables and SETTING.name not in tables:
            raise DatamapError(
                f"'{engine.url.database}' is the database of another program: choose another place; nothing was touched"
            )


def let_readers_go_on(engine: Engine) -> None:
    """Have SQLite keep what is written beside the file first, which stands in the file from then on.

    It is done when a register is made or restored, and outside a transaction; files of others are left as they are.
    PostgreSQL never lets readers wait.
    """
    if engine.dialect.name != "sqlite":
        return
    with _faults(engine), engine.connect() as connection:
        driver: Any = connection.connection.driver_connection
        driver.execute("PRAGMA journal_mode = WAL")


def exists(place: str) -> bool:
    """Return whether a register stands at a place."""
    engine = connect(place)
    file = engine.url.database
    if engine.dialect.name == "sqlite" and file and not Path(file).is_file():
        return False
    with reading(engine) as connection:
        return inspect(connection).has_table("setting")


def open_register(place: str, patience: float = PATIENCE, version: int = VERSION) -> Engine:
    """Return the engine of a register that exists, after a look at its version.

    Whoever reads does not change it, so one of an older program is refused too until somebody has it brought forward.

    Args:
        place: a file or a database URL.
        patience: how many seconds a writer waits for another one.
        version: the version of the tables that the caller knows.

    Raises:
        DatamapError: there is none, it is no register, or an older or a newer program made it; nothing was touched.
    """
    engine = open_any(place, patience)
    with _closed_on_failure(engine), reading(engine) as connection:
        found = read_version(connection, version)
    if found < version:
        engine.dispose()
        raise DatamapError(
            f"{_shown(engine)} was made by an older datamap (its tables have version {found}, this program works with "
            f"{version}): keep a copy of it, then bring it forward with `datamap migrate`; nothing was touched"
        )
    return engine


def open_any(place: str, patience: float = PATIENCE) -> Engine:
    """Return the engine of a register of whatever version.

    Raises:
        DatamapError: there is none.
    """
    engine = connect(place, patience)
    file = engine.url.database
    if engine.dialect.name == "sqlite" and file and not Path(file).is_file():
        raise DatamapError(
            f"there is no register '{file}': make one with `datamap init` and fill it with `datamap load`, or name one "
            "with --register"
        )
    return engine


def read_version(connection: Connection, newest: int = VERSION) -> int:
    """Return the version of the tables of a register.

    Raises:
        DatamapError: it is no register, or its version is later than the newest one that is known.
    """
    shown = _shown(connection.engine)
    if not inspect(connection).has_table("setting"):
        raise DatamapError(
            f"{shown} is no register of datamap: name another one with --register, or make one in an empty place with "
            "`datamap init`; nothing was touched"
        )
    version = connection.execute(select(SETTING.c.value).where(SETTING.c.name == "version")).scalar() or ""
    if not version.isdecimal() or int(version) < 1:
        raise DatamapError(f"{shown} does not say which version it has: it is damaged; nothing was touched")
    if int(version) > newest:
        raise DatamapError(
            f"{shown} was made by a newer datamap (its tables have version {version}, this program knows {newest}): "
            "update datamap; nothing was touched"
        )
    return int(version)
