"""Which sheet, row and column is which, after all that people do to them."""

import pytest

from datamap.model.state import state_of
from datamap.workbook.base import parts_of
from datamap.workbook.book import book_of
from datamap.workbook.edits import Edits
from datamap.workbook.faults import Fault
from datamap.workbook.interpret import base_of, edits_of
from datamap.workbook.seen import SeenCell, SeenFile, SeenSheet
from tests.workbook.faulty_files import PARTIES, small, untouched
from tests.workbook.seen_files import ORIGIN, Sheet, codes, differences

BASE = book_of(small(), ORIGIN).base


def read(file: SeenFile) -> Edits:
    return edits_of(file, small(), small())


def without_meta(file: SeenFile) -> SeenFile:
    return file._replace(sheets=tuple(sheet for sheet in file.sheets if sheet.title != "_meta"))


@pytest.mark.parametrize(
    "file",
    [
        without_meta(untouched())._replace(names={}),
        without_meta(untouched())._replace(properties={}),
        untouched()._replace(names={}, properties={}),
        untouched()._replace(names={"datamap_base_1": "{damaged"}),
    ],
)
def test_any_one_place_suffices_for_the_base(file: SeenFile) -> None:
    assert base_of(file) == BASE


def test_a_file_without_its_base_is_read_all_the_same() -> None:
    file = without_meta(untouched())._replace(names={}, properties={})
    edits = edits_of(file, small())
    assert edits.base is None
    assert codes(edits) == []
    assert differences(edits, state_of(small())) == {}


def test_two_places_that_contradict_each_other_leave_no_base() -> None:
    other = parts_of(BASE._replace(revision=7))
    edits = read(untouched()._replace(names=other))
    assert (edits.base, codes(edits)) == (None, [Fault.BASE_CONTRADICTS])


def test_a_renamed_sheet_is_known_by_its_keys() -> None:
    file = untouched()
    sheets = tuple(each._replace(title=f"Mine {number}") for number, each in enumerate(file.sheets))
    edits = read(file._replace(sheets=sheets))
    assert codes(edits) == []
    assert differences(edits, state_of(small())) == {}
    assert len(edits.rows) == len(state_of(small()).owners)


def test_a_missing_sheet_is_not_supplied() -> None:
    file = untouched()
    edits = read(file._replace(sheets=tuple(each for each in file.sheets if each.title != PARTIES)))
    assert codes(edits) == []
    assert "party" not in edits.found
    assert [note.message for note in edits.notes] == ["not in the file, so nothing changes there: Parties"]


def test_a_sheet_of_ones_own_is_not_read() -> None:
    mine = SeenSheet("My notes", {(1, 1): SeenCell("buy milk")})
    edits = read(untouched()._replace(sheets=(*untouched().sheets, mine)))
    assert codes(edits) == []
    assert ["'My notes'" in note.message for note in edits.notes] == [True]


def test_a_copied_sheet_is_an_error_that_names_both() -> None:
    file = untouched()
    copy = next(each for each in file.sheets if each.title == PARTIES)._replace(title="Parties (2)")
    (problem,) = read(file._replace(sheets=(*file.sheets, copy))).problems
    assert "'Parties' and 'Parties (2)'" in problem.message
    assert [str(place) for place in problem.related] == ["edits.xlsx!Parties (2)!A1"]


def test_a_missing_column_is_not_supplied() -> None:
    sheet = Sheet(untouched(), PARTIES)
    gone = sheet.column("contract")
    sheet.moved(lambda place: None if place[1] == gone else (place[0], place[1] - (place[1] > gone)))
    edits = read(sheet.file())
    assert codes(edits) == []
    assert all("contract" not in row.words for row in edits.rows)
    assert ["'Contract'" in note.message for note in edits.notes] == [True]


def test_columns_of_ones_own_are_listed_and_not_read() -> None:
    sheet = Sheet(untouched(), PARTIES)
    last = max(column for _row, column in sheet.cells) + 1
    sheet.cells |= {(2, last): SeenCell("Ask Bob"), (3, last): SeenCell("#REF!")}
    edits = read(sheet.file())
    assert codes(edits) == []
    assert ["'Ask Bob'" in note.message for note in edits.notes] == [True]


def test_a_column_that_is_not_read_may_be_one_that_is_missing_and_is_asked_about() -> None:
    sheet = Sheet(untouched(), PARTIES)
    column = sheet.column("country")
    del sheet.cells[1, column]
    sheet.cells[2, column] = SeenCell("Sitz")
    [note, _missing] = read(sheet.file()).notes
    assert "not read: 'Sitz'; if one of them is 'Country', write that as its header" in note.message


def test_a_renamed_header_is_noted_and_does_no_harm_where_the_key_is_there() -> None:
    sheet = Sheet(untouched(), PARTIES)
    sheet.cells[2, sheet.column("contract")] = SeenCell("Vertrag")
    edits = read(sheet.file())
    assert codes(edits) == []
    assert [note.message for note in edits.notes] == [
        "the header 'Vertrag' is read as 'Contract', by the hidden cell above it"
    ]
    assert differences(edits, state_of(small())) == {}


def test_a_renamed_header_without_a_key_is_offered_and_not_taken() -> None:
    sheet = Sheet(untouched(), PARTIES)
    column = sheet.column("contract_date")
    sheet.moved(lambda place: place if place[0] > 1 else None)
    sheet.cells[2, column] = SeenCell("contract dates")
    edits = read(sheet.file())
    assert codes(edits) == [Fault.HEADER_RENAMED]
    assert "'Contract date'" in edits.problems[0].hint
    assert all("contract_date" not in row.words for row in edits.rows)


@pytest.mark.parametrize("header", [" name ", "NAME", "Name *", "\ufeffName", "Name\nArt. 30(1)(d)", "Na\u00adme"])
def test_headers_match_whatever_their_case_and_blanks(header: str) -> None:
    sheet = Sheet(untouched(), PARTIES)
    column = sheet.column("name")
    sheet.moved(lambda place: place if place[0] > 1 else None)
    sheet.cells[2, column] = SeenCell(header)
    assert codes(read(sheet.file())) == []


def test_rows_between_keys_and_headers_do_no_harm() -> None:
    sheet = Sheet(untouched(), PARTIES)
    sheet.moved(lambda place: (place[0] + 3 * (place[0] > 1), place[1]))
    sheet.cells[2, 1] = SeenCell("Parties of Alpha Ltd, as of May")
    edits = read(sheet.file())
    assert codes(edits) == []
    assert differences(edits, state_of(small())) == {}


def test_without_headers_the_keys_alone_do() -> None:
    sheet = Sheet(untouched(), PARTIES)
    sheet.moved(lambda place: None if place[0] == 2 else (place[0] - (place[0] > 2), place[1]))
    edits = read(sheet.file())
    assert codes(edits) == []
    assert edits.found["party"] == BASE.totals["party"]
