"""The legend of a page as SVG: each sign drawn as the picture draws it."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from datamap.exports.diagrams import outlines
from datamap.exports.diagrams.bars import BAR, BAR_EXAMPLE, bar_parts
from datamap.exports.diagrams.drawing import Bar, Emphasis, FrameStyle, LineStyle, Shape
from datamap.exports.diagrams.legend import Entry
from datamap.exports.diagrams.measure import CAP_HEIGHT
from datamap.exports.diagrams.outlines import number
from datamap.exports.diagrams.placement import Box
from datamap.exports.diagrams.sheet import Sheet
from datamap.exports.diagrams.style import (
    DASHES,
    FLOW,
    FRAME,
    LINE_WIDTHS,
    LOOKS,
    PAPER,
    TEXT_SIZE,
    WARN,
)
from datamap.exports.diagrams.svg_elements import add_part, add_path, add_tag, add_text


def add_legend(root: ET.Element, sheet: Sheet) -> None:
    """Add the signs that a page uses, each with its words."""
    if not sheet.legend.entries:
        return
    group = ET.SubElement(
        root, "g", {"class": "legend", "transform": f"translate({number(sheet.margin)} {number(sheet.legend_y)})"}
    )
    for entry in sheet.legend.entries:
        _sign(group, entry)
        add_text(group, entry.words, entry.x + entry.sign_width + 5, entry.y + TEXT_SIZE * CAP_HEIGHT / 2)


def _sign(group: ET.Element, entry: Entry) -> None:
    """Draw the sign of a legend entry as the picture draws it."""
    box = Box(entry.x, entry.y - 5.5, entry.sign_width, 11)
    sign = entry.sign
    if isinstance(sign, Shape):
        look = LOOKS[sign]
        for data in outlines.outline(sign, box):
            add_path(group, data, look.fill, look.line, look.width)
    elif isinstance(sign, LineStyle):
        add_path(
            group,
            outlines.course(((box.x, entry.y, box.right - 5, entry.y),)),
            "none",
            FLOW,
            LINE_WIDTHS[sign],
            DASHES.get(sign, ""),
        )
        add_path(group, outlines.arrowhead(box.right, entry.y, False), FLOW)
    elif isinstance(sign, FrameStyle):
        add_path(group, outlines.rounded(box, 4), PAPER, FRAME, 1.0, DASHES.get(sign, ""))
    elif isinstance(sign, Bar):
        for part in bar_parts(sign, (2.0, 30.0), box.x + 4, entry.y - BAR / 2, BAR_EXAMPLE):
            add_part(group, part)
    elif isinstance(sign, Emphasis):
        add_path(group, outlines.missing_sign(box.x + 3, entry.y + 2.9), "none", WARN, 0.9)
    else:
        add_tag(group, sign, box)
