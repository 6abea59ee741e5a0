"""The lists of phrases are sound."""

from importlib.resources import files

import pytest

from datamap.checks.words import phrase_in
from datamap.vocabulary.phrases import read_phrases

LISTS = sorted({file.name.removesuffix(".csv") for file in (files("datamap.vocabulary.phrases") / "en").iterdir()})


@pytest.mark.parametrize("name", LISTS)
def test_each_phrase_of_a_list_is_found_alone_and_listed_once(name: str) -> None:
    phrases = read_phrases(name)
    assert len({phrase.words.lower() for phrase in phrases}) == len(phrases)
    for phrase in phrases:
        assert phrase.where in {"", "start", "whole"}
        assert phrase_in(phrase.words, name) is not None


@pytest.mark.parametrize("name", LISTS)
def test_a_phrase_is_not_found_beside_words_that_change_its_meaning(name: str) -> None:
    for phrase in read_phrases(name):
        for exception in phrase.unless:
            assert phrase_in(f"{phrase.words}: {exception}", name) is None


def test_a_phrase_stands_where_its_list_says() -> None:
    assert phrase_in("n/a", "placeholders")
    assert phrase_in("N/A.", "placeholders")
    assert phrase_in("n/a for staff", "placeholders") is None
    assert phrase_in("other identifiers", "catch-alls")
    assert phrase_in("names of other people", "catch-alls") is None
