"""Cells as people name them. Whoever reads files needs no more than this, and imports as little as can be."""

from __future__ import annotations


def letters(number: int) -> str:
    """Return the letters of a column by its number from 1.

    >>> letters(1), letters(28)
    ('A', 'AB')
    """
    words, rest = "", number
    while rest:
        rest, letter = divmod(rest - 1, 26)
        words = chr(ord("A") + letter) + words
    return words


def place_of(sheet: str, row: int, column: int) -> str:
    """Return a cell as people name it.

    >>> place_of("Parties", 7, 28)
    'Parties!AB7'
    """
    return f"{sheet}!{letters(column)}{row}"
