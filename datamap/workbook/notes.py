"""The notes on the titles of columns: the article, what to write, an example."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from datamap.model import Fact, Kind, Value
from datamap.workbook.layout import Column

_MANNERS = {Value.DATE: "note.date", Value.DURATION: "note.duration", Value.NUMBER: "note.number"}


def note_of(column: Column, kind: Kind, labels: Mapping[str, str], choices: Sequence[str] = ()) -> str:
    """Return the note on the title of a column, a sentence per line.

    Args:
        column: the column.
        kind: of the records on its sheet.
        labels: the words of the workbook's language.
        choices: what the column offers to choose from, if it does.

    >>> from datamap.labels import read_labels
    >>> from datamap.workbook.layout import layout_of
    >>> layout = layout_of("retention_rule")
    >>> print(note_of(layout.column_of("longest"), layout.kind, read_labels("workbook")))
    Art. 30(1)(f)
    ISO 8601: P10Y is ten years.
    A length of time: P3D is three days, P6M six months, P10Y ten years.
    Example: P30D
    """
    fact = column.fact
    if fact is None or column.field == "id":
        return labels[f"note.{column.field}"]
    lines = [fact.article, fact.help, labels["note.required"] if fact.required else "", *_manner(fact, labels, choices)]
    if example := _example(fact, kind, labels, choices):
        lines.append(labels["note.example"].format(example=example))
    return "\n".join(filter(None, lines))


def _manner(fact: Fact, labels: Mapping[str, str], choices: Sequence[str]) -> Iterator[str]:
    """Yield how values of this kind are written."""
    if fact.choices:
        yield labels["note.choices"].format(choices=", ".join(choices))
    elif fact.value is Value.REFERENCE:
        several = "note.names-several" if fact.many else "note.names"
        yield labels[several if fact.kinds else "note.any-record"]
    elif fact.field_of:
        yield labels["note.field"]
    elif fact.many:
        yield labels["note.several"]
    elif fact.value in _MANNERS:
        yield labels[_MANNERS[fact.value]]


def _example(fact: Fact, kind: Kind, labels: Mapping[str, str], choices: Sequence[str]) -> str:
    """Return an example: one of the choices, or one of the label table for the field or for its kind of value."""
    if choices:
        return choices[0] if fact.value is Value.REFERENCE else ""
    if fact.value is not Value.TEXT:
        return labels.get(f"example.{fact.value.name.lower()}", "")
    return labels.get(f"example.{kind.name}.{fact.name}") or labels.get(f"example.{fact.name}", "")
