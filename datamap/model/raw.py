"""Raw records, as any source delivers them: words and places, nothing checked yet; and the way to and from records."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, NamedTuple

from datamap.model.absent import NONE, NOT_RECORDED, Absent
from datamap.model.facts import Fact, facts_of
from datamap.model.kinds import LONGEST_ID, Kind, kind_of
from datamap.model.record import Record
from datamap.model.values import BadValueError, format_value, parse_value, shorten
from datamap.problems import Location, Problem
from datamap.text import did_you_mean, nearest


class Words(NamedTuple):
    """One value as it was written, with its row and column in the source."""

    words: str
    row: int
    column: int


Cell = tuple[Words, ...] | Absent
"""What one field of a raw record holds: the written values (one, or several), or that there is none."""

UNUSABLE: tuple[Words, ...] = ()
"""The cell of a field in which something stands that is no value; whoever read it has reported the fault."""

Place = tuple[int, int]
"""A row and a column, from 1."""


class RawRecord(NamedTuple):
    """One record as a source delivered it.

    Attributes:
        kind: the kind that the source says it is.
        cells: what stands in each field, by the name that the source uses.
        places: where each of these names stands.
        place: where the record begins.
        locate: makes a location of a row and a column.
        organisation: the id of the organisation whose folder or sheet it stands in, or "".
    """

    kind: Kind
    cells: Mapping[str, Cell]
    places: Mapping[str, Place]
    place: Place
    locate: Callable[[int, int], Location]
    organisation: str = ""

    @property
    def id(self) -> str:
        """The id as it is written, or an empty text."""
        cell = self.cells.get("id")
        return cell[0].words if isinstance(cell, tuple) and cell else ""


class Origin(NamedTuple):
    """Where a record came from; kept beside it, so that equal records are equal."""

    locate: Callable[[int, int], Location]
    place: Place
    places: Mapping[str, Place]

    def of(self, field: str = "") -> Location:
        """Return the place of a field, or of the whole record."""
        return self.locate(*self.places.get(field, self.place))


class _Plan(NamedTuple):
    """What reading needs to know of a kind, computed once."""

    stated: Mapping[str, Fact]
    required: tuple[Fact, ...]
    has_organisation: bool


@cache
def _plan_of(kind: Kind) -> _Plan:
    facts = facts_of(kind.record_class)
    stated = {name: fact for name, fact in facts.items() if not fact.from_folder}
    required = tuple(fact for fact in stated.values() if fact.required)
    return _Plan(stated, required, "organisation" in facts)


def structure(raw: RawRecord) -> tuple[Record | None, list[Problem]]:
    """Return the record that a raw one stands for, or None if an error stands in the way, and all its problems.

    References are taken as they are: whether they lead anywhere shows only when all records are together. A required
    field whose cell is UNUSABLE stands in the way too, without a problem of its own.

    >>> from datamap.model.kinds import kind_named
    >>> from datamap.problems import TextLocation
    >>> cells = {"id": (Words("org-a", 1, 7),), "name": (Words("Acme", 2, 9),), "country": (Words("DX", 3, 12),)}
    >>> raw = RawRecord(
    ...     kind_named("organisation"), cells, {"country": (3, 12)}, (1, 3), lambda *at: TextLocation("a", *at)
    ... )
    >>> record, problems = structure(raw)
    >>> record.name, problems
    ('Acme', [])
    """
    plan = _plan_of(raw.kind)
    problems: list[Problem] = []
    values: dict[str, Any] = {}
    for name, cell in raw.cells.items():
        fact = plan.stated.get(name)
        if fact is None:
            problems.append(_unknown_field(raw, name, plan))
        elif isinstance(cell, Absent):
            if cell is NONE and fact.required:
                problems.append(_fault(raw, name, "FLD-003", f"'{name}' cannot be none", f"write the {fact.title}"))
            values[name] = cell
        elif cell:
            values[name] = _values(raw, cell, fact, problems)
    lacking = [fact for fact in plan.required if fact.name not in values]
    if lacking:
        problems += _lacking_fields(raw, lacking, plan)
    _check_id(raw, values, problems)
    if problems or lacking:
        return None, problems
    if plan.has_organisation and raw.organisation:
        values["organisation"] = raw.organisation
    return raw.kind.record_class(**values), problems


def _values(raw: RawRecord, cell: tuple[Words, ...], fact: Fact, problems: list[Problem]) -> Any:
    """Parse what is written in one field, adding a problem for every value that is none."""
    parsed: list[Any] = []
    if len(cell) > 1 and not fact.many:
        where = raw.locate(cell[1].row, cell[1].column)
        message = f"'{fact.name}' holds one value, {len(cell)} are written"
        problems.append(Problem(code="FLD-004", message=message, location=where, hint="leave one", record=raw.id))
    for words, row, column in cell:
        try:
            parsed.append(parse_value(words, fact))
        except BadValueError as fault:
            where = raw.locate(row, column)
            problems.append(
                Problem(code="FLD-005", message=f"{fact.name}: {fault}", location=where, hint=fault.hint, record=raw.id)
            )
    if len(parsed) > 1 and len(set(parsed)) < len(parsed):
        twice = next(value for index, value in enumerate(parsed) if value in parsed[:index])
        problems.append(
            _fault(raw, fact.name, "FLD-006", f"'{fact.name}' names {shorten(str(twice))} twice", "leave one")
        )
    return tuple(parsed) if fact.many else (parsed[0] if parsed else NOT_RECORDED)


def _check_id(raw: RawRecord, values: Mapping[str, Any], problems: list[Problem]) -> None:
    given = values.get("id")
    if isinstance(given, str) and not raw.kind.is_id(given):
        form = (
            f"'{raw.kind.prefix}-' and a name of small letters, digits and hyphens; {LONGEST_ID} characters at most"
            if raw.kind.prefix
            else "two capitals"
        )
        problems.append(
            _fault(
                raw,
                "id",
                "IDS-001",
                f"{shorten(given)} is no id of this kind of record ({raw.kind.title})",
                f"write {form}",
            )
        )


def _lacking_fields(raw: RawRecord, lacking: list[Fact], plan: _Plan) -> list[Problem]:
    """Return a problem for each required field that nobody tried to write: not empty, nor under a name misspelt."""
    meant = {word for name in raw.cells if name not in plan.stated for word in nearest(name, plan.stated, 1)}
    return [
        _fault(
            raw,
            "",
            "FLD-002",
            f"{raw.kind.title} without '{fact.name}'",
            fact.help or f"add '{fact.name}: ...'",
        )
        for fact in lacking
        if fact.name not in raw.cells and fact.name not in meant
    ]


def _unknown_field(raw: RawRecord, name: str, plan: _Plan) -> Problem:
    hint = did_you_mean(name, plan.stated) or f"the fields are: {', '.join(plan.stated)}"
    if name == "organisation" and plan.has_organisation:
        hint = "leave it out: the folder says whose record it is"
    return _fault(raw, name, "FLD-001", f"no field {shorten(name)} in this {raw.kind.title}", hint)


def _fault(raw: RawRecord, name: str, code: str, message: str, hint: str) -> Problem:
    where = raw.locate(*raw.places.get(name, raw.place))
    return Problem(code=code, message=message, location=where, hint=hint, record=raw.id)


def flatten(record: Record) -> dict[str, str | tuple[str, ...] | Absent]:
    """Return the words of each field that is recorded, in the order of the fields; `structure` reads them back.

    Fields that are not recorded are left out; so is the organisation, which the folder states.

    >>> from datamap.model import Party
    >>> flatten(Party(id="party-acme", organisation="org-acme", name="Acme", contract=NONE))
    {'id': 'party-acme', 'name': 'Acme', 'contract': NONE}
    """
    words: dict[str, str | tuple[str, ...] | Absent] = {}
    for name in _plan_of(kind_of(record)).stated:
        value = getattr(record, name)
        if value is NOT_RECORDED:
            continue
        if value is NONE:
            words[name] = NONE
        elif isinstance(value, tuple):
            words[name] = tuple(format_value(each) for each in value)
        else:
            words[name] = format_value(value)
    return words


_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def encode(words: str | tuple[str, ...] | Absent) -> str:
    """Return the words of a field as canonical JSON; "none" is null.

    >>> encode(("name", "e-mail")), encode(NONE)
    ('["name","e-mail"]', 'null')
    """
    return _encode(None if isinstance(words, Absent) else words)


def stated_fields(kind: Kind) -> tuple[str, ...]:
    """Return the fields that the records of a kind state, in their order: all but what the folder says.

    >>> from datamap.model.kinds import kind_named
    >>> stated_fields(kind_named("measure"))[:3]
    ('id', 'note', 'label')
    """
    return tuple(_plan_of(kind).stated)
