"""What an exchange file is made from: one organisation's records, as an audience may see them, as of a day."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from datamap.exports.record.audience import Audience, for_audience
from datamap.exports.record.roles import Role, activities_of
from datamap.model import Activity, DataUse, Inventory, Organisation, PurposeLine


@dataclass(frozen=True, slots=True)
class Edition:
    """One organisation's records at one time, for one audience.

    Attributes:
        inventory: the organisation's part, without what the audience is not told.
        organisation: who keeps it.
        as_of: the day for which it holds, None if nobody recorded one.
        state: of the records, such as "revision 12"; "" for text.
        digest: of all kept records, SHA-256 in hexadecimal digits.
        audience: who reads it.
        activities: those of the roles asked for, in the order of their ids.
    """

    inventory: Inventory
    organisation: Organisation
    as_of: datetime.date | None
    state: str
    digest: str
    audience: Audience
    activities: tuple[Activity, ...]

    def lines_of(self, activity: str) -> tuple[PurposeLine, ...]:
        """Return the purpose lines of an activity."""
        return tuple(line for line in self.inventory.of(PurposeLine) if line.activity == activity)

    def uses_of(self, activity: str) -> tuple[DataUse, ...]:
        """Return the data uses of an activity."""
        return tuple(use for use in self.inventory.of(DataUse) if use.activity == activity)


def edition_of(
    inventory: Inventory,
    organisation: str,
    as_of: datetime.date | None = None,
    *,
    state: str = "",
    audience: Audience | str = Audience.AUTHORITY,
    role: Role | str | None = None,
) -> Edition:
    """Return what an exchange file is made from.

    Args:
        inventory: the organisation's own part of an inventory.
        organisation: its id.
        as_of: the day for which the records hold.
        state: of the records, such as "revision 12".
        audience: who reads it.
        role: "controller" or "processor" for the activities of one record only; None for both.

    >>> from datamap.model import inventory_of
    >>> edition_of(inventory_of([Organisation(id="org-a", name="A")]), "org-a").organisation.name
    'A'
    """
    seen = for_audience(inventory, audience)
    activities = seen.of(Activity) if role is None else activities_of(seen, role)
    keeper = seen.get(Organisation, organisation)
    return Edition(seen, keeper, as_of, state, inventory.digest(), Audience(audience), tuple(activities))


def pointers(value: object) -> Iterator[str]:
    """Yield the ids that a field of references holds, none if nothing is recorded or it is none.

    >>> list(pointers(("party-a",))), list(pointers("DE"))
    (['party-a'], ['DE'])
    """
    if isinstance(value, tuple):
        yield from (each for each in value if isinstance(each, str))
    elif isinstance(value, str):
        yield value
