"""A drawing as SVG: our own elements only, every word from people as text, a title for each box and arrow."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from datamap.exports.diagrams import outlines
from datamap.exports.diagrams.bars import BAR, BAR_EXAMPLE, bar_parts
from datamap.exports.diagrams.cards import MARK_HEIGHT, SIGN_WIDTH, Line, number_width
from datamap.exports.diagrams.drawing import Bar, Drawing, Emphasis, FrameStyle, LineStyle, Mark, Node, Shape
from datamap.exports.diagrams.fit import LANE_HEAD
from datamap.exports.diagrams.legend import Entry
from datamap.exports.diagrams.measure import CAP_HEIGHT, visible_text
from datamap.exports.diagrams.outlines import number
from datamap.exports.diagrams.panel import PADDING, STEP
from datamap.exports.diagrams.placement import Box, Frame, Layout, Placed, Way
from datamap.exports.diagrams.scene import Group, Scene, Stroke, Words
from datamap.exports.diagrams.sheet import Sheet, sheet_of
from datamap.exports.diagrams.style import (
    BAND,
    DASHES,
    FACT_COLOURS,
    FLOW,
    FONT_FAMILY,
    FRAME,
    INK,
    LANE_SIZE,
    LINE_SPACING,
    LINE_WIDTHS,
    LOOKS,
    MARK_LOOK,
    MARK_SIZE,
    PAPER,
    QUIET,
    SUBTITLE_SIZE,
    TEXT_SIZE,
    TITLE_SIZE,
    WARN,
)
from datamap.exports.diagrams.twin import told
from datamap.exports.diagrams.wording import arrow_told, language_of


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
    _path(root, outlines.rounded(Box(0, 0, sheet.width, sheet.height), 0), PAPER)
    _header(root, sheet)
    _panel(root, sheet)
    place = f"translate({number(sheet.body_x)} {number(sheet.body_y)})"
    if isinstance(sheet.body, Scene):
        _scene(ET.SubElement(root, "g", {"transform": place}), sheet.body)
    else:
        scaled = {"transform": f"{place} scale({sheet.body.scale:.4f})"}
        _body(ET.SubElement(root, "g", scaled), drawing, sheet.body)
    _legend(root, sheet)
    _footer(root, sheet)
    ET.indent(root, " ")
    return ET.tostring(root, encoding="unicode", short_empty_elements=True) + "\n"


def _text(parent: ET.Element, words: str, x: float, y: float, **look: str) -> None:
    names = {name.replace("_", "-"): value for name, value in look.items()}
    ET.SubElement(parent, "text", {"x": number(x), "y": number(y), **names}).text = visible_text(words)


def _path(
    parent: ET.Element, data: str, fill: str = "none", line: str = "", width: float = 1.0, dash: str = ""
) -> None:
    look = {"d": data, "fill": fill}
    if line:
        look |= {"stroke": line, "stroke-width": number(width)}
    if dash:
        look |= {"stroke-dasharray": dash, "stroke-linecap": "round" if dash.startswith("0") else "butt"}
    ET.SubElement(parent, "path", look)


def _titled(parent: ET.Element, name: str, words: str) -> ET.Element:
    """Return a new group whose title a browser shows and a screen reader says."""
    group = ET.SubElement(parent, "g", {"class": name})
    ET.SubElement(group, "title").text = visible_text(words)
    return group


def _header(root: ET.Element, sheet: Sheet) -> None:
    for lines, size, look in (
        (sheet.title, TITLE_SIZE, {"font_weight": "bold"}),
        (sheet.subtitle, SUBTITLE_SIZE, {"fill": QUIET}),
    ):
        for words, y in lines:
            _text(root, words, sheet.margin, y, font_size=number(size), **look)


def _panel(root: ET.Element, sheet: Sheet) -> None:
    """Draw what is asked about the subject, each answer in a cell of its own."""
    for entry in sheet.panel.entries:
        group = _titled(root, "item", f"{entry.item.title}: {entry.item.text}")
        x, y = sheet.margin + entry.x, sheet.panel_y + entry.y
        _path(group, outlines.rounded(Box(x, y, entry.width, entry.height), 4), BAND)
        _path(group, outlines.path("M", x, y + 3, "V", y + entry.height - 3), "none", FRAME, 2.0)
        x, y = x + PADDING, y + PADDING - 2 + 0.8 * TEXT_SIZE
        for words in entry.titles:
            _text(group, words, x, y, font_weight="bold")
            y += STEP
        if entry.item.is_missing:
            _path(group, outlines.missing_sign(x + 0.5, y), "none", WARN, 0.9)
        look = {"fill": WARN, "font_style": "italic"} if entry.item.is_missing else {"fill": QUIET}
        for words in entry.lines:
            _text(group, words, x + (10 if entry.item.is_missing else 0), y, **look)
            y += STEP


def _scene(body: ET.Element, scene: Scene) -> None:
    for each in scene.groups:
        _placed(body, each)


def _placed(body: ET.Element, group: Group) -> None:
    parent = _titled(body, group.kind, group.title)
    for part in group.parts:
        _drawn(parent, part)


def _drawn(parent: ET.Element, part: Stroke | Words) -> None:
    if isinstance(part, Stroke):
        _path(parent, part.path, part.fill, part.line, part.width, part.dash)
    else:
        _placed_words(parent, part)


def _placed_words(parent: ET.Element, words: Words) -> None:
    look = {} if words.colour == INK else {"fill": words.colour}
    if words.size != TEXT_SIZE:
        look["font_size"] = number(words.size)
    if words.weight != "Regular":
        look |= {"font_weight": "bold"} if words.weight == "Bold" else {"font_style": "italic"}
    if words.anchor != "start":
        look["text_anchor"] = words.anchor
    if words.turned:
        look["transform"] = f"rotate(-90 {number(words.x)} {number(words.y)})"
    _text(parent, words.text, words.x, words.y, **look)


def _body(body: ET.Element, drawing: Drawing, layout: Layout) -> None:
    for lane in drawing.lanes:
        if lane.id in layout.lanes:
            box = layout.lanes[lane.id]
            _path(body, outlines.rounded(box, 8), BAND)
            _text(
                body,
                lane.title,
                box.x + box.width / 2,
                box.y + LANE_HEAD - 5,
                font_size=number(LANE_SIZE),
                font_weight="bold",
                text_anchor="middle",
            )
    for frame in layout.frames:
        _frame(body, frame)
    named = {node.id: node.title for node in drawing.nodes}
    for way in layout.ways:
        _arrow(body, way, layout.labels[way.edge.number], arrow_told(drawing, way.edge, named))
    for node in drawing.nodes:
        _node(body, node, layout.nodes[node.id])


def _frame(body: ET.Element, frame: Frame) -> None:
    group = _titled(body, "cluster", frame.cluster.label)
    _path(group, outlines.rounded(frame.box, 6), PAPER, FRAME, 1.0, DASHES.get(frame.cluster.style, ""))
    for index, words in enumerate(frame.heading):
        _text(
            group,
            words,
            frame.box.x + 7,
            frame.box.y + 10 + index * TEXT_SIZE * LINE_SPACING,
            font_weight="bold",
            fill=QUIET,
        )


def _arrow(body: ET.Element, way: Way, label: Placed, words: str) -> None:
    edge = way.edge
    group = _titled(body, "edge", words)
    end_x, end_y = way.steps[0][:2] if way.flipped else way.steps[-1][2:]
    steps = list(way.steps)
    if way.flipped:
        steps[0] = (steps[0][0] + 5, *steps[0][1:])
    else:
        steps[-1] = (*steps[-1][:2], steps[-1][2] - 5, steps[-1][3])
    line = outlines.course(tuple(steps))
    _path(group, line, "none", FLOW, LINE_WIDTHS[edge.style], DASHES.get(edge.style, ""))
    _path(group, outlines.arrowhead(end_x, end_y, way.flipped), FLOW)
    ring = number_width(edge.number)
    middle = label.box.middle
    height = TEXT_SIZE + 3.5
    _path(group, outlines.rounded(Box(label.box.x, middle - height / 2, ring, height), height / 2), PAPER, FLOW, 1.0)
    _text(
        group,
        str(edge.number),
        label.box.x + ring / 2,
        middle + TEXT_SIZE * CAP_HEIGHT / 2,
        font_weight="bold",
        text_anchor="middle",
    )
    for each in label.card.lines:
        _text(group, each.text, label.box.x + each.x, label.box.y + each.y)


def _node(body: ET.Element, node: Node, placed: Placed) -> None:
    words = "; ".join((node.title, *(fact.text for fact in node.facts), *(mark.meaning for mark in node.marks)))
    beyond = f"{words}. {node.tooltip}" if node.tooltip else words
    group = _titled(body, f"node {node.shape.value}", beyond)
    look = LOOKS[node.shape]
    for data in outlines.outline(node.shape, placed.box):
        _path(group, data, look.fill, look.line, look.width)
    for line in placed.card.lines:
        _line(group, line, placed.box)
    for tag in placed.card.tags:
        _tag(group, tag.mark, Box(placed.box.x + tag.x, placed.box.y + tag.y, tag.width, MARK_HEIGHT))


def _line(group: ET.Element, line: Line, box: Box) -> None:
    look = {"fill": FACT_COLOURS[line.emphasis]}
    if line.size != TEXT_SIZE:
        look["font_size"] = number(line.size)
    if line.weight == "Bold":
        look["font_weight"] = "bold"
    if line.weight == "Italic":
        look["font_style"] = "italic"
    if line.emphasis is Emphasis.MISSING and line.first:
        _path(group, outlines.missing_sign(box.x + line.x - SIGN_WIDTH + 0.5, box.y + line.y), "none", WARN, 0.9)
    _text(group, line.text, box.x + line.x, box.y + line.y, **look)


def _tag(group: ET.Element, mark: Mark, box: Box) -> None:
    _path(group, outlines.tag(mark.shape, box), MARK_LOOK.fill, MARK_LOOK.line, MARK_LOOK.width)
    _text(
        group,
        mark.text,
        box.x + 4,
        box.middle + MARK_SIZE * CAP_HEIGHT / 2,
        font_size=number(MARK_SIZE),
        font_weight="bold",
        fill=MARK_LOOK.line,
    )


def _legend(root: ET.Element, sheet: Sheet) -> None:
    if not sheet.legend.entries:
        return
    group = ET.SubElement(
        root, "g", {"class": "legend", "transform": f"translate({number(sheet.margin)} {number(sheet.legend_y)})"}
    )
    for entry in sheet.legend.entries:
        _sign(group, entry)
        _text(group, entry.words, entry.x + entry.sign_width + 5, entry.y + TEXT_SIZE * CAP_HEIGHT / 2)


def _sign(group: ET.Element, entry: Entry) -> None:
    """Draw the sign of a legend entry as the picture draws it."""
    box = Box(entry.x, entry.y - 5.5, entry.sign_width, 11)
    sign = entry.sign
    if isinstance(sign, Shape):
        look = LOOKS[sign]
        for data in outlines.outline(sign, box):
            _path(group, data, look.fill, look.line, look.width)
    elif isinstance(sign, LineStyle):
        _path(
            group,
            outlines.course(((box.x, entry.y, box.right - 5, entry.y),)),
            "none",
            FLOW,
            LINE_WIDTHS[sign],
            DASHES.get(sign, ""),
        )
        _path(group, outlines.arrowhead(box.right, entry.y, False), FLOW)
    elif isinstance(sign, FrameStyle):
        _path(group, outlines.rounded(box, 4), PAPER, FRAME, 1.0, DASHES.get(sign, ""))
    elif isinstance(sign, Bar):
        for part in bar_parts(sign, (2.0, 30.0), box.x + 4, entry.y - BAR / 2, BAR_EXAMPLE):
            _drawn(group, part)
    elif isinstance(sign, Emphasis):
        _path(group, outlines.missing_sign(box.x + 3, entry.y + 2.9), "none", WARN, 0.9)
    else:
        _tag(group, sign, box)


def _footer(root: ET.Element, sheet: Sheet) -> None:
    y = sheet.height - sheet.margin
    first = min((baseline for _, baseline in sheet.footer), default=y)
    left, right = sheet.margin, sheet.width - sheet.margin
    _path(root, outlines.course(((left, first - 11, right, first - 11),)), "none", "#C3CAD3", 0.7)
    for words, baseline in sheet.footer:
        _text(root, words, left, baseline, fill=QUIET)
    _text(root, sheet.drawing.page_label, right, first, fill=QUIET, text_anchor="end")
