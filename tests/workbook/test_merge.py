"""Three-way merge of one field: its laws, for any values."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from datamap.workbook.merge import Outcome, is_same, merge_words, values_of, with_added

SINGLE = st.one_of(st.none(), st.just("null"), st.sampled_from("abc").map(json.dumps))
MANY = st.one_of(
    st.none(),
    st.just("null"),
    st.lists(st.sampled_from("abcdef"), min_size=1, unique=True).map(json.dumps),
)
WORDS = st.one_of(st.tuples(SINGLE, SINGLE, SINGLE), st.tuples(MANY, MANY, MANY))


@pytest.mark.property
@given(WORDS)
def test_a_side_that_changed_nothing_takes_what_the_other_side_says(words: tuple[str | None, ...]) -> None:
    base, other, _ = words
    assert merge_words(base, other, base).words == other
    assert is_same(merge_words(base, base, other).words, other)
    assert merge_words(base, base, base) == (Outcome.UNCHANGED, base)


@pytest.mark.property
@given(WORDS)
def test_the_same_change_on_both_sides_is_no_conflict_and_changes_nothing(words: tuple[str | None, ...]) -> None:
    base, other, _ = words
    merged = merge_words(base, other, other)
    assert merged.words == other
    assert merged.outcome in (Outcome.BOTH, Outcome.UNCHANGED)


@pytest.mark.property
@given(WORDS)
def test_the_sides_may_be_swapped(words: tuple[str | None, ...]) -> None:
    base, register, file = words
    one, other = merge_words(base, register, file), merge_words(base, file, register)
    assert (one.outcome is Outcome.CONFLICT) == (other.outcome is Outcome.CONFLICT)
    if one.outcome is not Outcome.CONFLICT:
        assert is_same(one.words, other.words)


@pytest.mark.property
@given(WORDS)
def test_a_second_merge_of_the_same_file_changes_nothing(words: tuple[str | None, ...]) -> None:
    base, register, file = words
    first = merge_words(base, register, file)
    if first.outcome is not Outcome.CONFLICT:
        assert merge_words(base, first.words, file).words == first.words


@pytest.mark.property
@given(WORDS)
def test_nothing_comes_from_nowhere_and_nothing_is_decided_silently(words: tuple[str | None, ...]) -> None:
    base, register, file = words
    merged = merge_words(base, register, file)
    values = values_of(merged.words)
    if values is None:
        assert merged.words in (register, file)
    else:
        kept, said = set(values_of(register) or ()), set(values_of(file) or ())
        assert set(values) <= kept | said
        assert len(values) == len(set(values))
        if merged.outcome is not Outcome.CONFLICT:
            old = set(values_of(base) or ())
            assert set(values) >= (kept | said) - old
            if not is_same(merged.words, register):
                assert merged.outcome is Outcome.FILE
    changed_apart = not is_same(register, base) and not is_same(file, base) and not is_same(register, file)
    if changed_apart and (values_of(register) is None or values_of(file) is None):
        assert merged == (Outcome.CONFLICT, register)


@pytest.mark.property
@given(WORDS)
def test_without_a_base_values_are_added_and_none_goes(words: tuple[str | None, ...]) -> None:
    _, register, file = words
    if file is not None:
        assert set(values_of(with_added(register, file)) or ()) >= set(values_of(register) or ())


def test_a_set_whose_values_were_taken_away_by_both_sides_together_is_a_conflict() -> None:
    assert merge_words('["a","b"]', '["a"]', '["b"]').outcome is Outcome.CONFLICT


def test_another_order_of_the_values_is_no_change() -> None:
    assert merge_words('["a","b"]', '["a","b"]', '["b","a"]') == (Outcome.UNCHANGED, '["a","b"]')
