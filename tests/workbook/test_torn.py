"""Columns that were sorted without the others are told, however few of their cells that moves; edits are not."""

from collections.abc import Callable, Sequence

import pytest

from datamap.model import NOT_RECORDED, Inventory, Organisation, Party, YesNo, inventory_of
from datamap.workbook.faults import Fault
from datamap.workbook.interpret import edits_of
from datamap.workbook.seen import SeenCell
from tests.workbook.faulty_files import PARTIES
from tests.workbook.seen_files import Sheet, codes, seen_file

ROWS = 24
SOME = (5, 11, 17)
Order = Callable[[Sequence[str]], Sequence[str]]


def sparse() -> Inventory:
    """Parties of which few have a contact, and few are a category."""
    parties = (
        Party(
            id=f"party-a-{number}",
            organisation="org-a" if number % 3 else "org-b",
            name=f"Party {number:02}",
            description=f"Does number {(number * 7) % ROWS}",
            is_category=YesNo.YES if number in SOME else YesNo.NO,
            contact=f"c{number}@example.org" if number in SOME else NOT_RECORDED,
        )
        for number in range(ROWS)
    )
    organisations = (Organisation(id=f"org-{name}", name=f"Org {name}") for name in "ab")
    return inventory_of([*organisations, *parties])


def read(field: str, order: Order, first: int = 0, last: int = ROWS) -> list[str]:
    """The codes of what is told of a file in which some rows of a column were put into another order."""
    inventory = sparse()
    sheet = Sheet(seen_file(inventory), PARTIES)
    column = sheet.column(field)
    texts = [sheet.cells.get((row, column), SeenCell("")).words for row in range(3, 3 + ROWS)]
    texts[first:last] = order(texts[first:last])
    sheet.cells |= {(row, column): SeenCell(text) for row, text in enumerate(texts, 3)}
    return codes(edits_of(sheet.file(), inventory, inventory))


def ascending(texts: Sequence[str]) -> Sequence[str]:
    """As programs sort: what is empty stands last."""
    return [*sorted(filter(None, texts)), *(text for text in texts if not text)]


def descending(texts: Sequence[str]) -> Sequence[str]:
    return [*sorted(filter(None, texts), reverse=True), *(text for text in texts if not text)]


@pytest.mark.parametrize(
    ("field", "order"),
    [
        *((field, order) for field in ("contact", "is_category", "description") for order in (ascending, descending)),
        ("organisation", descending),  # rows are exported in the other order
    ],
)
def test_a_column_with_few_values_that_was_sorted_alone_is_told_in_one_sentence(field: str, order: Order) -> None:
    assert read(field, order) == [Fault.TORN_APART]


@pytest.mark.parametrize("order", [ascending, descending])
def test_a_block_of_a_column_that_was_sorted_alone_is_told(order: Order) -> None:
    assert read("description", order, 4, 11) == [Fault.TORN_APART]


def test_answers_that_were_turned_round_are_edits() -> None:
    def turned(texts: Sequence[str]) -> list[str]:
        other = {"yes": "no", "no": "yes"}
        return [other[text] if row in (*SOME, 2, 9, 20) else text for row, text in enumerate(texts)]

    assert read("is_category", turned) == []


def test_two_texts_that_were_exchanged_are_edits() -> None:
    assert read("description", lambda texts: [texts[1], texts[0], *texts[2:]]) == []
