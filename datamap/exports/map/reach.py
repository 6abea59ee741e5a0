"""What stands on the map: all that a data use meets and all that none meets, with the links between them."""

from __future__ import annotations

from collections.abc import Mapping

from datamap.graph import Graph, Link, unused
from datamap.graph.walk import walk_out
from datamap.model import DataUse, Inventory, Organisation


def drawn(graph: Graph, inventory: Inventory) -> tuple[tuple[str, ...], tuple[Link, ...]]:
    """Return the ids of the records on the map, and its links in the order of the program's own walk.

    Records that no data use reaches stand on the map too: nobody finds what is left out.

    >>> from datamap.graph import build_graph
    >>> from datamap.model import Party, inventory_of
    >>> use = DataUse(id="use-a", organisation="org-a", activity="act-a", category="cat-contact")
    >>> inventory = inventory_of([use, Party(id="party-a", organisation="org-a", name="A")])
    >>> drawn(build_graph(inventory), inventory)[0]
    ('use-a', 'cat-contact', 'party-a')
    """
    seen: set[str] = set()
    starts = [use.id for use in inventory.of(DataUse)]
    links = [*walk_out(graph, starts, seen=seen)]
    alone = [*unused(graph, inventory), *(each.id for each in inventory.of(Organisation))]
    links += walk_out(graph, alone, seen=seen)
    met = dict.fromkeys([*starts, *(id for link in links for id in (link.tail, link.head)), *alone])
    return tuple(met), tuple(links)


def met_by_uses(graph: Graph, inventory: Inventory) -> Mapping[str, frozenset[str]]:
    """Return the ids that each data use meets, by its id, itself included.

    The walk ends at the organisation, as that of `impact` does: a data use of a company in a country is not thereby
    a data use in that country.

    >>> from datamap.graph import build_graph
    >>> from datamap.model import inventory_of
    >>> use = DataUse(id="use-a", organisation="org-a", activity="act-a", category="cat-email")
    >>> inventory = inventory_of([use])
    >>> sorted(met_by_uses(build_graph(inventory), inventory)["use-a"])
    ['cat-contact', 'cat-email', 'use-a']
    """
    ends = {each.id for each in inventory.known(Organisation)}
    return {
        use.id: frozenset([use.id, *(link_end for link in _walk(graph, use.id, ends) for link_end in link[::2])])
        for use in inventory.of(DataUse)
    }


def _walk(graph: Graph, id: str, ends: set[str]) -> list[Link]:
    return [*walk_out(graph, [id], seen=set(ends))]
