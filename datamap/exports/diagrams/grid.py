"""A place in a column for everything: boxes, labels, and the free ways of arrows.

An arrow becomes a chain of steps from column to column; where it passes a column without stopping there, a narrow slot
keeps its way free, so that no arrow crosses a box.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from datamap.exports.diagrams.cards import Card, card_of, label_of, number_width
from datamap.exports.diagrams.columns import Columns, columns_of
from datamap.exports.diagrams.drawing import Drawing, Edge, example_drawing
from datamap.exports.diagrams.measure import text_width, visible_text, wrapped
from datamap.exports.diagrams.style import DENSITIES, LANE_MARGIN, LANE_SIZE, LINE_SPACING, TEXT_SIZE, Density

PASS_HEIGHT = 5.0
CLUSTER_MARGIN = 7.0
WIDEST_TITLE = 200.0
"""Points; a lane is not made wider than this for the sake of its title."""

FrameKey = tuple[str, int]
"""A cluster has one frame in each column, so that columns can be ordered freely."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in a column: a box, a label, or the free way of an arrow; `frame` names the frame around a box."""

    id: str
    column: int
    width: float
    height: float
    frame: FrameKey | None = None
    card: Card | None = None


@dataclass(frozen=True, slots=True)
class Route:
    """The slots of an arrow from left to right; `flipped` if the arrow itself points to the left."""

    edge: Edge
    slots: tuple[str, ...]
    flipped: bool


@dataclass(frozen=True, slots=True)
class Grid:
    """All slots, all routes, how wide each column is, and the heading of each frame broken to that width."""

    density: Density
    columns: Columns
    slots: Mapping[str, Slot]
    routes: tuple[Route, ...]
    widths: tuple[float, ...]
    headings: Mapping[FrameKey, tuple[str, ...]]


def build_grid(drawing: Drawing, columns: Columns, density: Density, rooms: Sequence[float]) -> Grid:
    """Return the slots of a drawing, with the sizes that all things have at this density.

    Args:
        drawing: what to place.
        columns: its columns.
        density: how much room is left around things.
        rooms: how wide the things in each column may be, in points.

    >>> drawing = example_drawing()
    >>> sorted(build_grid(drawing, columns_of(drawing), DENSITIES[0], (150, 100, 150)).slots)
    ['e1', 'n1', 'n2']
    """
    slots: dict[str, Slot] = {}
    names = {node.id: f"n{index}" for index, node in enumerate(drawing.nodes, 1)}
    for node in drawing.nodes:
        column = columns.box[node.id]
        card = card_of(node, density, rooms[column], columns.arrows[node.id])
        frame = None if node.cluster is None else (node.cluster, column)
        slots[names[node.id]] = Slot(names[node.id], column, card.width, card.height, frame, card)
    ring = number_width(max(drawing.highest, len(drawing.edges)))
    routes: list[Route] = []
    for edge in drawing.edges:
        between = [_slot(edge, column, columns, density, rooms[column], ring) for column in columns.between(edge)]
        slots.update((slot.id, slot) for slot in between)
        flipped = columns.box[edge.tail] > columns.box[edge.head]
        first, last = (edge.head, edge.tail) if flipped else (edge.tail, edge.head)
        routes.append(Route(edge, (names[first], *(slot.id for slot in between), names[last]), flipped))
    widths = tuple(
        max([slot.width for slot in slots.values() if slot.column == column] + [lane_room(drawing, columns, column)])
        for column in range(columns.count)
    )
    return Grid(density, columns, slots, tuple(routes), widths, _headings(drawing, slots, widths))


def example_grid() -> Grid:
    """Return the slots of the example drawing, for examples.

    >>> [route.slots for route in example_grid().routes]
    [('n1', 'e1', 'n2')]
    """
    drawing = example_drawing()
    return build_grid(drawing, columns_of(drawing), DENSITIES[0], (150, 100, 150))


def _slot(edge: Edge, column: int, columns: Columns, density: Density, room: float, ring: float) -> Slot:
    """Return the label of an arrow, or its free way where the label stands in another column."""
    if columns.label[edge.number] != column:
        return Slot(f"e{edge.number}c{column}", column, 0, PASS_HEIGHT)
    card = label_of(edge, density, room, ring)
    return Slot(f"e{edge.number}", column, card.width, card.height, None, card)


def _headings(drawing: Drawing, slots: Mapping[str, Slot], widths: Sequence[float]) -> dict[FrameKey, tuple[str, ...]]:
    labels = {cluster.id: cluster.label for cluster in drawing.clusters}
    frames = dict.fromkeys(slot.frame for slot in slots.values() if slot.frame)
    return {frame: heading_of(labels[frame[0]], widths[frame[1]]) for frame in frames}


def lane_room(drawing: Drawing, columns: Columns, column: int) -> float:
    """Return how wide a column of boxes must be for the title of its lane, in points.

    >>> drawing = example_drawing()
    >>> lane_room(drawing, columns_of(drawing), 0) < lane_room(drawing, columns_of(drawing), 2)
    True
    """
    titles = {own[0]: lane.title for lane in drawing.lanes if (own := columns.lane_columns.get(lane.id))}
    title = text_width(visible_text(titles.get(column, "")), LANE_SIZE, "Bold")
    return min(title - LANE_MARGIN, WIDEST_TITLE)


def heading_of(label: str, width: float) -> tuple[str, ...]:
    """Return the heading of a frame around things of this width as lines; the frame is a little wider than they are.

    >>> heading_of("Systems · Germany", 60)
    ('Systems ·', 'Germany')
    """
    return wrapped(label, width + CLUSTER_MARGIN, TEXT_SIZE, "Bold")


def head_height(heading: Sequence[str]) -> float:
    """Return the height of a frame's heading, in points.

    >>> head_height(["Country", "not recorded"]) > head_height(["Germany"])
    True
    """
    return len(heading) * TEXT_SIZE * LINE_SPACING + 5
