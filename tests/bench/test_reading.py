"""What reading costs, from files to checked records with places, held against libyaml's events of the same files."""

from collections.abc import Sequence
from pathlib import Path

import pytest
import yaml

from datamap.inventory import read_inventory, write_inventory
from tests.bench.measure import in_turns, peak, say
from tests.synthetic import synthetic_inventory

MOST_TIME = 4.0
MOST_MEMORY = 1.0


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, proving: bool) -> Path:
    """An inventory of a thousand data uses as text, of twenty thousand when proving."""
    folder = tmp_path_factory.mktemp("inventory")
    write_inventory(synthetic_inventory(20_000 if proving else 1_000), folder)
    return folder


def events(paths: Sequence[Path]) -> None:
    """Goes through the events of libyaml, without a look at them."""
    for path in paths:
        for _event in yaml.parse(path.read_bytes().decode(), Loader=yaml.CBaseLoader):
            pass


def test_reading_costs_little_more_than_the_events_of_libyaml(folder: Path, slack: float) -> None:
    paths = sorted(folder.rglob("*.yaml"))

    inventory, report = read_inventory(folder)
    assert list(report) == []
    floor, ours = in_turns(lambda: events(paths), lambda: read_inventory(folder))
    size = sum(path.stat().st_size for path in paths)
    figures = say(
        f"reading {len(inventory.records):,} records, {size / 1e6:.1f} MB: {ours * 1000:.0f} ms, "
        f"events of libyaml {floor * 1000:.0f} ms, {ours / floor:.2f} times (at most {MOST_TIME})"
    )
    assert ours <= slack * MOST_TIME * floor, figures


def test_reading_holds_less_memory_than_the_events_of_libyaml(folder: Path) -> None:
    paths = sorted(folder.rglob("*.yaml"))
    read_inventory(folder)
    floor = peak(lambda: [list(yaml.parse(path.read_bytes(), Loader=yaml.CBaseLoader)) for path in paths])
    ours = peak(lambda: read_inventory(folder))
    figures = say(
        f"reading holds {ours / 1e6:.1f} MB at most, a list of all events {floor / 1e6:.1f} MB, "
        f"{ours / floor:.2f} times (at most {MOST_MEMORY})"
    )
    assert ours <= MOST_MEMORY * floor, figures
