"""The legend: exactly the signs that a picture uses, each in its own drawing and in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from datamap.exports.diagrams.cards import mark_width
from datamap.exports.diagrams.drawing import (
    Arrangement,
    Bar,
    Drawing,
    Emphasis,
    FrameStyle,
    LineStyle,
    Mark,
    Node,
    Shape,
    Sign,
)
from datamap.exports.diagrams.measure import text_width, visible_text
from datamap.exports.diagrams.style import TEXT_SIZE
from datamap.exports.diagrams.wording import words_of

ROW = 15.0
SIGN_WIDTH = 24.0
BAR_LEGEND = {Bar.PERIOD: 32.0, Bar.RANGE: 32.0, Bar.CRITERIA: 42.0, Bar.EVENT: 48.0, Bar.NOT_STORED: 12.0}

_USUAL: dict[Sign, str] = {
    Shape.PERSON: "sign.people",
    Shape.SOURCE: "sign.source",
    Shape.ACTIVITY: "sign.activity",
    Shape.SYSTEM: "sign.system",
    Shape.RECIPIENT: "sign.recipient",
    LineStyle.SOLID: "sign.flow",
    LineStyle.DASHED: "sign.conditional",
    LineStyle.DOTTED: "sign.other",
    LineStyle.DASH_DOT: "sign.unknown",
    FrameStyle.SOLID: "sign.together",
    FrameStyle.DASHED: "sign.no-country",
    Bar.PERIOD: "sign.period",
    Bar.RANGE: "sign.range",
    Bar.EVENT: "sign.event",
    Bar.EVENT_THEN: "sign.event-then",
    Bar.UNSTATED: "sign.unstated",
    Bar.CRITERIA: "sign.criteria",
    Bar.ENDLESS: "sign.endless",
    Bar.NOT_STORED: "sign.not-stored",
    Emphasis.MISSING: "not-recorded",
}
"""The signs in the order of the legend, each with the label that stands for it where a picture says nothing else."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One sign of the legend with its words in its place; `y` is the middle of its row, from the legend's corner."""

    sign: Sign | Mark
    words: str
    x: float
    y: float
    sign_width: float


@dataclass(frozen=True, slots=True)
class Legend:
    """The signs in their rows; the height is that of all rows, in points."""

    entries: tuple[Entry, ...]
    height: float


def legend_of(drawing: Drawing, width: float) -> Legend:
    """Return the legend of a drawing, broken into rows of at most the width.

    >>> from datamap.exports.diagrams.drawing import example_drawing
    >>> [entry.words for entry in legend_of(example_drawing(), 500).entries]
    ['people', 'processing activity', 'flow', 'not recorded']
    """
    entries: list[Entry] = []
    x, y = 0.0, ROW / 2
    for sign, words in used_signs(drawing):
        sign_width = _width(sign)
        needed = sign_width + 5 + text_width(words, TEXT_SIZE)
        if x and x + needed > width:
            x, y = 0.0, y + ROW
        entries.append(Entry(sign, words, x, y, sign_width))
        x += needed + 16
    return Legend(tuple(entries), y + ROW / 2 if entries else 0.0)


def _width(sign: Sign | Mark) -> float:
    if isinstance(sign, Mark):
        return mark_width(sign)
    return 12.0 if isinstance(sign, Emphasis) else BAR_LEGEND.get(sign, 52.0) if isinstance(sign, Bar) else SIGN_WIDTH


def _is_card(drawing: Drawing, node: Node) -> bool:
    """Return whether a node stands on a board; that from which all arrows come does not."""
    return drawing.arrangement is Arrangement.BOARD and node.lane != drawing.lanes[0].id


def _outlines(drawing: Drawing) -> Iterator[Sign]:
    """Yield the signs of boxes, arrows and frames in lanes."""
    occupied = {node.cluster for node in drawing.nodes}
    yield from (node.shape for node in drawing.nodes)
    yield from (edge.style for edge in drawing.edges)
    yield from (cluster.style for cluster in drawing.clusters if cluster.id in occupied)


def used_signs(drawing: Drawing) -> tuple[tuple[Sign | Mark, str], ...]:
    """Return each sign that the drawing uses once, with its meaning, in the order of the legend.

    >>> from datamap.exports.diagrams.drawing import example_drawing
    >>> used_signs(example_drawing())[2]
    (<LineStyle.SOLID: 'solid'>, 'flow')
    """
    used = {
        *(_outlines(drawing) if drawing.arrangement is Arrangement.FLOW else ()),
        *(node.shape for node in drawing.nodes if _is_card(drawing, node)),
        *(node.bar for node in drawing.nodes if node.bar),
        *(fact.emphasis for node in drawing.nodes for fact in node.facts),
        *(Emphasis.MISSING for item in drawing.panel if item.is_missing),
        *(Emphasis.MISSING for edge in drawing.edges if "" in edge.codes),
    }
    words, meanings = words_of(drawing), dict(drawing.meanings)
    worn = (mark for node in drawing.nodes for mark in node.marks)
    marks = {(mark.legend or mark.text, mark.shape): replace(mark, text=mark.legend or mark.text) for mark in worn}
    return (
        *((sign, visible_text(meanings.get(sign, words[key]))) for sign, key in _USUAL.items() if sign in used),
        *((mark, visible_text(mark.meaning)) for _, mark in sorted(marks.items())),
    )
