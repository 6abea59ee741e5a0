"""What can be at fault in a file that came back: every code, and what gathers them in reading."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from enum import StrEnum

from datamap.problems import CellLocation, Location, Problem, Severity
from datamap.workbook.edits import Note
from datamap.workbook.seen import SeenFile


class Fault(StrEnum):
    """One kind of fault by its permanent code; `datamap.workbook.codes` says in words what each means."""

    BASE_CONTRADICTS = "WBK-101"
    SHEET_TWICE = "WBK-111"
    NO_HEADER = "WBK-112"
    NO_SHEET = "WBK-113"
    COLUMN_TWICE = "WBK-121"
    HEADER_RENAMED = "WBK-122"
    HEADER_CONTRADICTS = "WBK-123"
    NO_ID_COLUMN = "WBK-124"
    ERROR_VALUE = "WBK-201"
    NOT_CALCULATED = "WBK-202"
    CONVERTED = "WBK-203"
    DIGITS_LOST = "WBK-204"
    NOT_TEXT = "WBK-205"
    AMBIGUOUS_DATE = "WBK-206"
    NO_DATE = "WBK-207"
    WITH_TIME = "WBK-208"
    SHIFTED_DATE = "WBK-209"
    NO_NUMBER = "WBK-210"
    NO_VALUE = "WBK-211"
    TOO_LONG = "WBK-212"
    LONG_TEXT_MISSING = "WBK-213"
    SEVERAL_VALUES = "WBK-214"
    HIDDEN_DIRECTION = "WBK-215"
    MIXED_SCRIPTS = "WBK-216"
    UNKNOWN_NAME = "WBK-221"
    SEVERAL_BEARERS = "WBK-222"
    FOREIGN_RECORD = "WBK-223"
    EMPTY_REQUIRED = "WBK-231"
    UNKNOWN_ID = "WBK-301"
    OTHER_KIND = "WBK-302"
    COPIED_ROW = "WBK-303"
    ID_TWICE = "WBK-304"
    ROW_MISMATCH = "WBK-305"
    TORN_APART = "WBK-306"
    MERGED_CELLS = "WBK-307"
    NO_RECORD = "WBK-308"
    UNKNOWN_ACTION = "WBK-309"


class BadCellError(ValueError):
    """A cell, or one value in it, cannot be read: which fault it is, what was seen and expected, how to mend it."""

    def __init__(self, fault: Fault, message: str, hint: str = "", severity: Severity = Severity.ERROR) -> None:
        """Carry what goes into the problem; a warning means that what the field held before is kept."""
        super().__init__(message)
        self.fault, self.hint, self.severity = fault, hint, severity


OFFERED_AT_MOST = 200
"""For so many faults of a kind in one file the words that may have been meant are looked for; it takes its time."""
LISTED_AT_MOST = 5_000
"""So many problems of a file are listed, and so many notes; of more, all are counted. Nobody reads so many, and a file
that is made to fill a machine could hold millions."""
SHOWN_AT_MOST = 3
"""So many notes of the same words in one column are shown one by one; of more, the first one tells how many."""


class Findings:
    """Gathers the notes and problems of one file."""

    def __init__(self, file: SeenFile) -> None:
        """Prepare to name places in this file."""
        self.path = file.path
        self.problems: list[Problem] = []
        self.counts: Counter[Fault] = Counter()
        self._listed: Counter[Severity] = Counter()
        self._unlisted: Counter[str] = Counter()
        self._notes: list[Note] = []
        self._note_counts: Counter[_Column] = Counter()
        self._unlisted_notes = 0

    def at(self, sheet: str, row: int, column: int) -> CellLocation:
        """Return the place of a cell."""
        return CellLocation(self.path, sheet, row, column)

    def note(self, place: CellLocation | None, message: str) -> None:
        """Add a note."""
        note = Note(place, message)
        column = _column_of(note)
        self._note_counts[column] += 1
        if place is not None and self._note_counts[column] > SHOWN_AT_MOST:
            return
        if len(self._notes) < LISTED_AT_MOST:
            self._notes.append(note)
        else:
            self._unlisted_notes += 1

    def fault(
        self,
        fault: Fault,
        place: CellLocation | None,
        message: str,
        hint: str = "",
        *,
        record: str = "",
        related: Iterable[Location] = (),
        severity: Severity = Severity.ERROR,
    ) -> None:
        """Add a problem; of more than can be listed, errors and warnings each, the others are counted."""
        self.counts[fault] += 1
        self._listed[severity] += 1
        if self._listed[severity] > LISTED_AT_MOST:
            self._unlisted[place.sheet if place else ""] += 1
            return
        self.problems.append(
            Problem(
                code=str(fault),
                message=message,
                location=place,
                severity=severity,
                hint=hint,
                record=record,
                related=tuple(related),
            )
        )

    def drop(self, sheet: str, rows: Collection[int]) -> None:
        """Forget what was found in some rows of a sheet, because all of it comes of one fault."""
        kept = [each for each in self.problems if not _stands_in(each.location, sheet, rows)]
        self._listed = Counter(each.severity for each in kept)
        self._unlisted[sheet] = 0
        self.problems = kept
        self._notes = [each for each in self._notes if not _stands_in(each.location, sheet, rows)]

    @property
    def unlisted(self) -> int:
        """How many problems there are beside those that are listed."""
        return self._unlisted.total()

    def notes(self) -> tuple[Note, ...]:
        """Return the notes; where one stands at many cells of a column, the first tells for all."""
        told: set[_Column] = set()
        folded: list[Note] = []
        for note in self._notes:
            column = _column_of(note)
            count = self._note_counts[column]
            if note.location is None or count <= SHOWN_AT_MOST:
                folded.append(note)
            elif column not in told:
                told.add(column)
                folded.append(Note(note.location, f"{note.message} (the same in {count - 1:,} more cells below)"))
        if self._unlisted_notes:
            folded.append(Note(None, f"and {self._unlisted_notes:,} more notes, which are not listed"))
        return tuple(folded)


_Column = tuple[str, int, str]
"""A sheet, the number of a column in it, and what is noted there."""


def _column_of(note: Note) -> _Column:
    place = note.location
    return (place.sheet, place.column, note.message) if place else ("", 0, note.message)


def _stands_in(place: Location | None, sheet: str, rows: Collection[int]) -> bool:
    return isinstance(place, CellLocation) and place.sheet == sheet and place.row in rows
