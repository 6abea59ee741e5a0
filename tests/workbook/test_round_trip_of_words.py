"""What is exported and not touched says what it said: for any inventory, and in any order of rows and columns."""

import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from datamap.model import Evidence, Inventory, Organisation, Party, inventory_of
from datamap.model.state import State, state_of
from datamap.workbook.edits import Edits
from datamap.workbook.interpret import edits_of
from datamap.workbook.seen import SeenCell, SeenFile, SeenSheet
from tests.figures import Figures
from tests.inventories import EDITED as MAKERS
from tests.inventories import Maker
from tests.synthetic import synthetic_inventory
from tests.workbook.proofs import SOME
from tests.workbook.seen_files import codes, differences, editable, said_by, seen_file


def assert_says_what_it_said(edits: Edits, inventory: Inventory) -> None:
    state = state_of(inventory)
    assert [str(problem) for problem in edits.problems] == []
    assert differences(edits, state) == {}
    assert {row.id for row in edits.rows} == {record.id for record in editable(inventory)}


@SOME
@given(MAKERS)
def test_an_untouched_file_says_what_was_exported(maker: Maker) -> None:
    inventory = maker.inventory()
    edits = edits_of(seen_file(inventory), inventory, inventory)
    assert_says_what_it_said(edits, inventory)
    assert edits.base is not None
    assert edits.found == edits.base.totals


def shuffled(file: SeenFile, chance: random.Random) -> SeenFile:
    """The same file with the rows and columns of every sheet of records in another order."""
    return file._replace(sheets=tuple(_shuffled(sheet, chance) for sheet in file.sheets[:-2]) + file.sheets[-2:])


def _shuffled(sheet: SeenSheet, chance: random.Random) -> SeenSheet:
    rows = sorted({row for row, _column in sheet.cells if row > 2})
    columns = sorted({column for _row, column in sheet.cells})
    row_at = dict(zip(rows, chance.sample(rows, len(rows)), strict=True)) | {1: 1, 2: 2}
    column_at = dict(zip(columns, chance.sample(columns, len(columns)), strict=True))
    return sheet._replace(cells={(row_at[row], column_at[column]): cell for (row, column), cell in sheet.cells.items()})


@pytest.mark.property
def test_no_order_of_rows_and_columns_means_anything(figures: Figures) -> None:
    tried = []

    @SOME
    @given(MAKERS, st.randoms(use_true_random=False))
    def means_nothing(maker: Maker, chance: random.Random) -> None:
        tried.append(maker.seed)
        inventory = maker.inventory()
        # Without fingerprints every cell is read, not only told by them to be as it was.
        file = chance.choice([without_whole_rows, lambda file: file])(seen_file(inventory))
        edits = edits_of(shuffled(file, chance), inventory, inventory)
        assert_says_what_it_said(edits, inventory)
        assert said_by(edits) == said_by(edits_of(file, inventory, inventory))

    means_nothing()
    figures("rows and columns of workbooks in any order", permutations=len(tried), differing=0)


def without_whole_rows(file: SeenFile) -> SeenFile:
    """The same file as if no fingerprint told whether a whole row is as it was."""
    form = re.compile(r"([a-z]{4}(?:-[a-z]{4})+)-[a-z]{16}")
    sheets = []
    for sheet in file.sheets:
        cells = {place: cell._replace(words=form.sub(r"\1", cell.words)) for place, cell in sheet.cells.items()}
        sheets.append(sheet._replace(cells=cells))
    return file._replace(sheets=tuple(sheets))


def asked_by(edits: Edits, state: State) -> set[tuple[str, str, str | None]]:
    """The fields that edits would change, and the actions that they ask for."""
    asked = {(id, field, words) for (id, field), (_was, words) in differences(edits, state).items()}
    return asked | {(row.id, "action", str(row.action)) for row in edits.rows}


@pytest.mark.property
@SOME
@given(MAKERS, st.randoms(use_true_random=False))
def test_rows_that_a_fingerprint_lets_pass_are_read_alike_without_it(maker: Maker, chance: random.Random) -> None:
    inventory = maker.inventory()
    file = shuffled(seen_file(inventory), chance)
    sheets = list(file.sheets[:-2])
    for number, sheet in enumerate(sheets):
        cells = dict(sheet.cells)
        for place in chance.sample(sorted(cells), min(3, len(cells))):
            if place[0] > 2:
                cells[place] = chance.choice([SeenCell("none"), SeenCell("x"), SeenCell("Acme"), SeenCell("1")])
        sheets[number] = sheet._replace(cells=cells)
    edited = file._replace(sheets=(*sheets, *file.sheets[-2:]))
    passed, read = (edits_of(each, inventory, inventory) for each in (edited, without_whole_rows(edited)))
    state = state_of(inventory)
    assert asked_by(passed, state) == asked_by(read, state)
    assert (passed.problems, passed.found) == (read.problems, read.found)


@SOME
@given(MAKERS)
def test_without_its_keys_a_sheet_is_read_by_its_headers(maker: Maker) -> None:
    inventory = maker.inventory()
    file = seen_file(inventory)
    sheets = [
        sheet._replace(cells={(row - 1, column): cell for (row, column), cell in sheet.cells.items() if row > 1})
        for sheet in file.sheets[:-2]
    ]
    assert_says_what_it_said(edits_of(file._replace(sheets=tuple(sheets)), inventory, inventory), inventory)


def test_what_people_write_is_no_key_of_a_column_even_if_its_words_are() -> None:
    """Two cells of one row hold the words of a key; the row above, with the keys themselves, was deleted."""
    words = "data_use.recipients"
    inventory = inventory_of([
        Organisation(id="org-a", name="Acme"),
        Party(id="party-a", organisation="org-a", name=words, description=words),
    ])  # fmt: skip
    file = seen_file(inventory)
    sheets = [
        sheet._replace(cells={(row - 1, column): cell for (row, column), cell in sheet.cells.items() if row > 1})
        for sheet in file.sheets[:-2]
    ]
    assert_says_what_it_said(edits_of(file._replace(sheets=tuple(sheets)), inventory, inventory), inventory)


@pytest.mark.parametrize("above", [1, 7, 40])
def test_rows_above_the_headers_do_no_harm(above: int) -> None:
    inventory = synthetic_inventory(100)
    file = seen_file(inventory)
    sheets = [
        sheet._replace(cells={(row + above, column): cell for (row, column), cell in sheet.cells.items()})
        for sheet in file.sheets
    ]
    assert_says_what_it_said(edits_of(file._replace(sheets=tuple(sheets)), inventory, inventory), inventory)


def test_new_rows_say_what_they_were_made_of_and_find_one_another_by_name() -> None:
    """The ids of an export are taken out, and read as the new rows of a register that holds the organisation alone."""
    made = synthetic_inventory(100)
    # Names that several records bear are told apart by ids, which new rows do not have.
    whole = inventory_of(record for record in made.kept() if not isinstance(record, Evidence))
    only = inventory_of([whole.get(Organisation, "org-o0")])
    file = seen_file(whole)
    ids = {
        f"new-{cell.words.partition('.')[0]}-{row}": words.words
        for sheet in file.sheets
        for (row, column), words in sheet.cells.items()
        if column == 1 and row > 2 and (cell := sheet.cells[1, 1]).words.endswith(".id")
    }
    sheets = tuple(
        sheet._replace(cells={place: cell for place, cell in sheet.cells.items() if place[1] > 1 or place[0] < 3})
        for sheet in file.sheets[1:]
        if sheet.cells[1, 1].words.endswith(".id")
    )
    edits = edits_of(file._replace(sheets=sheets), only)
    facts = {(key.record, key.field): words for key, words in state_of(whole).facts.items() if key.record != "org-o0"}
    said = {}
    for row in edits.rows:
        for field, words in row.words.items():
            known = re.sub(r"new-[a-z_]+-\d+", lambda found: ids[found[0]], words) if words else words
            if known:
                said[ids[row.new], field] = known
    assert codes(edits) == []
    assert said == facts
    assert {row.organisation for row in edits.rows} == {"org-o0"}
