"""Drift: how a file that stands in exports/ differs from what the inventory gives now, part by part."""

from __future__ import annotations

import difflib
from pathlib import PurePath

from datamap.exports.diagrams.origin import read_origin, read_renderer
from datamap.exports.record import differences as record_differences

MOST_LINES = 20
"""How many differing lines of one file are told before the rest is counted."""


def differences(name: str, expected: bytes, found: bytes) -> list[str]:
    r"""Return in words what differs between a file as it should be and as it is; empty if nothing that matters does.

    Bytes that are equal are equal. Otherwise a workbook is compared cell by cell and part by part, text line by line.
    PDF and PNG may differ only where another version of their renderer drew them: they name the SVG that they were
    drawn from, and that must be the same.

    >>> differences("flows.dot", b"a\nb\n", b"a\nc\n")
    ["line 2: expected 'b', found 'c'"]
    """
    if expected == found:
        return []
    ending = PurePath(name).suffix
    if ending == ".xlsx":
        return record_differences(expected, found)
    if ending in (".pdf", ".png"):
        return _picture_differences(expected, found)
    return _text_differences(expected.decode(), found.decode("utf-8", "replace"))


def _text_differences(expected: str, found: str) -> list[str]:
    """Return the lines that differ, counted in the file as it should be."""
    ours, theirs = expected.splitlines(), found.splitlines()
    told = []
    for tag, i, j, k, m in difflib.SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if tag != "equal":
            told.append(f"line {i + 1}: expected {_shown(ours[i:j])}, found {_shown(theirs[k:m])}")
    more = len(told) - MOST_LINES
    return told[:MOST_LINES] + ([f"and {more} more places"] if more > 0 else []) or ["line ends differ"]


def _shown(lines: list[str]) -> str:
    return repr("\n".join(lines)[:200]) if lines else "nothing"


def _picture_differences(expected: bytes, found: bytes) -> list[str]:
    ours, theirs = read_origin(expected), read_origin(found)
    if ours != theirs:
        return [f"expected a picture drawn from {ours}, found one from {theirs or 'something else'}"]
    if read_renderer(expected) == read_renderer(found):
        return [f"drawn from the same svg by the same {read_renderer(found)}, but the bytes differ"]
    return []
