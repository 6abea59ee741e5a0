"""What people call terms elsewhere tells which term to offer; nothing is ever taken for one."""

import pytest

from datamap.errors import UnknownNameError
from datamap.model import inventory_of, kind_named, kind_of
from datamap.model.lookup import find
from datamap.model.other_names import terms_meant
from datamap.model.shipped import shipped_terms
from datamap.text import match_key
from datamap.vocabulary.lists import read_table

ROWS = read_table("other-names")


def test_each_row_names_a_term_once_and_in_order() -> None:
    rows = [(row["term"], row["name"]) for row in ROWS]
    assert {term for term, _name in rows} <= shipped_terms().keys()
    assert rows == sorted(rows, key=lambda row: (row[0], row[1].casefold()))
    assert len({(term, match_key(name)) for term, name in rows}) == len(rows)


def test_each_row_is_needed_and_found() -> None:
    """Words that are the name of a term of this kind would be taken for that one, and never be looked up here."""
    for row in ROWS:
        kind = kind_of(shipped_terms()[row["term"]][0])
        with pytest.raises(UnknownNameError, match="did you mean"):
            find(inventory_of([]), row["name"], [kind])
        assert row["term"] in terms_meant(row["name"], [kind]), row


@pytest.mark.parametrize(
    ("words", "kind", "meant"),
    [
        ("Vereinigtes Königreich", "country", ("GB",)),
        ("royaume uni", "country", ("GB",)),
        ("Einwilligung", "legal_basis", ("basis-consent",)),
        ("Article 6(1)(a) GDPR", "legal_basis", ("basis-consent",)),
        ("art 6 1 a", "legal_basis", ("basis-consent",)),
        ("Art. 6(1)(a)", "condition", ()),
        ("Art. 30(1)(c)", "people", ()),
        ("credit card", "category", ("cat-card-number", "cat-payment")),
        ("UK", "category", ()),
        ("", "country", ()),
    ],
)
def test_words_of_other_languages_laws_and_speech_mean_terms(words: str, kind: str, meant: tuple[str, ...]) -> None:
    assert terms_meant(words, [kind_named(kind)]) == meant
