"""A page as SVG: its header, its panel, the drawing, the legend and the footer."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from datamap.exports.diagrams import outlines
from datamap.exports.diagrams.drawing import Drawing
from datamap.exports.diagrams.measure import visible_text
from datamap.exports.diagrams.outlines import number
from datamap.exports.diagrams.panel import PADDING, STEP
from datamap.exports.diagrams.placement import Box
from datamap.exports.diagrams.scene import Scene
from datamap.exports.diagrams.sheet import Sheet, sheet_of
from datamap.exports.diagrams.style import (
    BAND,
    FONT_FAMILY,
    FRAME,
    INK,
    PAPER,
    QUIET,
    SUBTITLE_SIZE,
    TEXT_SIZE,
    TITLE_SIZE,
    WARN,
)
from datamap.exports.diagrams.svg_elements import add_part, add_path, add_text, add_titled
from datamap.exports.diagrams.svg_layout import add_layout
from datamap.exports.diagrams.svg_legend import add_legend
from datamap.exports.diagrams.twin import told
from datamap.exports.diagrams.wording import language_of


def render_svg(drawing: Drawing) -> str:
    """Return the picture as an SVG document of one page, with a final newline.

    >>> render_svg(Drawing(title="<empty>")).splitlines()[1]
    ' <title id="title">&lt;empty&gt;</title>'

    Raises:
        DrawingTooLargeError: If it does not fit on the page in a size that can be read.
    """
    return format_svg(sheet_of(drawing))


def format_svg(sheet: Sheet) -> str:
    """Return a page that is laid out as an SVG document.

    >>> format_svg(sheet_of(Drawing(title="empty"))).splitlines()[-1]
    '</svg>'
    """
    drawing = sheet.drawing
    root = ET.Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "width": f"{number(drawing.page.width)}mm",
            "height": f"{number(drawing.page.height)}mm",
            "viewBox": f"0 0 {number(sheet.width)} {number(sheet.height)}",
            "role": "img",
            "aria-labelledby": "title desc",
            "lang": language_of(drawing),
            "font-family": FONT_FAMILY,
            "font-size": number(TEXT_SIZE),
            "fill": INK,
        },
    )
    ET.SubElement(root, "title", {"id": "title"}).text = visible_text(drawing.title)
    ET.SubElement(root, "desc", {"id": "desc"}).text = visible_text(told(drawing))
    add_path(root, outlines.rounded(Box(0, 0, sheet.width, sheet.height), 0), PAPER)
    _header(root, sheet)
    _panel(root, sheet)
    place = f"translate({number(sheet.body_x)} {number(sheet.body_y)})"
    if isinstance(sheet.body, Scene):
        _scene(ET.SubElement(root, "g", {"transform": place}), sheet.body)
    else:
        scaled = {"transform": f"{place} scale({sheet.body.scale:.4f})"}
        add_layout(ET.SubElement(root, "g", scaled), drawing, sheet.body)
    add_legend(root, sheet)
    _footer(root, sheet)
    ET.indent(root, " ")
    return ET.tostring(root, encoding="unicode", short_empty_elements=True) + "\n"


def _header(root: ET.Element, sheet: Sheet) -> None:
    for lines, size, look in (
        (sheet.title, TITLE_SIZE, {"font_weight": "bold"}),
        (sheet.subtitle, SUBTITLE_SIZE, {"fill": QUIET}),
    ):
        for words, y in lines:
            add_text(root, words, sheet.margin, y, font_size=number(size), **look)


def _panel(root: ET.Element, sheet: Sheet) -> None:
    """Draw what is asked about the subject, each answer in a cell of its own."""
    for entry in sheet.panel.entries:
        group = add_titled(root, "item", f"{entry.item.title}: {entry.item.text}")
        x, y = sheet.margin + entry.x, sheet.panel_y + entry.y
        add_path(group, outlines.rounded(Box(x, y, entry.width, entry.height), 4), BAND)
        add_path(group, outlines.path("M", x, y + 3, "V", y + entry.height - 3), "none", FRAME, 2.0)
        x, y = x + PADDING, y + PADDING - 2 + 0.8 * TEXT_SIZE
        for words in entry.titles:
            add_text(group, words, x, y, font_weight="bold")
            y += STEP
        if entry.item.is_missing:
            add_path(group, outlines.missing_sign(x + 0.5, y), "none", WARN, 0.9)
        look = {"fill": WARN, "font_style": "italic"} if entry.item.is_missing else {"fill": QUIET}
        for words in entry.lines:
            add_text(group, words, x + (10 if entry.item.is_missing else 0), y, **look)
            y += STEP


def _scene(body: ET.Element, scene: Scene) -> None:
    for group in scene.groups:
        parent = add_titled(body, group.kind, group.title)
        for part in group.parts:
            add_part(parent, part)


def _footer(root: ET.Element, sheet: Sheet) -> None:
    y = sheet.height - sheet.margin
    first = min((baseline for _, baseline in sheet.footer), default=y)
    left, right = sheet.margin, sheet.width - sheet.margin
    add_path(root, outlines.course(((left, first - 11, right, first - 11),)), "none", "#C3CAD3", 0.7)
    for words, baseline in sheet.footer:
        add_text(root, words, left, baseline, fill=QUIET)
    add_text(root, sheet.drawing.page_label, right, first, fill=QUIET, text_anchor="end")
