"""However a document is written, its sentences hold all of its words once, in order, each in its place."""

from hypothesis import given
from hypothesis import strategies as st

from datamap.checks.sentences import split_sentences

WORDS = st.sampled_from(
    ["We", "collect", "data.", "e.g.", "Inc.", "1.", "2.1.", "-", "•", "(a)", "“Yes.”", "…", "?", "U.S.", "3.5", "\n"]
)  # fmt: skip
DOCUMENTS = st.lists(WORDS, max_size=40).map(" ".join)


@given(DOCUMENTS)
def test_sentences_hold_every_word_once_and_in_order(document: str) -> None:
    sentences = split_sentences(document)
    assert [word for each in sentences for word in each.text.split()] == document.split()
    for each in sentences:
        assert document[each.start : each.end].split() == each.text.split()
        assert document.count("\n", 0, each.start) + 1 == each.line
    assert [each.start for each in sentences] == sorted(each.start for each in sentences)
