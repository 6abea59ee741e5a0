"""The arrows that each kind of picture has to have, worked out from the links of the graph and from nothing else."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from datamap.exports.diagrams.drawing import Drawing
from datamap.exports.diagrams.kinds.boxes import folded_parties
from datamap.graph import Graph
from datamap.model import NONE, DataUse, Inventory, Party, System, Transfer

Pair = tuple[str, str]

OWN = {"source-data-subject", "source-observed", "source-direct-unstated"}
"""Sources that are the people themselves: their arrow is that of the people."""


class Links:
    """The links of a graph by what they say, each with the ids that one record is linked with."""

    def __init__(self, graph: Graph) -> None:
        self.out: defaultdict[str, defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for tail, head, relation in graph.edges(keys=True):
            self.out[relation][tail].add(head)
            self.out[f"<{relation}"][head].add(tail)

    def of(self, relation: str, *ids: str) -> set[str]:
        return {head for id in ids for head in self.out[relation].get(id, ())}

    def givers(self, use: str) -> set[str]:
        return self.of("about", use) | (self.of("obtained_from", use) - OWN)

    def takers(self, use: str) -> set[str]:
        return self.of("held_in", use) | self.of("disclosed_to", use)

    def engaged(self, id: str) -> set[str]:
        return self.of("<sub_processor_of", id) - {id}

    def engaged_to_the_end(self, ids: Iterable[str]) -> set[str]:
        found = list(dict.fromkeys(ids))
        for id in found:
            found += sorted(self.engaged(id) - {*found})
        return {*found}


def drawn(drawings: Iterable[Drawing]) -> set[Pair]:
    """The arrows of pictures, one for each of the people who share a box."""
    return {
        (tail, edge.head)
        for drawing in drawings
        for edge in drawing.edges
        for tail in ([edge.tail] if edge.tail.startswith(("from ", "data ")) else edge.tail.split(" "))
    }


def wanted(graph: Graph, inventory: Inventory, organisation: str) -> Mapping[str, set[Pair]]:
    """The arrows by the name of the picture; where a chain starts is told by the picture itself."""
    links, found = Links(graph), {}
    uses = inventory.of(DataUse)
    parties = {each.id for each in inventory.of(Party)}

    def origin(id: str) -> str:
        return f"from {id}" if id in parties else id

    ins = {(origin(giver), use.id) for use in uses for giver in links.givers(use.id)}
    outs = {(use.id, taker) for use in uses for taker in links.takers(use.id)}
    moved = {(use.id, id) for use in uses for id in links.of("transferred_to", use.id, use.activity)}
    sent = {(use, importer) for use, transfer in moved for importer in links.of("disclosed_to", transfer)}
    below = {(head, id) for _, head in outs | sent for id in links.engaged(head)}
    found["activity"] = ins | outs | sent | below

    activity = {use.id: use.activity for use in uses}
    folded = folded_parties(inventory)
    found["flows"] = {(giver, activity[use]) for giver, use in ins}
    found["flows"] |= {(activity[use], folded.get(taker, taker)) for use, taker in outs}
    found["context"] = {(giver, organisation) for giver, _ in ins}
    found["context"] |= {(organisation, taker) for _, taker in outs if taker in parties}

    found["systems"] = {(id, each.id) for each in inventory.of(System) for id in links.of("operated_by", each.id)}
    found["systems"] |= {(taker, f"data {taker}") for _, taker in outs if taker not in parties}
    lines = {use.id: links.of("for", use.id) for use in uses}
    found["matrix-purposes"] = {
        (use.category, f"purpose {id}") for use in uses for id in links.of("for", *lines[use.id]) or {""}
    }
    found["matrix-recipients"] = {
        (use.category, f"recipient {id}") for use in uses for id in links.of("disclosed_to", use.id) or {""}
    }
    found["retention"] = {
        (use.category, id)
        for use in uses
        for id in links.of("kept_under", use.id) or {"none" if use.retention is NONE else "no time limit"}
    }
    transfers = {each.id for each in inventory.of(Transfer)}
    named = {id for transfer in transfers for id in links.of("disclosed_to", transfer) or {transfer}}
    reached = links.engaged_to_the_end({*named, *(taker for _, taker in outs)})
    found["transfers"] = {(organisation, id) for id in reached}
    return found


def chain_from(graph: Graph, organisation: str, starts: Iterable[str]) -> set[Pair]:
    """The arrows of a chain that starts with these parties."""
    links, first = Links(graph), {*starts}
    reached = links.engaged_to_the_end(first)
    return {(organisation, id) for id in first} | {(id, other) for id in reached for other in links.engaged(id)}


def acting_for(graph: Graph, organisation: str) -> set[str]:
    """The parties that act for an organisation, with which a chain has to start."""
    return Links(graph).of("<acts_for", organisation) - {organisation}
