"""Whatever is recorded, one more fact never lowers completeness."""

import dataclasses
import datetime
from fractions import Fraction
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from datamap.checks.asked import Standing
from datamap.checks.completeness import Answer, answers_of, share_of, tallied
from datamap.model import (
    NONE,
    NOT_RECORDED,
    Activity,
    DataUse,
    Inventory,
    Organisation,
    Party,
    System,
    Transfer,
    facts_of,
    inventory_of,
    kind_of,
    recorded,
)
from tests.inventories import MAKERS, Maker

DAY = datetime.date(2026, 1, 31)
ASKED = (Organisation, Activity, DataUse, Party, System, Transfer)


def shares(answers: tuple[Answer, ...]) -> dict[str, Fraction | None]:
    owners = {each.organisation for each in answers}
    return {id: share_of(tallied(each for each in answers if each.organisation == id)) for id in owners}


def names_incomplete_transfers(inventory: Inventory, record: object, field: str, value: object) -> bool:
    """Whether filling the field names a transfer that itself has gaps: it asks more than it answers."""
    named = recorded(value) if isinstance(value, tuple) else ()
    transfers = [inventory.get(Transfer, id) for id in named] if field == "transfers" else []
    if isinstance(record, Transfer) and field == "origins":
        transfers = [record]
    return any(NOT_RECORDED in (each.country, each.documentation) for each in transfers)


@given(MAKERS, st.data())
def test_one_more_fact_never_lowers_completeness(maker: Maker, data: st.DataObject) -> None:
    inventory = maker.inventory()
    records = [record for record in inventory.kept() if isinstance(record, ASKED)]
    open_fields = [
        (record, fact)
        for record in records
        for name, fact in facts_of(type(record)).items()
        if getattr(record, name) is NOT_RECORDED
    ]
    assume(open_fields)
    record, fact = data.draw(st.sampled_from(open_fields))
    ids: dict[str, list[str]] = {}
    for each in inventory.kept():
        if getattr(each, "organisation", each.id) == getattr(record, "organisation", record.id):
            ids.setdefault(kind_of(each).name, []).append(each.id)
    among = maker.among(kind_of(record), fact, record.id, ids)
    value = data.draw(st.sampled_from([NONE, *among]))
    told = (value,) if fact.many and value is not NONE else value
    # The role says which paragraph asks, so it may change the question; so does what has gaps of its own.
    assume(value != "role-processor" and not names_incomplete_transfers(inventory, record, fact.name, told))

    before = answers_of(inventory, DAY)
    unasked = {each.told.place for each in before if each.told.standing is Standing.NOT_ASKED}
    assume(not any(record.id == id and fact.name.startswith(field.removesuffix("name")) for id, field in unasked))
    change: dict[str, Any] = {fact.name: told}
    fuller = dataclasses.replace(record, **change)
    after = shares(answers_of(inventory_of([*(r for r in inventory.kept() if r.id != record.id), fuller]), DAY))
    for id, share in shares(before).items():
        assert share is not None
        assert 0 <= share <= (after[id] or 0) <= 1


@given(MAKERS)
def test_what_is_asked_is_told_with_a_gap_wherever_it_is_not_whole(maker: Maker) -> None:
    for answer in answers_of(maker.inventory(), DAY):
        assert 0 <= answer.told.share <= 1
        is_whole = answer.told.standing in (Standing.RECORDED, Standing.NONE)
        assert is_whole == (answer.told.share == 1)
        assert bool(answer.told.gaps) == (answer.told.standing in (Standing.IN_PART, Standing.NOT_RECORDED))
