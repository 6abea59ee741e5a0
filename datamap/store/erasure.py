"""Erasure of a person's name from the journal, which stays as it is and notes the erasure (GDPR Art. 17)."""

from __future__ import annotations

from sqlalchemy import Engine, select, update
from sqlalchemy.exc import DBAPIError

from datamap.errors import DatamapError, UnknownNameError
from datamap.store.chain import Revision
from datamap.store.connect import writing
from datamap.store.journal import Signature, add_revision, read_head
from datamap.store.schema import PERSON


def forget(engine: Engine, name: str, signature: Signature) -> Revision:
    """Destroy the name of a person and the key of their seal, for good; return the revision that notes it.

    The revision says when a name was erased and by whom, not whose it was, and changes no field. The journal holds only
    the seal, which without its key tells nobody's name. What people wrote into a reason is not touched, nor are backups
    and exports that were made before.

    Args:
        engine: of an open register.
        name: as `datamap history` shows it.
        signature: who erases it, when, why. Whoever erases their own name has none in this revision either.

    Raises:
        UnknownNameError: nobody of that name made a revision; nothing was changed.
        DatamapError: the name is erased, but the files of the database keep a trace of it while others read them.
    """
    is_file = engine.dialect.name == "sqlite"
    with writing(engine) as connection:
        if is_file:
            connection.exec_driver_sql("PRAGMA secure_delete = ON")  # of this connection: what is freed is overwritten
        here = PERSON.c.name == name
        if connection.execute(select(PERSON.c.seal).where(here)).first() is None:
            raise nobody(name)
        revision = add_revision(connection, read_head(connection), (), signature)
        connection.execute(update(PERSON).where(here).values(name=None, key=None))
    if not _is_cleaned(engine, "PRAGMA wal_checkpoint(TRUNCATE)" if is_file else "VACUUM FULL person"):
        raise DatamapError(
            f"the name is erased (revision {revision.sequence}), but others read the register at this moment: its "
            "database keeps the old row beside the new one until they are done and it tidies up"
        )
    return revision


def nobody(name: str) -> UnknownNameError:
    """Return what is told of a name that is in no revision.

    >>> str(nobody("Eve"))
    "nobody named 'Eve' made a revision; `datamap history` shows who did"
    """
    return UnknownNameError(f"nobody named '{name}' made a revision; `datamap history` shows who did")


def _is_cleaned(engine: Engine, statement: str) -> bool:
    """Have the database drop what it keeps of rows that were overwritten; return whether it could."""
    try:
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            done = connection.exec_driver_sql(statement)
            # SQLite says in the first column whether a reader stood in the way; PostgreSQL says nothing.
            return not (done.returns_rows and done.scalar_one())
    except DBAPIError:
        return False
