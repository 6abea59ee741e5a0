"""What status tells of a register is what its records are, though no record is made for it."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from datamap.model import Inventory, inventory_of, kind_of
from datamap.model.state import State, changes_between, state_of
from datamap.register.keeping import init, status
from datamap.store.holdings import Holdings, holdings_in
from tests.inventories import MAKERS, Maker
from tests.store.keeping import FEW, NOTHING, change_to
from tests.synthetic import synthetic_inventory


def told_of(inventory: Inventory) -> Holdings:
    return Holdings(Counter(kind_of(record).name for record in inventory.kept()), inventory.digest())


@FEW
@given(MAKERS, st.randoms(use_true_random=False))
def test_the_facts_of_any_inventory_tell_how_much_it_is(maker: Maker, chance) -> None:
    inventory = maker.inventory()
    changes = changes_between(State({}, {}), state_of(inventory))
    facts = [(each.record, each.field, each.kind, each.organisation, each.after or "") for each in changes]
    chance.shuffle(facts)
    assert holdings_in(facts) == told_of(inventory)


def test_the_status_is_that_of_the_records_then(place: str) -> None:
    init(place)
    assert status(place) == ([], told_of(inventory_of([])))
    first, second = synthetic_inventory(100), synthetic_inventory(200)
    for state in (state_of(first), state_of(second), NOTHING):
        change_to(place, state)
    for as_of, held in (("1", first), ("2", second), (None, inventory_of([]))):
        assert status(place, as_of)[1] == told_of(held)
