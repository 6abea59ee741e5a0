"""The record as one table: each row stands alone, and says whose it is, which activity, and all that belongs to it."""

from __future__ import annotations

from collections.abc import Iterator

from datamap.exports.record.rows import Record
from datamap.labels import read_labels


def flat_headings(record: Record) -> list[str]:
    """Return the headings of the record as one table.

    >>> from datamap.exports.record.rows import record_of
    >>> from datamap.model import Organisation, inventory_of
    >>> flat_headings(record_of(inventory_of([Organisation(id="org-a", name="A")]), "org-a"))[:2]
    ['Controller', 'Officer and representative']
    """
    labels = read_labels("record", record.language)
    facts = record.activities[0].facts if record.activities else ()
    return [
        labels[f"panel.{record.role}"],
        labels["panel.contacts"],
        labels["panel.record"],
        labels["flat.activity"],
        *(labels[fact.key] for fact in facts),
        *([labels["flat.purposes"]] if record.role == "controller" else []),
        *(labels[f"column.{column.key}"] for column in record.columns),
    ]


def flat_rows(record: Record) -> Iterator[list[str]]:
    """Yield a row for each group of data uses of each activity, all that holds for it repeated in each row."""
    labels = read_labels("record", record.language)
    contacts = ["\n".join(f"{labels[fact.key]}: {fact.cell.text}" for fact in panel) for panel in record.panels]
    for block in record.activities:
        told = [f"{row.purpose.text}: {row.basis.text}" for row in block.purposes]
        purposes = ["\n".join(told) or labels["purpose.none"]] if record.role == "controller" else []
        facts = [fact.cell.text for fact in block.facts]
        for cells in block.uses:
            yield [*contacts, block.name, *facts, *purposes, *(cell.text for cell in cells)]
