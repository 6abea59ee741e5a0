"""Where and why a text is no YAML."""

from __future__ import annotations

import re
from collections.abc import Callable

import yaml

from datamap.problems import Location, Problem

Locate = Callable[[int, int], Location]
"""Makes a place in a file of a line and a column."""
_UNREADABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that may not stand in a YAML file (YAML 1.1, c-printable)."""


def syntax_fault(error: yaml.MarkedYAMLError, text: str, locate: Locate) -> Problem:
    """Return the problem with a text in which the parser found an error of form."""
    mark = error.problem_mark or error.context_mark
    lines = re.split("\r\n|\r|\n", text)
    # Of a text that ends in the middle, the parser names the line after the last, which may not be there.
    line, column = (mark.line, mark.column) if mark and mark.line < len(lines) else (len(lines) - 1, len(lines[-1]))
    where = locate(line + 1, column + 1) if mark else locate(0, 0)
    message = f"this is no YAML: {error.problem or error.context}; what follows could not be read"
    hint = "check the indentation, and put text that holds ': ' or ' #' in quotes"
    if mark and "\t" in lines[line][: column + 1]:
        hint = "a tab stands here: indent with spaces"
    return Problem(code="TXT-002", message=message, location=where, hint=hint)


def character_fault(text: str, locate: Locate) -> Problem:
    """Return the problem with a text that holds a character which no YAML may hold."""
    found = _UNREADABLE.search(text)
    before = re.split("\r\n|\r|\n", text[: found.start()]) if found else [""]
    sign = f"the character U+{ord(found[0]):04X}" if found else "a character"
    message = f"{sign} may not stand in a text file; what follows could not be read"
    where = locate(len(before), len(before[-1]) + 1)
    return Problem(code="TXT-014", message=message, location=where, hint="delete it")
