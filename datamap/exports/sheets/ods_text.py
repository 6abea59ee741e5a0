"""Text in OpenDocument: every character comes back as it was."""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape

_SPACES = re.compile(r"^ +| {2,}| $|\t")


@lru_cache(maxsize=4096)
def paragraphs(text: str) -> str:
    r"""Return a text as paragraphs, one per line; spaces and tabs that would collapse are written out.

    >>> paragraphs("a  b\n<c>")
    '<text:p>a <text:s text:c="1"/>b</text:p><text:p>&lt;c&gt;</text:p>'
    """
    return "".join(f"<text:p>{_spaced(line)}</text:p>" for line in text.split("\n"))


def _spaced(line: str) -> str:
    return _SPACES.sub(_written_out, escape(line, quote=False))


def _written_out(found: re.Match[str]) -> str:
    if found[0] == "\t":
        return "<text:tab/>"
    count = len(found[0])
    is_inside = found.start() > 0 and found.end() < len(found.string)
    return f' <text:s text:c="{count - 1}"/>' if is_inside else f'<text:s text:c="{count}"/>'
