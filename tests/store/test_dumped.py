"""Text is held against what it was written from when it comes back, whatever others changed meanwhile."""

from pathlib import Path

import pytest

from datamap.errors import DatamapError
from datamap.inventory import write_inventory
from datamap.model.state import Change, changes_between, state_of
from datamap.register.dumping import dump
from datamap.register.keeping import apply, init, plan_load, status
from datamap.register.reading import open_kept
from datamap.register.workbook_plans import plan_workbook
from datamap.register.workbooks import export_workbook
from datamap.store.rebase import ConflictError
from tests.databases import NewPlace
from tests.store.keeping import NOTHING, load, name_of, texts_below, write
from tests.synthetic import synthetic_inventory


@pytest.fixture
def place(new_place: NewPlace) -> str:
    place = new_place()
    load(place, synthetic_inventory(100))
    return place


def edit(folder: Path, old: str, new: str) -> None:
    [path] = folder.glob("*/organisation.yaml")
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def names(place: str) -> tuple[str, object]:
    [organisation] = (each for each in open_kept(place).kept() if each.id.startswith("org-"))
    return str(getattr(organisation, "name", "")), getattr(organisation, "note", None)


def name_line(folder: Path) -> str:
    [path] = folder.glob("*/organisation.yaml")
    return next(line for line in path.read_text(encoding="utf-8").splitlines() if "name:" in line)


def test_what_others_changed_since_the_dump_stays(place: str, tmp_path: Path) -> None:
    mine, theirs = tmp_path / "mine", tmp_path / "theirs"
    dump(place, mine)
    dump(place, theirs)
    line = name_line(mine)
    edit(theirs, line, f"{line}\n  note: Theirs.")
    apply(plan_load(place, theirs))
    edit(mine, line, "  name: Mine")
    apply(plan_load(place, mine))
    assert names(place) == ("Mine", "Theirs.")
    assert plan_load(place, mine).changes == ()


def test_the_same_field_changed_since_the_dump_is_a_conflict(place: str, tmp_path: Path) -> None:
    mine, theirs = tmp_path / "mine", tmp_path / "theirs"
    dump(place, mine)
    dump(place, theirs)
    edit(theirs, name_line(theirs), "  name: Theirs")
    apply(plan_load(place, theirs))
    edit(mine, name_line(mine), "  name: Mine")
    with pytest.raises(ConflictError, match="Theirs"):
        apply(plan_load(place, mine))
    assert names(place)[0] == "Theirs"


def test_text_may_be_edited_on_after_it_was_loaded(place: str, tmp_path: Path) -> None:
    dump(place, tmp_path)
    for name in ("First", "Second"):
        edit(tmp_path, name_line(tmp_path), f"  name: {name}")
        apply(plan_load(place, tmp_path))
    assert names(place)[0] == "Second"


@pytest.fixture
def text(tmp_path: Path) -> Path:
    """The text of the register, that nothing tells the revision of."""
    write_inventory(synthetic_inventory(100), tmp_path / "text")
    return tmp_path / "text"


def test_text_is_marked_when_it_is_loaded_so_that_others_changes_stay(
    new_place: NewPlace, text: Path, tmp_path: Path
) -> None:
    place, line = new_place(), name_line(text)
    init(place)
    apply(plan_load(place, text))
    dump(place, tmp_path / "theirs")
    edit(tmp_path / "theirs", line, "  name: Theirs")
    apply(plan_load(place, tmp_path / "theirs"))
    edit(text, line, f"{line}\n  note: Mine.")
    apply(plan_load(place, text))
    assert names(place) == ("Theirs", "Mine.")


def test_text_that_says_no_revision_takes_back_nothing_that_was_recorded_since(place: str, text: Path) -> None:
    line = name_line(text)
    party = Change("party-o0-new", "party", "org-o0", "name", None, '"New"')
    write(place, name_of("org-o0", '"Company 0, Ltd."', '"Theirs"'), party, base=1)
    edit(text, line, f"{line}\n  note: Mine.")
    plan = plan_load(place, text)
    assert [(each.record, each.field) for each in plan.changes] == [("org-o0", "note")]
    assert [str(each) for each in plan.conflicts] == [
        "org-o0, name: yours 'Company 0, Ltd.', meanwhile 'Theirs' (revision 2, Ada)",
        "party-o0-new, name: yours not recorded, meanwhile 'New' (revision 2, Ada)",
    ]
    with pytest.raises(ConflictError, match="does not say which revision it was written from"):
        apply(plan)
    apply(plan_load(place, text, "1"))
    assert names(place) == ("Theirs", "Mine.")


def test_text_stands_as_it_is_if_somebody_says_so_or_if_its_values_are_new(place: str, text: Path) -> None:
    write(place, name_of("org-o0", '"Company 0, Ltd."', '"Theirs"'), base=1)
    apply(plan_load(place, text, "2"))
    assert names(place)[0] == "Company 0, Ltd."
    (text / ".datamap-revision").unlink()
    edit(text, name_line(text), "  name: Mine")
    assert plan_load(place, text).conflicts == ()


def test_a_retired_record_is_not_brought_back_by_text_that_says_no_revision(place: str, text: Path) -> None:
    state = state_of(synthetic_inventory(100))
    unused = next(id for id in state.owners if id.startswith("measure-"))
    gone = [each for each in changes_between(state, NOTHING) if each.record == unused]
    gone += [
        Change(key.record, *state.owners[key.record], key.field, words, None)
        for key, words in state.facts.items()
        if unused in words and key.record != unused
    ]
    write(place, *gone, base=1)
    assert {each.change.record for each in plan_load(place, text).conflicts} >= {unused}
    assert plan_load(place, text).changes == ()


def test_text_that_came_before_is_told_as_applied_whatever_was_recorded_since(place: str, text: Path) -> None:
    edit(text, name_line(text), "  name: Mine")
    apply(plan_load(place, text))
    (text / ".datamap-revision").unlink()
    write(place, name_of("org-o0", '"Mine"', '"Theirs"'), base=2)
    plan = plan_load(place, text)
    assert (plan.applied, plan.changes, plan.conflicts) == (2, (), ())
    assert [each.after for each in plan_load(place, text, "3").changes] == ['"Mine"']


def test_the_mark_says_no_revision_in_which_others_changed_more(place: str, text: Path) -> None:
    line = name_line(text)
    edit(text, line, "  name: Both")
    plan = plan_load(place, text)
    note = Change("org-o0", "organisation", "", "note", None, '"Theirs."')
    write(place, name_of("org-o0", '"Company 0, Ltd."', '"Both"'), note, base=1)
    assert apply(plan).sequence == 2
    assert plan_load(place, text).changes == ()
    assert names(place) == ("Both", "Theirs.")


def test_text_that_cannot_be_marked_is_loaded_all_the_same(place: str, text: Path) -> None:
    (text / ".datamap-revision").mkdir()
    edit(text, name_line(text), "  name: Mine")
    assert apply(plan_load(place, text)).sequence == 2


def test_a_dump_takes_the_place_of_no_edits_that_the_register_does_not_hold(place: str, text: Path) -> None:
    dump(place, text)
    write(place, name_of("org-o0", '"Company 0, Ltd."', '"Theirs"'), base=1)
    line = name_line(text)
    edit(text, line, f"{line}\n  note: Mine.")
    before = texts_below(text)
    with pytest.raises(DatamapError, match="holds edits that the register does not: load it first"):
        dump(place, text)
    assert texts_below(text) == before
    apply(plan_load(place, text))
    dump(place, text)
    assert name_line(text).endswith("Theirs")
    assert plan_load(place, text).changes == ()


def test_a_dump_loses_no_comment(place: str, text: Path) -> None:
    line = name_line(text)
    edit(text, line, f"{line}  # a remark")
    with pytest.raises(DatamapError, match="a comment would be lost"):
        dump(place, text)


def test_a_workbook_of_an_earlier_revision_is_merged_against_that_one(place: str, tmp_path: Path) -> None:
    dump(place, tmp_path)
    edit(tmp_path, name_line(tmp_path), "  name: Later")
    apply(plan_load(place, tmp_path))
    file = tmp_path / "edit.xlsx"
    assert export_workbook(place, file, as_of="1").revision == 1
    assert plan_workbook(place, file).plan.changes == ()
    assert [each.sequence for each in status(place, "1")[0]] == [1]
    assert names(place)[0] == "Later"
