"""Subgraph: the part of the graph that one diagram or one workbook needs."""

from __future__ import annotations

from datamap.graph.build import Graph, index_words
from datamap.graph.walk import OUTWARD, links_in, record_at, walk_out
from datamap.model import DataUse


def subgraph(graph: Graph, id: str) -> Graph:
    """Return a copy of the part that belongs to an organisation, an activity, a data use, a category or a recipient.

    It holds the record itself, the data uses that it is part of or met by, and all that these meet, with every edge
    between them.

    >>> from datamap.graph import build_graph
    >>> from datamap.model import Activity, DataUse, inventory_of
    >>> activity = Activity(id="act-a", organisation="org-a", name="Push")
    >>> use = DataUse(id="use-a", organisation="org-a", activity="act-a", category="cat-email")
    >>> sorted(subgraph(build_graph(inventory_of([activity, use])), "act-a"))
    ['act-a', 'cat-contact', 'cat-email', 'use-a']
    """
    uses = _uses_at(graph, id)
    reached: set[str] = set()
    for _link in walk_out(graph, [id, *uses], OUTWARD, seen=reached):
        pass
    part: Graph = graph.__class__()
    part.add_nodes_from((each, graph.nodes[each]) for each in sorted(reached))
    links = (link for each in sorted(reached) for link in graph.out_edges(each, keys=True))
    part.add_edges_from((tail, head, key) for tail, head, key in links if head in reached)
    index_words(part, (record_at(graph, each) for each in reached))
    return part


def _uses_at(graph: Graph, id: str) -> list[str]:
    """Return the data uses one or two steps inward of a record: of an activity, or of an organisation's activities."""
    found: list[str] = []
    pending, seen = [id], {id}
    for each in pending:
        if isinstance(record_at(graph, each), DataUse):
            found.append(each)
            continue
        for link in links_in(graph, each, {"part_of", "uses", "disclosed_to", "held_in", "kept_under", "about", "for"}):
            if link.tail not in seen:
                seen.add(link.tail)
                pending.append(link.tail)
    return found
