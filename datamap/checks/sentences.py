"""A document as sentences, each with its line, so that it can be gone through one by one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

WIDEST_WRAP = 120
"""Documents whose longest line is wider than this are not wrapped by hand: each line break in them is meant."""
FULL_LINE = 0.8
"""How much of the widest line a line fills, with the next word, if the next word would not have fitted."""
_ELLIPSIS = re.compile(r"(?<=…)\s+(?=[A-Z])")
_NUMBER = re.compile(r"(?:\d{1,2}\.)+")
_BULLET = re.compile(r"\s*(?:[-–•·*]|\(?[a-z0-9]{1,2}[.)])\s+", re.IGNORECASE)


class Sentence(NamedTuple):
    """One sentence of a document.

    Attributes:
        line: the line on which it begins, from 1.
        start: the offset of its first character in the document.
        end: the offset behind its last character.
        text: the sentence with all white space folded.
    """

    line: int
    start: int
    end: int
    text: str


def fold_space(words: str) -> str:
    r"""Return the words with every run of white space as one space, none at the ends.

    >>> fold_space(" kept in a\n locked  area ")
    'kept in a locked area'
    """
    return " ".join(words.split())


def split_sentences(document: str) -> list[Sentence]:
    r"""Return the sentences of a document in their order; headings and list items count as sentences.

    A line break ends a sentence unless the document is wrapped by hand and the next word did not fit on the line.
    Inside a paragraph, boundaries are found by pysbd (Sadvilkar and Neumann 2020, "PySBD: Pragmatic Sentence Boundary
    Disambiguation").

    >>> [each.text for each in split_sentences("Security\nWe use TLS, e.g. for log-in. It is strong.")]
    ['Security', 'We use TLS, e.g. for log-in.', 'It is strong.']
    """
    from pysbd import Segmenter

    segmenter = Segmenter(language="en", clean=False)
    sentences = []
    for start, end in _paragraphs(document):
        cursor = start
        for piece in _joined(segmenter.segment(fold_space(document[start:end]))):
            found = _find_words(document, piece.split(), cursor)
            cursor = found[1]
            sentences.append(Sentence(document.count("\n", 0, found[0]) + 1, *found, piece))
    return sentences


def _joined(pieces: list[str]) -> Iterator[str]:
    """Mend two habits of the segmenter: a number cut off its heading, and no cut behind an ellipsis."""
    number = ""
    for piece in (part for each in pieces for part in _ELLIPSIS.split(fold_space(each)) if part):
        if _NUMBER.fullmatch(piece):
            number = f"{number}{piece} "
        else:
            yield number + piece
            number = ""
    if number:
        yield number.strip()


def _find_words(document: str, words: list[str], cursor: int) -> tuple[int, int]:
    """Return where these words stand from `cursor` on, with any white space between them."""
    match = re.compile(r"\s+".join(map(re.escape, words))).search(document, cursor)
    if match is None:
        raise ValueError(f"the segmenter changed the words of the document: {' '.join(words)!r}")
    return match.span()


def _paragraphs(document: str) -> Iterator[tuple[int, int]]:
    """Yield the start and end of each run of lines that belong to one paragraph."""
    lines = document.splitlines(keepends=True)
    width = max((len(line.rstrip()) for line in lines), default=0)
    is_wrapped = width <= WIDEST_WRAP
    full = width * FULL_LINE
    start = offset = 0
    for line, following in zip(lines, [*lines, ""][1:], strict=True):
        offset += len(line)
        words = following.split()
        is_full = is_wrapped and words and len(line.rstrip()) + len(words[0]) >= full
        if not is_full or _BULLET.match(following):
            if document[start:offset].strip():
                yield start, offset
            start = offset
