"""Where everything stands: the engine orders each column, and the columns are then spread over the page.

Only the order and the height of things come from the engine. Arrows run from column to column through the free strips
between them, so they cannot cross a box or a label.
"""

from __future__ import annotations

from collections.abc import Mapping

from datamap.exports.diagrams.columns import columns_of
from datamap.exports.diagrams.drawing import Drawing
from datamap.exports.diagrams.fit import LANE_HEAD, Fit
from datamap.exports.diagrams.grid import CLUSTER_MARGIN, Grid, Slot, build_grid
from datamap.exports.diagrams.order import Centres, DrawingTooLargeError, advice
from datamap.exports.diagrams.placement import Box, Frame, Layout, Placed
from datamap.exports.diagrams.rows import Rows, bottom_of, heights, rows_of, top_of
from datamap.exports.diagrams.style import LANE_MARGIN, SMALLEST_LEGIBLE, TEXT_SIZE
from datamap.exports.diagrams.ways import ways_of

LARGEST_SCALE = 1.3
WIDEST_CURVE = 120.0
WIDEST_STRETCH = 2.6


def empty_layout(width: float, height: float) -> Layout:
    """Return the layout of nothing.

    >>> empty_layout(10, 5).height
    5
    """
    return Layout(width, height, 1.0, {}, {}, (), {}, ())


def grid_of(drawing: Drawing, fit: Fit) -> Grid:
    """Return the slots of a drawing, its columns as wide as the fit says.

    Raises:
        DrawingTooLargeError: If text would be smaller than can be read.
    """
    _refuse_small(drawing, fit.scale)
    return build_grid(drawing, columns_of(drawing), fit.density, fit.rooms)


def layout_in(drawing: Drawing, grid: Grid, centres: Centres, width: float, height: float) -> Layout:
    """Return a drawing laid out to fill a space, where the engine put its slots.

    Raises:
        DrawingTooLargeError: If text would be smaller than can be read.
    """
    layout = _spread(drawing, grid, rows_of(grid, centres), width, height)
    _refuse_small(drawing, layout.scale)
    return layout


def _refuse_small(drawing: Drawing, scale: float) -> None:
    if scale * TEXT_SIZE < SMALLEST_LEGIBLE:
        raise DrawingTooLargeError(advice(drawing, f"the text would be {scale * TEXT_SIZE:.1f} pt high"))


def _spread(drawing: Drawing, grid: Grid, rows: Rows, width: float, height: float) -> Layout:
    """Return a grid scaled to fit, with columns and rows moved apart to use what is left of the space."""
    columns, least = range(grid.columns.count), rows.least_height
    widths = list(grid.widths)
    crossed = len(columns) - 1
    core = sum(widths) + 2 * LANE_MARGIN
    margins = LANE_HEAD + LANE_MARGIN
    scale = min(LARGEST_SCALE, width / (core + crossed * grid.density.curve), height / (least + margins))
    curve = min(WIDEST_CURVE, (width / scale - core) / crossed) if crossed else 0.0
    used_height = max(min(height / scale - margins, WIDEST_STRETCH * least), least)
    at = heights(rows, used_height)
    lefts = [LANE_MARGIN + sum(widths[:column]) + column * curve for column in columns]
    boxes = {
        slot.id: _box(slot, lefts[slot.column], widths[slot.column], LANE_HEAD + at[slot.id])
        for slot in grid.slots.values()
    }
    frames = _frames(drawing, grid, boxes, at)
    size = (core + crossed * curve, used_height + margins, scale)
    return _assembled(drawing, grid, boxes, frames, (lefts, widths), size)


def _box(slot: Slot, left: float, width: float, middle: float) -> Box:
    """Return the box of a slot: boxes and free ways are as wide as their column, labels as wide as their words."""
    label = slot.column % 2 == 1 and slot.card is not None
    return Box(left, middle - slot.height / 2, slot.width if label else width, slot.height)


def _assembled(
    drawing: Drawing,
    grid: Grid,
    boxes: Mapping[str, Box],
    frames: tuple[Frame, ...],
    columns: tuple[list[float], list[float]],
    size: tuple[float, float, float],
) -> Layout:
    """Return the layout made of placed slots."""
    lefts, widths = columns
    placed = {name: Placed(boxes[name], slot.card) for name, slot in grid.slots.items() if slot.card is not None}
    nodes = {node.id: placed[f"n{index}"] for index, node in enumerate(drawing.nodes, 1)}
    labels = {edge.number: placed[f"e{edge.number}"] for edge in drawing.edges}
    width, height, scale = size
    rights = [left + column_width for left, column_width in zip(lefts, widths, strict=True)]
    lanes = {
        lane: Box(
            lefts[own[0]] - LANE_MARGIN, 0, lefts[own[-1]] + widths[own[-1]] - lefts[own[0]] + 2 * LANE_MARGIN, height
        )
        for lane, own in grid.columns.lane_columns.items()
    }
    return Layout(width, height, scale, nodes, labels, frames, lanes, ways_of(grid, boxes, rights))


def _frames(drawing: Drawing, grid: Grid, boxes: Mapping[str, Box], at: Mapping[str, float]) -> tuple[Frame, ...]:
    """Return the frames drawn around what stands in them, with room for their headings."""
    clusters = {cluster.id: cluster for cluster in drawing.clusters}
    frames: list[Frame] = []
    for key, heading in grid.headings.items():
        inside = [boxes[slot.id] for slot in grid.slots.values() if slot.frame == key]
        x, y = min(box.x for box in inside) - CLUSTER_MARGIN, LANE_HEAD + at[top_of(key)]
        right, bottom = max(box.right for box in inside) + CLUSTER_MARGIN, LANE_HEAD + at[bottom_of(key)]
        frames.append(Frame(clusters[key[0]], Box(x, y, right - x, bottom - y), heading))
    return tuple(frames)
