"""The record of an organisation costs little more than the raw writer that writes the same cells, large or small.

The writer's time grows with the cells: ours does, too, since the same limit holds at both sizes.
"""

import io
import time
from collections.abc import Iterator

import pytest

from datamap.exports.profiles import book_of as profile_book
from datamap.exports.profiles import fill, read_profile
from datamap.exports.record import record_of, render_record
from datamap.exports.record.workbook import book_of
from datamap.exports.sheets import Book
from datamap.exports.sheets.as_xlsx import render_xlsx
from datamap.exports.sheets.measure import count_lines
from datamap.model import Inventory, Organisation, Record, inventory_of
from tests import synthetic
from tests.bench.measure import in_turns, peak, say

ORG = "org-o0"
FEW, SMALL, LARGE = 15, 200, 2_000
ACTIVITIES_OF_A_SYSTEM = 3
MOST = {"art30": 1.5, "ico": 1.5, "cnil": 1.5, "uodo": 2.0, "apd": 2.0, "nl": 2.0, "edps": 2.0, "cnpd-lu": 3.0}
"""Times the raw writer. The digest of the records is known: like reading them, it is paid once for all files.

A layout of few cells to an activity costs more beside the writer: what its cells tell is as much as in a large one.
"""


def register(systems: int) -> Inventory:
    """One organisation with so many systems, each of three activities of two data uses."""

    def records() -> Iterator[Record]:
        yield Organisation(id=ORG, name="Company 0, Ltd.", country="DE")
        for number in range(systems):
            for record in synthetic.catalogues(f"o{number}", number):
                yield owned(record)
            for index in range(ACTIVITIES_OF_A_SYSTEM):
                yield from map(owned, some(synthetic.activity(f"o{number}", number, index)))

    return inventory_of(records())


def some(records: Iterator[Record]) -> Iterator[Record]:
    """An activity without its eight last data uses and all evidence."""
    for record in records:
        kind, _, rest = record.id.partition("-")
        if kind == "evidence" or (kind == "use" and int(rest.rpartition("-")[2]) > 1):
            continue
        yield record


def owned(record: Record) -> Record:
    """The record as one of the only organisation."""
    import dataclasses

    changed: Record = dataclasses.replace(record, organisation=ORG)  # type: ignore[call-arg]  # all that is made here is kept
    return changed


def raw(book: Book) -> bytes:
    """XlsxWriter as its manual shows it: the same words in the same cells with the same looks and heights."""
    from xlsxwriter import Workbook

    target = io.BytesIO()
    file = Workbook(target, {"in_memory": True})
    formats = {name: file.add_format(dict(look)) for name, look in book.styles.items()}
    for sheet in book.sheets:
        page = file.add_worksheet(sheet.name)
        for number, row in enumerate(sheet.rows):
            page.set_row(number, row.height)
            for first, last, text, style, down in row.cells:
                if last > first or down > 1:
                    page.merge_range(number, first, number + down - 1, last, text, formats[style])
                else:
                    page.write_string(number, first, text, formats[style])
    file.close()
    return target.getvalue()


@pytest.fixture(scope="module")
def inventory(proving: bool) -> Inventory:
    return register(LARGE if proving else SMALL)


def ropa(inventory: Inventory) -> bytes:
    return render_record(record_of(inventory, ORG))


def book(layout: str, inventory: Inventory) -> Book:
    count_lines.cache_clear()  # nobody asks for the same record twice
    if layout == "art30":
        return book_of(record_of(inventory, ORG))
    return profile_book(fill(inventory, ORG, read_profile(layout)))


@pytest.mark.parametrize("layout", MOST)
def test_a_record_takes_little_longer_than_the_raw_writer(
    layout: str, inventory: Inventory, proving: bool, slack: float
) -> None:
    if not proving and layout not in ("art30", "ico"):
        inventory = register(FEW)
    inventory.kept()
    made = book(layout, inventory)
    cells = sum(len(row.cells) for sheet in made.sheets for row in sheet.rows)
    ours, theirs = in_turns(
        lambda: render_xlsx(book(layout, inventory)), lambda: raw(made), rounds=1, of=min, clock=time.process_time
    )
    told = say(f"{layout}: {cells:,} cells: {ours:.2f} s, raw {theirs:.2f} s, ratio {ours / theirs:.2f}")
    assert ours <= slack * MOST[layout] * theirs, told


def test_a_record_holds_at_most_three_times_the_memory_of_the_raw_writer() -> None:
    inventory = register(60)
    made = book("art30", inventory)
    ours, theirs = peak(lambda: ropa(inventory)), peak(lambda: raw(made))
    told = say(f"record: {ours / 1e6:.0f} MB, raw {theirs / 1e6:.0f} MB, ratio {ours / theirs:.2f}")
    assert ours <= 3 * theirs, told
