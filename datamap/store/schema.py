"""The tables of a register, alike on SQLite and PostgreSQL, and the guards that refuse to change the past."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    DDL,
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    event,
)

from datamap.store.guards import postgresql_guards, sqlite_guards

VERSION = 1
"""The version of these tables; a program refuses registers of a later one."""

METADATA = MetaData()

SETTING = Table(
    "setting",
    METADATA,
    Column("name", String(40), primary_key=True),
    Column("value", Text, nullable=False),
)
"""What the register says of itself: its id and the version of its tables."""

PERSON = Table(
    "person",
    METADATA,
    Column("seal", String(64), primary_key=True),
    Column("name", Text),
    Column("key", String(64)),
)
"""Who made revisions. The journal holds only the seal, HMAC-SHA256(key, name): without the key it tells nothing, so a
name is erased by destroying its key, and the journal stays as it is (GDPR Art. 17)."""

REVISION = Table(
    "revision",
    METADATA,
    Column("sequence", Integer, primary_key=True, autoincrement=False),
    Column("at", String(27), nullable=False),
    Column("author", String(64), ForeignKey("person.seal"), nullable=False),
    Column("reason", Text, nullable=False),
    Column("origin", Text, nullable=False),
    Column("origin_sha256", String(64), nullable=False),
    Column("changes", Integer, nullable=False),
    Column("changes_sha256", String(64), nullable=False),
    Column("previous", String(64), nullable=False),
    Column("hash", String(64), nullable=False, unique=True),
    CheckConstraint("sequence > 0", name="revision_counts_from_one"),
)
"""The journal: one row per revision, chained by hashes."""

CHANGE = Table(
    "change",
    METADATA,
    Column("revision", Integer, ForeignKey("revision.sequence"), primary_key=True, autoincrement=False),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("record", String(200), nullable=False),
    Column("kind", String(40), nullable=False),
    Column("organisation", String(200), nullable=False),
    Column("field", String(60), nullable=False),
    Column("before", Text),
    Column("after", Text),
    Index("change_by_record", "record", "revision"),
)
"""What a revision changed: one row per field; null where nothing is recorded."""

FACT = Table(
    "fact",
    METADATA,
    Column("record", String(200), primary_key=True),
    Column("field", String(60), primary_key=True),
    Column("kind", String(40), nullable=False),
    Column("organisation", String(200), nullable=False),
    Column("words", Text, nullable=False),
    Column("revision", BigInteger, nullable=False),
)
"""The current state: what each field of each record holds, and the revision that wrote it."""

PAST = (REVISION, CHANGE)
"""The tables whose rows never change."""

_guard: Any = DDL  # its stubs leave the constructor untyped
for _table in PAST:
    for _dialect, _guards in (("sqlite", sqlite_guards(_table)), ("postgresql", postgresql_guards(_table))):
        for _each in _guards:
            event.listen(_table, "after_create", _guard(_each.statement).execute_if(dialect=_dialect))
