"""The elements that pictures in SVG are made of: every word from people as text, a title for each thing."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from datamap.exports.diagrams import outlines
from datamap.exports.diagrams.drawing import Mark
from datamap.exports.diagrams.measure import CAP_HEIGHT, visible_text
from datamap.exports.diagrams.outlines import number
from datamap.exports.diagrams.placement import Box
from datamap.exports.diagrams.scene import Stroke, Words
from datamap.exports.diagrams.style import (
    INK,
    MARK_LOOK,
    MARK_SIZE,
    TEXT_SIZE,
)


def add_text(parent: ET.Element, words: str, x: float, y: float, **look: str) -> None:
    """Add words; nothing in them is read as markup."""
    names = {name.replace("_", "-"): value for name, value in look.items()}
    ET.SubElement(parent, "text", {"x": number(x), "y": number(y), **names}).text = visible_text(words)


def add_path(
    parent: ET.Element, data: str, fill: str = "none", line: str = "", width: float = 1.0, dash: str = ""
) -> None:
    """Add a path, filled or drawn as a line."""
    look = {"d": data, "fill": fill}
    if line:
        look |= {"stroke": line, "stroke-width": number(width)}
    if dash:
        look |= {"stroke-dasharray": dash, "stroke-linecap": "round" if dash.startswith("0") else "butt"}
    ET.SubElement(parent, "path", look)


def add_titled(parent: ET.Element, name: str, words: str) -> ET.Element:
    """Return a new group whose title a browser shows and a screen reader says."""
    group = ET.SubElement(parent, "g", {"class": name})
    ET.SubElement(group, "title").text = visible_text(words)
    return group


def add_part(parent: ET.Element, part: Stroke | Words) -> None:
    """Add a part of a scene or of a sign."""
    if isinstance(part, Stroke):
        add_path(parent, part.path, part.fill, part.line, part.width, part.dash)
    else:
        _words(parent, part)


def _words(parent: ET.Element, words: Words) -> None:
    look = {} if words.colour == INK else {"fill": words.colour}
    if words.size != TEXT_SIZE:
        look["font_size"] = number(words.size)
    if words.weight != "Regular":
        look |= {"font_weight": "bold"} if words.weight == "Bold" else {"font_style": "italic"}
    if words.anchor != "start":
        look["text_anchor"] = words.anchor
    if words.turned:
        look["transform"] = f"rotate(-90 {number(words.x)} {number(words.y)})"
    add_text(parent, words.text, words.x, words.y, **look)


def add_tag(group: ET.Element, mark: Mark, box: Box) -> None:
    """Add the sign of a mark with its words."""
    add_path(group, outlines.tag(mark.shape, box), MARK_LOOK.fill, MARK_LOOK.line, MARK_LOOK.width)
    add_text(
        group,
        mark.text,
        box.x + 4,
        box.middle + MARK_SIZE * CAP_HEIGHT / 2,
        font_size=number(MARK_SIZE),
        font_weight="bold",
        fill=MARK_LOOK.line,
    )
