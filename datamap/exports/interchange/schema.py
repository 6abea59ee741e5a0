"""The JSON Schema of the record, made from the facts of each field, so that file and schema cannot drift apart."""

from __future__ import annotations

from typing import Any

from datamap.exports.interchange.as_json import FORMAT, NESTED, VERSION, listed_kinds
from datamap.exports.record.audience import Audience
from datamap.model import Activity, Organisation, facts_of
from datamap.model.facts import Fact, Value
from datamap.model.kinds import KINDS

_ABSENT = [{"type": "null"}, {"$ref": "#/$defs/none"}]
_NESTED_NAMES = {"purpose_line": "purposes", "data_use": "data_uses"}


def schema_of_record() -> dict[str, Any]:
    """Return the schema of the file that `format_json` makes (JSON Schema, draft 2020-12).

    >>> schema_of_record()["properties"]["version"]
    {'const': 1}
    """
    listed = {kind.stem.replace("-", "_"): _listed(kind.name) for kind in listed_kinds(Audience.INTERNAL)}
    always = [kind.stem.replace("-", "_") for kind in listed_kinds(Audience.AUTHORITY)]
    properties: dict[str, Any] = {
        "format": {"const": FORMAT},
        "version": {"const": VERSION},
        "as_of": {"type": ["string", "null"], "format": "date", "description": "The day for which the record holds."},
        "state": {"type": "string", "description": "The revision of the register, or text."},
        "digest": {"type": "string", "pattern": "^sha256:[0-9a-f]{64}$", "description": "Of all kept records."},
        "audience": {"enum": [each.value for each in Audience]},
        "organisation": {"$ref": "#/$defs/organisation"},
        "activities": _listed("activity"),
        **listed,
        "names": {"type": "object", "additionalProperties": {"type": "string"}, "description": "What ids stand for."},
    }
    kinds = [kind for kind in KINDS if kind.is_kept]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:datamap:schema:record:1",
        "title": "Record of processing activities",
        "description": "Null: not recorded. {\"none\": true}: it is stated that there is none. References are ids.",
        "type": "object",
        "properties": properties,
        "required": [name for name in properties if name not in listed or name in always],
        "additionalProperties": False,
        "$defs": {
            "none": {"type": "object", "properties": {"none": {"const": True}}, "required": ["none"],
                     "additionalProperties": False},
            **{kind.name: _record(kind.record_class) for kind in kinds},
        },
    }  # fmt: skip


def _listed(name: str) -> dict[str, Any]:
    return {"type": "array", "items": {"$ref": f"#/$defs/{name}"}}


def _record(record_class: Any) -> dict[str, Any]:
    facts = facts_of(record_class)
    properties = {name: _field(fact) for name, fact in facts.items()}
    if record_class is Activity:
        names = {kind.record_class: kind.name for kind in KINDS}
        properties |= {_NESTED_NAMES[names[each]]: _listed(names[each]) for each in NESTED}
    title = "organisation that keeps the record" if record_class is Organisation else ""
    return {
        **({"description": title} if title else {}),
        "type": "object",
        "properties": properties,
        "required": [name for name in properties if name != "note"],
        "additionalProperties": False,
    }


def _field(fact: Fact) -> dict[str, Any]:
    one: dict[str, Any] = {"type": "string"}
    if fact.value is Value.NUMBER:
        one = {"type": "integer"}
    elif fact.value is Value.DATE:
        one = {"type": "string", "format": "date"}
    elif fact.choices:
        one = {"enum": [each.value for each in fact.choices]}
    many = {"type": "array", "items": one} if fact.many else one
    told = {"description": " ".join(filter(None, (fact.help or fact.title, fact.article)))}
    return {**many, **told} if fact.required else {"anyOf": [many, *_ABSENT], **told}
