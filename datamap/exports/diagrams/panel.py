"""The panel above a picture: what an auditor asks about its subject, each with its answer or that none is recorded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from datamap.exports.diagrams.drawing import Item
from datamap.exports.diagrams.measure import wrapped
from datamap.exports.diagrams.style import LINE_SPACING, TEXT_SIZE

ACROSS = 4
NARROW = 600.0
"""Points; on an upright A4 page fewer answers stand side by side."""
NARROW = 600.0
"""Points; on an upright A4 page fewer answers stand side by side."""
PADDING = 6.0
GUTTER = 8.0
STEP = TEXT_SIZE * LINE_SPACING


@dataclass(frozen=True, slots=True)
class Entry:
    """An item in its place: its title and its lines, `x` and `y` being those of its cell's top left corner."""

    item: Item
    lines: tuple[str, ...]
    titles: tuple[str, ...]
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Panel:
    """The items in rows of cells, in points from the panel's top left corner."""

    entries: tuple[Entry, ...]
    height: float


def panel_of(items: Sequence[Item], width: float) -> Panel:
    """Return items set in rows of at most four, each row as high as its longest answer.

    >>> panel_of([Item("Purposes", "not recorded", True)], 400).height > 20
    True
    >>> panel_of([], 400).height
    0.0
    """
    if not items:
        return Panel((), 0.0)
    across = min(ACROSS if width > NARROW else ACROSS // 2, len(items))
    cell = (width - GUTTER * (across - 1)) / across
    entries: list[Entry] = []
    y = 0.0
    for start in range(0, len(items), across):
        row = [
            _entry(item, index * (cell + GUTTER), y, cell) for index, item in enumerate(items[start : start + across])
        ]
        height = max(entry.height for entry in row)
        entries += [Entry(e.item, e.lines, e.titles, e.x, y, cell, height) for e in row]
        y += height + GUTTER
    return Panel(tuple(entries), y)


def _entry(item: Item, x: float, y: float, width: float) -> Entry:
    titles = wrapped(item.title, width - 2 * PADDING, TEXT_SIZE, "Bold")
    room = width - 2 * PADDING - (10 if item.is_missing else 0)
    lines = wrapped(item.text, room, TEXT_SIZE, "Italic" if item.is_missing else "Regular")
    return Entry(item, lines, titles, x, y, width, (len(titles) + len(lines)) * STEP + 2 * PADDING - 2)
