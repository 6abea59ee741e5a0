"""Pictures take little longer than the layout engine alone, and a whole set is drawn in one go."""

import datetime
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from datamap.exports.diagrams import order
from datamap.exports.diagrams.album import sheets_of
from datamap.exports.diagrams.drawing import Drawing
from datamap.exports.diagrams.engine import TIME_LIMIT, close_engines, positions_of
from datamap.exports.diagrams.kinds.flows import flows_of
from datamap.exports.diagrams.kinds.scope import Scope
from datamap.exports.diagrams.pack import render_set
from datamap.exports.diagrams.svg import format_svg
from datamap.model import Activity, DataUse, Evidence, PurposeLine, inventory_of
from datamap.register import open_inventory, part_of
from tests.bench.measure import Work, in_turns, say
from tests.synthetic import activity, group, organisation

MOST = 1.3
"""How much longer a picture may take, from records to SVG, than the engine alone, which lays out its last DOT once."""

MOST_FOR_A_SET = 60.0
"""Seconds for the whole set of a hundred activities on two cores."""


def started(work: Work) -> Work:
    """The work as a command does it, which has to start the engine first."""

    def done() -> None:
        close_engines()
        work()

    return done


def jobs_of(drawings: Sequence[Drawing]) -> Sequence[str]:
    """What the layout engine is asked for the sheets of these drawings."""
    asked: list[Sequence[str]] = []

    def noted(jobs: Sequence[str], time_limit: float = TIME_LIMIT):
        asked.append(jobs)
        return positions_of(jobs, time_limit)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(order, "positions_of", noted)
        sheets_of(drawings)
    return asked[-1]


def test_a_picture_takes_little_longer_than_the_engine_alone(root: Path, slack: float) -> None:
    inventory = part_of(open_inventory(root / "inventory"), "innomis")
    scope = Scope(inventory=inventory, organisation="org-innomis", as_of=datetime.date(2026, 11, 22))
    jobs = jobs_of([flows_of(scope)])

    def whole() -> None:
        [sheets] = sheets_of([flows_of(scope)])
        for sheet in sheets:
            format_svg(sheet)

    drawn, engine = in_turns(started(whole), started(lambda: positions_of(jobs)), rounds=3, of=min)
    figures = say(f"picture: {drawn / engine:.2f} times the engine alone ({engine * 1000:.0f} ms)")
    assert drawn / engine < slack * MOST, figures


def test_a_set_of_many_activities_is_drawn_within_a_minute(proving: bool, slack: float) -> None:
    count = 100 if proving else 4
    activities = [each for index in range(count) for each in activity("o0", 0, index)]
    records = [each for each in organisation(0) if not isinstance(each, Activity | PurposeLine | DataUse | Evidence)]
    scope = Scope(
        inventory=inventory_of([*records, *activities]), organisation="org-o0", as_of=datetime.date(2026, 11, 22)
    )
    close_engines()
    begun = time.perf_counter()
    files = render_set(scope)
    taken = time.perf_counter() - begun
    figures = say(f"set of {count} activities: {len(files)} files in {taken:.0f} s")
    assert taken < slack * MOST_FOR_A_SET, figures


def test_twice_the_activities_take_twice_the_sheets(proving: bool) -> None:
    count = 100 if proving else 15

    def sheets(activities: int) -> int:
        inventory = group(1, activities, 10)
        return len(sheets_of([flows_of(Scope(inventory=inventory, organisation="org-o0"))])[0])

    few, many = sheets(count), sheets(2 * count)
    figures = say(f"sheets of the flows of {count} and of {2 * count} activities: {few} and {many}")
    assert 1 < many <= 2 * few + 1, figures
