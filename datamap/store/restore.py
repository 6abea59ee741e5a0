"""A register made anew from its lines; lines that were damaged or cut are refused, with the place."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Table, insert, inspect

from datamap.errors import DatamapError
from datamap.model.state import Change
from datamap.store.chain import BATCH, Revision, beginning_of, digest_of, hash_of, seal_of
from datamap.store.connect import connect, let_readers_go_on, shown_place, writing
from datamap.store.export import FORMAT, LAST, TABLES, VERSION, columns_of
from datamap.store.schema import CHANGE, FACT, METADATA, PERSON, REVISION, SETTING
from datamap.store.schema import VERSION as TABLES_VERSION


def restore(lines: Iterable[str], place: str) -> Engine:
    """Make a register from the lines of an export, in one transaction, and return its engine.

    It has the same id, history and hashes; the current state is what the journal leads to.

    Args:
        lines: of `export_all`, each with its line feed.
        place: where there is no register yet.

    Raises:
        DatamapError: a line is damaged or missing, or there is a register already; nothing is made.
    """
    engine = connect(place)
    file = Path(engine.url.database or "") if engine.dialect.name == "sqlite" else None
    was_there = file is None or file.exists()
    try:
        with writing(engine) as connection:
            _make_tables(connection, place)
            _Restoration(connection, lines).run()
        let_readers_go_on(engine)
    except BaseException:
        engine.dispose()
        if file and not was_there:
            for each in (file, Path(f"{file}-wal"), Path(f"{file}-shm")):
                each.unlink(missing_ok=True)
        raise
    return engine


def _make_tables(connection: Connection, place: str) -> None:
    if inspect(connection).has_table(SETTING.name):
        raise DatamapError(f"'{shown_place(place)}' is a register already: choose another place; nothing was changed")
    METADATA.create_all(connection)


class _Restoration:
    """One walk along the lines, which are held against each other before anything is kept."""

    def __init__(self, connection: Connection, lines: Iterable[str]) -> None:
        self.connection = connection
        self.lines = lines
        self.number = 0
        self.beginning = ""
        self.sha = hashlib.sha256()
        self.counts = dict.fromkeys((table.name for table in TABLES), 0)
        self.waiting: dict[str, list[dict[str, Any]]] = {table.name: [] for table in TABLES}
        self.revision: Revision | None = None
        self.changes: list[Change] = []
        self.facts: dict[tuple[str, str], tuple[Change, int]] = {}

    def run(self) -> None:
        values = self._values()
        wanted = self._begin(next(values, None))
        takers = {"person": self._take_person, "revision": self._take_revision, "change": self._take_change}
        for name, *row in values:
            takers[name](row)
            self.counts[name] += 1
            table = METADATA.tables[name]
            self.waiting[name].append(dict(zip(columns_of(table), row, strict=True)))
            if len(self.waiting[name]) == BATCH:
                self._write()
        self._finish_revision()
        self._write()
        if self.counts != wanted:
            raise self._refusal(f"{self.counts} rows are here, the first line promises {wanted}")
        _insert_facts(self.connection, self.facts)

    def _refusal(self, told: str) -> DatamapError:
        return DatamapError(f"line {self.number}: {told}; the file is damaged or cut, and nothing was restored")

    def _values(self) -> Iterator[Any]:
        """Yield what the lines hold, up to the digest in the last one, which must fit."""
        closed = False
        for line in self._texts():
            try:
                value = json.loads(line)
            except ValueError:
                raise self._refusal("this is no line of a register") from None
            if closed:
                raise self._refusal("there is something behind the last line")
            if isinstance(value, list) and value[:1] == [LAST]:
                closed = True
                if value[1:] != [self.sha.hexdigest()]:
                    raise self._refusal("the digest is not that of the lines before")
            elif self.number > 1 and not _is_row(value):
                raise self._refusal("this is no row of a register")
            else:
                yield value
            self.sha.update(line.encode())
        if not closed:
            raise self._refusal("the last line is missing")

    def _texts(self) -> Iterator[str]:
        lines = iter(self.lines)
        while True:
            try:
                line = next(lines, None)
            except UnicodeDecodeError:
                self.number += 1
                raise self._refusal("this is not UTF-8 text") from None
            if line is None:
                return
            self.number += 1
            yield line

    def _begin(self, head: Any) -> Any:
        """Take the first line; return how many rows it promises."""
        if not isinstance(head, dict) or head.get("format") != FORMAT or not isinstance(head.get("settings"), dict):
            raise self._refusal("this is no export of a register (`datamap export-all FILE`)")
        settings = head["settings"]
        if head.get("version") != VERSION or settings.get("version") != str(TABLES_VERSION):
            raise DatamapError("this export was made by another version of datamap: restore it with that one")
        self.beginning = beginning_of(str(settings.get("id", "")))
        self.connection.execute(insert(SETTING), [{"name": name, "value": settings[name]} for name in sorted(settings)])
        return head.get("rows")

    def _take_person(self, row: list[Any]) -> None:
        seal, name, key = row
        if (name, key) != (None, None) and seal != _sealed(name, key):
            raise self._refusal("the seal of this person is of another name")

    def _take_revision(self, row: list[Any]) -> None:
        self._finish_revision()
        before, revision = self.revision, Revision(*row)
        sequence, previous = (before.sequence, before.hash) if before else (0, self.beginning)
        if (revision.sequence, revision.previous) != (sequence + 1, previous):
            raise self._refusal(f"this revision does not follow revision {sequence}")
        if revision.hash != hash_of(revision):
            raise self._refusal(f"the hash of revision {revision.sequence} does not fit")
        self.revision, self.changes = revision, []

    def _take_change(self, row: list[Any]) -> None:
        sequence, number, *rest = row
        change = Change(*rest)
        if not self.revision or (sequence, number) != (self.revision.sequence, len(self.changes) + 1):
            raise self._refusal("this change is at the wrong place")
        key = (change.record, change.field)
        known = self.facts.get(key)
        if change.before != (known[0].after if known else None):
            raise self._refusal(f"the change of {change.record}.{change.field} does not start from what was there")
        self.changes.append(change)
        if change.after is None:
            self.facts.pop(key, None)
        else:
            self.facts[key] = (change, sequence)

    def _finish_revision(self) -> None:
        """Hold the changes of a revision against its digest."""
        made = self.revision
        if made and (made.changes, made.changes_sha256) != (len(self.changes), digest_of(self.changes)):
            raise self._refusal(f"the changes of revision {made.sequence}, which ends before, do not fit its digest")

    def _write(self) -> None:
        """Write the rows that wait, in an order that keeps what points to others behind them."""
        for table in (PERSON, REVISION, CHANGE):
            if self.waiting[table.name]:
                self.connection.execute(insert(table), self.waiting[table.name])
                self.waiting[table.name] = []


def _is_row(value: Any) -> bool:
    widths = {table.name: len(columns_of(table)) for table in TABLES}
    return isinstance(value, list) and bool(value) and widths.get(str(value[0])) == len(value) - 1


def _sealed(name: Any, key: Any) -> str | None:
    try:
        return seal_of(name, key)
    except (TypeError, ValueError, AttributeError):
        return None


def _insert_facts(connection: Connection, facts: dict[tuple[str, str], tuple[Change, int]]) -> None:
    """Write the current state."""
    names = ("record", "field", "kind", "organisation", "words", "revision")
    rows = [
        dict(zip(names, (*key, change.kind, change.organisation, change.after, sequence), strict=True))
        for key, (change, sequence) in sorted(facts.items())
    ]
    table: Table = FACT
    for start in range(0, len(rows), BATCH):
        connection.execute(insert(table), rows[start : start + BATCH])
