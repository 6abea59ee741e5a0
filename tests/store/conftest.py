"""Every test of the store that asks for `place` or `engine` runs on SQLite and on PostgreSQL."""

from pathlib import Path

import pytest

from datamap.store.connect import create
from tests.databases import engine, new_place, place, postgresql
from tests.store.registers import fill

__all__ = ["engine", "new_place", "place", "postgresql"]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register file that copies are made of."""
    path = tmp_path_factory.mktemp("whole") / "register.db"
    engine = create(str(path))
    fill(engine, 7, revisions=10)
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()
    return path
