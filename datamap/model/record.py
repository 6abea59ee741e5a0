"""What all records share: an id, a remark, and for most of them the organisation that keeps them."""

from __future__ import annotations

from dataclasses import dataclass

from datamap.model.absent import Absent
from datamap.model.facts import Described, reference, text


@dataclass(frozen=True, slots=True, kw_only=True)
class Record(Described):
    """One row of the register. Ids are unique in the register, given once and never used again."""

    id: str = text("id", "The record's own id: the prefix of its kind, then a readable name.", required=True)
    note: str | Absent = text("note", "A remark for colleagues; it is printed in no record of processing.")


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptRecord(Record):
    """A record that one organisation keeps about its own processing."""

    organisation: str = reference(
        "organisation",
        "organisation",
        help="The organisation that keeps this record.",
        required=True,
        from_folder=True,
    )
