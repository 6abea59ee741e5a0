"""Readable names for references, and back: in a workbook people read and write names, the register holds ids."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from datamap.model import KINDS, Fact, Inventory, Kind, Term, Transfer, facts_of, kind_named, kind_of, recorded
from datamap.text import match_key

LONGEST = 90
"""Characters of a name in a cell; of a longer one the beginning is shown, and the id behind it."""

_WITH_ID = re.compile(r".* \[(\S+)\]", re.DOTALL)
"""A name with the id behind it, which tells records of one name apart."""


class _Index(NamedTuple):
    """The names of all records of some kinds, and the ways back."""

    shown: dict[str, str]
    exact: dict[str, str]
    keys: dict[str, tuple[str, ...]]


class Names:
    """The names of the records of an inventory, each unique among the records that a field may point to.

    >>> from datamap.model import Party, inventory_of
    >>> first, second = (Party(id=f"party-{x}-acme", organisation=f"org-{x}", name="Acme") for x in "ab")
    >>> names = Names(inventory_of([first, second]))
    >>> names.name_for("cat-email", ("category",)), names.name_for("party-a-acme", ("party",))
    ('E-mail address', 'Acme [party-a-acme]')
    >>> names.ids_for("e-mail ADDRESS", ("category",)), names.ids_for("Acme", ("party",))
    (('cat-email',), ('party-a-acme', 'party-b-acme'))
    """

    def __init__(self, inventory: Inventory) -> None:
        """Name the records of this inventory; nothing is computed before it is asked for."""
        self._inventory = inventory
        self._indexes: dict[tuple[str, ...], _Index] = {}

    def name_for(self, id: str, kinds: Sequence[str] = ()) -> str:
        """Return the name of a record in a field that may point to these kinds (none given: to any record).

        An id that no such record bears stands for itself. Names are single lines.
        """
        return self._index(tuple(kinds)).shown.get(id, id)

    def namer(self, kinds: Sequence[str] = ()) -> Callable[[str], str]:
        """Return `name_for` for one field, to be called for many records."""
        shown = self._index(tuple(kinds)).shown
        return lambda id: shown.get(id, id)

    def ids_for(self, words: str, kinds: Sequence[str] = ()) -> tuple[str, ...]:
        """Return the ids that the words may mean: the name as it is shown, an id, or a name that matches.

        None are returned if nothing is called so; several if the words leave it open. Case, white space, quotes and
        other punctuation do not count, but words that fit exactly come first.
        """
        index = self._index(tuple(kinds))
        words = " ".join(words.split())
        if words in index.exact:
            return (index.exact[words],)
        if words in index.shown:
            return (words,)
        if (found := _WITH_ID.fullmatch(words)) and found[1] in index.shown:
            return (found[1],)
        return index.keys.get(match_key(words), ())

    def bears(self, id: str, words: str, kinds: Sequence[str] = ()) -> bool:
        """Return whether a record is called by the very words in such a field, the id behind them or not.

        >>> from datamap.model import Party, inventory_of
        >>> names = Names(inventory_of([Party(id="party-a-acme", organisation="org-a", name="Acme")]))
        >>> names.bears("party-a-acme", "Acme", ("party",)), names.bears("party-a-acme", "ACME", ("party",))
        (True, False)
        """
        shown = self._index(tuple(kinds)).shown.get(id, id)
        return words in (id, shown, shown.removesuffix(f" [{id}]")) or words.endswith(f"[{id}]")

    def title_of_field(self, id: str, field: str) -> str:
        """Return what people call a field of a record, as it stands above the columns; any other word as it is.

        >>> from datamap.model import Organisation, inventory_of
        >>> names = Names(inventory_of([Organisation(id="org-a", name="Acme")]))
        >>> names.title_of_field("org-a", "dpo_name"), names.title_of_field("org-a", "gone")
        ('Data protection officer', 'gone')
        """
        record = self._inventory.records.get(id)
        return titles_of(kind_of(record).name).get(field, field) if record else field

    def all_names(self, kinds: Sequence[str]) -> Iterator[str]:
        """Yield the names to choose from, by kind and then by name; terms that are no longer used are left out."""
        shown = self._index(tuple(kinds)).shown
        for kind in _kinds(tuple(kinds)):
            records = (each for each in self._inventory.known(kind.record_class) if not _is_retired(each))
            yield from sorted((shown[each.id] for each in records), key=lambda name: (name.casefold(), name))

    def _index(self, kinds: tuple[str, ...]) -> _Index:
        if kinds not in self._indexes:
            self._indexes[kinds] = self._made(kinds)
        return self._indexes[kinds]

    def _made(self, kinds: tuple[str, ...]) -> _Index:
        plain = {
            record.id: self._plain_name(record.id, kind, kinds)
            for kind in _kinds(kinds)
            for record in self._inventory.known(kind.record_class)
        }
        bearers: dict[str, list[str]] = defaultdict(list)
        for id, name in plain.items():
            bearers[match_key(name)].append(id)
        keys = {key: tuple(ids) for key, ids in bearers.items() if key}
        unique = {ids[0] for ids in keys.values() if len(ids) == 1}
        shown = {id: self._shown(id, name, is_unique=id in unique) for id, name in plain.items()}
        return _Index(shown, {name: id for id, name in shown.items()}, keys)

    def _plain_name(self, id: str, kind: Kind, kinds: tuple[str, ...]) -> str:
        """Return the name as a single line; where any record may be meant, its kind stands before it."""
        name = self._inventory.name_of(id)
        if name == id and kind.record_class is Transfer:
            name = self._name_of_transfer(id)
        line = " ".join(name.split())
        return line if kinds else f"{kind.title}: {line}"

    def _name_of_transfer(self, id: str) -> str:
        """Return where a transfer goes and who receives it there; its id, if neither is recorded."""
        transfer = self._inventory.get(Transfer, id)
        place = self._inventory.name_of(transfer.country) if isinstance(transfer.country, str) else transfer.location
        importers = ", ".join(self._inventory.name_of(each) for each in recorded(transfer.importers))
        return ": ".join(each for each in (place, importers) if isinstance(each, str) and each) or id

    def _shown(self, id: str, name: str, *, is_unique: bool) -> str:
        """Return the name, with the id behind it wherever the name alone would not lead back to the record."""
        found = _WITH_ID.fullmatch(name)
        misleads = name in self._inventory.records or (found is not None and found[1] in self._inventory.records)
        if is_unique and len(name) <= LONGEST and not (misleads and name != id):
            return name
        beginning = name if len(name) <= LONGEST else f"{name[:LONGEST].rstrip()}…"
        return f"{beginning} [{id}]"


@cache
def titles_of(kind: str) -> Mapping[str, str]:
    """Return what stands above the column of each field of the kind of this name.

    >>> titles_of("organisation")["dpo_name"]
    'Data protection officer'
    """
    facts = facts_of(kind_named(kind).record_class)
    return {name: f"{fact.title[:1].upper()}{fact.title[1:]}" for name, fact in facts.items()}


def kinds_for(fact: Fact, kind: str) -> tuple[str, ...]:
    """Return the names of the kinds that a field of a record of this kind may point to; none: to any.

    >>> from datamap.model import Category, facts_of
    >>> kinds_for(facts_of(Category)["parent"], "category")
    ('category',)
    """
    return tuple(kind if each == "own" else each for each in fact.kinds)


def _kinds(names: tuple[str, ...]) -> tuple[Kind, ...]:
    return tuple(map(kind_named, names)) or KINDS


def _is_retired(record: object) -> bool:
    return isinstance(record, Term) and bool(record.retired)
