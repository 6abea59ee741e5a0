"""A picture whose parts are placed one by one: strokes and words, in titled groups; matrices, timelines and boards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from datamap.exports.diagrams.measure import Weight, text_width, wrapped
from datamap.exports.diagrams.style import INK, LINE_SPACING, TEXT_SIZE


@dataclass(frozen=True, slots=True)
class Stroke:
    """A path: its data, fill, line, line width and dashes."""

    path: str
    fill: str = "none"
    line: str = ""
    width: float = 1.0
    dash: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text by its baseline; `turned` if it runs upwards, by a quarter turn about its start."""

    text: str
    x: float
    y: float
    size: float = TEXT_SIZE
    weight: Weight = "Regular"
    colour: str = INK
    anchor: str = "start"
    turned: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """What belongs together, with the name that a screen reader says; `number` is that of the arrow it stands for."""

    kind: str
    title: str
    parts: tuple[Stroke | Words, ...]
    number: int = 0


@dataclass(frozen=True, slots=True)
class Scene:
    """A picture in place, in points of the page."""

    width: float
    height: float
    groups: tuple[Group, ...]
    scale: float = 1.0


def paragraph(
    text: str | Sequence[str],
    x: float,
    y: float,
    width: float,
    size: float = TEXT_SIZE,
    weight: Weight = "Regular",
    colour: str = INK,
) -> tuple[list[Words], float]:
    """Return a text broken to a width as lines below y, and the y below them.

    >>> lines, y = paragraph("one two", 0, 0, 25)
    >>> [line.text for line in lines], y > 15
    (['one', 'two'], True)
    """
    broken = wrapped(text, width, size, weight) if isinstance(text, str) else text
    step = size * LINE_SPACING
    lines = [Words(words, x, y + 0.8 * size + index * step, size, weight, colour) for index, words in enumerate(broken)]
    return lines, y + step * len(lines)


def ring(number: int, x: float, y: float) -> tuple[tuple[Stroke | Words, ...], float]:
    """Return the number of an arrow in its ring, its left side at x and its middle at y, and how wide it is.

    >>> ring(7, 0, 0)[1]
    12.5
    """
    from datamap.exports.diagrams.cards import number_width
    from datamap.exports.diagrams.measure import CAP_HEIGHT
    from datamap.exports.diagrams.outlines import rounded
    from datamap.exports.diagrams.placement import Box
    from datamap.exports.diagrams.style import FLOW, PAPER

    width, height = number_width(number), TEXT_SIZE + 3.5
    return (
        Stroke(rounded(Box(x, y - height / 2, width, height), height / 2), PAPER, FLOW, 1.0),
        Words(str(number), x + width / 2, y + TEXT_SIZE * CAP_HEIGHT / 2, weight="Bold", anchor="middle"),
    ), width


def extent(words: Words) -> tuple[float, float, float, float]:
    """Return the left, top, right and bottom of a line of text.

    >>> extent(Words("x", 0, 10))[3] > 10
    True
    """
    wide = text_width(words.text, words.size, words.weight)
    if words.turned:
        return words.x - 0.75 * words.size, words.y - wide, words.x + 0.22 * words.size, words.y
    left = words.x - {"start": 0.0, "middle": wide / 2, "end": wide}[words.anchor]
    return left, words.y - 0.75 * words.size, left + wide, words.y + 0.22 * words.size
