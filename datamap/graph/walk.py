"""Walking the graph outward along chosen relations, and stopping."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from datamap.graph.build import ELEMENTS, NARROWER, Graph, Link
from datamap.model import Party, Record, recorded
from datamap.model.terms import Term
from datamap.text import match_key

OUTWARD = frozenset({
    "part_of", "uses", "about", "for", "on_basis", "obtained_from", "disclosed_to", "held_in", "kept_under",
    "protected_by", "located_in", "operated_by", "transferred_to", "acts_for",
})  # fmt: skip
"""The relations that lead from a data use to all that it meets."""


def record_at(graph: Graph, id: str) -> Record:
    """Return the record of a node."""
    record: Record = graph.nodes[id]["record"]
    return record


# The two that follow read the dictionaries of networkx themselves: its views, made for writing safely, cost three times
# as much as the walk.


def links_out(graph: Graph, id: str, relations: Collection[str]) -> Iterator[Link]:
    """Yield the links from a record, in the order in which they were made."""
    for head, keys in graph._succ[id].items():  # type: ignore[attr-defined]  # noqa: SLF001
        for key in keys:
            if key in relations:
                yield Link(id, key, head)


def links_in(graph: Graph, id: str, relations: Collection[str]) -> Iterator[Link]:
    """Yield the links to a record, in the order in which they were made."""
    for tail, keys in graph._pred[id].items():  # type: ignore[attr-defined]  # noqa: SLF001
        for key in keys:
            if key in relations:
                yield Link(tail, key, id)


def walk_out(
    graph: Graph, starts: Iterable[str], relations: Collection[str] = OUTWARD, *, seen: set[str]
) -> Iterator[Link]:
    """Yield every link that can be reached from the starts, nearest first; each record is left once.

    Records in `seen` are not left again; those that are left are added to it. The sub-processors of a
    party that is met belong to the answer too.
    """
    pending = [id for id in dict.fromkeys(starts) if id not in seen]
    seen.update(pending)
    for id in pending:
        links = list(links_out(graph, id, relations))
        yield from links
        ahead = [link.head for link in links]
        for other in sub_processors_of(graph, id):
            yield Link(other, "sub_processor_of", id)
            ahead.append(other)
        for other in ahead:
            if other not in seen:
                seen.add(other)
                pending.append(other)


def narrower(graph: Graph, id: str) -> Iterator[str]:
    """Yield a term and all terms below it in its tree, the term itself first."""
    below: dict[str, list[str]] = graph.graph[NARROWER]
    seen = {id}
    pending = [id]
    for each in pending:
        yield each
        for other in below.get(each, ()):
            if other not in seen:
                seen.add(other)
                pending.append(other)


def is_below(graph: Graph, id: str, term: str) -> bool:
    """Return whether an id is that of a term, or of a term below it in its tree."""
    seen: set[str] = set()
    while id != term:
        record = graph.nodes.get(id, {}).get("record")
        seen.add(id)
        if not isinstance(record, Term) or not isinstance(record.parent, str) or record.parent in seen:
            return False
        id = record.parent
    return True


def sub_processors_of(graph: Graph, id: str) -> tuple[str, ...]:
    """Return whom a party engages; empty for every other record, and where nothing is recorded.

    The field is read instead of the edges: a party may have many edges, and these are few of them.
    """
    record = record_at(graph, id)
    engaged = record.sub_processors if isinstance(record, Party) else ()
    return tuple(id for id in recorded(engaged) if id in graph)


def uses_of(graph: Graph, category: str) -> list[str]:
    """Return the data uses of a category of data and of all categories below it, in the order of the tree."""
    return [link.tail for id in narrower(graph, category) for link in links_in(graph, id, {"uses"})]


def uses_of_element(graph: Graph, element: str) -> list[str]:
    """Return the data uses that name an element, such as 'card number', however it is spelled."""
    found: list[str] = graph.graph[ELEMENTS].get(match_key(element), [])
    return list(found)
