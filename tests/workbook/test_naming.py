"""Names in references lead back to the one record that is meant, whatever the records are called."""

import datetime

import pytest
from hypothesis import given

from datamap.model import KINDS, Category, Inventory, Party, Transfer, Value, facts_of, inventory_of
from datamap.workbook.naming import Names, kinds_for
from tests.inventories import MAKERS, Maker


def parties(*names: str) -> Inventory:
    return inventory_of(Party(id=f"party-{n}", organisation="org-a", name=name) for n, name in enumerate(names))


def pointed_at() -> set[tuple[str, ...]]:
    """The kinds of each reference of the model."""
    return {
        kinds_for(fact, kind.name)
        for kind in KINDS
        for fact in facts_of(kind.record_class).values()
        if fact.value is Value.REFERENCE
    }


@given(MAKERS)
def test_every_name_leads_back_to_its_record(maker: Maker) -> None:
    inventory = maker.inventory()
    names = Names(inventory)
    for kinds in pointed_at():
        for kind in KINDS:
            if not kinds or kind.name in kinds:
                for record in inventory.of(kind.record_class):
                    name = names.name_for(record.id, kinds)
                    assert "\n" not in name
                    assert names.ids_for(name, kinds) == (record.id,)
                    assert names.ids_for(f"  {name} ", kinds) == (record.id,)
                    assert names.ids_for(record.id, kinds)[-1:] == (record.id,)


def test_records_of_one_name_bear_their_ids_and_the_name_alone_leaves_it_open() -> None:
    names = Names(parties("Acme", "ACME.", "Bolt"))
    shown = [names.name_for(f"party-{n}", ("party",)) for n in range(3)]
    assert shown == ["Acme [party-0]", "ACME. [party-1]", "Bolt"]
    assert names.ids_for("acme", ("party",)) == ("party-0", "party-1")


@pytest.mark.parametrize(
    "words", ["acme  inc", "“Acme”, Inc.", "ACME, INC", "Acme,\u00a0Inc.", "party-0", "x [party-0]"]
)
def test_case_spaces_and_quotes_do_not_count(words: str) -> None:
    assert Names(parties("Acme, Inc.")).ids_for(words, ("party",)) == ("party-0",)


@pytest.mark.parametrize("words", ["Acme", "", "…", "party-7", "Acme, Inc. [party-7]"])
def test_nothing_is_found_where_nothing_is_called_so(words: str) -> None:
    assert Names(parties("Acme, Inc.", "***")).ids_for(words, ("party",)) == ()


def test_a_name_that_looks_like_another_records_id_does_not_mislead() -> None:
    names = Names(parties("party-1", "Bolt", "Nut [party-1]"))
    assert [names.ids_for(names.name_for(f"party-{n}", ("party",)), ("party",)) for n in range(3)] == [
        ("party-0",), ("party-1",), ("party-2",)
    ]  # fmt: skip


def test_where_any_record_may_be_meant_its_kind_stands_before_the_name() -> None:
    names = Names(parties("Acme"))
    assert names.name_for("party-0") == "party: Acme"
    assert names.ids_for("Party: acme") == ("party-0",)
    assert names.name_for("party-9") == "party-9"


def test_a_transfer_is_called_after_where_it_goes_and_who_receives_it() -> None:
    transfer = Transfer(id="transfer-a", organisation="org-a", country="US", importers=("party-0",))
    inventory = inventory_of([*parties("Acme").kept(), transfer, Transfer(id="transfer-b", organisation="org-a")])
    names = Names(inventory)
    assert names.name_for("transfer-a", ("transfer",)).endswith(": Acme")
    assert names.name_for("transfer-b", ("transfer",)) == "transfer-b"


def test_long_names_are_cut_and_told_apart_by_their_ids() -> None:
    names = Names(parties("x" * 500, "x" * 501))
    shown = names.name_for("party-0", ("party",))
    assert len(shown) < 120
    assert names.ids_for(shown, ("party",)) == ("party-0",)


def test_terms_that_are_no_longer_used_are_not_offered() -> None:
    own = [
        Category(id=f"cat-{n}", organisation="org-a", label=f"Own {n}", retired=day)
        for n, day in (("new", None), ("old", datetime.date(2020, 1, 1)))
        if day
    ]
    inventory = inventory_of([*own, Category(id="cat-own", organisation="org-a", label="Mine")])
    offered = list(Names(inventory).all_names(("category",)))
    assert "Mine" in offered
    assert "Own old" not in offered
    assert offered == sorted(offered, key=str.casefold)
