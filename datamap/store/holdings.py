"""What a register holds, in numbers and as a digest, from its facts alone: no record is made for that."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from datamap.model import KINDS
from datamap.model.inventory import digest_of
from datamap.model.raw import stated_fields
from datamap.store.asof import FactRow, by_record


class Holdings(NamedTuple):
    """What a register holds.

    Attributes:
        kinds: how many records of each kind, by the name of the kind, in the order of the kinds.
        digest: that of the inventory; see `Inventory.digest`.
    """

    kinds: Mapping[str, int]
    digest: str


def holdings_in(facts: Iterable[FactRow]) -> Holdings:
    """Return what some facts of one state are, in any order.

    >>> holdings_in([("org-a", "name", "organisation", "", '"Acme"')]).kinds
    {'organisation': 1}
    """
    rows = by_record(facts)
    counts = Counter(row[0][2] for row in rows.values())
    return Holdings({kind.name: counts[kind.name] for kind in KINDS if counts[kind.name]}, digest_of(_in_order(rows)))


def _in_order(rows: Mapping[str, list[FactRow]]) -> Iterator[tuple[str, str, Mapping[str, str]]]:
    """Yield the records by their ids, and their words in the order of the fields."""
    fields = {kind.name: stated_fields(kind) for kind in KINDS}
    for id in sorted(rows):
        _id, _field, kind, owner, _words = rows[id][0]
        words = {"id": json.dumps(id), **{field: words for _id, field, _kind, _owner, words in rows[id]}}
        yield kind, owner, {field: words[field] for field in fields[kind] if field in words}
