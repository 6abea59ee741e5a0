"""How high rows must be: programs that trust the file would otherwise cut off all lines but the first."""

from __future__ import annotations

from collections.abc import Sequence

LINE = 12.9
"""Points of one line of text."""
HIGHEST = 409
"""Points; spreadsheet programs allow no more, people read the rest in the cell itself."""

_ROOM = 1.08
"""How many letters of words fit where one digit would: widths are counted in digits, most letters are narrower."""
_WIDE, _ROOM_IF_WIDE = 60, 1.2
"""Characters from which a column is wide: less of a line is lost there where words do not fit any more."""
_FIRST_WIDE = "\u1100"


def height_of(texts: Sequence[str], widths: Sequence[int], least: int = 1) -> float:
    r"""Return the height in points of a row that shows all lines of its cells.

    Args:
        texts: of the cells.
        widths: of their columns, in characters.
        least: how many lines it has at least.

    >>> height_of(["a\nb\nc", "x"], [10, 10]) == height_of(["x"], [10], least=3)
    True
    """
    most = least
    for text, width in zip(texts, widths, strict=True):
        if text and (len(text) > width or "\n" in text):
            most = max(most, lines_of(text, width))
    return min(most * LINE + 3, HIGHEST)


def lines_of(text: str, width: int) -> int:
    """Return into how many lines a text breaks in a column, rather one too many than one too few.

    >>> lines_of("word " * 20, 25)
    4
    """
    most = width * (_ROOM if width < _WIDE else _ROOM_IF_WIDE)
    return sum(1 + int((_length(line) - 1) // most) if line else 1 for line in text.split("\n"))


def _length(line: str) -> int:
    return len(line) if line.isascii() else len(line) + sum(sign >= _FIRST_WIDE for sign in line)
