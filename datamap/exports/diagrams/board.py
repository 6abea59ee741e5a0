"""A board on its pages: columns of cards, each card with the number of the arrow that leads to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from datamap.exports.diagrams.cards import MARK_HEIGHT, SIGN_WIDTH, Card, card_of
from datamap.exports.diagrams.drawing import Drawing, Edge, Emphasis, FrameStyle, Node
from datamap.exports.diagrams.measure import wrapped
from datamap.exports.diagrams.outlines import missing_sign, outline, path, rounded, tag
from datamap.exports.diagrams.placement import Box
from datamap.exports.diagrams.scene import Group, Scene, Stroke, Words, paragraph, ring
from datamap.exports.diagrams.sheet import Sheet, Size, blank_of, blanks_of
from datamap.exports.diagrams.style import (
    BAND,
    DASHES,
    DENSITIES,
    FACT_COLOURS,
    FRAME,
    LINE_SPACING,
    LOOKS,
    MARK_LOOK,
    NAME_SIZE,
    QUIET,
    TEXT_SIZE,
    WARN,
)
from datamap.exports.diagrams.wording import arrow_told, as_sheet, said

LEAST_CARD = 122.0
WIDEST_CARD = 190.0
EMPTY = 76.0
"""Points; a column without cards needs no more than its heading."""
GAP = 7.0
TOP = 48.0
"""Points; room for the headings of the columns."""
SIDE = 7.0
RING = 20.0
"""Room beside a card for its number."""


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of the board on one page: its stacks of cards side by side."""

    title: str
    is_hatched: bool
    stacks: tuple[tuple[Node, ...], ...]
    width: float


def board_pages(drawing: Drawing, sizes: Sequence[Size]) -> tuple[Sheet, ...]:
    """Return a board on as many pages as it needs, lying, the first of the sizes that holds it on one.

    >>> len(board_pages(Drawing(title="empty"), [(420, 297)]))
    1
    """
    titled = as_sheet(drawing, 9, 9)
    blanks = [blanks_of(titled, size)[0] for size in sizes]
    blank, pages = min(((each, _pages(drawing, *each.space)) for each in blanks), key=lambda found: len(found[1]))
    sheets: list[Sheet] = []
    first = 1
    for number, columns in enumerate(pages, 1):
        part = replace(_part(drawing, columns, first), page=blank.drawing.page)
        if len(pages) > 1:
            part = as_sheet(part, number, len(pages))
        own = blank_of(part)
        sheets.append(own.filled(part, _scene(part, columns, own.space[1])))
        first += len(part.edges)
    return tuple(sheets)


def _part(drawing: Drawing, columns: Sequence[_Column], first: int) -> Drawing:
    shown = [node.id for column in columns for stack in column.stacks for node in stack]
    place = {id: index for index, id in enumerate(shown)}
    edges = sorted((edge for edge in drawing.edges if edge.head in place), key=lambda edge: place[edge.head])
    kept = {*shown, *(edge.tail for edge in edges)}
    return replace(
        drawing,
        nodes=tuple(node for node in drawing.nodes if node.id in kept),
        edges=tuple(replace(edge, number=number) for number, edge in enumerate(edges, first)),
    )


def _pages(drawing: Drawing, wide: float, high: float) -> list[list[_Column]]:
    """Return the columns of each page: where cards are too many for the height, side by side, then on another page."""
    lanes = drawing.lanes[1:]
    members = {lane.id: [node for node in drawing.nodes if node.lane == lane.id] for lane in lanes}
    full = [id for id, nodes in members.items() if nodes]
    room = wide - (EMPTY + GAP) * (len(lanes) - len(full)) - GAP * max(0, len(full) - 1)
    most = max(1, int((room - 2 * SIDE * len(full)) // (LEAST_CARD + RING + GAP)))
    for across in range(max(1, len(full)), most + 1):
        card = min(WIDEST_CARD, (room - 2 * SIDE * len(full)) / across - RING - GAP)
        stacks = {id: _stacks(nodes, card, high - TOP) for id, nodes in members.items()}
        if sum(map(len, stacks.values())) <= across:
            even = {id: _even(nodes, card, len(stacks[id])) for id, nodes in members.items()}
            return [[_column(drawing, lane.id, lane.title, even[lane.id], card) for lane in lanes]]
    return _divided(drawing, members, LEAST_CARD, most, high - TOP)


def _even(nodes: Sequence[Node], card: float, count: int) -> list[list[Node]]:
    """Return cards in so many stacks, about equally high."""
    if not nodes:
        return []
    low = max(_card(node, card).height for node in nodes)
    high = sum(_card(node, card).height + GAP for node in nodes)
    while high - low > 1:
        middle = (low + high) / 2
        low, high = (low, middle) if len(_stacks(nodes, card, middle)) <= count else (middle, high)
    return _stacks(nodes, card, high)


def _divided(
    drawing: Drawing, members: dict[str, list[Node]], card: float, across: int, high: float
) -> list[list[_Column]]:
    """Return a board too large for a page as several, each with all headings and some of the stacks."""
    flat = [(id, stack) for id, nodes in members.items() for stack in _stacks(nodes, card, high)]
    pages = []
    for start in range(0, len(flat), across):
        here = flat[start : start + across]
        pages.append(
            [
                _column(drawing, lane.id, lane.title, [stack for id, stack in here if id == lane.id], card)
                for lane in drawing.lanes[1:]
            ]
        )
    return pages


def _column(drawing: Drawing, id: str, title: str, stacks: Sequence[Sequence[Node]], card: float) -> _Column:
    hatched = {cluster.id for cluster in drawing.clusters if cluster.style is FrameStyle.DASHED}
    width = max(EMPTY, len(stacks) * (card + RING + GAP) - GAP + 2 * SIDE if stacks else 0.0)
    return _Column(title, id in hatched, tuple(tuple(stack) for stack in stacks), width)


def _stacks(nodes: Sequence[Node], width: float, high: float) -> list[list[Node]]:
    stacks: list[list[Node]] = []
    used = 0.0
    for node in nodes:
        height = _card(node, width).height + GAP
        if not stacks or used + height > high:
            stacks.append([])
            used = 0.0
        stacks[-1].append(node)
        used += height
    return stacks


def _card(node: Node, width: float) -> Card:
    return card_of(node, DENSITIES[1], width, 1)


def _scene(drawing: Drawing, columns: Sequence[_Column], high: float) -> Scene:
    numbers = {edge.head: edge for edge in drawing.edges}
    groups: list[Group] = []
    x = 0.0
    heads = [wrapped(column.title, column.width - 2 * SIDE, NAME_SIZE, "Bold") for column in columns]
    top = max((len(head) for head in heads), default=1) * NAME_SIZE * LINE_SPACING + 14
    for column, head in zip(columns, heads, strict=True):
        groups.append(_back(column, head, x, high, said(drawing, "none")))
        left = x + SIDE
        card = (column.width - 2 * SIDE + GAP) / max(1, len(column.stacks)) - RING - GAP
        for stack in column.stacks:
            y = top
            for node in stack:
                placed = _card(node, card)
                box = Box(left + RING, y, card, placed.height)
                groups.append(_placed(node, placed, box))
                if node.id in numbers:
                    groups.append(_number(numbers[node.id], drawing, left, box.middle))
                y += placed.height + GAP
            left += card + RING + GAP
        x += column.width + GAP
    return Scene(x - GAP if columns else 0.0, high, tuple(groups))


def _back(column: _Column, head: Sequence[str], x: float, high: float, none: str) -> Group:
    """Return the ground and the heading of a column; a dashed line around what lacks something."""
    dash = DASHES[FrameStyle.DASHED] if column.is_hatched else ""
    ground = Stroke(rounded(Box(x, 0, column.width, high), 6), BAND, FRAME if dash else "", 1.2, dash)
    lines, below = paragraph(head, x + SIDE, 5, column.width, NAME_SIZE, "Bold")
    parts: list[Stroke | Words] = [
        ground,
        *lines,
        Stroke(path("M", x + SIDE, below + 3, "H", x + column.width - SIDE), "none", FRAME, 0.8),
    ]
    if not column.stacks:
        parts.append(Words(none, x + SIDE, below + 18, colour=QUIET))
    return Group("lane", column.title, tuple(parts))


def _number(edge: Edge, drawing: Drawing, x: float, y: float) -> Group:
    named = {node.id: node.title for node in drawing.nodes}
    signs, _ = ring(edge.number, x, y)
    return Group("edge", arrow_told(drawing, edge, named), signs, edge.number)


def _placed(node: Node, card: Card, box: Box) -> Group:
    """Return a card in its place."""
    look = LOOKS[node.shape]
    parts: list[Stroke | Words] = [Stroke(data, look.fill, look.line, look.width) for data in outline(node.shape, box)]
    for line in card.lines:
        x, y = box.x + line.x, box.y + line.y
        if line.emphasis is Emphasis.MISSING and line.first:
            parts.append(Stroke(missing_sign(x - SIGN_WIDTH + 0.5, y), "none", WARN, 0.9))
        parts.append(Words(line.text, x, y, line.size, line.weight, FACT_COLOURS[line.emphasis]))
    for each in card.tags:
        sign = Box(box.x + each.x, box.y + each.y, each.width, MARK_HEIGHT)
        parts.append(Stroke(tag(each.mark.shape, sign), MARK_LOOK.fill, MARK_LOOK.line, MARK_LOOK.width))
        parts.append(
            Words(each.mark.text, sign.x + 4, sign.middle + 0.36 * TEXT_SIZE, weight="Bold", colour=MARK_LOOK.line)
        )
    told = "; ".join((node.title, *(fact.text for fact in node.facts), *(mark.meaning for mark in node.marks)))
    return Group(f"node {node.shape.value}", told, tuple(parts))
