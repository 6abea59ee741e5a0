"""What one organisation keeps, where its records name others: by their names, and nothing else is known of these."""

from pathlib import Path

import pytest

from datamap.graph import build_graph
from datamap.model import NOT_RECORDED, Inventory, Organisation, Party, System, inventory_of
from datamap.register import part_of
from datamap.register.reading import open_kept
from datamap.workbook.base import Scope
from tests.store.keeping import load
from tests.workbook.registers import edited, exported, plan

GROUP = inventory_of(
    [
        Organisation(id="org-alpha", name="Alpha Holding", country="DE", email="alpha@example.org"),
        Organisation(id="org-beta", name="Beta Services"),
        Organisation(id="org-gamma", name="Gamma Trade"),
        Party(id="party-beta-host", organisation="org-beta", name="Host", acts_for=("org-beta", "org-alpha")),
        System(id="system-beta-hr", organisation="org-beta", name="HR system", operated_by="org-alpha"),
    ]
)


@pytest.fixture
def part() -> Inventory:
    return part_of(GROUP, "beta")


def test_a_part_knows_those_whom_its_records_name_by_name_alone(part: Inventory) -> None:
    assert part.name_of("org-alpha") == "Alpha Holding"
    assert part.get(Organisation, "org-alpha").email is NOT_RECORDED
    assert [each.id for each in part.of(Organisation)] == ["org-beta"]
    assert [each.id for each in part.known(Organisation)] == ["org-beta", "org-alpha"]
    assert "org-gamma" not in part.records
    assert {each.id for each in part.kept()} == {"org-beta", "party-beta-host", "system-beta-hr"}


def test_the_part_of_a_part_is_the_part(part: Inventory) -> None:
    assert part_of(part, "beta") == part
    assert part_of(part, "beta").digest() == part.digest()


def test_the_graph_of_a_part_leads_to_those_who_are_named(part: Inventory) -> None:
    links = set(build_graph(part).edges(keys=True))
    assert links >= {("party-beta-host", "org-alpha", "acts_for"), ("system-beta-hr", "org-alpha", "operated_by")}
    assert links <= set(build_graph(GROUP).edges(keys=True))


def test_a_part_that_is_opened_alone_names_the_same(tmp_path: Path, part: Inventory) -> None:
    place = str(tmp_path / "register.db")
    load(place, GROUP)
    assert open_kept(place, None, ["beta"]) == part
    assert open_kept(place, None, (), "system-beta-hr") == part


def test_the_file_of_a_part_holds_their_names_alone_and_comes_back(tmp_path: Path) -> None:
    place = str(tmp_path / "register.db")
    load(place, GROUP)
    file = exported(place, Scope(("org-beta",)))
    words = " ".join(cell.words for sheet in file.sheets for cell in sheet.cells.values())
    assert "Alpha Holding" in words
    assert [each for each in ("org-alpha", "alpha@example.org", "Gamma") if each in words] == []
    told, acts_for = ("system-beta-hr", "description", "Keeps people"), ("party-beta-host", "acts_for", "Alpha Holding")
    back = edited(file, told, acts_for)
    made = plan(place, back).plan
    assert made.problems == ()
    assert {(field.field, field.after) for each in made.changes for field in each.fields} == {
        ("description", '"Keeps people"'),
        ("acts_for", '["org-alpha"]'),
    }
