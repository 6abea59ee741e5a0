"""In which order the things of each column stand: the layout engine looks for the one with the fewest crossings.

The engine sees sizes and ids only, never a word from people.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations, pairwise

from datamap.errors import DatamapError
from datamap.exports.diagrams.drawing import Drawing
from datamap.exports.diagrams.engine import TIME_LIMIT, LayoutFailedError, LayoutTimedOutError, positions_of_all
from datamap.exports.diagrams.grid import CLUSTER_MARGIN, Grid, Slot, head_height

PATIENT = ("mclimit=10", "mclimit=4", "mclimit=1")
"""How long the engine looks for fewer crossings; longer is mostly better, and all of it is quickly done."""

EASY = ("mclimit=4",)
"""How long it looks where there is little to find."""

MOST_EASY = 60
"""How many slots a drawing has for which that is enough."""

HARDLY_MORE = 1.1
"""How many times the fewest crossings a picture may have that is nearer to the order of the records."""

TURNS = (1, -1)
"""The order in which the engine reads the slots: that of the records, and the other way round."""

HURRIED = ("nslimit=1, nslimit1=1, mclimit=0.1",)
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
    """Return where the engine puts the slots of one drawing: the best of several tries.

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
    jobs = [
        [
            _source(grid, effort, turn)
            for effort in (EASY if len(grid.slots) <= MOST_EASY else PATIENT)
            for turn in TURNS
        ]
        for grid in grids
    ]
    found = positions_of_all(jobs, time_limit)
    slow = [index for index, each in enumerate(found) if isinstance(each, LayoutTimedOutError)]
    if slow:
        hurried = [[_source(grids[index], effort, turn) for effort in HURRIED for turn in TURNS] for index in slow]
        for index, each in zip(slow, positions_of_all(hurried, time_limit), strict=True):
            found[index] = each
    return [
        each if isinstance(each, LayoutFailedError) else _best(grid, each)
        for grid, each in zip(grids, found, strict=True)
    ]


def _best(grid: Grid, found: Sequence[Centres]) -> Centres:
    """Return the try with the fewest crossings, upright; of those with hardly more, the one nearest to the records."""
    upright = [_upright(grid, centres) for centres in found]
    crossings = [crossed(grid, centres) for centres in upright]
    enough = min(crossings) * HARDLY_MORE
    among = [centres for centres, count in zip(upright, crossings, strict=True) if count <= enough]
    return max(among, key=lambda centres: in_order(grid, centres))


def _upright(grid: Grid, centres: Centres) -> Centres:
    """Return the order, or turned upside down, which crosses no more: whichever is nearer to the order of the records.

    The engine does not care which way up it draws; without this, one more data use could turn a whole picture over.
    A column that is clearly in one order counts more than several that are in none, for it stays so.
    """
    shares = [_share_in_order([heights]) - 0.5 for heights in _columns(grid, centres) if len(heights) > 1]
    is_upright = sum(share * abs(share) for share in shares) >= 0
    return centres if is_upright else {name: (x, -y) for name, (x, y) in centres.items()}


def _columns(grid: Grid, centres: Centres) -> list[list[float]]:
    """Return the heights of the boxes in each column, in the order of the records."""
    columns: dict[int, list[float]] = {}
    for slot in grid.slots.values():
        if slot.column % 2 == 0 and slot.card:
            columns.setdefault(slot.column, []).append(centres[slot.id][1])
    return list(columns.values())


def in_order(grid: Grid, centres: Centres) -> float:
    """Return the share of pairs of boxes in a column that stand in the order of the records, 1 if there is no pair.

    >>> from datamap.exports.diagrams.grid import example_grid
    >>> in_order(example_grid(), {"n1": (0, 0), "e1": (0, 0), "n2": (0, 0)})
    1.0
    """
    return _share_in_order(_columns(grid, centres))


def _share_in_order(columns: Sequence[Sequence[float]]) -> float:
    pairs = [one < two for heights in columns for one, two in combinations(heights, 2)]
    return sum(pairs) / len(pairs) if pairs else 1.0


def crossed(grid: Grid, centres: Centres) -> int:
    """Return how often steps between neighbouring columns cross in this order.

    >>> from datamap.exports.diagrams.grid import CLUSTER_MARGIN, example_grid
    >>> crossed(example_grid(), {"n1": (0, 0), "e1": (0, 0), "n2": (0, 0)})
    0
    """
    strips: dict[int, list[tuple[float, float]]] = {}
    for route in grid.routes:
        for left, right in pairwise(route.slots):
            strips.setdefault(grid.slots[left].column, []).append((centres[left][1], centres[right][1]))
    return sum(
        (one[0] - two[0]) * (one[1] - two[1]) < 0 for steps in strips.values() for one, two in combinations(steps, 2)
    )


def _source(grid: Grid, effort: str, turn: int) -> str:
    """Return the DOT text for the engine; its search starts from the order in which it reads the slots."""
    gap = grid.density.close
    slots = list(grid.slots.values())[::turn]
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
    steps = [(left, right) for route in grid.routes[::turn] for left, right in pairwise(route.slots)]
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
