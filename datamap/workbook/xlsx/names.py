"""Names of elements in the two namespaces of SpreadsheetML, and texts as it escapes them."""

from __future__ import annotations

import re
from collections.abc import Iterable

_SPACES = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
_ESCAPE = re.compile(r"_x([Dd][89ABab]..)__x([Dd][C-Fc-f]..)_|_x([0-9A-Fa-f]{4})_")

_LIKE_ESCAPE = re.compile(r"_x005F_x[0-9A-Fa-f]{4}_|(_x[0-9A-Fa-f]{4}_)")


def tags(names: Iterable[str]) -> dict[str, str]:
    """Return the short names of elements by their full names, in the transitional and the strict namespace.

    >>> sorted(set(tags(["c", "v"]).values()))
    ['c', 'v']
    """
    return {f"{space} {name}": name for name in names for space in _SPACES}


def is_true(value: str | None) -> bool:
    """Return what an attribute or a boolean cell says; a missing one says no.

    >>> is_true("1"), is_true("true"), is_true(None)
    (True, True, False)
    """
    return value in {"1", "true", "on"}


def unescaped(text: str) -> str:
    """Return a text as Excel shows it: `_x0041_` stands for A (ECMA-376 part 1, 22.9.2.19).

    >>> unescaped("_x0041_ _x005F_x0041_"), unescaped("_xD83D__xDE00_"), unescaped("_xD83D_")
    ('A _x0041_', '😀', '_xD83D_')
    """
    return _ESCAPE.sub(_character, text) if "_x" in text else text


def badly_escaped(text: str) -> tuple[str, ...]:
    """Return what a text becomes when a program saves it without escapes, or as LibreOffice does.

    That takes a text that looks like an escape of an escape for one, and overlooks one that overlaps another.

    >>> badly_escaped("_x005F_x0041_"), badly_escaped("_x0041_x0042_"), badly_escaped("A")
    (('_x0041_', '_x0041_'), ('Ax0042_', '_x0041B'), ())
    """
    if "_x" not in text:
        return ()
    once = _LIKE_ESCAPE.sub(lambda found: f"_x005F{found[1]}" if found[1] else found[0], text)
    return tuple(each for each in (unescaped(text), unescaped(once)) if each != text)


def _character(escape: re.Match[str]) -> str:
    high, low, single = escape.groups()
    try:
        if single is None:
            return bytes.fromhex(high + low).decode("utf-16-be")
        return bytes.fromhex(single).decode("utf-16-be")
    except ValueError:  # half of a pair stands for no character
        return escape.group()
