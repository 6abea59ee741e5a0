"""The lists of terms: well formed, complete where the law is a list, and true to the outside names they give."""

import datetime
import itertools
from importlib.resources import files

import pytest

from datamap import vocabulary
from datamap.model import KINDS, Category, Country, LegalBasis, Term, inventory_of
from datamap.model.terms import Condition, Role, TransferTool

SHIPPED = [kind for kind in KINDS if kind.is_shipped]
INVENTORY = inventory_of([])
TERMS = [record for record in INVENTORY.records.values() if isinstance(record, Term)]


@pytest.mark.parametrize("kind", SHIPPED, ids=lambda kind: kind.stem)
def test_a_list_is_sorted_and_names_each_term_once(kind) -> None:
    ids = [row.cells["id"] for row in vocabulary.read_rows(kind.stem)]
    assert ids == sorted(set(ids))
    assert ids
    assert all(kind.is_id(id) for id in ids)


def test_every_list_is_the_list_of_a_kind() -> None:
    stems = {path.name for path in (files(vocabulary) / "terms").iterdir()}
    assert stems == {f"{kind.stem}.csv" for kind in SHIPPED}


def test_no_two_lists_share_an_id() -> None:
    assert len(TERMS) == sum(len(vocabulary.read_rows(kind.stem)) for kind in SHIPPED)


@pytest.mark.parametrize("kind", SHIPPED, ids=lambda kind: kind.stem)
def test_labels_are_told_apart(kind) -> None:
    labels = [term.label for term in TERMS if type(term) is kind.record_class]
    assert sorted(labels) == sorted(set(labels))


@pytest.mark.parametrize("field", ["parent", "replaced_by"])
def test_wider_terms_and_successors_exist_in_the_same_list_and_never_in_a_circle(field: str) -> None:
    for term in TERMS:
        seen = {term.id}
        above = getattr(term, field)
        while isinstance(above, str):
            assert above not in seen, f"{term.id}: {field} in a circle"
            seen.add(above)
            assert type(INVENTORY.records[above]) is type(term)
            above = getattr(INVENTORY.records[above], field)


def test_the_six_categories_that_every_inventory_needs_are_roots() -> None:
    for name in ("contact", "payment", "analytics", "contacts-book", "location", "media"):
        assert not INVENTORY.get(Category, f"cat-{name}").parent


def test_a_match_is_stated_exactly_where_an_outside_name_is() -> None:
    for term in TERMS:
        for name in ("dpv", "fides", "ccpa"):
            match = getattr(term, f"{name}_match")
            assert bool(getattr(term, name)) == bool(match and match != "none"), f"{term.id}: {name}"


def fides_keys() -> set[str]:
    """Every key and every member of an enumeration that fides publishes."""
    from enum import EnumMeta

    from fideslang import models
    from fideslang.default_taxonomy import DEFAULT_TAXONOMY

    lists = [getattr(DEFAULT_TAXONOMY, name) or () for name in type(DEFAULT_TAXONOMY).model_fields]
    keys = {each.fides_key for each in itertools.chain.from_iterable(lists)}
    enums = [each for each in vars(models).values() if isinstance(each, EnumMeta)]
    return keys | {f"{enum.__name__}.{member}" for enum in enums for member in enum.__members__}


def test_every_fides_name_is_one_that_fides_publishes() -> None:
    known = fides_keys()
    assert "user.contact" in known
    given = {(term.id, key) for term in TERMS if isinstance(term.fides, tuple) for key in term.fides}
    assert sorted((id, key) for id, key in given if key not in known) == []


def articles(record_class: type[Term]) -> set[str]:
    return {
        each
        for term in TERMS
        if type(term) is record_class and isinstance(term.article, tuple)
        for each in term.article
    }


def test_the_lists_of_the_law_are_complete() -> None:
    assert articles(LegalBasis) == {f"Art. 6(1)({letter})" for letter in "abcdef"}
    assert articles(Condition) == {*(f"Art. 9(2)({letter})" for letter in "abcdefghij"), "Art. 10"}
    assert {"Art. 4(7)", "Art. 4(8)", "Art. 26(1)"} <= articles(Role)
    tools = articles(TransferTool)
    assert {"Art. 45(3)", *(f"Art. 46(2)({letter})" for letter in "abcdef"), "Art. 47"} <= tools
    assert {f"Art. 49(1)({letter})" for letter in "abcdefg"} <= tools


def test_special_categories_cover_article_9_and_article_10() -> None:
    special = [each.special for each in INVENTORY.of(Category) if isinstance(each.special, str)]
    assert any("Art. 10" in words for words in special)
    assert sum("9(1)" in words for words in special) >= 8


def in_the_eea(code: str, day: datetime.date) -> bool:
    country = INVENTORY.get(Country, code)
    starts, ends = country.eea_from, country.eea_to
    return isinstance(starts, datetime.date) and starts <= day and not (isinstance(ends, datetime.date) and ends < day)


@pytest.mark.parametrize(
    ("code", "day", "is_in"),
    [
        ("DE", "1994-01-01", True),
        ("DE", "1993-12-31", False),
        ("AT", "1994-01-01", True),
        ("LI", "1995-04-30", False),
        ("LI", "1995-05-01", True),
        ("NO", "2024-01-01", True),
        ("IS", "2024-01-01", True),
        ("HR", "2024-01-01", True),
        ("GB", "2020-01-31", True),
        ("GB", "2024-01-01", False),
        ("CH", "2024-01-01", False),
        ("US", "2024-01-01", False),
        ("TR", "2024-01-01", False),
    ],
)
def test_membership_of_the_eea_is_dated(code: str, day: str, is_in: bool) -> None:
    assert in_the_eea(code, datetime.date.fromisoformat(day)) is is_in


STATES = (
    *("AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IS", "IT", "LI"),
    *("LT", "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK"),
)
# Parts of these states that have a code of their own (Art. 355 TFEU).
PARTS = ["AX", "GF", "GP", "MF", "MQ", "RE", "YT"]


def test_the_eea_has_thirty_states_and_the_world_has_249_countries() -> None:
    codes = [country.id for country in INVENTORY.of(Country)]
    assert {code for code in codes if in_the_eea(code, datetime.date(2025, 1, 1))} == {*STATES, *PARTS}
    assert 249 <= len(codes) <= 250
