"""What a workbook holds, before any file format: sheets of rows of cells, how they look, and how they are printed."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

CREATED = datetime.datetime(1980, 1, 1)  # noqa: DTZ001 - the formats have no zone
"""A clock would make each run differ; the zip inside carries the same day."""


class Placed(NamedTuple):
    """One cell: its columns, both counted from 0 and included, its words, its style, and how many rows it covers."""

    first: int
    last: int
    text: str
    style: str
    down: int = 1


@dataclass(slots=True)
class Row:
    """One row: its height in points, its cells from left to right, its level in the outline."""

    height: float
    cells: list[Placed]
    level: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """How a sheet is printed, on A4 or A3 across.

    Attributes:
        repeated: first and last row that stand at the top of every page; None: none.
        repeated_columns: how many columns stand at the left of every page.
        row_breaks: rows before which a new page begins.
        column_breaks: columns before which a new page begins.
        scale: in percent.
        paper: the number that spreadsheets give it: 9 for A4, 8 for A3.
        footer: words at left (L), in the middle (C) and at right (R); `&P` and `&N` stand for page and pages.
    """

    repeated: tuple[int, int] | None = None
    repeated_columns: int = 0
    row_breaks: tuple[int, ...] = ()
    column_breaks: tuple[int, ...] = ()
    scale: int = 100
    paper: int = 9
    footer: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One sheet.

    Attributes:
        name: as it stands on its tab.
        widths: of its columns, in pixels at 96 per inch.
        rows: from top to bottom.
        frozen: how many rows and columns stay in sight.
        filtered: the row of headings that filter those below, and the last column; None: no filter.
        page: how it is printed.
    """

    name: str
    widths: tuple[int, ...]
    rows: tuple[Row, ...]
    frozen: tuple[int, int] = (0, 0)
    filtered: tuple[int, int] | None = None
    page: Page = field(default_factory=Page)


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """A workbook: its sheets, the looks that their cells name, and what it says about itself.

    Attributes:
        title, subject, comments: of the document's properties; no name of an author, no clock.
        properties: further ones by name, such as the digest of what the book was made from.
        styles: by name, as XlsxWriter names the properties of a format.
        sheets: in the order of their tabs.
    """

    title: str
    subject: str = ""
    comments: str = ""
    properties: Mapping[str, str] = field(default_factory=dict)
    styles: Mapping[str, Mapping[str, Any]]
    sheets: tuple[Sheet, ...]
