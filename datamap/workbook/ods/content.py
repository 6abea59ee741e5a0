"""The sheets of an .ods file, row by row, as its content streams by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from datamap.workbook.guard import limits
from datamap.workbook.guard.xml import feed, strict_parser
from datamap.workbook.ods.text import TEXT, Paragraphs, repeated
from datamap.workbook.ods.values import OFFICE, TABLE, value_of
from datamap.workbook.tally import Tally, damaged_cell
from datamap.workbook.wire import Piece

_STYLE = "urn:oasis:names:tc:opendocument:xmlns:style:1.0"
_DRAW = "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
_HREF = "http://www.w3.org/1999/xlink href"
_TIMES, _ROWS = f"{TABLE} number-columns-repeated", f"{TABLE} number-rows-repeated"
_CELLS = frozenset({f"{TABLE} table-cell", f"{TABLE} covered-table-cell"})
# What holds paragraphs or tables that are no cells: notes, drawings, earlier versions, messages of drop-downs.
_PASSED_OVER = frozenset(
    {
        f"{OFFICE} annotation",
        f"{OFFICE} forms",
        f"{TABLE} shapes",
        f"{TABLE} tracked-changes",
        f"{TABLE} dde-links",
        f"{TABLE} content-validations",
        f"{TABLE} scenario",
        f"{TEXT} ruby-text",
        f"{TEXT} note",
    }
)
_HIDDEN = frozenset({"collapse", "filter"})


class Content:
    """Reads the content; see `datamap.workbook.wire` for what comes out.

    Attributes:
        names: the defined names with their expressions.
        is_1904: whether days count from 1904.
        links: how many links to other places the cells hold.
        first_link: where the first of them leads.
    """

    def __init__(self, tally: Tally) -> None:
        """Start before the first sheet."""
        self.names: dict[str, str] = {}
        self.is_1904 = False
        self.links, self.first_link = 0, ""
        self._tally = tally
        self._pieces: list[Piece] = []
        self._paragraphs = Paragraphs(tally)
        self._passed_over = self._depth = 0
        self._style, self._hidden_styles = "", set[str]()
        self._title = ""
        self._row = self._column = 0
        self._row_times, self._is_row_hidden = 1, False
        self._cell: dict[str, str] = {}
        self._columns: list[int] = []
        self._words: list[str] = []
        self._letters: list[str] = []
        self._hidden_rows: list[int] = []
        self._hidden_columns: set[int] = set()
        self._merged: list[tuple[int, int, int, int]] = []

    def read(self, chunks: Iterable[bytes], part: str) -> Iterator[Piece]:
        """Yield for each sheet its title, the rows that hold something, and its shape."""
        parser = strict_parser(part)
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        for _ in feed(parser, chunks, part):
            limits.DEPTH.check(self._depth)
            yield from self._pieces
            self._pieces.clear()

    def _characters(self, text: str) -> None:
        if not self._passed_over:
            self._paragraphs.texts.append(text)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._passed_over or name in _PASSED_OVER or name.startswith(_DRAW):
            self._passed_over += 1
            return
        space, _, tag = name.rpartition(" ")
        if space == TEXT:
            self._paragraphs.start(tag, attributes)
            self._note_link(attributes)
        elif name in _CELLS:
            self._cell = attributes
            self._paragraphs.clear()
        elif space == TABLE:
            self._start_of_table(tag, attributes)
        elif name == f"{_STYLE} style":
            self._style = attributes.get(f"{_STYLE} name", "")
        elif name == f"{_STYLE} table-properties" and attributes.get(f"{TABLE} display") == "false":
            self._hidden_styles.add(self._style)

    def _start_of_table(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "table-row":
            self._column = 0
            self._row_times = repeated(attributes, _ROWS)
            self._is_row_hidden = attributes.get(f"{TABLE} visibility") in _HIDDEN
        elif tag == "table-column":
            times = repeated(attributes, _TIMES)
            if attributes.get(f"{TABLE} visibility") in _HIDDEN:
                last = min(self._column + times, limits.COLUMN.most)
                self._hidden_columns.update(range(self._column + 1, last + 1))
            self._column += times
        elif tag == "table":
            self._title = attributes.get(f"{TABLE} name", "")
            is_hidden = attributes.get(f"{TABLE} style-name", "") in self._hidden_styles
            self._row = self._column = 0
            self._hidden_rows, self._hidden_columns, self._merged = [], set(), []
            self._pieces.append(("sheet", self._title, is_hidden))
        elif tag == "named-expression" and not self._title:
            self.names[attributes.get(f"{TABLE} name", "")] = attributes.get(f"{TABLE} expression", "")
        elif tag == "null-date":
            self.is_1904 = attributes.get(f"{TABLE} date-value", "").startswith("1904")
        else:
            self._note_link(attributes)

    def _note_link(self, attributes: dict[str, str]) -> None:
        target = attributes.get(_HREF, "")
        if target and not target.startswith("#"):
            self.links += 1
            self.first_link = self.first_link or target

    def _end(self, name: str) -> None:
        self._depth -= 1
        if self._passed_over:
            self._passed_over -= 1
        elif name == f"{TEXT} p":
            self._paragraphs.end_paragraph()
        elif name in _CELLS:
            self._end_cell()
        elif name == f"{TABLE} table-row":
            self._end_row()
        elif name == f"{TABLE} table":
            self._pieces.append(("shape", self._hidden_rows, sorted(self._hidden_columns), self._merged))
            self._title = ""

    def _end_cell(self) -> None:
        cell, first = self._cell, self._column + 1
        times = repeated(cell, _TIMES) if _TIMES in cell else 1
        self._column += times
        if len(cell) == (_TIMES in cell) and not self._paragraphs.count:
            return
        right, down = (repeated(cell, f"{TABLE} number-{way}-spanned") for way in ("columns", "rows"))
        if right > 1 or down > 1:
            self._merged.append((self._row + 1, first, self._row + down, first + right - 1))
            limits.MERGED.check(len(self._merged))
        try:
            found = value_of(cell, self._paragraphs.text() if self._paragraphs.count else None)
        except ValueError as error:
            seen = f"{str(error)[:20]!a}, which is not of its type"
            raise damaged_cell(self._title, self._row + 1, first, seen) from None
        if found:
            self._tally.add_cells(self._title, self._row + 1, (first, first + times - 1))
            self._columns += range(first, first + times)
            self._words += [found[0]] * times
            self._letters += [found[1]] * times

    def _end_row(self) -> None:
        first, self._row = self._row + 1, self._row + self._row_times
        if not self._columns:
            return
        self._tally.add_cells(self._title, self._row, self._columns, self._row_times)
        self._tally.add_text(sum(map(len, self._words)) * self._row_times)
        letters = "".join(self._letters)
        letters = letters if letters.strip("t") else ""
        rows = range(first, self._row + 1)
        self._pieces += [("row", row, self._columns, self._words, letters) for row in rows]
        if self._is_row_hidden:
            self._hidden_rows += rows
        self._columns, self._words, self._letters = [], [], []
