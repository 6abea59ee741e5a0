"""How a workbook looks, for every format alike: colours with a sign beside each, and widths that fit."""

from __future__ import annotations

import math

from datamap.model import Value
from datamap.workbook.book import Sheet
from datamap.workbook.layout import OWN_COLUMNS, Column

FONT = "Arial"
SIZE = 10

DARK, GREY, PALE, LINE = "#2B3440", "#4A5560", "#EEF1F4", "#C9D0D7"
ACCENT = "#1F6145"
ASKED_BAND = "#DDEFE5"
"""Titles of columns that an article asks for."""
PLAIN_BAND = "#E3E6EA"
LOCKED = "#E3E6EA"
NONE_INK, NONE_FILL = "#4A5560", "#F0F0F0"
MISSING_INK, MISSING_FILL = "#B3261E", "#FBE3E1"
"""Required and empty; with a dashed frame, so that it shows without colour."""
ASKED_INK, ASKED_FILL = "#8A6D00", "#FFF8DF"
"""Asked for by the law and empty; with a dotted frame."""
DELETED_INK, DELETED_FILL = "#B3261E", "#F3E4E3"
"""To be deleted; struck out."""

TABS = {"guide": ACCENT, "records": "#39557F", "own": "#8A94A0"}
GUIDE_WIDTHS = (24, 92, 10, 20)
GUIDE_SCALE = 80
"""Percent in which the guide is printed, so that its columns fit a page: where programs find the scale by themselves,
they put no page's end where they are told."""

NARROWEST, WIDEST = 11, 46
IDS, NAMES = 20, 34
"""Widest columns that stay in sight while the others scroll."""


PAGE_WIDTH = 190
"""Characters across a printed page that can still be read."""
LAST_FROZEN = 3
"""The number of the last column that may stay in sight, from 0: id, action, organisation, and the name."""


def widths_of(sheet: Sheet) -> list[int]:
    """Return the width of each column of a sheet in characters: as wide as its words need, within reason.

    >>> from datamap.model import Organisation, inventory_of
    >>> from datamap.workbook.book import Origin, book_of
    >>> sheet = book_of(inventory_of([Organisation(id="org-a", name="A" * 99)]), Origin("r", 1, "")).sheets[0]
    >>> widths_of(sheet)[:4]
    [13, 11, 34, 13]
    """
    return [_width(sheet, number, column) for number, column in enumerate(sheet.layout.columns)]


def frozen_columns(sheet: Sheet) -> int:
    """Return how many columns stay in sight: up to the first that a record cannot be without.

    >>> from datamap.model import inventory_of
    >>> from datamap.workbook.book import Origin, book_of
    >>> [frozen_columns(sheet) for sheet in book_of(inventory_of([]), Origin("r", 1, "")).sheets[:2]]
    [3, 4]
    """
    columns = enumerate(sheet.layout.columns)
    named = (number for number, each in columns if each.is_required and each.field != "organisation")
    return min(next(named, 1), LAST_FROZEN) + 1


def pages_across(sheet: Sheet) -> int:
    """Return over how many printed pages the columns of a sheet go, so that their words can be read.

    >>> from datamap.model import inventory_of
    >>> from datamap.workbook.book import Origin, book_of
    >>> [pages_across(sheet) for sheet in book_of(inventory_of([]), Origin("r", 1, "")).sheets[:2]]
    [2, 3]
    """
    widths = widths_of(sheet)[: sheet.layout.shown]
    repeated = sum(widths[: frozen_columns(sheet)])
    return max(1, math.ceil((sum(widths) - repeated) / (PAGE_WIDTH - repeated)))


def _width(sheet: Sheet, number: int, column: Column) -> int:
    title = max(map(len, sheet.headers[number].split("\n")))
    if column.field in OWN_COLUMNS:
        return NARROWEST
    widest = WIDEST if column.fact and column.fact.value in (Value.TEXT, Value.REFERENCE) else 24
    if column.field in ("id", "organisation"):
        widest = IDS
    elif number <= LAST_FROZEN:
        widest = NAMES
    longest = NARROWEST
    for row in sheet.rows:
        if len(row[number]) > longest:
            longest = max(longest, *map(len, row[number].split("\n")))
            if longest >= widest:
                break
    # The title may break between its words; the widest cell decides beyond that.
    return max(NARROWEST, min(title + 2, 20), min(longest + 2, widest))
