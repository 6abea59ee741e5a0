"""A plan: what a file would change in a register, as a value that is shown, kept and carried out."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from datamap.model.state import Change
from datamap.problems import CellLocation, Problem, Severity
from datamap.workbook.base import Base
from datamap.workbook.edits import Note

WHOLE_RECORD = "action"
"""What stands for the field where a conflict is about the record as a whole."""
DELETED = "{}"
"""What stands in such a conflict for the side that deletes the record: it leaves no field."""


class What(StrEnum):
    """What happens to a record."""

    NEW = "new"
    RENAMED = "renamed"
    CHANGED = "changed"
    DELETED = "deleted"


class FileFacts(NamedTuple):
    """The file as it lies there: its path, bytes, SHA-256 and format."""

    path: str
    size: int
    sha256: str
    format: str


class Export(NamedTuple):
    """The revision that a file was exported from: its number, when it was made, and by whom."""

    revision: int
    at: str
    author: str


class Total(NamedTuple):
    """How many records of one kind were exported (None: nobody knows), found, and are as they were."""

    kind: str
    exported: int | None
    found: int | None
    unchanged: int


class FieldChange(NamedTuple):
    """What happens to one field.

    Attributes:
        field: its name.
        before: what the register holds.
        after: what it would hold; None: nothing recorded.
        place: the cell that says so.
    """

    field: str
    before: str | None
    after: str | None
    place: CellLocation | None

    @property
    def is_clear(self) -> bool:
        """Whether the field held something and would hold nothing."""
        return self.before is not None and self.after is None


class Likely(NamedTuple):
    """A record that a new or a renamed one may already be: its id, its name, and how alike they are, in percent."""

    record: str
    name: str
    likeness: int


class RecordChange(NamedTuple):
    """What happens to one record.

    Attributes:
        record: its id; for a new one, the id that it gets.
        kind: the name of its kind.
        organisation: who keeps it.
        what: what happens.
        name: what people call it, before.
        name_after: what people would call it.
        fields: field by field; all of them if the record is new or deleted.
        place: the row that says so.
        is_hidden: whether that row is hidden in the file.
        likely: the records that a new one, or one under its new name, may already be.
    """

    record: str
    kind: str
    organisation: str
    what: What
    name: str
    name_after: str
    fields: tuple[FieldChange, ...]
    place: CellLocation | None
    is_hidden: bool = False
    likely: tuple[Likely, ...] = ()

    @property
    def clears(self) -> tuple[FieldChange, ...]:
        """The fields that would be cleared; a deletion is told as one."""
        return () if self.what is What.DELETED else tuple(each for each in self.fields if each.is_clear)

    def changes(self) -> Iterator[Change]:
        """Yield the changes for the journal."""
        for each in self.fields:
            yield Change(self.record, self.kind, self.organisation, each.field, each.before, each.after)


class Conflict(NamedTuple):
    """One field that both sides changed, with its three values; WHOLE_RECORD: one side deleted what the other changed.

    Attributes:
        record: the id.
        kind: the name of its kind.
        name: what people call it.
        field: the name of the field.
        base: what the file was exported with.
        register: what the register holds now.
        file: what the file says.
        place: the cell.
        fingerprint: tells these three values from others, so that a choice holds for what a person saw only.
        choice: the side that a person chose, "base", "register" or "file"; "": nobody has decided.
    """

    record: str
    kind: str
    name: str
    field: str
    base: str | None
    register: str | None
    file: str | None
    place: CellLocation | None
    fingerprint: str
    choice: str = ""

    @property
    def sides(self) -> tuple[Mapping[str, str | None], ...]:
        """What base, register and file say, field by field; {}: that the record is deleted."""
        return tuple(
            {self.field: words} if self.field != WHOLE_RECORD else read_fields(words)
            for words in (self.base, self.register, self.file)
        )


def fields_told(fields: Mapping[str, str | None]) -> str:
    """Return fields of a record as one text, for a conflict about the record as a whole; {}: it is deleted.

    >>> read_fields(fields_told({"name": '"Acme"', "country": None}))
    {'name': '"Acme"', 'country': None}
    """
    return json.dumps(dict(fields), ensure_ascii=False)


def read_fields(told: str | None) -> dict[str, str | None]:
    """Return the fields that `fields_told` told."""
    fields: dict[str, str | None] = json.loads(told or "{}")
    return fields


class Absentee(NamedTuple):
    """A record that was exported and has no row in the file; nothing happens to it."""

    record: str
    kind: str
    name: str


class Confirmation(NamedTuple):
    """What is so much at once that a person says the number: how many deletions and clears, and why, in words."""

    number: int
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a file would change in a register, and what a person has to know before.

    Attributes:
        file: the file.
        base: what the file says it was exported from; None: it says nothing.
        export: who made that revision, and when; None: not known.
        revision: the newest revision of the register, on which the plan was made.
        totals: how many records were exported, found and left alone, by kind.
        changes: what would happen, record by record.
        conflicts: what both sides changed, with what people chose.
        missing: the records that have no row in the file.
        exported: the ids of the records that the file was exported with, as far as anybody knows.
        notes: what was put right in reading, or is good to know.
        problems: what is at fault in the file; an error stops everything.
        unlisted: how many more problems there are than those that are listed.
        confirmation: what has to be confirmed by its number, or None.
        names: what people call the records that the changes name, by id.
        solved: findings that the changes would solve, a sentence each; None: not looked for.
        caused: findings that the changes would cause; None: not looked for.
    """

    file: FileFacts
    base: Base | None
    export: Export | None
    revision: int
    totals: tuple[Total, ...]
    changes: tuple[RecordChange, ...]
    conflicts: tuple[Conflict, ...]
    missing: tuple[Absentee, ...]
    exported: frozenset[str]
    notes: tuple[Note, ...]
    problems: tuple[Problem, ...]
    confirmation: Confirmation | None
    names: Mapping[str, str]
    solved: tuple[str, ...] | None = None
    caused: tuple[str, ...] | None = None
    unlisted: int = 0

    @property
    def has_errors(self) -> bool:
        """Whether something in the file stops everything."""
        return any(problem.severity is Severity.ERROR for problem in self.problems)

    @property
    def problem_count(self) -> int:
        """How many problems there are, listed or not."""
        return len(self.problems) + self.unlisted

    @property
    def undecided(self) -> tuple[Conflict, ...]:
        """The conflicts that nobody has decided."""
        return tuple(conflict for conflict in self.conflicts if not conflict.choice)

    def of(self, what: What) -> tuple[RecordChange, ...]:
        """Return the changes that do one thing."""
        return tuple(change for change in self.changes if change.what is what)


def journal_changes(changes: Iterable[RecordChange]) -> list[Change]:
    """Return the changes of records as changes for the journal.

    >>> field = FieldChange("name", '"Acme"', '"Acme 2"', None)
    >>> one = RecordChange("org-a", "organisation", "", What.RENAMED, "Acme", "Acme 2", (field,), None)
    >>> journal_changes([one])[0].after
    '"Acme 2"'
    """
    return [change for record in changes for change in record.changes()]
