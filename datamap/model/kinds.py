"""The table of record kinds: name, prefix of the ids, file of text, and class."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from datamap.model import terms
from datamap.model.activities import Activity, DataUse, PurposeLine
from datamap.model.actors import Organisation, Party, System, Transfer
from datamap.model.decisions import Acceptance
from datamap.model.facts import facts_of
from datamap.model.record import Record
from datamap.model.rules import Claim, RetentionRule, RightsProcedure
from datamap.model.sources import Coverage, Document, Evidence

LONGEST_ID = 200
"""The longest id, in characters: as much as every register can hold."""


class Kind(NamedTuple):
    """One kind of record.

    Attributes:
        name: the name in code and references, such as ``data_use``.
        title: the name for people, in the singular.
        stem: the name of its text file without the ending, and of its list of shipped terms.
        prefix: what its ids begin with, before the hyphen; empty for countries, which are their ISO codes.
        record_class: the dataclass of its records.
        is_shipped: whether a list of such terms comes with the program.
        is_kept: whether an organisation's folder may hold such records.
        is_edited: whether people edit such records in a workbook; acceptances are made by their command, which sees to
            it that there is such a finding.
    """

    name: str
    title: str
    stem: str
    prefix: str
    record_class: type[Record]
    is_shipped: bool = False
    is_kept: bool = True
    is_edited: bool = True

    def is_id(self, word: str) -> bool:
        """Return whether the word has the form of an id of this kind.

        >>> kind_named("activity").is_id("act-innovat-push"), kind_named("activity").is_id("act:push")
        (True, False)
        """
        pattern = rf"{self.prefix}(-[a-z0-9]+)+" if self.prefix else r"[A-Z]{2}"
        return len(word) <= LONGEST_ID and re.fullmatch(pattern, word) is not None


KINDS: tuple[Kind, ...] = (
    Kind("organisation", "organisation", "organisation", "org", Organisation),
    Kind("activity", "activity", "activities", "act", Activity),
    Kind("purpose_line", "purpose line", "purpose-lines", "line", PurposeLine),
    Kind("data_use", "data use", "data-uses", "use", DataUse),
    Kind("category", "category of data", "categories", "cat", terms.Category, is_shipped=True),
    Kind("people", "category of people", "people", "people", terms.People, is_shipped=True),
    Kind("purpose", "purpose", "purposes", "purpose", terms.Purpose, is_shipped=True),
    Kind("source", "source of data", "sources", "source", terms.Source, is_shipped=True),
    Kind("party", "party", "parties", "party", Party),
    Kind("system", "system", "systems", "system", System),
    Kind("transfer", "transfer", "transfers", "transfer", Transfer),
    Kind("retention_rule", "retention rule", "retention-rules", "keep", RetentionRule),
    Kind("measure", "security measure", "measures", "measure", terms.Measure, is_shipped=True),
    Kind("rights_procedure", "rights procedure", "rights-procedures", "procedure", RightsProcedure),
    Kind("claim", "claim", "claims", "claim", Claim),
    Kind("document", "document", "documents", "doc", Document),
    Kind("evidence", "evidence", "evidence", "evidence", Evidence),
    Kind("coverage", "sentence without a fact", "coverage", "cover", Coverage),
    Kind("acceptance", "accepted finding", "acceptances", "accept", Acceptance, is_edited=False),
    Kind("legal_basis", "legal basis", "legal-bases", "basis", terms.LegalBasis, True, False, False),
    Kind("condition", "condition", "conditions", "condition", terms.Condition, True, False, False),
    Kind("role", "role", "roles", "role", terms.Role, True, False, False),
    Kind("party_kind", "kind of party", "party-kinds", "kind", terms.PartyKind, True, False, False),
    Kind("transfer_tool", "transfer tool", "transfer-tools", "tool", terms.TransferTool, True, False, False),
    Kind("right", "right or choice", "rights", "right", terms.Right, True, False, False),
    Kind("time_limit", "kind of time limit", "time-limits", "limit", terms.TimeLimit, True, False, False),
    Kind("regime", "regime", "regimes", "regime", terms.Regime, True, False, False),
    Kind("country", "country", "countries", "", terms.Country, True, False, False),
)
"""All kinds, in the order in which people read them."""

_BY_NAME = {kind.name: kind for kind in KINDS}
_BY_STEM = {kind.stem: kind for kind in KINDS}
_BY_PREFIX = {kind.prefix: kind for kind in KINDS}
_BY_CLASS = {kind.record_class: kind for kind in KINDS}


def kind_named(name: str) -> Kind:
    """Return the kind of this name; KeyError if there is none.

    >>> kind_named("data_use").prefix
    'use'
    """
    return _BY_NAME[name]


def is_kept_id(word: str) -> bool:
    """Return whether a word has the form of an id of a record that organisations keep.

    >>> is_kept_id("act-innovat-push"), is_kept_id("Push"), is_kept_id("DE")
    (True, False, False)
    """
    kind = _BY_PREFIX.get(word.partition("-")[0])
    return kind is not None and kind.is_kept and kind.is_id(word)


def field_title(kind: str, field: str) -> str:
    """Return what people call a field of the kind of this name; a field that there is no more, as it was stored.

    >>> field_title("party", "is_category"), field_title("party", "gone")
    ('a category', 'gone')
    """
    fact = facts_of(kind_named(kind).record_class).get(field)
    return fact.title if fact else field


def kind_of_file(stem: str) -> Kind | None:
    """Return the kind whose records stand in the text file with this stem, or None.

    >>> kind_of_file("data-uses").name
    'data_use'
    """
    return _BY_STEM.get(stem)


def kind_of(record: Record) -> Kind:
    """Return the kind of a record.

    >>> kind_of(Organisation(id="org-acme", name="Acme")).prefix
    'org'
    """
    return _BY_CLASS[type(record)]


@cache
def naming_organisations(kind: Kind) -> tuple[str, ...]:
    """Return the fields of a kind in which organisations may be named beside the one that keeps the record.

    >>> naming_organisations(kind_named("party")), naming_organisations(kind_named("activity"))
    (('acts_for',), ())
    """
    facts = facts_of(kind.record_class).values()
    return tuple(fact.name for fact in facts if "organisation" in fact.kinds and not fact.from_folder)


def ids_named_by(record: Record) -> Iterator[str]:
    """Yield what a record names where organisations may be named, beside the one that keeps it.

    >>> list(ids_named_by(Party(id="party-a", organisation="org-a", name="A", acts_for=("org-b",))))
    ['org-b']
    """
    for name in naming_organisations(kind_of(record)):
        value = getattr(record, name)
        if value:
            yield from (value,) if isinstance(value, str) else value
