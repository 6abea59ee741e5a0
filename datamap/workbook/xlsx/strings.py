"""The texts that the cells of an .xlsx file share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from datamap.workbook.guard import limits
from datamap.workbook.guard.xml import feed, strict_parser
from datamap.workbook.tally import Tally
from datamap.workbook.xlsx.names import tags, unescaped

_TAGS = tags(("si", "t", "rPh"))


class SharedStrings:
    """Reads the shared texts, and remembers only how many there are and which are empty.

    Attributes:
        count: how many texts there are.
        empty: the numbers of those that hold nothing.
    """

    def __init__(self, tally: Tally) -> None:
        """Have the tally count the characters."""
        self.count = 0
        self.empty: set[int] = set()
        self._tally = tally
        self._found: list[str] = []
        self._pieces: list[str] = []
        self._texts: list[str] = []
        self._depth = 0
        self._phonetic = 0

    def read(self, chunks: Iterable[bytes], part: str) -> Iterator[list[str]]:
        """Yield the texts in order, in lists; runs of rich text are joined, phonetic guides left out."""
        parser = strict_parser(part)
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._texts.append
        for _ in feed(parser, chunks, part):
            limits.DEPTH.check(self._depth)
            if self._found:
                yield self._found.copy()
                self._found.clear()

    def _start(self, name: str, _attributes: dict[str, str]) -> None:
        self._depth += 1
        tag = _TAGS.get(name)
        if tag == "t":
            self._texts.clear()
        elif tag == "si":
            self._pieces.clear()
            self._texts.clear()
        elif tag == "rPh":
            self._phonetic += 1

    def _end(self, name: str) -> None:
        self._depth -= 1
        tag = _TAGS.get(name)
        if tag == "t":
            if not self._phonetic:
                self._pieces += self._texts
        elif tag == "rPh":
            self._phonetic -= 1
        elif tag == "si":
            text = unescaped("".join(self._pieces))
            if not text:
                self.empty.add(self.count)
            self.count += 1
            # An empty text counts as well: a million of them take as much memory as a million short ones.
            self._tally.add_text(len(text) + 1)
            self._found.append(text)
