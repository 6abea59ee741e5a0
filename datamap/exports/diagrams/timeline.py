"""Time limits for erasure on their pages: a row for each rule, with the data it holds for, and its bar."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from datamap.exports.diagrams.bars import bar_parts, tick_lines, ticks
from datamap.exports.diagrams.drawing import Drawing, Edge, Emphasis, Node
from datamap.exports.diagrams.measure import Weight, text_width, visible_text, wrapped
from datamap.exports.diagrams.outlines import missing_sign, path, rounded
from datamap.exports.diagrams.placement import Box
from datamap.exports.diagrams.scene import Group, Scene, Stroke, Words, paragraph, ring
from datamap.exports.diagrams.sheet import Sheet, Size, blank_of, blanks_of
from datamap.exports.diagrams.style import BAND, FACT_COLOURS, FRAME, LINE_SPACING, NAME_SIZE, QUIET, TEXT_SIZE, WARN
from datamap.exports.diagrams.wording import as_sheet, language_of
from datamap.labels import read_labels

NAME_SHARE = 0.27
DATA_SHARE = 0.33
"""How the width of a page is shared by the names of the rules and the data they hold for; bars take the rest."""
BESIDE = 2
"""How many facts stand below the name; the others stand below the bar."""
GAP = 14.0
HEAD = 34.0
PADDING = 7.0
STEP = TEXT_SIZE * LINE_SPACING
BAR_ROOM = 26.0


@dataclass(frozen=True, slots=True)
class _Row:
    """A rule with its entries, and how high it stands."""

    node: Node
    edges: tuple[Edge, ...]
    height: float


def timeline_pages(drawing: Drawing, sizes: Sequence[Size]) -> tuple[Sheet, ...]:
    """Return a timeline on as many pages as it needs, lying.

    >>> len(timeline_pages(Drawing(title="empty"), [(420, 297)]))
    1
    """
    titled = as_sheet(drawing, 9, 9)
    blank = blanks_of(titled, sizes[0])[0]
    stacks = _stacks(drawing, *blank.space)
    if len(stacks) > 1 and len(sizes) > 1:
        blank = blanks_of(titled, sizes[-1])[0]
        stacks = _stacks(drawing, *blank.space)
    sheets: list[Sheet] = []
    for number, stack in enumerate(stacks, 1):
        part = replace(_part(drawing, stack), page=blank.drawing.page)
        if len(stacks) > 1:
            part = as_sheet(part, number, len(stacks))
        own = blank_of(part)
        sheets.append(own.filled(part, _scene(part, stack, own.space[0])))
    return tuple(sheets)


def _part(drawing: Drawing, rows: Sequence[_Row]) -> Drawing:
    edges = tuple(edge for row in rows for edge in row.edges)
    ends = {row.node.id for row in rows} | {edge.tail for edge in edges}
    return replace(drawing, nodes=tuple(node for node in drawing.nodes if node.id in ends), edges=edges)


def _stacks(drawing: Drawing, wide: float, high: float) -> list[list[_Row]]:
    """Return the rows of each page, entries numbered row by row; a row too high for a page is divided."""
    names = {node.id: node.title for node in drawing.nodes}
    stacks: list[list[_Row]] = [[]]
    used, number = HEAD, 1
    for node in drawing.nodes:
        if not drawing.lanes or node.lane != drawing.lanes[0].id:
            continue
        own = [replace(edge, number=0) for edge in drawing.edges if edge.head == node.id]
        own = [replace(edge, number=number + index) for index, edge in enumerate(own)]
        number += len(own)
        for row in _rows(node, own, names, wide, high - HEAD):
            if stacks[-1] and used + row.height > high:
                stacks.append([])
                used = HEAD
            stacks[-1].append(row)
            used += row.height
    return stacks


def _rows(node: Node, edges: list[Edge], names: dict[str, str], wide: float, most: float) -> list[_Row]:
    """Return a rule as one row, or as several if its entries do not fit a page."""
    text = _text_height(node, wide)
    if not edges:
        return [_Row(node, (), text)]
    rows: list[_Row] = []
    here: list[Edge] = []
    for edge in edges:
        if here and _entries_height([*here, edge], names, wide) > most:
            rows.append(_Row(node, tuple(here), max(text, _entries_height(here, names, wide))))
            here = []
        here.append(edge)
    return [*rows, _Row(node, tuple(here), max(text, _entries_height(here, names, wide)))]


def _text_height(node: Node, wide: float) -> float:
    """Return how high the name of a rule, and the words under its bar, stand."""
    name = len(wrapped(node.title or "—", NAME_SHARE * wide, NAME_SIZE, "Bold")) * NAME_SIZE * LINE_SPACING
    name += sum(len(wrapped(fact.text, NAME_SHARE * wide - 10, TEXT_SIZE)) for fact in node.facts[:BESIDE]) * STEP
    room = _scale_width(wide)
    under = BAR_ROOM + sum(len(wrapped(fact.text, room, TEXT_SIZE)) for fact in node.facts[BESIDE:]) * STEP
    return max(name, under) + 2 * PADDING


def _scale_width(wide: float) -> float:
    """Return the width of the bars' scale."""
    return (1 - NAME_SHARE - DATA_SHARE) * wide - 2 * GAP - 12


def _entries_height(edges: Sequence[Edge], names: dict[str, str], wide: float) -> float:
    return len(_lines(edges, names, DATA_SHARE * wide)) * (STEP + 4.5) + 2 * PADDING


def _lines(edges: Sequence[Edge], names: dict[str, str], width: float) -> list[list[tuple[Edge, float, str]]]:
    """Return the entries of a row in lines, each with its place; a name wider than the line is broken over several."""
    lines: list[list[tuple[Edge, float, str]]] = [[]]
    x = 0.0
    for edge in edges:
        _, wide = ring(edge.number, 0, 0)
        words = wrapped(names[edge.tail].strip() or "—", width - wide - 4, TEXT_SIZE)
        needed = wide + 4 + text_width(words[0], TEXT_SIZE)
        if x and (x + needed > width or len(words) > 1):
            lines.append([])
            x = 0.0
        lines[-1].append((edge, x, words[0]))
        x += needed + 12
        for more in words[1:]:
            lines.append([(edge, wide + 4, f"\t{more}")])
            x = width
    return lines


def _scene(drawing: Drawing, rows: Sequence[_Row], wide: float) -> Scene:
    named = {node.id: node.title for node in drawing.nodes}
    bars, width = (NAME_SHARE + DATA_SHARE) * wide + 2 * GAP, _scale_width(wide)
    bottom = HEAD + sum(row.height for row in rows)
    heads = [
        Words(lane.title, x, 12, NAME_SIZE + 1, "Bold")
        for lane, x in zip(drawing.lanes, (6.0, NAME_SHARE * wide + GAP, bars), strict=False)
    ]
    groups = [Group("heads", "", (*heads, *ticks(read_labels("record", language_of(drawing)), bars, HEAD - 6, width)))]
    y = HEAD
    for index, row in enumerate(rows):
        back = Stroke(rounded(Box(0, y, wide, row.height), 0), BAND if index % 2 == 0 else "none")
        line = Stroke(path("M", 0, y + row.height, "H", wide), "none", FRAME, 0.7)
        name = _name(row.node, y, wide)
        groups.append(Group("node row", _told(row.node), (back, line, *name, *_bar(row.node, bars, y, width))))
        groups += _entries(row, named, NAME_SHARE * wide + GAP, y + PADDING, DATA_SHARE * wide)
        y += row.height
    return Scene(wide, bottom, tuple(groups) if rows else ())


def _told(node: Node) -> str:
    return "; ".join((node.title, *(fact.text for fact in node.facts)))


def _name(node: Node, y: float, wide: float) -> list[Stroke | Words]:
    lines, below = paragraph(node.title or "—", 6, y + PADDING, NAME_SHARE * wide, NAME_SIZE, "Bold")
    parts: list[Stroke | Words] = list(lines)
    for fact in node.facts[:BESIDE]:
        is_missing = fact.emphasis is Emphasis.MISSING
        if is_missing:
            parts.append(Stroke(missing_sign(6.5, below + 0.8 * TEXT_SIZE), "none", WARN, 0.9))
        left, colour = 16.0 if is_missing else 6.0, FACT_COLOURS[fact.emphasis]
        lines, below = paragraph(fact.text, left, below, NAME_SHARE * wide - 10, TEXT_SIZE, _weight(is_missing), colour)
        parts += lines
    return parts


def _weight(is_missing: bool) -> Weight:
    return "Italic" if is_missing else "Regular"


def _bar(node: Node, x: float, y: float, width: float) -> list[Stroke | Words]:
    """Return the bar of a row, and under it what starts and ends it."""
    if node.bar is None:
        return []
    parts: list[Stroke | Words] = list(tick_lines(x, y + PADDING, width))
    parts += bar_parts(node.bar, node.span, x, y + PADDING, width)
    below = y + PADDING + BAR_ROOM - 9
    for fact in node.facts[BESIDE:]:
        lines, below = paragraph(fact.text, x, below, width, colour=QUIET)
        parts += lines
    return parts


def _entries(row: _Row, named: dict[str, str], left: float, y: float, width: float) -> list[Group]:
    """Return the data that a rule holds for, each with its number."""
    found: dict[int, list[Stroke | Words]] = {}
    for index, line in enumerate(_lines(row.edges, named, width)):
        middle = y + index * (STEP + 4.5) + STEP / 2
        for edge, x, words in line:
            parts = found.setdefault(edge.number, [])
            shift = 0.0
            if not words.startswith("\t"):
                signs, wide = ring(edge.number, left + x, middle)
                parts += signs
                shift = wide + 4
            parts.append(Words(visible_text(words), left + x + shift, middle + 0.36 * TEXT_SIZE))
    edges = {edge.number: edge for edge in row.edges}
    return [
        Group("edge", f"{number}: {named[edges[number].tail]}: {row.node.title}", tuple(parts), number)
        for number, parts in found.items()
    ]
