"""What Art. 30 asks, place by place: of an organisation, an activity or a data use, and how far it is recorded there.

"None" is an answer, "not recorded" is none. A part that the law asks only where it applies is left out only where
recorded facts say that it does not apply: what nobody said is a gap, whether it would apply or not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from datamap.checks.case import Case
from datamap.checks.finding import Place
from datamap.checks.links import PROCESSOR
from datamap.model import (
    NONE,
    NOT_RECORDED,
    Absent,
    Activity,
    DataUse,
    Organisation,
    Party,
    Record,
    System,
    Transfer,
)

WHOLE, NOTHING = Fraction(1), Fraction(0)
JOINT_CONTROLLER, CONTROLLER = "role-joint-controller", "role-controller"
COMPELLING_INTERESTS = "tool-derogation-compelling-interests"
"""The one tool for which Art. 30 asks for documentation: the second subparagraph of Art. 49(1)."""


class Standing(StrEnum):
    """How far what is asked at a place is recorded there."""

    RECORDED = "recorded"
    NONE = "none"
    IN_PART = "in part"
    NOT_RECORDED = "not recorded"
    NOT_ASKED = "not asked here"


class Told(NamedTuple):
    """What one place answers to what is asked there.

    Attributes:
        place: the record and the field that answer; no field: records that would belong to the record.
        standing: how far it is recorded.
        share: the same as a number from 0 to 1.
        gaps: the fields that would have to be recorded.
    """

    place: Place
    standing: Standing
    share: Fraction
    gaps: tuple[Place, ...] = ()


Ask = Callable[[Case, Activity], Iterator[Told]]


def _told(place: Place, share: Fraction, gaps: tuple[Place, ...]) -> Told:
    standing = Standing.RECORDED if not gaps else Standing.IN_PART if share else Standing.NOT_RECORDED
    return Told(place, standing, share, gaps)


def _field(record: Record, field: str) -> Told:
    """Return what one field answers."""
    place, value = Place(record.id, field), getattr(record, field)
    if is_open(value):
        return Told(place, Standing.NOT_RECORDED, NOTHING, (place,))
    return Told(place, Standing.NONE if value is NONE else Standing.RECORDED, WHOLE)


def is_open(value: object) -> bool:
    """Return whether nobody said anything in a field."""
    return value is NOT_RECORDED or value == ()


# What is asked of an organisation.


def _contact(_case: Case, organisation: Organisation) -> Told:
    """Return whether there is a way to reach who keeps the record; its name always stands in the register."""
    fields = ("email", "address", "phone")
    values = [getattr(organisation, field) for field in fields]
    place = Place(organisation.id, fields[0])
    if all(value is NONE for value in values):
        return Told(place, Standing.NONE, WHOLE)
    is_there = any(not isinstance(value, Absent) for value in values)
    return _told(place, WHOLE, ()) if is_there else _told(place, NOTHING, (place,))


def _officer(_case: Case, organisation: Organisation) -> Told:
    """Return how far name and contact of the data protection officer are recorded, or that there is none."""
    return _person(organisation, "dpo")


def _representative(case: Case, organisation: Organisation) -> Told:
    """Return how far name and contact of the representative are recorded; in the EEA none is needed (Art. 27(1))."""
    told = _person(organisation, "representative")
    needs_none = case.is_in_eea(organisation.country, case.on(organisation))
    if needs_none and told.standing is Standing.NOT_RECORDED:
        return Told(told.place, Standing.NOT_ASKED, NOTHING)
    return told


def _person(organisation: Organisation, who: str) -> Told:
    """Return how far somebody's name, and one way to reach them, are recorded."""
    name, contact, address = (Place(organisation.id, f"{who}_{field}") for field in ("name", "contact", "address"))
    if getattr(organisation, name.field) is NONE:
        return Told(name, Standing.NONE, WHOLE)
    pairs = ((name,), (contact, address))
    gaps = tuple(pair[0] for pair in pairs if all(is_open(getattr(organisation, each.field)) for each in pair))
    # Where nobody said whether there is anybody, that alone is what is missing.
    return _told(name, WHOLE - Fraction(len(gaps), 2), gaps[:1] if len(gaps) == len(pairs) else gaps)


# What is asked of an activity as a whole.


def _joint_controllers(case: Case, activity: Activity) -> Iterator[Told]:
    """Yield who else decides; the role of a controller that decides alone says that nobody does."""
    told = _parties(case, activity, "joint_controllers")
    is_alone = activity.role == CONTROLLER and told.standing is Standing.NOT_RECORDED
    yield Told(told.place, Standing.NOT_ASKED, NOTHING) if is_alone else told


def _controllers(case: Case, activity: Activity) -> Iterator[Told]:
    yield _parties(case, activity, "controllers")


def _parties(case: Case, activity: Activity, field: str) -> Told:
    """Return how far the parties in a field are named with a contact; naming them is half of it."""
    told = _field(activity, field)
    if told.standing is not Standing.RECORDED:
        return told
    named = getattr(activity, field)
    parties = case.all(Party, named)
    gaps = tuple(Place(each.id, "contact") for each in parties if is_open(each.contact))
    return _told(told.place, WHOLE - Fraction(len(gaps), 2 * len(named)), gaps)


def _purposes(case: Case, activity: Activity) -> Iterator[Told]:
    yield _kept(activity, is_there=activity.id in case.lines_by_activity)


def _categories(case: Case, activity: Activity) -> Iterator[Told]:
    yield _kept(activity, is_there=activity.id in case.uses_by_activity)


def _kept(activity: Activity, *, is_there: bool) -> Told:
    """Return whether an activity has records of a kind; each of them names what is asked."""
    place = Place(activity.id)
    return _told(place, WHOLE, ()) if is_there else _told(place, NOTHING, (place,))


def _of_activity(field: str) -> Ask:
    def ask(_case: Case, activity: Activity) -> Iterator[Told]:
        yield _field(activity, field)

    return ask


# What is asked of each data use.


def _of_uses(field: str) -> Ask:
    def ask(case: Case, activity: Activity) -> Iterator[Told]:
        for use in case.uses_by_activity.get(activity.id, ()):
            yield _field(use, field)
        if activity.id not in case.uses_by_activity:
            yield _kept(activity, is_there=False)

    return ask


def _transfers(case: Case, activity: Activity) -> Iterator[Told]:
    uses = case.uses_by_activity.get(activity.id, ())
    yield from (_transfers_of(case, use) for use in uses)
    if not uses:
        yield _transfers_from(case, activity)


def _transfers_from(case: Case, activity: Activity) -> Told:
    """Return what an activity without data uses says of transfers: those that leave from it, or nothing."""
    transfers = case.transfers_by_origin.get(activity.id, ())
    return _of_transfers(case, Place(activity.id), transfers) if transfers else _kept(activity, is_there=False)


def _transfers_of(case: Case, use: DataUse) -> Told:
    """Return how far it is recorded to which third countries the data of a use go."""
    place = Place(use.id, "transfers")
    transfers = case.transfers_of(use)
    if transfers:
        return _of_transfers(case, place, transfers)
    if use.transfers is NOT_RECORDED and _stays_in_eea(case, use):
        return Told(place, Standing.NOT_ASKED, NOTHING)
    return _field(use, "transfers")


def _of_transfers(case: Case, place: Place, transfers: tuple[Transfer, ...]) -> Told:
    """Return how far transfers are told: that there are such, where to, and what is asked of the tool."""
    gaps, share = [], NOTHING
    for each in transfers:
        asked = [Place(each.id, "country")]
        # Only what rests on compelling interests needs it; a tool that is not recorded may be that one.
        if is_open(each.tool) or case.rests_on(each, COMPELLING_INTERESTS) or not is_open(each.documentation):
            asked.append(Place(each.id, "documentation"))
        missing = [one for one in asked if is_open(getattr(each, one.field))]
        share += WHOLE - Fraction(len(missing), len(asked) + 1)
        gaps += missing
    return _told(place, share / len(transfers), tuple(gaps))


def _stays_in_eea(case: Case, use: DataUse) -> bool:
    """Return whether recorded facts say that no third country is met: who keeps, receives and holds is in the EEA."""
    keeper, on = case.organisation_of(use), case.on(use)
    if keeper is None or not case.is_in_eea(keeper.country, on):
        return False
    met: tuple[Party | System, ...] = (*case.recipients_of(use), *case.systems_of(use))
    are_known = _all_known(case, use.recipients, Party) and _all_known(case, use.systems, System)
    return are_known and all(case.is_in_eea(each.country, on) for each in met)


def _all_known(case: Case, ids: tuple[str, ...] | Absent, record_class: type[Record]) -> bool:
    return ids is NONE or (isinstance(ids, tuple) and bool(ids) and len(case.all(record_class, ids)) == len(ids))


OF_ORGANISATION: Mapping[str, Callable[[Case, Organisation], Told]] = {
    "contact": _contact,
    "representative": _representative,
    "officer": _officer,
}
"""How the parts that are asked of an organisation once are answered."""

OF_ACTIVITY: Mapping[str, Ask] = {
    "joint-controllers": _joint_controllers,
    "controllers": _controllers,
    "purposes": _purposes,
    "people": _of_uses("people"),
    "categories": _categories,
    "recipients": _of_uses("recipients"),
    "transfers": _transfers,
    "time-limits": _of_uses("retention"),
    "measures": _of_activity("measures"),
    "processing": _of_activity("processing"),
}
"""How the parts that are asked of each activity are answered."""


def paragraph_of(case: Case, activity: Activity) -> int:
    """Return which paragraph of Art. 30 asks about an activity: 2 for a processor, 1 for all others.

    An activity whose role nobody recorded is asked as a controller's, as the record of processing prints it.

    >>> from datamap.checks.examples import activity
    >>> from datamap.model import inventory_of
    >>> paragraph_of(Case(inventory_of([])), activity(role="role-processor"))
    2
    """
    return 2 if isinstance(activity.role, str) and case.is_a(activity.role, PROCESSOR) else 1
