"""What is loaded is what is read, word for word and byte for byte, on both databases."""

from pathlib import Path

import pytest
from hypothesis import given

from datamap.inventory import format_inventory, write_inventory
from datamap.model import inventory_of
from datamap.model.state import State, after, changes_between, state_of
from datamap.register.dumping import dump
from datamap.register.keeping import apply, init, plan_load
from datamap.register.reading import open_inventory, open_kept
from tests.databases import NewPlace
from tests.inventories import MAKERS, Maker
from tests.store.keeping import FEW, SHARED, load, texts_below
from tests.synthetic import synthetic_inventory


@given(maker=MAKERS)
@FEW
def test_any_inventory_is_read_as_it_was_loaded(maker: Maker, new_place: NewPlace) -> None:
    inventory = maker.inventory()
    place = new_place()
    load(place, inventory)
    kept = open_kept(place)
    assert kept == inventory
    assert kept.digest() == inventory.digest()
    assert kept.kept() == inventory.kept()


@given(maker=MAKERS)
@SHARED
def test_any_state_is_the_one_behind_its_changes(maker: Maker) -> None:
    state, nothing = state_of(maker.inventory()), State({}, {})
    assert after(nothing, changes_between(nothing, state)) == state
    assert after(state, changes_between(state, nothing)) == nothing
    assert changes_between(state, state) == []


@given(first=MAKERS, second=MAKERS)
@SHARED
def test_changes_turn_any_state_into_any_other(first: Maker, second: Maker) -> None:
    old, new = state_of(first.inventory()), state_of(second.inventory())
    assert after(old, changes_between(old, new)).facts == new.facts


@given(maker=MAKERS)
@FEW
def test_loading_what_was_dumped_changes_nothing(
    maker: Maker, new_place: NewPlace, tmp_path_factory: pytest.TempPathFactory
) -> None:
    place, folder = new_place(), tmp_path_factory.mktemp("dump")
    inventory = maker.inventory()
    load(place, inventory)
    dump(place, folder)
    assert texts_below(folder) == format_inventory(inventory)
    assert plan_load(place, folder).changes == ()


def test_text_goes_through_a_register_byte_for_byte(place: str, tmp_path: Path, root: Path) -> None:
    """The inventory of the project itself."""
    canonical, again = tmp_path / "canonical", tmp_path / "again"
    write_inventory(open_inventory(root / "inventory"), canonical)
    init(place)
    apply(plan_load(place, canonical), "Ada")
    dump(place, again)
    assert texts_below(again) == texts_below(canonical)


def test_an_inventory_of_many_organisations_is_read_as_it_was_loaded(place: str) -> None:
    inventory = synthetic_inventory(500)
    load(place, inventory)
    assert open_kept(place) == inventory


def test_an_empty_register_holds_the_shipped_terms_only(place: str) -> None:
    init(place)
    assert open_kept(place) == inventory_of([])
