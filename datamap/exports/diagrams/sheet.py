"""The whole page: title and panel above, drawing in the middle, legend and footer below, all within the margins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from datamap.exports.diagrams.columns import columns_of
from datamap.exports.diagrams.drawing import Drawing
from datamap.exports.diagrams.fit import Fit, Options, best_fit
from datamap.exports.diagrams.grid import Grid
from datamap.exports.diagrams.layout import empty_layout, grid_of, layout_in
from datamap.exports.diagrams.legend import Legend, legend_of
from datamap.exports.diagrams.measure import wrapped
from datamap.exports.diagrams.numbering import numbered
from datamap.exports.diagrams.order import Centres, centres_of
from datamap.exports.diagrams.panel import Panel, panel_of
from datamap.exports.diagrams.placement import Layout
from datamap.exports.diagrams.scene import Scene
from datamap.exports.diagrams.style import LINE_SPACING, SUBTITLE_SIZE, TEXT_SIZE, TITLE_SIZE

POINTS_PER_MM = 72 / 25.4
FOOT_GAP = 8.0
PAGE_LABEL = 90.0
"""Room for the page label beside the footer, in points."""

Size = tuple[float, float]
"""The longer and the shorter side of a page, in millimetres."""


@dataclass(frozen=True, slots=True)
class Blank:
    """A page with all that stands around a drawing, before the drawing is on it."""

    drawing: Drawing
    width: float
    height: float
    margin: float
    title: tuple[tuple[str, float], ...]
    subtitle: tuple[tuple[str, float], ...]
    panel: Panel
    panel_y: float
    top: float
    legend: Legend
    legend_y: float
    footer: tuple[tuple[str, float], ...]

    @property
    def space(self) -> tuple[float, float]:
        """Return the width and the height that are left for the drawing."""
        return self.width - 2 * self.margin, self.legend_y - 6 - self.top

    def filled(self, drawing: Drawing, layout: Layout | Scene) -> Sheet:
        """Return the page with the drawing in the middle of its space, a scene at its top."""
        wide, high = self.space
        x = self.margin + max(0.0, wide - layout.width * layout.scale) / 2
        y = self.top
        if isinstance(layout, Layout):
            y += (high - layout.height * layout.scale) / 2
        around = (self.width, self.height, self.margin, self.title, self.subtitle, self.panel, self.panel_y)
        return Sheet(drawing, *around, self.top, x, y, layout, self.legend, self.legend_y, self.footer)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A drawing on its page, in points of the page; lines of the header come with their baseline."""

    drawing: Drawing
    width: float
    height: float
    margin: float
    title: tuple[tuple[str, float], ...]
    subtitle: tuple[tuple[str, float], ...]
    panel: Panel
    panel_y: float
    body_top: float
    body_x: float
    body_y: float
    body: Layout | Scene
    legend: Legend
    legend_y: float
    footer: tuple[tuple[str, float], ...]

    @property
    def layout(self) -> Layout:
        """Return the layout of lanes and arrows; TypeError if the page is a table or a timeline."""
        if not isinstance(self.body, Layout):
            raise TypeError(f"'{self.drawing.title}' has no lanes")
        return self.body


@dataclass(frozen=True, slots=True)
class Plan:
    """A page chosen for a drawing, and the slots that the engine is to order."""

    blank: Blank
    grid: Grid | None

    def sheet(self, centres: Centres, first: int = 1) -> Sheet:
        """Return the page with its drawing, the arrows numbered from `first`, where the engine put its slots.

        Raises:
            DrawingTooLargeError: If text would be smaller than can be read.
        """
        drawing, space = self.blank.drawing, self.blank.space
        found = layout_in(drawing, self.grid, centres, *space) if self.grid else empty_layout(*space)
        drawn, layout = numbered(drawing, found, first)
        return self.blank.filled(drawn, layout)


def sheet_of(drawing: Drawing) -> Sheet:
    """Return a drawing laid out on its page, upright or lying, whichever gives the larger text (lying if neither).

    The arrows are numbered in reading order, so the drawing of the sheet may number them otherwise.

    >>> round(sheet_of(Drawing(title="empty")).width)  # A3 landscape, in points
    1191

    Raises:
        DrawingTooLargeError: If it does not fit on its page in a size that can be read.
    """
    page = drawing.page
    plan = plan_of(drawing, [(max(page.width, page.height), min(page.width, page.height))])
    return plan.sheet(centres_of(drawing, plan.grid) if plan.grid else {})


def plan_of(drawing: Drawing, sizes: Sequence[Size]) -> Plan:
    """Return a drawing on the first of these pages that lets its text be large enough, lying or upright.

    >>> round(plan_of(Drawing(title="empty"), [(297, 210)]).blank.width)
    842

    Raises:
        DrawingTooLargeError: If it does not even fit on the last of them.
    """
    columns = columns_of(drawing)
    options = Options(drawing, columns)
    for size in sizes:
        blanks = blanks_of(drawing, size)
        index, fit = best_fit(drawing, columns, [blank.space for blank in blanks], options)
        if fit.scale * TEXT_SIZE >= COMFORT or size == sizes[-1]:
            return _planned(blanks[index], fit)
    raise ValueError("there is no page to put a drawing on")


COMFORT = 8.4
"""Points; a larger page is taken before text is smaller than this."""


def blanks_of(drawing: Drawing, size: Size) -> list[Blank]:
    """Return the page of a drawing lying and upright, with all that stands around it in place.

    >>> [round(blank.width) for blank in blanks_of(Drawing(title="empty"), (297, 210))]
    [842, 595]
    """
    long, short = size
    pages = [replace(drawing.page, width=long, height=short), replace(drawing.page, width=short, height=long)]
    return [blank_of(replace(drawing, page=page)) for page in pages]


def _planned(blank: Blank, fit: Fit) -> Plan:
    return Plan(blank, grid_of(blank.drawing, fit) if blank.drawing.nodes else None)


def blank_of(drawing: Drawing) -> Blank:
    """Return the page that a drawing names, with all that stands around it in place.

    >>> round(blank_of(Drawing(title="empty")).space[0])
    1134
    """
    page = drawing.page
    width, height, margin = (each * POINTS_PER_MM for each in (page.width, page.height, page.margin))
    inner = width - 2 * margin
    title, y = _block(wrapped(drawing.title, inner, TITLE_SIZE, "Bold"), TITLE_SIZE, margin)
    subtitle, y = _block(wrapped(drawing.subtitle, inner, SUBTITLE_SIZE), SUBTITLE_SIZE, y + 1)
    panel = panel_of(drawing.panel, inner)
    words = wrapped(drawing.footer, inner - PAGE_LABEL, TEXT_SIZE)
    footer, foot_height = _block(words, TEXT_SIZE, 0)
    foot_y = height - margin - foot_height
    legend = legend_of(drawing, inner)
    legend_y = foot_y - FOOT_GAP - legend.height
    lowered = tuple((line, foot_y + baseline) for line, baseline in footer)
    top = y + 7 + panel.height
    return Blank(drawing, width, height, margin, title, subtitle, panel, y + 7, top, legend, legend_y, lowered)


def _block(lines: tuple[str, ...], size: float, y: float) -> tuple[tuple[tuple[str, float], ...], float]:
    """Return lines with their baselines, and the y below them."""
    step = size * LINE_SPACING
    return tuple((line, y + 0.8 * size + step * index) for index, line in enumerate(lines)), y + step * len(lines)
