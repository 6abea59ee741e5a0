"""Faults found in the data: values that are collected, located and reported all at once."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from datamap.errors import DatamapError
from datamap.text import column_letters, counted


class Severity(StrEnum):
    """How much a problem weighs: an error stops what was asked, a warning and a note do not."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class TextLocation(NamedTuple):
    """A place in a text file: its path and the line and column, both counted from 1 (0: the whole file).

    >>> str(TextLocation("inventory/innovat/activities.yaml", 14, 5))
    'inventory/innovat/activities.yaml:14:5'
    """

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return ":".join(str(part) for part in self if part)


class CellLocation(NamedTuple):
    """A place in a workbook: its path, the sheet, and the row and column, both counted from 1.

    >>> str(CellLocation("edits.xlsx", "Recipients", 12, 6))
    'edits.xlsx!Recipients!F12'
    """

    path: str
    sheet: str
    row: int
    column: int

    def __str__(self) -> str:
        return f"{self.path}!{self.sheet}!{column_letters(self.column)}{self.row}"


Location = TextLocation | CellLocation


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One fault: its permanent code, its weight, the place, what was seen and expected, and how to mend it.

    Attributes:
        code: the permanent code of the kind of fault, such as ``REF-001``.
        message: what was seen and what was expected, in one sentence.
        location: the place, or None where no place can be named.
        hint: how to mend it.
        record: the id of the record it concerns.
        related: other places that belong to the same fault.
    """

    code: str
    message: str
    location: Location | None = None
    severity: Severity = Severity.ERROR
    hint: str = ""
    record: str = ""
    related: tuple[Location, ...] = ()

    def __str__(self) -> str:
        where = f"{self.location}: " if self.location else ""
        lines = [f"{where}{self.severity} {self.code}: {self.message}"]
        lines += [f"    see also {place}" for place in self.related]
        if self.hint:
            lines.append(f"    hint: {self.hint}")
        return "\n".join(lines)


def _order(problem: Problem) -> tuple[tuple[str, ...], tuple[int, ...], str, str]:
    """Sort by file and sheet, then by row and column as numbers, then by code."""
    place = problem.location
    names = tuple(part for part in place or () if isinstance(part, str))
    numbers = tuple(part for part in place or () if isinstance(part, int))
    return names, numbers, problem.code, problem.message


class Report:
    """All problems of one run, in the order of their places.

    >>> report = Report(
    ...     [
    ...         Problem(code="REF-001", message="'NX' is no country", location=TextLocation("a.yaml", 10, 3)),
    ...         Problem(code="FLD-001", message="no field 'nmae'", location=TextLocation("a.yaml", 9, 3)),
    ...     ]
    ... )
    >>> [problem.code for problem in report], report.has_errors
    (['FLD-001', 'REF-001'], True)
    """

    def __init__(self, problems: Iterable[Problem] = ()) -> None:
        """Gather the problems and put them in the order of their places."""
        self.problems = tuple(sorted(problems, key=_order))

    def __iter__(self) -> Iterator[Problem]:
        return iter(self.problems)

    def __len__(self) -> int:
        return len(self.problems)

    @property
    def has_errors(self) -> bool:
        """Whether at least one problem stops the work."""
        return any(problem.severity is Severity.ERROR for problem in self.problems)

    def count_text(self) -> str:
        """Return how many problems of each weight there are, in words: '2 errors, 1 warning'."""
        counts = {severity: sum(p.severity is severity for p in self.problems) for severity in Severity}
        parts = [counted(n, severity) for severity, n in counts.items() if n]
        return ", ".join(parts) or "no problems"

    def format_text(self) -> str:
        """Return the report for people: a block for each problem, then the count."""
        return "\n".join([*(str(problem) for problem in self.problems), self.count_text()])

    def format_json(self) -> str:
        """Return the report for programs: a JSON list with one object per problem."""
        rows = [
            {
                "code": p.code,
                "severity": p.severity,
                "location": str(p.location) if p.location else None,
                "message": p.message,
                "hint": p.hint or None,
                "record": p.record or None,
                "related": [str(place) for place in p.related],
            }
            for p in self.problems
        ]
        return json.dumps(rows, indent=2, ensure_ascii=False)


class FaultyInventoryError(DatamapError):
    """The inventory has faults that stand in the way, so nothing was made of it; the report holds all of them."""

    exit_code = 1

    def __init__(self, report: Report) -> None:
        """Carry the report whose errors stopped the work."""
        super().__init__(f"{report.count_text()}: nothing was written")
        self.report = report
