"""On paper: all of it, large enough to read, no box cut by the end of a page, and the screen as before afterwards."""

import shutil
import subprocess
from pathlib import Path

import pytest

from datamap.model import DataUse, Inventory
from tests.browser.conftest import Open

pytestmark = pytest.mark.chromium

PIXELS_PER_POINT = 96 / 72


def test_print_holds_map_details_and_tables_and_leaves_the_screen_as_it_was(
    opened: Open, innovat: Inventory, tmp_path: Path
) -> None:
    page = opened("innovat", "#record=cat-location&alone=yes")
    before = page.page.locator("#columns").evaluate("each => each.innerText")
    out = tmp_path / "map.pdf"
    page.page.pdf(path=out, prefer_css_page_size=True)
    assert page.page.locator("#columns").evaluate("each => each.innerText") == before
    assert page.page.locator("html.printing").count() == 0
    assert page.page.locator("#table").is_hidden()
    if shutil.which("pdftotext"):
        words = " ".join(
            subprocess.run(["pdftotext", out, "-"], capture_output=True, text=True, check=True).stdout.split()
        )
        assert "Trace of Location" in words
        assert "Data uses: 2" in words
        assert "Innovat Softphone application" in words
        assert "digest" in words


def test_in_print_text_is_large_enough_and_no_box_lies_on_another_or_crosses_the_end_of_a_page(
    opened: Open, innovat: Inventory
) -> None:
    page = opened()
    found = page.page.evaluate(
        """() => {
             const pageOf = (y) => Math.floor((y + scrollY) / 718);
             window.dispatchEvent(new Event('beforeprint'));
             const texts = [...document.querySelectorAll('#columns .name, #columns .below, #columns .missing, h2, h3')]
               .filter(each => each.offsetParent).map(each => parseFloat(getComputedStyle(each).fontSize));
             const crossing = [...document.querySelectorAll('.boxes > .box')].filter(each => !each.hidden)
               .map(each => each.getBoundingClientRect())
               .filter(each => each.height < 600 && pageOf(each.top) !== pageOf(each.bottom));
             const overlaps = [...document.querySelectorAll('.column')].flatMap(column => {
               const all = [...column.querySelectorAll('.boxes > .box, h2, h3')].filter(each => !each.hidden)
                 .map(each => each.getBoundingClientRect()).sort((a, b) => a.top - b.top);
               return all.slice(1).filter((each, place) => each.top < all[place].bottom - 0.5);
             });
             const rows = document.querySelectorAll('#table table')[0].querySelectorAll('tbody tr').length;
             const width = document.getElementById('stage').offsetWidth;
             window.dispatchEvent(new Event('afterprint'));
             return [Math.min(...texts), crossing.length, overlaps.length, rows, width];
           }"""
    )
    smallest, crossing, overlaps, rows, width = found
    assert smallest / PIXELS_PER_POINT >= 8
    assert (crossing, overlaps) == (0, 0)
    assert rows == len(innovat.of(DataUse))
    assert width <= 1047
