"""In which order the things of each column stand: the layout engine looks for one with few crossings.

The engine sees sizes and ids only, never a word from people.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations, pairwise

from datamap.errors import DatamapError
from datamap.exports.diagrams.drawing import Drawing
from datamap.exports.diagrams.engine import TIME_LIMIT, LayoutFailedError, LayoutTimedOutError, positions_of
from datamap.exports.diagrams.grid import CLUSTER_MARGIN, Grid, Slot, head_height

PATIENT = "mclimit=10"
"""How long the engine looks for fewer crossings. More searches, from other starts, found no fewer in the five examples,
and choosing among them turned whole pictures over when one record was added."""

HURRIED = "nslimit=1, nslimit1=1, mclimit=0.1"
"""How long it looks where patience took too much time."""

Centres = Mapping[str, tuple[float, float]]


class DrawingTooLargeError(DatamapError):
    """The drawing does not fit on one page in a size that can be read; the scope has to be narrowed."""


def advice(drawing: Drawing, reason: str) -> str:
    """Return what to tell somebody whose drawing cannot be drawn, and why.

    >>> from datamap.exports.diagrams.drawing import example_drawing
    >>> advice(example_drawing(), "too small")[:61]
    "'Where data flows' is too large to draw on one page (2 boxes,"
    """
    return (
        f"'{drawing.title}' is too large to draw on one page ({len(drawing.nodes)} boxes, {len(drawing.edges)} arrows: "
        f"{reason}); narrow the scope, for example to one activity or one system"
    )


def centres_of(drawing: Drawing, grid: Grid, time_limit: float = TIME_LIMIT) -> Centres:
    """Return where the engine puts the slots of one drawing.

    >>> from datamap.exports.diagrams.drawing import example_drawing
    >>> from datamap.exports.diagrams.grid import CLUSTER_MARGIN, example_grid
    >>> sorted(centres_of(example_drawing(), example_grid()))
    ['e1', 'n1', 'n2']

    Raises:
        DrawingTooLargeError: If the time was up for the short search as well.
        LayoutFailedError: If the engine broke off.
    """
    [found] = centres_of_all([grid], time_limit)
    if isinstance(found, LayoutTimedOutError):
        raise DrawingTooLargeError(advice(drawing, str(found))) from found
    if isinstance(found, LayoutFailedError):
        raise found
    return found


def centres_of_all(grids: Sequence[Grid], time_limit: float = TIME_LIMIT) -> list[Centres | LayoutFailedError]:
    """Return where the engine puts the slots of each grid, or why it could not; what was too slow is hurried once.

    >>> from datamap.exports.diagrams.grid import example_grid
    >>> [sorted(each) for each in centres_of_all([example_grid()])]
    [['e1', 'n1', 'n2']]
    """
    found = positions_of([_source(grid, PATIENT) for grid in grids], time_limit)
    slow = [index for index, each in enumerate(found) if isinstance(each, LayoutTimedOutError)]
    if slow:
        hurried = positions_of([_source(grids[index], HURRIED) for index in slow], time_limit)
        for index, each in zip(slow, hurried, strict=True):
            found[index] = each
    return [
        each if isinstance(each, LayoutFailedError) else _upright(grid, each)
        for grid, each in zip(grids, found, strict=True)
    ]


def _upright(grid: Grid, centres: Centres) -> Centres:
    """Return the order, or turned upside down, which crosses no more: whichever is nearer to the order of the records.

    The engine does not care which way up it draws; without this, one more data use could turn a whole picture over.
    A column that is clearly in one order counts more than several that are in none, for it stays so; labels count
    where no column has several boxes.
    """
    for parity in (0, 1):
        shares = [_share_in_order(heights) - 0.5 for heights in _columns(grid, centres, parity) if len(heights) > 1]
        score = sum(share * abs(share) for share in shares)
        if score:
            return centres if score > 0 else {name: (x, -y) for name, (x, y) in centres.items()}
    return centres


def _columns(grid: Grid, centres: Centres, parity: int) -> list[list[float]]:
    """Return the heights of the boxes (0) or labels (1) in each column, in the order of the records."""
    columns: dict[int, list[float]] = {}
    for slot in grid.slots.values():
        if slot.column % 2 == parity and slot.card:
            columns.setdefault(slot.column, []).append(centres[slot.id][1])
    return list(columns.values())


def _share_in_order(heights: Sequence[float]) -> float:
    """Return the share of pairs of two or more boxes that stand in the order of the records."""
    pairs = [one < two for one, two in combinations(heights, 2)]
    return sum(pairs) / len(pairs)


def _source(grid: Grid, effort: str) -> str:
    """Return the DOT text for the engine: the records from below, for its search starts at the bottom of a column."""
    gap = grid.density.close
    slots = list(grid.slots.values())[::-1]
    lines = [
        f"digraph {{ graph [rankdir=LR, newrank=true, splines=false, {effort}, nodesep={gap / 72:.4f}, ranksep=0.4]",
        'node [shape=box, fixedsize=true, label="", width=1]',
    ]
    for column in range(grid.columns.count):
        sizes = (f"{slot.id} [height={_height(grid, slot):.4f}]" for slot in slots if slot.column == column)
        lines.append("{rank=same " + " ".join(sizes) + "}")
    for index, (frame, heading) in enumerate(grid.headings.items(), 1):
        members = " ".join(slot.id for slot in slots if slot.frame == frame)
        size = head_height(heading) / 1.2
        lines.append(
            f'subgraph cluster_{index} {{ graph [margin={CLUSTER_MARGIN:g}, label="x", fontsize={size:.1f}] {members}}}'
        )
    steps = [(left, right) for route in reversed(grid.routes) for left, right in pairwise(route.slots)]
    lines += [f"{left} -> {right} [weight={_weight(grid, left, right)}]" for left, right in steps]
    lines += _ties(grid, steps)
    return "\n".join(lines) + "\n}\n"


def _height(grid: Grid, slot: Slot) -> float:
    """Return the height of a slot in inches, with the room below a box that a label does without."""
    return (slot.height + (grid.density.gap - grid.density.close if slot.column % 2 == 0 and slot.card else 0)) / 72


def _weight(grid: Grid, left: str, right: str) -> int:
    """Return how straight a step should be: the more, the more it only passes."""
    bends = sum(grid.slots[name].card is not None and grid.slots[name].column % 2 == 0 for name in (left, right))
    return (8, 2, 1)[bends]


def _ties(grid: Grid, steps: Sequence[tuple[str, str]]) -> list[str]:
    """Return unseen steps where no arrow holds two neighbouring columns in their order."""
    held = {grid.slots[left].column for left, _ in steps}
    first: dict[int, str] = {}
    for slot in grid.slots.values():
        first.setdefault(slot.column, slot.id)
    present = sorted(first)
    return [
        f"{first[left]} -> {first[right]} [style=invis, weight=0, minlen={right - left}]"
        for left, right in pairwise(present)
        if left not in held or right - left > 1
    ]
