"""PDF and PNG are made from the SVG, say so, and are the same each time."""

import re
import struct
import zlib

import pytest

from datamap.exports.diagrams.drawing import Drawing, Edge, Fact, Lane, Node, Shape
from datamap.exports.diagrams.pages import origin_of, render_pdf, render_png, renderer
from datamap.exports.diagrams.render import render_drawing
from datamap.exports.diagrams.svg import render_svg
from datamap.exports.typesetting import pages_of
from tests.unit.diagram_samples import large_drawing, small_drawing


@pytest.fixture(scope="module")
def svg() -> str:
    return render_svg(small_drawing())


def origin_in(page: bytes) -> str | None:
    """The words by which a page names its SVG, or None if it names none."""
    found = re.search(rb"svg-sha256:[0-9a-f]{64}", page)
    return found.group().decode() if found else None


def chunks(png: bytes) -> list[tuple[bytes, bytes]]:
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    found, at = [], 8
    while at < len(png):
        length, kind = struct.unpack(">I4s", png[at : at + 8])
        content = png[at + 8 : at + 8 + length]
        assert struct.unpack(">I", png[at + 8 + length : at + 12 + length]) == (zlib.crc32(kind + content),)
        found.append((kind, content))
        at += 12 + length
    return found


def test_pdf_is_tagged_one_page_and_names_its_svg(svg: str) -> None:
    pdf = render_pdf([svg])
    assert pdf.startswith(b"%PDF-")
    assert b"/MarkInfo" in pdf
    assert b"/Type/Pages/Count 1" in pdf
    assert origin_in(pdf) == origin_of(svg)
    assert b"LiberationSans-Bold" in pdf


def test_png_has_the_size_of_the_page_and_names_its_svg(svg: str) -> None:
    found = chunks(render_png(svg, dpi=72))
    assert struct.unpack(">II", found[0][1][:8]) == (1191, 842)
    notes = dict(content.split(b"\0", 1) for kind, content in found if kind == b"tEXt")
    assert notes == {b"Source": origin_of(svg).encode(), b"Software": renderer().encode()}
    assert found[-1][0] == b"IEND"


def test_two_runs_give_the_same_bytes(svg: str) -> None:
    assert render_pdf([svg]) == render_pdf([svg])
    assert render_png(svg, 72) == render_png(svg, 72)


def test_another_picture_has_another_origin(svg: str) -> None:
    assert origin_of(svg) != origin_of(svg + " ")
    assert origin_in(b"another PDF") is None


def test_lists_follow_the_picture_on_numbered_pages() -> None:
    picture = render_drawing(large_drawing())
    pdf = picture.pdf
    assert pages_of(pdf) == picture.pages > 1
    assert f">page 1 of {picture.pages}<" in picture.svgs[0]
    assert pdf == picture.pdf
    assert origin_in(pdf) == origin_of(*picture.svgs)


def test_words_in_the_lists_are_never_read_as_markup() -> None:
    nasty = '#pagebreak() *b* $x$ `c` <l> @r \\ "q" // no #sys.inputs'
    drawing = Drawing(
        title=nasty,
        footer=nasty,
        lanes=(Lane(id="a", title=nasty), Lane(id="b", title="")),
        nodes=tuple(
            Node(id=id, lane=id, shape=Shape.SYSTEM, title=nasty, facts=(Fact(nasty, full=nasty),)) for id in ("a", "b")
        ),
        edges=(Edge(tail="a", head="b", number=1, label=nasty, content=nasty, condition=nasty),),
    )
    picture = render_drawing(drawing)
    assert picture.pages == 2
    assert pages_of(picture.pdf) == 2
