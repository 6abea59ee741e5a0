"""Search, filters, address, table, zoom, keys: what people do with the map, with a mouse and without."""

import re

import pytest

from datamap.exports.map.facets import FACETS, facets_of
from datamap.graph import build_graph
from datamap.model import DataUse, Inventory
from tests.browser.conftest import Open
from tests.browser.opening import Opened

pytestmark = pytest.mark.chromium


def focused(page: Opened) -> str:
    found: str = page.page.evaluate("document.activeElement.dataset.record ?? document.activeElement.id")
    return found


def test_search_finds_names_and_evidence_and_shows_the_trace_of_a_hit(opened: Open) -> None:
    page = opened()
    page.page.keyboard.press("/")
    page.page.keyboard.type("LOCÁTION")
    assert re.match(r"Found: \d+\.", page.status)
    assert page.page.locator("#results li").first.inner_text().startswith("Location")
    page.page.keyboard.press("ArrowDown")
    assert page.page.locator("#search").get_attribute("aria-activedescendant") == "hit-0"
    page.page.keyboard.press("Enter")
    assert focused(page) == "cat-location"
    assert page.status.startswith("Trace of Location")
    page.page.fill("#search", "granting the Location access permission")
    kinds = page.page.locator("#results li small").all_inner_texts()
    assert "data use" in kinds
    page.page.fill("#search", "no such thing as this")
    assert page.status == "Nothing here matches “no such thing as this”."
    page.page.keyboard.press("Escape")
    assert page.page.locator("#results").is_hidden()


def test_each_filter_leaves_the_data_uses_with_its_value(opened: Open, innovat: Inventory) -> None:
    page, graph = opened(), build_graph(innovat)
    values = {use.id: facets_of(graph, use) for use in innovat.of(DataUse)}
    page.page.locator("#narrow summary").click()
    tried = 0
    for facet in FACETS:
        for value in page.page.locator(f"#facet-{facet} option").evaluate_all("all => all.map(each => each.value)")[
            1:6
        ]:
            page.page.select_option(f"#facet-{facet}", value)
            expected = {id for id, own in values.items() if value in own[facet]}
            assert {id for id in page.visible() if id.startswith("use-")} == expected, (facet, value)
            assert f"data uses: {len(expected)}" in page.status
            tried += 1
        page.page.click("#clear")
    assert tried > 20
    assert page.visible() == set(page.page.evaluate("datamap.ids()"))


def test_filters_narrow_each_other_and_the_trace(opened: Open) -> None:
    page = opened("whole", "#organisation=org-informetric&country=not+recorded&record=cat-contact")
    uses = {id for id in page.visible() if id.startswith("use-")}
    assert uses
    assert all(id.startswith("use-informetric-") for id in uses)
    assert {id for id in page.lit() if id.startswith("use-")} <= uses
    assert page.page.locator("#filters-active").text_content() == "(2 filters in use)"


def test_the_address_carries_the_state_to_somebody_else(opened: Open) -> None:
    page = opened()
    page.page.locator("#narrow summary").click()
    page.page.select_option("#facet-basis", "not recorded")
    page.box("cat-location").click()
    page.page.check("#alone")
    page.page.click("#zoom-in")
    address = page.page.evaluate("location.hash")
    other = opened("innovat", address)
    assert other.lit() == page.lit()
    assert other.visible() == page.visible() == page.lit()
    assert other.page.locator("#zoom-now").text_content() == page.page.locator("#zoom-now").text_content()
    assert other.page.evaluate("location.hash") == address
    page.page.evaluate("location.hash = '#view=table'")
    page.page.locator("#table table").first.wait_for()
    assert page.page.locator("#map").is_hidden()


@pytest.mark.parametrize(
    "address", ["#record=cat-nothing", "#arrow=a~b~c", "#basis=%3Cscript%3E", "#x=1", "#element=-", "#record=__proto__"]
)
def test_an_address_that_names_nothing_here_says_so_and_shows_the_map(opened: Open, address: str) -> None:
    page = opened("innovat", address)
    assert page.status.startswith("The address names something that is not on this map: ")
    assert len(page.visible()) == len(page.page.evaluate("datamap.ids()"))


def test_the_map_is_used_by_keys_alone(opened: Open) -> None:
    page = opened()
    press = page.page.keyboard.press
    press("Tab")
    assert page.page.evaluate("document.activeElement.dataset.skip") == "map"
    press("Enter")
    assert focused(page) == "map"
    stops = page.page.locator('button[data-record][tabindex="0"]').count()
    assert stops == page.page.locator("#columns > section").count() == 7
    press("Tab")
    first = focused(page)
    assert first.startswith("people-")
    press("ArrowDown")
    assert focused(page) != first
    press("ArrowUp")
    press("ArrowRight")
    assert focused(page).startswith(("cat-", "use-"))
    press("ArrowLeft")
    assert focused(page).startswith(("people-", "source-", "cat-"))
    page.box("cat-location").focus()
    press("ArrowRight")
    use = focused(page)
    assert use.startswith("use-innovat-")
    press("Enter")
    assert page.box(use).get_attribute("aria-current") == "true"
    press("End")
    press("Escape")
    assert page.lit() == set()
    assert page.box(focused(page)).evaluate("each => getComputedStyle(each).outlineWidth") == "3px"


def test_tables_show_what_the_map_shows(opened: Open, innovat: Inventory) -> None:
    page = opened("innovat", "#view=table")
    tables = page.page.locator("#table table")
    assert tables.first.locator("tbody tr").count() == len(innovat.of(DataUse))
    assert "uses the location information you provide by granting the Location access" in tables.first.inner_text()
    page.page.evaluate("location.hash = '#view=table&record=cat-location'")
    page.page.wait_for_timeout(200)
    uses = page.trace("cat-location")["uses"]
    assert tables.first.locator("tbody tr").count() == len(uses) == 2
    numbers = tables.last.locator("tbody tr td:first-child").all_inner_texts()
    assert numbers == sorted(numbers, key=int)


def test_zoom_keeps_to_its_limits_and_moves_by_hand(opened: Open) -> None:
    page = opened()
    now = page.page.locator("#zoom-now")
    page.page.focus("#map")
    for _ in range(9):
        page.page.keyboard.press("+")
    assert now.text_content() == "300%"
    box = page.page.locator("#map").bounding_box()
    assert box
    page.page.mouse.move(box["x"] + 700, box["y"] + 300)
    page.page.mouse.down()
    page.page.mouse.move(box["x"] + 500, box["y"] + 200, steps=4)
    page.page.mouse.up()
    moved = page.page.evaluate("[document.getElementById('map').scrollLeft, document.getElementById('map').scrollTop]")
    assert moved[0] > 100 or moved[1] > 50
    page.page.focus("#map")
    page.page.keyboard.press("0")
    assert int((now.text_content() or "").rstrip("%")) <= 110


def test_the_titles_of_the_columns_stay_in_sight(opened: Open) -> None:
    page = opened()
    page.box("act-innovat-push").scroll_into_view_if_needed()
    page.page.wait_for_timeout(200)
    assert page.page.evaluate("document.getElementById('map').scrollTop") > 300
    tops = page.page.locator(".column h2").evaluate_all("all => all.map(each => each.getBoundingClientRect().top)")
    top = page.page.locator("#map").evaluate("each => each.getBoundingClientRect().top")
    assert [each for each in tops if abs(each - top) > 3] == []


def test_findings_are_a_switch_and_say_so_in_words(opened: Open) -> None:
    page = opened("findings")
    marks = page.page.locator(".finding:visible")
    assert marks.count() > 20
    assert re.fullmatch(r"! \d+ findings?", marks.first.inner_text())
    page.page.uncheck("#findings")
    assert marks.count() == 0
    page.page.check("#findings")
    page.page.locator("li:has(> button .finding) > button").first.click()
    assert re.search(r"(error|warning|note) [A-Z]{3}-\d{3}", page.page.locator("#details").inner_text())
    plain = opened()
    assert plain.page.locator("#findings-switch").is_hidden()
    assert plain.page.locator(".finding").count() == 0


def test_boxes_lie_on_no_other_box_and_not_below_the_title_of_their_column(opened: Open) -> None:
    for address in ("", "#record=cat-location&alone=yes", "#basis=basis-consent"):
        page = opened("innovat", address)
        overlaps = page.page.evaluate(
            """() => [...document.querySelectorAll('.column')].flatMap(column => {
                 const all = [...column.querySelectorAll('.boxes > .box, h2, h3')].filter(each => !each.hidden)
                   .map(each => each.getBoundingClientRect()).sort((a, b) => a.top - b.top);
                 return all.slice(1).filter((each, place) => each.top < all[place].bottom - 0.5);
               }).length"""
        )
        assert overlaps == 0, address


def test_no_word_in_a_box_is_cut(opened: Open) -> None:
    page = opened("innovat", "#record=people-user")
    cut = page.page.evaluate(
        """() => [...document.querySelectorAll('.boxes > .box')].filter(each => !each.hidden &&
             [...each.querySelectorAll('button')].some(one => !one.closest('[hidden]') &&
               one.getBoundingClientRect().bottom > each.getBoundingClientRect().bottom + 1)).length"""
    )
    assert cut == 0
