"""The record as JSON: every field of every record, three states told apart, under a published schema."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Mapping
from importlib.resources import files
from typing import Any

from datamap.exports.interchange.edition import Edition, pointers
from datamap.exports.record.audience import Audience
from datamap.model import (
    NONE,
    NOT_RECORDED,
    Acceptance,
    Claim,
    Coverage,
    DataUse,
    Evidence,
    PurposeLine,
    Record,
    facts_of,
)
from datamap.model.facts import Value
from datamap.model.kinds import KINDS, Kind

FORMAT = "datamap-record"
VERSION = 1

BEHIND = (Claim, Evidence, Coverage, Acceptance)
"""What stands behind the record and is for the organisation itself."""

NESTED = (PurposeLine, DataUse)
"""Kinds that stand inside their activity."""

_TOP = ("organisation", "activity")
_WITHHELD = ("note",)


def format_json(edition: Edition) -> str:
    """Return the record as JSON: activities with their purposes and data uses, then what these point to, by kind.

    Null is not recorded, `{"none": true}` is stated to be none; ids are explained under `names`.

    >>> from datamap.exports.interchange.edition import edition_of
    >>> from datamap.model import Organisation, inventory_of
    >>> told = json.loads(format_json(edition_of(inventory_of([Organisation(id="org-a", name="A")]), "org-a")))
    >>> told["organisation"]["name"], told["organisation"]["dpo_name"]
    ('A', None)
    """
    inventory = edition.inventory
    activities = [
        {
            **_fields(activity, edition),
            "purposes": [_fields(line, edition) for line in edition.lines_of(activity.id)],
            "data_uses": [_fields(use, edition) for use in edition.uses_of(activity.id)],
        }
        for activity in edition.activities
    ]
    told: dict[str, Any] = {
        "format": FORMAT,
        "version": VERSION,
        "as_of": edition.as_of.isoformat() if edition.as_of else None,
        "state": edition.state or "text",
        "digest": f"sha256:{edition.digest}",
        "audience": edition.audience.value,
        "organisation": _fields(edition.organisation, edition),
        "activities": activities,
    }
    for kind in listed_kinds(edition.audience):
        kept = [
            each for each in inventory.of(kind.record_class) if isinstance(getattr(each, "organisation", None), str)
        ]
        told[kind.stem.replace("-", "_")] = [_fields(each, edition) for each in kept]
    told["names"] = _names(edition, [edition.organisation, *inventory.kept()])
    return json.dumps(told, indent=1, ensure_ascii=False) + "\n"


def listed_kinds(audience: Audience) -> tuple[Kind, ...]:
    """Return the kinds that are listed beside the activities.

    >>> [kind.name for kind in listed_kinds(Audience.AUTHORITY)][-1]
    'document'
    """
    behind = () if audience is Audience.INTERNAL else BEHIND
    return tuple(
        kind for kind in KINDS if kind.is_kept and kind.name not in _TOP and kind.record_class not in (*NESTED, *behind)
    )


def _fields(record: Record, edition: Edition) -> dict[str, Any]:
    left_out = () if edition.audience is Audience.INTERNAL else _WITHHELD
    return {name: _value(getattr(record, name)) for name in facts_of(type(record)) if name not in left_out}


def _value(value: object) -> Any:
    if value is NOT_RECORDED:
        return None
    if value is NONE:
        return {"none": True}
    if isinstance(value, tuple):
        return [_value(each) for each in value]
    return value.isoformat() if isinstance(value, datetime.date) else value


def _names(edition: Edition, records: Iterable[Record]) -> Mapping[str, str]:
    """Return what people call each record that another one points to."""
    found = {
        id
        for record in records
        for name, fact in facts_of(type(record)).items()
        if fact.value is Value.REFERENCE
        for id in pointers(getattr(record, name))
    }
    return {id: edition.inventory.name_of(id) for id in sorted(found) if id in edition.inventory.records}


def read_schema_text() -> str:
    """Return the published JSON Schema of the file, as it is handed over.

    >>> read_schema_text()[0]
    '{'
    """
    return (files("datamap.exports.interchange") / "record.schema.json").read_text(encoding="utf-8")


def read_schema() -> dict[str, Any]:
    """Return the published JSON Schema of the file.

    >>> read_schema()["title"]
    'Record of processing activities'
    """
    told: dict[str, Any] = json.loads(read_schema_text())
    return told
