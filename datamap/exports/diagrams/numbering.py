"""The numbers of the arrows, in the order in which people read the page: strip by strip, each from top to bottom."""

from __future__ import annotations

from dataclasses import replace

from datamap.exports.diagrams.drawing import Drawing
from datamap.exports.diagrams.placement import Layout


def numbered(drawing: Drawing, layout: Layout, first: int = 1) -> tuple[Drawing, Layout]:
    """Return a drawing and its layout with the arrows numbered in reading order, from 1 or what an earlier page left.

    >>> numbered(Drawing(title="empty"), Layout(1, 1, 1, {}, {}, (), {}, ()))[0].edges
    ()
    """
    boxes = {number: placed.box for number, placed in layout.labels.items()}
    read = sorted(boxes, key=lambda number: (boxes[number].x, boxes[number].y, number))
    new = {old: index for index, old in enumerate(read, first)}
    edges = {edge.number: replace(edge, number=new[edge.number]) for edge in drawing.edges}
    return (
        replace(drawing, edges=tuple(edges[old] for old in read)),
        replace(
            layout,
            labels={new[old]: layout.labels[old] for old in read},
            ways=tuple(
                sorted(
                    (replace(way, edge=edges[way.edge.number]) for way in layout.ways), key=lambda way: way.edge.number
                )
            ),
        ),
    )
