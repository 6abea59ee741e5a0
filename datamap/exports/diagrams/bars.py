"""Time limits for erasure as bars: periods on a scale of days to decades, and what has no length told from them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

from datamap.exports.diagrams.drawing import Bar, Shape
from datamap.exports.diagrams.outlines import arrowhead, path, rounded
from datamap.exports.diagrams.placement import Box
from datamap.exports.diagrams.scene import Stroke, Words
from datamap.exports.diagrams.style import FLOW, GRID_LINE, INK, LOOKS, PAPER, QUIET, TEXT_SIZE

BAR = 11.0
TICKS = ((1, 1, "day"), (7, 1, "week"), (30, 1, "month"), (365, 1, "year"), (3650, 10, "years"))
"""How many days, and how many of which unit these are."""
LONGEST = 18250.0
"""Days; fifty years are the end of the scale."""
BAR_EXAMPLE = 64.0
"""The width of the whole scale of a bar in the legend."""

OPEN_END = 0.55
"""How far a bar without a length runs, as a share of the scale; its end says that this means nothing."""


def scaled(days: float, width: float) -> float:
    """Return where a number of days ends on a logarithmic scale of this width.

    >>> scaled(0, 100), round(scaled(LONGEST, 100))
    (0.0, 100)
    """
    return 0.0 if days <= 0 else width * min(1.0, math.log1p(days) / math.log1p(LONGEST))


def ticks(words: Mapping[str, str], x: float, y: float, width: float) -> Iterator[Words]:
    """Yield the words of the scale above the bars, from the labels of a language."""
    for days, count, unit in TICKS:
        yield Words(f"{count} {words[unit]}", x + scaled(days, width), y, colour=QUIET, anchor="middle")


def tick_lines(x: float, y: float, width: float) -> Iterator[Stroke]:
    """Yield the lines of the scale behind one bar."""
    for days, _, _ in TICKS:
        yield Stroke(path("M", x + scaled(days, width), y - 4, "V", y + BAR + 4), "none", GRID_LINE, 0.7)


def bar_parts(kind: Bar, span: tuple[float, float], x: float, y: float, width: float) -> list[Stroke | Words]:
    """Return a bar whose upper left corner is at x and y, from the trigger to its end, `width` being the whole scale.

    >>> len(bar_parts(Bar.PERIOD, (30, 30), 0, 0, 300)) > 1
    True
    """
    start = Stroke(path("M", x, y - 3, "V", y + BAR + 3), "none", INK, 1.6)
    least, most = (scaled(days, width) for days in span)
    return [start, *_shapes(kind, x, y, (least, most), OPEN_END * width)]


def _shapes(  # noqa: PLR0911 - one return for each kind of bar
    kind: Bar, x: float, y: float, ends: tuple[float, float], far: float
) -> Sequence[Stroke | Words]:
    least, most = ends
    middle = y + BAR / 2
    match kind:
        case Bar.PERIOD:
            return [_filled(x, y, max(most, 3.0))]
        case Bar.RANGE:
            return [_filled(x, y, max(least, 3.0)), *_hatched(x + least, y, max(most - least, 6.0))]
        case Bar.EVENT:
            return [_line(x, middle, far, ""), _diamond(x + far, middle)]
        case Bar.EVENT_THEN:
            half = far / 2
            opened = _open(x + half, y, far - half, "2 2.5")
            return [opened, _line(x, middle, half, ""), _diamond(x + half, middle), _question(x + far, y)]
        case Bar.UNSTATED:
            return [_open(x, y, far, "2 2.5"), _question(x + far, y)]
        case Bar.CRITERIA:
            return [_open(x, y, far, "6 3"), *_stripes(x, y, far)]
        case Bar.ENDLESS:
            return [_filled(x, y, far), Stroke(arrowhead(x + far + 9, middle, False), INK)]
        case Bar.NOT_STORED:
            return [
                Stroke(path("M", x - 4, y, "L", x + 4, y + BAR, "M", x + 4, y, "L", x - 4, y + BAR), "none", INK, 1.4)
            ]


def _filled(x: float, y: float, width: float) -> Stroke:
    look = LOOKS[Shape.ACTIVITY]
    return Stroke(rounded(Box(x, y, width, BAR), 0), look.line, look.line, 1.0)


def _hatched(x: float, y: float, width: float) -> list[Stroke]:
    look = LOOKS[Shape.ACTIVITY]
    return [Stroke(rounded(Box(x, y, width, BAR), 0), look.fill, look.line, 1.0), *_stripes(x, y, width)]


def _stripes(x: float, y: float, width: float) -> list[Stroke]:
    """Return slanted lines over a box."""
    parts: list[str | float] = []
    at = x + 5
    while at < x + width:
        parts += ["M", at, y, "L", max(at - BAR / 2, x), y + (BAR if at - BAR / 2 >= x else 2 * (at - x))]
        at += 5
    return [Stroke(path(*parts), "none", LOOKS[Shape.ACTIVITY].line, 0.8)] if parts else []


def _open(x: float, y: float, width: float, dash: str) -> Stroke:
    """Return the outline of a bar that has no known end: open on the right."""
    return Stroke(path("M", x + width, y, "H", x, "V", y + BAR, "H", x + width), PAPER, FLOW, 1.2, dash)


def _line(x: float, y: float, width: float, dash: str) -> Stroke:
    return Stroke(path("M", x, y, "H", x + width - 6), "none", FLOW, 2.4, dash)


def _diamond(x: float, y: float) -> Stroke:
    return Stroke(path("M", x - 7, y, "L", x, y - 7, "L", x + 7, y, "L", x, y + 7, "Z"), PAPER, INK, 1.6)


def _question(x: float, y: float) -> Words:
    return Words("?", x + 6, y + 0.85 * BAR, TEXT_SIZE + 1.5, "Bold")
