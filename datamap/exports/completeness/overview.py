"""What stands on the page of one organisation: its share, a bar for each thing asked, a bar for each activity."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from datamap.checks.asked import OF_ORGANISATION, Standing
from datamap.checks.completeness import Answer, Tally, answers_of, by_part, percent, share_of, tallied
from datamap.checks.links import grouped
from datamap.exports.completeness.trend import Point
from datamap.labels import read_labels
from datamap.model import Inventory, Organisation, kind_of

LONGEST_NAME = 60
"""Characters; longer names are cut on the page, and stand whole in the rows."""
LINES = 35
"""How many lines of a page the bars may take."""
LABEL, MISSING = 38, 56
"""Characters of a line in the two columns of words beside the bar of an activity."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One line with its bar.

    Attributes:
        article: the provision, "" for an activity.
        label: what is asked for, or the name of the activity.
        share: from 0 to 1; None if nothing is asked.
        told: in how many places it is recorded, in words; "" for an activity.
        missing: what is missing, or where.
    """

    article: str = ""
    label: str
    share: Fraction | None
    told: str
    missing: str

    @property
    def percent(self) -> int | None:
        """The share in whole per cent."""
        return None if self.share is None else percent(self.share)


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """The page of one organisation.

    Attributes:
        name: of the organisation.
        share: from 0 to 1; None if nothing is asked.
        headline: the share in a sentence.
        parts: what Art. 30 asks, in the order of the law.
        activities: the least complete first, as many as fit.
        more: how many more there are, in words; "" if all are there.
        points: the share after earlier revisions.
        foot: which records were counted.
    """

    name: str
    share: Fraction | None
    headline: str
    parts: tuple[Bar, ...]
    activities: tuple[Bar, ...]
    more: str
    points: tuple[Point, ...]
    foot: str


def overviews_of(
    inventory: Inventory, on: datetime.date | None = None, points: Sequence[Point] = (), state: str = ""
) -> tuple[Overview, ...]:
    """Return the page of each organisation, in the order of their ids.

    Args:
        inventory: the records.
        on: the day that says which countries are in the EEA, as in `answers_of`.
        points: the completeness of these organisations after earlier revisions.
        state: which state of the records it is, such as "revision 12".

    >>> from datamap.checks.examples import organisation
    >>> from datamap.model import inventory_of
    >>> overviews_of(inventory_of([organisation()]))[0].headline
    'No activity is recorded: Art. 30 asks for nothing here yet, and there is no share to state.'
    """
    words = read_labels("completeness")
    answers = grouped((each.organisation, each) for each in answers_of(inventory, on))
    past = grouped((each.organisation, each) for each in points)
    return tuple(
        _overview(inventory, each, answers.get(each.id, ()), past.get(each.id, ()), state, words)
        for each in inventory.of(Organisation)
    )


def _overview(
    inventory: Inventory,
    organisation: Organisation,
    answers: Sequence[Answer],
    points: tuple[Point, ...],
    state: str,
    words: Mapping[str, str],
) -> Overview:
    tallies = tallied(answers)
    share = share_of(tallies)
    asked = by_part(answers)
    parts = tuple(_part_bar(inventory, each, asked[each.part], words) for each in tallies)
    activities = _activity_bars(inventory, answers, words)
    shown = _fitting(activities, LINES - len(parts))
    rest = len(activities) - len(shown)
    return Overview(
        name=shortened(organisation.name),
        share=share,
        headline=words["nothing"] if share is None else words["headline"].format(percent=percent(share)),
        parts=parts,
        activities=shown,
        more=words["more-activities.one" if rest == 1 else "more-activities"].format(count=rest) if rest else "",
        points=points,
        foot=words["foot"].format(
            state=f"{state} · " if state else "", digest=inventory.part(organisation.id).digest()[:12]
        ),
    )


def shortened(words: str, longest: int = LONGEST_NAME) -> str:
    """Return words, cut if they are too long for the page.

    >>> shortened("a name that is too long", 6)
    'a nam…'
    """
    told = " ".join(words.split())
    return told if len(told) <= longest else f"{told[: longest - 1]}…"


def _part_bar(inventory: Inventory, tally: Tally, answers: Sequence[Answer], words: Mapping[str, str]) -> Bar:
    return Bar(
        article=tally.part.article,
        label=words[f"part.{tally.part.name}"],
        share=tally.share,
        told=counted(inventory, tally, answers, words),
        missing=_where(answers, words),
    )


def counted(inventory: Inventory, tally: Tally, answers: Iterable[Answer], words: Mapping[str, str]) -> str:
    """Return in words how far a part is recorded: of the organisation, or in how many activities or data uses."""
    if tally.share is None:
        return words["not-asked"]
    if tally.part.name in OF_ORGANISATION:
        return words["once.none" if tally.none else "once.part" if tally.in_part else f"once.{tally.recorded}"]
    asked = (each.told.place.record for each in answers if each.told.standing is not Standing.NOT_ASKED)
    kinds = {kind_of(inventory.records[record]).name for record in asked}
    unit = f"unit.{kinds.pop()}" if len(kinds) == 1 else "unit.mixed"
    remarks = [words["none"].format(count=tally.none)] if tally.none else []
    remarks += [words["in-part"].format(count=tally.in_part)] if tally.in_part else []
    told = words["count"].format(
        recorded=tally.recorded, asked=tally.asked, unit=words[f"{unit}.one" if tally.asked == 1 else unit]
    )
    return f"{told} ({', '.join(remarks)})" if remarks else told


def _where(answers: Sequence[Answer], words: Mapping[str, str]) -> str:
    """Return in how many activities something is missing; of what is asked once, nothing more need be said."""
    asked = {each.activity for each in answers if each.told.standing is not Standing.NOT_ASKED}
    gaps = {each.activity for each in answers if each.told.gaps}
    if "" in asked or not gaps:
        return ""
    key = "in.one" if len(asked) == 1 else "everywhere" if gaps == asked else "in"
    return words[key].format(count=len(gaps), all=len(asked))


def _activity_bars(inventory: Inventory, answers: Sequence[Answer], words: Mapping[str, str]) -> list[Bar]:
    """Return a bar for each activity, the least complete first, then by name."""
    bars = []
    for id, own in grouped((each.activity, each) for each in answers if each.activity).items():
        tallies = tallied(own)
        share = share_of(tallies)
        missing = [words[f"short.{each.part.name}"] for each in tallies if each.gaps]
        bars.append(
            Bar(
                label=shortened(inventory.name_of(id)),
                share=share,
                told="",
                missing=", ".join(missing) or words["complete"],
            )
        )
    return sorted(bars, key=lambda bar: (bar.share or Fraction(0), bar.label))


def _fitting(bars: Sequence[Bar], lines: int) -> tuple[Bar, ...]:
    """Return the first bars that take no more lines than there are."""
    fitting = []
    for bar in bars:
        lines -= 1 + max(len(bar.label) // LABEL, len(bar.missing) // MISSING)
        if lines < 0:
            break
        fitting.append(bar)
    return tuple(fitting)
