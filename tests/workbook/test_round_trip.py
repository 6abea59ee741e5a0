"""A workbook that is written, read again and interpreted says what was exported: as xlsx, ods and a zip of CSV."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given

from datamap.inventory import read_inventory
from datamap.model import Inventory
from datamap.model.state import state_of
from datamap.workbook.book import Book, book_of
from datamap.workbook.interpret import base_of, edits_of
from datamap.workbook.read import read_file
from datamap.workbook.write_csv import write_csv
from datamap.workbook.write_ods import write_ods
from datamap.workbook.write_xlsx import write_xlsx
from tests.figures import Figures
from tests.inventories import EDITED as MAKERS
from tests.inventories import Maker
from tests.synthetic import synthetic_inventory
from tests.workbook.proofs import FEW
from tests.workbook.seen_files import ORIGIN, differences, editable

WRITERS: dict[str, Callable[[Book], bytes]] = {"xlsx": write_xlsx, "ods": write_ods, "zip": write_csv}


def assert_comes_back(inventory: Inventory, ending: str, folder: Path) -> None:
    """Write, read and interpret; then nothing is amiss, and every field says what it said."""
    book = book_of(inventory, ORIGIN)
    file = folder / f"edits.{ending}"
    file.write_bytes(WRITERS[ending](book))
    seen = read_file(file)
    edits = edits_of(seen, inventory, inventory)
    state = state_of(inventory)
    assert [str(problem) for problem in edits.problems] == []
    assert edits.notes == ()
    assert differences(edits, state) == {}
    assert {row.id for row in edits.rows} == {record.id for record in editable(inventory)}
    assert (base_of(seen), edits.found) == (book.base, book.base.totals)


@pytest.mark.property
@pytest.mark.parametrize("ending", WRITERS)
def test_any_register_comes_back(ending: str, tmp_path: Path, figures: Figures) -> None:
    tried = []

    @FEW
    @given(MAKERS)
    def comes_back(maker: Maker) -> None:
        tried.append(maker.seed)
        assert_comes_back(maker.inventory(), ending, tmp_path)

    comes_back()
    figures(f"workbooks written and read again, {ending}", generated_registers=len(tried), differing=0)


@pytest.mark.parametrize("ending", WRITERS)
def test_real_records_come_back(ending: str, tmp_path: Path) -> None:
    inventory, _report = read_inventory(Path("inventory"))
    assert_comes_back(inventory.part("org-innovat"), ending, tmp_path)


@pytest.mark.parametrize("ending", WRITERS)
def test_a_larger_register_comes_back(ending: str, tmp_path: Path) -> None:
    assert_comes_back(synthetic_inventory(300), ending, tmp_path)
