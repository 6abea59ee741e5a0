"""Going through the journal: each change starts from what the one before it left, and the last ones are the facts."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from itertools import chain, islice, repeat
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import Connection, select

from datamap.store.chain import BATCH, canonical
from datamap.store.rows import Row, read_rows
from datamap.store.schema import CHANGE, FACT

COLUMNS = "record, kind, organisation, field, before, after"
NOTHING = (None, None, None, 0)

# How many changes each revision has, and whether they are numbered from 1 without a gap: then no number need be read.
_COUNTED = """SELECT revision, count(*), min(number), max(number),
    count(*) FILTER (WHERE CAST(number AS INTEGER) = number) FROM change GROUP BY revision ORDER BY revision"""


class Break(NamedTuple):
    """Two places that should say the same about a field, and do not.

    Attributes:
        record: the id of the record.
        field: the name of the field.
        earlier: the revision whose change was the last one before, 0 if there is none.
        later: the revision of the next change, 0 for the current state.
        number: the number of that next change, 0 for the current state.
        written: the revision that the current state names, 0 if it has no such field or is not concerned.
        left: what the earlier change left.
        found: what the later place says was there.
    """

    record: str
    field: str
    earlier: int
    later: int
    number: int
    written: int
    left: Any
    found: Any


class Replay:
    """The state that the journal leads to, and the breaks on the way."""

    def __init__(self) -> None:
        """Start from an empty register."""
        self.state: dict[tuple[str, str], Row] = {}
        self.breaks: list[Break] = []

    def add(self, sequence: int, numbers: Sequence[Any], changes: Sequence[Row]) -> None:
        """Make changes of one revision, given with their numbers."""
        records, kinds, organisations, fields, before, after = zip(*changes, strict=True)
        keys = list(zip(records, fields, strict=True))
        rows = list(zip(after, kinds, organisations, repeat(sequence)))
        left = tuple(map(itemgetter(0), map(self.state.get, keys, repeat(NOTHING))))
        if left != before:
            for key, number, was, row in zip(keys, numbers, before, rows, strict=True):
                known = self.state.get(key, NOTHING)
                if known[0] != was:
                    self.breaks.append(Break(*key, known[3], sequence, number, 0, known[0], was))
                self.state[key] = row
        self.state.update(zip(keys, rows, strict=True))

    def compare(self, connection: Connection) -> None:
        """Note where the current state is not the one that the journal leads to; the replay is used up."""
        for rows in read_rows(connection, FACT, "record, field, words, kind, organisation, revision"):
            records, fields, *others = zip(*rows, strict=True)
            keys = list(zip(records, fields, strict=True))
            facts = list(zip(*others, strict=True))
            known = list(map(self.state.pop, keys, repeat(NOTHING)))
            if known != facts:
                pairs = zip(keys, known, facts, strict=True)
                self.breaks += [_break(key, row, fact) for key, row, fact in pairs if row != fact]
        self.breaks += [_break(key, row, NOTHING) for key, row in self.state.items() if row[0] is not None]
        self.state.clear()


def _break(key: tuple[str, str], row: Row, fact: Row) -> Break:
    """Tell the words; if only the kind, the organisation or the revision differ, tell these."""
    shown = slice(0, 1) if row[0] != fact[0] else slice(1, 4)
    left, found = (each[shown] for each in (row, fact))
    written = fact[3] if isinstance(fact[3], int) else 0
    return Break(*key, row[3], 0, 0, written, *((left[0], found[0]) if len(left) == 1 else (list(left), list(found))))


class Tally:
    """What is found of the changes of one revision."""

    def __init__(self, sequence: int, numbers: Sequence[Any] = ()) -> None:
        """Start with no changes, and with the numbers of those to come; they should count from 1."""
        self.sequence = sequence
        self.count = 0
        self.numbers = numbers
        self._sha = hashlib.sha256()

    def add(self, changes: Sequence[Row]) -> Sequence[Any]:
        """Take in changes, in the order of their numbers; return these."""
        first, self.count = self.count, self.count + len(changes)
        self._sha.update(canonical(changes))
        return self.numbers[first : self.count]

    @property
    def is_whole(self) -> bool:
        """Whether the changes are numbered 1, 2, 3 and so on."""
        return isinstance(self.numbers, range) or not self.numbers

    @property
    def missing(self) -> list[int]:
        """The numbers that no change has, and should have."""
        present = {number for number in self.numbers if isinstance(number, int)}
        return sorted(set(range(1, max([len(self.numbers), *present]) + 1)) - present)

    @property
    def digest(self) -> str:
        """The SHA-256 of the changes."""
        return self._sha.hexdigest()


def read_tallies(connection: Connection, replay: Replay) -> Iterator[Tally]:
    """Yield what is found of the changes of each revision that has some, and make them in the replay."""
    counted = connection.exec_driver_sql(_COUNTED).all()
    changes = chain.from_iterable(read_rows(connection, CHANGE, COLUMNS, "revision, number"))
    for revision, count, *numbered in counted:
        sequence = revision if isinstance(revision, int) else 0
        is_whole = numbered == [1, count, count]
        tally = Tally(sequence, range(1, count + 1) if is_whole else _numbers(connection, revision))
        while part := list(islice(changes, min(BATCH, count - tally.count))):
            replay.add(sequence, tally.add(part), part)
        yield tally


def _numbers(connection: Connection, revision: object) -> Sequence[Any]:
    """Return the numbers of the changes of a revision."""
    written = select(CHANGE.c.number).where(CHANGE.c.revision == revision).order_by(CHANGE.c.number)
    return connection.execute(written).scalars().all()
