"""From what a file says to a plan: every row merged, every new record settled, the outcome seen as a whole."""

from __future__ import annotations

from collections import ChainMap, Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from datamap.model.facts import Value, facts_of
from datamap.model.kinds import KINDS, kind_named
from datamap.model.shipped import shipped_terms
from datamap.model.state import Key, Owner, State, after
from datamap.problems import CellLocation, Problem, Report, Severity
from datamap.text import counted
from datamap.workbook.bounds import bounds_of
from datamap.workbook.deletions import confirmation_for, refused
from datamap.workbook.edits import Action, Edit, Edits, Note
from datamap.workbook.faults import LISTED_AT_MOST
from datamap.workbook.likeness import with_likely
from datamap.workbook.merge import values_of
from datamap.workbook.names import name_in, text_of
from datamap.workbook.naming import titles_of
from datamap.workbook.newcomers import Newcomers, referring, settle
from datamap.workbook.plan import (
    Absentee,
    Conflict,
    Export,
    FieldChange,
    FileFacts,
    Plan,
    RecordChange,
    Total,
    What,
    journal_changes,
)
from datamap.workbook.reconcile import Found, Sides, fault, merge_row, record_change
from datamap.workbook.soundness import problems_of


class Register(NamedTuple):
    """What a plan has to know of the register.

    Attributes:
        revision: its newest revision.
        state: what it holds.
        base: what it held at the revision that the file was exported from; None: nobody knows which one that was.
        export: who made that revision, and when.
        made: what each living record that came since then held when it was made.
        taken: all ids that it ever gave.
    """

    revision: int
    state: State
    base: State | None
    export: Export | None
    made: Mapping[str, Mapping[str, str]]
    taken: Collection[str]


def make_plan(file: FileFacts, edits: Edits, register: Register) -> Plan:
    """Return what a file would change in a register; nothing is changed.

    >>> from datamap.model.state import Owner
    >>> place = CellLocation("a.xlsx", "Parties", 3, 1)
    >>> state = State({"org-a": Owner("organisation", "")}, {Key("org-a", "name"): '"Acme"'})
    >>> row = Edit("party", "", "org-a", Action.KEEP, {"name": '"Mailer"'}, {}, place)
    >>> edits = Edits(None, (row,), {"party": 1}, {}, (), ())
    >>> plan = make_plan(FileFacts("a.xlsx", 1, "", "xlsx"), edits, Register(1, state, None, None, {}, ["org-a"]))
    >>> [(change.what.value, change.record) for change in plan.changes]
    [('new', 'party-a-mailer')]
    """
    bounds = bounds_of(edits.base.scope, register.base, register.state) if edits.base and register.base else None
    sides = Sides(register.base, register.state, bounds, edits.choices)
    found = Found(notes=list(edits.notes))
    rows, changes = _gather(edits, sides, register, found)
    found.problems = _first_told(edits.problems, found.problems)
    found.problems += refused([each for each in changes if each.what is What.DELETED], _result(register.state, changes))
    found.problems = _first_told(found.problems, _unsound(register.state, changes, rows, found))
    exported = bounds.exported if bounds else frozenset(row.id for row in rows)
    found.notes += _hidden(changes)
    problems = listed(dict.fromkeys(found.problems))
    return Plan(
        file=file,
        base=edits.base,
        export=register.export,
        revision=register.revision,
        totals=_totals(edits, changes, found),
        changes=changes,
        conflicts=tuple(found.conflicts),
        exported=exported,
        missing=_missing(edits, register.base, exported, rows),
        notes=tuple(dict.fromkeys(found.notes)),
        problems=problems,
        confirmation=confirmation_for(changes, register.state, exported),
        names=_names(changes, found.conflicts, edits, (_result(register.state, changes), register.state)),
        unlisted=edits.unlisted + len(set(found.problems)) - len(problems),
    )


def _first_told(first: Iterable[Problem], others: Iterable[Problem]) -> list[Problem]:
    """Return problems, without those of the others that stand in a cell about which the first ones tell already."""
    told = list(first)
    places = {problem.location for problem in told} - {None}
    return told + [problem for problem in others if problem.location not in places]


def listed(problems: Collection[Problem]) -> tuple[Problem, ...]:
    """Return the problems in the order of their places; of more than can be listed, errors before all others.

    >>> len(listed([Problem(code="WBK-201", message="x")]))
    1
    """
    if len(problems) > LISTED_AT_MOST:
        errors_first = sorted(problems, key=lambda each: each.severity is not Severity.ERROR)
        problems = errors_first[:LISTED_AT_MOST]
    return Report(problems).problems


def _gather(
    edits: Edits, sides: Sides, register: Register, found: Found
) -> tuple[list[Edit], tuple[RecordChange, ...]]:
    """Return all rows with their ids, and what they change, in the order of the file."""
    fresh = [row for row in (_at_home(row, sides, found) for row in edits.rows if not row.id) if row]
    new = settle(fresh, register.made, register.taken)
    found.notes += [Note(row.place, f"this row is '{row.id}' in the register already") for row in new.known]
    rows = [referring(row, new.ids) for row in edits.rows if row.id]
    for row in rows:
        merge_row(row, sides, found)
    made = with_likely([*found.changes, *_new_records(new, sides, found)], sides.register)
    order = {row.place: number for number, row in enumerate(edits.rows)} if made else {}
    changes = sorted(made, key=lambda each: order[each.place] if each.place else -1)
    return [*rows, *new.rows, *new.known], tuple(changes)


def _at_home(row: Edit, sides: Sides, found: Found) -> Edit | None:
    """Return a new row with the organisation that keeps it; None, with a problem, if that is not known."""
    if row.action is Action.DELETE:
        message, hint = "a row without an ID is new: there is nothing to delete", "take the row out, or write its ID"
        found.problems.append(fault(row, "action", "PLN-008", message, hint))
        return None
    if row.kind == "organisation" or row.organisation:
        return row
    known = (sides.bounds.scope.organisations if sides.bounds else ()) or [
        id for id, owner in sides.register.owners.items() if owner.kind == "organisation"
    ]
    if len(known) == 1:
        return row._replace(organisation=known[0])
    title = kind_named(row.kind).title
    message = f"a new {title} does not say which organisation keeps it"
    found.problems.append(fault(row, "organisation", "PLN-006", message, "write the name of the organisation"))
    return None


def _new_records(new: Newcomers, sides: Sides, found: Found) -> list[RecordChange]:
    """Return the records that new rows make; those outside the scope become problems."""
    made = []
    fresh = {row.id: row for row in new.rows}
    for row in new.rows:
        if sides.bounds is not None and not sides.bounds.may_add(row, fresh):
            message = "this new record is outside the part of the register that the file was exported for"
            hint = "add it in a file that holds that part, or export the whole register"
            found.problems.append(fault(row, "id", "PLN-003", message, hint))
            continue
        facts = facts_of(kind_named(row.kind).record_class)
        fields = tuple(
            FieldChange(name, None, words, row.places.get(name, row.place))
            for name, words in row.words.items()
            if words is not None and name != "id" and name in facts and not facts[name].from_folder
        )
        made.append(record_change(row, row.id, What.NEW, fields, sides.register))
    return made


def _unsound(state: State, changes: Sequence[RecordChange], rows: Iterable[Edit], found: Found) -> list[Problem]:
    """Return what would be wrong with the register as a whole; refused deletions, which are told, are left out."""
    told = {problem.record for problem in found.problems if problem.code == "PLN-007"}
    carried = [each for each in changes if each.record not in told]
    touched = {each.record for each in carried}
    has_errors = any(problem.severity is Severity.ERROR for problem in found.problems)
    homes = {each.organisation or each.record for each in carried} if has_errors else set()
    incomplete = [(kind, home) for kind in KINDS if kind.is_kept for home in homes]
    faulty = [problem.location for problem in found.problems if isinstance(problem.location, CellLocation)]
    changed = [row for row in rows if row.id in touched]
    return problems_of(_result(state, carried), changed, faulty, incomplete)


def _result(state: State, changes: Iterable[RecordChange]) -> State:
    made = journal_changes(changes)
    return after(state, made) if made else state


def _missing(edits: Edits, base: State | None, exported: frozenset[str], rows: Iterable[Edit]) -> tuple[Absentee, ...]:
    """Return the records of the sheets found that were exported and have no row any more."""
    if base is None:
        return ()
    there = edits.unread.union(row.id for row in rows)
    gone = sorted(id for id in exported - there if base.owners[id].kind in edits.found)
    return tuple(Absentee(id, base.owners[id].kind, name_in(base.facts, id)) for id in gone)


def _totals(edits: Edits, changes: Iterable[RecordChange], found: Found) -> tuple[Total, ...]:
    touched = Counter(each.kind for each in changes)
    open_ones = {(each.kind, each.record) for each in found.conflicts if not each.choice} - {
        (each.kind, each.record) for each in changes
    }
    touched.update(kind for kind, _record in open_ones)
    exported = edits.base.totals if edits.base else {}
    return tuple(
        Total(
            kind.name,
            exported.get(kind.name) if edits.base else None,
            edits.found.get(kind.name),
            max(0, edits.found.get(kind.name, 0) - touched[kind.name]),
        )
        for kind in KINDS
        if kind.name in exported or kind.name in edits.found
    )


def _hidden(changes: Iterable[RecordChange]) -> list[Note]:
    hidden = [each for each in changes if each.is_hidden]
    count = f"{counted(len(hidden), 'changed row')} {'is' if len(hidden) == 1 else 'are'} hidden in your file"
    return [Note(hidden[0].place, f"{count}; hidden rows are read like all others")] if hidden else []


def _names(
    changes: Iterable[RecordChange], conflicts: Iterable[Conflict], edits: Edits, states: Sequence[State]
) -> dict[str, str]:
    """Return what people call what the fields that differ name, records and fields, and the organisations of the file.

    Args:
        changes: what would happen.
        conflicts: what both sides changed.
        edits: what the file says.
        states: the register as it would be, and as it is.
    """
    facts = ChainMap(*(state.facts for state in states))
    held = [
        (change.kind, change.record, each.field, words)
        for change in changes
        for each in change.fields
        for words in (each.before, each.after)
    ]
    for each in conflicts:
        held += [(each.kind, each.record, field, words) for side in each.sides for field, words in side.items()]
    ids = {id for kind, _record, field, words in held for id in _references(kind, field, words)}
    ids.update(edits.base.scope.organisations if edits.base else ())
    named = {id: name_in(facts, id) for id in sorted(ids)}
    known = {id: name for id, name in named.items() if name != id or id in shipped_terms()}
    return known | _field_titles(held, facts, ChainMap(*(state.owners for state in states)))


def _field_titles(
    held: Iterable[tuple[str, str, str, str | None]], facts: Mapping[Key, str], owners: Mapping[str, Owner]
) -> dict[str, str]:
    """Return the titles of the fields that fields name, by their names; one of several titles stands for itself."""
    found: dict[str, set[str]] = defaultdict(set)
    for kind, record, field, words in held:
        fact = facts_of(kind_named(kind).record_class).get(field)
        backed = text_of(facts.get(Key(record, fact.field_of))) if fact and fact.field_of else ""
        if backed in owners and (name := text_of(words)):
            found[name].add(titles_of(owners[backed].kind).get(name, name))
    return {name: titles.pop() for name, titles in found.items() if len(titles) == 1}


def _references(kind: str, field: str, words: str | None) -> Iterator[str]:
    fact = facts_of(kind_named(kind).record_class).get(field)
    if fact is not None and fact.value is Value.REFERENCE:
        yield from values_of(words) or filter(None, [text_of(words)])
