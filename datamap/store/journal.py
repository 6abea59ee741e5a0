"""The journal: what was changed, by whom, when and why; reading it, and adding to it."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from operator import itemgetter
from typing import NamedTuple

from sqlalchemy import Connection, Engine, Table, bindparam, delete, insert, select, true

from datamap.errors import DatamapError
from datamap.model.state import Change, Key, Owner, State
from datamap.store.asof import FactRow, read_facts
from datamap.store.chain import Revision, beginning_of, digest_of, hash_of, seal_of
from datamap.store.connect import let_readers_go_on, writing
from datamap.store.rebase import rebase
from datamap.store.schema import CHANGE, FACT, PERSON, REVISION, SETTING

BATCH = 10_000
"""How many rows go to the database at a time."""


class Signature(NamedTuple):
    """Who makes a revision, when, why, and from what."""

    author: str
    at: str
    reason: str
    origin: str
    origin_sha256: str


def read_id(connection: Connection) -> str:
    """Return the id of a register, "" if it lost it."""
    return str(connection.execute(select(SETTING.c.value).where(SETTING.c.name == "id")).scalar() or "")


def read_head(connection: Connection, sequence: int | None = None) -> Revision | None:
    """Return the newest revision, or the newest one up to a number; None if there is none, as in an empty register."""
    among = REVISION.c.sequence <= sequence if sequence is not None else true()
    row = connection.execute(select(REVISION).where(among).order_by(REVISION.c.sequence.desc()).limit(1)).first()
    return Revision(*row) if row else None


def read_revisions(connection: Connection) -> list[Revision]:
    """Return all revisions, the first one first."""
    return [Revision(*row) for row in connection.execute(select(REVISION).order_by(REVISION.c.sequence))]


def read_changes(
    connection: Connection, first: int, last: int, record: str | None = None
) -> Iterator[tuple[int, Change]]:
    """Yield the changes of the revisions from the first to the last, of one record or of all, in their order.

    Each comes with its revision.
    """
    columns = (CHANGE.c.revision, *(CHANGE.c[name] for name in Change._fields))
    chosen = select(*columns).where(CHANGE.c.revision.between(first, last)).order_by(CHANGE.c.revision, CHANGE.c.number)
    if record is not None:
        chosen = chosen.where(CHANGE.c.record == record)
    with connection.execute(chosen.execution_options(yield_per=BATCH)) as rows:
        for row in rows:
            yield row[0], Change(*row[1:])


def read_ids(connection: Connection) -> set[str]:
    """Return the ids of all records that a register ever held; none of them is given again."""
    return set(connection.execute(select(CHANGE.c.record).distinct()).scalars())


def read_state(connection: Connection, sequence: int | None = None) -> State:
    """Return the state after a revision, of the newest one if none is named."""
    return state_from(read_facts(connection, sequence))


def state_from(rows: Iterable[FactRow]) -> State:
    """Return the state that consists of some facts."""
    owners: dict[str, Owner] = {}
    facts: dict[Key, str] = {}
    for record, field, kind, organisation, words in rows:
        facts[Key(record, field)] = words
        if record not in owners:
            owners[record] = Owner(kind, organisation)
    return State(owners, facts)


def taken_back(change: Change) -> Change:
    """Return the change that undoes a change."""
    return change._replace(before=change.after, after=change.before)


def append(engine: Engine, changes: Sequence[Change], base: int, signature: Signature) -> Revision:
    """Add a revision that makes these changes, with the current state, in one transaction; return it.

    If somebody else made all of these changes since `base`, nothing is added, and the newest revision is returned.

    Args:
        engine: of an open register.
        changes: at least one; made against the state after the revision `base`.
        base: the sequence of the revision that the person saw, 0 for an empty register.
        signature: who, when, why, from what.

    Raises:
        ConflictError: a field was changed since `base`, and to something else, or what was changed since does not go
            together with these changes; nothing is written.
    """
    with suppress(DatamapError):  # a backup that is put to use lets readers go on from now; if not now, the next time
        let_readers_go_on(engine)
    with writing(engine) as connection:
        changes = sorted(changes, key=itemgetter(0, 3))  # one order only: then two changes that were swapped show
        head = read_head(connection)
        newest = head.sequence if head else 0
        if newest > base:
            later = [change for _revision, change in read_changes(connection, base + 1, newest)]
            changes = rebase(connection, changes, base, later)
        if head and not changes:
            return head
        return add_revision(connection, head, changes, signature)


def add_revision(
    connection: Connection, head: Revision | None, changes: Sequence[Change], signature: Signature
) -> Revision:
    """Add a revision behind the newest one, with the current state; return it.

    Args:
        connection: inside the transaction of a writer.
        head: the newest revision, None in an empty register.
        changes: made against its state, in the order of record and field; none for an event that changes no field.
        signature: who, when, why, from what.
    """
    sequence = head.sequence + 1 if head else 1
    previous = head.hash if head else beginning_of(read_id(connection))
    revision = _revision(sequence, previous, changes, _author(connection, signature.author), signature)
    connection.execute(insert(REVISION), revision._asdict())
    _write_changes(connection, sequence, changes)
    return revision


def _author(connection: Connection, name: str) -> str:
    """Return the seal of a person, who gets a key at the first revision."""
    known = connection.execute(select(PERSON.c.seal).where(PERSON.c.name == name)).scalar()
    if known is not None:
        return str(known)
    key = secrets.token_hex(32)
    seal = seal_of(name, key)
    connection.execute(insert(PERSON), {"seal": seal, "name": name, "key": key})
    return seal


def _revision(sequence: int, previous: str, changes: Sequence[Change], author: str, signature: Signature) -> Revision:
    blank = Revision(
        sequence=sequence,
        at=signature.at,
        author=author,
        reason=signature.reason,
        origin=signature.origin,
        origin_sha256=signature.origin_sha256,
        changes=len(changes),
        changes_sha256=digest_of(changes),
        previous=previous,
        hash="",
    )
    return blank._replace(hash=hash_of(blank))


def _write_changes(connection: Connection, sequence: int, changes: Sequence[Change]) -> None:
    """Write the changes into the journal, and make them in the current state."""
    for start in range(0, len(changes), BATCH):
        part = changes[start : start + BATCH]
        _write_rows(
            connection, CHANGE, [(sequence, number, *each) for number, each in enumerate(part, start=start + 1)]
        )
        gone = [{"r": change.record, "f": change.field} for change in part if change.before is not None]
        if gone:
            here = (FACT.c.record == bindparam("r")) & (FACT.c.field == bindparam("f"))
            connection.execute(delete(FACT).where(here), gone)
        facts = [
            (record, field, kind, organisation, words, sequence)
            for record, kind, organisation, field, _before, words in part
            if words is not None
        ]
        _write_rows(connection, FACT, facts)


def _write_rows(connection: Connection, table: Table, rows: Sequence[tuple[object, ...]]) -> None:
    """Write whole rows as the driver takes them: many are written at a time, and a dictionary for each would cost."""
    if rows:
        mark = "?" if connection.dialect.positional else "%s"
        marks = ", ".join([mark] * len(table.columns))
        connection.exec_driver_sql(f'INSERT INTO "{table.name}" VALUES ({marks})', list(rows))  # noqa: S608 - our names


def digest_of_texts(texts: Iterable[tuple[str, str]]) -> str:
    """Return the SHA-256 of named texts, such as the files of an inventory: of each name and content as JSON."""
    sha = hashlib.sha256()
    for name, text in texts:
        sha.update(json.dumps([name, text], ensure_ascii=True).encode())
        sha.update(b"\n")
    return sha.hexdigest()
