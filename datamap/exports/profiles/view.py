"""What the answers of a profile look at: one activity of a keeper, with its purposes and data uses."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from datamap.exports.record.audience import Audience, for_audience
from datamap.exports.record.roles import Role, activities_of
from datamap.exports.record.wording import Wording, wording_of
from datamap.model import Absent, Activity, DataUse, Inventory, Organisation, PurposeLine

NO_USE = DataUse(id="", organisation="", activity="", category="")
"""What an answer that holds for an activity as a whole is given for a data use: it looks at none."""


@dataclass(frozen=True, slots=True)
class Keeper:
    """Who keeps the record, as of when, and the words in which it is told."""

    wording: Wording
    organisation: Organisation
    as_of: datetime.date | Absent


@dataclass(frozen=True, slots=True)
class View:
    """One activity: its keeper, its number in the record, its purposes and its data uses."""

    keeper: Keeper
    activity: Activity
    number: int
    lines: tuple[PurposeLine, ...]
    uses: tuple[DataUse, ...]

    @property
    def wording(self) -> Wording:
        """The words of the record."""
        return self.keeper.wording


def keeper_of(
    inventory: Inventory, organisation: str, as_of: datetime.date | Absent, language: str, audience: Audience | str
) -> Keeper:
    """Return the keeper of a record, with what an audience may see of the inventory."""
    audience = Audience(audience)
    seen = for_audience(inventory, audience)
    wording = wording_of(seen, language, audience, inventory.digest())
    return Keeper(wording, seen.get(Organisation, organisation), as_of)


def views_of(keeper: Keeper, role: Role | str) -> Iterator[View]:
    """Yield the activities of a role, numbered from 1."""
    wording = keeper.wording
    for number, activity in enumerate(activities_of(wording.inventory, role), 1):
        lines, uses = wording.lines.get(activity.id, ()), wording.uses.get(activity.id, ())
        yield View(keeper, activity, number, tuple(lines), tuple(uses))
