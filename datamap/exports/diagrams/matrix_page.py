"""A matrix on its pages: rows and columns with their names, and in each cell its number and its codes."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from datamap.exports.diagrams.cards import MARK_HEIGHT, mark_width
from datamap.exports.diagrams.drawing import Drawing, Edge, Node, Shape
from datamap.exports.diagrams.measure import text_width, wrapped
from datamap.exports.diagrams.order import DrawingTooLargeError, advice
from datamap.exports.diagrams.outlines import missing_sign, path, rounded, tag
from datamap.exports.diagrams.placement import Box
from datamap.exports.diagrams.scene import Group, Scene, Stroke, Words, paragraph
from datamap.exports.diagrams.sheet import Blank, Sheet, Size, blank_of, blanks_of
from datamap.exports.diagrams.style import (
    BAND,
    FRAME,
    GRID_LINE,
    LINE_SPACING,
    LOOKS,
    MARK_LOOK,
    QUIET,
    TEXT_SIZE,
    WARN,
)
from datamap.exports.diagrams.wording import as_sheet

CELL_WIDTH = 37.0
WIDEST_CELL = 54.0
CELL_HEIGHT = 25.0
ROW_HEAD = 168.0
HEAD_LENGTH = 128.0
"""Points that the name of a column may be long before it takes another line."""
GROUP_HEIGHT = 16.0
STEP = TEXT_SIZE * LINE_SPACING


@dataclass(frozen=True, slots=True)
class _Piece:
    """The rows and columns of one page, and how wide its cells are."""

    rows: tuple[Node, ...]
    columns: tuple[Node, ...]
    cell: float


def matrix_pages(drawing: Drawing, sizes: Sequence[Size]) -> tuple[Sheet, ...]:
    """Return a matrix on as few pages as it needs, the first of the sizes that does, the heads repeated on each.

    >>> matrix_pages(Drawing(title="empty"), [(420, 297)])[0].body.groups
    ()
    """
    blanks = [blank for size in sizes for blank in blanks_of(as_sheet(drawing, 9, 9), size)]
    rows, columns = _sides(drawing)
    met = {(edge.tail, edge.head) for edge in drawing.edges}
    blank = min(blanks, key=lambda each: len(_pieces(each, rows, columns, met)))
    pieces = _pieces(blank, rows, columns, met)
    if len(pieces) > MOST_PAGES:
        raise DrawingTooLargeError(advice(drawing, f"it would take {len(pieces)} pages"))
    sheets, first = [], 1
    for number, piece in enumerate(pieces, 1):
        part = replace(_part(drawing, piece, first), page=blank.drawing.page)
        if len(pieces) > 1:
            part = as_sheet(part, number, len(pieces))
        own = blank_of(part)
        sheets.append(own.filled(part, _scene(part, piece)))
        first += len(part.edges)
    return tuple(sheets)


MOST_PAGES = 60


def _sides(drawing: Drawing) -> tuple[tuple[Node, ...], tuple[Node, ...]]:
    """Return the rows, those of one group together, and the columns."""
    if not drawing.lanes:
        return (), ()
    order = {cluster.id: index for index, cluster in enumerate(drawing.clusters)}
    rows = sorted(
        (n for n in drawing.nodes if n.lane == drawing.lanes[0].id), key=lambda n: order.get(n.cluster or "", -1)
    )
    return tuple(rows), tuple(node for node in drawing.nodes if node.lane == drawing.lanes[1].id)


def _pieces(
    blank: Blank, rows: Sequence[Node], columns: Sequence[Node], met: Collection[tuple[str, str]]
) -> list[_Piece]:
    """Return what stands on each page of this size: columns shared evenly, rows as many as there is room for.

    Where the columns take several pages, each holds the rows alone that have a cell there.
    """
    wide, high = blank.space
    across = max(1, int((wide - ROW_HEAD) // CELL_WIDTH))
    count = max(1, math.ceil(len(columns) / across))
    share = math.ceil(len(columns) / count)
    bands = [tuple(columns[start : start + share]) for start in range(0, len(columns), share or 1)] or [()]
    cell = min(WIDEST_CELL, (wide - ROW_HEAD) / max(share, 1))
    pieces = []
    for band in bands:
        own = [row for row in rows if len(bands) == 1 or any((row.id, column.id) in met for column in band)]
        pieces += [_Piece(stack, band, cell) for stack in _stacks(own, high - _head_height(band))]
    return pieces


def _stacks(rows: Sequence[Node], room: float) -> list[tuple[Node, ...]]:
    """Return the rows in stacks that each fit below the heads of the columns."""
    stacks: list[list[Node]] = [[]]
    used, group = 0.0, None
    for row in rows:
        needed = _row_height(row) + (GROUP_HEIGHT if row.cluster != group or not stacks[-1] else 0)
        if stacks[-1] and used + needed > room:
            stacks.append([])
            used, needed = 0.0, _row_height(row) + GROUP_HEIGHT
        stacks[-1].append(row)
        used, group = used + needed, row.cluster
    return [tuple(stack) for stack in stacks]


def _part(drawing: Drawing, piece: _Piece, first: int) -> Drawing:
    """Return the drawing of one page, its cells numbered row by row."""
    place = {node.id: index for index, node in enumerate((*piece.rows, *piece.columns))}
    own = [edge for edge in drawing.edges if edge.tail in place and edge.head in place]
    own.sort(key=lambda edge: (place[edge.tail], place[edge.head]))
    edges = tuple(replace(edge, number=number) for number, edge in enumerate(own, first))
    return replace(drawing, nodes=(*piece.rows, *piece.columns), edges=edges)


def _head_lines(column: Node) -> tuple[str, ...]:
    return wrapped(column.title or "—", HEAD_LENGTH, TEXT_SIZE)


def _head_height(columns: Iterable[Node]) -> float:
    return max((text_width(line, TEXT_SIZE) for node in columns for line in _head_lines(node)), default=0.0) + 12


def _row_height(row: Node) -> float:
    lines = wrapped(row.title or "—", ROW_HEAD - 14, TEXT_SIZE)
    tags = MARK_HEIGHT + 3 if row.marks else 0
    return max(CELL_HEIGHT, len(lines) * STEP + 6 + tags)


def _scene(drawing: Drawing, piece: _Piece) -> Scene:
    top = _head_height(piece.columns)
    at = {node.id: ROW_HEAD + index * piece.cell for index, node in enumerate(piece.columns)}
    groups = [_column(node, at[node.id] + piece.cell / 2, top) for node in piece.columns]
    labels = {cluster.id: cluster.label for cluster in drawing.clusters}
    cells: dict[str, list[Edge]] = {}
    for edge in drawing.edges:
        cells.setdefault(edge.tail, []).append(edge)
    width = ROW_HEAD + piece.cell * len(piece.columns)
    named = {node.id: node.title for node in drawing.nodes}
    y, group = top, None
    for index, row in enumerate(piece.rows):
        if row.cluster in labels and (row.cluster != group or index == 0):
            groups.append(_heading(labels[row.cluster or ""], y, width))
            y, group = y + GROUP_HEIGHT, row.cluster
        height = _row_height(row)
        groups.append(_row(row, y, width, height))
        boxes = {edge.number: Box(at[edge.head], y, piece.cell, height) for edge in cells.get(row.id, ())}
        groups += [_cell(edge, named, boxes[edge.number]) for edge in cells.get(row.id, ())]
        y += height
    groups.append(_grid(piece, top, y))
    return Scene(width, y, tuple(groups) if piece.rows or piece.columns else ())


def _column(node: Node, middle: float, bottom: float) -> Group:
    """Return the name of a column, running upwards."""
    lines = _head_lines(node)
    left = middle - len(lines) * STEP / 2 + 0.8 * TEXT_SIZE
    words = (Words(line, left + index * STEP, bottom - 5, turned=True) for index, line in enumerate(lines))
    return Group("node column", node.title, tuple(words))


def _heading(label: str, y: float, width: float) -> Group:
    back = Stroke(rounded(Box(0, y, width, GROUP_HEIGHT), 0), BAND)
    lines, _ = paragraph([label], 5, y + 3, width, TEXT_SIZE, "Bold", QUIET)
    return Group("cluster", label, (back, *lines))


def _row(row: Node, y: float, width: float, height: float) -> Group:
    lines = wrapped(row.title or "—", ROW_HEAD - 14, TEXT_SIZE)
    tags = MARK_HEIGHT + 3 if row.marks else 0
    words, bottom = paragraph(lines, 8, y + (height - len(lines) * STEP - tags) / 2, ROW_HEAD)
    parts: list[Stroke | Words] = [*words, Stroke(path("M", 0, y + height, "H", width), "none", GRID_LINE, 0.6)]
    x = 8.0
    for mark in row.marks:
        box = Box(x, bottom + 1, mark_width(mark), MARK_HEIGHT)
        parts.append(Stroke(tag(mark.shape, box), MARK_LOOK.fill, MARK_LOOK.line, MARK_LOOK.width))
        parts.append(Words(mark.text, x + 4, bottom + 1 + 0.8 * MARK_HEIGHT, weight="Bold", colour=MARK_LOOK.line))
        x += mark_width(mark) + 4
    return Group("node row", "; ".join((row.title, *(mark.meaning for mark in row.marks))), tuple(parts))


def _cell(edge: Edge, named: Mapping[str, str], box: Box) -> Group:
    """Return a cell: its number beside its first code, the others below, a sign where nothing is recorded."""
    look, y = LOOKS[Shape.ACTIVITY], box.middle - len(edge.codes) * STEP / 2
    inner = Box(box.x + 1.5, box.y + 1.5, box.width - 3, box.height - 3)
    parts: list[Stroke | Words] = [Stroke(rounded(inner, 2), look.fill, look.line, 0.8)]
    parts.append(Words(str(edge.number), box.x + 4.5, y + 0.8 * TEXT_SIZE, colour=QUIET))
    for index, code in enumerate(edge.codes):
        baseline = y + 0.8 * TEXT_SIZE + index * STEP
        if code:
            parts.append(Words(code, box.right - 4.5, baseline, weight="Regular" if index else "Bold", anchor="end"))
        else:
            parts.append(Stroke(missing_sign(box.right - 10.5, baseline), "none", WARN, 0.9))
    told = f"{edge.number}: {named[edge.tail]}, {named[edge.head]}: {edge.label}"
    return Group("edge", told, tuple(parts), edge.number)


def _grid(piece: _Piece, top: float, bottom: float) -> Group:
    """Return the lines between columns, and above and below all."""
    lines = [
        Stroke(path("M", ROW_HEAD + index * piece.cell, 4, "V", bottom), "none", GRID_LINE, 0.6)
        for index in range(len(piece.columns) + 1)
    ]
    width = ROW_HEAD + piece.cell * len(piece.columns)
    lines += [Stroke(path("M", 0, y, "H", width), "none", FRAME, 1.0) for y in (top, bottom)]
    return Group("lines", "", tuple(lines))
