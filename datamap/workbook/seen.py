"""A file as it was found: its sheets and their cells, before anybody asks what they mean."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

Place = tuple[int, int]
"""A row and a column, from 1."""


class Nature(StrEnum):
    """What a cell holds, as the file says; a date that somebody typed as text is text."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    BOOLEAN = "boolean"
    ERROR = "error value"
    UNCALCULATED = "formula without a value"


class SeenCell(NamedTuple):
    """One cell that holds something.

    Attributes:
        words: its value in words: text as it stands; a number as the shortest digits that give it back; a date in
            ISO 8601; a boolean as "true" or "false"; an error value as the file writes it, such as "#N/A"; for a
            formula without a value, the formula.
        nature: what the file says it is.
        is_formula: whether a formula stands in it, whose last value `words` is.
    """

    words: str
    nature: Nature = Nature.TEXT
    is_formula: bool = False


class Block(NamedTuple):
    """A rectangle of cells, with its corners."""

    top: int
    left: int
    bottom: int
    right: int


class SeenSheet(NamedTuple):
    """One sheet.

    Attributes:
        title: its name on the tab.
        cells: the cells that hold something, by row and column.
        hidden_rows: the rows that a filter or a person hides; their cells are read like all others.
        hidden_columns: the columns that are hidden.
        merged: the rectangles of merged cells.
        is_hidden: whether the sheet itself is hidden.
    """

    title: str
    cells: Mapping[Place, SeenCell]
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merged: tuple[Block, ...] = ()
    is_hidden: bool = False


class SeenFile(NamedTuple):
    """A file that the guard let through.

    Attributes:
        path: the path as the person named it.
        format: "xlsx", "ods" or "csv" (a zip of CSV files).
        size: bytes.
        sha256: the digest of these bytes, in hexadecimal digits.
        sheets: in the order of the tabs.
        properties: the document's own properties that somebody defined, by name.
        names: the defined names that stand for a text, by name.
        is_1904: whether days count from 1904.
        notes: what was found and not followed, one plain sentence each, such as links to other files and macros.
    """

    path: str
    format: str
    size: int
    sha256: str
    sheets: tuple[SeenSheet, ...]
    properties: Mapping[str, str] = {}
    names: Mapping[str, str] = {}
    is_1904: bool = False
    notes: tuple[str, ...] = ()
