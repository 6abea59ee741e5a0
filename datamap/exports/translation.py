"""Records with the shipped terms in the words of another language; what people wrote stays as they wrote it."""

from __future__ import annotations

from dataclasses import replace

from datamap.labels import ENGLISH, read_labels
from datamap.model import NOT_RECORDED, Inventory, Record
from datamap.model.terms import Term


def in_language(inventory: Inventory, language: str) -> Inventory:
    """Return an inventory whose shipped terms are called as in the language; its digest stays the same.

    Their definitions are left out: they are there in English alone.

    >>> from datamap.model import inventory_of
    >>> in_language(inventory_of([]), "de").name_of("DE")
    'Deutschland'
    """
    if language == ENGLISH:
        return inventory
    words = read_labels("terms", language)

    def told(record: Record) -> Record:
        if isinstance(record, Term) and not isinstance(record.organisation, str):
            return replace(record, label=words.get(record.id, record.label), definition=NOT_RECORDED)
        return record

    records = {id: told(record) for id, record in inventory.records.items()}
    return Inventory(records, inventory.origins, inventory.named, inventory.moment)
