"""The words of a picture that come from no record, in its language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from datamap.exports.diagrams.drawing import Drawing, Edge
from datamap.exports.diagrams.measure import visible_text
from datamap.labels import ENGLISH, languages_of, read_labels


def language_of(drawing: Drawing) -> str:
    """Return the language of a drawing as its ISO 639-1 code; English if we have no words in it.

    >>> language_of(Drawing(title="t", language="de-AT")), language_of(Drawing(title="t", language="tlh"))
    ('de', 'en')
    """
    found = re.match("[A-Za-z]{2}(?![A-Za-z])", visible_text(drawing.language))
    code = found[0].lower() if found else ENGLISH
    return code if code in languages_of("diagrams") else ENGLISH


def words_of(drawing: Drawing) -> Mapping[str, str]:
    """Return the labels of pictures in the language of a drawing.

    >>> words_of(Drawing(title="t"))["none"]
    'none'
    """
    return read_labels("diagrams", language_of(drawing))


def said(drawing: Drawing, key: str, **names: object) -> str:
    """Return a label in the language of a drawing, with these names in their places.

    >>> said(Drawing(title="t"), "page", number=1, total=2)
    'page 1 of 2'
    """
    return words_of(drawing)[key].format(**names)


def as_sheet(part: Drawing, number: int, among: int) -> Drawing:
    """Return one of several sheets of a drawing, with its number in its title.

    >>> as_sheet(Drawing(title="Flows"), 2, 3).title
    'Flows (sheet 2 of 3)'
    """
    title = said(part, "sheet", title=part.title, number=number, total=among)
    return replace(part, title=title, sheet_of=part.title)


def arrow_told(drawing: Drawing, edge: Edge, named: Mapping[str, str]) -> str:
    """Return an arrow in words: its number, its ends by their names, and all that it says.

    >>> from datamap.exports.diagrams.drawing import example_drawing
    >>> arrow_told(example_drawing(), example_drawing().edges[0], {"user": "User", "newsletter": "Newsletter"})
    '1: from User to Newsletter: e-mail address'
    """
    ends = said(drawing, "arrow", tail=named[edge.tail], head=named[edge.head])
    return f"{edge.number}: {ends}: {edge.told}"
