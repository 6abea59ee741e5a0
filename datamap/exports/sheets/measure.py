"""How wide words are and into how many lines they break, so that no row is too low for its cells.

Spreadsheet programs differ in where they break lines. The figures here err on the side of more lines: a row that is
a little too high loses nothing, one that is too low hides words in print.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import accumulate, pairwise
from typing import NamedTuple

# Advance widths of Arial from U+0020 to U+007E in thousandths of the size (as Helvetica in Adobe's font metrics).
_WIDTHS = (
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
    556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
    1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
    667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
    333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
    556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
)  # fmt: skip
_BLANK = _WIDTHS[0]
_BOLD = 1.08
_LEAST, _OTHER, _WIDE = 100, 667, 1000
_WIDEST = max(*_WIDTHS, _WIDE)
PADDING = 8
"""Pixels of a cell that its words cannot use: the margins on both sides, and a little to be safe."""

LINE_HEIGHT = 1.28
"""Height of a line as a multiple of the size of the letters."""


class Piece(NamedTuple):
    """One line after breaking, and whether the words themselves end a line there."""

    text: str
    is_end: bool


@cache
def _width_of(character: str) -> int:
    """Return the width of a character in thousandths of the size; marks that combine get a little, to be countable."""
    if " " <= character <= "~":
        return _WIDTHS[ord(character) - 32]
    if unicodedata.combining(character):
        return _LEAST
    base = unicodedata.normalize("NFD", character)[0]
    if " " <= base <= "~":
        return _WIDTHS[ord(base) - 32]
    if character in "“”‘’":
        return 333
    return _WIDE if unicodedata.east_asian_width(character) in "WF" or character in "—…" else _OTHER


@lru_cache(maxsize=16_384)
def count_lines(text: str, pixels: int, size: float = 10, bold: bool = False) -> int:
    """Return the number of lines into which a text breaks in a cell.

    The same words in the same room stand in many rows of a record and in each form, and are measured once.

    Args:
        text: with a line feed at the end of each of its own lines.
        pixels: the width of the cell at 96 pixels per inch.
        size: of the letters, in points.
        bold: whether they are bold.

    >>> count_lines("one two three", 60)
    2
    """
    room = _room(pixels, size, bold)
    lines = text.split("\n")
    return len(lines) + sum([_break_count(line, room) for line in lines if len(line) * _WIDEST > room])


@lru_cache(maxsize=16_384)
def _break_count(line: str, room: float) -> int:
    """Return how often one line breaks: a party or a rule is a line of many texts."""
    return len(_breaks(line, room))


def break_lines(text: str, pixels: int, size: float = 10, bold: bool = False) -> tuple[Piece, ...]:
    """Return the lines that `count_lines` counts; joined, they give the text without its line ends.

    >>> [piece.text for piece in break_lines("one two three", 60)]
    ['one two ', 'three']
    """
    room = _room(pixels, size, bold)
    pieces: list[Piece] = []
    for line in text.split("\n"):
        places = [0, *_breaks(line, room), len(line)]
        pieces += [Piece(line[first:last], is_end=False) for first, last in pairwise(places)]
        pieces[-1] = pieces[-1]._replace(is_end=True)
    return tuple(pieces)


def _room(pixels: int, size: float, bold: bool) -> float:
    """Return how wide the words in a cell may be, in thousandths of the size."""
    return max(pixels - PADDING, 1) * 1000 * 72 / 96 / size / (_BOLD if bold else 1)


def _breaks(line: str, room: float) -> list[int]:
    """Return where one line breaks: at spaces, and inside a word only if the word alone is wider than the room."""
    words = line.split(" ")
    # Where each word begins if all stand on one line: what fits into the room is looked up, not added up word by word.
    edges = list(accumulate(map(_width_with_blank, words), initial=0))
    found: list[int] = []
    number, place, start = 0, 0, 0
    while number < len(words) and edges[-1] > (reach := start + room + _BLANK):
        fit = max(bisect_right(edges, reach, number) - 1, number)
        if edges[fit] > start:
            place += sum(map(len, words[number:fit])) + fit - number
            number, start = fit, edges[fit]
            found.append(place)
            continue
        word = words[number]
        if tears := _tears(word, room):
            found += [place + tear for tear in tears]
            start = edges[number + 1] - _width_with_blank(word[tears[-1] :])
        number, place = number + 1, place + len(word) + 1
    return found


def _tears(word: str, room: float) -> list[int]:
    """Return where a word that is too wide breaks: each part is as wide as the room at most, but of one character."""
    found: list[int] = []
    width = 0
    for place, character in enumerate(word):
        step = _width_of(character)
        if width + step > room and width:
            found.append(place)
            width = 0
        width += step
    return found


@lru_cache(maxsize=16_384)
def _width_with_blank(word: str) -> int:
    """Return the width of a word and the blank behind it in thousandths of the size."""
    return sum(map(_width_of, word)) + _BLANK


def join_pieces(pieces: Sequence[Piece]) -> str:
    r"""Return the text that the lines were broken from; the inverse of `break_lines`.

    >>> join_pieces(break_lines("one two\nthree", 40))
    'one two\nthree'
    """
    parts = [piece.text + ("\n" if piece.is_end else "") for piece in pieces]
    return "".join(parts).removesuffix("\n") if pieces and pieces[-1].is_end else "".join(parts)
