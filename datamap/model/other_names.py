"""What people call the shipped terms elsewhere: in other languages, by their article, in everyday speech.

Such words are never taken for a term, which would be a guess: they tell which term to offer.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from functools import cache

from datamap.labels import languages_of, read_labels
from datamap.model.kinds import Kind, kind_of
from datamap.model.shipped import shipped_terms
from datamap.model.terms import Term
from datamap.text import match_key
from datamap.vocabulary.lists import read_table

SHARED_AT_MOST = 3
"""An article that more terms share, such as Art. 32(1), says nothing about which one is meant."""
_AROUND_AN_ARTICLE = re.compile(r"^art(?:icle|ikel)?(?=\d)|(?<=\w)(?:gdpr|dsgvo|rgpd)$")


def terms_meant(words: str, kinds: Collection[Kind]) -> tuple[str, ...]:
    """Return the ids of the terms of these kinds that the words may mean elsewhere; empty if there are none.

    >>> from datamap.model.kinds import KINDS
    >>> terms_meant("UK", KINDS), terms_meant("Deutschland", KINDS), terms_meant("Art. 6 (1) (f) GDPR", KINDS)
    (('GB',), ('DE',), ('basis-legitimate-interests',))
    >>> terms_meant("Art. 32(1)", KINDS)
    ()
    """
    terms = shipped_terms()
    found = tuple(id for id in _ids_by_name().get(_key(words), ()) if kind_of(terms[id][0]) in kinds)
    return found if len(found) <= SHARED_AT_MOST else ()


@cache
def _ids_by_name() -> Mapping[str, Mapping[str, None]]:
    found: dict[str, dict[str, None]] = {}
    for id, name in _names():
        found.setdefault(_key(name), {})[id] = None
    return found


def _names() -> Iterator[tuple[str, str]]:
    for row in read_table("other-names"):
        yield row["term"], row["name"]
    terms = shipped_terms()
    for language in languages_of("terms"):
        yield from ((id, name) for id, name in read_labels("terms", language).items() if id in terms)
    for id, (term, _origin) in terms.items():
        articles = term.article if isinstance(term, Term) and isinstance(term.article, tuple) else ()
        yield from ((id, article) for article in articles)


def _key(words: str) -> str:
    return _AROUND_AN_ARTICLE.sub("", match_key(words))
