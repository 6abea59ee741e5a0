"""What each audience of a record may see: an authority, the public, or the organisation itself."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any

from datamap.model import (
    NOT_RECORDED,
    Activity,
    Claim,
    Coverage,
    Evidence,
    Inventory,
    Measure,
    Party,
    PurposeLine,
    Record,
    System,
    Transfer,
)


class Audience(StrEnum):
    """For whom a record is made."""

    AUTHORITY = "authority"
    PUBLIC = "public"
    INTERNAL = "internal"


WITHHELD: Mapping[type[Record], tuple[str, ...]] = {
    Activity: ("department", "owner", "measures", "last_review", "next_review", "dpia_reference"),
    PurposeLine: ("interest_assessment",),
    Party: ("contract", "contract_date", "contact"),
    Transfer: ("impact_assessment",),
}
"""What the public is not told: internal names, security, and where internal papers stand."""

_OUT: tuple[type[Record], ...] = (Measure, System, Evidence, Claim, Coverage)
"""Records that are left out for the public as a whole, shipped terms aside."""

_POINTERS = ("systems", "operated_by")


def for_audience(inventory: Inventory, audience: Audience | str) -> Inventory:
    """Return the part of an inventory that an audience may see: all of it, but for the public.

    >>> from datamap.model import inventory_of
    >>> activity = Activity(id="act-a", organisation="org-a", name="Push", owner="Ann")
    >>> seen = for_audience(inventory_of([activity]), Audience.PUBLIC)
    >>> seen.get(Activity, "act-a").owner, seen.get(Activity, "act-a").name
    (NOT_RECORDED, 'Push')
    """
    if audience != Audience.PUBLIC:
        return inventory
    return Inventory(dict(_public(inventory)), inventory.origins, inventory.named, inventory.moment)


def _public(inventory: Inventory) -> Iterator[tuple[str, Record]]:
    for id, record in inventory.records.items():
        if isinstance(record, _OUT) and isinstance(getattr(record, "organisation", None), str):
            continue
        hidden = [*WITHHELD.get(type(record), ()), *_POINTERS, "note"]
        gone: dict[str, Any] = {
            name: NOT_RECORDED for name in hidden if getattr(record, name, NOT_RECORDED) is not NOT_RECORDED
        }
        yield id, dataclasses.replace(record, **gone) if gone else record
