"""Pictures laid out together: each split until its pages can be read, all of them ordered by the engine in one go."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from datamap.exports.diagrams.board import board_pages
from datamap.exports.diagrams.drawing import Arrangement, Drawing
from datamap.exports.diagrams.engine import TIME_LIMIT, LayoutFailedError, start_engine
from datamap.exports.diagrams.matrix_page import matrix_pages
from datamap.exports.diagrams.notes import with_notes
from datamap.exports.diagrams.order import Centres, DrawingTooLargeError, advice, centres_of_all
from datamap.exports.diagrams.sheet import Plan, Sheet, Size, plan_of
from datamap.exports.diagrams.split import A3, A4, Limit, connected, is_within, parts_of
from datamap.exports.diagrams.timeline import timeline_pages
from datamap.exports.diagrams.wording import as_sheet

A4_PAGE = (297.0, 210.0)
A3_PAGE = (420.0, 297.0)
"""The sides of pages in millimetres (ISO 216)."""

SHRUNK = 0.75
"""By how much the limit of a page is lowered if what it holds could not be read."""

LEAST = 2
"""Boxes that a page must be able to hold: those of one arrow."""

GRIDS = {
    Arrangement.MATRIX: matrix_pages,
    Arrangement.TIMELINE: timeline_pages,
    Arrangement.BOARD: board_pages,
}


class Paper(StrEnum):
    """The page that pictures are printed on; auto takes A4 for what it can hold."""

    A4 = "a4"
    A3 = "a3"
    AUTO = "auto"

    def sizes(self, drawing: Drawing) -> list[Size]:
        """Return the pages that a drawing may be put on, the preferred one first."""
        if self is Paper.A4:
            return [A4_PAGE]
        return [A4_PAGE, A3_PAGE] if self is Paper.AUTO and is_within(drawing, A4) else [A3_PAGE]


@dataclass(slots=True)
class _Split:
    """A drawing on its way to pages: its parts at the present limit, and the pages once they can be read."""

    drawing: Drawing
    limit: Limit
    sheets: tuple[Sheet, ...] = ()

    def parts(self) -> tuple[Drawing, ...]:
        """Return the drawing as parts within the limit, each naming the others."""
        parts = parts_of(self.drawing, self.limit)
        if len(parts) == 1:
            return parts
        return tuple(as_sheet(part, number, len(parts)) for number, part in enumerate(connected(parts), 1))

    def shrink(self, reason: str) -> None:
        """Lower the limit; DrawingTooLargeError if it cannot be lowered."""
        parts = parts_of(self.drawing, self.limit)
        nodes, edges = max(len(part.nodes) for part in parts), max(len(part.edges) for part in parts)
        lower = Limit(max(LEAST, int(nodes * SHRUNK)), max(1, int(edges * SHRUNK)))
        if lower == self.limit or (nodes <= LEAST and edges <= 1):
            raise DrawingTooLargeError(advice(self.drawing, reason))
        self.limit = lower


def sheets_of(
    drawings: Iterable[Drawing], paper: Paper = Paper.AUTO, time_limit: float = TIME_LIMIT
) -> list[tuple[Sheet, ...]]:
    """Return the pages of each drawing, long texts in notes, arrows numbered through its pages in reading order.

    >>> from datamap.exports.diagrams.drawing import example_drawing
    >>> [[sheet.drawing.page.width for sheet in pages] for pages in sheets_of([example_drawing()])]
    [[297.0]]

    Raises:
        DrawingTooLargeError: If a picture cannot be read however it is split.
    """
    noted = [with_notes(drawing) for drawing in drawings]
    splits = [_Split(drawing, A4 if paper is Paper.A4 else A3) for drawing in noted]
    for each in splits:
        if each.drawing.arrangement in GRIDS:
            each.sheets = GRIDS[each.drawing.arrangement](each.drawing, paper.sizes(each.drawing))
        elif each.drawing.nodes:
            start_engine()
    while left := [each for each in splits if not each.sheets]:
        _lay_out(left, paper, time_limit)
    return [each.sheets for each in splits]


def _lay_out(splits: Sequence[_Split], paper: Paper, time_limit: float) -> None:
    """Give each drawing its pages, or a lower limit if some of them could not be read."""
    planned: list[tuple[_Split, list[Plan]]] = []
    for split in splits:
        try:
            planned.append((split, [plan_of(part, paper.sizes(split.drawing)) for part in split.parts()]))
        except DrawingTooLargeError as error:
            split.shrink(str(error))
    grids = [plan.grid for _, plans in planned for plan in plans if plan.grid]
    found = iter(centres_of_all(grids, time_limit))
    for split, plans in planned:
        centres = [next(found) if plan.grid else {} for plan in plans]
        try:
            split.sheets = tuple(_filled(plans, centres))
        except (DrawingTooLargeError, LayoutFailedError) as error:
            split.shrink(str(error))


def _filled(plans: Sequence[Plan], centres: Sequence[Centres | LayoutFailedError]) -> Iterable[Sheet]:
    """Yield the pages of one drawing, numbered through; LayoutFailedError if the engine gave up on one of them."""
    first = 1
    for plan, each in zip(plans, centres, strict=True):
        if isinstance(each, LayoutFailedError):
            raise each
        yield plan.sheet(each, first)
        first += len(plan.blank.drawing.edges)
