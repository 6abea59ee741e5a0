"""Data that are recorded as ordinary, in words that may reveal what Art. 9(1) protects."""

from __future__ import annotations

from collections.abc import Iterator

from datamap.checks.case import Case
from datamap.checks.words import phrase_in
from datamap.model import Category, DataUse, recorded
from datamap.vocabulary.phrases import Phrase

SPECIAL, BIOMETRIC = "special-data", "biometrics"


def reveals(case: Case, use: DataUse) -> bool:
    """Return whether the words of a data use, or those of its category, may reveal special data.

    >>> from datamap.checks.examples import use
    >>> from datamap.model import inventory_of
    >>> reveals(Case(inventory_of([])), use(elements=("dietary needs",)))
    True
    """
    category = case.get(Category, use.category)
    texts = (*recorded(use.elements), *(_words_of(category) if category else ()))
    return any(phrase_in(text, name) for text in texts for name in (SPECIAL, BIOMETRIC))


def revealing_uses(case: Case, name: str) -> Iterator[tuple[DataUse, str, Phrase]]:
    """Yield the data uses of ordinary categories with an element that a list of phrases speaks of, once each."""
    found = {text: phrase for text in case.texts(DataUse, "elements") if (phrase := phrase_in(text, name))}
    told: set[str] = set()
    for use, text in case.saying(DataUse, "elements", found) if found else ():
        if use.id not in told and not case.special(use.category):
            told.add(use.id)
            yield use, text, found[text]


def revealing_categories(case: Case, name: str) -> Iterator[tuple[Category, str, Phrase]]:
    """Yield the ordinary categories of organisations with words that a list of phrases speaks of, once each."""
    for category in case.kept(Category):
        hits = ((text, phrase) for text in _words_of(category) if (phrase := phrase_in(text, name)))
        text, phrase = next(hits, ("", None))
        if phrase and not case.special(category.id):
            yield category, text, phrase


def _words_of(category: Category) -> tuple[str, ...]:
    return (category.label, *recorded(category.elements))
