"""Impact: what would be touched if a party, a system or a country were breached, replaced or left."""

from __future__ import annotations

from dataclasses import dataclass

from datamap.graph.build import Graph, Link
from datamap.graph.walk import links_in, links_out, record_at
from datamap.model import DataUse, Organisation, Party

INWARD = frozenset({
    "disclosed_to", "held_in", "obtained_from", "located_in", "operated_by", "transferred_to", "part_of", "acts_for",
})  # fmt: skip
"""The relations that lead back from a place or an actor to the data uses that meet it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Impact:
    """What would be touched.

    Attributes:
        uses: the data uses that meet it.
        links: how they meet it, and their categories, people, activities and purposes.
        contracts: the parties on the way, with the reference of the contract or why there is none to name.
    """

    uses: tuple[str, ...]
    links: tuple[Link, ...]
    contracts: tuple[tuple[str, str], ...]


def impact(graph: Graph, id: str) -> Impact:
    """Return what would be touched if this party, system or country were breached, replaced or left.

    >>> from datamap.graph import build_graph
    >>> from datamap.model import DataUse, System, inventory_of
    >>> server = System(id="system-a", organisation="org-a", name="Server", country="DE")
    >>> use = DataUse(id="use-a", organisation="org-a", activity="act-a", category="cat-email", systems=("system-a",))
    >>> impact(build_graph(inventory_of([server, use])), "DE").uses
    ('use-a',)
    """
    links: dict[Link, None] = {}
    uses: dict[str, None] = {}
    parties: dict[str, None] = {}
    pending, seen = [id], {id}
    for each in pending:
        if isinstance(record_at(graph, each), Party):
            parties[each] = None
        for link in _links_back(graph, each):
            links[link] = None
            is_use = isinstance(record_at(graph, link.tail), DataUse)
            if is_use:
                uses[link.tail] = None
            elif link.tail not in seen:
                pending.append(link.tail)
            seen.add(link.tail)
    for use in uses:
        links.update(dict.fromkeys(links_out(graph, use, {"uses", "about", "part_of", "for"})))
    contracts = tuple((party, _contract_of(graph, party)) for party in parties)
    return Impact(uses=tuple(uses), links=tuple(links), contracts=contracts)


def _links_back(graph: Graph, id: str) -> list[Link]:
    """Return the links that lead towards data uses: into this record, and up to the processors it works for."""
    back = [link for link in links_in(graph, id, INWARD) if not isinstance(record_at(graph, link.tail), Organisation)]
    return back + [Link(link.head, "engages", id) for link in links_out(graph, id, {"sub_processor_of"})]


def _contract_of(graph: Graph, id: str) -> str:
    party = record_at(graph, id)
    return str(party.contract) if isinstance(party, Party) else ""
