"""Laying out rows of cells that are never cut: heights that fit, and further rows where one is too low."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from datamap.exports.sheets.measure import LINE_HEIGHT, break_lines, count_lines, join_pieces
from datamap.exports.sheets.pages import breaks_between, fewest_pages, scale_for
from datamap.exports.sheets.sheet import Page, Placed, Row, Sheet
from datamap.exports.sheets.styles import SIZE

HIGHEST = 380
"""Height in points that no row exceeds: below the limit of spreadsheet programs (409), and below a printed page."""
EMPTY_ROW = 17
"""Height of an empty row, in points."""
LONGEST = 30_000
"""Characters of one cell, below the limit of spreadsheet programs (32,767)."""

_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


class Span(NamedTuple):
    """A cell over columns `first` to `last`, both counted from 0 and included, in a style."""

    first: int
    last: int
    text: str
    style: str = "value"


def printable(text: str) -> str:
    r"""Return the text with every character that no workbook can hold made visible, and line ends as line feeds.

    >>> printable("a\x01b\r\nc")
    'a␁b\nc'
    """
    if text.isprintable() or text.replace("\n", "").isprintable():
        return text
    return _UNPRINTABLE.sub(_picture_of, text.replace("\r\n", "\n").replace("\r", "\n"))


def _printed(row: Sequence[Span]) -> list[Span]:
    return [span if span.text.isprintable() else span._replace(text=printable(span.text)) for span in row]


def _picture_of(found: re.Match[str]) -> str:
    """Return the picture that Unicode has for a control character, else the sign for what cannot be shown."""
    character = found.group()
    if character == "\x7f":
        return "\u2421"
    return chr(0x2400 + ord(character)) if character < " " else "\ufffd"


class Grid:
    """One sheet that is laid out from top to bottom.

    Attributes:
        rows: so far.
        height: of all rows so far, in points.
        starts: rows at which something begins that should stand on one page.
        seams: rows at which it may be parted all the same, where a form would take a page more.
    """

    def __init__(self, name: str, widths: Sequence[int], styles: Mapping[str, Mapping[str, Any]]) -> None:
        """Begin a sheet of this name; widths in pixels, styles by the names that spans use."""
        self.name = name
        self.widths = tuple(widths)
        self.rows: list[Row] = []
        self.height = 0.0
        self.starts: list[int] = []
        self.seams: list[int] = []
        self._looks = {name: (style.get("font_size", SIZE), style.get("bold", False)) for name, style in styles.items()}

    def begin(self) -> None:
        """Say that what follows should stand on one page, if it fits."""
        self.starts.append(len(self.rows))
        self.seams.append(len(self.rows))

    def part(self) -> None:
        """Say that what follows may stand on another page than what is above it."""
        self.seams.append(len(self.rows))

    def skip(self, height: float = EMPTY_ROW) -> None:
        """Add an empty row."""
        self.rows.append(Row(height, []))
        self.height += height

    def put(self, *spans: Span, level: int = 0, continued: str = "") -> int:
        """Add one row, or more if it would be too high, and return the number of the first.

        Args:
            spans: the cells from left to right; columns between them stay empty.
            level: of the outline; rows of level 1 can be folded away.
            continued: what is added to the first cell in each further row.
        """
        first_row = len(self.rows)
        texts = [printable(span.text) for span in spans]
        rooms = [self._room(span) for span in spans]
        size = max(size for _width, size, _bold in rooms)
        most = int(HIGHEST / (size * LINE_HEIGHT))
        count = max([count_lines(text, *room) for text, room in zip(texts, rooms, strict=True)])
        if count <= most:
            whole = zip(spans, texts, strict=True)
            self._add([Placed(span.first, span.last, text, span.style) for span, text in whole], count, size, level)
            return first_row
        broken = [break_lines(text, *room) for text, room in zip(texts, rooms, strict=True)]
        for start in range(0, count, most):
            slices = [pieces[start : start + most] for pieces in broken]
            if start and continued:
                slices[0] = (*broken[0], *break_lines(continued, self.widths[spans[0].first]))
            placed = [
                Placed(span.first, span.last, join_pieces(pieces), span.style if pieces else _plain(span.style))
                for span, pieces in zip(spans, slices, strict=True)
            ]
            self._add(placed, max(len(pieces) for pieces in slices), size, level)
        return first_row

    def put_block(self, rows: Sequence[Sequence[Span]]) -> int:
        """Add rows that belong together, equal neighbours below one another as one cell; return the first.

        All rows have cells over the same columns. A row that would be too high becomes several, and so does one whose
        words are too many for a cell.
        """
        first_row = len(self.rows)
        rows = [part for row in rows for part in _short_enough(_printed(row))]
        runs = [list(_runs([row[place] for row in rows])) for place in range(len(rows[0]))] if rows else []
        lines = self._lines_of(rows, runs)
        most = int(HIGHEST / (SIZE * LINE_HEIGHT))
        parts = [-(-count // most) for count in lines]
        tops = [sum(parts[:number]) for number in range(len(rows) + 1)]
        placed: list[list[Placed]] = [[] for _ in range(tops[-1])]
        for place, run in enumerate(runs):
            for start, end in run:
                first, last, text, style = rows[start][place]
                placed[tops[start]].append(Placed(first, last, text, style, tops[end] - tops[start]))
        for number, count in enumerate(lines):
            share, rest = divmod(count, parts[number])
            for part in range(parts[number]):
                self._add(placed[tops[number] + part], share + (part < rest), SIZE, 0)
        return first_row

    def sheet(
        self,
        footer: Mapping[str, str],
        repeated: tuple[int, int] | None = None,
        *,
        frozen: tuple[int, int] = (0, 0),
        filtered: tuple[int, int] | None = None,
        paper: int = 9,
        column_breaks: tuple[int, ...] = (),
        repeated_columns: int = 0,
        is_form: bool = False,
    ) -> Sheet:
        """Return the sheet, ready for print: as wide as its pages, what belongs together on one, a form on few."""
        scale = scale_for(self.widths, column_breaks, repeated_columns, paper)
        heights = [row.height for row in self.rows]
        breaks = breaks_between(heights, self.starts, repeated, scale, paper)
        if is_form:
            scale, breaks = fewest_pages(heights, (self.starts, self.seams), scale, paper)
        page = Page(
            repeated=repeated,
            repeated_columns=repeated_columns,
            row_breaks=breaks,
            column_breaks=column_breaks,
            scale=scale,
            paper=paper,
            footer=footer,
        )
        return Sheet(
            name=self.name, widths=self.widths, rows=tuple(self.rows), frozen=frozen, filtered=filtered, page=page
        )

    def _lines_of(self, rows: Sequence[Sequence[Span]], runs: Sequence[Sequence[tuple[int, int]]]) -> list[int]:
        """Return how many lines high each row of a block is: what covers several rows makes the last of them higher."""
        lines = [1] * len(rows)
        long = []
        for place, run in enumerate(runs):
            for start, end in run:
                span = rows[start][place]
                count = count_lines(span.text, *self._room(span))
                if end - start == 1:
                    lines[start] = max(lines[start], count)
                else:
                    long.append((end, start, count))
        for end, start, count in sorted(long):
            lines[end - 1] += max(0, count - sum(lines[start:end]))
        return lines

    def _room(self, span: Span) -> tuple[int, float, bool]:
        """Return the width of a cell, and the size and the weight of its letters."""
        first, last, _text, style = span
        width = self.widths[first] if first == last else sum(self.widths[first : last + 1])
        return width, *self._looks[style]

    def _add(self, cells: list[Placed], lines: int, size: float, level: int) -> None:
        height = lines * size * LINE_HEIGHT + 4
        self.rows.append(Row(height, cells, level))
        self.height += height


def _plain(style: str) -> str:
    """Return the style for a cell without words: nothing is said to be missing where a value has merely ended."""
    return "value" if style == "missing" else style


def _runs(column: Sequence[Span]) -> Iterator[tuple[int, int]]:
    """Yield the first row and the one after the last of each run of equal cells."""
    start = 0
    for number in range(1, len(column) + 1):
        if number == len(column) or column[number] != column[start]:
            yield start, number
            start = number


def _short_enough(row: Sequence[Span]) -> Iterator[Sequence[Span]]:
    """Yield a row, or several if the words of a cell are more than a cell can hold; the others are repeated."""
    longest = max([len(span.text) for span in row], default=0)
    if longest <= LONGEST:
        yield row
        return
    for start in range(0, longest, LONGEST):
        yield [
            span._replace(text=span.text[start : start + LONGEST]) if len(span.text) > LONGEST else span for span in row
        ]
