"""Which rows are records, old or new, and what becomes of those that are none."""

import json

import pytest

from datamap.model import Party
from datamap.model.state import state_of
from datamap.workbook.base import Scope
from datamap.workbook.edits import Action, Edit, Edits
from datamap.workbook.faults import Fault
from datamap.workbook.interpret import edits_of
from datamap.workbook.seen import Nature, SeenCell
from tests.workbook.faulty_files import PARTIES, small, untouched
from tests.workbook.seen_files import Sheet, codes, differences, seen_file

NUMBER = Nature.NUMBER


def read(sheet: Sheet) -> Edits:
    return edits_of(sheet.file(), small(), small())


def parties() -> Sheet:
    return Sheet(untouched(), PARTIES)


def row_of(edits: Edits, **words: str) -> Edit:
    """The row that says all this."""
    wanted = {(field, json.dumps(text)) for field, text in words.items()}
    (row,) = [row for row in edits.rows if wanted <= set(row.words.items())]
    return row


def test_a_row_without_an_id_is_a_new_record() -> None:
    sheet = parties()
    sheet.add(organisation="Alpha Ltd", name="Golf", country="Germany")
    edits = read(sheet)
    row = row_of(edits, name="Golf")
    assert (codes(edits), row.id, row.organisation, row.words["country"]) == ([], "", "org-a", '"DE"')
    assert row.new
    assert edits.found["party"] == 8


def test_references_find_records_that_are_new_in_the_same_file() -> None:
    sheet = parties()
    sheet.add(organisation="Alpha Ltd", name="Golf")
    other = Sheet(sheet.file(), "Data uses")
    other.put("use-a-mail", "recipients", "golf\nAcme")
    edits = read(other)
    assert codes(edits) == []
    (use,) = [row for row in edits.rows if row.id == "use-a-mail"]
    assert json.loads(use.words["recipients"] or "") == [row_of(edits, name="Golf").new, "party-a-acme"]


def test_a_new_organisation_keeps_new_records() -> None:
    sheet = parties()
    sheet.add(organisation="Gamma Ltd", name="Golf")
    other = Sheet(sheet.file(), "Organisations")
    other.add(name="Gamma Ltd")
    edits = read(other)
    assert codes(edits) == []
    assert row_of(edits, name="Golf").organisation == row_of(edits, name="Gamma Ltd").new


@pytest.mark.parametrize("words", ["Data protection officer", "data protection  OFFICER", "dpo_name"])
def test_evidence_names_a_field_by_its_title_or_as_older_files_did(words: str) -> None:
    sheet = Sheet(seen_file(small()), "Evidence")
    assert sheet.cells[sheet.row("evidence-a"), sheet.column("field")].words == "Name"
    sheet.put("evidence-a", "record", "organisation: Alpha Ltd")
    sheet.put("evidence-a", "field", words)
    sheet.add(
        organisation="Alpha Ltd", record="organisation: Alpha Ltd", field=words, document="Privacy policy", phrase="y"
    )
    edits = read(sheet)
    assert codes(edits) == []
    assert [row.words["field"] for row in edits.rows if "field" in row.words] == ['"dpo_name"'] * 2


def test_a_file_that_says_the_names_of_fields_changes_nothing() -> None:
    sheet = Sheet(seen_file(small()), "Evidence")
    sheet.put("evidence-a", "field", "name")
    assert differences(read(sheet), state_of(small())) == {}


def test_a_field_that_there_is_not_comes_with_the_nearest_titles() -> None:
    sheet = Sheet(seen_file(small()), "Evidence")
    sheet.put("evidence-a", "field", "Departement")
    (problem,) = read(sheet).problems
    told = "records of this kind (activity) have no field 'Departement'"
    assert (problem.message, problem.hint) == (told, "did you mean 'Department'?")


def test_evidence_for_a_new_record_names_its_fields() -> None:
    sheet = parties()
    sheet.add(organisation="Alpha Ltd", name="Golf")
    other = Sheet(sheet.file(), "Evidence")
    other.add(
        organisation="Alpha Ltd",
        record="party: Golf",
        field="Location as stated",
        document="Privacy policy",
        phrase="y",
    )
    edits = read(other)
    assert codes(edits) == []
    assert row_of(edits, phrase="y").words["field"] == '"location"'


def test_a_renamed_record_is_found_under_both_names() -> None:
    sheet = parties()
    sheet.put("party-a-acme", "name", "Acme Holding")
    sheet.put("party-a-bolt", "parent", "ACME holding")
    sheet.put("party-a-cargo", "parent", "Acme")
    edits = read(sheet)
    assert codes(edits) == []
    assert differences(edits, state_of(small())) == {
        ("party-a-acme", "name"): ('"Acme"', '"Acme Holding"'),
        ("party-a-bolt", "parent"): (None, '"party-a-acme"'),
        ("party-a-cargo", "parent"): (None, '"party-a-acme"'),
    }


def test_names_of_before_and_of_now_are_both_known() -> None:
    now = small()
    acme = now.records["party-a-acme"]
    renamed = type(now)({**now.records, acme.id: type(acme)(id=acme.id, organisation="org-a", name="Acme New")})  # type: ignore[call-arg]
    sheet = parties()
    sheet.put("party-a-bolt", "parent", "Acme New")
    sheet.put("party-a-cargo", "parent", "Acme")
    edits = edits_of(sheet.file(), renamed, small())
    assert codes(edits) == []
    assert {row.words["parent"] for row in edits.rows if row.id in ("party-a-bolt", "party-a-cargo")} == {
        '"party-a-acme"'
    }


def test_an_id_that_came_after_the_export_is_known() -> None:
    now = small()
    before = type(now)({id: each for id, each in now.records.items() if id != "party-b-zulu"})
    edits = edits_of(untouched(), now, before)
    assert codes(edits) == []


def test_two_rows_that_say_the_same_are_one() -> None:
    sheet = parties()
    row = sheet.row("party-a-bolt")
    sheet.cells |= {(sheet.last + 1, column): cell for (at, column), cell in sheet.cells.items() if at == row}
    edits = read(sheet)
    assert codes(edits) == []
    assert [row.id for row in edits.rows].count("party-a-bolt") == 1
    assert ["counts once" in note.message for note in edits.notes] == [True]


def test_a_copied_row_with_its_id_emptied_is_a_new_record() -> None:
    sheet = parties()
    row, new = sheet.row("party-a-bolt"), sheet.last + 1
    sheet.cells |= {(new, column): cell for (at, column), cell in sheet.cells.items() if at == row and column > 1}
    sheet.cells[new, sheet.column("name")] = SeenCell("Bolt 2")
    edits = read(sheet)
    assert codes(edits) == []
    assert row_of(edits, name="Bolt 2").words["contract"] == '"C-1"'


def test_an_unknown_id_comes_with_the_nearest_ones() -> None:
    sheet = parties()
    sheet.cells[sheet.row("party-a-bolt"), 1] = SeenCell("party-a-bold")
    (problem,) = read(sheet).problems
    assert problem.code == Fault.UNKNOWN_ID
    assert "'party-a-bolt'" in problem.hint


def test_an_unknown_id_is_answered_with_ids_of_the_part_that_was_exported() -> None:
    sheet = Sheet(seen_file(small(), Scope(("org-a",))), PARTIES)
    inside, outside = (
        next(each.id for each in small().of(Party) if each.organisation == org) for org in ("org-a", "org-b")
    )
    hints = []
    for id in (inside, outside):
        sheet.cells[sheet.row(inside), 1] = SeenCell(f"{id}x")
        hints += [problem.hint for problem in read(sheet).problems if problem.code == Fault.UNKNOWN_ID]
        sheet.cells[sheet.row(f"{id}x"), 1] = SeenCell(inside)
    assert (f"'{inside}'" in hints[0], f"'{outside}'" in hints[1]) == (True, False)


@pytest.mark.parametrize("id", ["PARTY-A-BOLT", " party-a-bolt\u00a0", "Party-a-bolt"])
def test_an_id_may_stand_with_blanks_and_capitals(id: str) -> None:
    sheet = parties()
    sheet.cells[sheet.row("party-a-bolt"), 1] = SeenCell(id)
    edits = read(sheet)
    assert codes(edits) == []
    assert {row.id for row in edits.rows} == set(state_of(small()).owners)


@pytest.mark.parametrize(
    "cells",
    [
        {"id": "Total", "name": SeenCell("8", NUMBER, True)},
        {"id": "Total:"},
        {"name": SeenCell("8", NUMBER, True)},
        {"name": "Total", "contract": SeenCell("8", NUMBER)},
        {"country": "Germany"},
        {"organisation": "Alpha Ltd"},
        {"description": "as agreed with Bob on Monday"},
        {"id": "as agreed with Bob"},
    ],
)
def test_totals_and_remarks_are_a_problem_and_no_record(cells: dict[str, SeenCell | str]) -> None:
    sheet = parties()
    sheet.add(**cells)
    edits = read(sheet)
    assert codes(edits) == [Fault.NO_RECORD]
    assert all(row.id for row in edits.rows)


def test_a_total_in_a_required_cell_is_told_as_what_it_is() -> None:
    sheet = parties()
    sheet.add(name="Total", contract=SeenCell("8", NUMBER))
    (problem,) = read(sheet).problems
    assert "'Total' stands in it, as over a sum" in problem.message


def test_gaps_between_rows_mean_nothing() -> None:
    sheet = parties()
    sheet.moved(lambda place: (place[0] * 500, place[1]) if place[0] > 2 else place)
    edits = read(sheet)
    assert codes(edits) == []
    assert edits.found["party"] == 8


def test_rows_that_hold_blanks_and_a_fingerprint_alone_are_no_rows() -> None:
    sheet = parties()
    sheet.add(id=" ", name="\u00a0", check="abcd-efgh")
    assert codes(read(sheet)) == []


def test_hidden_rows_are_read_and_counted() -> None:
    sheet = parties()
    number = sheet.put("party-a-bolt", "contract", "C-99")[0]
    sheet.hidden = frozenset({number, number + 1})
    edits = read(sheet)
    assert row_of(edits, contract="C-99").is_hidden
    assert [note.message for note in edits.notes] == [
        "2 rows are hidden on the sheet 'Parties', and read like all others"
    ]


@pytest.mark.parametrize("word", ["delete", "DELETE", " Delete "])
def test_the_word_in_the_action_column_deletes(word: str) -> None:
    sheet = parties()
    sheet.put("party-a-bolt", "action", word)
    edits = read(sheet)
    assert codes(edits) == []
    assert [row.id for row in edits.rows if row.action is Action.DELETE] == ["party-a-bolt"]


def test_a_row_without_required_cells_may_be_deleted() -> None:
    sheet = parties()
    sheet.put("party-a-bolt", "action", "delete")
    sheet.put("party-a-bolt", "name", "")
    assert codes(read(sheet)) == []


def test_where_the_base_is_unknown_a_blank_cell_says_nothing() -> None:
    sheet = parties()
    sheet.put("party-a-bolt", "name", "")
    assert codes(edits_of(sheet.file(), small())) == []


def test_merged_cells_clear_nothing() -> None:
    from tests.workbook.faulty_files import FAULTY

    faulty = FAULTY[Fault.MERGED_CELLS](untouched())
    edits = edits_of(faulty.file, small(), small())
    assert differences(edits, state_of(small())) == {}


def test_two_edits_do_not_look_like_a_sort() -> None:
    sheet = parties()
    sheet.put("party-a-acme", "name", "Bolt")
    sheet.put("party-a-bolt", "name", "Acme")
    assert codes(read(sheet)) == []


def test_many_edits_do_not_look_like_a_sort() -> None:
    sheet = parties()
    for id in ("acme", "bolt", "cargo", "delta", "echo", "foxtrot"):
        sheet.put(f"party-a-{id}", "country", "Germany")
    assert codes(read(sheet)) == []


def test_a_sort_that_left_out_the_hidden_column_is_a_sort_of_whole_rows() -> None:
    sheet = parties()
    rows = sorted({row for row, _column in sheet.cells if row > 2})
    turned = dict(zip(rows, reversed(rows), strict=True))
    check = sheet.column("check")
    sheet.moved(lambda place: (turned.get(place[0], place[0]), place[1]) if place[1] != check else place)
    edits = read(sheet)
    assert codes(edits) == []
    assert differences(edits, state_of(small())) == {}


def test_names_are_those_of_the_part_that_was_exported() -> None:
    file = seen_file(small(), Scope(("org-a",)))
    sheet = Sheet(file, PARTIES)
    sheet.put("party-a-bolt", "parent", "Acme")
    edits = edits_of(sheet.file(), small(), small())
    assert codes(edits) == []
    assert row_of(edits, parent="party-a-acme").id == "party-a-bolt"
