"""How completeness went over time: a point for each state of a register, and a small line chart of them."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from html import escape
from typing import NamedTuple

from datamap.checks.completeness import answers_of, percent, share_of, tallied
from datamap.checks.links import grouped
from datamap.model import Activity, Inventory, Organisation

WIDTH, HEIGHT = 640, 112
"""Of the chart, in pixels of a browser."""
LEFT, RIGHT, TOP, BOTTOM = 44, 56, 10, 24
"""Room around the lines, for the words."""
SIZE = 11
"""Of the words, in pixels."""
GRID = (Fraction(0), Fraction(1, 2), Fraction(1))
"""The shares at which a line guides the eye."""
LEAST = 2
"""So many points make a line."""
FEW = 8
"""So many points carry their number each; of more, the first and the last."""


class Point(NamedTuple):
    """One organisation after one revision.

    Attributes:
        organisation: its id.
        name: what it was called then.
        revision: the sequence of the revision.
        day: the day of the revision (UTC).
        share: the share that was recorded, from 0 to 1; None if nothing was asked.
        activities: how many activities there were.
        missing: how many fields were missing.
    """

    organisation: str
    name: str
    revision: int
    day: datetime.date
    share: Fraction | None
    activities: int
    missing: int


def points_of(
    inventory: Inventory, revision: int, day: datetime.date, on: datetime.date | None = None
) -> Iterator[Point]:
    """Yield a point for each organisation of an inventory as it was after a revision.

    Args:
        inventory: the records then.
        revision: the sequence of the revision.
        day: the day of the revision.
        on: the day that says which countries are in the EEA, as in `answers_of`.

    >>> from datamap.checks.examples import TODAY, organisation
    >>> from datamap.model import inventory_of
    >>> [point.share for point in points_of(inventory_of([organisation()]), 1, TODAY)]
    [None]
    """
    answers = grouped((each.organisation, each) for each in answers_of(inventory, on))
    activities = grouped((each.organisation, each) for each in inventory.of(Activity))
    for organisation in inventory.of(Organisation):
        tallies = tallied(answers.get(organisation.id, ()))
        yield Point(
            organisation.id,
            organisation.name,
            revision,
            day,
            share_of(tallies),
            len(activities.get(organisation.id, ())),
            len({gap for each in tallies for gap in each.gaps}),
        )


def format_chart(points: Sequence[Point], words: Mapping[str, str]) -> str:
    """Return points as a line chart in SVG whose colour is that of the text around it; "" if there is no line to draw.

    The states stand side by side in equal steps, because several revisions may be of one day.
    """
    drawn = [(point, point.share) for point in points if point.share is not None]
    if len(drawn) < LEAST:
        return ""
    step = (WIDTH - LEFT - RIGHT) / (len(drawn) - 1)
    places = [(LEFT + step * index, _height(share)) for index, (_point, share) in enumerate(drawn)]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    dots = "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="currentColor"/>' for x, y in places)
    told = trend_text(points, words)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
        f'role="img" aria-label="{escape(told)}" font-family="Liberation Sans, Arial, sans-serif" font-size="{SIZE}">'
        f"{_grid()}"
        f'<polyline points="{path}" fill="none" stroke="currentColor" stroke-width="2"/>{dots}'
        f"{_numbers(drawn, places, words)}</svg>"
    )


def _height(share: Fraction) -> float:
    return TOP + (HEIGHT - TOP - BOTTOM) * (1 - float(share))


def _grid() -> str:
    lines = []
    for share in GRID:
        y = _height(share)
        lines.append(
            f'<path d="M{LEFT} {y:.1f}H{WIDTH - RIGHT}" stroke="currentColor" stroke-width="0.5" opacity="0.5"/>'
            + _words(LEFT - 8, y + 4, f"{percent(share)} %", "end")
        )
    return "".join(lines)


def _numbers(
    drawn: Sequence[tuple[Point, Fraction]], places: Sequence[tuple[float, float]], words: Mapping[str, str]
) -> str:
    """Return the numbers beside the points, and below them the day and revision of the first and the last one."""
    (first, _), (last, share) = drawn[0], drawn[-1]
    texts = [
        _words(places[-1][0] + 8, places[-1][1] + 4, words["percent"].format(percent=percent(share)), "start", "bold"),
        _words(LEFT, HEIGHT - 6, f"{first.day} ({first.revision})", "start"),
        _words(WIDTH - RIGHT, HEIGHT - 6, f"{last.day} ({last.revision})", "end"),
    ]
    if len(drawn) <= FEW:
        for (_point, each), (x, y) in zip(drawn[:-1], places, strict=False):
            texts.append(_words(x + 2, _beside(y), words["percent"].format(percent=percent(each)), "start"))
    return "".join(texts)


def _beside(y: float) -> float:
    """Return the height of the words at a point: above it, or below where a line of the grid would cross them."""
    above = y - 7
    return y + 15 if any(abs(_height(share) - (above - 4)) < SIZE - 3 for share in GRID) else above


def _words(x: float, y: float, told: str, anchor: str, weight: str = "normal") -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-weight="{weight}" fill="currentColor">'
        f"{escape(told)}</text>"
    )


def trend_text(points: Sequence[Point], words: Mapping[str, str]) -> str:
    """Return all points in words, for people who do not see the chart."""
    told = (
        words["trend.point"].format(revision=each.revision, day=each.day, percent=percent(each.share))
        for each in points
        if each.share is not None
    )
    return words["trend.text"].format(points="; ".join(told))


def trend_words(points: Sequence[Point], words: Mapping[str, str]) -> str:
    """Return the first and the last point in one sentence; "" if there is no line between them."""
    told = [(each, percent(each.share)) for each in points if each.share is not None]
    if len(told) < LEAST:
        return ""
    (first, was), (last, is_now) = told[0], told[-1]
    return words["trend.words"].format_map({
        "first": was, "from": first.revision, "from_day": first.day,
        "last": is_now, "to": last.revision, "to_day": last.day,
    })  # fmt: skip
