"""Who made revisions: names are kept beside the journal, which holds only their seals."""

from __future__ import annotations

from sqlalchemy import Connection, select

from datamap.store.schema import PERSON


def read_names(connection: Connection) -> dict[str, str | None]:
    """Return the name behind each seal; None for a person whose name was erased."""
    rows = connection.execute(select(PERSON.c.seal, PERSON.c.name))
    return {row.seal: row.name for row in rows}
