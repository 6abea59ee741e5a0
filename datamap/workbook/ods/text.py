"""The text of a cell of an .ods file, out of its paragraphs."""

from __future__ import annotations

import re
from collections.abc import Mapping

from datamap.workbook.guard import limits
from datamap.workbook.guard.refusal import damaged
from datamap.workbook.tally import Tally

TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
_SPACE, _TAB, _BREAK = "\x01", "\x02", "\x03"
"""Characters that XML cannot hold stand for those that are meant, until the white space of the file is folded."""
_MEANT = str.maketrans({_SPACE: " ", _TAB: "\t", _BREAK: "\n"})
_FOLDED = re.compile("[ \t\r\n]+")
COUNT = re.compile(r"\d{1,9}", re.ASCII)


class Paragraphs:
    """Gathers the text of one cell after another.

    Attributes:
        texts: where the parser puts the characters that it meets.
        count: how many paragraphs the cell has.
    """

    def __init__(self, tally: Tally) -> None:
        """Have the tally count what is written short."""
        self.texts: list[str] = []
        self.count = 0
        self._lines: list[str] = []
        self._tally = tally

    def clear(self) -> None:
        """Begin a new cell."""
        self.count = 0
        self._lines.clear()
        self.texts.clear()

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Begin an element of the text namespace."""
        if tag == "p":
            self.count += 1
            self.texts.clear()
        elif tag == "s":
            spaces = attributes.get(f"{TEXT} c", "1")
            if not COUNT.fullmatch(spaces):
                raise damaged(f"{spaces[:20]!a} is no number of spaces")
            self._tally.add_text(int(spaces))
            self.texts.append(_SPACE * int(spaces))
        elif tag == "tab":
            self.texts.append(_TAB)
        elif tag == "line-break":
            self.texts.append(_BREAK)

    def end_paragraph(self) -> None:
        """End a paragraph: white space of the file counts once, and not at its start (OpenDocument 1.2, 6.1.2).

        The standard drops it at the end as well; LibreOffice writes a last blank so and shows it again.
        """
        self._lines.append(_FOLDED.sub(" ", "".join(self.texts)).lstrip(" ").translate(_MEANT))
        self.texts.clear()

    def text(self) -> str:
        """Return the text of the cell, its paragraphs as lines."""
        return "\n".join(self._lines)


def repeated(attributes: Mapping[str, str], name: str) -> int:
    """Return how often something stands that a file writes once.

    >>> repeated({"r": "3"}, "r"), repeated({}, "r")
    (3, 1)
    """
    times = attributes.get(name, "1")
    if not COUNT.fullmatch(times) or not int(times):
        raise damaged(f"{times[:20]!a} is no number of repetitions")
    return min(int(times), _END_OF_SHEETS)


_END_OF_SHEETS = 100 * limits.ROW.most
