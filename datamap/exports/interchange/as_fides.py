"""The record as a fides manifest: an organisation, its activities as systems with privacy declarations, own terms."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from datamap.exports.interchange.edition import Edition
from datamap.model import (
    NOT_RECORDED,
    Activity,
    Category,
    DataUse,
    Inventory,
    Party,
    PurposeLine,
    RetentionRule,
    System,
    Term,
    recorded,
)
from datamap.model.terms import Match

_BASES: Mapping[str, str] = {
    "CONSENT": "Consent",
    "CONTRACT": "Contract",
    "LEGAL_OBLIGATION": "Legal obligations",
    "VITAL_INTEREST": "Vital interests",
    "PUBLIC_INTEREST": "Public interest",
    "LEGITIMATE_INTEREST": "Legitimate interests",
}
"""How a manifest spells the members of fides' list of legal bases."""

_NO_PURPOSE = "purpose_not_recorded"
_SILENCE = (
    "What is left out here is not recorded. Fides cannot say so, and reads some fields that are left out as 'false', "
    "such as whether data are special or shared: that is its default and no statement of the organisation."
)
"""Stands in the manifest, for who reads it does not read this program."""
_FITTING = (Match.EXACT, Match.CLOSE)


def format_fides(edition: Edition) -> str:
    """Return the record as a manifest that `fideslang` reads, as JSON text, which is YAML too.

    Fides has no word for "not recorded": what nobody recorded is left out, and its defaults are no statements of ours.

    >>> from datamap.exports.interchange.edition import edition_of
    >>> from datamap.model import Organisation, inventory_of
    >>> told = json.loads(format_fides(edition_of(inventory_of([Organisation(id="org-a", name="A")]), "org-a")))
    >>> told["organization"][0]["fides_key"]
    'org-a'
    """
    terms = _OwnTerms(edition.inventory)
    inventory = edition.inventory
    systems = [_activity(edition, each, terms) for each in edition.activities]
    systems += [_plain(each, "system") for each in inventory.of(System)]
    systems += [_plain(each, "third party") for each in inventory.of(Party)]
    for each in systems:
        each["organization_fides_key"] = edition.organisation.id
    told = {
        "organization": [_organisation(edition)],
        "system": systems,
        **{kind: [found[key] for key in sorted(found)] for kind, found in terms.found.items() if found},
    }
    return json.dumps(told, indent=1, ensure_ascii=False) + "\n"


class _OwnTerms:
    """The keys of terms; those that fides does not have are gathered below the one that comes nearest."""

    def __init__(self, inventory: Inventory) -> None:
        self.inventory = inventory
        self.found: dict[str, dict[str, dict[str, str]]] = {"data_category": {}, "data_use": {}, "data_subject": {}}

    def key_of(self, kind: str, id: str) -> str:
        """Return the fides key of a term; a new one below the wider fides key if fides has no such term."""
        term = self.inventory.records.get(id)
        known = list(recorded(term.fides)) if isinstance(term, Term) else []
        if isinstance(term, Term) and known and term.fides_match in _FITTING:
            return known[0]
        above = known[0] if known and kind != "data_subject" else ""
        own = id.replace("-", "_")
        key = f"{above}.{own}" if above else own
        name = self.inventory.name_of(id) if id in self.inventory.records else id
        told = {"fides_key": key, "name": name} | ({"parent_key": above} if above else {})
        self.found[kind].setdefault(key, told)
        return key

    def not_recorded(self) -> str:
        """Return the key for data that are used for no recorded purpose."""
        self.found["data_use"].setdefault(_NO_PURPOSE, {"fides_key": _NO_PURPOSE, "name": "Purpose not recorded"})
        return _NO_PURPOSE


def _organisation(edition: Edition) -> dict[str, Any]:
    keeper = edition.organisation
    contacts: Mapping[str, tuple[object, object, object, object]] = {
        "controller": (keeper.name, keeper.address, keeper.email, keeper.phone),
        "data_protection_officer": (keeper.dpo_name, keeper.dpo_address, keeper.dpo_contact, None),
        "representative": (
            keeper.representative_name,
            keeper.representative_address,
            keeper.representative_contact,
            None,
        ),
    }
    told: dict[str, Any] = {"fides_key": keeper.id, "name": keeper.name, "description": _SILENCE}
    for role, values in contacts.items():
        named = dict(zip(("name", "address", "email", "phone"), values, strict=True))
        filled = {key: value for key, value in named.items() if isinstance(value, str)}
        if filled:
            told[role] = filled
    return told


def _plain(record: System | Party, kind: str) -> dict[str, Any]:
    told: dict[str, Any] = {
        "fides_key": record.id,
        "name": record.name,
        "system_type": kind,
        "privacy_declarations": [],
    }
    if isinstance(record.description, str):
        told["description"] = record.description
    return told


def _activity(edition: Edition, activity: Activity, terms: _OwnTerms) -> dict[str, Any]:
    """Return an activity as a system of fides: a declaration for each data use and each purpose that it serves."""
    uses = edition.uses_of(activity.id)
    lines = {line.id: line for line in edition.lines_of(activity.id)}
    receivers = dict.fromkeys(id for use in uses for id in (*recorded(use.recipients), *recorded(use.systems)))
    told: dict[str, Any] = {
        "fides_key": activity.id,
        "name": activity.name,
        "system_type": "processing activity",
        "privacy_declarations": [
            _declaration(edition.inventory, use, line, terms) for use in uses for line in _served(use, lines)
        ],
    }
    if isinstance(activity.description, str):
        told["description"] = activity.description
    if receivers:
        told["egress"] = [{"fides_key": id, "type": "system"} for id in receivers]
    return told


def _served(use: DataUse, lines: Mapping[str, PurposeLine]) -> Iterable[PurposeLine | None]:
    named = list(lines) if use.purposes is NOT_RECORDED else recorded(use.purposes)
    return [lines[id] for id in named if id in lines] or [None]


def _declaration(inventory: Inventory, use: DataUse, line: PurposeLine | None, terms: _OwnTerms) -> dict[str, Any]:
    key_of: Callable[[str, str], str] = terms.key_of
    category = inventory.records.get(use.category)
    told: dict[str, Any] = {
        "name": use.id if line is None else f"{use.id} for {line.id}",
        "data_categories": [key_of("data_category", use.category)],
        "data_use": key_of("data_use", line.purpose) if line else terms.not_recorded(),
    }
    if recorded(use.people):
        told["data_subjects"] = [key_of("data_subject", id) for id in recorded(use.people)]
    basis = inventory.records.get(str(line.legal_basis)) if line else None
    if isinstance(basis, Term):
        told["legal_basis_for_processing"] = _BASES[recorded(basis.fides)[0].rpartition(".")[2]]
    rules = [inventory.records.get(id) for id in recorded(use.retention)]
    if periods := [_period(rule) for rule in rules if isinstance(rule, RetentionRule)]:
        told["retention_period"] = "; ".join(periods)
    if isinstance(category, Category) and category.special:
        told["processes_special_category_data"] = True
    if third := [inventory.name_of(id) for id in recorded(use.recipients)]:
        told |= {"data_shared_with_third_parties": True, "third_parties": "; ".join(third)}
    return told


def _period(rule: RetentionRule) -> str:
    """Return a time limit in ISO 8601 if it states a period, else as it is stated, else its name."""
    stated = [each for each in (rule.longest, rule.shortest, rule.wording) if isinstance(each, str)]
    return stated[0] if stated else rule.name
