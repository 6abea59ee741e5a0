"""Text that was dumped is held against what it was made from when it comes back, whatever others changed meanwhile."""

from pathlib import Path

import pytest

from datamap.register.keeping import apply, dump, plan_load, status
from datamap.register.reading import open_kept
from datamap.register.workbook_plans import plan_workbook
from datamap.register.workbooks import export_workbook
from datamap.store.rebase import ConflictError
from tests.databases import NewPlace
from tests.store.keeping import load
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


def test_a_workbook_of_an_earlier_revision_is_merged_against_that_one(place: str, tmp_path: Path) -> None:
    dump(place, tmp_path)
    edit(tmp_path, name_line(tmp_path), "  name: Later")
    apply(plan_load(place, tmp_path))
    file = tmp_path / "edit.xlsx"
    assert export_workbook(place, file, as_of="1").revision == 1
    assert plan_workbook(place, file).plan.changes == ()
    assert [each.sequence for each in status(place, "1")[0]] == [1]
    assert names(place)[0] == "Later"
