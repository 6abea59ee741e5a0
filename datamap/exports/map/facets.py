"""By what people narrow the map: for each data use the values of every filter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from datamap.graph import Graph
from datamap.graph.walk import links_out, record_at, sub_processors_of
from datamap.model import Absent, DataUse, Party, PurposeLine, System, Term, Transfer, recorded

FACETS = ("organisation", "category", "purpose", "basis", "recipient", "country", "period")
"""The filters, in the order in which people read them."""


def facets_of(graph: Graph, use: DataUse) -> Mapping[str, tuple[str, ...]]:
    """Return the ids by which a data use is found in each filter, and "not recorded" or "none" where that is the value.

    A category and a purpose are found under all wider terms; recipients are those of the use and of its transfers, and
    whom they engage; countries are those of recipients, systems and transfers.

    >>> from datamap.graph import build_graph
    >>> from datamap.model import inventory_of
    >>> use = DataUse(id="use-a", organisation="org-a", activity="act-a", category="cat-email", recipients=Absent.NONE)
    >>> found = facets_of(build_graph(inventory_of([use])), use)
    >>> found["category"], found["recipient"], found["country"], found["basis"]
    (('cat-email', 'cat-contact'), ('none',), ('not recorded',), ('not recorded',))
    """
    lines = [_line(graph, link.head) for link in links_out(graph, use.id, {"for"})]
    transfers = [record_at(graph, id) for id in _transfers(graph, use)]
    recipients = _recipients(graph, use, transfers)
    places = [record_at(graph, id) for id in (*recipients, *_known(graph, recorded(use.systems)))] + transfers
    countries = [place.country for place in places if isinstance(place, Party | System | Transfer)]
    found = {
        "organisation": [use.organisation],
        "category": _wider(graph, use.category),
        "purpose": [id for line in lines for id in _wider(graph, line.purpose)],
        "basis": [_value(line.legal_basis) for line in lines],
        "recipient": recipients or [_value(use.recipients)],
        "country": [_value(country) for country in countries],
        "period": [*_known(graph, recorded(use.retention))] or [_value(use.retention)],
    }
    return {name: tuple(dict.fromkeys(values)) or (str(Absent.NOT_RECORDED),) for name, values in found.items()}


def _value(value: object) -> str:
    """Return an id as it is, and anything that names no record as one of the two words for no value."""
    return str(Absent.NOT_RECORDED) if isinstance(value, tuple) else str(value)


def _known(graph: Graph, ids: Iterable[str]) -> list[str]:
    return [id for id in ids if id in graph]


def _line(graph: Graph, id: str) -> PurposeLine:
    record = record_at(graph, id)
    if not isinstance(record, PurposeLine):
        raise TypeError(f"'{id}' is no purpose line")
    return record


def _wider(graph: Graph, id: str) -> list[str]:
    """Return a term and all terms above it in its tree."""
    found: list[str] = []
    while id in graph and id not in found:
        found.append(id)
        record = record_at(graph, id)
        id = record.parent if isinstance(record, Term) and isinstance(record.parent, str) else id
    return found


def _transfers(graph: Graph, use: DataUse) -> list[str]:
    """Return the transfers of a use: its own, and those of all data of its activity."""
    places = _known(graph, (use.id, use.activity))
    return list(dict.fromkeys(link.head for id in places for link in links_out(graph, id, {"transferred_to"})))


def _recipients(graph: Graph, use: DataUse, transfers: Iterable[object]) -> list[str]:
    """Return the recipients of a use, those of its transfers, and whom these engage, to the end."""
    importers = [id for each in transfers if isinstance(each, Transfer) for id in recorded(each.importers)]
    found = list(dict.fromkeys(_known(graph, [*recorded(use.recipients), *importers])))
    for id in found:
        found += [other for other in sub_processors_of(graph, id) if other not in found]
    return found
