"""How arrows run: from the side of a box through the strips between the columns to the side of another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from datamap.exports.diagrams.grid import Grid
from datamap.exports.diagrams.placement import Box, Way

WIDEST_STEP = 9.0
"""Points between two arrows that meet one side of a box, where the side is long enough."""


def ways_of(grid: Grid, boxes: Mapping[str, Box], rights: Sequence[float]) -> tuple[Way, ...]:
    """Return the steps of all arrows; those that meet one side of a box are spread along it, in order.

    >>> boxes = {"n1": Box(0, 0, 50, 20), "e1": Box(90, 5, 30, 10), "n2": Box(160, 0, 50, 20)}
    >>> from datamap.exports.diagrams.grid import example_grid
    >>> ways_of(example_grid(), boxes, [50, 120, 210])[0].steps
    ((50, 10.0, 90, 10.0), (120, 10.0, 120, 10.0), (120, 10.0, 160, 10.0))
    """
    leaving: dict[str, list[tuple[float, int]]] = {}
    entering: dict[str, list[tuple[float, int]]] = {}
    for route in grid.routes:
        leaving.setdefault(route.slots[0], []).append((boxes[route.slots[1]].middle, route.edge.number))
        entering.setdefault(route.slots[-1], []).append((boxes[route.slots[-2]].middle, route.edge.number))
    out = {(name, number): y for name, met in leaving.items() for number, y in _ports(boxes[name], met)}
    into = {(name, number): y for name, met in entering.items() for number, y in _ports(boxes[name], met)}
    ways: list[Way] = []
    for route in grid.routes:
        first, last, number = route.slots[0], route.slots[-1], route.edge.number
        x, y = boxes[first].right, out[first, number]
        steps: list[tuple[float, float, float, float]] = []
        for name in route.slots[1:-1]:
            box, slot = boxes[name], grid.slots[name]
            steps.append((x, y, box.x, box.middle))
            x, y = rights[slot.column], box.middle
            steps.append((box.x if slot.card is None else box.right, y, x, y))
        ways.append(Way(route.edge, (*steps, (x, y, boxes[last].x, into[last, number])), route.flipped))
    return tuple(ways)


def _ports(box: Box, met: list[tuple[float, int]]) -> list[tuple[int, float]]:
    """Return at which y each arrow meets the side of a box."""
    step = min(WIDEST_STEP, (box.height - 8) / max(len(met), 1))
    start = box.middle - step * (len(met) - 1) / 2
    return [(number, start + step * index) for index, (_, number) in enumerate(sorted(met))]
