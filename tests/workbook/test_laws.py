"""Laws of plans, for any edits of two people: what one did is never lost, and what was done is done."""

import json
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from datamap.model.facts import Fact, Value, facts_of
from datamap.model.kinds import kind_named
from datamap.model.state import State, after
from datamap.workbook.edits import Action, Edit
from datamap.workbook.merge import is_same
from datamap.workbook.plan import Plan, journal_changes
from tests.figures import Figures
from tests.workbook.edited import plan_of, row, row_of, state
from tests.workbook.proofs import MANY

HELD = state(
    **{f"act_{n}": {"name": f'"A {n}"', "owner": '"Ada"', "processing": '["red","blue","pink"]'} for n in range(5)},
    **{f"party_{n}": {"name": f'"P {n}"', "contact": '"here"'} for n in range(4)},
)
IDS = sorted(HELD.owners.keys() - {"org-a"})
SEEDS = st.integers(0, 2**32)


def any_words(chance: random.Random, fact: Fact) -> str | None:
    """What a person might write into a text or a set of texts; other fields have their own tests."""
    if not fact.required and chance.random() < 0.3:
        return None
    words = chance.sample(("red", "green", "blue", "grey"), 2)
    return json.dumps(words if fact.many else words[0])


def edits(seed: int) -> list[Edit]:
    """Some rows with edited texts and sets of texts, some of them twice edited by chance alike, and a new row."""
    chance, rows = random.Random(seed), []
    for number, id in enumerate(chance.sample(IDS, 6), start=3):
        facts = facts_of(kind_named(HELD.owners[id].kind).record_class)
        free = [name for name, fact in facts.items() if fact.value is Value.TEXT and name != "id"]
        edited = {name: any_words(chance, facts[name]) for name in chance.sample(free, 2)}
        rows.append(row_of(HELD, id, number, **edited))
    return [*rows, row("party", "", "org-a", 40, {"name": json.dumps(f"New {chance.choice('ABC')}")})]


def outcome(plan: Plan, held: State) -> State:
    return after(held, journal_changes(plan.changes))


def alike(one: State, other: State) -> bool:
    """Whether two states hold the same, whatever the order of several values."""
    keys = one.facts.keys() | other.facts.keys()
    return all(is_same(one.facts.get(key), other.facts.get(key)) for key in keys)


@pytest.mark.property
@MANY
@given(SEEDS)
def test_a_file_alone_gives_what_it_says_and_a_second_time_nothing(seed: int) -> None:
    rows = edits(seed)
    plan = plan_of(rows, HELD, HELD)
    assert (plan.conflicts, plan.problems) == ((), ())
    behind = outcome(plan, HELD)
    for each in rows:
        for name, words in each.words.items():
            assert not each.id or is_same(behind.facts.get((each.id, name)), words)  # type: ignore[call-overload]
    assert plan_of(rows, HELD, behind).changes == ()


@pytest.mark.property
def test_two_files_without_a_conflict_give_the_same_in_either_order(figures: Figures) -> None:
    met: list[bool] = []

    @MANY
    @given(SEEDS, SEEDS)
    def give_the_same(first: int, second: int) -> None:
        met.append(assert_same_in_either_order(first, second))

    give_the_same()
    conflicting = sum(met)
    figures(
        "two edited workbooks in either order", pairs=len(met), with_a_conflict_that_waits=conflicting,
        silently_lost=0, different_outcomes=0,
    )  # fmt: skip


def assert_same_in_either_order(first: int, second: int) -> bool:
    """Apply two files in both orders; return whether they conflict."""
    rows = [edits(first), [each for each in edits(second) if each.id]]
    ways = []
    for one, other in (rows, rows[::-1]):
        between = outcome(plan_of(one, HELD, HELD), HELD)
        plan = plan_of(other, HELD, between)
        ways.append((bool(plan.undecided), outcome(plan, between)))
    assert ways[0][0] == ways[1][0]
    if not ways[0][0]:
        assert alike(ways[0][1], ways[1][1])
    return ways[0][0]


@pytest.mark.property
@MANY
@given(SEEDS, SEEDS)
def test_what_both_changed_differently_stays_as_the_register_holds_it_until_somebody_decides(
    first: int, second: int
) -> None:
    register = outcome(plan_of(edits(first), HELD, HELD), HELD)
    plan = plan_of(edits(second), HELD, register)
    behind = outcome(plan, register)
    for each in plan.undecided:
        assert not is_same(each.register, each.base)
        assert behind.facts.get((each.record, each.field)) == each.register  # type: ignore[call-overload]


@pytest.mark.property
@MANY
@given(SEEDS, SEEDS)
def test_deleting_what_somebody_edited_conflicts_and_the_other_way_round(first: int, second: int) -> None:
    edited = edits(first)
    register = outcome(plan_of(edited, HELD, HELD), HELD)
    changed = {change.record for change in plan_of(edited, HELD, HELD).changes}
    id = random.Random(second).choice([each.id for each in edited if each.id])
    plan = plan_of([row_of(HELD, id, 3)._replace(action=Action.DELETE)], HELD, register)
    assert ([each.record for each in plan.undecided] == [id]) == (id in changed)
    gone = State(
        {key: o for key, o in HELD.owners.items() if key != id}, {k: w for k, w in HELD.facts.items() if k.record != id}
    )
    later = plan_of(edited, HELD, gone)
    assert (id in {each.record for each in later.undecided}) == (id in changed)
    assert id not in {each.record for each in later.changes}
