"""Text and attributes in OpenDocument: every character comes back as it was."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from html import escape

_SPACES = re.compile(r"^ +| {2,}| $|\t")


def attributes(**named: str | int | float) -> str:
    """Return attributes of an element; `table__name` stands for `table:name`, and `_` for `-`.

    >>> attributes(table__style_name="co1", table__number="2")
    ' table:style-name="co1" table:number="2"'
    """
    return "".join(f' {_name(key)}="{escape(str(value))}"' for key, value in named.items())


@lru_cache(maxsize=4096)
def paragraphs(text: str) -> str:
    r"""Return a text as paragraphs, one per line; spaces and tabs that would collapse are written out.

    >>> paragraphs("a  b\n<c>")
    '<text:p>a <text:s text:c="1"/>b</text:p><text:p>&lt;c&gt;</text:p>'
    """
    return "".join(f"<text:p>{_spaced(line)}</text:p>" for line in text.split("\n"))


def _spaced(line: str) -> str:
    line = escape(line, quote=False)
    if "  " in line or "\t" in line or line[:1] == " " or line[-1:] == " ":
        return _SPACES.sub(_written_out, line)
    return line


def _written_out(found: re.Match[str]) -> str:
    if found[0] == "\t":
        return "<text:tab/>"
    count = len(found[0])
    is_inside = found.start() > 0 and found.end() < len(found.string)
    return f' <text:s text:c="{count - 1}"/>' if is_inside else f'<text:s text:c="{count}"/>'


@cache
def _name(key: str) -> str:
    return key.replace("__", ":").replace("_", "-")
