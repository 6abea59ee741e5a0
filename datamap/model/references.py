"""References between records: what they may lead to, and what is wrong with those that lead nowhere or elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from graphlib import CycleError, TopologicalSorter
from typing import NamedTuple

from datamap.model.facts import Fact, Value, facts_of
from datamap.model.inventory import Inventory
from datamap.model.kinds import KINDS, Kind, kind_named, kind_of
from datamap.model.other_names import terms_meant
from datamap.model.raw import RawRecord
from datamap.model.record import Record
from datamap.model.values import BadValueError, parse_value, shorten
from datamap.problems import Location, Problem
from datamap.text import did_you_mean, join_words, offer, one


class Absence:
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

    holder: str
    owner: str
    field: str
    id: str
    kinds: frozenset[str]
    place: Location | None

    def fault(self, code: str, message: str, hint: str, related: tuple[Location, ...] = ()) -> Problem:
        """Return a problem at this reference."""
        where, holder = self.place, self.holder
        return Problem(code=code, message=message, location=where, hint=hint, record=holder, related=related)


def reference_problems(
    inventory: Inventory, sources: Mapping[str, RawRecord], left_out: Iterable[RawRecord], absence: Absence
) -> Iterator[Problem]:
    """Yield what is wrong with the references of all records, also of those that another fault keeps out.

    Args:
        inventory: the records that are sound in themselves.
        sources: the raw record of each, by id.
        left_out: the raw records that became none; people want to mend all their faults at once.
        absence: what is absent for a fault that is already reported; references to it are none of their own.
    """
    check = _Check(inventory, absence)
    kind_names = {kind.record_class: kind.name for kind in KINDS}
    for record in inventory.records.values():
        owner = _owner(record)
        for name, many, kinds in _references_of(kind_of(record)):
            value = getattr(record, name)
            for id in (value if many else (value,)) if value else ():
                target = inventory.records.get(id)
                is_sound = target is not None and (not kinds or kind_names[type(target)] in kinds)
                # Nearly all are sound, and are passed by here, before any place is looked for.
                if is_sound and (_owner(target) in (owner, "") or not owner):
                    continue
                place = _place_of(sources.get(record.id), name, id)
                yield from check.faults(_Pointer(record.id, owner, name, id, kinds, place))
    for raw in left_out:
        for name, _many, kinds in _references_of(raw.kind):
            cell = raw.cells.get(name)
            for id, row, column in cell if isinstance(cell, tuple) else ():
                if _is_reference(id, facts_of(raw.kind.record_class)[name]):
                    place = raw.locate(row, column)
                    yield from check.faults(_Pointer(raw.id, raw.organisation, name, id, kinds, place))


def _is_reference(words: str, fact: Fact) -> bool:
    """Return whether words can be a reference; if not, that is their fault, and it is already told."""
    try:
        return bool(parse_value(words, fact))
    except BadValueError:
        return False


class _Check:
    """What is wrong with single references."""

    def __init__(self, inventory: Inventory, absence: Absence) -> None:
        self._inventory = inventory
        self._absence = absence
        self._hints: dict[tuple[str, str, str], str] = {}

    def faults(self, pointer: _Pointer) -> Iterator[Problem]:
        """Yield the problem of a reference, if it has one that is not a consequence of another."""
        target = self._inventory.records.get(pointer.id)
        if target is None:
            if not self._absence.may_hold(pointer.id, pointer.kinds, pointer.owner):
                yield self._dangling(pointer)
                self._absence.faulty.update([pointer.id] if pointer.field == "organisation" else [])
        elif pointer.kinds and kind_of(target).name not in pointer.kinds:
            yield _wrong_kind(pointer, kind_of(target))
        elif pointer.owner and _owner(target) not in (pointer.owner, "") and pointer.id not in self._absence.faulty:
            yield _foreign(pointer, self._inventory.location_of(pointer.id))

    def _dangling(self, pointer: _Pointer) -> Problem:
        if pointer.field == "organisation":
            message = f"the folder holds no organisation '{pointer.id}'"
            hint = "add organisation.yaml with this id, or rename the folder after its organisation"
            return pointer.fault("REF-004", message, hint)
        titles, classes = _titles_and_classes(pointer.kinds)
        key = (pointer.id, titles, pointer.owner)
        if key not in self._hints:
            meant = terms_meant(pointer.id, [kind_named(kind) for kind in pointer.kinds] or KINDS)
            found = (each for record_class in classes for each in self._inventory.of(record_class))
            known = [each.id for each in found if _owner(each) in (pointer.owner, "", each.id)]
            self._hints[key] = offer(meant) or did_you_mean(pointer.id, known) or _advice(pointer.kinds, titles)
        return pointer.fault(
            "REF-001", f"{pointer.field}: {titles} {shorten(pointer.id)} is not known", self._hints[key]
        )


def _advice(kinds: frozenset[str], titles: str) -> str:
    """Return what to do about a record that is not there, and that nothing is called like."""
    only = kind_named(next(iter(kinds))) if len(kinds) == 1 else None
    if only and not only.is_kept:
        return f"name one that exists: `datamap list {only.stem}` shows them"
    return f"add the {titles}, or name one that exists"


def _place_of(raw: RawRecord | None, name: str, id: str) -> Location | None:
    if raw is None:
        return None
    cell = raw.cells.get(name, ())
    words = next((each for each in cell if each.words == id), None) if isinstance(cell, tuple) else None
    return raw.locate(words.row, words.column) if words else raw.locate(*raw.places.get(name, raw.place))


def _titles_and_classes(kinds: frozenset[str]) -> tuple[str, list[type[Record]]]:
    """Return what a reference may point to, in words and as classes."""
    meant = [kind_named(name) for name in sorted(kinds)]
    titles = join_words([kind.title for kind in meant], "or") or "record"
    return titles, [kind.record_class for kind in meant or KINDS]


def _wrong_kind(pointer: _Pointer, seen: Kind) -> Problem:
    titles, _classes = _titles_and_classes(pointer.kinds)
    message = f"{pointer.field}: expected the id of {one(titles)}, '{pointer.id}' is that of {one(seen.title)}"
    return pointer.fault("REF-002", message, f"name {one(titles)}")


def _owner(record: Record | None) -> str:
    """Return the organisation whose record it is; an organisation and a shipped term are nobody's."""
    owner = getattr(record, "organisation", "")
    return owner if isinstance(owner, str) else ""


def _foreign(pointer: _Pointer, place: Location | None) -> Problem:
    message = f"{pointer.field}: '{pointer.id}' belongs to another organisation"
    hint = "each organisation keeps its own: add a record of its own here"
    return pointer.fault("REF-005", message, hint, (place,) if place else ())


def cycle_problems(inventory: Inventory) -> Iterator[Problem]:
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
