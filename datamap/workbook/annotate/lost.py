"""What of a workbook does not survive being opened and saved by openpyxl, by the parts of its zip."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator

_PARTS = {
    "pictures": r"xl/media/",
    "shapes": r"xl/ctrlProps/|xl/activeX/|xl/diagrams/",
    "threads": r"xl/threadedComments/",
    "custom": r"customXml/",
    "macros": r"xl/vbaProject\.bin",
    "links": r"xl/externalLinks/",
}
"""Parts that are left behind, by the name of what they are (keys of the labels `check.lost.…`)."""
_MARKS = {
    "shapes": (b"<xdr:sp>", b"<xdr:sp "),
    "sparklines": (b"x14:sparklineGroup", b"x14:conditionalFormatting"),
    "lists": (b"x14:dataValidation",),
}
"""Marks in the XML of sheets and drawings of what is left behind."""


def lost_in(content: bytes) -> list[str]:
    """Return what openpyxl would not keep of a workbook, as keys of labels, each once.

    >>> import io, zipfile
    >>> book = io.BytesIO()
    >>> with zipfile.ZipFile(book, "w") as parts:
    ...     parts.writestr("xl/vbaProject.bin", b"")
    >>> lost_in(book.getvalue())
    ['macros']
    """
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return sorted(set(_found(parts)))


def _found(parts: zipfile.ZipFile) -> Iterator[str]:
    for name in parts.namelist():
        yield from (what for what, pattern in _PARTS.items() if re.match(pattern, name))
        if re.match(r"xl/(worksheets|drawings)/[^/]+\.xml", name):
            text = parts.read(name)
            yield from (what for what, marks in _MARKS.items() if any(mark in text for mark in marks))
