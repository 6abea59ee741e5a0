"""A small change of the records leaves a picture where it was: what it does not touch hardly moves."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from statistics import mean, median

import pytest

from datamap.exports.diagrams.album import sheets_of
from datamap.exports.diagrams.grid import example_grid
from datamap.exports.diagrams.kinds import drawings_of
from datamap.exports.diagrams.kinds.scope import Scope
from datamap.exports.diagrams.order import _upright
from datamap.model import DataUse, Inventory, Party
from datamap.register import open_inventory, part_of
from tests.bench.measure import say

MOST = 0.1
"""The share of its page by which half of the boxes of a picture may move when one record is added or renamed."""

MOST_ON_AVERAGE = {"flows": 0.13, "activity": 0.03, "context": 0.03, "systems": 0.03}
"""The same, on average over all boxes: in a picture of all data flows, one more arrow turns some neighbours."""

FEW = 2

Places = dict[tuple[str, int, str], tuple[float, float]]


def places_of(inventory: Inventory, organisation: str, kind: str) -> Places:
    """Where the middle of each box stands, as shares of the width and the height of its page."""
    drawings = drawings_of(kind, Scope(inventory=inventory, organisation=organisation))
    found: Places = {}
    for drawing, sheets in zip(drawings, sheets_of(drawings), strict=True):
        for number, sheet in enumerate(sheets):
            for node in sheet.drawing.nodes:
                box, scale = sheet.layout.nodes[node.id].box, sheet.layout.scale
                x, y = sheet.body_x + (box.x + box.width / 2) * scale, sheet.body_y + box.middle * scale
                found[drawing.name, number, node.id] = (x / sheet.width, y / sheet.height)
    return found


def moves(before: Places, after: Places) -> list[float]:
    """How far each box moved that stands on the same page before and after."""
    return [
        max(abs(x - after[box][0]), abs(y - after[box][1])) if box in after else 1.0 for box, (x, y) in before.items()
    ]


def changed(inventory: Inventory) -> Iterator[Inventory]:
    """The records with another name of one party, or with one data use more, at several places."""
    uses, parties = inventory.of(DataUse), inventory.of(Party)
    party = parties[len(parties) // 2]
    yield Inventory({**inventory.records, party.id: replace(party, name=f"Renamed {party.name}")})
    for quarter in (2, 1, 3):
        last = uses[len(uses) * quarter // 4]
        more = DataUse(
            id=f"{last.id}-more",
            organisation=last.organisation,
            activity=last.activity,
            category="cat-location",
            people=last.people,
            recipients=(parties[0].id,),
        )
        yield Inventory({**inventory.records, more.id: more})


@pytest.mark.parametrize("kind", MOST_ON_AVERAGE)
def test_a_small_change_moves_little(root: Path, kind: str, proving: bool) -> None:
    every = open_inventory(root / "inventory")
    for name in ("innovat", "innovus") if proving else ("innovat",):
        inventory = part_of(every, name)
        before = places_of(inventory, f"org-{name}", kind)
        changes = islice(changed(inventory), None if proving else FEW)
        found = [moves(before, places_of(each, f"org-{name}", kind)) for each in changes]
        figures = say(f"{name}, {kind}: " + ", ".join(f"{mean(each):.3f} ({median(each):.3f})" for each in found))
        assert max(map(mean, found)) <= MOST_ON_AVERAGE[kind], figures
        assert max(map(median, found)) <= MOST, figures


def test_an_order_upside_down_is_turned_and_one_that_is_upright_is_not() -> None:
    grid = example_grid()
    centres = {"n1": (0.0, 0.0), "e1": (0.0, 5.0), "n2": (0.0, 9.0)}
    assert _upright(grid, centres) == centres
