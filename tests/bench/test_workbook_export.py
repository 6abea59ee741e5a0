"""Exporting costs little more than the raw writer that writes the same cells, and grows with the register."""

import io
import time

import pytest

from datamap.model import Inventory
from datamap.workbook.book import Book, Origin, book_of
from datamap.workbook.write_xlsx import write_xlsx
from tests.bench.measure import in_turns, peak, say
from tests.synthetic import synthetic_inventory

ORIGIN = Origin("register", 1, "hash")
# Data uses, of which each brings its share of all other records, so that there are 200,000 and 2,000,000 cells.
SMALL, LARGE = 5_300, 53_000


def export(inventory: Inventory) -> bytes:
    return write_xlsx(book_of(inventory, ORIGIN))


def raw(book: Book) -> bytes:
    """XlsxWriter as its manual shows it: the same texts in cells formatted as text, the empty ones by their columns."""
    from xlsxwriter import Workbook

    target = io.BytesIO()
    file = Workbook(target, {"in_memory": True})
    text = file.add_format({"num_format": "@", "text_wrap": True, "valign": "top", "border": 1, "locked": False})
    for sheet in book.sheets:
        page = file.add_worksheet(sheet.title)
        page.set_column(0, len(sheet.headers) - 1, None, text)
        for at, row in enumerate((sheet.headers, *sheet.rows)):
            for number, words in enumerate(row):
                if words:
                    page.write_string(at, number, words, text)
    file.close()
    return target.getvalue()


@pytest.fixture(scope="module")
def inventory(proving: bool) -> Inventory:
    inventory = synthetic_inventory(LARGE if proving else SMALL)
    inventory.kept()
    return inventory


def test_export_takes_at_most_one_and_a_half_times_the_raw_writer(
    inventory: Inventory, proving: bool, slack: float
) -> None:
    book = book_of(inventory, ORIGIN)
    cells = sum(len(sheet.rows) * len(sheet.headers) for sheet in book.sheets)
    assert cells >= (2_000_000 if proving else 200_000)
    ours, theirs = in_turns(
        lambda: export(inventory), lambda: raw(book), rounds=1 if proving else 3, of=min, clock=time.process_time
    )
    told = say(f"export of {cells:,} cells: {ours:.2f} s, raw {theirs:.2f} s, ratio {ours / theirs:.2f}")
    assert ours <= slack * 1.5 * theirs, told


def test_export_holds_at_most_twice_the_memory_of_the_raw_writer(inventory: Inventory) -> None:
    book = book_of(inventory, ORIGIN)
    ours, theirs = peak(lambda: export(inventory)), peak(lambda: raw(book))
    told = say(f"export: {ours / 1e6:.0f} MB, raw {theirs / 1e6:.0f} MB, ratio {ours / theirs:.2f}")
    assert ours <= 2 * theirs, told


def test_export_grows_no_faster_than_the_register(slack: float) -> None:
    def cost(uses: int) -> float:
        inventory = synthetic_inventory(uses)
        inventory.kept()
        start = time.process_time()
        export(inventory)
        return time.process_time() - start

    cost(100)
    small, large = min(cost(500) for _ in range(2)), cost(4_000)
    assert large <= slack * 10 * small, say(f"export of eight times as much: {large / small:.1f} times as long")
