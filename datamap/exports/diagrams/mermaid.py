"""A drawing as Mermaid text, for pages and tickets that draw it themselves."""

from __future__ import annotations

import re

from datamap.exports.diagrams.drawing import Drawing, Emphasis, LineStyle, Node, Shape
from datamap.exports.diagrams.measure import visible_text

_BRACKETS = {
    Shape.PERSON: ("[", "]"),
    Shape.SOURCE: ("[[", "]]"),
    Shape.ACTIVITY: ("(", ")"),
    Shape.SYSTEM: ("[(", ")]"),
    Shape.RECIPIENT: ("{{", "}}"),
}
_ARROWS = {
    LineStyle.SOLID: "-->",
    LineStyle.DASHED: "-.->",
    LineStyle.DOTTED: "-.->",
    LineStyle.DASH_DOT: "-.->",
}


def format_mermaid(drawing: Drawing) -> str:
    """Return the picture as a Mermaid flowchart, in the order of the drawing; words from people are only ever text.

    >>> from datamap.exports.diagrams.drawing import example_drawing
    >>> print(format_mermaid(example_drawing()).splitlines()[-1].strip())
    n1 -->|"1 e#45;mail address"| n2
    """
    names = {node.id: f"n{index}" for index, node in enumerate(drawing.nodes, 1)}
    lines = [f"%% {_safe(drawing.title)}", f"%% {_safe(drawing.footer)}", "flowchart LR"]
    for index, lane in enumerate(drawing.lanes, 1):
        members = [node for node in drawing.nodes if node.lane == lane.id]
        if members:
            lines.append(f'  subgraph l{index}["{_safe(lane.title)}"]')
            lines += [f"    {names[node.id]}{_box(node)}" for node in members]
            lines.append("  end")
    for edge in drawing.edges:
        label = _safe(f"{edge.number} {edge.label}")
        lines.append(f'  {names[edge.tail]} {_ARROWS[edge.style]}|"{label}"| {names[edge.head]}')
    return "\n".join(lines) + "\n"


def _box(node: Node) -> str:
    opened, closed = _BRACKETS[node.shape]
    missing = [f"{fact.text}" for fact in node.facts if fact.emphasis is Emphasis.MISSING]
    quiet = [fact.text for fact in node.facts if fact.emphasis is not Emphasis.MISSING]
    words = [node.title or "—", *quiet, *missing, *(mark.text for mark in node.marks)]
    return f'{opened}"{"<br/>".join(_safe(each) for each in words)}"{closed}'


def _safe(words: str) -> str:
    """Return words in which every sign that could mean something is an entity of Mermaid's own."""
    return re.sub(r"[^\w ,.]|_", lambda found: f"#{ord(found[0])};", visible_text(words))
