"""The drawing model refuses what could not be drawn."""

import pytest

from datamap.exports.diagrams.drawing import Drawing, Edge, Lane, Node, Shape

LANE = Lane(id="a", title="A")


def node(id: str, lane: str = "a", cluster: str | None = None) -> Node:
    return Node(id=id, lane=lane, shape=Shape.PERSON, title=id, cluster=cluster)


def test_a_drawing_that_holds_together_is_accepted() -> None:
    edge = Edge(tail="x", head="y", number=1, label="")
    assert Drawing(title="t", lanes=(LANE,), nodes=(node("x"), node("y")), edges=(edge,)).edges == (edge,)


@pytest.mark.parametrize(
    ("parts", "complaint"),
    [
        ({"nodes": (node("x"), node("x"))}, "node 'x' is used twice"),
        ({"nodes": (node("x", lane="b"),)}, "unknown lane 'b'"),
        ({"nodes": (node("x", cluster="c"),)}, "unknown cluster 'c'"),
        ({"nodes": (node("x"),), "edges": (Edge(tail="x", head="z", number=1, label=""),)}, "unknown node 'z'"),
        ({"nodes": (node("x"),), "edges": (Edge(tail="x", head="x", number=1, label=""),)}, "ends where it starts"),
    ],
)
def test_a_drawing_that_does_not_hold_together_is_refused(parts: dict, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        Drawing(title="t", lanes=(LANE,), **parts)


def test_all_faults_are_told_at_once() -> None:
    edges = (Edge(tail="x", head="p", number=1, label=""), Edge(tail="x", head="q", number=1, label=""))
    with pytest.raises(ValueError, match=r"edge number '1' is used twice.*'p'.*'q'"):
        Drawing(title="t", lanes=(LANE,), nodes=(node("x"),), edges=edges)
