"""A register that tests edit: its records by name, until it becomes an inventory with ids."""

import dataclasses
from collections.abc import Iterable, Iterator
from typing import Any

from datamap.model import DataUse, Evidence, Inventory, PurposeLine, Record, RightsProcedure, Transfer, inventory_of

BACKED: dict[type[Record], tuple[str, ...]] = {
    PurposeLine: ("purpose", "legal_basis"),
    DataUse: ("recipients",),
    RightsProcedure: ("right",),
    Transfer: ("country",),
}
"""What the notice states of the records of a kind."""


class Register:
    """The records of one organisation, which go by their ids without its number."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.records: dict[str, Record] = {}
        self.names: set[str] = {"org"}

    def id(self, name: str) -> str:
        """The id behind a name; the id of a shipped term is its own name."""
        return f"{name}-{self.number}" if name in self.names else name

    def keep(self, records: Iterable[Record]) -> None:
        """Takes in records made with names in place of ids, which may point ahead."""
        held = list(records)
        self.names |= {record.id for record in held}
        for record in held:
            self.records[record.id] = record

    def inventory(self) -> Inventory:
        """The register with its ids."""
        return inventory_of(self.numbered())

    def numbered(self) -> Iterator[Record]:
        for record in self.records.values():
            values = {field: getattr(record, field) for field in type(record).__dataclass_fields__}
            yield type(record)(**{field: self.resolved(value) for field, value in values.items()})

    def resolved(self, value: Any) -> Any:
        if isinstance(value, tuple):
            return tuple(self.id(each) for each in value)
        return self.id(value) if type(value) is str else value

    def change(self, name: str, **fields: Any) -> None:
        """Gives fields of a record other values."""
        self.records[name] = dataclasses.replace(self.records[name], **fields)

    def drop(self, *names: str) -> None:
        """Takes records out, with the evidence for them."""
        for id, record in list(self.records.items()):
            if id in names or getattr(record, "record", "") in names:
                del self.records[id]

    def add(self, *records: Record) -> None:
        """Adds records, and the words of the notice on them."""
        self.keep(records)
        self.keep(self.told(records))

    def told(self, records: Iterable[Record]) -> Iterator[Record]:
        """What the notice states of records."""
        for at, record in enumerate(records, start=2):
            for field in BACKED.get(type(record), ()):
                cited = {"organisation": "org", "record": record.id, "field": field, "document": "doc-notice"}
                yield Evidence(id=f"evidence-{record.id}-{field}", line=at, phrase="as stated", **cited)
