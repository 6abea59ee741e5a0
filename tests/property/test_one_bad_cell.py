"""One bad cell in a sound inventory is one problem, and the problem names exactly that cell."""

import random
import tempfile
from pathlib import Path
from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from datamap.inventory import format_inventory, read_inventory
from datamap.model import NOT_RECORDED, Inventory, Record, Value, facts_of
from datamap.problems import TextLocation
from tests.inventories import MAKERS, Maker

BAD = {
    Value.DATE: "2024-02-30",
    Value.DURATION: "3 days",
    Value.NUMBER: "-1",
    Value.CHOICE: "perhaps",
    Value.REFERENCE: "nobody-knows-it",
    Value.TEXT: "''",
}


class Cell(NamedTuple):
    """A place where one value stands, and something that is no value there."""

    path: Path
    line: int
    column: int
    bad: str


def any_cell(inventory: Inventory, chance: random.Random) -> Cell:
    """A cell of the inventory as it was read: of a field, or an entry of a list."""
    record: Record = chance.choice(inventory.kept())
    facts = facts_of(type(record))
    names = [n for n, f in facts.items() if not f.from_folder and getattr(record, n) is not NOT_RECORDED]
    fact = facts[chance.choice(names)]
    place = inventory.location_of(record.id, fact.name)
    assert isinstance(place, TextLocation)
    value = getattr(record, fact.name)
    bad = "Bad Id" if fact.name == "id" else BAD[fact.value]
    if fact.name == "field":
        bad = "colour"
    elif fact.required and chance.random() < 0.3:
        bad = "none"
    if isinstance(value, tuple):
        entry = chance.randrange(len(value))
        return Cell(Path(place.path), place.line + 1 + entry, place.column + 2, bad)
    return Cell(Path(place.path), place.line, place.column, bad)


@given(MAKERS, st.integers(0, 999))
def test_one_bad_cell_is_one_problem_in_its_place(maker: Maker, seed: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for name, text in format_inventory(maker.inventory()).items():
            path = Path(folder, name)
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(text.encode())
        inventory, sound = read_inventory(Path(folder))
        assert list(sound) == []
        cell = any_cell(inventory, random.Random(seed))
        lines = cell.path.read_bytes().decode().split("\n")
        lines[cell.line - 1] = lines[cell.line - 1][: cell.column - 1] + cell.bad
        cell.path.write_bytes("\n".join(lines).encode())
        _inventory, report = read_inventory(Path(folder))
    assert [str(problem.location) for problem in report] == [f"{cell.path.as_posix()}:{cell.line}:{cell.column}"]
