"""A hand-over pack of many activities takes little longer than its pictures, which are drawn once for all its files."""

import time

from datamap.exports.diagrams.kinds.scope import Scope
from datamap.exports.handover import Handover, render_handover
from datamap.model import Activity, DataUse, Evidence, PurposeLine, inventory_of
from tests.bench.measure import say
from tests.synthetic import activity, organisation

MOST = 60.0
"""Seconds for the pack of a hundred activities on two cores."""


def test_a_pack_of_many_activities_is_made_within_a_minute(proving: bool, slack: float) -> None:
    count = 100 if proving else 4
    activities = [each for index in range(count) for each in activity("o0", 0, index)]
    records = [each for each in organisation(0) if not isinstance(each, Activity | PurposeLine | DataUse | Evidence)]
    scope = Scope(inventory=inventory_of([*records, *activities]), organisation="org-o0")
    begun = time.perf_counter()
    content = render_handover(Handover(scope=scope))
    taken = time.perf_counter() - begun
    figures = say(f"pack of {count} activities: {len(content) // 1000} kB in {taken:.0f} s")
    assert taken < slack * MOST, figures
