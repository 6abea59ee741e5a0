"""The outlines of boxes, tags, arrowheads and signs as SVG path data."""

from __future__ import annotations

from datamap.exports.diagrams.cards import COMPONENT_LUGS, CYLINDER_TOP
from datamap.exports.diagrams.drawing import MarkShape, Shape
from datamap.exports.diagrams.placement import Box

LEVEL = 0.05
"""Points; a step that rises less is drawn as a straight line."""


def number(value: float) -> str:
    """Return a length with at most two decimals, the shortest way.

    >>> number(12.50), number(-0.001)
    ('12.5', '0')
    """
    short = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if short in ("-0", "") else short


def path(*parts: str | float) -> str:
    """Return path data of letters and lengths.

    >>> path("M", 1.0, 2.501, "Z")
    'M 1 2.5 Z'
    """
    return " ".join(part if isinstance(part, str) else number(part) for part in parts)


def rounded(box: Box, radius: float) -> str:
    """Return a rectangle with round corners.

    >>> rounded(Box(0, 0, 4, 2), 0)
    'M 0 0 H 4 V 2 H 0 Z'
    """
    x, y, right, bottom, r = box.x, box.y, box.right, box.bottom, min(radius, box.height / 2, box.width / 2)
    if r == 0:
        return path("M", x, y, "H", right, "V", bottom, "H", x, "Z")
    arc: tuple[str | float, ...] = ("A", r, r, "0 0 1")
    upper = ("M", x + r, y, "H", right - r, *arc, right, y + r, "V", bottom - r)
    lower = (*arc, right - r, bottom, "H", x + r, *arc, x, bottom - r, "V", y + r, *arc, x + r, y, "Z")
    return path(*upper, *lower)


def outline(shape: Shape, box: Box) -> tuple[str, ...]:
    """Return the outline of a box, and the strokes on it that belong to its shape.

    >>> len(outline(Shape.SYSTEM, Box(0, 0, 80, 40)))
    2
    """
    match shape:
        case Shape.PERSON:
            return (rounded(box, 0),)
        case Shape.SOURCE:
            return _component(box)
        case Shape.ACTIVITY:
            return (rounded(box, 9),)
        case Shape.SYSTEM:
            return _cylinder(box)
        case Shape.RECIPIENT:
            return _pointed(box)


def _component(box: Box) -> tuple[str, ...]:
    lug = min(COMPONENT_LUGS, box.height / 3)
    body = Box(box.x + lug, box.y, box.width - lug, box.height)
    lugs = (Box(box.x, box.y + box.height * share - lug / 2, 2 * lug, lug) for share in (0.3, 0.7))
    return (rounded(body, 0), *(rounded(each, 0) for each in lugs))


def _cylinder(box: Box) -> tuple[str, ...]:
    x, right, half, ry = box.x, box.right, box.width / 2, CYLINDER_TOP
    body = path(
        "M",
        x,
        box.y + ry,
        "A",
        half,
        ry,
        "0 0 1",
        right,
        box.y + ry,
        "V",
        box.bottom - ry,
        "A",
        half,
        ry,
        "0 0 1",
        x,
        box.bottom - ry,
        "Z",
    )
    lid = path("M", x, box.y + ry, "A", half, ry, "0 0 0", right, box.y + ry)
    return body, lid


def _pointed(box: Box) -> tuple[str, ...]:
    """Return a rectangle with cut corners: told from an activity without its colour."""
    cut = min(6.0, box.height / 4)
    return (
        path(
            "M",
            box.x + cut,
            box.y,
            "H",
            box.right - cut,
            "L",
            box.right,
            box.y + cut,
            "V",
            box.bottom - cut,
            "L",
            box.right - cut,
            box.bottom,
            "H",
            box.x + cut,
            "L",
            box.x,
            box.bottom - cut,
            "V",
            box.y + cut,
            "Z",
        ),
    )


def tag(shape: MarkShape, box: Box) -> str:
    """Return the outline of a mark.

    >>> tag(MarkShape.SQUARE, Box(0, 0, 4, 2))
    'M 0 0 H 4 V 2 H 0 Z'
    """
    x, y, right, bottom, middle = box.x, box.y, box.right, box.bottom, box.middle
    match shape:
        case MarkShape.POINTED:
            return _points((x, y), (right - 3.5, y), (right, middle), (right - 3.5, bottom), (x, bottom))
        case MarkShape.SQUARE:
            return rounded(box, 0)
        case MarkShape.NOTCHED:
            return _points((x, y), (right, y), (right - 3, middle), (right, bottom), (x, bottom))
        case MarkShape.SLANTED:
            return _points((x + 2.5, y), (right, y), (right - 2.5, bottom), (x, bottom))
        case MarkShape.HEXAGON:
            return _points(
                (x + 3, y), (right - 3, y), (right, middle), (right - 3, bottom), (x + 3, bottom), (x, middle)
            )
        case MarkShape.ROUND:
            return rounded(box, box.height / 2)


def _points(*corners: tuple[float, float]) -> str:
    """Return the outline through these corners."""
    (x, y), *others = corners
    return path("M", x, y, *(part for corner in others for part in ("L", *corner)), "Z")


def missing_sign(x: float, baseline: float) -> str:
    """Return the sign in front of what is not recorded: a ring with a stroke through it.

    >>> missing_sign(0, 2.9).startswith("M 0 0 A 2.7 2.7")
    True
    """
    y, r = baseline - 2.9, 2.7
    return path(
        "M",
        x,
        y,
        "A",
        r,
        r,
        "0 1 1",
        x + 2 * r,
        y,
        "A",
        r,
        r,
        "0 1 1",
        x,
        y,
        "Z",
        "M",
        x + 0.4,
        y + 2.5,
        "L",
        x + 2 * r - 0.4,
        y - 2.5,
    )


def arrowhead(x: float, y: float, to_left: bool) -> str:
    """Return an arrowhead with its tip at x, y.

    >>> arrowhead(10, 0, to_left=False)
    'M 10 0 L 3.5 -2.7 L 4.8 0 L 3.5 2.7 Z'
    """
    back = 6.5 if to_left else -6.5
    return path("M", x, y, "L", x + back, y - 2.7, "L", x + back * 0.8, y, "L", x + back, y + 2.7, "Z")


def course(steps: tuple[tuple[float, float, float, float], ...]) -> str:
    """Return the line of an arrow: level where it leaves and arrives, curved between.

    >>> course(((0, 5, 20, 5), (20, 5, 40, 15)))
    'M 0 5 H 20 C 30 5 30 15 40 15'
    """
    parts: list[str | float] = []
    here: tuple[float, float] | None = None
    for x, y, to_x, to_y in steps:
        if here != (x, y):
            parts += ["M", x, y]
        if abs(to_y - y) < LEVEL:
            parts += ["H", to_x]
        else:
            bend = (to_x - x) * 0.5
            parts += ["C", x + bend, y, to_x - bend, to_y, to_x, to_y]
        here = (to_x, to_y)
    return path(*parts)
