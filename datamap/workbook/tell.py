"""The bytes of a file, told piece by piece: the guard first, then the reader of its format."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from datamap.workbook.guard import RefusedError, admit, limits
from datamap.workbook.wire import Piece


def tell(content: bytes, name: str) -> Iterator[Piece]:
    """Yield what a file holds, piece by piece (see `datamap.workbook.wire`); a refusal is the last piece.

    >>> [piece[0] for piece in tell(b"id,name", "edits.csv")]
    ['read', 'sheet', 'row', 'shape', 'file']
    >>> list(tell(b"", "edits.csv"))[-1]
    ('refused', 'is empty: choose the file that you edited')
    """
    yield "read", len(content), hashlib.sha256(content).hexdigest()
    try:
        yield from _read(content, name)
    except RefusedError as refusal:
        yield "refused", str(refusal)
    except MemoryError:
        yield "refused", str(limits.MEMORY.exceeded())


def _read(content: bytes, name: str) -> Iterator[Piece]:
    """Yield what the reader of the format tells; only that one is imported, since a small file is read in no time."""
    admitted = admit(content, name)
    if admitted.format == "xlsx":
        from datamap.workbook.read_xlsx import read_xlsx

        yield from read_xlsx(admitted)
    elif admitted.format == "ods":
        from datamap.workbook.read_ods import read_ods

        yield from read_ods(admitted)
    else:
        from datamap.workbook.read_csv import read_csv

        yield from read_csv(admitted, content, name)
