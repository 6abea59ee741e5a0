"""What a file is, by its bytes and not by its name."""

from __future__ import annotations

import re
from pathlib import PurePath

from datamap.workbook.guard import ole
from datamap.workbook.guard.refusal import RefusedError

_TABLE_NAMES = frozenset({"", ".csv", ".tsv", ".tab", ".txt"})
"""Endings under which plain text is taken for a table."""
_UTF8 = b"\xef\xbb\xbf"
_IS_PACKED = "is a compressed archive: unpack it and bring back the workbook in it"
_BRING = "bring back the workbook itself, as .xlsx, .ods or .csv"
_NOT_TABLES = (
    (b"%PDF", f"is a PDF document: {_BRING}"),
    (b"{\\rtf", f"is a text document: {_BRING}"),
    (b"\x1f\x8b", _IS_PACKED),
    (b"7z\xbc\xaf\x27\x1c", _IS_PACKED),
    (b"Rar!", _IS_PACKED),
    (b"\x89PNG", f"is a picture: {_BRING}"),
    (b"\xff\xd8\xff", f"is a picture: {_BRING}"),
    (b"\xff\xfe", "is text in UTF-16: save it as 'CSV UTF-8', or as .xlsx"),
    (b"\xfe\xff", "is text in UTF-16: save it as 'CSV UTF-8', or as .xlsx"),
)
_XML = rb"<\?xml[^>]*>\s*(<\?[^>]*\?>\s*)*"
_MARKUP = (
    (_XML + rb"<(\w+:)?Workbook\b", "is an XML spreadsheet of 2003: open it in Excel and save it as .xlsx"),
    (_XML + rb"<office:document\b", "is a flat .fods file: open it in LibreOffice and save it as .ods or .xlsx"),
    (rb"(?i)<(!doctype html|html|table|meta|head|body)\b", "is a web page: open it in Excel and save it as .xlsx"),
    (rb"<\?xml|<!--|<[A-Za-z:]+[\s>]", f"is XML and not a workbook: {_BRING}"),
)


def sniff(content: bytes, name: str) -> str:
    """Return "zip" or "csv", as the bytes say.

    >>> sniff(b"id,name", "edits.csv")
    'csv'

    Raises:
        RefusedError: If the file is neither; the reason says what it is, and how to mend it.
    """
    if not content:
        raise RefusedError("is empty: choose the file that you edited")
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    if seen := _seen_in(content):
        raise RefusedError(seen)
    if PurePath(name).suffix.lower() not in _TABLE_NAMES:
        raise RefusedError(
            f"is plain text, such as CSV, under a name that ends in '{PurePath(name).suffix}': open it and save it as "
            ".xlsx, or let its name end in .csv"
        )
    return "csv"


def _seen_in(content: bytes) -> str:
    """Return what is said of a file that is neither an archive nor plain text, or an empty text."""
    if content.startswith(ole.MAGIC):
        return ole.seen_in(content)
    start = content[:4096].removeprefix(_UTF8).lstrip()
    found = [seen for magic, seen in _NOT_TABLES if content.startswith(magic)]
    found += [seen for pattern, seen in _MARKUP if re.match(pattern, start)]
    if b"\0" in start:
        found.append(f"is not a workbook: {_BRING}")
    return next(iter(found), "")
