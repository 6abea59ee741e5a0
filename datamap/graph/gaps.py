"""What is not there: facts not recorded, data uses that lack a link, records that no data use reaches."""

from __future__ import annotations

from typing import NamedTuple

from datamap.graph.build import Graph
from datamap.graph.walk import OUTWARD, links_out, record_at, walk_out
from datamap.model import (
    NOT_RECORDED,
    Activity,
    DataUse,
    Inventory,
    Party,
    PurposeLine,
    Record,
    RetentionRule,
    System,
    Term,
    Transfer,
)


class Gap(NamedTuple):
    """A field that is not recorded and that an answer to a regulator would need."""

    record: str
    field: str


NEEDED: dict[type[Record], tuple[str, ...]] = {
    Activity: ("role", "measures"),
    PurposeLine: ("legal_basis",),
    DataUse: ("people", "sources", "recipients", "systems", "transfers", "retention"),
    Party: ("kind", "country"),
    System: ("operated_by", "country"),
    Transfer: ("country", "tool"),
}
"""What a record of processing or a notice asks for, by kind (Art. 13, 14, 30(1)); `elements` only sharpen it."""


def gaps_of(graph: Graph, id: str) -> list[Gap]:
    """Return the needed facts that one record lacks.

    >>> from datamap.graph import build_graph
    >>> from datamap.model import System, inventory_of
    >>> graph = build_graph(inventory_of([System(id="system-a", organisation="org-a", name="Server")]))
    >>> [gap.field for gap in gaps_of(graph, "system-a")]
    ['operated_by', 'country']
    """
    record = record_at(graph, id)
    return [Gap(id, field) for field in NEEDED.get(type(record), ()) if getattr(record, field) is NOT_RECORDED]


def unlinked(graph: Graph, inventory: Inventory) -> list[Gap]:
    """Return what the data uses lack: people, sources, recipients, systems, time limits, purposes and their bases.

    >>> from datamap.graph import build_graph
    >>> from datamap.model import inventory_of
    >>> inventory = inventory_of([DataUse(id="use-a", organisation="org-a", activity="act-a", category="cat-email")])
    >>> [gap.field for gap in unlinked(build_graph(inventory), inventory)][-2:]
    ['retention', 'purposes']
    """
    found: dict[Gap, None] = {}
    for use in inventory.of(DataUse):
        found.update(dict.fromkeys(gaps_of(graph, use.id)))
        lines = [link.head for link in links_out(graph, use.id, {"for"})]
        if not lines and use.purposes is NOT_RECORDED:
            found[Gap(use.id, "purposes")] = None
        for line in lines:
            found.update(dict.fromkeys(gaps_of(graph, line)))
    return list(found)


def unused(graph: Graph, inventory: Inventory) -> list[str]:
    """Return the kept records that no data use reaches, by kind and id: parties, systems, rules, activities, terms.

    >>> from datamap.graph import build_graph
    >>> from datamap.model import Party, inventory_of
    >>> inventory = inventory_of([Party(id="party-a", organisation="org-a", name="A")])
    >>> unused(build_graph(inventory), inventory)
    ['party-a']
    """
    reached: set[str] = set()
    for _link in walk_out(graph, (use.id for use in inventory.of(DataUse)), OUTWARD, seen=reached):
        pass
    kinds = (Activity, PurposeLine, Party, System, Transfer, RetentionRule, Term)
    return [record.id for record in inventory.kept() if isinstance(record, kinds) and record.id not in reached]
