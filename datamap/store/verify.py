"""Proof that a register holds what was written into it, and where it does not.

Places in the journal are given as ``journal:REVISION:CHANGE``. The codes:

- JRN-001 a revision was changed; JRN-002 it does not follow the one before; JRN-003 revisions are missing
- JRN-004 the changes of a revision were changed; JRN-005 some are missing or too many; JRN-006 which one it is
- JRN-007 changes belong to no revision; JRN-008 an author was changed
- JRN-009 the current state was changed behind the journal's back
- JRN-010 the register is shorter than its seal; JRN-011 it has another history; JRN-012 it is another register
- JRN-013 the file is damaged, so that the database may tell different things on different ways
- JRN-014 what refuses to change the past was taken away
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, select

from datamap.errors import DatamapError
from datamap.model.collector import uncollected
from datamap.problems import Problem, Report, TextLocation
from datamap.store.chain import Revision, beginning_of, hash_of, seal_of
from datamap.store.connect import reading
from datamap.store.guards import missing_guards
from datamap.store.journal import read_id
from datamap.store.replay import Replay, Tally, read_tallies
from datamap.store.rows import read_rows
from datamap.store.schema import PAST, PERSON, REVISION
from datamap.store.seal import Seal, check_seal
from datamap.store.suspects import explain
from datamap.text import counted

JOURNAL = "journal"


def verify(engine: Engine, seal: Seal | None = None) -> list[Problem]:
    """Return what is wrong with a register, in the order of the journal; nothing if it is what was written.

    Recomputes every digest and hash, plays the journal from its first change to its last, and holds the current state
    against it. Nothing secret is needed. Without a seal one cannot see that the newest revisions were cut off together
    with what they did, nor that somebody wrote another history with hashes that fit.

    Args:
        engine: of an open register.
        seal: made earlier of this register and kept elsewhere.
    """
    try:
        with reading(engine) as connection, uncollected():
            return list(Report(_Verification(connection, seal).problems()))
    except DatamapError:
        if engine.dialect.name != "sqlite":
            raise
    with reading(engine) as connection, _any_bytes(connection), uncollected():
        return list(Report(_Verification(connection, seal).problems()))


@contextmanager
def _any_bytes(connection: Connection) -> Iterator[None]:
    """Let SQLite give what is no text any more; to decode each text here is slow, and seldom needed."""
    driver: Any = connection.connection.driver_connection
    driver.text_factory = _decoded
    try:
        yield
    finally:
        driver.text_factory = str


def _decoded(raw: bytes) -> str | bytes:
    """Return the text, or the bytes if a damage left no text; they have another digest than any text."""
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw


class _Verification:
    """One walk along the journal."""

    def __init__(self, connection: Connection, seal: Seal | None) -> None:
        self.connection = connection
        self.seal = seal
        self.replay = Replay()
        self.damaged: set[int] = set()
        self.last = 0
        self.register = read_id(connection)
        self.previous_hashes = {beginning_of(self.register)}
        self.sealed: dict[int, str] = {}

    def problems(self) -> Iterator[Problem]:
        yield from _check_file(self.connection)
        yield from _check_guards(self.connection)
        names = {seal: (name, key) for seal, name, key in self.connection.execute(select(PERSON))}
        yield from check_persons(names)
        for revision, tally in _paired(_read_revisions(self.connection), read_tallies(self.connection, self.replay)):
            if revision is None:
                yield from self._stray(tally)
                continue
            if revision.author not in names:
                yield _problem(
                    "JRN-008", revision.sequence, f"nobody is known by the seal of its author {revision.author}"
                )
            yield from self._follows(revision)
            yield from self._tallies(revision, tally)
        self.replay.compare(self.connection)
        yield from explain(self.connection, self.replay.breaks, self.damaged, self.last)
        if self.seal:
            yield from check_seal(self.seal, self.register, self.last, self.sealed)

    def _stray(self, tally: Tally | None) -> Iterator[Problem]:
        if tally:
            self.damaged.add(tally.sequence)
            message = f"{counted(tally.count, 'change')} of revision {tally.sequence}, which is not in the journal"
            yield _problem("JRN-007", tally.sequence, f"there {'is' if tally.count == 1 else 'are'} {message}")

    def _follows(self, revision: Revision) -> Iterator[Problem]:
        """Check the row of a revision, and that it follows the one before."""
        sequence, expected = revision.sequence, hash_of(revision)
        if sequence > self.last + 1:
            missing = range(self.last + 1, sequence)
            self.damaged.update(missing)
            yield missing_revisions(missing)
        elif revision.previous not in self.previous_hashes:
            told = "the revision before" if self.last else f"the beginning of register '{self.register}'"
            yield _problem("JRN-002", sequence, f"it does not follow {told}: its 'previous' is another hash")
        if expected != revision.hash:
            yield _problem("JRN-001", sequence, "it was changed: its hash does not fit its content")
        if self.seal and sequence in self.seal.marks:
            self.sealed[sequence] = revision.hash
        self.previous_hashes = {expected, revision.hash}
        self.last = sequence

    def _tallies(self, revision: Revision, tally: Tally | None) -> Iterator[Problem]:
        """Check that the changes of a revision are those that it was made of."""
        sequence = revision.sequence
        tally = tally or Tally(sequence)
        if tally.is_whole and tally.count == revision.changes and tally.digest == revision.changes_sha256:
            return
        self.damaged.add(sequence)
        for number in tally.missing[:10]:
            yield _problem("JRN-005", sequence, f"its change {number} is missing", number)
        if tally.count != revision.changes:
            message = f"it has {counted(tally.count, 'change')}, and was made of {revision.changes}"
            yield _problem("JRN-005", sequence, message)
        elif not tally.missing:
            yield _problem("JRN-004", sequence, "its changes are not those that it was made of: their digest differs")


def _check_file(connection: Connection) -> Iterator[Problem]:
    """Have SQLite hold its indexes against its tables: a question that goes by an index trusts that."""
    if connection.dialect.name == "sqlite":
        for (told,) in connection.exec_driver_sql("PRAGMA integrity_check(10)"):
            if told != "ok":
                message, hint = f"the file is damaged: {told}", "go back to a backup; what it misses is in this journal"
                yield Problem(code="JRN-013", message=message, location=TextLocation("file"), hint=hint)


def _check_guards(connection: Connection) -> Iterator[Problem]:
    """Yield the guards that are not there: whoever took them away may have changed the past, or may yet do it."""
    for table, name in missing_guards(connection, PAST):
        yield Problem(
            code="JRN-014",
            message=f"the guard '{name}' of the table '{table}' is missing or was changed: the past can be rewritten",
            location=TextLocation("guards"),
            hint="find out who may change the tables; `datamap export-all` and `datamap restore` make a guarded copy",
        )


def _read_revisions(connection: Connection) -> Iterator[Revision]:
    for rows in read_rows(connection, REVISION, ", ".join(Revision._fields), "sequence"):
        yield from map(Revision._make, rows)


def _paired(revisions: Iterator[Revision], tallies: Iterator[Tally]) -> Iterator[tuple[Revision | None, Tally | None]]:
    """Yield each revision with its tally, in their order; None stands for what is not there."""
    tally = next(tallies, None)
    for revision in revisions:
        while tally and tally.sequence < revision.sequence:
            yield None, tally
            tally = next(tallies, None)
        if tally and tally.sequence == revision.sequence:
            yield revision, tally
            tally = next(tallies, None)
        else:
            yield revision, None
    while tally:
        yield None, tally
        tally = next(tallies, None)


def check_persons(persons: dict[str, tuple[str | None, str | None]]) -> Iterator[Problem]:
    """Yield the persons whose seal is not that of their name and key; an erased person has neither.

    >>> [problem.code for problem in check_persons({"ab": ("Anna", "00"), "cd": (None, None)})]
    ['JRN-008']
    """
    for seal, (name, key) in sorted(persons.items(), key=str):
        if name is None and key is None:
            continue
        if name is None or key is None or _sealed(name, key) != seal:
            message = f"the person {name or 'without a name'!r} is not the one that seal {seal} was made for"
            yield Problem(code="JRN-008", message=message, location=TextLocation("persons"))


def _sealed(name: str, key: str) -> str:
    try:
        return seal_of(name, key) if key == key.lower() else "the key is written in another way"
    except (ValueError, TypeError, AttributeError):
        return "the key is no key"


def missing_revisions(missing: range) -> Problem:
    """Return the problem that revisions are missing.

    >>> print(missing_revisions(range(4, 6)))
    journal:4: error JRN-003: revisions 4 to 5 are missing
    """
    told = f"revision {missing[0]} is" if len(missing) == 1 else f"revisions {missing[0]} to {missing[-1]} are"
    return Problem(code="JRN-003", message=f"{told} missing", location=TextLocation(JOURNAL, missing[0]))


def _problem(code: str, sequence: int, message: str, number: int = 0) -> Problem:
    return Problem(
        code=code, message=f"revision {sequence}: {message}", location=TextLocation(JOURNAL, sequence, number)
    )
