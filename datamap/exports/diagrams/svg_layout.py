"""A laid-out drawing as SVG: lanes, frames, arrows with their numbers, boxes with their facts."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from datamap.exports.diagrams import outlines
from datamap.exports.diagrams.cards import MARK_HEIGHT, SIGN_WIDTH, Line, number_width
from datamap.exports.diagrams.drawing import Drawing, Emphasis, Node
from datamap.exports.diagrams.fit import LANE_HEAD
from datamap.exports.diagrams.measure import CAP_HEIGHT
from datamap.exports.diagrams.outlines import number
from datamap.exports.diagrams.placement import Box, Frame, Layout, Placed, Way
from datamap.exports.diagrams.style import (
    BAND,
    DASHES,
    FACT_COLOURS,
    FLOW,
    FRAME,
    LANE_SIZE,
    LINE_SPACING,
    LINE_WIDTHS,
    LOOKS,
    PAPER,
    QUIET,
    TEXT_SIZE,
    WARN,
)
from datamap.exports.diagrams.svg_elements import add_path, add_tag, add_text, add_titled
from datamap.exports.diagrams.wording import arrow_told


def add_layout(body: ET.Element, drawing: Drawing, layout: Layout) -> None:
    """Add what the layout engine ordered: lanes, frames, arrows and boxes."""
    for lane in drawing.lanes:
        if lane.id in layout.lanes:
            box = layout.lanes[lane.id]
            add_path(body, outlines.rounded(box, 8), BAND)
            add_text(
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
    group = add_titled(body, "cluster", frame.cluster.label)
    add_path(group, outlines.rounded(frame.box, 6), PAPER, FRAME, 1.0, DASHES.get(frame.cluster.style, ""))
    for index, words in enumerate(frame.heading):
        add_text(
            group,
            words,
            frame.box.x + 7,
            frame.box.y + 10 + index * TEXT_SIZE * LINE_SPACING,
            font_weight="bold",
            fill=QUIET,
        )


def _arrow(body: ET.Element, way: Way, label: Placed, words: str) -> None:
    edge = way.edge
    group = add_titled(body, "edge", words)
    end_x, end_y = way.steps[0][:2] if way.flipped else way.steps[-1][2:]
    steps = list(way.steps)
    if way.flipped:
        steps[0] = (steps[0][0] + 5, *steps[0][1:])
    else:
        steps[-1] = (*steps[-1][:2], steps[-1][2] - 5, steps[-1][3])
    line = outlines.course(tuple(steps))
    add_path(group, line, "none", FLOW, LINE_WIDTHS[edge.style], DASHES.get(edge.style, ""))
    add_path(group, outlines.arrowhead(end_x, end_y, way.flipped), FLOW)
    ring = number_width(edge.number)
    middle = label.box.middle
    height = TEXT_SIZE + 3.5
    add_path(group, outlines.rounded(Box(label.box.x, middle - height / 2, ring, height), height / 2), PAPER, FLOW, 1.0)
    add_text(
        group,
        str(edge.number),
        label.box.x + ring / 2,
        middle + TEXT_SIZE * CAP_HEIGHT / 2,
        font_weight="bold",
        text_anchor="middle",
    )
    for each in label.card.lines:
        add_text(group, each.text, label.box.x + each.x, label.box.y + each.y)


def _node(body: ET.Element, node: Node, placed: Placed) -> None:
    words = "; ".join((node.title, *(fact.text for fact in node.facts), *(mark.meaning for mark in node.marks)))
    beyond = f"{words}. {node.tooltip}" if node.tooltip else words
    group = add_titled(body, f"node {node.shape.value}", beyond)
    look = LOOKS[node.shape]
    for data in outlines.outline(node.shape, placed.box):
        add_path(group, data, look.fill, look.line, look.width)
    for line in placed.card.lines:
        _line(group, line, placed.box)
    for tag in placed.card.tags:
        add_tag(group, tag.mark, Box(placed.box.x + tag.x, placed.box.y + tag.y, tag.width, MARK_HEIGHT))


def _line(group: ET.Element, line: Line, box: Box) -> None:
    look = {"fill": FACT_COLOURS[line.emphasis]}
    if line.size != TEXT_SIZE:
        look["font_size"] = number(line.size)
    if line.weight == "Bold":
        look["font_weight"] = "bold"
    if line.weight == "Italic":
        look["font_style"] = "italic"
    if line.emphasis is Emphasis.MISSING and line.first:
        add_path(group, outlines.missing_sign(box.x + line.x - SIGN_WIDTH + 0.5, box.y + line.y), "none", WARN, 0.9)
    add_text(group, line.text, box.x + line.x, box.y + line.y, **look)
