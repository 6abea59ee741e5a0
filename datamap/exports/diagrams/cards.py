"""How large a box or a label is: its text broken into lines, and the room around them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from datamap.exports.diagrams.drawing import Edge, Emphasis, Fact, Mark, Node, Shape
from datamap.exports.diagrams.measure import Weight, text_width, visible_text, widest_word, wrapped
from datamap.exports.diagrams.style import LINE_SPACING, MARK_SIZE, NAME_SIZE, TEXT_SIZE, Density

SIDE = 8.0
SIGN_WIDTH = 9.0
"""Room in front of a line that says what is missing, for its sign."""
MARK_HEIGHT = 11.0
CYLINDER_TOP = 4.0
COMPONENT_LUGS = 5.0
LABEL_SIDES = 7.0
"""Room between a label's number and its words, and behind them."""
LABEL_LINES = 3
"""Lines that the words of an arrow may take: it is read in passing."""
LABEL_WORDS = 110.0
"""Points within which the words of every arrow must come out in so few lines; what is longer stands in the table."""
LABEL_STEP = 4.0
"""Points between the widths that are tried for a label."""
BETWEEN = 9.0
"""Room between two facts that share a line."""
SLACK = 0.01
PORT = 4.5
"""Height of a box's side per arrow that meets it."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text in a box; `x` and `y` (the baseline) count from the top left corner of the box, in points."""

    text: str
    x: float
    y: float
    size: float
    weight: Weight
    emphasis: Emphasis
    first: bool = True

    @property
    def width(self) -> float:
        """Return the width of the line in points."""
        return text_width(self.text, self.size, self.weight)


@dataclass(frozen=True, slots=True)
class Tag:
    """A mark in its place in a box."""

    mark: Mark
    x: float
    y: float
    width: float


@dataclass(frozen=True, slots=True)
class Card:
    """A box with all its text in place, in points."""

    width: float
    height: float
    lines: tuple[Line, ...]
    tags: tuple[Tag, ...] = ()


def mark_width(mark: Mark) -> float:
    """Return the width of a tag with its text, in points.

    >>> mark_width(Mark("Art. 9", "")) < mark_width(Mark("third-party data", ""))
    True
    """
    return text_width(mark.text, MARK_SIZE, "Bold") + 10


def card_of(node: Node, density: Density, room: float, arrows: int) -> Card:
    """Return the box of a node, at most `room` wide and high enough for the arrows that meet one of its sides.

    >>> from datamap.exports.diagrams.drawing import example_drawing
    >>> from datamap.exports.diagrams.style import DENSITIES
    >>> card = card_of(example_drawing().nodes[0], DENSITIES[0], 150, arrows=1)
    >>> [line.text for line in card.lines]
    ['User', 'not recorded: age']
    """
    left = SIDE + (COMPONENT_LUGS if node.shape is Shape.SOURCE else 0)
    top = density.padding + (2 * CYLINDER_TOP if node.shape is Shape.SYSTEM else 0)
    lines = _lines(node, left, top, room - left - SIDE, density.is_joined)
    bottom = lines[-1].y + 0.25 * lines[-1].size
    tags: list[Tag] = []
    x, y = lines[-1].x + lines[-1].width + 5, bottom - MARK_HEIGHT + 1
    for mark in node.marks:
        if x + mark_width(mark) > room - SIDE:
            x, y = left, y + MARK_HEIGHT + 2
        tags.append(Tag(mark, x, y, mark_width(mark)))
        x += mark_width(mark) + 4
        bottom = max(bottom, y + MARK_HEIGHT)
    right = max([line.x + line.width for line in lines] + [tag.x + tag.width for tag in tags])
    height = bottom + density.padding + (CYLINDER_TOP / 2 if node.shape is Shape.SYSTEM else 0)
    needed = arrows * PORT + 8
    drop = max(0.0, needed - height) / 2
    return Card(
        right + SIDE,
        max(height, needed),
        tuple(_lowered(line, drop) for line in lines) if drop else tuple(lines),
        tuple(Tag(tag.mark, tag.x, tag.y + drop, tag.width) for tag in tags),
    )


def label_of(edge: Edge, density: Density, room: float, ring: float) -> Card:
    """Return the label of an arrow: room for its number in a ring, then its words, together at most `room` wide.

    >>> from datamap.exports.diagrams.drawing import example_drawing
    >>> from datamap.exports.diagrams.style import DENSITIES
    >>> [line.text for line in label_of(example_drawing().edges[0], DENSITIES[0], 100, number_width(1)).lines]
    ['e-mail address']
    """
    words = wrapped(edge.label, room - ring - LABEL_SIDES, TEXT_SIZE)
    step = TEXT_SIZE * LINE_SPACING
    height = max(len(words) * step + density.close, TEXT_SIZE + 4)
    top = (height - len(words) * step) / 2 + 0.5
    lines = tuple(
        Line(text, ring + 4, top + 0.8 * TEXT_SIZE + step * index, TEXT_SIZE, "Regular", Emphasis.STRONG)
        for index, text in enumerate(words)
    )
    width = max((line.x + line.width for line in lines), default=ring) + 3
    return Card(width, height, lines)


def number_width(number: int) -> float:
    """Return the width of the ring around an arrow's number, in points.

    >>> number_width(7) < number_width(100)
    True
    """
    return max(text_width(str(number), TEXT_SIZE, "Bold") + 6, TEXT_SIZE + 4)


def least_card_room(node: Node) -> float:
    """Return how wide a box must be allowed to become so that no word of it is broken, in points.

    >>> from datamap.exports.diagrams.drawing import example_drawing
    >>> 60 < least_card_room(example_drawing().nodes[1]) < 90
    True
    """
    words = [widest_word(node.title, NAME_SIZE, "Bold")]
    words += [
        widest_word(fact.text, TEXT_SIZE, _weight(fact)) + (SIGN_WIDTH if fact.emphasis is Emphasis.MISSING else 0)
        for fact in node.facts
    ]
    words += [mark_width(mark) for mark in node.marks]
    return max(words) + 2 * SIDE + (COMPONENT_LUGS if node.shape is Shape.SOURCE else 0) + SLACK


def least_label_room(edge: Edge, ring: float) -> float:
    """Return how wide a label must be allowed to become: no word of it broken, and few lines, in points.

    >>> from datamap.exports.diagrams.drawing import example_drawing
    >>> 40 < least_label_room(example_drawing().edges[0], number_width(1)) < 60
    True
    """
    least = widest_word(edge.label, TEXT_SIZE)
    fitting = (room for room in _rooms(least) if len(wrapped(edge.label, room, TEXT_SIZE)) <= LABEL_LINES)
    return next(fitting, max(least, LABEL_WORDS)) + ring + LABEL_SIDES + SLACK


def _rooms(least: float) -> Iterator[float]:
    """Yield ever wider rooms for the words of a label, up to that where all of them are short enough."""
    room = least
    while room < LABEL_WORDS:
        yield room + SLACK
        room += LABEL_STEP


def _weight(fact: Fact) -> Weight:
    match fact.emphasis:
        case Emphasis.MISSING:
            return "Italic"
        case Emphasis.STRONG:
            return "Bold"
        case _:
            return "Regular"


def _lines(node: Node, left: float, top: float, room: float, is_joined: bool) -> list[Line]:
    """Return the title and the facts of a node as lines in place; a joined fact stands behind the one before it."""
    lines: list[Line] = []
    y = top
    for index, text in enumerate(wrapped(node.title, room, NAME_SIZE, "Bold") or ("—",)):
        lines.append(Line(text, left, y + 0.8 * NAME_SIZE, NAME_SIZE, "Bold", Emphasis.STRONG, index == 0))
        y += NAME_SIZE * LINE_SPACING
    y += 1
    end = left + room
    for fact in node.facts:
        weight, sign = _weight(fact), SIGN_WIDTH if fact.emphasis is Emphasis.MISSING else 0
        x = end + BETWEEN + sign
        if is_joined and x + text_width(visible_text(fact.text), TEXT_SIZE, weight) <= left + room:
            texts: tuple[str, ...] = (visible_text(fact.text),)
            y -= TEXT_SIZE * LINE_SPACING
        else:
            x = left + sign
            texts = wrapped(fact.text, room - sign, TEXT_SIZE, weight)
        for index, text in enumerate(texts):
            lines.append(Line(text, x, y + 0.8 * TEXT_SIZE, TEXT_SIZE, weight, fact.emphasis, index == 0))
            y += TEXT_SIZE * LINE_SPACING
        end = lines[-1].x + lines[-1].width
    return lines


def _lowered(line: Line, drop: float) -> Line:
    return Line(line.text, line.x, line.y + drop, line.size, line.weight, line.emphasis, line.first)
