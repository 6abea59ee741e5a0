"""The pictures of the five organisations: complete, legible on A3, numbered as they are read, the same each time."""

import datetime
import re
from itertools import pairwise
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring

from datamap.exports.diagrams.album import Paper
from datamap.exports.diagrams.drawing import Drawing, LineStyle
from datamap.exports.diagrams.kinds.flows import FROM, SELF, flows_of, origin_style
from datamap.exports.diagrams.kinds.scope import Scope
from datamap.exports.diagrams.legend import used_signs
from datamap.exports.diagrams.listing import tables_of
from datamap.exports.diagrams.render import render_drawing
from datamap.exports.diagrams.sheet import Sheet
from datamap.exports.diagrams.style import SMALLEST_LEGIBLE
from datamap.exports.diagrams.svg import format_svg
from datamap.model import Activity, DataUse, Inventory, Party
from datamap.register import open_inventory, part_of
from tests.geometry import overlaps, smallest_text
from tests.organisations import ORGANISATIONS

NAMESPACE = "{http://www.w3.org/2000/svg}"
AS_OF = datetime.date(2026, 11, 22)


@pytest.fixture(scope="module", params=ORGANISATIONS)
def inventory(request: pytest.FixtureRequest, root: Path) -> Inventory:
    return part_of(open_inventory(root / "inventory"), request.param)


@pytest.fixture(scope="module")
def sheet(inventory: Inventory) -> Sheet:
    scope = Scope(inventory=inventory, organisation=organisation_of(inventory), as_of=AS_OF)
    return render_drawing(flows_of(scope), Paper.A3).sheets[0]


@pytest.fixture(scope="module")
def drawing(sheet: Sheet) -> Drawing:
    return sheet.drawing


@pytest.fixture(scope="module")
def picture(sheet: Sheet) -> Element:
    return fromstring(format_svg(sheet))


def organisation_of(inventory: Inventory) -> str:
    return next(id for id in inventory.records if id.startswith("org-"))


def words_of(picture: Element) -> list[str]:
    return [text.text or "" for text in picture.iter(f"{NAMESPACE}text")]


def joined(words: list[str]) -> str:
    return " ".join(words).replace(" ", "")


def listed(value: object) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()


def test_text_can_be_read_on_a3_and_nothing_overlaps(sheet: Sheet) -> None:
    assert sorted((sheet.drawing.page.width, sheet.drawing.page.height)) == [297, 420]
    assert smallest_text(sheet) >= SMALLEST_LEGIBLE == 8
    assert overlaps(sheet) == ()


def test_no_text_is_cut(picture: Element, drawing: Drawing) -> None:
    shown = joined(words_of(picture))
    assert shown.count("…") == len(re.findall(r"…\((?:note\d+|seetable)\)", shown))
    wanted = [node.title for node in drawing.nodes] + [edge.label for edge in drawing.edges]
    wanted += [fact.text for node in drawing.nodes for fact in node.facts]
    wanted += [cluster.label for cluster in drawing.clusters] + [lane.title for lane in drawing.lanes]
    assert [words for words in wanted if joined([words]) not in shown] == []


def test_arrows_say_what_the_data_uses_say_and_nothing_else(inventory: Inventory, drawing: Drawing) -> None:
    boxes = {node.id: node for node in drawing.nodes}
    shown = {
        (tail.removeprefix(FROM), edge.head, category)
        for edge in drawing.edges
        for tail in ([edge.tail] if edge.tail.startswith(FROM) else edge.tail.split())
        for category in edge.content.split(", ")
    }
    told: set[tuple[str, str, str]] = set()
    for use in inventory.of(DataUse):
        category = inventory.name_of(use.category)
        told |= {(person, use.activity, part) for person in listed(use.people) for part in category.split(", ")}
        for source in set(listed(use.sources)) - SELF:
            told |= {(source, use.activity, part) for part in category.split(", ")}
        for place in (*listed(use.systems), *listed(use.recipients)):
            if place not in boxes:
                parent = inventory.get(Party, place).parent
                told_in = [fact.text for fact in boxes[str(parent)].facts] + [note.text for note in drawing.notes]
                assert any(inventory.name_of(place) in words for words in told_in)
                told |= {(use.activity, str(parent), part) for part in category.split(", ")}
            else:
                told |= {(use.activity, place, part) for part in category.split(", ")}
    assert shown == told
    assert {activity.id for activity in inventory.of(Activity)} <= set(boxes)


def test_arrows_are_numbered_as_the_page_is_read(sheet: Sheet, picture: Element) -> None:
    numbers = [edge.number for edge in sheet.drawing.edges]
    assert numbers == list(range(1, len(numbers) + 1))
    places = [sheet.layout.labels[number].box for number in numbers]
    assert all((one.x, one.y) < (two.x, two.y) for one, two in pairwise(places))
    assert sorted(int(words) for words in words_of(picture) if words.isdigit()) == numbers


def test_lists_behind_the_picture_hold_every_arrow_and_all_that_is_shortened(sheet: Sheet) -> None:
    arrows, *others = tables_of([sheet.drawing])
    assert [row[0] for row in arrows.rows] == [str(edge.number) for edge in sheet.drawing.edges]
    at = arrows.heads.index("Categories of data")
    assert [row[at] for row in arrows.rows] == [edge.particulars.categories for edge in sheet.drawing.edges]
    numbers = [row[0] for table in others for row in table.rows]
    shown = [fact.text for node in sheet.drawing.nodes for fact in node.facts]
    assert numbers == re.findall(r"\(note (\d+)\)", " ".join(shown))
    assert [text for text in shown if re.search(r" and \d+ more\b", text) and "(note " not in text] == []


def test_data_that_people_did_not_give_say_whether_their_source_is_known(
    inventory: Inventory, drawing: Drawing
) -> None:
    wanted = {
        (" ".join(sorted(use.people)), use.activity, origin_style(use))
        for use in inventory.of(DataUse)
        if isinstance(use.people, tuple) and origin_style(use)
    }
    styles = (LineStyle.DOTTED, LineStyle.DASH_DOT)
    assert {(edge.tail, edge.head, edge.style) for edge in drawing.edges if edge.style in styles} == wanted


def test_header_legend_and_footer_say_what_is_shown(sheet: Sheet, picture: Element, inventory: Inventory) -> None:
    shown = words_of(picture)
    assert any(str(AS_OF) in words and inventory.digest()[:12] in words for words in shown)
    assert any(words.startswith("page 1 of ") for words in shown)
    legend = next(group for group in picture.iter(f"{NAMESPACE}g") if group.get("class") == "legend")
    wanted = {meaning for _, meaning in used_signs(sheet.drawing)}
    marks = {mark.text for node in sheet.drawing.nodes for mark in node.marks}
    assert {text.text for text in legend.iter(f"{NAMESPACE}text")} == wanted | marks
