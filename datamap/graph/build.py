"""From an inventory to its graph: every record a node, every reference an edge."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any, NamedTuple, TypeAlias

import networkx as nx

from datamap.model import KINDS, NOT_RECORDED, DataUse, Inventory, Kind, PurposeLine, Record, facts_of, recorded
from datamap.model.terms import Term
from datamap.text import match_key

Graph: TypeAlias = "nx.MultiDiGraph[str]"
"""Nodes are the ids of records, each with the attribute `record`; the keys of the edges are the relations."""

ELEMENTS = "elements"
"""The graph attribute that maps the match key of an element to the ids of the data uses that name it."""


NARROWER = "narrower"
"""The graph attribute that maps the id of a term to the ids of the terms right below it."""


class Link(NamedTuple):
    """One edge: from a record, by a relation, to a record."""

    tail: str
    relation: str
    head: str


class _Relation(NamedTuple):
    """A field whose references are edges."""

    field: str
    many: bool
    key: str
    inverse: bool


@cache
def _relations_of(kind: Kind) -> tuple[_Relation, ...]:
    return tuple(
        _Relation(fact.name, fact.many, fact.relation, fact.inverse)
        for fact in facts_of(kind.record_class).values()
        if fact.relation
    )


def build_graph(inventory: Inventory) -> Graph:
    """Return the graph of an inventory.

    References that lead nowhere make no edge. A data use that names no purposes serves all purposes of its activity,
    and has an edge to each of them.

    >>> from datamap.model import Party, inventory_of
    >>> graph = build_graph(inventory_of([Party(id="party-a", organisation="org-a", name="A", country="DE")]))
    >>> list(graph.out_edges("party-a", keys=True))
    [('party-a', 'DE', 'located_in')]
    """
    graph: Graph = nx.MultiDiGraph()
    add_node, add_edge, records = graph.add_node, graph.add_edge, inventory.records
    for id, record in records.items():
        add_node(id, record=record)
    for kind in KINDS:
        relations = _relations_of(kind)
        for record in inventory.of(kind.record_class):
            for field, many, key, inverse in relations:
                value: Any = getattr(record, field)
                if not value:
                    continue
                for id in value if many else (value,):
                    if id not in records:
                        continue
                    if inverse:
                        add_edge(id, record.id, key)
                    else:
                        add_edge(record.id, id, key)
    _add_default_purposes(graph, inventory)
    index_words(graph, records.values())
    return graph


def index_words(graph: Graph, records: Iterable[Record]) -> None:
    """Note in a graph which of these records name each element, and which terms stand right below each term.

    >>> from datamap.graph.build import NARROWER, build_graph
    >>> from datamap.model import inventory_of
    >>> build_graph(inventory_of([])).graph[NARROWER]["role-controller"]
    ['role-joint-controller']
    """
    elements: dict[str, list[str]] = {}
    narrower: dict[str, list[str]] = {}
    for record in records:
        if isinstance(record, DataUse):
            keys = map(match_key, recorded(record.elements))
            for key in dict.fromkeys(keys):
                elements.setdefault(key, []).append(record.id)
        elif isinstance(record, Term) and isinstance(record.parent, str):
            narrower.setdefault(record.parent, []).append(record.id)
    for ids in (*elements.values(), *narrower.values()):
        ids.sort()
    graph.graph[ELEMENTS], graph.graph[NARROWER] = elements, narrower


def _add_default_purposes(graph: Graph, inventory: Inventory) -> None:
    """Link the data uses that name no purposes to all purpose lines of their activity."""
    lines: dict[str, list[str]] = {}
    for line in inventory.of(PurposeLine):
        lines.setdefault(line.activity, []).append(line.id)
    for use in inventory.of(DataUse):
        if use.purposes is NOT_RECORDED:
            for id in lines.get(use.activity, ()):
                graph.add_edge(use.id, id, "for")
