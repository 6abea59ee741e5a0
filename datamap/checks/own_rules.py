"""Rules of one's own: their written form, the keys that they may name, and the terms that these mean in a register."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from datamap.errors import UnknownNameError
from datamap.model import Inventory, Kind, Words, find, kind_named
from datamap.problems import Location, Problem
from datamap.text import join_words

OUTSIDE_EEA = "outside-eea"
"""Stands for every country that is not in the European Economic Area on the day."""


class Key(NamedTuple):
    """What a rule may ask of a data use.

    Attributes:
        name: how it is written in a rule.
        strand: what it belongs to: keys of one strand are asked of one and the same purpose line, recipient or system.
        kind: the kind of record that it names.
        field: the field of the data use in which it is mended.
    """

    name: str
    strand: str
    kind: Kind
    field: str


KEYS: Mapping[str, Key] = {
    name: Key(name, strand, kind_named(kind), field)
    for name, strand, kind, field in (
        ("category", "category", "category", "category"),
        ("people", "people", "people", "people"),
        ("purpose", "line", "purpose", "purposes"),
        ("basis", "line", "legal_basis", "purposes"),
        ("recipient", "recipient", "party", "recipients"),
        ("recipient kind", "recipient", "party_kind", "recipients"),
        ("country", "recipient", "country", "recipients"),
        ("system", "system", "system", "systems"),
        ("system country", "system", "country", "systems"),
    )
}
"""The keys by name, those first of which the answer is found soonest."""

Clause = Mapping[str, tuple[Words, ...]]
"""For each key the words of which one has to fit."""


class RuleText(NamedTuple):
    """A rule as it was written.

    Attributes:
        name: what it is called.
        why: the reason for it.
        speaks_of: which data uses it speaks of; empty: all.
        never: what must not be so of them, or empty.
        only: the only thing that may be so of them, or empty; one of the two is there.
        holds: examples in which the rule holds.
        fails: examples in which it does not.
        locate: makes a place of a line and a column.
    """

    name: Words
    why: Words
    speaks_of: Clause
    never: Clause
    only: Clause
    holds: tuple[Clause, ...]
    fails: tuple[Clause, ...]
    locate: Callable[[int, int], Location]


class Wanted(NamedTuple):
    """What one key of a rule asks for: one of these records, each with all that stands below it."""

    key: Key
    ids: frozenset[str]
    is_outside_eea: bool


class Example(NamedTuple):
    """An example: for each key the ids that it names, whether the rule is said to hold, and where it stands."""

    named: Mapping[str, tuple[str, ...]]
    holds: bool
    location: Location


Asked = Mapping[str, tuple[Wanted, ...]]
"""What a rule asks, by strand."""


class OwnRule(NamedTuple):
    """A rule whose words have become records of a register.

    Attributes:
        name: what it is called.
        why: the reason for it.
        asked: what data uses are asked, of `for` and `never` together: where all of it is so, the rule is broken,
            unless `only` allows it.
        only: what is allowed; empty in a rule that says "never".
        examples: what it is tried on.
        location: where its name stands.
    """

    name: str
    why: str
    asked: Asked
    only: Asked
    examples: tuple[Example, ...]
    location: Location

    @property
    def code(self) -> str:
        """The code of its findings."""
        return f"OWN-{self.name}"


def resolve(texts: Iterable[RuleText], inventory: Inventory) -> tuple[list[OwnRule], list[Problem]]:
    """Return the rules with what their words mean in a register, and a problem for each word that means nothing.

    Args:
        texts: the rules as they were written.
        inventory: the whole register, so that a name is known whichever organisation keeps it.
    """
    resolver = _Resolver(inventory)
    rules = [resolver.rule(text) for text in texts]
    return rules, resolver.problems


class _Resolver:
    """Finds what words mean; what means nothing gathers in `problems`."""

    def __init__(self, inventory: Inventory) -> None:
        """Prepare to look words up in this register."""
        self.inventory = inventory
        self.problems: list[Problem] = []
        self._narrower: dict[Kind, Mapping[str, Sequence[str]]] = {}

    def rule(self, text: RuleText) -> OwnRule:
        """Return a rule with the records that it means."""
        return OwnRule(
            text.name.words,
            text.why.words,
            self._asked(text, text.speaks_of, text.never),
            self._asked(text, text.only),
            tuple(
                self._example(clause, text, holds)
                for holds, clauses in ((True, text.holds), (False, text.fails))
                for clause in clauses
            ),
            text.locate(text.name.row, text.name.column),
        )

    def _asked(self, text: RuleText, *clauses: Clause) -> Asked:
        asked: dict[str, tuple[Wanted, ...]] = {}
        for key in KEYS.values():
            for words in (clause[key.name] for clause in clauses if key.name in clause):
                asked[key.strand] = (*asked.get(key.strand, ()), self._wanted(text, key, words))
        return asked

    def _wanted(self, text: RuleText, key: Key, words: Sequence[Words]) -> Wanted:
        outside = [each for each in words if _is_outside_eea(key, each)]
        named = [id for each in words if each not in outside for id in self._ids(key, each, text)]
        return Wanted(key, self._below(key.kind, named), bool(outside))

    def _example(self, clause: Clause, text: RuleText, holds: bool) -> Example:
        named = {
            name: tuple(id for each in words for id in self._named(name, each, text)) for name, words in clause.items()
        }
        first = min((each.row, each.column) for words in clause.values() for each in words)
        return Example(named, holds, text.locate(*first))

    def _named(self, name: str, words: Words, text: RuleText) -> Sequence[str]:
        if _is_outside_eea(KEYS[name], words):
            self._fault(text, words, "an example is of one country", "name one, such as US")
            return ()
        return self._ids(KEYS[name], words, text)

    def _ids(self, key: Key, words: Words, text: RuleText) -> Sequence[str]:
        try:
            return find(self.inventory, words.words, [key.kind])
        except UnknownNameError as error:
            seen, _, hint = str(error).partition("; ")
            self._fault(text, words, seen, hint)
            return ()

    def _fault(self, text: RuleText, words: Words, message: str, hint: str) -> None:
        where = text.locate(words.row, words.column)
        self.problems.append(Problem(code="RUL-005", message=message, location=where, hint=hint))

    def _below(self, kind: Kind, ids: Iterable[str]) -> frozenset[str]:
        """Return these records and all that stand below them."""
        if kind not in self._narrower:
            narrower: defaultdict[str, list[str]] = defaultdict(list)
            for record in self.inventory.of(kind.record_class):
                narrower[str(getattr(record, "parent", ""))].append(record.id)
            self._narrower[kind] = narrower
        found, left = set[str](), list(ids)
        while left:
            id = left.pop()
            if id not in found:
                found.add(id)
                left += self._narrower[kind].get(id, ())
        return frozenset(found)


def _is_outside_eea(key: Key, words: Words) -> bool:
    return key.kind.name == "country" and words.words.casefold() == OUTSIDE_EEA


def keys_in_words() -> str:
    """Return the names of all keys in one phrase.

    >>> keys_in_words()
    'category, people, purpose, basis, recipient, recipient kind, country, system and system country'
    """
    return join_words(list(KEYS))
