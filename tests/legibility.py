"""Whether a finished page can be read, measured on the SVG itself: sizes, overlaps, margins, lines of labels."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from datamap.exports.diagrams.cards import LABEL_LINES
from datamap.exports.diagrams.measure import Weight
from datamap.exports.diagrams.scene import Words, extent
from datamap.exports.diagrams.style import SMALLEST_LEGIBLE, TEXT_SIZE

SVG = "{http://www.w3.org/2000/svg}"
SLACK = 0.35
"""Points by which two texts may touch: less than can be seen in print."""

MARGIN = 10.0
"""Millimetres around a page that stay free."""


class _Place(NamedTuple):
    """How the points of a group lie on the page: shifted, and then scaled."""

    x: float
    y: float
    scale: float


class Text(NamedTuple):
    """A line of text on the page: its words, size in points, and left, top, right and bottom."""

    words: str
    size: float
    box: tuple[float, float, float, float]


def texts_of(svg: str) -> list[Text]:
    """Return every line of text of a page, in points of the page.

    >>> from datamap.exports.diagrams.drawing import Drawing
    >>> from datamap.exports.diagrams.svg import render_svg
    >>> [text.words for text in texts_of(render_svg(Drawing(title="Empty")))]
    ['Empty', 'page 1 of 1']
    """
    return list(_texts(ET.fromstring(svg), _Place(0, 0, 1)))


def faults_of(svg: str) -> list[str]:
    """Return a sentence for each text that is too small, lies on another or leaves the margins, and each long label.

    >>> from datamap.exports.diagrams.drawing import Drawing
    >>> from datamap.exports.diagrams.svg import render_svg
    >>> faults_of(render_svg(Drawing(title="Empty")))
    []
    """
    root = ET.fromstring(svg)
    width, height = (float(each) for each in root.get("viewBox", "0 0 0 0").split()[2:])
    margin = MARGIN * width / float(root.get("width", "1mm").removesuffix("mm")) - SLACK
    texts = texts_of(svg)
    faults = [f"{text.words!r} is {text.size:.1f} pt high" for text in texts if text.size < SMALLEST_LEGIBLE - 0.01]
    for text in texts:
        left, top, right, bottom = text.box
        if left < margin or top < margin or right > width - margin or bottom > height - margin + TEXT_SIZE / 3:
            faults.append(f"{text.words!r} leaves the margins")
    return [*faults, *_long_labels(root), *_overlapping(texts)]


def _long_labels(root: ET.Element) -> Iterator[str]:
    """Yield the arrows whose words, beside their number, take more lines than are read in passing."""
    for group in root.iter(f"{SVG}g"):
        lines = len(group.findall(f"{SVG}text")) - 1
        if group.get("class") == "edge" and lines > LABEL_LINES:
            yield f"the label of arrow {group.findtext(f'{SVG}title', '')!r} has {lines} lines"


def _overlapping(texts: list[Text]) -> Iterator[str]:
    """Yield the texts that lie on each other; those far apart are not compared."""
    rows: dict[int, list[int]] = {}
    for index, text in enumerate(texts):
        for row in range(int(text.box[1] // 40), int(text.box[3] // 40) + 1):
            rows.setdefault(row, []).append(index)
    pairs = {pair for row in rows.values() for pair in combinations(row, 2)}
    for one, two in sorted(pairs):
        first, second = texts[one], texts[two]
        if _meet(first.box, second.box):
            yield f"{first.words!r} lies on {second.words!r}"


def _meet(one: tuple[float, ...], two: tuple[float, ...]) -> bool:
    return one[0] < two[2] - SLACK and two[0] < one[2] - SLACK and one[1] < two[3] - SLACK and two[1] < one[3] - SLACK


def _texts(element: ET.Element, place: _Place) -> Iterator[Text]:
    for child in element:
        if child.tag == f"{SVG}g":
            yield from _texts(child, _moved(place, child.get("transform", "")))
        elif child.tag == f"{SVG}text" and (child.text or "").strip():
            yield _text(child, place)


def _moved(place: _Place, transform: str) -> _Place:
    """Return where a group lies inside another one."""
    shift = re.search(r"translate\(([-\d.]+) ([-\d.]+)\)", transform)
    scale = re.search(r"scale\(([\d.]+)\)", transform)
    x, y = (float(shift[1]), float(shift[2])) if shift else (0.0, 0.0)
    factor = float(scale[1]) if scale else 1.0
    return _Place(place.x + x * place.scale, place.y + y * place.scale, place.scale * factor)


def _text(element: ET.Element, place: _Place) -> Text:
    weight: Weight = "Bold" if element.get("font-weight") else "Italic" if element.get("font-style") else "Regular"
    size = float(element.get("font-size", TEXT_SIZE))
    words = Words(
        element.text or "",
        float(element.get("x", 0)),
        float(element.get("y", 0)),
        size,
        weight,
        anchor=element.get("text-anchor", "start"),
        turned="rotate" in element.get("transform", ""),
    )
    left, top, right, bottom = extent(words)
    x, y, scale = place
    return Text(words.text, size * scale, (x + left * scale, y + top * scale, x + right * scale, y + bottom * scale))
