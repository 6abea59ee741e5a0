"""The facts about each field, held once: everything that shows, reads or checks a field derives from them."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any, ClassVar

from datamap.model.absent import NOT_RECORDED


class Value(StrEnum):
    """What kind of value a field holds."""

    TEXT = "text"
    DATE = "date"
    DURATION = "duration"
    NUMBER = "whole number"
    CHOICE = "choice"
    REFERENCE = "reference"


class YesNo(StrEnum):
    """A plain answer; words, not booleans, because spreadsheets translate booleans."""

    YES = "yes"
    NO = "no"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What is known about one field.

    Attributes:
        name: the field's name in text and in code.
        title: its name for people.
        value: the kind of value; `choices` or `kinds` say which ones for a choice or a reference.
        many: whether it holds a tuple of values.
        required: whether a record cannot be without it.
        article: the article of the GDPR that it serves, or "".
        help: what to write, in one sentence.
        kinds: the kinds of record that a reference may point to; empty: any kind.
        relation: the key of the edge that the reference makes in the graph, or "".
        inverse: whether that edge points from the other record to this one.
        from_folder: whether text does not state it, because the folder does.
        field_of: of a field that names a field of another record, the reference beside it to that record; or "".
    """

    name: str = ""
    title: str
    value: Value = Value.TEXT
    many: bool = False
    required: bool = False
    article: str = ""
    help: str = ""
    choices: type[StrEnum] | None = None
    kinds: tuple[str, ...] = ()
    relation: str = ""
    inverse: bool = False
    from_folder: bool = False
    field_of: str = ""


def _field(fact: Fact) -> Any:
    metadata = {"fact": fact}
    return (
        dataclasses.field(metadata=metadata)
        if fact.required
        else dataclasses.field(default=NOT_RECORDED, metadata=metadata)
    )


def text(title: str, help: str = "", **more: Any) -> Any:
    """Declare a field of text; `more` are further attributes of `Fact`."""
    return _field(Fact(title=title, help=help, **more))


def date(title: str, help: str = "", **more: Any) -> Any:
    """Declare a field that holds a calendar date (ISO 8601)."""
    return _field(Fact(title=title, help=help, value=Value.DATE, **more))


def duration(title: str, help: str = "", **more: Any) -> Any:
    """Declare a field that holds a length of time (ISO 8601, such as P3D or P10Y)."""
    return _field(Fact(title=title, help=help, value=Value.DURATION, **more))


def number(title: str, help: str = "", **more: Any) -> Any:
    """Declare a field that holds a whole number."""
    return _field(Fact(title=title, help=help, value=Value.NUMBER, **more))


def choice(title: str, choices: type[StrEnum], help: str = "", **more: Any) -> Any:
    """Declare a field that holds one of a few words that the program itself knows."""
    return _field(Fact(title=title, help=help, value=Value.CHOICE, choices=choices, **more))


def reference(title: str, *kinds: str, help: str = "", **more: Any) -> Any:
    """Declare a field that points to records of these kinds by their ids (no kinds given: to any record)."""
    return _field(Fact(title=title, help=help, value=Value.REFERENCE, kinds=kinds, **more))


class Described:
    """A dataclass whose fields carry their facts."""

    __slots__ = ()
    __dataclass_fields__: ClassVar[dict[str, dataclasses.Field[Any]]]


def facts_of(record_class: type[Described]) -> Mapping[str, Fact]:
    """Return the facts of each field of a record class by field name, in the order in which people read them.

    >>> from datamap.model import DataUse
    >>> facts_of(DataUse)["recipients"].article
    'Art. 30(1)(d)'
    """
    described: Any = record_class
    return _facts_of(described)


@cache
def _facts_of(record_class: Any) -> Mapping[str, Fact]:
    fields = dataclasses.fields(record_class)
    return {field.name: dataclasses.replace(field.metadata["fact"], name=field.name) for field in fields}
