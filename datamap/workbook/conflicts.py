"""The sheet of conflicts: it goes out with three values and a choice in each row, and comes back with the choices."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from typing import NamedTuple

from datamap.labels import read_labels
from datamap.problems import CellLocation, Problem
from datamap.text import join_words, match_key
from datamap.workbook.edits import Choice, Edits
from datamap.workbook.plan import Plan
from datamap.workbook.report.sections import annotated_name, conflict_words
from datamap.workbook.seen import SeenCell, SeenFile, SeenSheet

SIDES = ("base", "register", "file")
"""What can be chosen."""
KEYS = ("name", "record", "title", *SIDES, "choice", "field", "seen")
"""What stands in the columns of the sheet, after "conflict." in its hidden row of keys."""
HIDDEN = ("field", "seen")
"""The columns that people do not need to see."""
_CONFLICT, _CHECK = "conflict.", "check."
_DEEPEST_KEY_ROW = 50
"""In which rows the keys are looked for: people may put rows above them."""
_LAST_KEY_COLUMN = 30
"""Until which column the first key is looked for."""


class Row(NamedTuple):
    """One row of the sheet, in the order of `KEYS`."""

    name: str
    record: str
    title: str
    base: str
    register: str
    file: str
    choice: str
    field: str
    seen: str


def rows_for(plan: Plan, labels: Mapping[str, str]) -> list[Row]:
    """Return the rows of the sheet of conflicts: a row for each conflict of a plan, with what was chosen already.

    >>> from datamap.workbook.plan import FileFacts
    >>> parts = dict.fromkeys(("totals", "changes", "conflicts", "missing", "notes", "problems"), ())
    >>> file, rest = FileFacts("a.xlsx", 1, "ab", "xlsx"), {"base": None, "export": None, "confirmation": None}
    >>> rows_for(Plan(file=file, revision=0, exported=frozenset(), names={}, **parts, **rest), {})
    []
    """
    return [
        Row(
            each.name,
            each.record,
            *conflict_words(each, plan.names, labels),
            labels[f"choice.{each.choice}"] if each.choice else "",
            each.field,
            each.fingerprint,
        )
        for each in plan.conflicts
    ]


def is_own_sheet(sheet: SeenSheet) -> bool:
    """Return whether a sheet is one that annotating a workbook adds: of problems or of conflicts.

    >>> is_own_sheet(SeenSheet("Check", {(1, 1): SeenCell("check.number")})), is_own_sheet(SeenSheet("Parties", {}))
    (True, False)
    """
    return _key_row(sheet, _CHECK, _CONFLICT) > 0


def without_own_sheets(file: SeenFile) -> SeenFile:
    """Return a file without the sheets that annotating it added.

    >>> check = SeenSheet("Check", {(1, 1): SeenCell("check.number")})
    >>> without_own_sheets(SeenFile("a.xlsx", "xlsx", 0, "", (check,))).sheets
    ()
    """
    return file._replace(sheets=tuple(sheet for sheet in file.sheets if not is_own_sheet(sheet)))


def is_conflict_sheet(sheet: SeenSheet) -> bool:
    """Return whether a sheet is one of conflicts.

    >>> is_conflict_sheet(SeenSheet("Check", {(1, 1): SeenCell("check.number")}))
    False
    """
    return _key_row(sheet, _CONFLICT) > 0


def read_choices(sheet: SeenSheet, path: str) -> tuple[dict[tuple[str, str], Choice], list[Problem]]:
    """Return what a person chose on a sheet of conflicts, by record and field, and what is wrong there.

    A row without a choice decides nothing. The sheet is known by its hidden keys, whatever its title.

    Args:
        sheet: the sheet as it was found.
        path: the file that it stands in.
    """
    row_of_keys = _key_row(sheet, _CONFLICT)
    columns = {
        cell.words.removeprefix(_CONFLICT): column
        for (row, column), cell in sheet.cells.items()
        if row == row_of_keys and cell.words.startswith(_CONFLICT)
    }
    choices: dict[tuple[str, str], Choice] = {}
    problems: list[Problem] = []
    by_word = {match_key(words): side for words, side in _words_for_sides()}
    column = columns.get("choice", 0)
    for row in sorted({row for row, at in sheet.cells if at == column and row > row_of_keys}):
        said = {key: sheet.cells.get((row, at), SeenCell("")).words.strip() for key, at in columns.items()}
        if not said["choice"]:
            continue
        side = by_word.get(match_key(said["choice"]))
        if side is None and not said.get("seen"):
            continue  # the header, and what people wrote beside the rows
        if side is None or not (said.get("record") and said.get("field") and said.get("seen")):
            problems.append(_fault(CellLocation(path, sheet.title, row, column), is_unknown=side is None))
            continue
        choice, about = Choice(side, said["seen"]), (said["record"], said["field"])
        if choices.setdefault(about, choice) != choice:
            problems.append(_twice(CellLocation(path, sheet.title, row, column), *about))
    return choices, problems


def with_choices(edits: Edits, file: SeenFile) -> Edits:
    """Return what a file says, together with what was chosen on its sheets of conflicts.

    >>> with_choices(Edits(None, (), {}, {}, (), ()), SeenFile("a.xlsx", "xlsx", 0, "", ())).choices
    {}
    """
    choices, problems = dict(edits.choices), list(edits.problems)
    for sheet in file.sheets:
        if is_conflict_sheet(sheet):
            chosen, faults = read_choices(sheet, file.path)
            problems += faults
            for about, choice in chosen.items():
                if choices.setdefault(about, choice) != choice:
                    problems.append(_twice(CellLocation(file.path, sheet.title, 1, 1), *about))
    return edits._replace(choices=choices, problems=tuple(problems))


def _words_for_sides() -> list[tuple[str, str]]:
    labels = read_labels("plan")
    return [*((side, side) for side in SIDES), *((labels[f"choice.{side}"], side) for side in SIDES)]


def _fault(place: CellLocation, *, is_unknown: bool) -> Problem:
    if is_unknown:
        words = join_words([read_labels("plan")[f"choice.{side}"] for side in SIDES], "or")
        return Problem(code="PLN-009", message="this is none of the choices", location=place, hint=f"write {words}")
    message = "this row does not say any more which record and field it is about"
    file, copy = shlex.quote(place.path), shlex.quote(annotated_name(place.path))
    hint = f"make the sheet again with `datamap workbook plan {file} --annotate {copy}`"
    return Problem(code="PLN-009", message=message, location=place, hint=hint)


def _twice(place: CellLocation, record: str, field: str) -> Problem:
    """Return the problem that two rows decide one conflict in two ways, after one was copied."""
    message = f"'{record}', {field}: two rows about this conflict choose differently"
    return Problem(code="PLN-009", message=message, location=place, hint="delete one of the two rows")


def _key_row(sheet: SeenSheet, *prefixes: str) -> int:
    """Return the first row with a key that begins so, 0 if there is none."""
    for (row, column), cell in sheet.cells.items():  # row by row, as it was read
        if row > _DEEPEST_KEY_ROW:
            break
        if column <= _LAST_KEY_COLUMN and cell.words.startswith(prefixes):
            return row
    return 0
