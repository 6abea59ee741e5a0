"""A plan for programs: one JSON object, whose form is published as a JSON Schema."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from importlib.resources import files
from typing import Any

from datamap.problems import Location, Problem
from datamap.workbook.guard.refusal import RefusedError
from datamap.workbook.plan import WHOLE_RECORD, Conflict, Plan, RecordChange


def format_json(plan: Plan) -> str:
    """Return a plan as a JSON object; its `changes` are a list, empty when nothing would change.

    Values of fields are texts, lists of texts, or null for "none"; where nothing is recorded, `{"recorded": false}`.

    >>> from datamap.workbook.plan import FileFacts
    >>> parts = dict.fromkeys(("totals", "changes", "conflicts", "missing", "notes", "problems"), ())
    >>> file, rest = FileFacts("a.xlsx", 1, "ab", "xlsx"), {"base": None, "export": None, "confirmation": None}
    >>> plan = Plan(file=file, revision=0, exported=frozenset(), names={}, **parts, **rest)
    >>> json.loads(format_json(plan))["changes"]
    []
    """
    return json.dumps(_plan(plan), indent=2, ensure_ascii=False)


def format_refused(path: str, refused: RefusedError) -> str:
    """Return the plan of a file that was refused: nothing changes, and one problem says why.

    >>> told = json.loads(format_refused("a.xlsx", RefusedError("'a.xlsx' is empty: choose the file that you edited")))
    >>> told["changes"], told["problems"][0]["code"], told["problems"][0]["hint"]
    ([], 'WBK-001', 'choose the file that you edited')
    """
    nothing: dict[str, Any] = {
        name: [] for name in ("totals", "changes", "missing", "conflicts", "notes")
    }  # in the order of a plan
    told = {
        "file": {"path": path, "size": None, "sha256": None, "format": None},
        "base": None,
        "revision": None,
        **nothing,
        "problems": [_problem(problem_of(refused))],
        "problem_count": 1,
        "confirm": None,
        "findings": None,
    }
    return json.dumps(told, indent=2, ensure_ascii=False)


def problem_of(refused: RefusedError) -> Problem:
    """Return a refusal as a problem: what was seen, and how to mend it.

    >>> problem_of(RefusedError("'a.xlsx' is empty: choose the file that you edited")).hint
    'choose the file that you edited'
    """
    seen, _, mend = str(refused).partition(": ")
    return Problem(code=refused.code, message=seen, hint=mend)


def format_outcome(
    made: tuple[int, int, str] | None, problems: Sequence[Problem] = (), plan: Plan | None = None, error: str = ""
) -> str:
    """Return what came of applying a workbook as a JSON object, also where nothing was written.

    Args:
        made: the number of the revision that was made, how many fields it changed, and its hash; None: none was made.
        problems: what stood in the way; left out, the problems of the plan.
        plan: what was to be done; None: the file was refused.
        error: why nothing was written.

    >>> json.loads(format_outcome((2, 5, "ab")))["revision"]
    2
    """
    revision, changes, digest = made or (None, 0, None)
    listed = problems or (plan.problems if plan else ())
    told = {
        "revision": revision,
        "changes": changes,
        "hash": digest,
        "problems": [_problem(each) for each in listed],
        "problem_count": plan.problem_count if plan and not problems else len(listed),
        "conflicts": [_conflict(each) for each in plan.undecided] if plan else [],
        "confirm": plan.confirmation and plan.confirmation._asdict() if plan and not made else None,
        "error": error or None,
    }
    return json.dumps(told, indent=2, ensure_ascii=False)


def read_schema(name: str = "plan") -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a "plan", or of what "apply" tells."""
    schema: dict[str, Any] = json.loads((files("datamap.workbook") / f"{name}.schema.json").read_text(encoding="utf-8"))
    return schema


def _plan(plan: Plan) -> dict[str, Any]:
    found = plan.solved is not None or plan.caused is not None
    return {
        "file": plan.file._asdict(),
        "base": _base(plan),
        "revision": plan.revision,
        "totals": [total._asdict() for total in plan.totals],
        "changes": [_change(change) for change in plan.changes],
        "missing": [each._asdict() for each in plan.missing],
        "conflicts": [_conflict(each) for each in plan.conflicts],
        "notes": [{"cell": _cell(note.location), "message": note.message} for note in plan.notes],
        "problems": [_problem(each) for each in plan.problems],
        "problem_count": plan.problem_count,
        "confirm": plan.confirmation and plan.confirmation._asdict(),
        "findings": {"solved": list(plan.solved or ()), "caused": list(plan.caused or ())} if found else None,
    }


def _base(plan: Plan) -> dict[str, Any] | None:
    if plan.base is None:
        return None
    return {
        "register": plan.base.register,
        "revision": plan.base.revision,
        "hash": plan.base.hash,
        "organisations": list(plan.base.scope.organisations),
        "department": plan.base.scope.department,
        "only_missing": plan.base.scope.only_missing,
        "at": plan.export.at if plan.export else None,
        "author": plan.export.author if plan.export else None,
    }


def _conflict(conflict: Conflict) -> dict[str, Any]:
    base, register, file = (_side(conflict, fields) for fields in conflict.sides)
    return {
        "record": conflict.record,
        "kind": conflict.kind,
        "name": conflict.name,
        "field": conflict.field,
        "cell": _cell(conflict.place),
        "base": base,
        "register": register,
        "file": file,
        "choice": conflict.choice or None,
    }


def _side(conflict: Conflict, fields: Mapping[str, str | None]) -> Any:
    """Return what one side of a conflict says; of a whole record, the fields that differ, or that it is deleted."""
    if conflict.field != WHOLE_RECORD:
        return _value(fields[conflict.field])
    return {"fields": {field: _value(words) for field, words in fields.items()}} if fields else {"deleted": True}


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "code": problem.code,
        "severity": str(problem.severity),
        "cell": _cell(problem.location),
        "message": problem.message,
        "hint": problem.hint or None,
        "record": problem.record or None,
        "related": [str(place) for place in problem.related],
    }


def _change(change: RecordChange) -> dict[str, Any]:
    return {
        "what": str(change.what),
        "record": change.record,
        "kind": change.kind,
        "organisation": change.organisation or None,
        "name": change.name_after if change.what == "new" else change.name,
        "renamed_to": change.name_after if change.what == "renamed" else None,
        "cell": _cell(change.place),
        "hidden": change.is_hidden,
        "fields": [
            {
                "field": each.field,
                "cell": _cell(each.place),
                "before": _value(each.before),
                "after": _value(each.after),
                "clears": each.is_clear and change.what != "deleted",
            }
            for each in change.fields
        ],
        "likely": [each._asdict() for each in change.likely],
    }


def _value(words: str | None) -> Any:
    return {"recorded": False} if words is None else json.loads(words)


def _cell(location: Location | None) -> str | None:
    return str(location) if location else None
