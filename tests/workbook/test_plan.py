"""What a file would change: renames, deletions, clears, conflicts, new rows, and what it may not touch."""

from typing import Any

import pytest

from datamap.labels import read_labels
from datamap.model.state import State, after
from datamap.workbook.base import Scope
from datamap.workbook.edits import Action, Choice, Edit
from datamap.workbook.plan import Plan, What, journal_changes
from datamap.workbook.report.sections import conflict_words
from tests.workbook.edited import plan_of, row, row_of, rows_of, state

HELD = state(
    act_pay={"name": '"Payroll"', "department": '"HR"', "owner": '"Ada"'},
    act_mail={"name": '"Newsletter"', "department": '"Marketing"'},
    use_pay={"activity": '"act-pay"', "category": '"cat-email"', "recipients": '["party-bank"]'},
    party_bank={"name": '"Bank"', "country": '"DE"'},
    party_tax={"name": '"Tax office"'},
)


def replaced(rows: list[Edit], id: str, **more: Any) -> list[Edit]:
    return [each._replace(**more) if each.id == id else each for each in rows]


def edited(id: str, **words: str | None) -> list[Edit]:
    return [each._replace(words={**each.words, **words}) if each.id == id else each for each in rows_of(HELD)]


def outcome(plan: Plan, held: State) -> State:
    return after(held, journal_changes(plan.changes))


def codes(plan: Plan) -> list[tuple[str, str]]:
    return [(problem.code, str(problem.location)) for problem in plan.problems]


def test_an_untouched_file_changes_nothing() -> None:
    plan = plan_of(rows_of(HELD), HELD, HELD)
    assert (plan.changes, plan.conflicts, plan.missing, plan.problems, plan.notes) == ((), (), (), (), ())
    assert [(total.kind, total.exported, total.found, total.unchanged) for total in plan.totals] == [
        ("organisation", 1, 1, 1), ("activity", 2, 2, 2), ("data_use", 1, 1, 1), ("party", 2, 2, 2),
    ]  # fmt: skip


def test_a_rename_is_told_as_one_of_the_same_record() -> None:
    [change] = plan_of(edited("party-bank", name='"Savings bank"'), HELD, HELD).changes
    assert (change.what, change.record, change.name, change.name_after) == (
        What.RENAMED, "party-bank", "Bank", "Savings bank",
    )  # fmt: skip


def test_a_rename_to_the_name_of_another_record_shows_that_record() -> None:
    [change] = plan_of(edited("party-bank", name='"TAX office "'), HELD, HELD).changes
    assert [(likely.record, likely.likeness) for likely in change.likely] == [("party-tax", 100)]
    [change] = plan_of(edited("party-bank", name='"Savings bank"'), HELD, HELD).changes
    assert change.likely == ()


def test_names_that_were_as_much_alike_before_a_rename_are_no_news() -> None:
    held = state(**{f"party_{number}": {"name": f'"Branch number {number}"'} for number in range(4)})
    rows = [row_of(held, "party-1", 3, name='"Branch number 7"')]
    [change] = plan_of(rows, held, held).changes
    assert change.likely == ()


def test_two_records_that_swap_their_names_are_not_alike() -> None:
    names = {"party-bank": '"Tax office"', "party-tax": '"Bank"'}
    rows = [row_of(HELD, id, number, name=name) for number, (id, name) in enumerate(names.items(), start=3)]
    assert [each.likely for each in plan_of(rows, HELD, HELD).changes] == [(), ()]


def test_a_row_that_is_missing_deletes_nothing_and_is_told() -> None:
    plan = plan_of([each for each in rows_of(HELD) if each.id != "party-tax"], HELD, HELD)
    assert plan.changes == ()
    assert [(each.record, each.name) for each in plan.missing] == [("party-tax", "Tax office")]


def test_a_blank_cell_clears_and_is_told_apart() -> None:
    plan = plan_of(edited("act-pay", owner=None), HELD, HELD)
    assert [clear.field for change in plan.changes for clear in change.clears] == ["owner"]


def test_a_record_to_which_others_refer_is_not_deleted() -> None:
    plan = plan_of(replaced(rows_of(HELD), "party-bank", action=Action.DELETE), HELD, HELD)
    assert codes(plan) == [("PLN-007", "edits.xlsx!party!B7")]
    assert "use-pay (recipients)" in plan.problems[0].message


def test_records_that_refer_to_each_other_are_deleted_together() -> None:
    rows = replaced(replaced(rows_of(HELD), "party-bank", action=Action.DELETE), "use-pay", action=Action.DELETE)
    plan = plan_of(rows, HELD, HELD)
    assert plan.problems == ()
    assert outcome(plan, HELD).owners.keys() == HELD.owners.keys() - {"party-bank", "use-pay"}


def test_deleting_what_somebody_changed_meanwhile_is_a_conflict() -> None:
    register = after(HELD, journal_changes(plan_of(edited("party-tax", country='"FR"'), HELD, HELD).changes))
    plan = plan_of(replaced(rows_of(HELD), "party-tax", action=Action.DELETE), HELD, register)
    assert ([each.record for each in plan.undecided], plan.changes) == (["party-tax"], ())
    [conflict] = plan.conflicts
    told = conflict_words(conflict, plan.names, read_labels("plan"))
    assert told == ("the record as a whole", "country: not recorded", "country: France", "deleted")


def test_changing_what_somebody_deleted_meanwhile_is_a_conflict() -> None:
    gone = plan_of(replaced(rows_of(HELD), "party-tax", action=Action.DELETE), HELD, HELD)
    register = outcome(gone, HELD)
    plan = plan_of(edited("party-tax", country='"FR"'), HELD, register)
    assert ([each.record for each in plan.undecided], plan.changes) == (["party-tax"], ())
    [conflict] = plan.conflicts
    choices = {("party-tax", conflict.field): Choice("file", conflict.fingerprint)}
    decided = plan_of(edited("party-tax", country='"FR"'), HELD, register, choices=choices)
    assert outcome(decided, register).owners.keys() == HELD.owners.keys()
    assert plan_of(rows_of(HELD), HELD, register).changes == ()


@pytest.mark.parametrize(("side", "owner"), [("base", '"Ada"'), ("register", '"Ben"'), ("file", '"Eve"')])
def test_a_conflict_waits_for_a_choice_and_then_holds_it(side: str, owner: str) -> None:
    register = state_with("act-pay", owner='"Ben"')
    rows = edited("act-pay", owner='"Eve"')
    plan = plan_of(rows, HELD, register)
    [conflict] = plan.undecided
    assert (conflict.base, conflict.register, conflict.file, plan.changes) == ('"Ada"', '"Ben"', '"Eve"', ())
    choices = {("act-pay", "owner"): Choice(side, conflict.fingerprint)}
    decided = plan_of(rows, HELD, register, choices=choices)
    assert decided.undecided == ()
    behind = outcome(decided, register)
    assert behind.facts["act-pay", "owner"] == owner  # type: ignore[index]
    assert plan_of(rows, HELD, behind, choices=choices).changes == ()


def test_a_choice_between_other_values_decides_nothing() -> None:
    register = state_with("act-pay", owner='"Ben"')
    choices = {("act-pay", "owner"): Choice("file", "of other values")}
    plan = plan_of(edited("act-pay", owner='"Eve"'), HELD, register, choices=choices)
    assert (len(plan.undecided), plan.changes) == (1, ())
    assert "choose again" in plan.notes[0].message


def state_with(id: str, **words: str | None) -> State:
    """The register after a colleague's edit."""
    return outcome(plan_of(edited(id, **words), HELD, HELD), HELD)


def test_values_that_both_sides_added_are_both_kept() -> None:
    register = state_with("use-pay", recipients='["party-bank","party-tax"]')
    plan = plan_of(edited("use-pay", recipients='["org-none"]'), HELD, register)
    assert outcome(plan, register).facts["use-pay", "recipients"] == '["party-tax","org-none"]'  # type: ignore[index]


def test_a_cell_that_clears_in_earnest_does_not_clear_what_nobody_saw() -> None:
    register = state_with("party-tax", country='"FR"')
    rows = replaced(rows_of(HELD), "party-tax", cleared=frozenset({"country"}))
    assert [each.field for each in plan_of(rows, HELD, register).undecided] == ["country"]
    assert plan_of(rows_of(HELD), HELD, register).undecided == ()


def test_a_file_without_a_base_adds_and_changes_and_clears_nothing() -> None:
    rows = [
        row_of(HELD, "act-pay", 3, owner=None, department='"People"'),
        row_of(HELD, "use-pay", 4, recipients='["party-tax"]'),
        row_of(HELD, "party-tax", 5, country=None)._replace(cleared=frozenset({"country"})),
        row_of(HELD, "party-bank", 6)._replace(action=Action.DELETE),
    ]
    plan = plan_of(rows, None, HELD)
    assert {problem.code for problem in plan.problems} == {"PLN-005"}
    facts = outcome(plan, HELD).facts
    assert facts["act-pay", "owner"] == '"Ada"'  # type: ignore[index]
    assert facts["act-pay", "department"] == '"People"'  # type: ignore[index]
    assert facts["use-pay", "recipients"] == '["party-bank","party-tax"]'  # type: ignore[index]
    assert "party-bank stays" in plan.notes[0].message


def test_a_new_row_is_shown_beside_the_record_that_it_may_be() -> None:
    rows = [
        *rows_of(HELD),
        row("party", "", "org-a", 20, {"name": '"The tax office"'}),
        row("party", "", "", 21, {"name": '"Bnak"'}),
    ]
    new = plan_of(rows, HELD, HELD).of(What.NEW)
    assert [each.record for each in new] == ["party-a-the-tax-office", "party-a-bnak"]
    assert [[likely.record for likely in each.likely] for each in new] == [["party-tax"], []]


def test_new_rows_refer_to_each_other_and_are_not_made_twice() -> None:
    rows = [
        *rows_of(HELD),
        row(
            "data_use",
            "",
            "org-a",
            20,
            {"activity": '"new-act"', "category": '"cat-email"', "recipients": '["new-b","party-tax"]'},
        ),
        row("activity", "", "org-a", 21, {"name": '"Hiring"'}, new="new-act"),
        row("party", "", "org-a", 22, {"name": '"Agency"'}, new="new-b"),
    ]
    plan = plan_of(rows, HELD, HELD)
    assert plan.problems == ()
    behind = outcome(plan, HELD)
    assert behind.facts["use-a-hiring-email", "recipients"] == '["party-a-agency","party-tax"]'  # type: ignore[index]
    again = plan_of(rows, HELD, behind)
    assert (again.changes, again.problems) == ((), ())


def test_a_cell_at_fault_is_named_and_nothing_else() -> None:
    plan = plan_of(edited("party-bank", country='"DX"'), HELD, HELD)
    assert codes(plan) == [("REF-001", "edits.xlsx!party!L7")]
    assert codes(plan_of(edited("party-bank", name=None), HELD, HELD)) == [("PLN-004", "edits.xlsx!party!E7")]
    new = row("party", "", "org-a", 20, {"country": '"DE"', "name": None})
    assert codes(plan_of([*rows_of(HELD), new], HELD, HELD)) == [("PLN-004", "edits.xlsx!party!E20")]


def test_an_id_that_nobody_knows_makes_no_record() -> None:
    stranger = row("party", "party-strange", "org-a", 20, {"name": '"X"'})
    plan = plan_of([*rows_of(HELD), stranger], HELD, HELD)
    assert (codes(plan), plan.changes) == ([("PLN-001", "edits.xlsx!party!A20")], ())


def test_a_scoped_file_touches_nothing_outside_its_scope() -> None:
    scope = Scope(("org-a",), "HR")
    rows = [*rows_of(HELD, scope), row_of(HELD, "act-mail", 20, owner='"Eve"')]
    rows.append(row("activity", "", "org-a", 21, {"name": '"Ads"', "department": '"Marketing"'}))
    rows.append(row("data_use", "", "org-a", 22, {"activity": '"act-mail"', "category": '"cat-email"'}))
    plan = plan_of(rows, HELD, HELD, scope)
    assert [code for code, _ in codes(plan)] == ["PLN-003"] * 3
    assert plan.changes == ()


def test_many_deletions_and_columns_of_clears_have_to_be_confirmed() -> None:
    many = state(**{f"party_{number}": {"name": f'"P {number}"', "country": '"DE"'} for number in range(300)})
    rows = rows_of(many)
    few = [each._replace(action=Action.DELETE) if 0 < number <= 20 else each for number, each in enumerate(rows)]
    assert plan_of(few, many, many).confirmation is None
    lots = [each._replace(action=Action.DELETE) if 0 < number <= 21 else each for number, each in enumerate(rows)]
    confirmation = plan_of(lots, many, many).confirmation
    assert confirmation is not None
    assert confirmation.number == 21
    blank = [each._replace(words={**each.words, "country": None}) if each.kind == "party" else each for each in rows]
    confirmation = plan_of(blank, many, many).confirmation
    assert confirmation is not None
    assert confirmation.number == 300
    assert "whole column 'country'" in confirmation.reasons[0]


def test_changed_rows_that_are_hidden_are_told() -> None:
    plan = plan_of(replaced(edited("party-bank", name='"B"'), "party-bank", is_hidden=True), HELD, HELD)
    assert ["1 changed row is hidden" in note.message for note in plan.notes] == [True]
