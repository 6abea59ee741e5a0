"""All that the page of a map knows, as plain values for JSON: records, links, columns, filters, words."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from datamap.checks.finding import Finding
from datamap.exports.diagrams.kinds.scope import Scope
from datamap.exports.diagrams.measure import visible_text
from datamap.exports.map.facets import FACETS, facets_of
from datamap.exports.map.order import Group, Item, columns_of
from datamap.exports.map.reach import drawn, met_by_uses
from datamap.exports.map.telling import (
    evidence_of,
    facts_in_words,
    full_name,
    line_below,
    marks_of,
    missing_of,
    name_on_card,
    title_in,
)
from datamap.graph import Graph, Link, build_graph
from datamap.graph.build import ELEMENTS
from datamap.labels import ENGLISH, read_labels
from datamap.model import KINDS, DataUse, Document, Inventory, Organisation, Record, facts_of, kind_of, recorded
from datamap.text import match_key


@dataclass(frozen=True, kw_only=True)
class Subject:
    """Whose map it is, of which state, and the findings that it shows; None: it shows none."""

    inventory: Inventory
    as_of: datetime.date | None = None
    state: str = ""
    findings: Sequence[Finding] | None = None
    language: str = ENGLISH

    @property
    def labels(self) -> Mapping[str, str]:
        """Return the words of the map in its language."""
        return read_labels("map", self.language)

    @cached_property
    def scope(self) -> Scope:
        """Return the records as pictures see them: their terms in the language."""
        return Scope(inventory=self.inventory, organisation="", as_of=self.as_of, language=self.language)

    def title(self) -> str:
        """Return what the map is called: by its one organisation, or by how many there are.

        >>> from datamap.model import inventory_of
        >>> Subject(inventory=inventory_of([Organisation(id="org-a", name="Acme")])).title()
        'Acme: map of personal data'
        """
        names = [each.name for each in self.inventory.of(Organisation)]
        if len(names) == 1:
            return visible_text(self.labels["title"].format(name=names[0]))
        return self.labels["title-of-many"].format(count=len(names))

    def footer(self) -> str:
        """Return what the foot of the page says: whose records, which state, and their digest."""
        names = [each.name for each in self.inventory.of(Organisation)]
        who = names[0] if len(names) == 1 else self.labels["organisations"].format(count=len(names))
        return visible_text(
            self.labels["footer"].format(
                organisation=who,
                state=self.state or self.labels["text"],
                as_of=self.as_of or self.labels["not-recorded"],
                digest=self.inventory.digest()[:12],
            )
        )


def contents_of(subject: Subject) -> dict[str, Any]:
    """Return what the page knows; records are named by their number in the list of records.

    >>> from datamap.model import inventory_of
    >>> sorted(contents_of(Subject(inventory=inventory_of([Organisation(id="org-a", name="Acme")]))))[:4]
    ['columns', 'documents', 'elements', 'evidenceFields']
    """
    inventory = subject.scope.inventory
    graph = build_graph(inventory)
    ids, links = drawn(graph, inventory)
    number = {id: place for place, id in enumerate(ids)}
    relations = sorted({link.relation for link in links})
    columns = columns_of(inventory, ids, met_by_uses(graph, inventory))
    return {
        "title": subject.title(),
        "footer": subject.footer(),
        "records": _records(subject, graph, ids),
        "relations": relations,
        "links": [[number[link.tail], relations.index(link.relation), number[link.head]] for link in links],
        "evidenceFields": _evidence_fields(subject, links),
        "columns": [
            {"title": subject.labels[f"column.{name}"], "groups": [_group(subject, each, number) for each in groups]}
            for name, groups in columns.items()
        ],
        "documents": [_document(each) for each in inventory.of(Document)],
        "elements": _elements(graph, inventory, number),
        "facets": list(FACETS),
        "words": dict(subject.labels),
        "language": subject.language,
        "withFindings": subject.findings is not None,
    }


def _records(subject: Subject, graph: Graph, ids: Iterable[str]) -> list[dict[str, Any]]:
    scope, inventory = subject.scope, subject.scope.inventory
    documents = {each.id: place for place, each in enumerate(inventory.of(Document))}
    titles = {kind.name: title_in(kind.title, subject.language) for kind in KINDS}
    found: dict[str, list[list[str]]] = {}
    for each in subject.findings or ():
        words = [str(each.severity), each.code, visible_text(each.message), visible_text(each.hint), each.article]
        found.setdefault(each.record, []).append(words)

    def told(record: Record) -> dict[str, Any]:
        kind = kind_of(record).name
        said = {
            "id": record.id,
            "kind": kind,
            "title": titles[kind],
            "name": name_on_card(scope, record),
            "fullName": full_name(scope, record),
            "below": line_below(scope, subject.labels, record),
            "facts": facts_in_words(scope, record),
            "missing": missing_of(scope, graph, record),
            "marks": marks_of(scope, record),
            "evidence": evidence_of(scope.evidence, record, documents),
            "facets": facets_of(graph, record) if isinstance(record, DataUse) else {},
            "findings": found.get(record.id, []),
        }
        always = {"id", "kind", "title", "name"}
        return {name: value for name, value in said.items() if value or name in always}

    return [told(inventory.records[id]) for id in ids]


def _group(subject: Subject, group: Group, number: Mapping[str, int]) -> dict[str, Any]:
    title = subject.scope.inventory.name_of(group.record) if group.record else subject.labels[f"group.{group.kind}"]
    told = {"title": visible_text(title), "items": [_item(each, number) for each in group.items]}
    return told | ({"record": number[group.record]} if group.record else {})


def _item(item: Item, number: Mapping[str, int]) -> list[Any]:
    return [number[item.id], [_item(each, number) for each in item.inside]]


def _evidence_fields(subject: Subject, links: Iterable[Link]) -> dict[str, list[str]]:
    """Return which field makes a link, by relation and the kind of the record that holds it, and its title."""
    kinds = {kind_of(subject.inventory.records[id]) for link in links for id in (link.tail, link.head)}
    return {
        f"{'<' if fact.inverse else ''}{kind.name} {fact.relation}": [fact.name, title_in(fact.title, subject.language)]
        for kind in sorted(kinds)
        for fact in facts_of(kind.record_class).values()
        if fact.relation
    }


def _document(document: Document) -> list[str]:
    return [visible_text(document.title), visible_text(str(document.version or document.date or ""))]


def _elements(graph: Graph, inventory: Inventory, number: Mapping[str, int]) -> list[list[Any]]:
    """Return the single fields of data by name, each with the data uses that name it."""
    spelled: dict[str, str] = {}
    for use in inventory.of(DataUse):
        for words in recorded(use.elements):
            spelled.setdefault(match_key(words), visible_text(words))
    indexed: Mapping[str, list[str]] = graph.graph[ELEMENTS]
    return [[words, [number[id] for id in indexed[key]]] for key, words in sorted(spelled.items()) if words]
