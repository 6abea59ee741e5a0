"""Rows as the driver gives them: where millions are read, an object for each would take longer than its hash."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.exc import DBAPIError

from datamap.store.chain import BATCH

Row = tuple[Any, ...]


def read_rows(connection: Connection, table: Table, columns: str, order: str = "") -> Iterator[list[Row]]:
    """Yield the rows of a table in lists of at most 10,000; only one list is in memory.

    Args:
        connection: inside a transaction.
        table: all rows of it are read.
        columns: their names, separated by commas; `order` likewise, no order if empty.
    """
    driver: Any = connection.connection.driver_connection
    is_file = connection.dialect.name == "sqlite"
    cursor = driver.cursor() if is_file else driver.cursor(name=f"all_of_{table.name}")
    names = ", ".join(f'"{name.strip()}"' for name in columns.split(","))
    statement = f'SELECT {names} FROM "{table.name}"' + (f" ORDER BY {order}" if order else "")  # noqa: S608 - our names
    try:
        cursor.execute(statement)
        while rows := cursor.fetchmany(BATCH):
            yield rows
    except connection.dialect.loaded_dbapi.Error as error:
        raise DBAPIError(statement, None, error) from error
    finally:
        with suppress(connection.dialect.loaded_dbapi.Error):  # a failure elsewhere may have closed all before
            cursor.close()
