"""What is told about a file, number by number: problems, conflicts and notes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from datamap.problems import CellLocation, Severity
from datamap.workbook.plan import Plan
from datamap.workbook.report.sections import conflict_words, title_of


class Remark(NamedTuple):
    """One thing that is told.

    Attributes:
        number: which one it is; it stands in the mark and on the sheet.
        weight: "error", "warning", "conflict" or "note"; a note is listed, and marks nothing.
        place: the cell, or None.
        message: what is wrong.
        hint: how to mend it.
        code: the permanent code of a problem, or "".
    """

    number: int
    weight: str
    place: CellLocation | None
    message: str
    hint: str
    code: str


def remarks_on(plan: Plan, labels: Mapping[str, str]) -> list[Remark]:
    """Return all that is told about a file: problems first, then conflicts that nobody decided, then notes.

    >>> from datamap.workbook.edits import Note
    >>> from datamap.workbook.plan import FileFacts
    >>> parts = dict.fromkeys(("totals", "changes", "conflicts", "missing", "problems"), ())
    >>> file, rest = FileFacts("a.xlsx", 1, "ab", "xlsx"), {"base": None, "export": None, "confirmation": None}
    >>> plan = Plan(file=file, revision=0, exported=frozenset(), names={}, notes=(Note(None, "x"),), **parts, **rest)
    >>> [(remark.number, remark.weight, remark.message) for remark in remarks_on(plan, {})]
    [(1, 'note', 'x')]
    """
    told: list[Remark] = []
    for problem in plan.problems:
        place = problem.location if isinstance(problem.location, CellLocation) else None
        weight = "warning" if problem.severity is not Severity.ERROR else "error"
        told.append(Remark(0, weight, place, problem.message, problem.hint, problem.code))
    for each in plan.undecided:
        title = title_of(each.kind, each.field, labels)
        _field, base, register, file = conflict_words(each, plan.names, labels)
        message = labels["check.conflict"].format(
            name=each.name, record=each.record, field=title, base=base, register=register, file=file
        )
        told.append(Remark(0, "conflict", each.place, message, labels["check.choose"], ""))
    told += [Remark(0, "note", note.location, note.message, "", "") for note in plan.notes]
    return [remark._replace(number=number) for number, remark in enumerate(told, start=1)]
