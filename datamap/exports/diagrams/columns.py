"""Which column everything stands in: boxes in the columns of their lane, labels in the columns between them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from datamap.exports.diagrams.drawing import Drawing, Edge, Node


@dataclass(frozen=True, slots=True)
class Columns:
    """The column of each box by id and of each label by number; even columns hold boxes, odd ones labels.

    `lane_columns` says which columns each lane has; `arrows`, how many meet the fuller side of each box.
    """

    lane_columns: Mapping[str, tuple[int, ...]]
    box: Mapping[str, int]
    label: Mapping[int, int]
    arrows: Mapping[str, int]
    count: int

    def between(self, edge: Edge) -> range:
        """Return the columns that an arrow passes, from left to right."""
        left, right = sorted((self.box[edge.tail], self.box[edge.head]))
        return range(left + 1, right)


def columns_of(drawing: Drawing) -> Columns:
    """Return the columns of a drawing; a label takes the emptier strip if its arrow passes several.

    >>> from datamap.exports.diagrams.drawing import example_drawing
    >>> columns = columns_of(example_drawing())
    >>> columns.box, columns.label
    ({'user': 0, 'newsletter': 2}, {1: 1})
    """
    lane_columns, box = _boxes(drawing)
    sides = Counter((edge.tail, box[edge.head] > box[edge.tail]) for edge in drawing.edges)
    sides += Counter((edge.head, box[edge.tail] > box[edge.head]) for edge in drawing.edges)
    arrows = {node.id: max(sides[node.id, True], sides[node.id, False]) for node in drawing.nodes}
    load: Counter[int] = Counter()
    label: dict[int, int] = {}
    for edge in sorted(drawing.edges, key=lambda edge: (abs(box[edge.head] - box[edge.tail]), edge.number)):
        left, right = sorted((box[edge.tail], box[edge.head]))
        forward = 1 if left == box[edge.tail] else -1
        label[edge.number] = min(range(left + 1, right, 2), key=lambda column: (load[column], forward * column))
        load[label[edge.number]] += 1
    return Columns(lane_columns, box, label, arrows, max(box.values(), default=0) + 1)


def _boxes(drawing: Drawing) -> tuple[dict[str, tuple[int, ...]], dict[str, int]]:
    """Return the columns of each lane and the column of each node; arrows inside a lane spread it over several."""
    lane_columns: dict[str, tuple[int, ...]] = {}
    column_of: dict[str, int] = {}
    start = 0
    for lane in drawing.lanes:
        members = [node for node in drawing.nodes if node.lane == lane.id]
        if not members:
            continue
        depth = _depths(members, drawing.edges)
        width = max(depth.values()) + 1
        lane_columns[lane.id] = tuple(2 * (start + index) for index in range(width))
        column_of.update({node.id: 2 * (start + depth[node.id]) for node in members})
        start += width
    return lane_columns, column_of


def _depths(members: list[Node], edges: tuple[Edge, ...]) -> dict[str, int]:
    """Return how deep each node of a lane stands: the longest way to it by arrows inside the lane, circles cut open."""
    inside = {node.id for node in members}
    after: dict[str, list[str]] = defaultdict(list)
    for edge in edges:
        if edge.tail in inside and edge.head in inside:
            after[edge.tail].append(edge.head)
    order = _finished(members, after)
    place = {name: index for index, name in enumerate(order)}
    pairs = sorted(
        {
            (min(place[tail], place[head]), max(place[tail], place[head]))
            for tail, heads in after.items()
            for head in heads
        }
    )
    depth = dict.fromkeys(order, 0)
    for earlier, later in pairs:
        depth[order[later]] = max(depth[order[later]], depth[order[earlier]] + 1)
    return depth


def _finished(members: list[Node], after: Mapping[str, list[str]]) -> list[str]:
    """Return the nodes in an order in which arrows point forward, as far as circles allow (depth-first search)."""
    seen: set[str] = set()
    finished: list[str] = []
    for node in members:
        stack = [(node.id, False)]
        while stack:
            name, left = stack.pop()
            if left:
                finished.append(name)
            elif name not in seen:
                seen.add(name)
                stack.append((name, True))
                stack.extend((head, False) for head in reversed(after.get(name, [])) if head not in seen)
    return finished[::-1]
