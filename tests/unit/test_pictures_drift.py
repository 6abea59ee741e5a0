"""A small change of the records leaves most of a picture as it was: nothing is turned over."""

from itertools import combinations
from pathlib import Path

import pytest

from datamap.exports.diagrams.album import sheets_of
from datamap.exports.diagrams.grid import example_grid
from datamap.exports.diagrams.kinds.flows import flows_of
from datamap.exports.diagrams.kinds.scope import Scope
from datamap.exports.diagrams.order import _upright, in_order
from datamap.model import DataUse, Inventory, Party
from datamap.register import open_inventory, part_of

LEAST = 0.7
"""The share of pairs of boxes in a lane whose order stays when one data use is added."""

Heights = dict[str, dict[str, float]]


def heights_of(inventory: Inventory, organisation: str) -> Heights:
    """How high each box of the data flows stands, by lane."""
    [sheets] = sheets_of([flows_of(Scope(inventory=inventory, organisation=organisation))])
    found: Heights = {}
    for number, sheet in enumerate(sheets):
        for node in sheet.drawing.nodes:
            found.setdefault(node.lane, {})[node.id] = 10_000 * number + sheet.layout.nodes[node.id].box.y
    return found


def share_kept(before: Heights, after: Heights) -> float:
    pairs = [
        (own[one] < own[two]) == (after[lane][one] < after[lane][two])
        for lane, own in before.items()
        for one, two in combinations([id for id in own if id in after[lane]], 2)
    ]
    return sum(pairs) / len(pairs)


@pytest.mark.parametrize("name", ["innovus", "innovat"])
def test_one_more_data_use_turns_no_picture_over(root: Path, name: str) -> None:
    inventory = part_of(open_inventory(root / "inventory"), name)
    uses = inventory.of(DataUse)
    last = uses[len(uses) // 2]
    more = DataUse(
        id=f"{last.id}-more",
        organisation=last.organisation,
        activity=last.activity,
        category="cat-location",
        people=last.people,
        recipients=(inventory.of(Party)[0].id,),
    )
    grown = Inventory({**inventory.records, more.id: more})
    kept = share_kept(heights_of(inventory, f"org-{name}"), heights_of(grown, f"org-{name}"))
    assert kept >= LEAST, f"{kept:.2f} of the pairs kept their order"


def test_an_order_upside_down_is_turned_and_one_that_is_upright_is_not() -> None:
    grid = example_grid()
    centres = {"n1": (0.0, 0.0), "e1": (0.0, 5.0), "n2": (0.0, 9.0)}
    assert in_order(grid, centres) == 1.0
    assert _upright(grid, centres) == centres
