"""What a file that came back says, row by row, in the words of the register; whether it may be so is asked later."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from datamap.problems import CellLocation, Problem
from datamap.workbook.base import Base


class Action(StrEnum):
    """What the action column of a row asks for; an empty cell keeps the record, with what its other cells say."""

    KEEP = ""
    DELETE = "delete"


class Edit(NamedTuple):
    """One row of a file.

    Attributes:
        kind: the name of the kind of record.
        id: the record's id, or "" for a new row.
        organisation: the id of the organisation that keeps the record; "" for an organisation, and for a row that
            nobody touched.
        action: what is to be done with it.
        words: what each field holds whose cell says something else than was exported, as canonical JSON (see
            `datamap.model.state.encode`); None where it is blank now. Of a new row, what each field holds. A field
            whose column is missing, or whose cell is at fault, is left out. References hold ids; one to a record that
            is new in the same file holds the provisional id that `new` gives it.
        places: where each field stands.
        place: where the row begins.
        is_hidden: whether the row is hidden in the file.
        cleared: the fields in which the word for clearing stands, so that blank is meant in earnest.
        new: for a new row, the provisional id by which other rows of the file refer to it; "" for an old one.
    """

    kind: str
    id: str
    organisation: str
    action: Action
    words: Mapping[str, str | None]
    places: Mapping[str, CellLocation]
    place: CellLocation
    is_hidden: bool = False
    cleared: frozenset[str] = frozenset()
    new: str = ""


class Choice(NamedTuple):
    """What a person chose on the sheet of conflicts.

    Attributes:
        side: "base", "register" or "file".
        seen: the fingerprint of the three values that the person chose between.
    """

    side: str
    seen: str


class Note(NamedTuple):
    """Something that was put right in reading, or that is good to know; it stops nothing."""

    location: CellLocation | None
    message: str


class Edits(NamedTuple):
    """All rows of a file, and what was found on the way.

    Attributes:
        base: what the file says that it was exported from, or None if it says nothing.
        rows: the rows that hold something, in the order of the file.
        found: how many rows with the id of a record each sheet held, by the name of the kind, to be held against the
            totals of the base; new rows do not count. A sheet that is not there is left out.
        choices: what a person chose on the sheet of conflicts, by record and field.
        notes: what was put right, or is good to know.
        problems: what is at fault; an error stops everything.
        unread: the ids of rows that are there, and were left out because of a fault.
        unlisted: how many more problems there are than those that are listed.
    """

    base: Base | None
    rows: tuple[Edit, ...]
    found: Mapping[str, int]
    choices: Mapping[tuple[str, str], Choice]
    notes: tuple[Note, ...]
    problems: tuple[Problem, ...]
    unread: frozenset[str] = frozenset()
    unlisted: int = 0
