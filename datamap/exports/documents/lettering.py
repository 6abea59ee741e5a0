"""What of a document no font at hand can draw, and where it stands: on paper such characters are spelt by numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from datamap.exports.diagrams.measure import visible_text
from datamap.exports.documents.document import Document, Heading, Look, Paragraph, Picture, Table
from datamap.exports.typesetting import undrawn
from datamap.labels import read_labels


def spelt_places(document: Document) -> tuple[frozenset[str], tuple[str, ...]]:
    """Return the characters of a document that no font at hand can draw, and the places where they stand.

    A place is a heading as deep as the contents, and in a table below it the first words of the row.

    >>> from datamap.exports.documents.document import Entry, Head, Line
    >>> row = tuple(Entry((Line(words),)) for words in ("Name", "微信"))
    >>> blocks = Heading("Keeper", 1, "keeper"), Table("t", (Head("a"), Head("b")), (1, 1), (row,))
    >>> characters, places = spelt_places(Document("R", "A", "", "en", "", "", "", ("Page", "of"), blocks))
    >>> sorted(characters), places
    (['信', '微'], ('Keeper: Name',))
    """
    told = [(place, visible_text(words)) for place, words in _told(document)]
    lost = undrawn("\n".join(words for _, words in told))
    return lost, tuple(dict.fromkeys(place for place, words in told if lost.intersection(words)))


def with_notice(document: Document) -> Document:
    """Return a document that says, before its first heading, what is spelt by numbers; the same if nothing is."""
    if not (lost := spelt_places(document)[0]):
        return document
    words = read_labels("documents", document.language)["spelt"].format(count=len(lost))
    at = next((at for at, block in enumerate(document.blocks) if isinstance(block, Heading)), len(document.blocks))
    return replace(document, blocks=(*document.blocks[:at], Paragraph(words, Look.QUIET), *document.blocks[at:]))


def _told(document: Document) -> Iterator[tuple[str, str]]:
    """Yield all words of a document, each with its place."""
    place = document.title
    for words in (document.title, document.subtitle, document.subject, document.origin):
        yield place, words
    for block in document.blocks:
        match block:
            case Heading():
                place = block.words if block.level < 3 else place  # noqa: PLR2004 - as deep as the contents
                yield place, block.words
            case Paragraph():
                yield place, block.words
            case Picture():
                yield place, block.told
            case Table():
                for row in block.rows:
                    first = row[0].lines[0].words if row[0].lines else ""
                    yield f"{place}: {first}", "\n".join(line.words for entry in row for line in entry.lines)
