"""Every picture of the five organisations: legible on its page, its arrows those of its table and of the records."""

import csv
import datetime
import io
import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring

from datamap.exports.diagrams.drawing import Drawing, Emphasis
from datamap.exports.diagrams.kinds.scope import Scope
from datamap.exports.diagrams.legend import used_signs
from datamap.exports.diagrams.pack import SETS, pictures_of
from datamap.exports.diagrams.placement import Layout
from datamap.exports.diagrams.render import Picture
from datamap.exports.diagrams.split import A3, A4
from datamap.graph import build_graph
from datamap.model import Activity, DataUse, Party, System
from datamap.register import open_inventory, part_of
from tests.geometry import overlaps
from tests.legibility import faults_of
from tests.organisations import ORGANISATIONS

NAMESPACE = "{http://www.w3.org/2000/svg}"
AS_OF = datetime.date(2026, 11, 22)


class Shown(NamedTuple):
    """The pictures of one organisation by the file of the set, and its records."""

    scope: Scope
    pictures: dict[str, Picture]

    def pages(self) -> list[tuple[Drawing, str]]:
        return [page for each in self.pictures.values() for page in zip(each.drawings, each.svgs, strict=True)]

    def named(self, name: str) -> list[Drawing]:
        return [drawing for drawing, _ in self.pages() if drawing.name == name]


@pytest.fixture(scope="module", params=ORGANISATIONS)
def shown(request: pytest.FixtureRequest, root: Path) -> Shown:
    inventory = part_of(open_inventory(root / "inventory"), request.param)
    scope = Scope(inventory=inventory, organisation=f"org-{request.param}", as_of=AS_OF)
    return Shown(scope, {name: picture for name, (picture, _) in pictures_of(scope).items()})


def words_of(svg: str) -> list[str]:
    return [text.text or "" for text in fromstring(svg).iter(f"{NAMESPACE}text")]


def groups(root: Element, kind: str) -> list[Element]:
    return [group for group in root.iter(f"{NAMESPACE}g") if group.get("class", "").split(" ")[0] == kind]


def listed(value: object) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()


def test_all_files_of_the_set_are_there(shown: Shown) -> None:
    assert set(shown.pictures) <= set(SETS)
    assert set(SETS) - set(shown.pictures) <= {"traces"}
    activities = {drawing.name for drawing in shown.pictures["activities"].drawings}
    assert len(activities) == len(shown.scope.inventory.of(Activity))


def test_every_page_can_be_read_in_print(shown: Shown) -> None:
    assert {drawing.name: faults for drawing, svg in shown.pages() if (faults := faults_of(svg))} == {}


def test_nothing_overlaps_and_no_arrow_runs_over_a_box(shown: Shown) -> None:
    laid = [sheet for each in shown.pictures.values() for sheet in each.sheets if isinstance(sheet.body, Layout)]
    assert [fault for sheet in laid for fault in overlaps(sheet)] == []
    for sheet in laid:
        limit = A4 if max(sheet.drawing.page.width, sheet.drawing.page.height) < 300 else A3
        assert limit.holds(len(sheet.drawing.nodes), len(sheet.drawing.edges))


def test_every_note_is_pointed_to_and_every_pointer_has_its_note(shown: Shown) -> None:
    for name in {drawing.name for drawing, _ in shown.pages()}:
        pages = [(drawing, svg) for drawing, svg in shown.pages() if drawing.name == name]
        text = "".join(words for _, svg in pages for words in words_of(svg)).replace(" ", "")
        numbers = {str(note.number) for drawing, _ in pages for note in drawing.notes}
        assert set(re.findall(r"\(note(\d+)\)", text)) == numbers, name


def test_the_numbers_on_a_picture_are_those_of_its_table(shown: Shown) -> None:
    for name, picture in shown.pictures.items():
        rows = list(csv.DictReader(io.StringIO(picture.csv)))
        edges = [edge for drawing in picture.drawings for edge in drawing.edges]
        assert [row["No."] for row in rows] == [str(edge.number) for edge in edges], name
        drawn = [group for svg in picture.svgs for group in groups(fromstring(svg), "edge")]
        numbers = sorted(int(re.match(r"\d+", group.findtext(f"{NAMESPACE}title", ""))[0]) for group in drawn)  # type: ignore[index]
        assert numbers == sorted(edge.number for edge in edges), name
        for drawing, svg in zip(picture.drawings, picture.svgs, strict=True):
            told = fromstring(svg).findtext(f"{NAMESPACE}desc", "")
            assert [edge for edge in drawing.edges if f" {edge.number}: from " not in told] == []


def test_arrows_are_numbered_without_a_gap(shown: Shown) -> None:
    for picture in shown.pictures.values():
        pages: dict[str, list[int]] = {}
        for drawing in picture.drawings:
            pages.setdefault(drawing.name, []).extend(edge.number for edge in drawing.edges)
        assert all(sorted(numbers) == list(range(1, len(numbers) + 1)) for numbers in pages.values())


def test_a_foot_says_whose_records_which_state_and_which_page(shown: Shown) -> None:
    for picture in shown.pictures.values():
        for number, svg in enumerate(picture.svgs, 1):
            text = " ".join(words_of(svg))
            assert all(
                words in text for words in (shown.scope.name, f"as of {AS_OF}", shown.scope.inventory.digest()[:12])
            )
            assert f"page {number} of {picture.pages}" in text


def test_a_legend_holds_exactly_the_signs_of_its_page(shown: Shown) -> None:
    for drawing, svg in shown.pages():
        legend = groups(fromstring(svg), "legend")
        words = {text.text for group in legend for text in group.iter(f"{NAMESPACE}text")} - {"?"}
        marks = {mark.text for node in drawing.nodes for mark in node.marks}
        assert words == {meaning for _, meaning in used_signs(drawing)} | marks, drawing.name


def test_activity_pictures_answer_all_eight_items_of_nist(shown: Shown) -> None:
    for drawing in shown.pictures["activities"].drawings:
        assert [item.title.partition(" ")[0] for item in drawing.panel] == [f"ID.IM-P{n}" for n in range(1, 9)]
        assert all(item.text for item in drawing.panel)
        assert all(item.is_missing == (item.text == "not recorded") for item in drawing.panel)


def test_activity_pictures_have_the_arrows_of_the_graph(shown: Shown) -> None:
    graph = build_graph(shown.scope.inventory)
    own = {"source-data-subject", "source-observed", "source-direct-unstated"}
    drawn = {
        (tail, edge.head)
        for drawing in shown.pictures["activities"].drawings
        for edge in drawing.edges
        for tail in edge.tail.removeprefix("from ").split(" ")
    }
    wanted = set()
    for tail, head, key in graph.edges(keys=True):
        if isinstance(graph.nodes[tail]["record"], DataUse):
            if key in ("held_in", "disclosed_to"):
                wanted.add((tail, head))
            if key in ("about", "obtained_from") and head not in own:
                wanted.add((head, tail))
    extra = {end for pair in drawn - wanted for end in pair if end.startswith("use-")}
    assert drawn >= wanted
    assert extra <= {use for use, transfers in shown.scope.transfers_by_use.items() if transfers}


def test_matrices_have_a_cell_wherever_records_meet(shown: Shown) -> None:
    inventory = shown.scope.inventory
    purposes, recipients = set(), set()
    for use in inventory.of(DataUse):
        purposes |= {(use.category, f"purpose {line.purpose}") for line in shown.scope.lines_of(use)} or {
            (use.category, "purpose ")
        }
        recipients |= {(use.category, f"recipient {id}") for id in listed(use.recipients)} or {
            (use.category, "recipient ")
        }
    for name, wanted in (("matrix-purposes", purposes), ("matrix-recipients", recipients)):
        assert {(edge.tail, edge.head) for drawing in shown.named(name) for edge in drawing.edges} == wanted


def test_a_timeline_holds_every_category_under_each_of_its_limits(shown: Shown) -> None:
    wanted = {(use.category, rule) for use in shown.scope.uses for rule in listed(use.retention) or ("no time limit",)}
    assert {(edge.tail, edge.head) for page in shown.named("retention") for edge in page.edges} == wanted


def test_a_board_of_transfers_holds_every_recipient_and_system_that_data_reach(shown: Shown) -> None:
    reached = {id for use in shown.scope.uses for id in (*listed(use.recipients), *listed(use.systems))}
    boards = {edge.head for page in shown.named("transfers") for edge in page.edges}
    assert reached <= boards
    lanes = {node.id: node.lane for page in shown.named("transfers") for node in page.nodes}
    for id in reached:
        record = shown.scope.inventory.records[id]
        assert isinstance(record, Party | System)
        if not isinstance(record.country, str):
            assert lanes[id] == "no-country"


def test_a_chain_says_where_it_is_not_known_to_end(shown: Shown) -> None:
    for page in shown.named("chain"):
        for node in page.nodes:
            party = shown.scope.inventory.records[node.id]
            if isinstance(party, Party):
                is_open = any("unknown below" in fact.text for fact in node.facts)
                assert is_open == (str(party.sub_processors) == "not recorded")


def test_context_names_every_recipient_and_every_category_of_people(shown: Shown) -> None:
    inventory = shown.scope.inventory
    text = " ".join(words for drawing in shown.named("context") for words in _all_words(drawing))
    people = {id for use in shown.scope.uses for id in listed(use.people)}
    parties = {id for use in shown.scope.uses for id in listed(use.recipients)}
    assert [id for id in people | parties if inventory.name_of(id) not in text] == []


def _all_words(drawing: Drawing) -> Iterable[str]:
    for node in drawing.nodes:
        yield node.title
        yield from (fact.text for fact in node.facts)
    yield from (note.text for note in drawing.notes)


def test_what_is_not_recorded_is_told_by_a_sign_and_in_words(shown: Shown) -> None:
    for drawing, _ in shown.pages():
        for node in drawing.nodes:
            for fact in node.facts:
                if fact.emphasis is Emphasis.MISSING:
                    assert re.search(r"not recorded|nobody|unknown|no processor|no activity|no tool", fact.text)
