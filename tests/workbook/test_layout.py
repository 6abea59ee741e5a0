"""Sheets, columns, and what a file says of itself."""

from hypothesis import given
from hypothesis import strategies as st

from datamap.labels import read_labels
from datamap.text import defuse_formula, looks_like_formula, match_key, undefuse
from datamap.workbook.base import LONGEST_PART, Base, Scope, base_in, parts_of
from datamap.workbook.fingerprint import fingerprint, torn_apart
from datamap.workbook.layout import header_of, key_fields, layouts, title_in, title_of

LABELS = read_labels("workbook")
BASES = st.builds(
    Base,
    st.text(),
    st.integers(0, 10**9),
    st.text("0123456789abcdef", max_size=64),
    st.builds(Scope, st.lists(st.text()).map(tuple), st.text(), st.booleans()),
    st.dictionaries(st.text(), st.integers(0, 10**6)),
    st.text(),
)


def test_titles_are_unique_on_each_sheet_and_can_be_read_from_headers() -> None:
    for layout in layouts():
        titles = [title_of(column, LABELS) for column in layout.columns]
        assert len({match_key(title) for title in titles}) == len(titles), layout.kind.name
        assert [title_in(header_of(column, LABELS)) for column in layout.columns] == titles


def test_titles_of_sheets_fit_their_tabs() -> None:
    titles = [words for key, words in LABELS.items() if key.startswith("sheet.")]
    assert len({title.casefold() for title in titles}) == len(titles)
    assert all(0 < len(title) <= 31 and not set(title) & set("[]:*?/\\") and title != "History" for title in titles)
    assert {layout.kind.name for layout in layouts()} <= {key.removeprefix("sheet.") for key in LABELS}


def test_each_sheet_has_key_fields_for_its_fingerprints() -> None:
    for layout in layouts():
        assert 3 <= len(key_fields(layout)) <= 4


@given(BASES)
def test_a_base_comes_back_from_its_parts_in_any_order(base: Base) -> None:
    parts = parts_of(base)
    assert all(len(text) <= LONGEST_PART and text.isascii() for text in parts.values())
    assert base_in(dict(reversed(parts.items()))) == base


@given(BASES, st.data())
def test_a_base_of_which_a_part_is_lost_is_none(base: Base, data: st.DataObject) -> None:
    parts = parts_of(base)
    del parts[data.draw(st.sampled_from(sorted(parts)))]
    assert base_in(parts) is None


def test_a_fingerprint_tells_which_cell_left_its_row() -> None:
    mark = fingerprint("act-a", "Push", "Controller")
    assert torn_apart(mark, "act-a", "push ", "Controller") == (False, False, False)
    assert torn_apart(mark, "act-a", "Push", "Processor") == (False, False, True)
    assert torn_apart(mark, "act-b", "Push", "Controller") == (True, True, True)
    assert torn_apart("", "act-a", "Push", "Controller") == (True, True, True)


@given(st.text(), st.text("'=+-@ \t\n\uff1d", max_size=4))
def test_the_escape_of_formulas_is_undone_exactly(text: str, before: str) -> None:
    for words in (text, before + text):
        defused = defuse_formula(words)
        assert undefuse(defused) == words
        assert not looks_like_formula(defused)
