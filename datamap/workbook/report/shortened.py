"""Long texts in a report: shortened around what differs, with the count of what was left out."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

LONGEST = 600
"""Characters of a cell of a report that are shown as they are."""
MOST_LINES = 60
"""Lines of a cell of a report that are shown as they are."""
_HEAD, _TAIL, _BEFORE = 360, 120, 60
_FIRST_LINES, _LAST_LINES = 40, 5


def is_long(words: str) -> bool:
    """Return whether a text is too long to be shown as it is.

    >>> is_long("x" * 600), is_long("x" * 601)
    (False, True)
    """
    return len(words) > LONGEST or words.count("\n") >= MOST_LINES


def shortened(cells: Sequence[str]) -> tuple[str, ...]:
    """Return the cells of one row, the long ones shortened to their beginning and end.

    Long texts that begin alike are shown from a little before the place where they part, so that what changed is in
    sight.

    >>> shortened(["name", "x" * 32_000])[1].count("31,520 characters left out")
    1
    >>> before, after = shortened(["x" * 5_000 + "old" + "y" * 5_000, "x" * 5_000 + "new" + "y" * 5_000])
    >>> "old" in before, "new" in after
    (True, True)
    """
    long = [words for words in cells if is_long(words)]
    if not long:
        return tuple(cells)
    shared = _shared(long) if len(long) > 1 else 0
    start = shared - _BEFORE if shared > _HEAD - _BEFORE and shared < min(map(len, long)) else 0
    return tuple(_by_lines(_by_characters(words, start)) if is_long(words) else words for words in cells)


def _shared(texts: Sequence[str]) -> int:
    """Return with how many characters all of some texts begin alike."""
    return sum(1 for _ in takewhile(lambda signs: len(set(signs)) == 1, zip(*texts, strict=False)))


def _by_characters(words: str, start: int) -> str:
    rest = len(words) - start - _HEAD - _TAIL
    if len(words) <= LONGEST or rest <= 0:
        return f"{_left_out(start, 'characters')}{words[start:]}" if start and len(words) > LONGEST else words
    before = _left_out(start, "characters") if start else ""
    end = start + _HEAD
    return f"{before}{words[start:end]} {_left_out(rest, 'characters')}{words[-_TAIL:]}"


def _by_lines(words: str) -> str:
    lines = words.split("\n")
    if len(lines) <= MOST_LINES:
        return words
    rest = len(lines) - _FIRST_LINES - _LAST_LINES
    return "\n".join([*lines[:_FIRST_LINES], _left_out(rest, "lines").strip(), *lines[-_LAST_LINES:]])


def _left_out(count: int, what: str) -> str:
    return f"… ({count:,} {what} left out) … "
