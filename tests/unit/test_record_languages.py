"""The record in each language: every word is there, and the words of the law are those of its official text."""

import re
from pathlib import Path

import pytest

from datamap import vocabulary
from datamap.exports.profiles import fill, read_profile
from datamap.exports.record import book_of, record_of
from datamap.labels import languages_of, read_labels
from datamap.model import KINDS
from tests.unit.record_samples import ORG, shop

OTHERS = tuple(language for language in languages_of("record") if language != "en")


def test_there_are_words_in_three_languages() -> None:
    assert languages_of("record") == ("en", "de", "fr")


@pytest.mark.parametrize("language", OTHERS)
def test_each_table_has_every_key_with_the_same_places_for_numbers(language: str) -> None:
    english, other = read_labels("record"), read_labels("record", language)
    assert list(other) == list(english)
    assert all(words.strip() for words in other.values())
    places = re.compile(r"\{\w+\}")
    assert {
        key for key in english if sorted(places.findall(english[key])) != sorted(places.findall(other[key]))
    } == set()


@pytest.mark.parametrize("language", OTHERS)
def test_every_shipped_term_has_a_word_and_no_word_is_without_its_term(language: str) -> None:
    shipped = {row.cells["id"] for kind in KINDS if kind.is_shipped for row in vocabulary.read_rows(kind.stem)}
    assert set(read_labels("terms", language)) == shipped


def words_in(language: str, role: str = "controller") -> str:
    book = book_of(record_of(shop(), ORG, language=language, role=role, audience="internal"))
    return "\n".join(cell.text for sheet in book.sheets for row in sheet.rows for cell in row.cells)


# Regulation (EU) 2016/679 in its official texts, Art. 30(1)(d), 30(1)(f) and 30(2)(b).
OFFICIAL = {
    "en": (
        "the categories of recipients to whom the personal data have been or will be disclosed including recipients in",
        "where possible, the envisaged time limits for erasure of the different categories of data",
        "the categories of processing carried out on behalf of each controller",
    ),
    "fr": (
        "les catégories de destinataires auxquels les données à caractère personnel ont été ou seront communiquées, y",
        "dans la mesure du possible, les délais prévus pour l’effacement des différentes catégories de données",
        "les catégories de traitements effectués pour le compte de chaque responsable du traitement",
    ),
    "de": (
        "die Kategorien von Empfängern, gegenüber denen die personenbezogenen Daten offengelegt worden sind oder noch",
        "wenn möglich, die vorgesehenen Fristen für die Löschung der verschiedenen Datenkategorien",
        "die Kategorien von Verarbeitungen, die im Auftrag jedes Verantwortlichen durchgeführt werden",
    ),
}


@pytest.mark.parametrize("language", OFFICIAL)
def test_the_coverage_speaks_the_words_of_the_law(language: str) -> None:
    controller, processor = words_in(language), words_in(language, "processor")
    assert all(words in controller for words in OFFICIAL[language][:2])
    assert OFFICIAL[language][2] in processor


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", ("Contract (Art. 6(1)(b))", "Fixed period: at most 10 years", "Art. 30(1)(c)")),
        ("fr", ("(art. 6, paragraphe 1, point b))", "Durée fixe: au plus 10 ans", "art. 30, paragraphe 1, point c)")),
        ("de", ("(Art. 6 Abs. 1 Buchst. b)", "Feste Frist: höchstens 10 Jahre", "Art. 30 Abs. 1 Buchst. c")),
    ],
)
def test_articles_terms_and_periods_are_told_in_the_language(language: str, told: tuple[str, ...]) -> None:
    found = words_in(language)
    assert all(words in found for words in told)


def test_not_recorded_and_none_are_different_words_in_every_language() -> None:
    for language in languages_of("record"):
        labels = read_labels("record", language)
        assert len({labels["none"], labels["not-recorded"], labels["withheld"], labels["outside"]}) == 4


def test_a_layout_speaks_the_language_of_its_authority_or_english(root: Path) -> None:
    words = {name: fill(shop(), ORG, read_profile(name)).labels["none"] for name in ("ico", "cnil", "uodo")}
    assert words == {"ico": "none", "cnil": "aucun", "uodo": "none"}


# Art. 6(1)(b) and (e) and Art. 9(2)(d) in the official texts.
BASES = {
    "fr": (
        "Exécution d’un contrat",
        "Exécution d’une mission d’intérêt public ou relevant",
        "Fondation, association",
    ),
    "de": (
        "Durchführung vorvertraglicher Maßnahmen",
        "Wahrnehmung einer Aufgabe, die im öffentlichen",
        "Stiftung",
    ),
}


@pytest.mark.parametrize("language", BASES)
def test_legal_bases_and_conditions_speak_the_words_of_the_law(language: str) -> None:
    words = read_labels("terms", language)
    told = [words[id] for id in ("basis-contract", "basis-public-task", "condition-not-for-profit")]
    assert all(official in each for official, each in zip(BASES[language], told, strict=True))
