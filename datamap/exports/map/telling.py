"""What the map says about one record: its facts in words, what is not recorded, its marks and its evidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from datamap.exports.diagrams.drawing import MarkShape
from datamap.exports.diagrams.kinds.boxes import mark_of, use_marks
from datamap.exports.diagrams.kinds.scope import Scope
from datamap.exports.diagrams.measure import visible_text
from datamap.graph import Graph, gaps_of
from datamap.labels import ENGLISH, read_labels
from datamap.model import (
    NOT_RECORDED,
    Absent,
    Activity,
    Category,
    DataUse,
    Evidence,
    Fact,
    Party,
    People,
    PurposeLine,
    Record,
    System,
    Transfer,
    Value,
    YesNo,
    facts_of,
)

UNTOLD = frozenset({
    "id", "name", "label", "organisation", "note", "retired", "replaced_by",
    "dpv", "dpv_match", "fides", "fides_match", "ccpa", "ccpa_match",
})  # fmt: skip
"""Fields that the map leaves out: the name stands above, and a note is for colleagues, not for those who audit."""

LEGAL = frozenset({"article", "special", "source"})
"""Fields of shipped terms that cite the law."""


def title_in(title: str, language: str) -> str:
    """Return the title of a kind or a field in a language.

    >>> title_in("legal basis", "de")
    'Rechtsgrundlage'
    """
    return title if language == ENGLISH else read_labels("titles", language).get(title, title)


def facts_in_words(scope: Scope, record: Record) -> list[tuple[str, str]]:
    """Return the recorded facts of a record, each with its title; "none" where somebody said that there is none.

    >>> from datamap.model import inventory_of
    >>> party = Party(id="party-a", organisation="org-a", name="A", country="DE")
    >>> facts_in_words(Scope(inventory=inventory_of([party]), organisation="org-a"), party)
    [('country', 'Germany')]
    """
    told = []
    for name, fact in facts_of(type(record)).items():
        value = getattr(record, name)
        if name not in UNTOLD and value is not NOT_RECORDED:
            told.append((title_in(fact.title, scope.language), _words(scope, fact, value)))
    return told


def _words(scope: Scope, fact: Fact, value: Any) -> str:
    if isinstance(value, Absent):
        return scope.words(value)
    values = value if isinstance(value, tuple) else (value,)
    if fact.value is Value.REFERENCE:
        known = scope.inventory.records
        said = [full_name(scope, known[each]) if each in known else each for each in values]
    elif fact.value is Value.DURATION:
        said = [scope.period(each) for each in values]
    else:
        said = [scope.law(str(each)) if fact.name in LEGAL else scope.words(each) for each in values]
    return "; ".join(visible_text(each) for each in said)


def missing_of(scope: Scope, graph: Graph, record: Record) -> list[str]:
    """Return the titles of the fields that a record lacks and that an answer to a regulator would need.

    >>> from datamap.graph import build_graph
    >>> from datamap.model import inventory_of
    >>> system = System(id="system-a", organisation="org-a", name="Server", country="DE")
    >>> inventory = inventory_of([system])
    >>> missing_of(Scope(inventory=inventory, organisation="org-a"), build_graph(inventory), system)
    ['operated by']
    """
    facts = facts_of(type(record))
    return [title_in(facts[gap.field].title, scope.language) for gap in gaps_of(graph, record.id)]


def line_below(scope: Scope, labels: Mapping[str, str], record: Record) -> str:
    """Return the one quiet line that a card shows below the name, "" for none.

    >>> from datamap.model import inventory_of
    >>> line = PurposeLine(
    ...     id="line-a", organisation="org-a", activity="act-a", purpose="purpose-a", legal_basis=Absent.NONE
    ... )
    >>> line_below(Scope(inventory=inventory_of([line]), organisation="org-a"), read_labels("map"), line)
    'basis: none'
    """
    match record:
        case PurposeLine() if record.legal_basis is not NOT_RECORDED:
            told, words = "below.basis", scope.words_for(record.legal_basis)
        case Party() if isinstance(record.kind, str):
            return scope.inventory.name_of(record.kind)
        case System() if isinstance(record.operated_by, str):
            told, words = "below.operator", visible_text(scope.inventory.name_of(record.operated_by))
        case Transfer():
            told, words = "below.tool", scope.words_for(record.tool)
        case _:
            return ""
    return labels[told].format(words=words)


def name_on_card(scope: Scope, record: Record) -> str:
    """Return how a card calls a record: a data use by its category, a purpose line by its activity.

    >>> from datamap.model import inventory_of
    >>> use = DataUse(id="use-a", organisation="org-a", activity="act-a", category="cat-email")
    >>> name_on_card(Scope(inventory=inventory_of([use]), organisation="org-a"), use)
    'E-mail address'
    """
    match record:
        case DataUse():
            named = record.category
        case PurposeLine():
            named = record.activity
        case Transfer():
            place = record.country if isinstance(record.country, str) else ""
            return visible_text(scope.inventory.name_of(place) if place else scope.words(record.location))
        case _:
            named = record.id
    return visible_text(scope.inventory.name_of(named)) or "—"


def full_name(scope: Scope, record: Record) -> str:
    """Return how the details call a record; one without a name is called as on its card.

    >>> from datamap.model import inventory_of
    >>> transfer = Transfer(id="transfer-a", organisation="org-a", country="US")
    >>> full_name(Scope(inventory=inventory_of([transfer]), organisation="org-a"), transfer)
    'United States'
    """
    name = scope.inventory.name_of(record.id)
    return name_on_card(scope, record) if name == record.id else visible_text(name)


def marks_of(scope: Scope, record: Record) -> list[tuple[str, str]]:
    """Return the tags of a record and what they mean: special categories, criminal data, children, automated decisions.

    >>> from datamap.model import inventory_of
    >>> child = People(id="people-child", label="Children")
    >>> marks_of(Scope(inventory=inventory_of([child]), organisation="org-a"), child)
    [('children', 'data about children')]
    """
    match record:
        case DataUse():
            marks = use_marks(scope, [record])
        case Activity() if record.automated_decisions is YesNo.YES:
            marks = (mark_of(scope, "art-22", MarkShape.ROUND),)
        case Category() if isinstance(record.special, str):
            is_criminal = record.special.startswith("Art. 10")
            meaning = scope.say(f"mark.art-{10 if is_criminal else 9}.meaning")
            return [(scope.law(record.special), meaning)]
        case People() if scope.is_below(record.id, "people-child"):
            marks = (mark_of(scope, "children", MarkShape.SLANTED),)
        case _:
            marks = ()
    return [(mark.text, mark.meaning) for mark in marks]


def evidence_of(
    evidence: Mapping[str, Sequence[Evidence]], record: Record, documents: Mapping[str, int]
) -> list[tuple[str, str, int, str, str]]:
    """Return what backs a record: the field, the phrase, the number of the document, its section and its line.

    >>> backs = Evidence(id="e", organisation="o", record="p", field="name", document="d", line=4, phrase="we are A")
    >>> evidence_of({"p": [backs]}, Party(id="p", organisation="o", name="A"), {"d": 0})
    [('name', 'we are A', 0, '', '4')]
    """
    return [
        (
            each.field,
            visible_text(each.phrase),
            documents[each.document],
            visible_text(str(each.section or "")),
            str(each.line or ""),
        )
        for each in evidence.get(record.id, ())
        if each.document in documents
    ]
