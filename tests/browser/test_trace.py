"""A trace in the page is the program's own, for every record; that is what lights up, with its evidence."""

from collections.abc import Iterable

import pytest

from datamap.exports.map.reach import met_by_uses
from datamap.graph import Graph, Link, build_graph, impact, trace
from datamap.graph.walk import walk_out
from datamap.model import Category, Country, Inventory, Party, System
from tests.browser.conftest import Open

pytestmark = pytest.mark.chromium


def links_of(found: Iterable[list[str]]) -> set[Link]:
    return {Link(*each) for each in found}


def test_every_category_has_in_the_page_the_trace_that_the_program_gives(opened: Open, whole: Inventory) -> None:
    page, graph = opened("whole"), build_graph(whole)
    ids = set(page.page.evaluate("datamap.ids()"))
    categories = [each.id for each in whole.of(Category) if each.id in ids]
    assert len(categories) > 80
    for id in categories:
        found, expected = page.trace(id), trace(graph, id)
        assert set(found["uses"]) == set(expected.uses), id
        assert links_of(found["links"]) == set(expected.links), id
        assert len(found["links"]) == len(expected.links), id


@pytest.mark.property
def test_every_other_record_has_the_walk_from_the_data_uses_that_meet_it(
    opened: Open, whole: Inventory, proving: bool
) -> None:
    """Of a few hundred milliseconds each; the suite looks at every seventh record."""
    page, graph = opened("whole"), build_graph(whole)
    met = met_by_uses(graph, whole)
    ids = page.page.evaluate("datamap.ids()")
    assert len(ids) > 800
    ids = ids if proving else ids[::7]
    found = page.page.evaluate("ids => ids.map(id => [datamap.trace(id).uses, datamap.trace(id).links])", ids)
    for id, (uses, links) in zip(ids, found, strict=True):
        expected = {use for use, own in met.items() if id in own}
        assert set(uses) == expected, id
        if expected:
            assert links_of(links) == {*walk_out(graph, sorted(expected), seen=set())}, id
        else:
            assert links_of(links) >= own_links(graph, id), id


def own_links(graph: Graph, id: str) -> set[Link]:
    return {*walk_out(graph, [id], seen=set())}


def test_the_data_uses_that_meet_a_place_are_those_that_an_impact_would_touch(opened: Open, whole: Inventory) -> None:
    page, graph = opened("whole"), build_graph(whole)
    ids = set(page.page.evaluate("datamap.ids()"))
    places = [each.id for kind in (Party, System, Country) for each in whole.of(kind) if each.id in ids]
    assert {id: sorted(page.trace(id)["uses"]) for id in places} == {
        id: sorted(impact(graph, id).uses) for id in places
    }


def test_a_click_on_a_box_lights_its_trace_with_the_evidence_and_its_place(opened: Open, innovat: Inventory) -> None:
    page = opened()
    page.box("cat-location").click()
    expected = trace(build_graph(innovat), "cat-location")
    assert page.lit() == {"cat-location", *expected.uses, *(id for link in expected.links for id in link[::2])}
    assert page.status.startswith("Trace of Location: data uses: 2")
    details = page.page.locator("#details").inner_text()
    assert "uses the location information you provide by granting the Location access permission" in details
    assert "line 39" in details
    page.page.keyboard.press("Escape")
    assert page.lit() == set()
    assert not page.page.locator("#details").is_visible()


def test_a_click_on_an_arrow_lights_its_trace_and_names_its_own_evidence(opened: Open) -> None:
    page = opened("innovat", "#record=cat-location&alone=yes")
    # The straight part of the one arrow to the system, seen between the columns.
    box = page.page.locator('button[data-record^="system-"]:visible').first.bounding_box()
    assert box
    page.page.mouse.click(box["x"] - 12, box["y"] + box["height"] / 2)
    assert "is held in" in page.page.locator("#details h2").inner_text()
    assert "arrow=use-" in page.page.url
    assert "~held_in~system-" in page.page.evaluate("decodeURIComponent(location.hash)")
    assert "Evidence" in page.page.locator("#details").inner_text()


def test_an_arrow_of_the_details_is_chosen_without_a_mouse(opened: Open) -> None:
    page = opened("innovat", "#record=cat-location")
    link = page.page.locator("#details .links button").first
    link.focus()
    page.page.keyboard.press("Enter")
    assert "arrow=" in page.page.url
    assert page.page.locator("#one").get_attribute("d")


def test_an_element_of_data_has_a_trace_of_its_own(opened: Open, innovat: Inventory) -> None:
    page = opened()
    [name, uses] = page.page.evaluate("JSON.parse(document.getElementById('contents').textContent).elements[0]")
    page.page.fill("#search", name)
    page.page.locator("#results li", has_text="element of data").first.dispatch_event("pointerdown")
    assert page.status.startswith(f"Trace of {name}: data uses: {len(uses)}")
    assert len(trace(build_graph(innovat), element=name).uses) == len(uses)


def test_boxes_arrows_and_rows_are_the_links_of_the_graph(opened: Open, innovat: Inventory) -> None:
    page, graph = opened("innovat", "#view=table"), build_graph(innovat)
    rows = page.page.locator("#table table").last.locator("tbody tr")
    contents = page.page.evaluate("JSON.parse(document.getElementById('contents').textContent).links.length")
    assert rows.count() == contents
    graph_links = {Link(t, k, h) for t, h, k in graph.edges(keys=True)}
    shown = page.page.evaluate("datamap.ids().flatMap(id => datamap.trace(id).links)")
    assert links_of(shown) <= graph_links
    assert len(links_of(shown)) == contents
