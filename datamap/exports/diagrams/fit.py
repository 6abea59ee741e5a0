"""How wide each column may be, so that the whole drawing fits a page with text as large as can be.

The columns share the width of the page. A wider column breaks its text into fewer lines and is lower, so the width goes
to the columns that are too high, and what is left over goes where it saves most.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from datamap.exports.diagrams.cards import card_of, label_of, least_card_room, least_label_room, number_width
from datamap.exports.diagrams.columns import Columns
from datamap.exports.diagrams.drawing import Drawing, Node
from datamap.exports.diagrams.grid import CLUSTER_MARGIN, PASS_HEIGHT, head_height, heading_of, lane_room
from datamap.exports.diagrams.style import COMFORTABLE, DENSITIES, LANE_MARGIN, LANE_SIZE, TEXT_SIZE, Density

LANE_HEAD = LANE_SIZE + 9
SMALLEST_SCALE = 0.1
TOLERANCE = 1e-6
STEPS = 24
"""How often the range of scales is halved."""

CARD_ROOMS = tuple(range(90, 300, 15))
LABEL_ROOMS = tuple(range(76, 220, 12))
LEAST_CURVE, CURVE_PER_ARROW = 20.0, 1.6
"""Points; few arrows need little room to bend."""

EASY_CURVE = 1.2
"""How much wider than it must be a strip for curves should be before columns get more than they need."""


@dataclass(frozen=True, slots=True)
class Fit:
    """The widths of all columns at one density, and by how much the drawing is then scaled to fill its space."""

    density: Density
    rooms: tuple[float, ...]
    scale: float


@dataclass(frozen=True, slots=True)
class _Option:
    """One way to set a column: how wide its things may be, how wide they then are, how high they stand together."""

    room: float
    width: float
    height: float


@dataclass(slots=True)
class Options:
    """The ways to set the columns of a drawing at each density: found once, however many pages are tried."""

    drawing: Drawing
    columns: Columns
    found: dict[Density, list[list[_Option]]] = field(default_factory=dict)

    def at(self, density: Density) -> list[list[_Option]]:
        """Return the ways to set each column at a density."""
        if density not in self.found:
            columns = range(self.columns.count)
            self.found[density] = [_options(self.drawing, self.columns, density, column) for column in columns]
        return self.found[density]


def best_fit(
    drawing: Drawing, columns: Columns, spaces: Sequence[tuple[float, float]], known: Options | None = None
) -> tuple[int, Fit]:
    """Return which space lets the text be larger, the first if it does not matter, and how the drawing fits it.

    The roomiest density is taken that leaves the text comfortable; if none does, the one with the largest text. Beyond
    comfort, width serves better to keep words on one line than to enlarge them, so comfortable counts as equal.

    >>> from datamap.exports.diagrams.columns import columns_of
    >>> from datamap.exports.diagrams.drawing import example_drawing
    >>> drawing = example_drawing()
    >>> best_fit(drawing, columns_of(drawing), [(100, 50), (1000, 500)])[0]
    1
    """
    known = known or Options(drawing, columns)
    found: list[tuple[int, Fit]] = []
    for each in DENSITIES:
        density = replace(each, curve=min(each.curve, LEAST_CURVE + CURVE_PER_ARROW * len(drawing.edges)))
        fits = [(index, _fit(known.at(density), density, *space)) for index, space in enumerate(spaces)]
        found.append(max(fits, key=lambda each: each[1].scale))
        if found[-1][1].scale * TEXT_SIZE > COMFORTABLE - TOLERANCE:
            return found[-1]
    return max(found, key=lambda each: each[1].scale)


def _options(drawing: Drawing, columns: Columns, density: Density, column: int) -> list[_Option]:
    """Return the ways to set a column that break no word, from narrow to wide, each lower than all before it."""
    rooms, least = (LABEL_ROOMS, _least_label) if column % 2 else (CARD_ROOMS, _least_box)
    needed = min(least(drawing, columns, column), rooms[-1])
    set_in = (_labels if column % 2 else _boxes)(drawing, columns, density, column)
    lowest = set_in(rooms[-1]).height
    options: list[_Option] = []
    for room in (needed, *(room for room in rooms if room > needed)):
        option = set_in(room)
        if not options or option.height < options[-1].height:
            options.append(option)
        if option.height <= lowest:
            break
    return options


def _least_label(drawing: Drawing, columns: Columns, column: int) -> float:
    ring = number_width(max(drawing.highest, len(drawing.edges)))
    return max(
        (least_label_room(edge, ring) for edge in drawing.edges if columns.label[edge.number] == column), default=0.0
    )


def _least_box(drawing: Drawing, columns: Columns, column: int) -> float:
    words = [least_card_room(node) for node in drawing.nodes if columns.box[node.id] == column]
    return max([*words, lane_room(drawing, columns, column)])


def _labels(drawing: Drawing, columns: Columns, density: Density, column: int) -> Callable[[float], _Option]:
    """Return how a column of labels comes out in a room."""
    passing = [edge for edge in drawing.edges if column in columns.between(edge)]
    labelled = [edge for edge in passing if columns.label[edge.number] == column]
    ring = number_width(max(drawing.highest, len(drawing.edges)))
    others = PASS_HEIGHT * (len(passing) - len(labelled)) + density.close * len(passing)

    def set_in(room: float) -> _Option:
        cards = [label_of(edge, density, room, ring) for edge in labelled]
        width = max((card.width for card in cards), default=0.0)
        return _Option(room, width, sum(card.height for card in cards) + others)

    return set_in


def _boxes(drawing: Drawing, columns: Columns, density: Density, column: int) -> Callable[[float], _Option]:
    """Return how a column of boxes comes out in a room, those of each frame together."""
    frames: dict[str | None, list[Node]] = {}
    for node in drawing.nodes:
        if columns.box[node.id] == column:
            frames.setdefault(node.cluster, []).append(node)
    nodes = [node for framed in frames.values() for node in framed]
    clusters = [cluster for cluster in drawing.clusters if cluster.id in frames]
    least = lane_room(drawing, columns, column)
    passing = sum(column in columns.between(edge) for edge in drawing.edges)
    others = density.gap * (len(nodes) - 1) + passing * (PASS_HEIGHT + density.close)

    def set_in(room: float) -> _Option:
        cards = [card_of(node, density, room, columns.arrows[node.id]) for node in nodes]
        width = max([card.width for card in cards] + [least])
        heads = sum(head_height(heading_of(cluster.label, width)) + CLUSTER_MARGIN for cluster in clusters)
        return _Option(room, width, sum(card.height for card in cards) + heads + others)

    return set_in


def _fit(columns: Sequence[Sequence[_Option]], density: Density, width: float, height: float) -> Fit:
    """Return the largest scale at which columns fit a space, and their widths there."""

    def chosen(scale: float) -> list[_Option] | None:
        most = height / scale - LANE_HEAD - LANE_MARGIN
        picked = [next((option for option in column if option.height <= most), None) for column in columns]
        found = [option for option in picked if option is not None]
        return found if len(found) == len(columns) and _width(found, density.curve) <= width / scale else None

    small, large = SMALLEST_SCALE, COMFORTABLE / TEXT_SIZE
    if chosen(large) is not None:
        small = large
    for _ in range(STEPS):
        middle = (small + large) / 2
        small, large = (middle, large) if chosen(middle) is not None else (small, middle)
    picked = chosen(small) or [column[0] for column in columns]
    rooms = _widened(columns, picked, density, width / small)
    return Fit(density, tuple(option.room for option in rooms), small)


def _width(picked: Sequence[_Option], curve: float) -> float:
    return sum(option.width for option in picked) + 2 * LANE_MARGIN + curve * (len(picked) - 1)


def _widened(
    columns: Sequence[Sequence[_Option]], picked: Sequence[_Option], density: Density, width: float
) -> list[_Option]:
    """Return the columns with the width that is left over given, piece by piece, to where it saves most height."""
    result = list(picked)
    while True:
        left = width - _width(result, density.curve * EASY_CURVE)
        better = [
            ((now.height - each.height) / (each.width - now.width) * now.height, -index, each)
            for index, (now, column) in enumerate(zip(result, columns, strict=True))
            for each in column
            if each.height < now.height and now.width < each.width <= now.width + left
        ]
        if not better:
            return result
        _, index, chosen = max(better, key=lambda each: each[:2])
        result[-index] = chosen
