"""The record as JSON-LD with the terms of the Data Privacy Vocabulary (DPV 2): links stay links."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator
from typing import Any

from datamap.exports.interchange.dpv import PREFIXES, concept_of, names_of
from datamap.exports.interchange.edition import Edition, pointers
from datamap.model import (
    NONE,
    NOT_RECORDED,
    Absent,
    Activity,
    DataUse,
    Organisation,
    Party,
    PurposeLine,
    Record,
    RetentionRule,
    System,
    Term,
    Transfer,
    facts_of,
)

Node = dict[str, Any]

_LINKS: dict[type[Record], dict[str, str]] = {
    Activity: {
        "measures": "dpv:hasTechnicalOrganisationalMeasure",
        "joint_controllers": "dpv:hasJointDataControllers",
        "controllers": "dpv:hasDataController",
        "role": "model:role",
    },
    PurposeLine: {"purpose": "dpv:hasPurpose", "legal_basis": "dpv:hasLegalBasis", "conditions": "dpv:hasLegalBasis"},
    DataUse: {
        "category": "dpv:hasPersonalData",
        "people": "dpv:hasDataSubject",
        "sources": "dpv:hasDataSource",
        "recipients": "dpv:hasRecipient",
        "systems": "model:heldIn",
        "retention": "dpv:hasStorageCondition",
        "transfers": "model:transfer",
        "purposes": "model:servesPurpose",
    },
    Party: {"kind": "@type", "parent": "model:partOf", "sub_processors": "model:engages", "country": "dpv:hasCountry"},
    System: {"operated_by": "dpv:hasResponsibleEntity", "country": "dpv:hasCountry"},
    Transfer: {
        "importers": "model:importer",
        "country": "dpv:hasThirdCountry",
        "tool": "dpv:hasLegalBasis",
        "origins": "model:origin",
    },
    RetentionRule: {"kind": "@type"},
    Organisation: {"country": "dpv:hasCountry", "regime": "dpv:hasApplicableLaw"},
}
"""Which relation each reference becomes: one of DPV where there is one, else one of our own model."""

_WORDS = {"name": "dct:title", "description": "dct:description", "address": "dpv:hasAddress", "email": "dpv:hasContact"}
_TYPES: dict[type[Record], str] = {
    Activity: "dpv:Process",
    PurposeLine: "model:PurposeLine",
    DataUse: "dpv:PersonalDataProcess",
    Party: "dpv:Entity",
    System: "dpv:Technology",
    Transfer: "model:Transfer",
    RetentionRule: "dpv:StorageCondition",
    Organisation: "dpv:Organisation",
}
_LISTED = (Party, System, Transfer, RetentionRule)


def format_json_ld(edition: Edition) -> str:
    """Return the record as JSON-LD: a node for each record, named by its id, and one for each term of our own.

    What is stated to be none stands under `model:statedNone`, what nobody recorded under `model:notRecorded`.

    >>> from datamap.exports.interchange.edition import edition_of
    >>> from datamap.model import inventory_of
    >>> told = json.loads(format_json_ld(edition_of(inventory_of([Organisation(id="org-a", name="A")]), "org-a")))
    >>> [node["@id"] for node in told["@graph"]]
    ['own:record-a', 'own:org-a']
    """
    nodes = list(_nodes(edition))
    nodes += _concepts(edition, nodes)
    return json.dumps({"@context": dict(PREFIXES), "@graph": nodes}, indent=1, ensure_ascii=False) + "\n"


def _nodes(edition: Edition) -> Iterator[Node]:
    keeper = edition.organisation
    yield _record(edition)
    yield _node(edition, keeper)
    for activity in edition.activities:
        lines, uses = edition.lines_of(activity.id), edition.uses_of(activity.id)
        yield _activity(edition, activity, uses)
        yield from (_node(edition, line) for line in lines)
        for use in uses:
            # Left out, the purposes of a data use are all of its activity.
            served = [line.id for line in lines] if use.purposes is NOT_RECORDED else list(pointers(use.purposes))
            yield _node(edition, use) | ({"model:servesPurpose": _links(edition, served)} if served else {})
    for kind in _LISTED:
        yield from (_node(edition, each) for each in edition.inventory.of(kind))


def _record(edition: Edition) -> Node:
    keeper = edition.organisation
    told: Node = {
        "@id": f"own:record-{keeper.id.removeprefix('org-')}",
        "@type": "dpv:RecordsOfActivities",
        "dct:title": f"Record of processing activities: {keeper.name}",
        "dct:identifier": f"sha256:{edition.digest}",
        "dpv:hasResponsibleEntity": {"@id": f"own:{keeper.id}"},
    }
    if edition.as_of:
        told["dct:valid"] = _literal(edition.as_of)
    if edition.state:
        told["dct:hasVersion"] = edition.state
    if edition.activities:
        told["dpv:hasProcess"] = [{"@id": f"own:{each.id}"} for each in edition.activities]
    return told


def _activity(edition: Edition, activity: Activity, uses: tuple[DataUse, ...]) -> Node:
    told = _node(edition, activity)
    role = names_of(edition.inventory, activity.role) if isinstance(activity.role, str) else []
    if "dpv:DataController" in role:
        told["dpv:hasDataController"] = {"@id": f"own:{activity.organisation}"}
    if "dpv:DataProcessor" in role:
        told["dpv:hasDataProcessor"] = {"@id": f"own:{activity.organisation}"}
    if uses:
        told["dpv:hasPersonalDataProcess"] = [{"@id": f"own:{use.id}"} for use in uses]
    return told


def _node(edition: Edition, record: Record) -> Node:
    """Return a record as a node: references as links, all else as literals, gaps by the names of their fields."""
    links = _LINKS[type(record)]
    told: Node = {"@id": f"own:{record.id}", "@type": [_TYPES[type(record)]]}
    absent: dict[Absent, list[str]] = {NONE: [], NOT_RECORDED: []}
    for name in facts_of(type(record)):
        value = getattr(record, name)
        if name in ("id", "organisation", "note", "activity"):
            continue
        if isinstance(value, Absent):
            absent[value].append(name)
        elif name in links and links[name] == "@type":
            told["@type"] += names_of(edition.inventory, value)
        elif name in links:
            told[links[name]] = [*told.get(links[name], []), *_links(edition, pointers(value))]
        else:
            told[_WORDS.get(name, f"model:{name}")] = _literal(value)
    if absent[NONE]:
        told["model:statedNone"] = absent[NONE]
    if absent[NOT_RECORDED]:
        told["model:notRecorded"] = absent[NOT_RECORDED]
    return told


def _links(edition: Edition, ids: Iterator[str] | list[str]) -> list[Node]:
    return [{"@id": name} for id in ids for name in names_of(edition.inventory, id)]


def _literal(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_literal(each) for each in value]
    if isinstance(value, datetime.date):
        return {"@value": value.isoformat(), "@type": "xsd:date"}
    return value if isinstance(value, int) else str(value)


def _concepts(edition: Edition, nodes: list[Node]) -> list[Node]:
    """Return our own terms that the nodes name, and the wider ones of our own above them, each once."""
    inventory, found = edition.inventory, dict[str, Node]()
    waiting = [name for node in nodes for name in _named(node)]
    while waiting:
        id = waiting.pop().removeprefix("own:")
        record = inventory.records.get(id)
        if isinstance(record, Term) and id not in found:
            found[id] = concept_of(inventory, record)
            waiting += _named(found[id])
    return [found[id] for id in sorted(found)]


def _named(node: Node) -> list[str]:
    """Return the names of our own that a node links to."""
    links = [
        each["@id"]
        for value in node.values()
        if isinstance(value, list)
        for each in value
        if isinstance(each, dict) and "@id" in each
    ]
    types = node["@type"] if isinstance(node["@type"], list) else []
    return [name for name in (*links, *types) if name.startswith("own:")]
