"""A large picture as several pages: every arrow on one of them, boxes repeated where arrows need them, and said so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from datamap.exports.diagrams.drawing import Drawing, Edge, Fact, Node
from datamap.exports.diagrams.wording import said


@dataclass(frozen=True, slots=True)
class Limit:
    """How many boxes and arrows a page may hold."""

    nodes: int
    edges: int

    def holds(self, nodes: int, edges: int) -> bool:
        """Return whether so many are not too many."""
        return nodes <= self.nodes and edges <= self.edges


A4 = Limit(25, 40)
A3 = Limit(60, 90)

RUNS = 6
"""How many runs of sheets a box names at most."""


@dataclass(slots=True)
class _Part:
    """What stands on one page while pages are filled."""

    nodes: dict[str, None] = field(default_factory=dict)
    edges: list[Edge] = field(default_factory=list)

    def grown(self, nodes: Iterable[str], edges: Sequence[Edge]) -> tuple[int, int]:
        """Return how many boxes and arrows there would be with these as well."""
        return len({*self.nodes, *nodes}), len(self.edges) + len(edges)

    def add(self, nodes: Iterable[str], edges: Sequence[Edge]) -> None:
        """Put boxes and arrows on the page."""
        self.nodes.update(dict.fromkeys(nodes))
        self.edges += edges


def is_within(drawing: Drawing, limit: Limit) -> bool:
    """Return whether one page may hold the whole drawing.

    >>> is_within(Drawing(title="empty"), A4)
    True
    """
    return limit.holds(len(drawing.nodes), len(drawing.edges))


def parts_of(drawing: Drawing, limit: Limit) -> tuple[Drawing, ...]:
    """Return a drawing as parts within the limit; the arrows of a box of the leading lane stay together if they can.

    >>> from datamap.exports.diagrams.drawing import example_drawing
    >>> parts_of(example_drawing(), A4) == (example_drawing(),)
    True
    """
    if is_within(drawing, limit):
        return (drawing,)
    parts = [_Part()]
    for nodes, edges in _pieces(drawing, limit):
        if not limit.holds(*parts[-1].grown(nodes, edges)):
            parts.append(_Part())
        parts[-1].add(nodes, edges)
    return tuple(_drawn(drawing, part) for part in parts if part.nodes)


def _pieces(drawing: Drawing, limit: Limit) -> Iterable[tuple[tuple[str, ...], tuple[Edge, ...]]]:
    """Yield what should not be parted: a leading box with its arrows, or as much of it as one page holds."""
    leaders = {node.id for node in drawing.nodes if node.lane == drawing.leading}
    groups: dict[str, list[Edge]] = {}
    for edge in drawing.edges:
        own = edge.tail if edge.tail in leaders or edge.head not in leaders else edge.head
        groups.setdefault(own, []).append(edge)
    for node in drawing.nodes:
        piece: list[Edge] = []
        for edge in groups.get(node.id, ()):
            if not limit.holds(len(_ends([*piece, edge], node.id)), len(piece) + 1):
                yield tuple(_ends(piece, node.id)), tuple(piece)
                piece = []
            piece.append(edge)
        yield tuple(_ends(piece, node.id)) if piece or _is_alone(drawing, node) else (), tuple(piece)


def _ends(edges: Iterable[Edge], leader: str) -> dict[str, None]:
    return dict.fromkeys([leader, *(end for edge in edges for end in (edge.tail, edge.head))])


def _is_alone(drawing: Drawing, node: Node) -> bool:
    return not any(node.id in (edge.tail, edge.head) for edge in drawing.edges)


def _drawn(drawing: Drawing, part: _Part) -> Drawing:
    nodes = tuple(node for node in drawing.nodes if node.id in part.nodes)
    return replace(drawing, nodes=nodes, edges=tuple(part.edges), highest=len(drawing.edges))


def connected(pages: Sequence[Drawing], first: int = 1) -> tuple[Drawing, ...]:
    """Return the sheets of one drawing with a line on each box that stands on several, saying on which others.

    >>> from datamap.exports.diagrams.drawing import example_drawing
    >>> connected([example_drawing()] * 5)[1].nodes[0].facts[-1].text
    '» also on sheet 1, 3–5'
    """
    found: dict[str, list[int]] = {}
    for number, page in enumerate(pages, first):
        for node in page.nodes:
            found.setdefault(node.id, []).append(number)

    def told(node: Node, here: int) -> Node:
        others = [number for number in found[node.id] if number != here]
        words = said(pages[0], "continued", sheets=_listed(pages[0], others))
        return replace(node, facts=(*node.facts, Fact(words))) if others else node

    return tuple(
        replace(page, nodes=tuple(told(node, number) for node in page.nodes))
        for number, page in enumerate(pages, first)
    )


def _listed(drawing: Drawing, numbers: Sequence[int]) -> str:
    """Return the numbers of sheets, neighbours as from–to; of many runs the first ones, and how many sheets follow.

    The line stays short however many sheets there are: a box that grows with their number would need ever more sheets.
    """
    runs = [[number for _, number in run] for _, run in groupby(enumerate(numbers), lambda each: each[1] - each[0])]
    names = ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs[:RUNS])
    hidden = sum(map(len, runs[RUNS:]))
    return said(drawing, "more", names=names, count=hidden) if hidden else names
