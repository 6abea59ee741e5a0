"""In which column each record stands, and in which order: activities by name, all else near what it is linked with.

Activities and what is inside them have a fixed order; every other record stands at the median of the data uses that
meet it. A median moves little when one data use comes or goes, so a small change moves little.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median_low

from datamap.model import Activity, DataUse, Inventory, Organisation, PurposeLine, Record, Term, kind_of

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "origins": ("people", "source"),
    "categories": ("category",),
    "activities": ("activity", "data_use"),
    "purposes": ("purpose", "purpose_line"),
    "rules": ("legal_basis", "retention_rule", "measure"),
    "places": ("system", "party"),
    "countries": ("transfer", "transfer_tool", "country"),
}
"""The columns from left to right, and the kinds of records that stand below each other in them."""

INSIDE = {"data_use": "activity", "purpose_line": "purpose", "activity": "organisation"}
"""Kinds whose records stand inside the box of another, and the field that names it."""


@dataclass(frozen=True, slots=True)
class Item:
    """A record in its column, and the records inside its box."""

    id: str
    inside: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Records below one heading: of one kind, or the activities of one organisation, whose id is `record`."""

    kind: str
    items: tuple[Item, ...]
    record: str = ""


def columns_of(
    inventory: Inventory, ids: Iterable[str], met: Mapping[str, frozenset[str]]
) -> Mapping[str, tuple[Group, ...]]:
    """Return the groups of each column, in their order; every record that is drawn stands in one place.

    Args:
        inventory: the records.
        ids: which of them are drawn.
        met: what each data use meets, by its id.

    >>> from datamap.model import inventory_of
    >>> use = DataUse(id="use-a", organisation="org-a", activity="act-a", category="cat-email")
    >>> activity = Activity(id="act-a", organisation="org-a", name="Push")
    >>> inventory = inventory_of([Organisation(id="org-a", name="A"), activity, use])
    >>> columns_of(inventory, ["org-a", "act-a", "use-a"], {})["activities"][0].items
    (Item(id='act-a', inside=(Item(id='use-a', inside=()),)),)
    """
    records = [inventory.records[id] for id in ids]
    inside = _inside(inventory, records)
    places = _places(inventory, inside)
    ranks = _ranks(met, places)

    def rank(record: Record) -> tuple[float, str, str]:
        return ranks.get(record.id, len(places)), inventory.name_of(record.id).casefold(), record.id

    boxed = {each.id for each in inside[""]}
    kinds: dict[str, list[Record]] = {}
    for record in sorted(records, key=rank):
        if record.id not in boxed:
            kinds.setdefault(kind_of(record).name, []).append(record)
    columns = {
        name: tuple(Group(kind, _items(kinds[kind], inside)) for kind in members if kind in kinds)
        for name, members in COLUMNS.items()
    }
    owned = [Group("organisation", _items(inside.get(each.id, ()), inside), each.id) for each in _owners(records)]
    return {**columns, "activities": (*owned, *columns["activities"])}


def _owners(records: Iterable[Record]) -> list[Organisation]:
    owners = [record for record in records if isinstance(record, Organisation)]
    return sorted(owners, key=lambda each: (each.name.casefold(), each.id))


Inside = Mapping[str, Sequence[Record]]
"""The records inside the box of each record by its id, in their order; under "" all that stand in some box."""


def _inside(inventory: Inventory, records: Sequence[Record]) -> Inside:
    drawn = {record.id for record in records}
    found: dict[str, list[Record]] = {"": []}
    for record in sorted(records, key=lambda each: _within(inventory, each)):
        field = INSIDE.get(kind_of(record).name, "parent" if isinstance(record, Term) else "")
        home = getattr(record, field, None) if field else None
        if isinstance(home, str) and home in drawn and not _is_circular(inventory, record):
            found.setdefault(home, []).append(record)
            found[""].append(record)
    return found


def _is_circular(inventory: Inventory, record: Record) -> bool:
    """Return whether going up from a term leads back to a term that was left."""
    seen: set[str] = set()
    while isinstance(record, Term) and isinstance(record.parent, str) and record.parent in inventory.records:
        if record.id in seen:
            return True
        seen.add(record.id)
        record = inventory.records[record.parent]
    return False


def _within(inventory: Inventory, record: Record) -> tuple[str, str]:
    """Return what orders a record among others in one box: its name; of a data use that of its category."""
    named = record.category if isinstance(record, DataUse) else record.id
    named = record.activity if isinstance(record, PurposeLine) else named
    return inventory.name_of(named).casefold(), record.id


def _items(records: Iterable[Record], inside: Inside) -> tuple[Item, ...]:
    return tuple(Item(record.id, _items(inside.get(record.id, ()), inside)) for record in records)


def _places(inventory: Inventory, inside: Inside) -> Mapping[str, int]:
    """Return the place of each data use in the column of activities, counted from its top."""
    owners = _owners(inventory.of(Organisation))
    activities = [record for owner in owners for record in inside.get(owner.id, ()) if isinstance(record, Activity)]
    uses = [use.id for activity in activities for use in inside.get(activity.id, ())]
    return {id: place for place, id in enumerate(uses)}


def _ranks(met: Mapping[str, frozenset[str]], places: Mapping[str, int]) -> Mapping[str, float]:
    """Return the median place of the data uses that meet each record."""
    found: dict[str, list[int]] = {}
    for use, ids in met.items():
        for id in ids:
            found.setdefault(id, []).append(places.get(use, len(places)))
    return {id: median_low(sorted(own)) for id, own in found.items()}
