"""The journal: the past stays as it is, states are what it gives, and what is written twice is noticed."""

import itertools
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from datamap.errors import DatamapError
from datamap.inventory import write_inventory
from datamap.model import inventory_of
from datamap.model.state import Change, State, state_of
from datamap.register.keeping import apply, init, plan_load
from datamap.register.reading import open_kept
from datamap.store.chain import digest_of
from datamap.store.connect import open_register, reading, writing
from datamap.store.journal import read_head, read_revisions
from tests.databases import BACKENDS, NewPlace
from tests.folders import inventory_folder
from tests.inventories import MAKERS, Maker
from tests.store.keeping import FEW, NOTHING, SHARED, change_to, complaints, load, name_of, replayed, write
from tests.synthetic import synthetic_inventory

PAST = ["revision", "change"]


@given(maker=MAKERS, seed=st.integers(0, 2**32))
@FEW
def test_after_any_edits_the_state_is_what_the_journal_gives_at_every_revision(
    maker: Maker, seed: int, new_place: NewPlace
) -> None:
    place, chance = new_place(), random.Random(seed)
    init(place)
    whole = state_of(maker.inventory())
    written = [NOTHING]
    for _ in range(6):
        wanted = edited(whole, written[-1], chance)
        if wanted.facts != written[-1].facts:
            change_to(place, wanted)
            written.append(wanted)
    assert [state.facts for state in replayed(place)] == [state.facts for state in written]
    assert complaints(place) == []


def edited(whole: State, state: State, chance: random.Random) -> State:
    """A state after edits: fields are dropped, come (back), or hold the words of another one."""
    facts = dict(state.facts)
    for key in chance.sample(sorted(whole.facts), min(len(whole.facts), 20)):
        words = chance.choice([None, whole.facts[key], chance.choice(list(whole.facts.values()))])
        facts.pop(key, None)
        if words is not None:
            facts[key] = words
    return State({key.record: whole.owners[key.record] for key in facts}, facts)


# SQLite has no TRUNCATE.
@pytest.mark.parametrize("table", PAST)
@pytest.mark.parametrize(
    ("statement", "new_place"),
    [
        *itertools.product(["UPDATE {0} SET {1} = 'x'", "DELETE FROM {0}"], BACKENDS),
        ("TRUNCATE {0} CASCADE", "postgresql"),
    ],
    indirect=["new_place"],
)
def test_the_database_refuses_to_change_the_past(table: str, statement: str, place: str) -> None:
    load(place, synthetic_inventory(100))
    column = {"revision": "reason", "change": "after"}[table]
    engine = open_register(place)

    def tamper(connection: Connection) -> None:
        connection.exec_driver_sql(statement.format(table, column))

    with pytest.raises(DBAPIError, match="the past of a register cannot be changed"), engine.begin() as connection:
        tamper(connection)
    with pytest.raises(DatamapError, match="the past of a register cannot be changed"), writing(engine) as connection:
        tamper(connection)
    assert complaints(place) == []


@pytest.mark.parametrize("sequence", ["sequence", "sequence + 1"])
def test_revisions_cannot_be_replaced(sequence: str, place: str) -> None:
    load(place, synthetic_inventory(100))
    engine = open_register(place)
    how = {
        "sqlite": "INSERT OR REPLACE INTO revision {}",
        "postgresql": "INSERT INTO revision {} ON CONFLICT (hash) DO UPDATE SET reason = 'another'",
    }[engine.dialect.name]
    rest = "at, author, 'another', origin, origin_sha256, changes, changes_sha256, previous, hash"
    with pytest.raises(DatamapError, match="the past of a register"), writing(engine) as connection:
        connection.exec_driver_sql(how.format(f"SELECT {sequence}, {rest} FROM revision WHERE true"))
    assert complaints(place) == []


def test_changes_cannot_be_replaced(place: str) -> None:
    load(place, synthetic_inventory(100))
    engine = open_register(place)
    how = {
        "sqlite": "INSERT OR REPLACE INTO change {}",
        "postgresql": "INSERT INTO change {} ON CONFLICT (revision, number) DO UPDATE SET field = 'another'",
    }[engine.dialect.name]
    with pytest.raises(DatamapError, match="the past of a register"), writing(engine) as connection:
        connection.exec_driver_sql(how.format("SELECT * FROM change WHERE number = 1"))
    assert complaints(place) == []


def test_the_same_text_loaded_twice_is_told_as_applied(place: str, tmp_path: Path) -> None:
    write_inventory(synthetic_inventory(100), tmp_path)
    init(place)
    first = apply(plan_load(place, tmp_path), "Ada")
    plan = plan_load(place, tmp_path)
    assert plan.applied == first.sequence == 1
    assert plan.changes == ()
    with pytest.raises(DatamapError, match="nothing to change"):
        apply(plan, "Ada")


def test_text_that_comes_again_after_others_takes_back_what_they_did_only_if_somebody_says_so(
    place: str, tmp_path: Path
) -> None:
    first = synthetic_inventory(100)
    for name in ("first", "second"):
        write_inventory(first, tmp_path / name)
    file = tmp_path / "second" / "o0" / "systems.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("Server 0", "Mainframe"), encoding="utf-8")
    init(place)
    apply(plan_load(place, tmp_path / "first"), "Ada")
    apply(plan_load(place, tmp_path / "second", "1"), "Ben")
    assert plan_load(place, tmp_path / "first").changes == ()
    apply(plan_load(place, tmp_path / "first", "2"), "Ada")
    assert open_kept(place) == first
    assert plan_load(place, tmp_path / "first").applied == 3
    assert plan_load(place, tmp_path / "second").applied == 2
    assert complaints(place) == []


def test_an_id_that_another_organisation_keeps_is_told(place: str, tmp_path: Path) -> None:
    load(place, synthetic_inventory(100))
    before = replayed(place)
    inventory_folder(tmp_path, {"parties.yaml": "- id: party-o0-1\n  name: Ours\n"})
    with pytest.raises(DatamapError, match=r"holds 'party-o0-1' already, as a record of 'org-o0'"):
        plan_load(place, tmp_path)
    assert replayed(place) == before


def test_two_plans_of_the_same_text_make_one_revision(place: str, tmp_path: Path) -> None:
    write_inventory(synthetic_inventory(100), tmp_path)
    init(place)
    one, other = plan_load(place, tmp_path), plan_load(place, tmp_path)
    assert apply(one, "Ada") == apply(other, "Bob")
    with reading(open_register(place)) as connection:
        assert [each.sequence for each in read_revisions(connection)] == [1]


def test_nothing_is_removed_when_a_record_retires(place: str) -> None:
    inventory = synthetic_inventory(100)
    load(place, inventory)
    change_to(place, NOTHING)
    assert open_kept(place) == inventory_of([])
    assert open_kept(place, "1") == inventory
    assert complaints(place) == []


def test_a_revision_without_a_record_cannot_follow_one_that_is_not_there(place: str) -> None:
    init(place)
    with reading(open_register(place)) as connection:
        assert read_head(connection) is None
    first = write(place, name_of("org-a", None, '"Acme"'), base=0)
    second = write(place, name_of("org-a", '"Acme"', '"Acme Ltd."'), base=1)
    assert (second.sequence, second.previous) == (2, first.hash)


TEXTS = st.one_of(st.none(), st.text(), st.sampled_from(['","', "null", '"]\n["', "\x00", "\n", "\\", '\\"', "],["]))
CHANGES = st.lists(st.builds(Change, *[TEXTS] * len(Change._fields)), max_size=4)


@given(CHANGES, CHANGES)
@settings(max_examples=10 * SHARED.max_examples)
def test_different_changes_have_different_bytes(some: list[Change], others: list[Change]) -> None:
    assert (digest_of(some) == digest_of(others)) == (some == others)


@given(st.lists(TEXTS.filter(lambda words: words is not None), min_size=2, max_size=2), st.text(max_size=3))
def test_what_stands_in_one_field_cannot_move_into_the_next(words: list[str], moved: str) -> None:
    first = Change("r", "k", "o", "f", words[0] + moved, words[1])
    second = Change("r", "k", "o", "f", words[0], moved + words[1])
    assert (digest_of([first]) == digest_of([second])) == (first == second)
