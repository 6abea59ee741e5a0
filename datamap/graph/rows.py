"""A data use in words: all that it links, in one row."""

from __future__ import annotations

from datamap.graph.build import Graph
from datamap.graph.walk import links_out, record_at
from datamap.model import (
    NONE,
    NOT_RECORDED,
    Absent,
    Country,
    DataUse,
    Party,
    PurposeLine,
    System,
    Term,
    Transfer,
)
from datamap.model.record import Record

Words = tuple[str, ...] | Absent
"""The words of one cell: each value for itself, or why there is none."""


def use_row(graph: Graph, id: str) -> dict[str, Words]:
    """Return what a data use links, in words: one entry per link of the record of processing.

    >>> from datamap.graph import build_graph
    >>> from datamap.model import inventory_of
    >>> use = DataUse(id="use-a", organisation="org-a", activity="act-a", category="cat-email", elements=("address",))
    >>> row = use_row(build_graph(inventory_of([use])), "use-a")
    >>> row["category"], row["elements"], row["recipients"]
    (('E-mail address',), ('address',), NOT_RECORDED)
    """
    use = record_at(graph, id)
    if not isinstance(use, DataUse):
        raise TypeError(f"'{id}' is no data use")
    owner = graph.nodes.get(use.organisation, {}).get("record")
    return {
        "organisation": (name_of(owner) if owner else use.organisation,),
        "activity": _linked(graph, id, "part_of", use.activity),
        "category": _linked(graph, id, "uses", use.category),
        "elements": use.elements,
        "people": _linked(graph, id, "about", use.people),
        "sources": _linked(graph, id, "obtained_from", use.sources),
        "purposes": _purposes(graph, id),
        "operations": use.operations,
        "only if": _one(use.condition),
        "recipients": _linked(graph, id, "disclosed_to", use.recipients),
        "systems": _linked(graph, id, "held_in", use.systems),
        "transfers": _transfers(graph, use),
        "time limits": _linked(graph, id, "kept_under", use.retention),
    }


def _one(value: str | Absent) -> Words:
    return value if isinstance(value, Absent) else (value,)


def _linked(graph: Graph, id: str, relation: str, value: object) -> Words:
    """Return the names of what a relation leads to, or why it leads nowhere."""
    names = tuple(named(graph, link.head) for link in links_out(graph, id, {relation}))
    return names or (value if isinstance(value, Absent) else NOT_RECORDED)


def named(graph: Graph, id: str) -> str:
    """Return the name of a record, with the country of a party or system.

    >>> from datamap.graph import build_graph
    >>> from datamap.model import inventory_of
    >>> host = System(id="system-a", organisation="org-a", name="Host", country="DE")
    >>> named(build_graph(inventory_of([host])), "system-a")
    'Host (Germany)'
    """
    record = record_at(graph, id)
    return f"{name_of(record)} ({_country(graph, record)})" if isinstance(record, Party | System) else name_of(record)


def name_of(record: Record) -> str:
    """Return what people call a record: its label or name, else its id.

    >>> name_of(System(id="system-a", organisation="org-a", name="Host"))
    'Host'
    """
    return record.label if isinstance(record, Term) else str(getattr(record, "name", record.id))


def _country(graph: Graph, record: Party | System) -> str:
    if record.country is NONE:
        return "no country"
    countries = [record_at(graph, link.head) for link in links_out(graph, record.id, {"located_in"})]
    if countries and isinstance(countries[0], Country):
        return countries[0].label
    return f"{record.location}; country not recorded" if record.location else "country not recorded"


def _transfers(graph: Graph, use: DataUse) -> Words:
    """Return where the data of a use are transferred to: by the use itself, or with all data of its activity."""
    places = (id for id in (use.id, use.activity) if id in graph)
    heads = [record_at(graph, link.head) for id in places for link in links_out(graph, id, {"transferred_to"})]
    words = tuple(dict.fromkeys(transfer_words(graph, head) for head in heads if isinstance(head, Transfer)))
    return words or (use.transfers if isinstance(use.transfers, Absent) else NOT_RECORDED)


def transfer_words(graph: Graph, transfer: Transfer) -> str:
    """Return where a transfer goes and what it rests on: 'Japan [tool: not recorded]'."""
    place, tool = (_word(graph, value) for value in (transfer.country, transfer.tool))
    place = f"{transfer.location}; country {place}" if transfer.location else place
    return f"{place} [tool: {tool}]"


def _word(graph: Graph, value: str | Absent) -> str:
    """Return the name of a record that a field points to, or why it points to none."""
    return str(value) if isinstance(value, Absent) or value not in graph else name_of(record_at(graph, value))


def _purposes(graph: Graph, id: str) -> Words:
    lines = [record_at(graph, link.head) for link in links_out(graph, id, {"for"})]
    return tuple(purpose_words(graph, line) for line in lines if isinstance(line, PurposeLine)) or NOT_RECORDED


def purpose_words(graph: Graph, line: PurposeLine) -> str:
    """Return a purpose with its legal basis.

    >>> from datamap.graph import build_graph
    >>> from datamap.model import inventory_of
    >>> line = PurposeLine(id="line-a", organisation="org-a", activity="act-a", purpose="purpose-authentication")
    >>> purpose_words(build_graph(inventory_of([line])), line)
    'Authenticate users [basis: not recorded]'
    """
    return f"{_word(graph, line.purpose)} [basis: {_word(graph, line.legal_basis)}]"
