"""Where pages end in print: as wide as the paper, and what belongs together on one page if it fits."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

PAPERS = {9: (297.0, 210.0), 8: (420.0, 297.0)}
"""Width and height of A4 and A3 across, in millimetres, by the number that spreadsheets give them."""
SIDE, TOP, BOTTOM = 0.3, 0.4, 0.6
"""Margins in inches."""

_WIDER = 1.06
"""LibreOffice counts a digit of the font as 7.41 pixels and not as 7, so that columns get wider."""
_SURE = 0.97
"""Programs differ a little in how much they print on a page; what should stand on one fits in all of them."""
_LEAST_ROOM = 0.3
"""If less of a page is left than this, what is longer than a page begins on a new one."""
_SMALLEST = 75
"""The scale in percent below which nobody should have to read: letters of 7.5 points."""


def scale_for(
    widths: Sequence[int], column_breaks: Sequence[int] = (), repeated_columns: int = 0, paper: int = 9
) -> int:
    """Return the scale in percent at which the columns up to each break are as wide as the paper, at most 100.

    >>> scale_for([1240]), scale_for([100, 900, 900], column_breaks=[2], repeated_columns=1)
    (81, 100)
    """
    room = (PAPERS[paper][0] / 25.4 - 2 * SIDE) * 96
    edges = [0, *column_breaks, len(widths)]
    repeated = sum(widths[:repeated_columns])
    parts = [sum(widths[first:last]) + (repeated if first else 0) for first, last in pairwise(edges)]
    return max(10, min(100, int(100 * room / (max(parts) * _WIDER))))


def fewest_pages(
    heights: Sequence[float], divisions: Sequence[Sequence[int]], scale: int, paper: int = 9
) -> tuple[int, tuple[int, ...]]:
    """Return scale and page breaks for a sheet that takes as few pages as it can while it can be read.

    Args:
        heights: of all rows, in points.
        divisions: the rows at which something begins that should stand on one page; the first that does with the
            fewest pages is taken.
        scale: of the print, in percent, at most.
        paper: its number.

    >>> fewest_pages([200, 350], [[]], 100), fewest_pages([300, 100, 300], [[1, 2], []], 75)
    ((92, ()), (75, (2,)))
    """
    if sum(heights) <= _room(scale, paper):
        return scale, ()
    least = min(scale, _SMALLEST)
    counts = [_paged(heights, starts, None, least, paper)[1] for starts in divisions]
    starts = divisions[counts.index(min(counts))]
    tried = ((size, *_paged(heights, starts, None, size, paper)) for size in range(scale, least - 1, -1))
    return next((size, breaks) for size, breaks, count in tried if count == min(counts))


def breaks_between(
    heights: Sequence[float], starts: Sequence[int], repeated: tuple[int, int] | None, scale: int, paper: int = 9
) -> tuple[int, ...]:
    """Return the rows before which a page must begin, so that nothing is torn that would fit on one page.

    Args:
        heights: of all rows, in points.
        starts: the rows at which something begins that should stand on one page.
        repeated: first and last row of the headings, which take room on every page below them.
        scale: of the print, in percent.
        paper: its number.

    >>> breaks_between([300, 100, 300, 300], [1, 2, 3], None, 100)
    (2, 3)
    """
    return _paged(heights, starts, repeated, scale, paper)[0]


def _paged(
    heights: Sequence[float], starts: Sequence[int], repeated: tuple[int, int] | None, scale: int, paper: int
) -> tuple[tuple[int, ...], int]:
    """Return the rows before which a page must begin, and how many pages there are."""
    page = _room(scale, paper)
    head = sum(heights[repeated[0] : repeated[1] + 1]) if repeated else 0.0
    ends = dict(zip(starts, [*starts[1:], len(heights)], strict=False))
    breaks = []
    used, pages = 0.0, 1
    for row, height in enumerate(heights):
        if row in ends and used:
            block = sum(heights[row : ends[row]])
            fits_one = block <= page - head
            if used + block > page and (fits_one or page - used < _LEAST_ROOM * page):
                breaks.append(row)
                used, pages = head, pages + 1
        if used + height > page:
            used, pages = head, pages + 1
        used += height
    return tuple(breaks), pages


def _room(scale: int, paper: int) -> float:
    """Return the height in points of what surely fits on a page."""
    return ((PAPERS[paper][1] / 25.4) - TOP - BOTTOM) * 72 * 100 / scale * _SURE
