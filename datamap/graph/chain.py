"""Chain: processors and sub-processors to the end."""

from __future__ import annotations

from typing import NamedTuple

from datamap.graph.build import Graph
from datamap.graph.walk import record_at, sub_processors_of
from datamap.model import NONE, Party


class Step(NamedTuple):
    """One party of a chain: how deep it stands below the first, who engages it, and whether more may stand below."""

    depth: int
    party: str
    engaged_by: str
    is_end_known: bool


def chain(graph: Graph, party: str) -> list[Step]:
    """Return a party and everybody it engages, depth first (EDPB Opinion 22/2024 asks for the whole chain).

    The end of a chain is known only where a record says that a party engages nobody ("none").

    >>> from datamap.graph import build_graph
    >>> from datamap.model import Party, inventory_of
    >>> host = Party(id="party-host", organisation="org-a", name="Host", sub_processors=("party-backup",))
    >>> backup = Party(id="party-backup", organisation="org-a", name="Backup")
    >>> [
    ...     (step.depth, step.party, step.is_end_known)
    ...     for step in chain(build_graph(inventory_of([host, backup])), host.id)
    ... ]
    [(0, 'party-host', True), (1, 'party-backup', False)]
    """
    steps: list[Step] = []
    pending = [(0, party, "")]
    seen: set[str] = set()
    while pending:
        depth, id, engaged_by = pending.pop()
        below = sorted(sub_processors_of(graph, id))
        steps.append(Step(depth, id, engaged_by, bool(below) or _says_none(graph, id)))
        if id not in seen:
            seen.add(id)
            pending += [(depth + 1, other, id) for other in reversed(below)]
    return steps


def _says_none(graph: Graph, id: str) -> bool:
    record = record_at(graph, id)
    return isinstance(record, Party) and record.sub_processors is NONE
