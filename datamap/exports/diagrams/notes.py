"""What a picture has no room for: shortened where it stands, and in full in a numbered note."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from datamap.exports.diagrams.cards import LABEL_LINES, LABEL_WORDS
from datamap.exports.diagrams.drawing import Drawing, Edge, Fact, Node, Note
from datamap.exports.diagrams.measure import visible_text, wrapped
from datamap.exports.diagrams.style import TEXT_SIZE
from datamap.exports.diagrams.wording import words_of

LONGEST_TITLE = 90
LONGEST_FACT = 150
LONGEST_ITEM = 200
LONGEST_LABEL = 180
LONGEST_KEY = 1200
"""Characters of an answer in a panel of a few, such as the key of a matrix, which should stand where it is needed."""
FEW_ITEMS = 4
LONGEST_FRAME = 90
"""Characters; what is longer goes to a note, for a picture is read at a glance; the words of an arrow go by lines."""


class _Notes:
    """The notes of one picture while it is gone through."""

    def __init__(self, words: Mapping[str, str]) -> None:
        self.words = words
        self.found: list[Note] = []

    def shortened(self, where: str, text: str, longest: int, full: str = "") -> str:
        """Return a text with the number of its note behind it, as it is if it needs none."""
        seen = visible_text(text)
        if len(seen) <= longest and not full:
            return text
        self.found.append(Note(len(self.found) + 1, where, full or seen))
        return self.words["note"].format(text=cut(seen, longest), number=len(self.found))


def cut(text: str, longest: int) -> str:
    """Return a text cut behind a word, with a sign that it goes on; as it is if it is short enough.

    >>> cut("one two three", 9)
    'one two …'
    """
    if len(text) <= longest:
        return text
    head = text[:longest].rpartition(" ")[0]
    return f"{head if len(head) > longest // 2 else text[:longest]} …"


def with_notes(drawing: Drawing) -> Drawing:
    """Return a drawing whose long texts are shortened, each with its number, and stand in full in its notes.

    >>> from datamap.exports.diagrams.drawing import example_drawing
    >>> with_notes(example_drawing()) == example_drawing()
    True
    """
    notes = _Notes(words_of(drawing))
    longest = LONGEST_KEY if len(drawing.panel) < FEW_ITEMS else LONGEST_ITEM
    panel = tuple(replace(item, text=notes.shortened(item.title, item.text, longest)) for item in drawing.panel)
    nodes = tuple(_node(notes, node) for node in drawing.nodes)
    clusters = tuple(
        replace(each, label=notes.shortened(notes.words["notes.frame"], each.label, LONGEST_FRAME))
        for each in drawing.clusters
    )
    edges = tuple(_edge(notes, edge) for edge in drawing.edges)
    return replace(
        drawing, panel=panel, nodes=nodes, clusters=clusters, edges=edges, notes=(*drawing.notes, *notes.found)
    )


def _node(notes: _Notes, node: Node) -> Node:
    title = notes.shortened(notes.words["notes.name"], node.title, LONGEST_TITLE)
    where = cut(visible_text(node.title), LONGEST_TITLE)
    facts = tuple(
        Fact(notes.shortened(where, fact.text, LONGEST_FACT, fact.full), fact.emphasis) for fact in node.facts
    )
    return replace(node, title=title, facts=facts)


def _edge(notes: _Notes, edge: Edge) -> Edge:
    """Return an arrow with a label of few lines; its row in the table tells it in full."""
    seen = visible_text(edge.label)
    shown, longest = edge.label, min(len(seen), LONGEST_LABEL)
    while len(wrapped(shown, LABEL_WORDS, TEXT_SIZE)) > LABEL_LINES:
        longest -= 1
        shown = notes.words["see-table"].format(text=cut(seen, longest))
    return edge if shown == edge.label else replace(edge, label=shown, content=edge.content or seen)
