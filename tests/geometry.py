"""Whether a page that is laid out can be read: how small its text is, what overlaps, which arrows cross what."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from datamap.exports.diagrams.placement import Box, Layout, Way
from datamap.exports.diagrams.sheet import Sheet
from datamap.exports.diagrams.style import MARK_SIZE, NAME_SIZE, TEXT_SIZE

SAMPLES = 24
"""Points of a curve that are looked at; a curve of one strip is at most a few hundred points long."""


def smallest_text(sheet: Sheet) -> float:
    """Return the size of the smallest text on the printed page, in points.

    >>> from datamap.exports.diagrams.drawing import Drawing, example_drawing
    >>> from datamap.exports.diagrams.sheet import sheet_of
    >>> smallest_text(sheet_of(Drawing(title="empty")))
    8.5
    """
    return min(TEXT_SIZE, sheet.layout.scale * min(TEXT_SIZE, NAME_SIZE, MARK_SIZE))


def filled_share(sheet: Sheet) -> float:
    """Return how much of the space between header and legend the drawing's own rectangle takes, from 0 to 1.

    >>> from datamap.exports.diagrams.drawing import Drawing, example_drawing
    >>> from datamap.exports.diagrams.sheet import sheet_of
    >>> 0 < filled_share(sheet_of(example_drawing())) <= 1
    True
    """
    space = (sheet.width - 2 * sheet.margin) * (sheet.legend_y - 6 - sheet.body_top)
    return sheet.layout.width * sheet.layout.height * sheet.layout.scale**2 / space


def overlaps(sheet: Sheet) -> tuple[str, ...]:
    """Return a sentence for each overlap, each text that leaves its box, each thing outside the page.

    >>> from datamap.exports.diagrams.drawing import Drawing, example_drawing
    >>> from datamap.exports.diagrams.sheet import sheet_of
    >>> overlaps(sheet_of(Drawing(title="empty")))
    ()
    """
    return (*_touching(sheet.layout), *_spilling(sheet.layout), *_outside(sheet.layout), *_run_over(sheet.layout))


def crossings(layout: Layout) -> int:
    """Return how often two arrows cross between columns; arrows that meet at the same box do not count there.

    >>> from datamap.exports.diagrams.drawing import Drawing, example_drawing
    >>> from datamap.exports.diagrams.sheet import sheet_of
    >>> crossings(sheet_of(Drawing(title="empty")).layout)
    0
    """
    segments: dict[tuple[float, float], list[tuple[float, float]]] = {}
    for way in layout.ways:
        for x, y, to_x, to_y in way.steps:
            segments.setdefault((round(x), round(to_x)), []).append((y, to_y))
    return sum(
        (first[0] - second[0]) * (first[1] - second[1]) < 0
        for group in segments.values()
        for first, second in combinations(group, 2)
    )


def _overlap(one: Box, other: Box, slack: float = 0.05) -> bool:
    return (
        one.x < other.right - slack
        and other.x < one.right - slack
        and one.y < other.bottom - slack
        and other.y < one.bottom - slack
    )


def _touching(layout: Layout) -> Iterator[str]:
    things = [(f"box {name}", placed.box) for name, placed in layout.nodes.items()]
    things += [(f"label {number}", placed.box) for number, placed in layout.labels.items()]
    for (name, box), (other_name, other) in combinations(things, 2):
        if _overlap(box, other):
            yield f"{name} overlaps {other_name}"
    for one, two in combinations(layout.frames, 2):
        if _overlap(one.box, two.box):
            yield f"frame {one.cluster.id} overlaps frame {two.cluster.id}"
    for frame in layout.frames:
        for number, placed in layout.labels.items():
            if _overlap(frame.box, placed.box):
                yield f"label {number} overlaps frame {frame.cluster.id}"


def _spilling(layout: Layout) -> Iterator[str]:
    things = [(f"box {name}", placed) for name, placed in layout.nodes.items()]
    things += [(f"label {number}", placed) for number, placed in layout.labels.items()]
    for name, placed in things:
        for line in placed.card.lines:
            if (
                line.x + line.width > placed.box.width + 0.05
                or line.y > placed.box.height + 0.05
                or line.y < 0.6 * line.size
            ):
                yield f"{name}: text {line.text!r} leaves it"
        for tag in placed.card.tags:
            if tag.x + tag.width > placed.box.width:
                yield f"{name}: tag {tag.mark.text!r} leaves it"


def _outside(layout: Layout) -> Iterator[str]:
    things = [(f"box {name}", placed.box) for name, placed in layout.nodes.items()]
    things += [(f"label {number}", placed.box) for number, placed in layout.labels.items()]
    things += [(f"frame {frame.cluster.id}", frame.box) for frame in layout.frames]
    for name, box in things:
        if box.x < 0 or box.y < 0 or box.right > layout.width + 0.05 or box.bottom > layout.height + 0.05:
            yield f"{name} leaves the drawing"


def _run_over(layout: Layout) -> Iterator[str]:
    things = [(f"box {name}", placed.box) for name, placed in layout.nodes.items()]
    things += [(f"label {number}", placed.box) for number, placed in layout.labels.items()]
    for way in layout.ways:
        points = list(_points(way))
        for name, box in things:
            if any(box.x + 0.1 < x < box.right - 0.1 and box.y + 0.1 < y < box.bottom - 0.1 for x, y in points):
                yield f"arrow {way.edge.number} runs over {name}"


def _points(way: Way) -> Iterator[tuple[float, float]]:
    """Yield points along an arrow, whose curves are those of `outlines.course`."""
    for x, y, to_x, to_y in way.steps:
        for index in range(SAMPLES + 1):
            t = index / SAMPLES
            across = 1.5 * t * (1 - t) ** 2 + 1.5 * t * t * (1 - t) + t**3
            yield x + (to_x - x) * across, y + (to_y - y) * (3 * t * t - 2 * t**3)
