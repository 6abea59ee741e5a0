"""A drawing as DOT, fully styled, for people who have Graphviz and want to lay it out themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import graphviz

from datamap.exports.diagrams.drawing import Drawing, Edge, Emphasis, FrameStyle, LineStyle, Mark, Node, Shape, Sign
from datamap.exports.diagrams.legend import used_signs
from datamap.exports.diagrams.measure import in_html, visible_text, wrapped
from datamap.exports.diagrams.style import (
    BAND,
    FACT_COLOURS,
    FLOW,
    FONT_FAMILY,
    FRAME,
    INK,
    LOOKS,
    MARK_LOOK,
    NAME_SIZE,
    PAPER,
    QUIET,
    SUBTITLE_SIZE,
    TEXT_SIZE,
    TITLE_SIZE,
)
from datamap.exports.diagrams.wording import said

_OUTLINES = {
    Shape.PERSON: {"shape": "box", "style": "filled"},
    Shape.SOURCE: {"shape": "component", "style": "filled"},
    Shape.ACTIVITY: {"shape": "box", "style": "filled,rounded"},
    Shape.SYSTEM: {"shape": "cylinder", "style": "filled"},
    Shape.RECIPIENT: {"shape": "box", "style": "filled,diagonals"},
}
_STYLES = {LineStyle.DASH_DOT: "dashed,bold"}
"""Graphviz has three kinds of line; the fourth is told by its weight."""
_LABEL_WIDTH = 130.0
_CARD_WIDTH = 180.0


def format_dot(drawing: Drawing) -> str:
    r"""Return the picture as DOT, in the order of the drawing; words from people are only ever text.

    >>> from datamap.exports.diagrams.drawing import Lane
    >>> node = Node(id="x", lane="a", shape=Shape.PERSON, title="<b> & \\N")
    >>> "&lt;b&gt; &amp; &#92;N" in format_dot(Drawing(title="t", lanes=(Lane(id="a", title="A"),), nodes=(node,)))
    True
    """
    graph = graphviz.Digraph(
        "flows",
        graph_attr=_page(drawing),
        node_attr={"fontname": FONT_FAMILY, "margin": "0.17,0.07", "width": "2.2"},
        edge_attr={"fontname": FONT_FAMILY, "color": FLOW, "fontcolor": INK, "arrowsize": "0.7"},
    )
    names = {node.id: f"n{index}" for index, node in enumerate(drawing.nodes, 1)}
    order = {lane.id: index for index, lane in enumerate(drawing.lanes)}
    lanes = {node.id: order[node.lane] for node in drawing.nodes}
    for index, (title, look, members) in enumerate(_groups(drawing), 1):
        with graph.subgraph(name=f"cluster_{index}") as group:
            group.attr(label=_html([_font(title, NAME_SIZE, QUIET, True)]), labeljust="l", margin="10", **look)
            for node in members:
                group.node(names[node.id], **_node(node))
    for edge in drawing.edges:
        _arrow(graph, edge, names, forward=lanes[edge.tail] < lanes[edge.head])
    for left, right in _ties(drawing):
        graph.edge(names[left], names[right], style="invis")
    return str(graph.source)


def _ties(drawing: Drawing) -> Iterable[tuple[str, str]]:
    """Yield pairs that keep boxes without arrows in their lane: each beside the first box of the lane on its left."""
    met = {end for edge in drawing.edges for end in (edge.tail, edge.head)}
    left: Node | None = None
    for lane in drawing.lanes:
        members = [node for node in drawing.nodes if node.lane == lane.id]
        for node in members:
            if left and node.id not in met:
                yield left.id, node.id
        left = next(iter(members), left)


def _page(drawing: Drawing) -> dict[str, str]:
    """Return the attributes of the whole picture, with its title above and what its signs mean below."""
    signs = " · ".join(f"{_sign_name(drawing, sign)}: {words}" for sign, words in used_signs(drawing))
    head = [_font(drawing.title, TITLE_SIZE, INK, True), _font(drawing.subtitle, SUBTITLE_SIZE, QUIET)]
    foot = [_font(line, TEXT_SIZE, QUIET) for line in (*wrapped(signs, 1000, TEXT_SIZE), drawing.footer) if line]
    return {
        "rankdir": "LR",
        "fontname": FONT_FAMILY,
        "nodesep": "0.12",
        "ranksep": "0.5",
        "pad": "0.3",
        "bgcolor": PAPER,
        "labelloc": "t",
        "labeljust": "l",
        "label": _html([*head, *foot]),
        "tooltip": _plain(drawing.description),
    }


def _sign_name(drawing: Drawing, sign: Sign | Mark) -> str:
    """Return how DOT shows a sign, in words."""
    match sign:
        case Mark():
            return sign.text
        case _:
            return said(drawing, f"dot.{re.sub('[ ,]+', '-', sign.value)}")


def _groups(drawing: Drawing) -> Iterable[tuple[str, dict[str, str], list[Node]]]:
    """Yield what gets a frame: each lane whose boxes are in no cluster, then each cluster."""
    for lane in drawing.lanes:
        members = [node for node in drawing.nodes if node.lane == lane.id and node.cluster is None]
        if members:
            yield lane.title, {"style": "rounded,filled", "fillcolor": BAND, "color": BAND}, members
    for cluster in drawing.clusters:
        members = [node for node in drawing.nodes if node.cluster == cluster.id]
        if members:
            dashed = ",dashed" if cluster.style is FrameStyle.DASHED else ""
            yield cluster.label, {"style": f"rounded{dashed}", "color": FRAME}, members


def _node(node: Node) -> dict[str, str]:
    look = LOOKS[node.shape]
    titles = wrapped(node.title, _CARD_WIDTH, NAME_SIZE, "Bold") or ("—",)
    rows = [_font(line, NAME_SIZE + 1, INK, True) for line in titles]
    for fact in node.facts:
        lines = wrapped(fact.text, _CARD_WIDTH, TEXT_SIZE)
        shown = [
            _font(line, TEXT_SIZE, FACT_COLOURS[fact.emphasis], fact.emphasis is Emphasis.STRONG) for line in lines
        ]
        rows += [f"<I>{line}</I>" for line in shown] if fact.emphasis is Emphasis.MISSING else shown
    if node.marks:
        rows.append(_font("[" + "] [".join(mark.text for mark in node.marks) + "]", TEXT_SIZE, MARK_LOOK.line, True))
    return {
        "label": _html(rows),
        "fillcolor": look.fill,
        "color": look.line,
        "penwidth": str(look.width),
        "tooltip": _plain("; ".join(filter(None, (node.title, node.tooltip)))),
        **_OUTLINES[node.shape],
    }


def _arrow(graph: graphviz.Digraph, edge: Edge, names: Mapping[str, str], forward: bool) -> None:
    """Add an arrow that runs through its label, so that nobody takes the label for that of another arrow."""
    label, tip = f"e{edge.number}", _plain(edge.told)
    graph.node(label, label=_label(edge), shape="plain", width="0", tooltip=tip)
    leaves, arrives = ("e", "w") if forward else ("w", "e")
    look = {"style": _STYLES.get(edge.style, edge.style.value), "tooltip": tip}
    graph.edge(f"{names[edge.tail]}:{leaves}", f"{label}:{arrives}", dir="none", **look)
    graph.edge(f"{label}:{leaves}", f"{names[edge.head]}:{arrives}", **look)


def _label(edge: Edge) -> str:
    first, *others = wrapped(edge.label, _LABEL_WIDTH, TEXT_SIZE) or ("",)
    number = _font(str(edge.number), TEXT_SIZE, INK, True)
    rows = [f"{number}&#160;&#160;" + _font(first, TEXT_SIZE, INK), *(_font(line, TEXT_SIZE, INK) for line in others)]
    return _html(rows, PAPER)


def _font(words: str, size: float, colour: str, bold: bool = False) -> str:
    """Return words as a piece of an HTML-like label, where a backslash would still stand for something else."""
    text = in_html(words).replace("\\", "&#92;") or " "
    text = f"<B>{text}</B>" if bold else text
    return f'<FONT POINT-SIZE="{size:g}" COLOR="{colour}">{text}</FONT>'


def _html(rows: list[str], background: str = "") -> str:
    """Return an HTML-like label of rows that start at the left."""
    fill = f' BGCOLOR="{background}"' if background else ""
    cells = "".join(f'<TR><TD ALIGN="LEFT"{fill}>{row}</TD></TR>' for row in rows)
    return f'<<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="1">{cells}</TABLE>>'


def _plain(words: str) -> str:
    """Return words as a quoted attribute, where backslashes stand for themselves and nothing is HTML."""
    quoted: str = graphviz.escape(visible_text(words))  # a str of its own kind: a plain one could be taken for HTML
    return quoted
