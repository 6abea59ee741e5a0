"""From the words that people use for a record to its id."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from datamap.errors import UnknownNameError
from datamap.model.inventory import Inventory
from datamap.model.kinds import KINDS, Kind, kind_of
from datamap.model.other_names import terms_meant
from datamap.text import did_you_mean, join_words, match_key, offer

NAMED_AT_MOST = 4
"""Kinds that a message names; a record of more kinds is called a record."""


def find(inventory: Inventory, words: str, kinds: Iterable[Kind] = KINDS) -> list[str]:
    """Return the ids of the records that the words mean: an id, an id without its prefix, or a name.

    Several records may bear one name, such as the same recipient of two organisations; all of them are meant, if they
    are of one kind.

    Raises:
        UnknownNameError: no record is called so, or records of several kinds are.

    >>> from datamap.model import inventory_of
    >>> find(inventory_of([]), "contacts-book")
    ['cat-contacts-book']
    """
    kinds = tuple(kinds)
    found = _find_ids(inventory, words, kinds) or _find_names(inventory, words, kinds)
    if not found:
        what = join_words([kind.title for kind in kinds], "or") if len(kinds) <= NAMED_AT_MOST else "record"
        meant = offer([inventory.name_of(id) for id in terms_meant(words, kinds)])
        told = meant or _other_kind(inventory, words, kinds) or _hint(inventory, words, kinds)
        raise UnknownNameError(f"there is no {what} '{words}'; {told}")
    met = {kind_of(inventory.records[id]).title for id in found}
    if len(met) > 1:
        raise UnknownNameError(f"'{words}' means several things: name one of {join_words(found)}")
    return found


def _find_ids(inventory: Inventory, words: str, kinds: tuple[Kind, ...]) -> list[str]:
    classes = {kind.record_class for kind in kinds}
    exact = inventory.records.get(words)
    if exact is not None and type(exact) in classes:
        return [words]
    ids = (f"{kind.prefix}-{words}" for kind in kinds if kind.prefix)
    return [id for id in ids if id in inventory.records and type(inventory.records[id]) in classes]


def _find_names(inventory: Inventory, words: str, kinds: tuple[Kind, ...]) -> list[str]:
    key = match_key(words)
    return [id for id, name in _names(inventory, kinds) if match_key(name) == key]


def _names(inventory: Inventory, kinds: tuple[Kind, ...]) -> Iterator[tuple[str, str]]:
    for kind in kinds:
        for record in inventory.of(kind.record_class):
            name = inventory.name_of(record.id)
            if name != record.id:
                yield record.id, name


def _other_kind(inventory: Inventory, words: str, kinds: tuple[Kind, ...]) -> str:
    """Return which records of other kinds the words mean, in a sentence; "" if none."""
    others = tuple(kind for kind in KINDS if kind not in kinds)
    found = _find_ids(inventory, words, others) or _find_names(inventory, words, others)
    told = [f"{kind_of(inventory.records[id]).title} ({id})" for id in found]
    return f"'{words}' is a record of another kind: {join_words(told)}" if found else ""


def _hint(inventory: Inventory, words: str, kinds: tuple[Kind, ...]) -> str:
    names = dict(_names(inventory, kinds))
    ids = (record.id for kind in kinds for record in inventory.of(kind.record_class))
    slugs = [id.partition("-")[2] or id for id in ids]
    hint = did_you_mean(words, dict.fromkeys([*slugs, *names.values()]))
    listed = f"datamap list {kinds[0].stem}" if len(kinds) == 1 else "datamap list"
    return hint or f"`{listed}` shows what there is"
