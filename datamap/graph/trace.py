"""Trace: everything that a category of data, or a single element, meets."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from datamap.graph.build import Graph, Link
from datamap.graph.gaps import Gap, gaps_of
from datamap.graph.walk import uses_of, uses_of_element, walk_out


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """What a category or an element meets.

    Attributes:
        uses: the data uses it occurs in.
        links: every link met, nearest first: activities, purposes, bases, people, sources, recipients, countries,
            systems, time limits, measures, transfers.
        gaps: what is not recorded along the way.
    """

    uses: tuple[str, ...]
    links: tuple[Link, ...]
    gaps: tuple[Gap, ...]


def trace(graph: Graph, *categories: str, element: str = "") -> Trace:
    """Return everything that categories of data, with all categories below them, or a single element meet.

    Args:
        graph: the graph of an inventory.
        categories: ids of categories.
        element: a single field of data, such as 'card number', however it is spelled.

    >>> from datamap.graph import build_graph
    >>> from datamap.model import Activity, DataUse, inventory_of
    >>> activity = Activity(id="act-a", organisation="org-a", name="Push")
    >>> use = DataUse(
    ...     id="use-a", organisation="org-a", activity="act-a", category="cat-email", elements=("work address",)
    ... )
    >>> graph = build_graph(inventory_of([activity, use]))
    >>> found = trace(graph, "cat-contact")
    >>> found.uses, ("use-a", "part_of", "act-a") in found.links
    (('use-a',), True)
    >>> trace(graph, element="Work-Address").uses
    ('use-a',)
    """
    uses = [use for category in categories for use in uses_of(graph, category)]
    return _trace_uses(graph, [*uses, *(uses_of_element(graph, element) if element else ())])


def _trace_uses(graph: Graph, uses: Iterable[str]) -> Trace:
    found = tuple(dict.fromkeys(uses))
    links = tuple(walk_out(graph, found, seen=set()))
    met = dict.fromkeys([*found, *(id for link in links for id in (link.tail, link.head))])
    gaps = tuple(gap for id in met for gap in gaps_of(graph, id))
    return Trace(uses=found, links=links, gaps=gaps)
