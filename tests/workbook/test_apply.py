"""A workbook comes back: what is planned is done, as one revision, once, whole or not at all."""

from pathlib import Path

import pytest

from datamap.errors import DatamapError
from datamap.model import Organisation, Party, inventory_of
from datamap.model.state import Key, state_of
from datamap.problems import FaultyInventoryError
from datamap.register.workbook_plans import apply_workbook, is_settled
from datamap.store.connect import open_register
from datamap.store.rebase import ConflictError
from datamap.workbook.base import Scope
from datamap.workbook.seen import SeenFile
from tests.store.keeping import change_to, complaints
from tests.store.registers import read_current
from tests.workbook.registers import SMALL, edited, exported, holds, make_register, plan


@pytest.fixture
def place(tmp_path: Path) -> str:
    return make_register(tmp_path)


@pytest.fixture
def file(place: str) -> SeenFile:
    return exported(place)


def test_an_untouched_file_changes_nothing(place: str, file: SeenFile) -> None:
    made = plan(place, file)
    assert is_settled(made)
    assert (made.plan.notes, made.plan.missing) == ((), ())
    with pytest.raises(DatamapError, match="nothing to change"):
        apply_workbook(made)


def test_what_is_planned_is_done_as_one_revision_with_author_reason_and_file(place: str, file: SeenFile) -> None:
    back = edited(file, ("party-acme-bank", "name", "Savings bank"), ("act-acme-pay", "owner", None))
    revision = apply_workbook(plan(place, back), "Ben", "as told by HR")
    assert (revision.sequence, revision.changes, revision.reason, revision.origin) == (
        2, 2, "as told by HR", "edits.xlsx",
    )  # fmt: skip
    facts = holds(place).facts
    assert facts[Key("party-acme-bank", "name")] == '"Savings bank"'
    assert Key("act-acme-pay", "owner") not in facts
    assert complaints(place) == []


def test_the_same_file_a_second_time_changes_nothing_also_with_new_rows(place: str, file: SeenFile) -> None:
    back = edited(
        file,
        ("Parties:", "name", "Print shop"),
        ("Systems:", "name", "Archive"),
        ("use-acme-pay", "recipients", "Bank\nPrint shop"),
    )
    apply_workbook(plan(place, back), "Ben")
    facts = holds(place).facts
    assert facts[Key("use-acme-pay", "recipients")] == '["party-acme-bank","party-acme-print-shop"]'
    again = plan(place, back)
    assert (is_settled(again), again.plan.problems) == (True, ())


def test_two_files_that_do_not_meet_give_the_same_register_in_either_order(tmp_path: Path) -> None:
    results = []
    for order in ((0, 1), (1, 0)):
        folder = tmp_path / str(order[0])
        folder.mkdir()
        place = make_register(folder)
        file = exported(place)
        backs = [
            edited(file, ("party-acme-bank", "country", "France"), ("act-acme-pay", "owner", "Eve")),
            edited(
                file,
                ("party-acme-bank", "name", "B"),
                ("use-acme-pay", "recipients", "Bank\nTax office"),
            ),
        ]
        for number in order:
            apply_workbook(plan(place, backs[number]), "Ben")
        results.append(holds(place))
    assert results[0] == results[1]


def test_what_a_colleague_changed_meanwhile_is_kept_and_never_overwritten(place: str, file: SeenFile) -> None:
    mine = edited(file, ("act-acme-pay", "owner", "Eve"), ("party-acme-tax", "name", "Tax"))
    theirs = edited(file, ("act-acme-pay", "owner", "Ben"), ("act-acme-mail", "owner", "Ben"))
    apply_workbook(plan(place, theirs), "Ben")
    made = plan(place, mine)
    assert [(each.record, each.field) for each in made.plan.undecided] == [("act-acme-pay", "owner")]
    with pytest.raises(ConflictError, match=r"Payroll \(act-acme-pay\), owner: "):
        apply_workbook(made, "Eve")
    apply_workbook(made, "Eve", accept=["party"])
    facts = holds(place).facts
    assert facts[Key("party-acme-tax", "name")] == '"Tax"'
    assert facts[Key("act-acme-pay", "owner")] == facts[Key("act-acme-mail", "owner")] == '"Ben"'


def test_a_colleague_who_is_quicker_than_an_old_plan_is_not_overwritten(place: str, file: SeenFile) -> None:
    mine = plan(place, edited(file, ("act-acme-pay", "owner", "Eve")))
    apply_workbook(plan(place, edited(file, ("act-acme-pay", "owner", "Ben"))), "Ben")
    with pytest.raises(ConflictError, match="meanwhile"):
        apply_workbook(mine, "Eve")


@pytest.mark.parametrize(
    ("accept", "records"),
    [
        (["all"], {"party-acme-bank", "act-acme-pay", "party-acme-shop"}),
        (["party-acme-bank"], {"party-acme-bank"}),
        (["parties"], {"party-acme-bank", "party-acme-shop"}),
        (["new", "act-acme-pay"], {"act-acme-pay", "party-acme-shop"}),
        (["renamed"], {"party-acme-bank"}),
    ],
)
def test_a_part_is_accepted_by_record_by_kind_or_by_what_happens(
    place: str, file: SeenFile, accept: list[str], records: set[str]
) -> None:
    back = edited(
        file,
        ("party-acme-bank", "name", "B"),
        ("act-acme-pay", "owner", "Eve"),
        ("Parties:", "name", "Shop"),
    )
    before = holds(place).facts
    apply_workbook(plan(place, back), "Ben", accept=accept)
    behind = holds(place).facts
    assert {key.record for key in before.keys() | behind.keys() if before.get(key) != behind.get(key)} == records
    rest = plan(place, back).plan
    assert {each.record for each in rest.changes} == {"party-acme-bank", "act-acme-pay", "party-acme-shop"} - records


def test_a_part_that_needs_the_rest_is_refused(place: str, file: SeenFile) -> None:
    back = edited(file, ("Parties:", "name", "Shop"), ("use-acme-pay", "recipients", "Shop"))
    made = plan(place, back)
    with pytest.raises(FaultyInventoryError):
        apply_workbook(made, accept=["data use"])
    with pytest.raises(DatamapError, match="did you mean 'renamed'"):
        apply_workbook(made, accept=["renamd"])
    assert read_current(open_register(place))[0] == 1


def test_a_file_with_faults_is_not_applied(place: str, file: SeenFile) -> None:
    back = edited(file, ("party-acme-bank", "country", "DX"), ("act-acme-pay", "owner", "Eve"))
    made = plan(place, back)
    assert len(made.plan.problems) == 1
    with pytest.raises(FaultyInventoryError):
        apply_workbook(made)
    assert read_current(open_register(place))[0] == 1


def test_a_deletion_is_typed_and_a_small_register_asks_for_the_number(place: str, file: SeenFile) -> None:
    refused = plan(place, edited(file, ("party-acme-bank", "action", "delete"))).plan
    assert [(problem.code, str(problem.location)[-2:]) for problem in refused.problems] == [("PLN-007", "B3")]
    gone = edited(file, ("party-acme-tax", "action", "Delete"))
    made = plan(place, gone)
    with pytest.raises(DatamapError, match=r"1 of 7 records would be deleted.*--confirm 1"):
        apply_workbook(made)
    with pytest.raises(DatamapError, match="--confirm 1"):
        apply_workbook(made, confirm=2)
    apply_workbook(made, confirm=1)
    assert "party-acme-tax" not in holds(place).owners
    assert is_settled(plan(place, gone))


def test_ids_are_never_given_a_second_time(place: str, file: SeenFile) -> None:
    new = edited(file, ("Parties:", "name", "Shop"))
    apply_workbook(plan(place, new), "Ben")
    gone = edited(exported(place), ("party-acme-shop", "action", "delete"))
    apply_workbook(plan(place, gone), "Ben", confirm=1)
    [change] = plan(place, new).plan.changes
    assert change.record == "party-acme-shop-2"


def test_a_file_of_another_register_is_refused(file: SeenFile, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    with pytest.raises(DatamapError, match="another register"):
        plan(make_register(other), file)


def test_a_file_of_a_copy_that_went_another_way_is_refused(place: str, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    copy.mkdir()
    (copy / "register.db").write_bytes(Path(place).read_bytes())
    renamed = inventory_of([Organisation(id="org-acme", name="Acme 2")])
    for each, name in ((place, "A"), (str(copy / "register.db"), "B")):
        change_to(
            each, state_of(inventory_of([*SMALL.kept(), Party(id="party-x", organisation="org-acme", name=name)]))
        )
    with pytest.raises(DatamapError, match="went another way"):
        plan(place, exported(str(copy / "register.db")))
    change_to(str(copy / "register.db"), state_of(renamed))
    with pytest.raises(DatamapError, match="revision 3"):
        plan(place, exported(str(copy / "register.db")))


def test_a_row_of_an_older_export_that_is_copied_into_a_newer_one_is_an_edit(place: str, file: SeenFile) -> None:
    apply_workbook(plan(place, edited(file, ("party-acme-bank", "name", "Savings bank"))))
    newer = exported(place)
    titles = [sheet.title for sheet in newer.sheets]
    parties = titles.index("Parties")
    row = next(row for (row, column), cell in file.sheets[parties].cells.items() if cell.words == "party-acme-bank")
    older = {place: cell for place, cell in file.sheets[parties].cells.items() if place[0] == row}
    cells = {**newer.sheets[parties].cells, **older}
    sheets = [*newer.sheets[:parties], newer.sheets[parties]._replace(cells=cells), *newer.sheets[parties + 1 :]]
    apply_workbook(plan(place, newer._replace(sheets=tuple(sheets), sha256="1" * 64)))
    assert holds(place).facts[Key("party-acme-bank", "name")] == '"Bank"'


def test_a_scoped_file_changes_its_part_only(place: str) -> None:
    file = exported(place, Scope(department="HR"))
    assert is_settled(plan(place, file))
    made = plan(place, edited(file, ("Activities:", "name", "Ads"))).plan
    assert [problem.code for problem in made.problems] == ["PLN-003"]


def test_findings_that_the_changes_solve_and_cause_are_told(place: str, file: SeenFile) -> None:
    assert plan(place, file).plan.solved is None
    country = plan(place, file, ("party-acme-bank", "country", None)).plan
    assert country.solved is not None
    filled = plan(place, file, ("use-acme-pay", "people", "Employees"), ("use-acme-pay", "recipients", "none")).plan
    assert filled.problems == ()
    assert any("use-acme-pay" in words for words in filled.solved or ())
    new = plan(place, file, ("Activities:", "name", "Hiring")).plan
    assert any("act-acme-hiring" in words for words in new.caused or ())
