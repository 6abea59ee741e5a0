"""The texts that are too long for a cell, from the sheet that holds them in pieces."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from datamap.workbook.extras import LONG_KEYS
from datamap.workbook.recognise import cells_at_top
from datamap.workbook.seen import SeenCell, SeenFile, SeenSheet


def long_texts_in(file: SeenFile) -> dict[int, str]:
    """Return the long texts of a file by number; one of which a piece is missing is left out.

    >>> rows = [("long.number", "long.piece", "long.text"), ("1", "2", "bc"), ("1", "1", "a"), ("2", "2", "x")]
    >>> cells = {(r, c): SeenCell(words) for r, row in enumerate(rows, 1) for c, words in enumerate(row, 1)}
    >>> long_texts_in(SeenFile("a.xlsx", "xlsx", 0, "", (SeenSheet("Long texts", cells),)))
    {1: 'abc'}
    """
    pieces: dict[int, dict[int, str]] = defaultdict(dict)
    for sheet in file.sheets:
        columns = _columns(sheet)
        if columns:
            number, piece, text = columns
            for row in sorted({row for row, _column in sheet.cells}):
                at = [_whole(sheet.cells.get((row, column))) for column in (number, piece)]
                if at[0] and at[1]:
                    pieces[at[0]][at[1]] = sheet.cells.get((row, text), SeenCell("")).words
    return {number: joined for number, parts in pieces.items() if (joined := _joined(parts)) is not None}


def _columns(sheet: SeenSheet) -> list[int] | None:
    """Return the columns of number, piece and text; None on every other sheet."""
    found: Mapping[str, int] = {c.words: column for (_row, column), c in cells_at_top(sheet) if c.words in LONG_KEYS}
    return [found[key] for key in LONG_KEYS] if len(found) == len(LONG_KEYS) else None


def _whole(cell: SeenCell | None) -> int:
    words = cell.words.removesuffix(".0") if cell else ""
    return int(words) if words.isdecimal() else 0


def _joined(parts: Mapping[int, str]) -> str | None:
    """Return the pieces as one text, if all are there."""
    return "".join(parts[place] for place in sorted(parts)) if sorted(parts) == list(range(1, len(parts) + 1)) else None
