"""Our terms in the Data Privacy Vocabulary: what matches is named by DPV, the rest stays ours, below a wider term."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from datamap.model import Absent, Inventory, Term, recorded
from datamap.model.terms import Match

PREFIXES: Mapping[str, str] = {
    "dpv": "https://w3id.org/dpv#",
    "pd": "https://w3id.org/dpv/pd#",
    "loc": "https://w3id.org/dpv/loc#",
    "eu-gdpr": "https://w3id.org/dpv/legal/eu/gdpr#",
    "legal-eu": "https://w3id.org/dpv/legal/eu#",
    "legal-gb": "https://w3id.org/dpv/legal/gb#",
    "legal-us": "https://w3id.org/dpv/legal/us#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dct": "http://purl.org/dc/terms/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "own": "urn:datamap:id:",
    "model": "urn:datamap:model:",
}
"""The namespaces of DPV 2, of SKOS and of Dublin Core; `own` names records by their ids, `model` our own relations."""

_FITTING = (Match.EXACT, Match.CLOSE)


def names_of(inventory: Inventory, id: str) -> list[str]:
    """Return the names under which DPV has a record of ours: only exact and close matches, else our own.

    >>> from datamap.model import inventory_of
    >>> names_of(inventory_of([]), "cat-email"), names_of(inventory_of([]), "people-address-book")
    (['pd:EmailAddress'], ['own:people-address-book'])
    """
    record = inventory.records.get(id)
    if isinstance(record, Term) and isinstance(record.dpv, tuple) and record.dpv_match in _FITTING:
        return list(record.dpv)
    return [f"own:{id}"]


def concept_of(inventory: Inventory, term: Term) -> dict[str, Any]:
    """Return a term of our own as a SKOS concept below wider ones: of DPV, and of our own tree."""
    wider = [] if term.dpv_match in (Match.NARROW, Match.NONE) else list(recorded(term.dpv))
    if isinstance(term.parent, str):
        wider += [name for name in names_of(inventory, term.parent) if name not in wider]
    told: dict[str, Any] = {"@id": f"own:{term.id}", "@type": "skos:Concept", "skos:prefLabel": term.label}
    if not isinstance(term.definition, Absent):
        told["skos:definition"] = term.definition
    if wider:
        told["skos:broader"] = [{"@id": name} for name in wider]
    if term.dpv_match is Match.NARROW:
        told["skos:narrowMatch"] = [{"@id": name} for name in recorded(term.dpv)]
    return told
