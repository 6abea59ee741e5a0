"""What stands in one cell: words, and whether they are a fact, a stated "none", or nothing recorded."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple


class Standing(StrEnum):
    """How much of what a cell asks for is recorded."""

    RECORDED = "recorded"
    IN_PART = "recorded in part"
    NONE = "none"
    NOT_RECORDED = "not recorded"
    WITHHELD = "withheld"


class Cell(NamedTuple):
    """The words of one cell, one value per line, and how they stand."""

    text: str
    standing: Standing = Standing.RECORDED


EMPTY = Cell("")


def stack(cells: Iterable[Cell], joint: str = "\n") -> Cell:
    """Return the cells below one another as one cell, which stands as they do if all stand alike.

    Words beside a gap are recorded in part; "none" beside words is recorded.

    >>> stack([Cell("name"), Cell("— not recorded", Standing.NOT_RECORDED)]).standing
    <Standing.IN_PART: 'recorded in part'>
    """
    found = list(cells)
    if len(found) == 1:
        return found[0]
    texts, standings = zip(*found, strict=True)
    standing = standings[0]
    if standings.count(standing) < len(standings):
        is_part = Standing.NOT_RECORDED in standings or Standing.IN_PART in standings
        standing = Standing.IN_PART if is_part else Standing.RECORDED
    return Cell(joint.join(texts), standing)


def led_by(words: str, cell: Cell) -> Cell:
    """Return the cell with words before its own; it stands as before.

    >>> led_by("Country: ", Cell("Germany")).text
    'Country: Germany'
    """
    return Cell(words + cell.text, cell.standing)


def detailed(head: Cell, details: Iterable[Cell]) -> Cell:
    """Return a cell with its details behind it in brackets, on one line.

    >>> detailed(Cell("Host"), [Cell("Country: Germany"), Cell("Kind: Processor")]).text
    'Host (Country: Germany; Kind: Processor)'
    """
    found = list(details)
    if not found:
        return head
    inner = stack(found, "; ")
    return Cell(f"{head.text} ({inner.text})", stack([head, inner]).standing)
