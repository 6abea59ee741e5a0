"""The look of every picture: colours, sizes and densities, in one place for SVG and DOT alike.

Hues from the palette of Okabe and Ito (Color Universal Design, 2008), darkened for lines and lightened for fills until
text has a contrast of at least 4.5:1 and lines of at least 3:1 (WCAG 2.2, 1.4.3 and 1.4.11); the tests compute it.
"""

from __future__ import annotations

from dataclasses import dataclass

from datamap.exports.diagrams.drawing import Emphasis, FrameStyle, LineStyle, Shape

FONT = "Liberation Sans"
FONT_FAMILY = "Liberation Sans, Arial, Helvetica, sans-serif"

INK = "#16202B"
QUIET = "#4B5563"
WARN = "#8F3B00"
FLOW = "#465364"
FRAME = "#6B7785"
BAND = "#F3F5F8"
PAPER = "#FFFFFF"
GRID_LINE = "#AEB7C2"
"""Lines that only guide the eye and carry nothing."""

TITLE_SIZE = 17.0
SUBTITLE_SIZE = 10.0
LANE_SIZE = 11.0
NAME_SIZE = 9.5
TEXT_SIZE = 8.5
MARK_SIZE = 8.5
LINE_SPACING = 1.18
LANE_MARGIN = 12.0

SMALLEST_LEGIBLE = 8.0
"""Points; smaller text on paper is not readable for everybody, so a page that would need it is refused."""

COMFORTABLE = 9.0
"""Points; things are moved together only if text would be smaller than this."""


@dataclass(frozen=True, slots=True)
class Look:
    """Fill, line and line width of one shape."""

    fill: str
    line: str
    width: float


LOOKS: dict[Shape, Look] = {
    Shape.PERSON: Look("#FFFFFF", "#16202B", 1.8),
    Shape.SOURCE: Look("#FFFFFF", "#465364", 1.1),
    Shape.ACTIVITY: Look("#E3EFF9", "#0072B2", 1.2),
    Shape.SYSTEM: Look("#E0F3EC", "#00795A", 1.2),
    Shape.RECIPIENT: Look("#FDEEDD", "#B25400", 1.2),
}

MARK_LOOK = Look("#FBE9F3", "#9B2F6B", 1.0)

LINE_WIDTHS: dict[LineStyle, float] = {
    LineStyle.SOLID: 1.1,
    LineStyle.DASHED: 1.1,
    LineStyle.DOTTED: 1.5,
    LineStyle.DASH_DOT: 1.2,
}

DASHES: dict[LineStyle | FrameStyle, str] = {
    LineStyle.DASHED: "5 3",
    LineStyle.DOTTED: "0.1 3",
    LineStyle.DASH_DOT: "8 2.5 1.5 2.5",
    FrameStyle.DASHED: "5 3",
}

FACT_COLOURS: dict[Emphasis, str] = {Emphasis.QUIET: QUIET, Emphasis.STRONG: INK, Emphasis.MISSING: WARN}


@dataclass(frozen=True, slots=True, kw_only=True)
class Density:
    """How much room is left free around things, in points; `is_joined` if facts of a box may share a line."""

    padding: float
    gap: float
    close: float
    curve: float
    is_joined: bool


DENSITIES: tuple[Density, ...] = (
    Density(padding=5, gap=10, close=4, curve=54, is_joined=False),
    Density(padding=4, gap=8, close=3, curve=44, is_joined=False),
    Density(padding=3.5, gap=6, close=2.5, curve=38, is_joined=True),
    Density(padding=2.5, gap=4, close=1.5, curve=30, is_joined=True),
)
"""From roomy to dense: a page takes the first that lets its text be large enough."""
