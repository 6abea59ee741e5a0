"""The part of a register that a workbook holds, and the part whose names people may choose from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from datamap.checks.gaps import gaps_in
from datamap.model import (
    KINDS,
    Activity,
    Evidence,
    Inventory,
    Organisation,
    Record,
    Value,
    facts_of,
    kind_of,
)
from datamap.text import match_key
from datamap.workbook.base import Scope


def known_in(inventory: Inventory, scope: Scope) -> Inventory:
    """Return the organisations of a scope with all that they keep, and the shipped terms: what references may name.

    >>> from datamap.model import inventory_of
    >>> both = inventory_of([Organisation(id="org-a", name="A"), Organisation(id="org-b", name="B")])
    >>> [each.id for each in known_in(both, Scope(("org-b",))).of(Organisation)]
    ['org-b']
    """
    homes = set(scope.organisations)
    if not homes or homes >= {each.id for each in inventory.of(Organisation)}:
        return inventory
    return inventory.part(*sorted(homes & inventory.records.keys()))


def records_in(inventory: Inventory, scope: Scope) -> tuple[Record, ...]:
    """Return the records of a scope that people edit, by kind, organisation and id.

    A department stands for its activities, for what hangs on them, for what these point to, and for the evidence of
    all of these.

    >>> from datamap.model import inventory_of
    >>> records = [Activity(id=f"act-{d}", organisation="org-a", name=d, department=d) for d in ("hr", "it")]
    >>> [each.id for each in records_in(inventory_of(records), Scope(department="HR"))]
    ['act-hr']
    """
    known = known_in(inventory, scope)
    records: Iterable[Record] = (each for each in known.kept() if kind_of(each).is_edited)
    if scope.department:
        belonging = _department(known, scope.department)
        records = (each for each in records if each.id in belonging)
    if scope.only_missing:
        lacking = {gap.record for gap in gaps_in(known)}
        records = (each for each in records if each.id in lacking)
    order = {kind.name: number for number, kind in enumerate(KINDS)}
    return tuple(sorted(records, key=lambda each: (order[kind_of(each).name], home_of(each) or "", each.id)))


def departments_of(inventory: Inventory) -> list[str]:
    """Return the departments that activities name.

    >>> from datamap.model import inventory_of
    >>> departments_of(inventory_of([Activity(id="act-a", organisation="org-a", name="A", department="HR")]))
    ['HR']
    """
    return sorted({each.department for each in inventory.of(Activity) if isinstance(each.department, str)})


def _department(inventory: Inventory, name: str) -> set[str]:
    """Return the ids of all that belongs to the activities of a department."""
    key = match_key(name)
    activities = {
        each.id
        for each in inventory.of(Activity)
        if isinstance(each.department, str) and match_key(each.department) == key
    }
    reached = set(activities)
    for record in inventory.kept():
        if not isinstance(record, Evidence) and not activities.isdisjoint(_pointed_at(record)):
            reached.add(record.id)
    pending = sorted(reached)
    for id in pending:
        further = set(_pointed_at(inventory.records[id])) & inventory.records.keys() - reached
        # Other activities that something here applies to as well belong to their own departments.
        further = {each for each in further if not isinstance(inventory.records[each], Activity)}
        reached |= further
        pending += sorted(further)
    backing = [each for each in inventory.of(Evidence) if each.record in reached]
    return reached | {each.id for each in backing} | {each.document for each in backing}


def _pointed_at(record: Record) -> Iterator[str]:
    """Yield the ids that a record points to."""
    for fact in facts_of(type(record)).values():
        value = getattr(record, fact.name)
        if fact.value is Value.REFERENCE and value:
            yield from (value,) if isinstance(value, str) else value


def home_of(record: Record) -> str | None:
    """Return the organisation that a record belongs to, of an organisation itself; None for a shipped term.

    >>> home_of(Organisation(id="org-a", name="A"))
    'org-a'
    """
    if isinstance(record, Organisation):
        return record.id
    home = getattr(record, "organisation", None)
    return home if isinstance(home, str) else None
