"""Text and inventory say the same: written and read, read and written, in any order."""

import random
import tempfile
from pathlib import Path

import yaml
from hypothesis import given
from hypothesis import strategies as st

from datamap.graph import build_graph, trace
from datamap.graph.build import ELEMENTS, NARROWER
from datamap.inventory import format_inventory, format_records, read_inventory
from datamap.model import NONE, Inventory, Party, flatten, inventory_of
from tests.inventories import MAKERS, TEXTS, Maker


def read_texts(texts: dict[str, str]) -> Inventory:
    """The inventory that these files hold; no fault may be found in them."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text in texts.items():
            path = Path(folder, name)
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(text.encode())
        inventory, report = read_inventory(Path(folder))
    assert list(report) == []
    return inventory


@given(MAKERS)
def test_reading_what_was_written_gives_the_same_inventory(maker: Maker) -> None:
    inventory = maker.inventory()
    read = read_texts(format_inventory(inventory))
    assert read == inventory
    assert read.digest() == inventory.digest()


@given(MAKERS)
def test_writing_what_was_read_gives_the_same_bytes(maker: Maker) -> None:
    inventory = maker.inventory()
    texts = format_inventory(inventory)
    assert format_inventory(read_texts(texts)) == texts


@given(MAKERS, st.integers(0, 999))
def test_the_order_of_records_changes_nothing(maker: Maker, seed: int) -> None:
    inventory = maker.inventory()
    texts = {}
    for name, text in format_inventory(inventory).items():
        # Every value stands on one line, so that a record begins wherever a line begins with a hyphen.
        records = [f"- {record}" for record in f"\n{text}".split("\n- ")[1:]]
        random.Random(seed).shuffle(records)
        texts[name] = "\n".join(record.rstrip("\n") for record in records) + "\n"
    read = read_texts(texts)
    assert read == inventory
    assert read.digest() == inventory.digest()
    assert format_inventory(read) == format_inventory(inventory)


@given(MAKERS, st.integers(0, 999))
def test_the_order_of_records_changes_neither_graph_nor_answers(maker: Maker, seed: int) -> None:
    inventory = maker.inventory()
    records = list(inventory.kept())
    random.Random(seed).shuffle(records)
    other = inventory_of(records)
    assert other.digest() == inventory.digest()
    graphs = [build_graph(each) for each in (inventory, other)]
    assert dict(graphs[0].nodes) == dict(graphs[1].nodes)
    assert set(graphs[0].edges(keys=True)) == set(graphs[1].edges(keys=True))
    assert graphs[0].graph[ELEMENTS] == graphs[1].graph[ELEMENTS]
    assert graphs[0].graph[NARROWER] == graphs[1].graph[NARROWER]
    for category in inventory.records.keys() & {"cat-contact", "cat-a-0"}:
        assert trace(graphs[0], category) == trace(graphs[1], category)


@given(TEXTS)
def test_any_text_is_kept_and_stands_on_one_line(words: str) -> None:
    party = Party(id="party-a", organisation="org-a", name=words, note=words, contract=NONE)
    text = format_records([party])
    assert text.count("\n") == len(flatten(party))
    [[read]] = [yaml.load(text, Loader=yaml.CBaseLoader)]
    assert read["name"] == read["note"] == words
