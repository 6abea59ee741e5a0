"""The file of one organisation is held against what that one keeps; the plan is that of a look at all."""

import random
from dataclasses import replace
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from datamap.model import Evidence, Inventory, Party, inventory_of
from datamap.model.state import state_of
from datamap.register import workbook_plans
from datamap.register.workbook_plans import plan_seen
from datamap.workbook.base import Scope
from datamap.workbook.seen import SeenCell, SeenFile
from tests.figures import Figures
from tests.store.keeping import change_to
from tests.synthetic import group
from tests.workbook.proofs import SOME
from tests.workbook.registers import exported, make_register

RECORDS_FROM = 3
"""The first row of a record; above it stand the keys of the columns and their headers."""


class Case(NamedTuple):
    """A register of two organisations, and the files of both, exported before it went on."""

    place: str
    own: SeenFile
    other: SeenFile


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    whole = group(2, 3, 2)
    place = make_register(tmp_path_factory.mktemp("parts"), without(whole, 5))
    own, other = (exported(place, Scope((f"org-o{number}",))) for number in (0, 1))
    renamed = [
        replace(each, name=f"{each.name} & Sons") if isinstance(each, Party) and each.id.endswith("1") else each
        for each in without(whole, 7).kept()
    ]
    change_to(place, state_of(inventory_of(renamed)))
    return Case(place, own, other)


def without(inventory: Inventory, share: int) -> Inventory:
    """An inventory that lacks some of its evidence."""
    return inventory_of(
        each for number, each in enumerate(inventory.kept()) if number % share or not isinstance(each, Evidence)
    )


def edited_anyhow(case: Case, chance: random.Random, *, is_crossing: bool) -> SeenFile:
    """The file of the first organisation with cells overwritten by words from anywhere, and rows lost and pasted in.

    Only crossing ones bring words, ids and rows of the other organisation.
    """
    sheets = list(case.own.sheets)
    sources = (case.own, case.other) if is_crossing else (case.own,)
    words = [cell.words for file in sources for sheet in file.sheets for cell in sheet.cells.values()]
    for _ in range(chance.randint(1, 4)):
        index = chance.randrange(len(sheets))
        cells = dict(sheets[index].cells)
        rows = sorted({row for row, _column in cells if row >= RECORDS_FROM})
        if not rows:
            continue
        row = chance.choice(rows)
        match chance.choice(("cell", "cell", "id", "paste", "lose")):
            case "cell":
                cells[row, chance.randint(2, 12)] = SeenCell(chance.choice(words))
            case "id":
                cells[row, 1] = SeenCell(chance.choice([each for each in words if "-o" in each] or words))
            case "paste":
                source = chance.choice(sources).sheets[index].cells
                pasted = chance.choice(sorted({place[0] for place in source}))
                cells |= {(rows[-1] + 1, column): cell for (at, column), cell in source.items() if at == pasted}
                if chance.random() < 0.5:
                    cells.pop((rows[-1] + 1, 1), None)
            case _:
                cells = {place: cell for place, cell in cells.items() if place[0] != row}
        sheets[index] = sheets[index]._replace(cells=cells)
    return case.own._replace(sheets=tuple(sheets))


@pytest.mark.property
@pytest.mark.parametrize("is_crossing", [False, True])
def test_the_plan_of_a_part_is_that_of_a_look_at_the_whole_register(
    case: Case, is_crossing: bool, figures: Figures
) -> None:
    tried = []

    @settings(SOME)
    @given(st.integers(0, 2**32))
    def is_alike(seed: int) -> None:
        chance = random.Random(seed)
        file = edited_anyhow(case, chance, is_crossing=is_crossing)
        made = plan_seen(case.place, with_row_of_the_other(case, file, chance) if is_crossing else file)
        assert ("act-o1-0" in made.state.owners) == is_crossing
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(workbook_plans, "_owners_for", lambda *_: None)
            assert made.plan == plan_seen(case.place, made.seen).plan
        tried.append(seed)

    is_alike()
    what = "with rows of another" if is_crossing else "alone"
    figures(f"plans of one organisation's file {what}, held against a look at all", files=len(tried), differing=0)


def with_row_of_the_other(case: Case, file: SeenFile, chance: random.Random) -> SeenFile:
    """A file with the row of a party of the other organisation below its own parties."""
    sheets = list(file.sheets)
    index = [sheet.title for sheet in sheets].index("Parties")
    source, below = case.other.sheets[index].cells, max(row for row, _column in sheets[index].cells) + 1
    chosen = chance.choice(sorted({row for row, _column in source if row >= RECORDS_FROM}))
    pasted = {(below, column): cell for (row, column), cell in source.items() if row == chosen}
    sheets[index] = sheets[index]._replace(cells={**sheets[index].cells, **pasted})
    return file._replace(sheets=tuple(sheets))


def test_a_row_of_somebody_else_is_told_as_outside_the_part(case: Case) -> None:
    file = with_row_of_the_other(case, case.own, random.Random(1))
    [(index, place, id)] = [
        (index, place, cell.words)
        for index, sheet in enumerate(file.sheets)
        for place, cell in sheet.cells.items()
        if place[1] == 1 and cell.words.startswith("party-o1-")
    ]
    sheets = list(file.sheets)
    sheets[index] = sheets[index]._replace(cells={**sheets[index].cells, (place[0], 3): SeenCell("Changed")})
    plan = plan_seen(case.place, file._replace(sheets=tuple(sheets))).plan
    assert plan.changes == ()
    assert ("PLN-003", id) in {(each.code, each.record) for each in plan.problems}
