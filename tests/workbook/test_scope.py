"""A file for a part of the register never changes anything outside that part, whatever is written into it."""

import json
import random
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from datamap.model import Activity, Record, inventory_of
from datamap.model.facts import facts_of
from datamap.model.kinds import kind_named
from datamap.model.state import Key, State, after, state_of
from datamap.workbook.base import Scope
from datamap.workbook.bounds import bounds_of
from datamap.workbook.edits import Action, Edit
from datamap.workbook.plan import journal_changes
from tests.figures import Figures
from tests.synthetic import synthetic_inventory
from tests.workbook.edited import base_of, plan_of, row, row_of
from tests.workbook.proofs import MANY

KINDS = ("organisation", "activity", "purpose_line", "data_use", "party", "system", "category")


def with_departments() -> State:
    """Two organisations whose activities belong to departments in turns, with a third of their data uses."""
    records: list[Record] = []
    for number, record in enumerate(synthetic_inventory(200).kept()):
        if isinstance(record, Activity):
            values = {name: getattr(record, name) for name in facts_of(Activity)}
            records.append(Activity(**{**values, "department": ("HR", "IT")[number % 2]}))
        elif not record.id.startswith(("use-", "evidence-", "line-")) or record.id.endswith("-1"):
            records.append(record)
    return state_of(inventory_of(records))


HELD = with_departments()
IDS = sorted(HELD.owners)
SCOPES = [
    Scope(organisations, department, only_missing)
    for organisations in ((), ("org-o0",), ("org-o1",))
    for department in ("", "HR")
    for only_missing in (False, True)
]
BASES = {scope: base_of(HELD, scope) for scope in SCOPES}
INSIDE = {scope: bounds_of(scope, HELD, HELD).exported for scope in SCOPES}


def any_edits(chance: random.Random) -> list[Edit]:
    """Rows for any records, with some cells emptied, replaced by words of other records, or deleted; and new rows."""
    rows = []
    for number, id in enumerate(chance.sample(IDS, 5), start=3):
        names = list(facts_of(kind_named(HELD.owners[id].kind).record_class))
        edits = {name: _words(chance) for name in chance.sample(sorted(names), 2) if name not in ("id", "organisation")}
        action = Action.DELETE if chance.random() < 0.2 else Action.KEEP
        rows.append(row_of(HELD, id, number, **edits)._replace(action=action))
    for number in (50, 51):
        kind = chance.choice(KINDS)
        names = [name for name in facts_of(kind_named(kind).record_class) if name not in ("id", "organisation")]
        words = {name: _words(chance) for name in chance.sample(names, 2)}
        rows.append(row(kind, "", chance.choice(("org-o0", "org-o1", "")), number, words))
    return rows


def _words(chance: random.Random) -> str | None:
    id, other = chance.sample(IDS, 2)
    return chance.choice(
        [
            None,
            "null",
            json.dumps(id),
            json.dumps([id, other]),
            HELD.facts.get(Key(id, "name"), '"x"'),
        ]
    )


@pytest.mark.property
def test_no_edit_of_a_part_reaches_outside_it(figures: Figures) -> None:
    tried: Counter[Scope] = Counter()

    @settings(MANY, max_examples=2 * MANY.max_examples)
    @given(st.integers(0, 2**32), st.sampled_from(SCOPES))
    def stays_inside(seed: int, scope: Scope) -> None:
        tried[scope] += 1
        assert_stays_inside(seed, scope)

    stays_inside()
    figures("edits of a part of the register", files=tried.total(), scopes=len(tried), changes_outside=0)


def assert_stays_inside(seed: int, scope: Scope) -> None:
    rows = any_edits(random.Random(seed))
    plan = plan_of(rows, HELD, HELD, scope, stated=BASES[scope])
    behind = after(HELD, journal_changes(plan.changes))
    changed = {
        key.record for key in HELD.facts.keys() | behind.facts.keys() if HELD.facts.get(key) != behind.facts.get(key)
    }
    assert changed & HELD.owners.keys() <= INSIDE[scope]
    for id in changed - HELD.owners.keys():
        home = behind.owners[id].organisation or id
        assert not scope.organisations or home in scope.organisations
    strangers = {each.id for each in rows if each.id} - INSIDE[scope]
    assert {problem.record for problem in plan.problems if problem.code == "PLN-003"} >= strangers


@pytest.mark.parametrize("scope", SCOPES, ids=str)
def test_parts_are_not_all_the_same(scope: Scope) -> None:
    assert INSIDE[scope] <= HELD.owners.keys()
    assert (len(INSIDE[scope]) == len(HELD.owners)) == (scope == Scope())
