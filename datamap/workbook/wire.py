"""What a reader says of a file, piece by piece: plain lists that go through a pipe as JSON and can execute nothing."""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from datamap.workbook.cells import Cells, Row
from datamap.workbook.guard.refusal import RefusedError
from datamap.workbook.seen import Block, SeenFile, SeenSheet

Piece = tuple[Any, ...]
"""One of these, the first item being its name:

- ("read", size, sha256): first, how many bytes the file has and what their digest is.
- ("strings", [text, …]): texts that cells share; further ones go on counting where the last stopped.
- ("sheet", title, is_hidden): the rows that follow are its.
- ("row", number, columns or None, words, letters): `columns` is None if they are those of the row before; each of
  `words` is a text, or the number of a shared one, from 0; `letters` as in `Row`.
- ("shape", hidden rows, hidden columns, [[top, left, bottom, right], …]): last of a sheet.
- ("file", format, properties, names, is_1904, notes): last of all.
- ("refused", reason): instead of what would have followed.
"""

encode = json.JSONEncoder(separators=(",", ":"), check_circular=False).encode


def lines_of(pieces: Iterable[Piece]) -> Iterator[bytes]:
    r"""Yield one line of JSON for each piece.

    >>> list(lines_of([("sheet", "Parties", False)]))
    [b'["sheet","Parties",false]\n']
    """
    return (encode(piece).encode("ascii") + b"\n" for piece in pieces)


def pieces_of(lines: Iterable[bytes]) -> Iterator[Piece]:
    r"""Yield the pieces again.

    >>> list(pieces_of([b'["sheet","Parties",false]\n']))
    [('sheet', 'Parties', False)]
    """
    return (tuple(json.loads(line)) for line in lines)


def assemble(pieces: Iterable[Piece], path: str) -> SeenFile | None:
    """Return the file that the pieces tell of, or None if they break off.

    >>> told = [("read", 9, "ab"), ("sheet", "A", False), ("row", 3, [1, 2], ["x", "y"], ""), ("shape", [], [], [])]
    >>> seen = assemble([*told, ("file", "csv", {}, {}, False, [])], "a.csv")
    >>> seen.sheets[0].cells[3, 2].words
    'y'

    Raises:
        RefusedError: If the reader refused the file.
    """
    assembler = _Assembler()
    for piece in pieces:
        if piece[0] == "refused":
            raise RefusedError(piece[1])
        if piece[0] == "file":
            form, properties, names, is_1904, notes = piece[1:]
            return SeenFile(
                path, form, *assembler.read, tuple(assembler.sheets), properties, names, is_1904, tuple(notes)
            )
        getattr(assembler, f"take_{piece[0]}")(*piece[1:])
    return None


class _Assembler:
    """Gathers pieces; equal texts and equal columns are kept once."""

    def __init__(self) -> None:
        self.read = (0, "")
        self.sheets: list[SeenSheet] = []
        self._strings: list[str] = []
        self._known: dict[str, str] = {}
        self._columns: array[int] = array("H")
        self._title, self._is_hidden = "", False
        self._rows: dict[int, Row] = {}

    def take_read(self, size: int, digest: str) -> None:
        self.read = (size, digest)

    def take_strings(self, texts: Sequence[str]) -> None:
        self._strings += texts

    def take_sheet(self, title: str, is_hidden: bool) -> None:
        self._title, self._is_hidden, self._rows = title, is_hidden, {}

    def take_row(self, number: int, columns: Sequence[int] | None, words: Sequence[str | int], letters: str) -> None:
        if columns is not None:
            self._columns = array("H", columns)
        strings, known = self._strings, self._known
        kept = tuple(strings[word] if isinstance(word, int) else known.setdefault(word, word) for word in words)
        self._rows[number] = Row(self._columns, kept, known.setdefault(letters, letters))

    def take_shape(self, rows: Sequence[int], columns: Sequence[int], merged: Sequence[Sequence[int]]) -> None:
        blocks = tuple(Block(*block) for block in merged)
        self.sheets.append(
            SeenSheet(
                self._title, Cells(self._rows), frozenset(rows), frozenset(columns), blocks, is_hidden=self._is_hidden
            )
        )
