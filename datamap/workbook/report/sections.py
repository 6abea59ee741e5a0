"""A plan as sections of a report, in the order in which a person decides: file, totals, faults, changes, decision."""

from __future__ import annotations

import json
import shlex
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import PurePath
from typing import NamedTuple

from datamap.model.facts import Value, facts_of
from datamap.model.kinds import field_title, kind_named
from datamap.problems import Location
from datamap.text import join_words, told_moment
from datamap.workbook.plan import WHOLE_RECORD, Conflict, FieldChange, Likely, Plan, RecordChange, What

Labels = Mapping[str, str]


class Section(NamedTuple):
    """One part of a report.

    Attributes:
        key: its permanent name.
        title: what stands above it.
        lead: a sentence before the table, or "".
        columns: the titles of the columns; empty for a section that is its lead.
        rows: a text for each column; several values stand one per line.
        found: how many rows there are, with those that are not listed.
    """

    key: str
    title: str
    lead: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    found: int


def sections_of(plan: Plan, labels: Labels) -> list[Section]:
    """Return the sections of a report that have something to tell, in their order.

    >>> from datamap.labels import read_labels
    >>> from datamap.workbook.plan import FileFacts
    >>> file = FileFacts("a.xlsx", 1, "ab", "xlsx")
    >>> parts = dict.fromkeys(("totals", "changes", "conflicts", "missing", "notes", "problems"), ())
    >>> rest = {"base": None, "export": None, "confirmation": None}
    >>> plan = Plan(file=file, revision=0, exported=frozenset(), names={}, **parts, **rest)
    >>> [section.key for section in sections_of(plan, read_labels("plan"))]
    ['file', 'decision']
    """
    made = [_section(key, columns, plan, labels) for key, columns in _COLUMNS.items()]
    shown = [section for section in made if section.rows]
    return [*shown, Section("decision", labels["section.decision"], decision_on(plan, labels), (), (), 0)]


def _section(key: str, columns: tuple[str, ...], plan: Plan, labels: Labels) -> Section:
    titles, rows = tuple(labels[f"column.{column}"] for column in columns), tuple(_ROWS[key](plan, labels))
    found = plan.problem_count if key == "problems" else len(rows)
    return Section(key, labels[f"section.{key}"], labels.get(f"lead.{key}", ""), titles, rows, found)


def decision_on(plan: Plan, labels: Labels) -> str:
    """Return what a person can do next, in a sentence or two.

    >>> from datamap.workbook.plan import FileFacts
    >>> parts = dict.fromkeys(("totals", "changes", "conflicts", "missing", "notes", "problems"), ())
    >>> file, rest = FileFacts("a.xlsx", 1, "ab", "xlsx"), {"base": None, "export": None, "confirmation": None}
    >>> plan = Plan(file=file, revision=0, exported=frozenset(), names={}, **parts, **rest)
    >>> decision_on(plan, {"decision.nothing": "Nothing would change."})
    'Nothing would change.'
    """
    file = shlex.quote(plan.file.path)
    copy = shlex.quote(annotated_name(plan.file.path))
    if plan.has_errors:
        return labels["decision.errors"].format(file=file, copy=copy)
    if plan.undecided:
        return labels["decision.conflicts"].format(file=file, copy=copy)
    if not plan.changes:
        return labels["decision.nothing"]
    if plan.confirmation:
        reasons = join_words(plan.confirmation.reasons)
        return labels["decision.confirm"].format(reasons=reasons, file=file, number=plan.confirmation.number)
    return labels["decision.apply"].format(file=file)


def annotated_name(path: str) -> str:
    """Return a name for the annotated copy of a file, beside it.

    >>> annotated_name("edits/my copy.ods")
    'edits/my copy-marked.xlsx'
    """
    return str(PurePath(path).with_name(f"{PurePath(path).stem}-marked.xlsx"))


def shown_words(words: str | None, kind: str, field: str, names: Mapping[str, str], labels: Labels) -> str:
    """Return what a field holds for people: names for ids, several values one per line.

    >>> shown_words('["DE"]', "party", "country", {"DE": "Germany"}, {})
    'Germany'
    >>> shown_words("null", "party", "country", {}, {"none": "none"})
    'none'
    """
    if words is None:
        return labels["not-recorded"]
    value = json.loads(words)
    if value is None:
        return labels["none"]
    values = [value] if isinstance(value, str) else value
    fact = facts_of(kind_named(kind).record_class).get(field) if kind else None
    is_name = fact is not None and (fact.value is Value.REFERENCE or fact.field_of)
    return "\n".join(names.get(each, each) if is_name else each for each in values)


def title_of(kind: str, field: str, labels: Labels) -> str:
    """Return what people call a field, or the record as a whole.

    >>> title_of("party", "country", {}), title_of("party", "action", {"whole-record": "the record as a whole"})
    ('country', 'the record as a whole')
    """
    return labels["whole-record"] if field == WHOLE_RECORD else field_title(kind, field)


def place_of(location: Location | None) -> str:
    """Return a place without the path of the file, which stands above.

    >>> from datamap.problems import CellLocation
    >>> place_of(CellLocation("a.xlsx", "Parties", 3, 1)), place_of(None)
    ('Parties!A3', '')
    """
    return str(location).removeprefix(f"{location[0]}!") if location else ""


def _file(plan: Plan, labels: Labels) -> Iterator[tuple[str, ...]]:
    file = plan.file
    yield labels["fact.path"], file.path
    yield labels["fact.format"], file.format
    yield labels["fact.size"], labels["bytes"].format(size=f"{file.size:,}")
    yield labels["fact.sha256"], file.sha256
    yield labels["fact.base"], _base(plan, labels)
    same = plan.base is not None and plan.base.revision == plan.revision
    yield labels["fact.register"], labels["revision-same" if same else "revision"].format(revision=plan.revision)


def _base(plan: Plan, labels: Labels) -> str:
    if plan.base is None:
        return labels["unknown-base"]
    export, scope = plan.export, plan.base.scope
    at = told_moment(export.at) if export else ""
    words = labels["base"].format(**export._replace(at=at)._asdict()) if export else labels["base-empty"]
    parts = [plan.names.get(each, each) for each in scope.organisations]
    parts += [labels["part-department"].format(department=scope.department)] if scope.department else []
    parts += [labels["part-missing"]] if scope.only_missing else []
    return words + (labels["part"].format(parts=", ".join(parts)) if parts else "")


def _totals(plan: Plan, labels: Labels) -> Iterator[tuple[str, ...]]:
    counts = Counter((each.kind, each.what) for each in plan.changes)
    for total in plan.totals:
        exported = labels["unknown"] if total.exported is None else f"{total.exported:,}"
        found = labels["not-supplied"] if total.found is None else f"{total.found:,}"
        changed = counts[total.kind, What.CHANGED] + counts[total.kind, What.RENAMED]
        numbers = (total.unchanged, changed, counts[total.kind, What.NEW], counts[total.kind, What.DELETED])
        yield kind_named(total.kind).title, exported, found, *(f"{number:,}" for number in numbers)


def _problems(plan: Plan, _labels: Labels) -> Iterator[tuple[str, ...]]:
    for each in plan.problems:
        yield place_of(each.location), each.code, str(each.severity), each.message, each.hint


def _changes(plan: Plan, labels: Labels) -> Iterator[tuple[str, ...]]:
    for each in plan.changes:
        if each.what in (What.CHANGED, What.RENAMED):
            yield from _fields(each, plan, labels, each.fields)


def _new(plan: Plan, labels: Labels) -> Iterator[tuple[str, ...]]:
    for each in plan.of(What.NEW):
        fields = "\n".join(f"{title}: {words}" for title, words in _held(each, plan, labels))
        yield place_of(each.place), each.record, fields, _likely(each, labels)


def _likely(change: RecordChange, labels: Labels) -> str:
    return "\n".join(likely_words(likely, labels) for likely in change.likely)


def likely_words(likely: Likely, labels: Labels) -> str:
    """Return a record that a new or a renamed one may already be, in words.

    >>> likely_words(Likely("party-a", "Acme", 97), {"likely": "{name} ({record}), {likeness} % alike"})
    'Acme (party-a), 97 % alike'
    """
    return labels["likely"].format(**likely._asdict())


def _held(change: RecordChange, plan: Plan, labels: Labels) -> Iterator[tuple[str, str]]:
    for each in change.fields:
        words = shown_words(each.after, change.kind, each.field, plan.names, labels).replace("\n", "; ")
        yield title_of(change.kind, each.field, labels), words


def _deleted(plan: Plan, _labels: Labels) -> Iterator[tuple[str, ...]]:
    for each in plan.of(What.DELETED):
        yield place_of(each.place), each.record, kind_named(each.kind).title, each.name


def _renamed(plan: Plan, labels: Labels) -> Iterator[tuple[str, ...]]:
    for each in plan.of(What.RENAMED):
        yield place_of(each.place), each.record, each.name, each.name_after, _likely(each, labels)


def _cleared(plan: Plan, labels: Labels) -> Iterator[tuple[str, ...]]:
    for each in plan.changes:
        for row in _fields(each, plan, labels, each.clears):
            yield row[:-1]


def _fields(
    change: RecordChange, plan: Plan, labels: Labels, fields: Iterable[FieldChange]
) -> Iterator[tuple[str, ...]]:
    for each in fields:
        values = (
            shown_words(words, change.kind, each.field, plan.names, labels) for words in (each.before, each.after)
        )
        called = f"{change.name}\n{change.record}" if change.name != change.record else change.record
        yield place_of(each.place), called, title_of(change.kind, each.field, labels), *values


def _missing(plan: Plan, _labels: Labels) -> Iterator[tuple[str, ...]]:
    for each in plan.missing:
        yield each.record, kind_named(each.kind).title, each.name


def _conflicts(plan: Plan, labels: Labels) -> Iterator[tuple[str, ...]]:
    for each in plan.conflicts:
        choice = labels[f"choice.{each.choice}"] if each.choice else ""
        yield place_of(each.place), f"{each.name}\n{each.record}", *conflict_words(each, plan.names, labels), choice


def conflict_words(conflict: Conflict, names: Mapping[str, str], labels: Labels) -> tuple[str, str, str, str]:
    """Return the field of a conflict and its three values, for people.

    >>> conflict = Conflict("party-a", "party", "Acme", "country", None, '"DE"', '"FR"', None, "")
    >>> conflict_words(conflict, {"DE": "Germany"}, {"not-recorded": "not recorded"})
    ('country', 'not recorded', 'Germany', 'FR')
    """
    base, register, file = (_side_words(fields, conflict, names, labels) for fields in conflict.sides)
    return title_of(conflict.kind, conflict.field, labels), base, register, file


def _side_words(fields: Mapping[str, str | None], conflict: Conflict, names: Mapping[str, str], labels: Labels) -> str:
    """Return what one side of a conflict says: the value, or, of the record as a whole, a line for each field."""
    if conflict.field != WHOLE_RECORD:
        return shown_words(fields[conflict.field], conflict.kind, conflict.field, names, labels)
    told = ((field, shown_words(words, conflict.kind, field, names, labels)) for field, words in fields.items())
    lines = [f"{field_title(conflict.kind, field)}: {words}".replace("\n", "; ") for field, words in told]
    return "\n".join(lines) or labels["deleted"]


def _notes(plan: Plan, _labels: Labels) -> Iterator[tuple[str, ...]]:
    for each in plan.notes:
        yield place_of(each.location), each.message


_Rows = Callable[[Plan, Labels], Iterable[tuple[str, ...]]]
_ROWS: Mapping[str, _Rows] = {
    "file": _file,
    "totals": _totals,
    "problems": _problems,
    "conflicts": _conflicts,
    "changes": _changes,
    "new": _new,
    "missing": _missing,
    "cleared": _cleared,
    "renamed": _renamed,
    "deleted": _deleted,
    "notes": _notes,
    "solved": lambda plan, _labels: ((each,) for each in plan.solved or ()),
    "caused": lambda plan, _labels: ((each,) for each in plan.caused or ()),
}
_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "file": ("fact", "value"),
    "totals": ("kind", "exported", "found", "unchanged", "changed", "new", "deleted"),
    "problems": ("place", "code", "severity", "message", "hint"),
    "changes": ("place", "record", "field", "before", "after"),
    "new": ("place", "record", "value", "likely"),
    "missing": ("record", "kind", "name"),
    "cleared": ("place", "record", "field", "before"),
    "renamed": ("place", "record", "name", "after", "likely"),
    "deleted": ("place", "record", "kind", "name"),
    "conflicts": ("place", "record", "field", "base", "register", "file", "choice"),
    "notes": ("place", "note"),
    "solved": ("finding",),
    "caused": ("finding",),
}
