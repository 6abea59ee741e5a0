"""Matrix: how often two kinds of records meet in a data use, as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datamap.graph.build import Graph
from datamap.graph.walk import links_out, record_at
from datamap.model import NONE, NOT_RECORDED, DataUse, Inventory, Record, Term, facts_of

if TYPE_CHECKING:
    import pandas as pd

WAYS: dict[str, tuple[str, ...]] = {
    "activity": ("part_of",),
    "category": ("uses",),
    "people": ("about",),
    "source": ("obtained_from",),
    "purpose": ("for", "for"),
    "basis": ("for", "on_basis"),
    "recipient": ("disclosed_to",),
    "system": ("held_in",),
    "retention": ("kept_under",),
    "country": ("disclosed_to", "located_in"),
}
"""For each kind that a matrix can have, the relations that lead to it from a data use."""


def matrix(graph: Graph, inventory: Inventory, rows: str, columns: str) -> pd.DataFrame:
    """Return how many data uses link each row with each column; one row per record of the first kind.

    Where a side is not recorded, or explicitly none, the use is counted under "not recorded" or "none", so that no use
    is lost: every use counts at least once.

    Args:
        graph: the graph of the inventory.
        inventory: whose data uses are counted.
        rows: a key of `WAYS`, such as "category".
        columns: another key of `WAYS`, such as "purpose".

    Raises:
        KeyError: a kind is not in `WAYS`.

    >>> from datamap.graph import build_graph
    >>> from datamap.model import inventory_of
    >>> use = DataUse(id="use-a", organisation="org-a", activity="act-a", category="cat-email")
    >>> inventory = inventory_of([use])
    >>> int(matrix(build_graph(inventory), inventory, "category", "purpose").loc["E-mail address", "not recorded"])
    1
    """
    import pandas as pd

    row_way, column_way = WAYS[rows], WAYS[columns]
    counts: dict[tuple[str, str], int] = {}
    for use in inventory.of(DataUse):
        for row in _met(graph, use.id, row_way):
            for column in _met(graph, use.id, column_way):
                counts[row, column] = counts.get((row, column), 0) + 1
    names = [sorted({pair[side] for pair in counts}, key=_absent_last) for side in (0, 1)]
    cells = [[counts.get((row, column), 0) for column in names[1]] for row in names[0]]
    index, header = pd.Index(names[0], name=rows), pd.Index(names[1], name=columns)
    return pd.DataFrame(cells, index=index, columns=header, dtype="int64")


def _absent_last(name: str) -> tuple[int, str]:
    return (name == str(NONE)) + 2 * (name == str(NOT_RECORDED)), name


def _met(graph: Graph, use: str, way: tuple[str, ...]) -> list[str]:
    """Return the names of what a data use meets on a way of relations; where it ends early, why."""
    ends: list[str] = []
    ids = [use]
    for relation in way:
        ahead = {id: [link.head for link in links_out(graph, id, {relation})] for id in ids}
        ends += [_why_nothing(record_at(graph, id), relation) for id, heads in ahead.items() if not heads]
        ids = [head for heads in ahead.values() for head in heads]
    return list(dict.fromkeys([*(_name(record_at(graph, id)) for id in ids), *ends]))


def _why_nothing(record: Record, relation: str) -> str:
    """Return whether the field behind a relation is explicitly none, or not recorded."""
    fields = [fact.name for fact in facts_of(type(record)).values() if fact.relation == relation and not fact.inverse]
    return str(NONE if any(getattr(record, name) is NONE for name in fields) else NOT_RECORDED)


def _name(record: Record) -> str:
    return record.label if isinstance(record, Term) else str(getattr(record, "name", record.id))
