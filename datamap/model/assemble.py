"""From raw records to an inventory: every record structured, every reference followed, every fault gathered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from graphlib import CycleError, TopologicalSorter
from typing import NamedTuple

from datamap.model.facts import Value, facts_of
from datamap.model.inventory import Inventory
from datamap.model.kinds import KINDS, Kind, kind_named, kind_of
from datamap.model.raw import Origin, RawRecord, structure
from datamap.model.record import Record
from datamap.model.shipped import shipped_terms
from datamap.model.sources import LONGEST_PHRASE, Coverage, Evidence
from datamap.model.values import shorten
from datamap.problems import Location, Problem, Report
from datamap.text import did_you_mean, join_words


class _Absence:
    """What is known to be absent from an inventory because of a fault that is already reported."""

    def __init__(self, incomplete: Iterable[tuple[Kind, str]]) -> None:
        self.faulty: set[str] = set()
        self.incomplete = {(kind.name, organisation) for kind, organisation in incomplete}

    def add(self, raw: RawRecord) -> None:
        """Note a raw record that became none; without a sound id, it may be any of its kind."""
        if raw.kind.is_id(raw.id):
            self.faulty.add(raw.id)
        else:
            self.incomplete.add((raw.kind.name, raw.organisation))

    def may_hold(self, id: str, kinds: frozenset[str], owner: str) -> bool:
        """Return whether a reference of an organisation may lead to something that is absent for a known fault."""
        if id in self.faulty:
            return True
        return any(home in (owner, id) and (kind in kinds or not kinds) for kind, home in self.incomplete)


def assemble(raws: Iterable[RawRecord], incomplete: Iterable[tuple[Kind, str]] = ()) -> tuple[Inventory, Report]:
    """Return the inventory of all raw records, and everything that is wrong with them.

    Records at fault are left out of the inventory, and what refers to them is not reported again: a cascade is cut
    at its root.

    Args:
        raws: the raw records, from all files.
        incomplete: the kinds, each with the id of an organisation, of which some records could not even be read.

    >>> from datamap.model.kinds import kind_named
    >>> from datamap.model.raw import Words
    >>> from datamap.problems import TextLocation
    >>> cells = {"id": (Words("org-a", 1, 7),), "name": (Words("Acme", 2, 9),), "country": (Words("DX", 3, 12),)}
    >>> raw = RawRecord(
    ...     kind_named("organisation"), cells, {"country": (3, 12)}, (1, 3), lambda *at: TextLocation("a.yaml", *at)
    ... )
    >>> inventory, report = assemble([raw])
    >>> print(report.problems[0].location, report.problems[0].message)
    a.yaml:3:12 country: country 'DX' is not known
    """
    problems: list[Problem] = []
    records: dict[str, Record] = {}
    origins: dict[str, Origin] = {}
    sources: dict[str, RawRecord] = {}
    absence = _Absence(incomplete)
    for id, (term, origin) in shipped_terms().items():
        records[id], origins[id] = term, origin
    for raw in raws:
        record, faults = structure(raw)
        problems += faults
        if record is None:
            absence.add(raw)
        elif record.id in records:
            problems.append(_twice(raw, record.id, origins[record.id]))
            absence.faulty.add(record.id)
        else:
            records[record.id], sources[record.id] = record, raw
            origins[record.id] = Origin(raw.locate, raw.place, raw.places)
    inventory = Inventory(records, origins)
    problems += _reference_problems(inventory, sources, absence)
    problems += _cycle_problems(inventory)
    problems += _evidence_problems(inventory)
    return inventory, Report(problems)


def _twice(raw: RawRecord, id: str, first: Origin) -> Problem:
    return Problem(
        code="IDS-002",
        message=f"the id '{id}' is given twice",
        location=raw.locate(*raw.places.get("id", raw.place)),
        hint="give one of the two another id, or delete it",
        record=id,
        related=(first.of("id"),),
    )


class _Reference(NamedTuple):
    """A field that points to other records."""

    name: str
    many: bool
    kinds: frozenset[str]


@cache
def _references_of(kind: Kind) -> tuple[_Reference, ...]:
    return tuple(
        _Reference(fact.name, fact.many, frozenset(kind.name if each == "own" else each for each in fact.kinds))
        for fact in facts_of(kind.record_class).values()
        if fact.value is Value.REFERENCE
    )


def references(record: Record) -> Iterator[tuple[str, str, frozenset[str]]]:
    """Yield each reference of a record: the field, the id it points to, and the kinds it may point to (empty: any)."""
    for name, many, kinds in _references_of(kind_of(record)):
        value = getattr(record, name)
        if not value:
            continue
        if many:
            for id in value:
                yield name, id, kinds
        else:
            yield name, value, kinds


class _Pointer(NamedTuple):
    """One reference of one record, with its own place: that of the entry, if it stands in a list."""

    record: Record
    field: str
    id: str
    kinds: frozenset[str]
    place: Location | None

    def fault(self, code: str, message: str, hint: str, related: tuple[Location, ...] = ()) -> Problem:
        """Return a problem at this reference."""
        where, record = self.place, self.record.id
        return Problem(code=code, message=message, location=where, hint=hint, record=record, related=related)


def _reference_problems(inventory: Inventory, sources: Mapping[str, RawRecord], absence: _Absence) -> Iterator[Problem]:
    """Yield what is wrong with references; those that are sound, nearly all, are passed by first."""
    records = inventory.records
    kind_names = {kind.record_class: kind.name for kind in KINDS}
    hints: dict[tuple[str, str, str], str] = {}
    for record in records.values():
        owner = _owner(record)
        for name, many, kinds in _references_of(kind_of(record)):
            value = getattr(record, name)
            for id in (value if many else (value,)) if value else ():
                target = records.get(id)
                is_sound = target is not None and (not kinds or kind_names[type(target)] in kinds)
                if is_sound and (_owner(target) in (owner, "") or not owner):
                    continue
                pointer = _Pointer(record, name, id, kinds, _place_of(sources.get(record.id), name, id))
                if target is None and not absence.may_hold(id, kinds, owner):
                    yield _dangling(inventory, pointer, hints)
                    absence.faulty.update([id] if name == "organisation" else [])
                elif target is not None and not is_sound:
                    yield _wrong_kind(pointer, kind_of(target))
                elif is_sound and id not in absence.faulty:
                    yield _foreign(pointer, inventory.location_of(id))


def _place_of(raw: RawRecord | None, name: str, id: str) -> Location | None:
    if raw is None:
        return None
    cell = raw.cells.get(name, ())
    words = next((each for each in cell if each.words == id), None) if isinstance(cell, tuple) else None
    return raw.locate(words.row, words.column) if words else raw.locate(*raw.places.get(name, raw.place))


def _dangling(inventory: Inventory, pointer: _Pointer, hints: dict[tuple[str, str, str], str]) -> Problem:
    if pointer.field == "organisation":
        message = f"the folder holds no organisation '{pointer.id}'"
        hint = "add organisation.yaml with this id, or rename the folder after its organisation"
        return pointer.fault("REF-004", message, hint)
    owner = _owner(pointer.record)
    titles, classes = _titles_and_classes(pointer.kinds)
    key = (pointer.id, titles, owner)
    if key not in hints:
        found = (each for record_class in classes for each in inventory.of(record_class))
        known = [each.id for each in found if _owner(each) in (owner, "", each.id)]
        hints[key] = did_you_mean(pointer.id, known) or f"add the {titles}, or name one that exists"
    return pointer.fault("REF-001", f"{pointer.field}: {titles} {shorten(pointer.id)} is not known", hints[key])


def _titles_and_classes(kinds: frozenset[str]) -> tuple[str, list[type[Record]]]:
    """Return what a reference may point to, in words and as classes."""
    meant = [kind_named(name) for name in sorted(kinds)]
    titles = join_words([kind.title for kind in meant], "or") or "record"
    return titles, [kind.record_class for kind in meant or KINDS]


def _wrong_kind(pointer: _Pointer, seen: Kind) -> Problem:
    titles, _classes = _titles_and_classes(pointer.kinds)
    message = f"{pointer.field}: expected the id of a {titles}, '{pointer.id}' is that of a {seen.title}"
    return pointer.fault("REF-002", message, f"name a {titles}")


def _owner(record: Record | None) -> str:
    """Return the organisation whose record it is; an organisation and a shipped term are nobody's."""
    owner = getattr(record, "organisation", "")
    return owner if isinstance(owner, str) else ""


def _foreign(pointer: _Pointer, place: Location | None) -> Problem:
    message = f"{pointer.field}: '{pointer.id}' belongs to another organisation"
    hint = "each organisation keeps its own: add a record of its own here"
    return pointer.fault("REF-005", message, hint, (place,) if place else ())


def _cycle_problems(inventory: Inventory) -> Iterator[Problem]:
    """Yield one problem for each circle of parents, or of sub-processors, at the first record of the circle."""
    for name in ("parent", "replaced_by", "sub_processors"):
        above = {
            id: (value,) if isinstance(value, str) else value
            for id, record in inventory.records.items()
            if (value := getattr(record, name, None)) and isinstance(value, str | tuple)
        }
        for circle in _circles(above):
            steps = " → ".join([*circle, circle[0]])
            yield Problem(
                code="REF-003",
                message=f"{name}: the records stand in a circle: {steps}",
                location=inventory.location_of(circle[0], name),
                hint=f"take '{name}' out of one of them",
                record=circle[0],
            )


def _circles(above: dict[str, tuple[str, ...]]) -> list[list[str]]:
    """Return circles in a relation, each from its smallest id; no record stands in two of them."""
    left, circles = dict(above), []
    while True:
        try:
            TopologicalSorter(left).prepare()
        except CycleError as error:
            circle: list[str] = error.args[1][:0:-1]
            first = circle.index(min(circle))
            circles.append(circle[first:] + circle[:first])
            left = {id: others for id, others in left.items() if id not in circle}
        else:
            return circles


def _evidence_problems(inventory: Inventory) -> Iterator[Problem]:
    """Yield evidence for fields that do not exist, and phrases that copy more of a document than a place needs."""
    for evidence in inventory.of(Evidence):
        backed = inventory.records.get(evidence.record)
        if backed is not None and evidence.field not in facts_of(type(backed)):
            yield Problem(
                code="EVD-001",
                message=f"{kind_of(backed).title} '{backed.id}' has no field {shorten(evidence.field)} to back",
                location=inventory.location_of(evidence.id, "field"),
                hint=did_you_mean(evidence.field, facts_of(type(backed))),
                record=evidence.id,
            )
    cited_everywhere: tuple[Evidence | Coverage, ...] = (*inventory.of(Evidence), *inventory.of(Coverage))
    for cited in cited_everywhere:
        if len(cited.phrase.split()) > LONGEST_PHRASE:
            yield Problem(
                code="EVD-002",
                message=f"phrase of {len(cited.phrase.split())} words, at most {LONGEST_PHRASE} are allowed",
                location=inventory.location_of(cited.id, "phrase"),
                hint="cite only the words that show the fact",
                record=cited.id,
            )
