"""The SVG says everything that the drawing says, as text, and needs nothing from outside."""

import re
from dataclasses import replace
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring

from datamap.exports.diagrams.drawing import Drawing, Emphasis, FrameStyle, LineStyle, Shape
from datamap.exports.diagrams.legend import used_signs
from datamap.exports.diagrams.sheet import Sheet, sheet_of
from datamap.exports.diagrams.style import BAND, FACT_COLOURS, FLOW, FRAME, INK, LOOKS, MARK_LOOK, PAPER, QUIET, WARN
from datamap.exports.diagrams.svg import format_svg, render_svg
from tests.unit.diagram_samples import large_drawing, small_drawing

NAMESPACE = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def sheet() -> Sheet:
    return sheet_of(small_drawing())


@pytest.fixture(scope="module")
def drawing(sheet: Sheet) -> Drawing:
    return sheet.drawing


@pytest.fixture(scope="module")
def root(sheet: Sheet) -> Element:
    return fromstring(format_svg(sheet))


def titles(root: Element, kind: str) -> list[str]:
    groups = [group for group in root.iter(f"{NAMESPACE}g") if group.get("class", "").split(" ")[0] == kind]
    return [group.findtext(f"{NAMESPACE}title", "") for group in groups]


def test_the_page_is_an_image_with_title_description_and_language(root: Element, drawing: Drawing) -> None:
    assert (root.get("role"), root.get("lang"), root.get("width"), root.get("height")) == (
        "img",
        "en",
        "420mm",
        "297mm",
    )
    named = {child.get("id"): child.text for child in root[:2]}
    title, told = (named[id] for id in root.get("aria-labelledby", "").split())
    assert title == drawing.title
    assert str(told).startswith(f"{drawing.description} 1: from ")
    for edge in drawing.edges:
        assert f" {edge.number}: from " in str(told)


def test_every_box_and_every_arrow_has_a_title(root: Element, drawing: Drawing) -> None:
    assert len(titles(root, "node")) == len(drawing.nodes)
    assert [title.split(":")[0] for title in titles(root, "edge")] == [str(edge.number) for edge in drawing.edges]
    first = next(edge for edge in drawing.edges if edge.tail == "user" and edge.head == "push")
    told = f"{first.number}: from User of the app to Push notifications: account: SIP account details"
    assert told in titles(root, "edge")


def test_every_number_is_shown_once(root: Element, drawing: Drawing) -> None:
    numbers = [text.text for text in root.iter(f"{NAMESPACE}text") if (text.text or "").isdigit()]
    assert sorted(numbers, key=lambda number: int(number or 0)) == [str(edge.number) for edge in drawing.edges]


def test_header_and_footer_are_there(root: Element, drawing: Drawing) -> None:
    shown = {text.text for text in root.iter(f"{NAMESPACE}text")}
    assert {drawing.title, drawing.subtitle, drawing.footer, drawing.page_label} <= shown


def test_nothing_comes_from_outside(root: Element) -> None:
    assert {element.tag for element in root.iter()} <= {
        NAMESPACE + tag for tag in ("svg", "title", "desc", "g", "path", "text")
    }
    assert not any("href" in name or name.startswith("on") for element in root.iter() for name in element.attrib)


def test_the_legend_holds_exactly_the_signs_that_are_used(drawing: Drawing) -> None:
    signs = [sign for sign, _ in used_signs(drawing)]
    assert {*Shape, *LineStyle, FrameStyle.DASHED, Emphasis.MISSING} - set(signs) == {LineStyle.DASH_DOT}
    assert FrameStyle.SOLID not in signs
    without = replace(drawing, edges=tuple(replace(edge, style=LineStyle.SOLID) for edge in drawing.edges))
    assert not {LineStyle.DASHED, LineStyle.DOTTED} & {sign for sign, _ in used_signs(without)}


def test_a_drawing_can_say_what_a_sign_means(drawing: Drawing) -> None:
    told = replace(drawing, meanings=((LineStyle.DASHED, "only if the user asks for it"),))
    assert dict(used_signs(told))[LineStyle.DASHED] == "only if the user asks for it"


def test_not_recorded_is_told_by_more_than_colour(root: Element) -> None:
    slanted = [text for text in root.iter(f"{NAMESPACE}text") if text.get("font-style") == "italic"]
    words = " ".join(text.text or "" for text in slanted)
    assert len(re.findall(r"\b\w+: not recorded", words)) == 8
    assert {text.get("fill") for text in slanted} == {WARN}


def test_two_runs_give_the_same_text() -> None:
    assert render_svg(large_drawing()) == render_svg(large_drawing())


def _luminance(colour: str) -> float:
    """Return the relative luminance of WCAG 2.2."""
    parts = [int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_text_has_enough_contrast_on_all_that_it_stands_on() -> None:
    fills = [look.fill for look in LOOKS.values()]
    pairs = [(text, fill) for text in (*FACT_COLOURS.values(), INK) for fill in fills]
    pairs += [(text, ground) for text in (INK, QUIET) for ground in (PAPER, BAND)] + [(MARK_LOOK.line, MARK_LOOK.fill)]
    assert [pair for pair in pairs if contrast(*pair) < 4.5] == []


def test_lines_have_enough_contrast_with_both_sides() -> None:
    pairs = [(look.line, ground) for look in (*LOOKS.values(), MARK_LOOK) for ground in (look.fill, PAPER, BAND)]
    pairs += [(line, ground) for line in (FLOW, FRAME) for ground in (PAPER, BAND)]
    assert [pair for pair in pairs if contrast(*pair) < 3] == []
