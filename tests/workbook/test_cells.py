"""What one cell says: text, names, days, numbers, yes and no, as people and programs write them."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from datamap.model import Organisation, Party, inventory_of
from datamap.model.state import state_of
from datamap.workbook.edits import Edits
from datamap.workbook.error_values import is_error_value
from datamap.workbook.faults import Fault
from datamap.workbook.interpret import edits_of
from datamap.workbook.seen import Nature, SeenCell
from datamap.workbook.tidy import tidy
from tests.workbook.faulty_files import small, untouched
from tests.workbook.proofs import MANY
from tests.workbook.seen_files import Sheet, codes, differences, seen_file

ACME = "party-a-acme"
GREEK_YES, GREEK_NO = "\u03bd\u03b1\u03b9", "\u03cc\u03c7\u03b9"


def read(field: str, cell: SeenCell | str, id: str = ACME, title: str = "Parties") -> Edits:
    sheet = Sheet(untouched(), title)
    sheet.put(id, field, cell)
    return edits_of(sheet.file(), small(), small())


def words(edits: Edits, field: str, id: str = ACME) -> object:
    """What the edits say of a field, decoded; a blank one is ''."""
    (row,) = [row for row in edits.rows if row.id == id]
    said = row.words[field]
    return "" if said is None else json.loads(said)


@pytest.mark.parametrize(
    "text", ["NA", "NO", "no", "n/a", "Null", "TRUE", "-", "0", "=1+1", "'quoted", "1E5", "SEP-12"]
)
def test_text_that_reads_like_something_else_is_text(text: str) -> None:
    assert words(read("description", text), "description") == text


@pytest.mark.parametrize(
    ("text", "kept", "noted"),
    [
        ("Acme\u00a0Ltd", "Acme Ltd", "spaces that do not break"),
        ("  Acme  ", "Acme", "blanks at the ends"),
        ("Ac\u200bme", "Acme", "signs without width"),
        ("\ufeffAcme", "Acme", "signs without width"),
        ("Ac\u00adme", "Acme", "signs without width"),
        ("Ac\u200dme", "Acme", "signs without width"),
        ("Ac\x0bme", "Acme", "control characters"),
    ],
)
def test_what_nobody_sees_is_taken_out_with_a_note(text: str, kept: str, noted: str) -> None:
    edits = read("description", text)
    assert words(edits, "description") == kept
    assert codes(edits) == []
    assert [noted in note.message for note in edits.notes] == [True]


@pytest.mark.parametrize("text", ["👩\u200d👧", "क\u094d\u200dष", "“smart” ‘quotes’ – dash…", "x\ny", "e\u0301tude"])
def test_signs_that_mean_something_stay(text: str) -> None:
    edits = read("description", text)
    assert words(edits, "description") == text.replace("e\u0301", "é")
    assert edits.notes == ()


def test_line_ends_of_other_systems_are_line_ends() -> None:
    assert words(read("description", "a\r\nb\rc"), "description") == "a\nb\nc"


@MANY
@given(st.text())
def test_tidy_text_stays_as_it_is(text: str) -> None:
    once = tidy(text)
    assert tidy(once.words).words == once.words
    assert tidy(once.words).removed == ()


def test_what_differs_from_before_in_unseen_signs_alone_is_no_change() -> None:
    edits = read("description", " \u200b")
    assert words(edits, "description") == ""
    edits = read("name", "Acme\u00a0\u200b")
    assert words(edits, "name") == "Acme"
    [note] = edits.notes
    assert "spaces that do not break; what is left is what was there before" in note.message
    assert read("description", "  ").notes == ()


@pytest.mark.parametrize("text", ["germany", "GERMANY", " Germany ", "DE", "Ger\u200bmany", "Germany\u00a0"])
def test_names_match_whatever_their_case_and_blanks(text: str) -> None:
    assert words(read("country", text, "party-a-bolt"), "country", "party-a-bolt") == "DE"


@pytest.mark.parametrize("text", ["Acme; Bolt", "Acme\nBolt", "Acme | Bolt", "Acme\uff1bBolt", "bolt\n\nACME\n"])
def test_several_names_stand_on_lines_or_between_signs(text: str) -> None:
    said = words(read("acts_for", text, "party-a-delta"), "acts_for", "party-a-delta")
    assert set(said) == {"party-a-acme", "party-a-bolt"}  # type: ignore[call-overload]


def test_a_name_that_is_written_otherwise_is_read_with_a_note() -> None:
    edits = read("acts_for", "“acme”\nBolt", "party-a-delta")
    assert words(edits, "acts_for", "party-a-delta") == ["party-a-acme", "party-a-bolt"]
    assert [note.message for note in edits.notes] == ["'“acme”' is read as 'Acme [party-a-acme]'"]
    for same in ("party-a-acme", "Acme [party-a-acme]", "Acme"):
        assert read("acts_for", same, "party-a-delta").notes == ()


def test_names_with_commas_between_are_told_to_stand_one_per_line() -> None:
    edits = read("acts_for", "Acme, Bolt", "party-a-delta")
    assert [(problem.code, "one per line" in problem.hint) for problem in edits.problems] == [("WBK-221", True)]
    edits = read("acts_for", "Acme, Nobody", "party-a-delta")
    assert [(problem.code, "one per line" in problem.hint) for problem in edits.problems] == [("WBK-221", False)]
    edits = read("country", "France, Germany", "party-a-delta")
    assert codes(edits) == ["WBK-214"]


@pytest.mark.parametrize("word", ["not recorded", "Not  Recorded"])
def test_not_recorded_in_any_field_takes_the_value_out_and_is_no_text(word: str) -> None:
    for field in ("description", "country", "contract_date", "contract"):
        edits = read(field, word)
        assert (codes(edits), words(edits, field)) == ([], "")
    assert codes(read("name", word)) == ["WBK-231"]


def test_a_word_for_no_value_among_values_is_a_fault() -> None:
    for field, id, title in (("acts_for", "party-a-delta", "Parties"), ("processing", "act-a-mail", "Activities")):
        edits = read(field, "Acme\nnone", id, title)
        assert [problem.code for problem in edits.problems] == ["WBK-211"], field


def test_a_name_that_stands_twice_counts_once_with_a_note() -> None:
    edits = read("acts_for", "Acme\nBolt\nAcme", "party-a-delta")
    assert words(edits, "acts_for", "party-a-delta") == ["party-a-acme", "party-a-bolt"]
    assert ["more than once" in note.message for note in edits.notes] == [True]


def test_an_unknown_name_comes_with_the_nearest_ones() -> None:
    (problem,) = read("parent", "Bolte", "party-a-delta").problems
    assert (problem.code, problem.hint) == (Fault.UNKNOWN_NAME, "did you mean 'Bolt'?")


def test_nobody_is_sent_to_a_sheet_that_is_not_there() -> None:
    (country,) = read("country", "Qqqq", "party-a-delta").problems
    (party,) = read("parent", "Qqqq", "party-a-delta").problems
    assert country.hint == "choose one from the list; if it is not known, leave the cell empty"
    assert party.hint == "add the party on its sheet first, or choose one from the list"


def test_words_that_mean_a_term_elsewhere_offer_that_one_and_are_not_taken_for_it() -> None:
    for said in ("UK", "England", "Vereinigtes Königreich"):
        edits = read("country", said, "party-a-delta")
        (problem,) = edits.problems
        assert (problem.code, problem.hint) == (Fault.UNKNOWN_NAME, "did you mean 'United Kingdom'?")
        assert all("country" not in row.words for row in edits.rows if row.id == "party-a-delta")


def test_each_unknown_name_of_a_cell_is_told() -> None:
    assert codes(read("acts_for", "Bolte\nCarg", "party-a-delta")) == [Fault.UNKNOWN_NAME] * 2


def test_a_comma_parts_no_names() -> None:
    assert codes(read("acts_for", "Acme, Bolt", "party-a-delta")) == [Fault.UNKNOWN_NAME]


@pytest.mark.parametrize(
    "cell",
    [
        SeenCell("2025-02-28", Nature.DATE),
        SeenCell("2025-02-28T00:00:00", Nature.DATE),
        *map(SeenCell, ("2025-02-28", "2025-02-28 00:00:00", " 2025-02-28 ")),
    ],
)
def test_real_dates_and_iso_are_days(cell: SeenCell) -> None:
    assert words(read("contract_date", cell), "contract_date") == "2025-02-28"


@pytest.mark.parametrize(
    ("text", "fault", "told"),
    [
        ("03/04/2025", Fault.AMBIGUOUS_DATE, ("2025-03-04", "2025-04-03")),
        ("3.4.2025", Fault.AMBIGUOUS_DATE, ("2025-03-04", "2025-04-03")),
        ("25/05/2024", Fault.NO_DATE, ("2024-05-25",)),
        ("05/25/2024", Fault.NO_DATE, ("2024-05-25",)),
        ("25.05.2024", Fault.NO_DATE, ("2024-05-25",)),
        ("10 May 2024", Fault.NO_DATE, ("2024-05-10",)),
        ("2024", Fault.NO_DATE, ()),
        ("2024-13-01", Fault.NO_DATE, ()),
        ("2023-02-29", Fault.NO_DATE, ()),
        ("2024-05-10T12:30", Fault.WITH_TIME, ("2024-05-10",)),
    ],
)
def test_other_dates_are_never_guessed_but_their_readings_are_told(
    text: str, fault: Fault, told: tuple[str, ...]
) -> None:
    (problem,) = read("contract_date", text).problems
    assert problem.code == fault
    assert all(day in problem.hint for day in told)
    assert not re.search(r"\b[01]\d{3}-", problem.hint)


def test_a_serial_number_is_shown_as_the_day_that_it_may_be() -> None:
    (problem,) = read("contract_date", SeenCell("45437", Nature.NUMBER)).problems
    assert (problem.code, "2024-05-25" in problem.message) == (Fault.NO_DATE, True)


def test_a_day_that_moved_between_the_calendars_is_taken_and_warned_of() -> None:
    edits = read("contract_date", SeenCell("2028-05-11", Nature.DATE))
    assert codes(edits) == [Fault.SHIFTED_DATE]
    assert words(edits, "contract_date") == "2028-05-11"


@pytest.mark.parametrize(
    ("cell", "answer"),
    [
        *((SeenCell(word), "yes") for word in ("yes", "YES", "Ja", "oui", "sí", "WAHR", "tak", "✓", "x", GREEK_YES)),
        *((SeenCell(word), "no") for word in ("no", "Nein", "non", "FALSCH", "nie", "ei", GREEK_NO)),
        (SeenCell("true", Nature.BOOLEAN), "yes"),
        (SeenCell("false", Nature.BOOLEAN), "no"),
        (SeenCell("true", Nature.BOOLEAN, True), "yes"),
    ],
)
def test_yes_and_no_are_read_in_many_languages_and_as_truth_values(cell: SeenCell, answer: str) -> None:
    assert words(
        read("automated_decisions", cell, "act-a-mail", "Activities"), "automated_decisions", "act-a-mail"
    ) == (answer)


@pytest.mark.parametrize("cell", [SeenCell("12"), SeenCell("12", Nature.NUMBER), SeenCell("12.0", Nature.NUMBER)])
def test_whole_numbers_are_read_as_text_and_as_numbers(cell: SeenCell) -> None:
    assert words(read("line", cell, "evidence-a", "Evidence"), "line", "evidence-a") == "12"


@pytest.mark.parametrize(
    "cell", ["1,5", "-1", "12a", SeenCell("1.5", Nature.NUMBER), SeenCell("1E+300", Nature.NUMBER)]
)
def test_other_numbers_are_none(cell: SeenCell | str) -> None:
    assert codes(read("line", cell, "evidence-a", "Evidence")) == [Fault.NO_NUMBER]


def test_the_value_of_a_formula_is_taken_and_noted() -> None:
    edits = read("description", SeenCell("Hosting", Nature.TEXT, True))
    assert words(edits, "description") == "Hosting"
    assert ["formula" in note.message for note in edits.notes] == [True]


def test_many_notes_of_one_kind_in_a_column_are_told_as_one() -> None:
    sheet = Sheet(untouched(), "Parties")
    for id in ("acme", "bolt", "cargo", "delta", "echo"):
        sheet.put(f"party-a-{id}", "description", SeenCell(id, Nature.TEXT, True))
    (note,) = edits_of(sheet.file(), small(), small()).notes
    assert note.message.endswith("(the same in 4 more cells below)")


@pytest.mark.parametrize("field", ["name", "country", "contract_date", "is_category", "acts_for", "description"])
@pytest.mark.parametrize("value", ["#N/A", "#REF!", "#NAME?", "#SPILL!", "#NV", "#BEZUG!", "Err:502", "#GETTING_DATA"])
def test_an_error_value_is_an_error_in_every_field_even_as_text(field: str, value: str) -> None:
    assert is_error_value(value)
    assert codes(read(field, value)) == [Fault.ERROR_VALUE]
    assert codes(read(field, SeenCell(value, Nature.ERROR))) == [Fault.ERROR_VALUE]


@pytest.mark.parametrize("nature", [Nature.NUMBER, Nature.DATE, Nature.BOOLEAN])
@pytest.mark.parametrize("field", ["name", "country", "description", "acts_for"])
def test_nothing_but_text_stands_for_text(field: str, nature: Nature) -> None:
    cell = SeenCell({"number": "45437", "date": "2024-05-25", "boolean": "true"}[nature], nature)
    assert codes(read(field, cell)) == [Fault.NOT_TEXT]


def test_blank_clears_and_the_word_for_clearing_does_so_too() -> None:
    edits = read("contract", "")
    assert words(edits, "contract") == ""
    edits = read("contract", "(clear)")
    assert words(edits, "contract") == ""
    assert [row.cleared for row in edits.rows if row.id == ACME] == [{"contract"}]


def test_none_is_none_and_not_blank() -> None:
    assert words(read("contract", "None"), "contract") is None
    assert codes(read("name", "none")) == [Fault.NO_VALUE]


@pytest.mark.parametrize("before", ["_x0041_x0042_", "_x0041_\tx0042_"])
def test_what_libreoffice_takes_for_a_code_when_it_saves_a_text_is_kept_and_told(before: str) -> None:
    """A tab that it drops may leave behind what looks like a code."""
    party = Party(id="party-a", organisation="org-a", name="A", description=before)
    inventory = inventory_of([Organisation(id="org-a", name="A"), party])
    sheet = Sheet(seen_file(inventory), "Parties")
    sheet.put("party-a", "description", "_x0041B")
    edits = edits_of(sheet.file(), inventory, inventory)
    assert (differences(edits, state_of(inventory)), [each.code for each in edits.problems]) == ({}, [Fault.CONVERTED])


@pytest.mark.parametrize(("before", "seen"), [("a\tb", "ab"), ("a\n  b", "a\nb"), ("\ta", "a")])
def test_blanks_that_a_program_drops_are_no_change(before: str, seen: str) -> None:
    party = Party(id="party-a", organisation="org-a", name="A", description=before)
    inventory = inventory_of([Organisation(id="org-a", name="A"), party])
    sheet = Sheet(seen_file(inventory), "Parties")
    sheet.put("party-a", "description", seen)
    assert differences(edits_of(sheet.file(), inventory, inventory), state_of(inventory)) == {}
    sheet.put("party-a", "description", f"{seen} c")
    assert differences(edits_of(sheet.file(), inventory, inventory), state_of(inventory)) != {}
