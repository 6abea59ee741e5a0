"""How much memory openpyxl would take for a whole workbook, told before it begins; styled empty cells count too."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable

from datamap.errors import DatamapError
from datamap.workbook.seen import SeenFile

CELL, ROW = 370, 1_000
"""Bytes that openpyxl 3.1 holds for a cell, and for a row with a height or a look."""
MOST = 300 * 1024 * 1024
"""Bytes; with what reading and planning hold it stays below 512 MB."""

_TAG = re.compile(rb"<(?:[\w.-]+:)?(c|row)[\s/>]")
_CHUNK = 1024 * 1024
_LONGEST_TAG = 256


def check_weight(seen: SeenFile, content: bytes = b"") -> None:
    """See that a workbook can be copied as a whole within bounds.

    Args:
        seen: what was read of it.
        content: its bytes, if it is an .xlsx file; otherwise only its filled cells are copied.

    >>> check_weight(SeenFile("a.ods", "ods", 1, "", ()))

    Raises:
        DatamapError: it is too large.
    """
    blocks = [block for sheet in seen.sheets for block in sheet.merged]
    cells = sum((each.bottom - each.top + 1) * (each.right - each.left + 1) for each in blocks)
    rows = sum(len(sheet.hidden_rows) for sheet in seen.sheets)
    if content:
        in_parts = [_counts(part) for part in _read_parts(content)]
        cells += sum(each[0] for each in in_parts)
        rows += sum(each[1] for each in in_parts)
    else:
        cells += sum(len(sheet.cells) for sheet in seen.sheets)
    if cells * CELL + rows * ROW > MOST:
        raise DatamapError(
            f"'{seen.path}' is too large to be copied with marks ({cells:,} cells, empty ones with a look among them): "
            "delete the empty rows below your records and save again, or look at the plan with --format html"
        )


def _read_parts(content: bytes) -> Iterable[Iterable[bytes]]:
    """Yield the chunks of each part: a sheet may stand in any, whatever its name."""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        for name in parts.namelist():
            with parts.open(name) as part:
                yield iter(lambda part=part: part.read(_CHUNK), b"")  # type: ignore[misc]


def _counts(chunks: Iterable[bytes]) -> tuple[int, int]:
    """Return how many cells and how many rows a part names."""
    cells = rows = 0
    rest = b""
    for chunk in chunks:
        text = rest + chunk
        end = 0
        for found in _TAG.finditer(text):
            end = found.end()
            if found[1] == b"c":
                cells += 1
            else:
                rows += 1
        rest = text[max(end, len(text) - _LONGEST_TAG) :]
    return cells, rows
