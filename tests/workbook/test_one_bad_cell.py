"""Corrupt one cell of any file, and exactly one problem names exactly that cell; all other rows say what they said."""

from collections import Counter

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from datamap.model import Inventory, Record, Value, facts_of, kind_of
from datamap.problems import CellLocation
from datamap.workbook.interpret import edits_of
from datamap.workbook.seen import Nature, SeenCell
from tests.figures import Figures
from tests.inventories import EDITED as MAKERS
from tests.inventories import Maker
from tests.workbook.proofs import SOME
from tests.workbook.seen_files import Sheet, editable, seen_file

ANY = [
    SeenCell("#REF!", Nature.ERROR),
    SeenCell("#N/A"),
    SeenCell("=A1+1", Nature.UNCALCULATED, True),
    SeenCell("0.123", Nature.NUMBER),
    SeenCell("2024-05-25T12:30:00", Nature.DATE),
]
BY_VALUE = {
    Value.TEXT: [SeenCell("45437", Nature.NUMBER), SeenCell("false", Nature.BOOLEAN), SeenCell("x" * 40_000)],
    Value.REFERENCE: [SeenCell("Xyzzy 9731"), SeenCell("45437", Nature.NUMBER)],
    Value.DATE: [SeenCell("03/04/2025"), SeenCell("soon"), SeenCell("45437", Nature.NUMBER)],
    Value.NUMBER: [SeenCell("four"), SeenCell("1.5", Nature.NUMBER), SeenCell("-1")],
    Value.CHOICE: [SeenCell("perhaps"), SeenCell("2024-05-25", Nature.DATE)],
    Value.DURATION: [SeenCell("a while"), SeenCell("7", Nature.NUMBER)],
}


@pytest.mark.property
def test_one_bad_cell_is_told_once_and_in_its_place(figures: Figures) -> None:
    tried: Counter[str] = Counter()

    @SOME
    @given(MAKERS, st.data())
    def is_told(maker: Maker, data: st.DataObject) -> None:
        inventory = maker.inventory()
        record = data.draw(st.sampled_from(editable(inventory)))
        field = data.draw(st.sampled_from(list(facts_of(type(record)))))
        value = facts_of(type(record))[field].value
        bad = data.draw(st.sampled_from(ANY + BY_VALUE[value] if field != "id" else [SeenCell("Xyzzy"), *ANY]))
        assert_told_once(inventory, record, field, bad)
        tried[bad.nature] += 1

    is_told()
    figures("one corrupt cell in a workbook", workbooks=tried.total(), told_once_at_that_cell=tried.total())


def assert_told_once(inventory: Inventory, record: Record, field: str, bad: SeenCell) -> None:
    """Corrupt one cell; then one problem names it, and all other rows say what they said."""
    file = seen_file(inventory)
    kind = kind_of(record).name
    title = next(each.title for each in file.sheets if each.cells.get((1, 1), SeenCell("")).words == f"{kind}.id")
    sheet = Sheet(file, title)
    place = sheet.put(record.id, field, bad)
    assume(sheet.cells[place] != file.sheets[[each.title for each in file.sheets].index(title)].cells.get(place))
    edits = edits_of(sheet.file(), inventory, inventory)
    (problem,) = edits.problems
    assert problem.location == CellLocation("edits.xlsx", title, *place)
    assert {row.id for row in edits.rows} | {record.id} == {each.id for each in editable(inventory)}
    assert [row.id for row in edits.rows if row.words and row.id != record.id] == []
