"""Laying out rows of cells that are never cut: heights that fit, and further rows where one is too low."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
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


Worded = tuple[str, str]
"""The words of a cell of a block, and their style."""


Run = tuple[int, int, str, str]
"""Equal cells below one another: the first row, the one after the last, the words, their style."""


def printable(text: str) -> str:
    r"""Return the text with every character that no workbook can hold made visible, and line ends as line feeds.

    >>> printable("a\x01b\r\nc")
    'a␁b\nc'
    """
    if text.isprintable() or text.replace("\n", "").isprintable():
        return text
    return _UNPRINTABLE.sub(_picture_of, text.replace("\r\n", "\n").replace("\r", "\n"))


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
        whole, counts, largest = [], [], 0.0
        for first, last, words, style in spans:
            text = printable(words)
            size, bold = self._looks[style]
            counts.append(count_lines(text, self._width(first, last), size, bold))
            whole.append(Placed(first, last, text, style))
            largest = max(largest, size)
        most = int(HIGHEST / (largest * LINE_HEIGHT))
        if max(counts) <= most:
            self._add(whole, max(counts), largest, level)
            return first_row
        broken = [
            break_lines(cell.text, self._width(cell.first, cell.last), *self._looks[cell.style]) for cell in whole
        ]
        for start in range(0, max(counts), most):
            slices = [pieces[start : start + most] for pieces in broken]
            if start and continued:
                slices[0] = (*broken[0], *break_lines(continued, self.widths[spans[0].first]))
            placed = [
                Placed(span.first, span.last, join_pieces(pieces), span.style if pieces else _plain(span.style))
                for span, pieces in zip(spans, slices, strict=True)
            ]
            self._add(placed, max(len(pieces) for pieces in slices), largest, level)
        return first_row

    def put_block(self, places: Sequence[tuple[int, int]], rows: Sequence[Sequence[Worded]]) -> int:
        """Add rows that belong together, equal neighbours below one another as one cell; return the first.

        A row that would be too high becomes several, and so does one whose words are too many for a cell.

        Args:
            places: the first and the last column of each cell of a row.
            rows: the cells of each row.
        """
        first_row = len(self.rows)
        runs = _runs([part for row in rows for part in _short_enough(row)])
        lines = self._lines_of(places, runs)
        most = int(HIGHEST / (SIZE * LINE_HEIGHT))
        parts = [-(-count // most) for count in lines]
        tops = list(accumulate(parts, initial=0))
        placed: list[list[Placed]] = [[] for _ in range(tops[-1])]
        for (first, last), column in zip(places, runs, strict=True):
            for start, end, text, style in column:
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

    def _lines_of(self, places: Sequence[tuple[int, int]], runs: Sequence[Sequence[Run]]) -> list[int]:
        """Return how many lines high each row of a block is: what covers several rows makes the last of them higher."""
        lines = [1] * max([column[-1][1] for column in runs], default=0)
        long = []
        for (first, last), column in zip(places, runs, strict=True):
            width = self._width(first, last)
            for start, end, text, style in column:
                size, bold = self._looks[style]
                count = count_lines(text, width, size, bold)
                if end - start > 1:
                    long.append((end, start, count))
                elif count > lines[start]:
                    lines[start] = count
        for end, start, count in sorted(long):
            lines[end - 1] += max(0, count - sum(lines[start:end]))
        return lines

    def _width(self, first: int, last: int) -> int:
        return self.widths[first] if first == last else sum(self.widths[first : last + 1])

    def _add(self, cells: list[Placed], lines: int, size: float, level: int) -> None:
        height = lines * size * LINE_HEIGHT + 4
        self.rows.append(Row(height, cells, level))
        self.height += height


def _plain(style: str) -> str:
    """Return the style for a cell without words: nothing is said to be missing where a value has merely ended."""
    return "value" if style == "missing" else style


def _runs(rows: Sequence[Sequence[Worded]]) -> list[list[Run]]:
    """Return the runs of equal cells of each column."""
    if len(rows) == 1:
        return [[(0, 1, text, style)] for text, style in rows[0]]
    return [_runs_of(column) for column in zip(*rows, strict=True)]


def _runs_of(column: Sequence[Worded]) -> list[Run]:
    found: list[Run] = []
    start, last = 0, column[0]
    for number, cell in enumerate(column):
        if cell != last:
            found.append((start, number, *last))
            start, last = number, cell
    return [*found, (start, len(column), *last)]


def _short_enough(row: Sequence[Worded]) -> Iterator[Sequence[Worded]]:
    """Yield a row that can be printed, or several if words are more than a cell can hold; the others are repeated."""
    row = [(text if text.isprintable() else printable(text), style) for text, style in row]
    longest = max([len(text) for text, _style in row], default=0)
    if longest <= LONGEST:
        yield row
        return
    for start in range(0, longest, LONGEST):
        yield [(text[start : start + LONGEST] if len(text) > LONGEST else text, style) for text, style in row]
