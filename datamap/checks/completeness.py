"""Completeness: the share of what Art. 30 asks that is recorded, for each activity and each organisation.

It counts whether something is recorded, not whether it is right, precise or lawful: that is what the rules look at.

Weights stand in the table ``article-30``: Art. 30 lists its items and ranks none, so each lettered item weighs the same
(12), and its parts share that. What is asked in several places, such as of each data use, has the mean of all of them.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import NamedTuple

from datamap.checks.asked import NOTHING, OF_ACTIVITY, OF_ORGANISATION, Standing, Told, paragraph_of
from datamap.checks.case import Case
from datamap.checks.finding import Place
from datamap.checks.links import grouped
from datamap.model import Activity, Inventory, Organisation
from datamap.vocabulary.lists import read_table


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """A part of an item of Art. 30; there is one of each, in `parts`.

    Attributes:
        paragraph: 1 for controllers, 2 for processors.
        name: the key of its words.
        weight: how much it counts; the parts of a lettered item together weigh 12.
        condition: "where applicable", "where possible", or "".
        article: the provision that asks for it.
    """

    paragraph: int
    name: str
    weight: int
    condition: str
    article: str


class Answer(NamedTuple):
    """What one place answers to one part.

    Attributes:
        part: what is asked.
        organisation: the id of who keeps the record.
        activity: the id of the activity, "" for what is asked of the organisation once.
        told: place, standing, share and gaps.
    """

    part: Part
    organisation: str
    activity: str
    told: Told


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """The answers to one part, counted.

    Attributes:
        part: what is asked.
        asked: in how many places.
        recorded: in how many of them it is recorded whole, those with "none" included.
        none: in how many of them it is recorded that there is none.
        in_part: in how many it is recorded in part.
        share: the mean over the places, from 0 to 1; None if it is asked nowhere.
        gaps: what is missing, each field once.
    """

    part: Part
    asked: int
    recorded: int
    none: int
    in_part: int
    share: Fraction | None
    gaps: tuple[Place, ...]


@cache
def parts() -> tuple[Part, ...]:
    """Return the parts of Art. 30(1) and 30(2) in the order of the law.

    >>> sum(part.weight for part in parts() if part.paragraph == 1)
    84
    """
    rows = read_table("article-30")
    return tuple(
        Part(int(row["paragraph"]), row["part"], int(row["weight"]), row["condition"], row["article"]) for row in rows
    )


def answers_of(inventory: Inventory, on: datetime.date | None = None) -> tuple[Answer, ...]:
    """Return what each place answers, by organisation, paragraph, activity and part.

    Of an organisation without an activity nothing is asked.

    Args:
        inventory: the records.
        on: the day that says which countries are in the EEA; None: for each organisation the day of its last update.

    >>> from datamap.checks.examples import activity, organisation
    >>> from datamap.model import inventory_of
    >>> answers = answers_of(inventory_of([organisation(), activity()]))
    >>> len(answers), answers[0].part.article, str(answers[0].told.standing)
    (11, 'Art. 30(1)(a)', 'not recorded')
    """
    return tuple(answers_in(Case(inventory, on)))


def answers_in(case: Case) -> Iterator[Answer]:
    """Yield what each place of a case answers, as `answers_of` orders them.

    >>> from datamap.checks.examples import organisation
    >>> from datamap.model import inventory_of
    >>> list(answers_in(Case(inventory_of([organisation()]))))
    []
    """
    activities = grouped((each.organisation, each) for each in case.activities)
    for organisation in case.organisations:
        for paragraph in (1, 2):
            yield from _of_record(
                case,
                organisation,
                [part for part in parts() if part.paragraph == paragraph],
                [each for each in activities.get(organisation.id, ()) if paragraph_of(case, each) == paragraph],
            )


def _of_record(
    case: Case, keeper: Organisation, asked: Sequence[Part], activities: Sequence[Activity]
) -> Iterator[Answer]:
    """Yield the answers of the record that an organisation keeps in one role, if it has activities in that role."""
    for part in asked if activities else ():
        if part.name in OF_ORGANISATION:
            yield Answer(part, keeper.id, "", OF_ORGANISATION[part.name](case, keeper))
    for activity in activities:
        for part in asked:
            if part.name in OF_ACTIVITY:
                for told in OF_ACTIVITY[part.name](case, activity):
                    yield Answer(part, keeper.id, activity.id, told)


def tallied(answers: Iterable[Answer]) -> tuple[Tally, ...]:
    """Return the answers counted, one tally for each part that is among them, in the order of the law.

    >>> from datamap.checks.examples import activity, organisation, use
    >>> from datamap.model import NONE, inventory_of
    >>> uses = [use("use-a", recipients=NONE), use("use-b")]
    >>> tallies = tallied(answers_of(inventory_of([organisation(), activity(), *uses])))
    >>> [(each.recorded, each.asked, str(each.share)) for each in tallies if each.part.name == "recipients"]
    [(1, 2, '1/2')]
    """
    return tuple(_tally(part, own) for part, own in by_part(answers).items())


def by_part(answers: Iterable[Answer]) -> Mapping[Part, Sequence[Answer]]:
    """Return the answers to each part that is among them, in the order of the law."""
    groups: defaultdict[Part, list[Answer]] = defaultdict(list)
    for answer in answers:
        groups[answer.part].append(answer)
    return {part: groups[part] for part in parts() if part in groups}


def _tally(part: Part, answers: Iterable[Answer]) -> Tally:
    asked = [each.told for each in answers if each.told.standing is not Standing.NOT_ASKED]
    standings = [each.standing for each in asked]
    none = standings.count(Standing.NONE)
    whole = standings.count(Standing.RECORDED) + none
    total = sum((each.share for each in asked if each.standing is Standing.IN_PART), NOTHING)
    return Tally(
        part=part,
        asked=len(asked),
        recorded=whole,
        none=none,
        in_part=standings.count(Standing.IN_PART),
        share=(whole + total) / len(asked) if asked else None,
        gaps=tuple(dict.fromkeys(gap for each in asked for gap in each.gaps)),
    )


def share_of(tallies: Iterable[Tally]) -> Fraction | None:
    """Return the weighted share of what is asked that is recorded, from 0 to 1; None if nothing is asked.

    >>> from datamap.checks.examples import activity, organisation
    >>> from datamap.model import inventory_of
    >>> str(share_of(tallied(answers_of(inventory_of([organisation(email="a@acme.example"), activity()])))))
    '1/28'
    >>> share_of([])
    """
    asked = [(each.part.weight, each.share) for each in tallies if each.share is not None]
    weight = sum(weight for weight, _share in asked)
    return sum((weight * share for weight, share in asked), NOTHING) / weight if weight else None


def percent(share: Fraction) -> int:
    """Return a share in whole per cent, rounded down, so that only what is whole is 100.

    >>> percent(Fraction(2, 3)), percent(Fraction(999, 1000))
    (66, 99)
    """
    return int(share * 100)
