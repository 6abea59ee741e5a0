"""Files that came back, made in code: what an exported part of a state says, and ways to edit it."""

from collections.abc import Mapping, Sequence
from typing import Any

from datamap.model.facts import facts_of
from datamap.model.kinds import kind_named
from datamap.model.state import Key, Owner, State
from datamap.problems import CellLocation
from datamap.workbook.base import Base, Scope
from datamap.workbook.bounds import bounds_of
from datamap.workbook.edits import Action, Choice, Edit, Edits
from datamap.workbook.plan import FileFacts, Plan
from datamap.workbook.planning import Register, make_plan

PATH = "edits.xlsx"
WHOLE = Scope()
FILE = FileFacts(PATH, 1000, "f" * 64, "xlsx")


def state(**records: Mapping[str, str]) -> State:
    """A state of the organisation org-a: `act_pay={"name": '"Payroll"'}` is the activity act-pay."""
    owners = {"org-a": Owner("organisation", "")}
    facts = {Key("org-a", "name"): '"Acme"'}
    for name, fields in records.items():
        id = name.replace("_", "-")
        owners[id] = Owner(kind_by_prefix(id), "org-a")
        facts |= {Key(id, field): words for field, words in fields.items()}
    return State(owners, facts)


def kind_by_prefix(id: str) -> str:
    """The kind of a record by the beginning of its id."""
    prefixes = {"act": "activity", "line": "purpose_line", "use": "data_use", "party": "party", "system": "system"}
    prefixes |= {"cat": "category", "org": "organisation", "measure": "measure", "doc": "document"}
    return prefixes[id.partition("-")[0]]


def base_of(held: State, scope: Scope = WHOLE, revision: int = 1) -> Base:
    """What a file says that was exported from a state."""
    totals: dict[str, int] = {}
    for id in bounds_of(scope, held, held).exported:
        totals[held.owners[id].kind] = totals.get(held.owners[id].kind, 0) + 1
    return Base("r" * 32, revision, "h" * 64, scope, totals)


def row_of(held: State, id: str, number: int, **edited: Any) -> Edit:
    """The row of a record as it was exported, with some cells edited."""
    owner = held.owners[id]
    fields = [name for name, fact in facts_of(kind_named(owner.kind).record_class).items() if not fact.from_folder]
    words: dict[str, str | None] = {name: held.facts.get(Key(id, name)) for name in fields if name != "id"}
    return row(owner.kind, id, owner.organisation, number, {**words, **edited})


def row(kind: str, id: str, organisation: str, number: int, words: Mapping[str, str | None], **more: Any) -> Edit:
    """A row of a file, on the sheet of its kind; columns stand in the order of the fields."""
    names = dict.fromkeys(["id", "action", *facts_of(kind_named(kind).record_class)])
    places = {name: CellLocation(PATH, kind, number, column) for column, name in enumerate(names, start=1)}
    return Edit(kind, id, organisation, Action.KEEP, words, places, CellLocation(PATH, kind, number, 1), **more)


def rows_of(held: State, scope: Scope = WHOLE) -> list[Edit]:
    """All rows of an untouched file."""
    exported = bounds_of(scope, held, held).exported
    ids = [id for id in held.owners if id in exported]
    return [row_of(held, id, number) for number, id in enumerate(ids, start=3)]


def edits_of(rows: Sequence[Edit], base: Base | None, choices: Mapping[tuple[str, str], Choice] | None = None) -> Edits:
    """What a file with these rows says."""
    found: dict[str, int] = dict.fromkeys(base.totals if base else (), 0)
    for each in rows:
        found[each.kind] = found.get(each.kind, 0) + 1
    return Edits(base, tuple(rows), found, choices or {}, (), ())


def plan_of(
    rows: Sequence[Edit],
    base: State | None,
    register: State,
    scope: Scope = WHOLE,
    choices: Mapping[tuple[str, str], Choice] | None = None,
    stated: Base | None = None,
) -> Plan:
    """The plan for a file that was exported from `base`, and says so as `stated`; the register holds `register` now."""
    said = edits_of(rows, stated or (base_of(base, scope) if base else None), choices)
    made: dict[str, dict[str, str]] = {}
    for (record, field), words in register.facts.items():
        if base is None or record not in base.owners:
            made.setdefault(record, {})[field] = words
    taken = {*register.owners, *(base.owners if base else ())}
    return make_plan(FILE, said, Register(2, register, base, None, made, taken))
