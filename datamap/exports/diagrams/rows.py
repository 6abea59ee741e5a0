"""How high everything stands: the engine's order kept, nothing touching, and the height of the page used.

Each column keeps the order that the engine found, and a frame keeps what is above it above and what is below it below.
All of this says "at least so far below that", a graph without circles: the least height is its longest way.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from datamap.exports.diagrams.grid import CLUSTER_MARGIN, FrameKey, Grid, Slot, head_height

SWEEPS = 60
HOME = 0.25
"""How strongly a thing is drawn to where the engine put it, beside one for each arrow that it would straighten."""

STRAIGHT = 3.0
"""How strongly two ends of a step that only passes are drawn level."""


@dataclass(frozen=True, slots=True)
class Rows:
    """The distances to keep between things: slots, by their middle, and the upper and lower sides of frames."""

    grid: Grid
    order: tuple[str, ...]
    home: Mapping[str, float]
    above: Mapping[str, tuple[tuple[str, float], ...]]
    below: Mapping[str, tuple[tuple[str, float], ...]]

    @property
    def least_height(self) -> float:
        """Return the smallest height in which everything has room, in points."""
        highest = _highest(self)
        return max(highest[name] + _half(self.grid, name) for name in self.order)


def top_of(frame: FrameKey) -> str:
    """Return the name under which the upper side of a frame is placed.

    >>> top_of(("de", 4))
    'top 4 de'
    """
    return f"top {frame[1]} {frame[0]}"


def bottom_of(frame: FrameKey) -> str:
    """Return the name under which the lower side of a frame is placed.

    >>> bottom_of(("de", 4))
    'bottom 4 de'
    """
    return f"bottom {frame[1]} {frame[0]}"


def rows_of(grid: Grid, engine: Mapping[str, tuple[float, float]]) -> Rows:
    """Return the distances to keep, given where the engine put the slots.

    >>> from datamap.exports.diagrams.grid import CLUSTER_MARGIN, example_grid
    >>> grid = example_grid()
    >>> rows = rows_of(grid, {name: (0.0, 0.0) for name in grid.slots})
    >>> rows.least_height == max(slot.height for slot in grid.slots.values())
    True
    """
    home = {name: engine[name][1] for name in grid.slots}
    for frame in grid.headings:
        inside = [slot for slot in grid.slots.values() if slot.frame == frame]
        home[top_of(frame)] = min(home[slot.id] - slot.height / 2 for slot in inside) - 0.1
        home[bottom_of(frame)] = max(home[slot.id] + slot.height / 2 for slot in inside) + 0.1
    order = tuple(sorted(home, key=lambda name: (home[name], name)))
    place = {name: index for index, name in enumerate(order)}
    above: dict[str, list[tuple[str, float]]] = defaultdict(list)
    below: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for upper, lower, distance in (*_in_columns(grid, home), *_around_frames(grid, home)):
        if place[upper] < place[lower]:
            above[lower].append((upper, distance))
            below[upper].append((lower, distance))
    start, end = home[order[0]], home[order[-1]]
    shares = {name: (home[name] - start) / max(end - start, 1.0) for name in order}
    return Rows(
        grid, order, shares, {name: tuple(above[name]) for name in order}, {name: tuple(below[name]) for name in order}
    )


def heights(rows: Rows, height: float) -> dict[str, float]:
    """Return how high each thing stands in a space at least as high as needed, arrows as level as the order allows.

    >>> from datamap.exports.diagrams.grid import CLUSTER_MARGIN, example_grid
    >>> grid = example_grid()
    >>> rows = rows_of(grid, {name: (0.0, 0.0) for name in grid.slots})
    >>> all(0 < at < 100 for at in heights(rows, 100.0).values())
    True
    """
    highest, lowest = _highest(rows), _lowest(rows, height)
    at = {name: (highest[name] + lowest[name]) / 2 for name in rows.order}
    halves = {name: _half(rows.grid, name) for name in rows.order}
    pulls = _pulls(rows.grid)
    for sweep in range(SWEEPS):
        for name in rows.order if sweep % 2 else reversed(rows.order):
            least = max([at[other] + far for other, far in rows.above[name]], default=halves[name])
            most = min([at[other] - far for other, far in rows.below[name]], default=height - halves[name])
            if name not in rows.grid.slots:
                at[name] = most if name.startswith("top ") else least
                continue
            wanted, weight = HOME * rows.home[name] * height, HOME
            for other, pull in pulls[name]:
                wanted, weight = wanted + pull * at[other], weight + pull
            at[name] = min(max(wanted / weight, least), most)
    return at


def _half(grid: Grid, name: str) -> float:
    return grid.slots[name].height / 2 if name in grid.slots else 0.0


def _in_columns(grid: Grid, home: Mapping[str, float]) -> Iterator[tuple[str, str, float]]:
    """Yield the distances between neighbours of one column."""
    columns: dict[int, list[Slot]] = defaultdict(list)
    for slot in sorted(grid.slots.values(), key=lambda slot: (home[slot.id], slot.id)):
        columns[slot.column].append(slot)
    for column in columns.values():
        for upper, lower in pairwise(column):
            cards = upper.card is not None and lower.card is not None and upper.column % 2 == 0
            yield (
                upper.id,
                lower.id,
                (upper.height + lower.height) / 2 + (grid.density.gap if cards else grid.density.close),
            )


def _around_frames(grid: Grid, home: Mapping[str, float]) -> Iterator[tuple[str, str, float]]:
    """Yield the distances of frames from what stands in them, beside them and from each other."""
    for frame, heading in grid.headings.items():
        top, bottom = top_of(frame), bottom_of(frame)
        middle = (home[top] + home[bottom]) / 2
        for slot in grid.slots.values():
            if slot.frame == frame:
                yield top, slot.id, head_height(heading) + slot.height / 2
                yield slot.id, bottom, slot.height / 2 + CLUSTER_MARGIN
            elif slot.column == frame[1]:
                pair = (slot.id, top) if home[slot.id] < middle else (bottom, slot.id)
                yield *pair, slot.height / 2 + grid.density.close
        for other in grid.headings:
            if frame[1] == other[1] and home[top] < home[top_of(other)]:
                yield bottom, top_of(other), grid.density.gap


def _highest(rows: Rows) -> dict[str, float]:
    """Return the least height of each thing above which it cannot stand."""
    at: dict[str, float] = {}
    for name in rows.order:
        at[name] = max((at[other] + far for other, far in rows.above[name]), default=0.0)
        at[name] = max(at[name], _half(rows.grid, name))
    return at


def _lowest(rows: Rows, height: float) -> dict[str, float]:
    """Return the height of each thing below which it cannot stand."""
    at: dict[str, float] = {}
    for name in reversed(rows.order):
        at[name] = min((at[other] - far for other, far in rows.below[name]), default=height)
        at[name] = min(at[name], height - _half(rows.grid, name))
    return at


def _pulls(grid: Grid) -> dict[str, list[tuple[str, float]]]:
    """Return for each slot those that its arrows lead to next, and how strongly it wants to be level with them.

    A label stands level with the end where fewer arrows meet, so that many arrows of one box open like a fan.
    """
    steps = [step for route in grid.routes for step in pairwise(route.slots)]
    met = Counter(name for step in steps for name in step)
    pulls: dict[str, list[tuple[str, float]]] = {name: [] for name in grid.slots}
    for left, right in steps:
        passes = not any(grid.slots[name].column % 2 == 0 and grid.slots[name].card for name in (left, right))
        pulls[left].append((right, STRAIGHT if passes else 2 / met[right]))
        pulls[right].append((left, STRAIGHT if passes else 2 / met[left]))
    return pulls
