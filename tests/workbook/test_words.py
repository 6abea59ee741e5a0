"""What a field holds and the text of its cell give each other back, whatever people write."""

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from datamap.labels import read_labels
from datamap.model import KINDS, NONE, NOT_RECORDED, Fact, Value, facts_of
from datamap.model.sources import NoFact
from datamap.model.terms import Match
from datamap.workbook.words import Said, Standing, Wording, fits, pieces_of
from tests.inventories import LETTERS

WORDING = Wording(read_labels("workbook"))
TEXT, TEXTS = Fact(title="x"), Fact(title="x", many=True)
REFERENCES, REFERENCE = Fact(title="x", value=Value.REFERENCE, many=True), Fact(title="x", value=Value.REFERENCE)
# Texts that are like the words and signs that mean something in a cell.
ALIKE = st.builds(
    "".join,
    st.lists(
        st.sampled_from(
            ["\\", "+", "none", "NONE", "not recorded", "Not ", "(clear)", "(long text 1)", " ", "\n", "\t", "x", ";"]
        ),
        min_size=1,
        max_size=6,
    ),
)
ANY = st.one_of(st.text(LETTERS | st.sampled_from("\n\t\\+"), min_size=1), ALIKE)


@pytest.mark.property
@given(ANY)
@example("none")
@example("\\none")
@example("\\\\server\\share")
@example("\\")
@example("\u00a0")
def test_a_text_comes_back_exactly(text: str) -> None:
    cell = WORDING.text_of(text, TEXT)
    assert WORDING.said_in(cell, TEXT) == Said(Standing.VALUE, (text,))
    assert WORDING.number_of_long(cell) is None


@pytest.mark.property
@given(st.lists(ANY, min_size=1, max_size=5).map(tuple))
@example(("none",))
@example(("a\nb", "\\+c", "+d", "\\"))
@example(("\n", "\n\nx", " \n "))
def test_several_texts_come_back_exactly(texts: tuple[str, ...]) -> None:
    cell = WORDING.text_of(texts, TEXTS)
    assert WORDING.said_in(cell, TEXTS) == Said(Standing.VALUE, texts)
    assert WORDING.number_of_long(cell) is None


@pytest.mark.parametrize("text", ["a", "\\\\server\\share", "C:\\new", "\\alpha", "no none", "=1+1", "+49 30", "'x"])
def test_ordinary_texts_stand_as_they_are(text: str) -> None:
    assert WORDING.text_of(text, TEXT) == text
    assert WORDING.text_of((text, text + "x"), TEXTS) == f"{text}\n{text}x"


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.is_kept])
def test_none_not_recorded_and_clear_are_told_apart_in_every_field(kind) -> None:
    for fact in facts_of(kind.record_class).values():
        assert WORDING.said_in(WORDING.text_of(NONE, fact), fact) == Said(Standing.NONE)
        assert WORDING.said_in(WORDING.text_of(NOT_RECORDED, fact), fact) == Said(Standing.NOT_RECORDED)
        assert WORDING.said_in(f" {WORDING.clear.upper()}\n", fact) == Said(Standing.CLEAR)
        assert WORDING.said_in("Not  recorded ", fact) == Said(Standing.CLEAR)


@pytest.mark.parametrize("word", ["none", " NONE ", "not recorded", "(clear)"])
@pytest.mark.parametrize("fact", [TEXTS, REFERENCES])
def test_a_word_for_no_value_is_no_value_among_others(word: str, fact: Fact) -> None:
    assert WORDING.said_in(f"Acme\n{word}", fact) == Said(Standing.MIXED, (word.strip(),))
    assert WORDING.said_in(f"{word}\nAcme", fact).standing is Standing.MIXED
    assert WORDING.said_in(WORDING.text_of(("Acme", word.strip()), TEXTS), TEXTS).values == ("Acme", word.strip())


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.is_kept])
def test_every_choice_has_words_of_the_language_that_lead_back(kind) -> None:
    labels = read_labels("workbook")
    for fact in facts_of(kind.record_class).values():
        for choice, words in zip(fact.choices or (), WORDING.choices_of(fact), strict=True):
            assert labels[f"choice.{choice}"] == words == WORDING.text_of(str(choice), fact)
            assert WORDING.said_in(words.upper(), fact).values == (str(choice),)


def test_a_match_of_none_is_not_the_statement_that_there_is_none() -> None:
    fact = Fact(title="x", value=Value.CHOICE, choices=Match)
    assert WORDING.said_in(WORDING.text_of("none", fact), fact) == Said(Standing.VALUE, ("none",))


def test_an_unknown_choice_comes_back_as_it_was_typed() -> None:
    fact = Fact(title="x", value=Value.CHOICE, choices=NoFact)
    assert WORDING.said_in(" headline ", fact).values == ("headline",)


@pytest.mark.parametrize("sign", ["\n", ";", "|", "\uff1b", "\r\n", " ;\n\n"])
def test_references_may_be_parted_in_several_ways(sign: str) -> None:
    assert WORDING.said_in(f"Acme, Inc.{sign}Bolt", REFERENCES).values == ("Acme, Inc.", "Bolt")


def test_a_name_that_is_known_is_not_taken_apart() -> None:
    known = {"Bolt; Nut"}
    said = WORDING.said_in("Bolt; Nut\nA; B", REFERENCES, known.__contains__)
    assert said.values == ("Bolt; Nut", "A", "B")
    assert WORDING.said_in("A; B", REFERENCE).values == ("A; B",)


def test_a_record_that_is_called_none_is_referred_to_by_its_id() -> None:
    assert WORDING.text_of(("party-a",), REFERENCES, lambda _id: "None") == "party-a"


def test_dates_and_periods_lose_only_the_white_space_around_them() -> None:
    assert WORDING.said_in(" 2024-05-10\n", Fact(title="x", value=Value.DATE)).values == ("2024-05-10",)


@pytest.mark.parametrize("text", ["(long text 7)", " (LONG TEXT 7) "])
def test_the_sign_for_a_long_text_leads_to_it(text: str) -> None:
    assert WORDING.number_of_long(text) == 7
    assert WORDING.number_of_long(WORDING.sign_of_long(12)) == 12


@pytest.mark.property
@given(st.text(LETTERS, min_size=1, max_size=200))
def test_the_pieces_of_a_long_text_fit_and_are_the_text(text: str) -> None:
    pieces = pieces_of(text, 10)
    assert "".join(pieces) == text
    assert all(len(piece.encode("utf-16-le")) // 2 <= 10 for piece in pieces)


def test_a_cell_holds_32767_units_of_utf_16() -> None:
    assert fits("x" * 32_767)
    assert not fits("x" * 32_768)
    assert fits("😀" * 16_383)
    assert not fits("😀" * 16_384)


@given(st.text(alphabet=st.sampled_from(" \n\tab"), max_size=80))
def test_pieces_of_a_long_text_join_to_it_and_no_blank_stands_at_a_cut_that_could_be_elsewhere(text: str) -> None:
    pieces = pieces_of(text, 10)
    assert "".join(pieces) == text
    assert all(0 < len(piece) <= 5 for piece in pieces)
    for before, after in pairwise(pieces):
        cuts = [(before + after[0])[at : at + 2] for at in range(len(before))]
        assert cuts[-1].strip() == cuts[-1] or all(cut.strip() != cut for cut in cuts)
