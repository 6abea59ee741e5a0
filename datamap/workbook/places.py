"""Cells as people name them. Whoever reads files needs no more than this, and imports as little as can be."""

from __future__ import annotations

from datamap.text import column_letters


def place_of(sheet: str, row: int, column: int) -> str:
    """Return a cell as people name it.

    >>> place_of("Parties", 7, 28)
    'Parties!AB7'
    """
    return f"{sheet}!{column_letters(column)}{row}"
