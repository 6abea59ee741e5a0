"""Exporting from a register: what is named, where it goes, and what it says of itself."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from datamap.cli.workbook_export import export_command
from datamap.errors import DatamapError, UnknownNameError
from datamap.inventory import format_inventory
from datamap.register import keeping
from datamap.register.workbooks import export_workbook, scope_for
from datamap.workbook.base import Base
from tests.workbook.samples import small


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("register")
    for name, text in format_inventory(small()).items():
        path = folder / "inventory" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    place = str(folder / "register.db")
    keeping.load_all(place, folder / "inventory", "tester")
    return place


@pytest.mark.parametrize("ending", [".xlsx", ".ods", ".zip"])
def test_a_workbook_says_which_revision_of_which_register_it_holds(place: str, ending: str, tmp_path: Path) -> None:
    (revision,), _inventory = keeping.status(place)
    base = export_workbook(place, tmp_path / f"book{ending}")
    assert isinstance(base, Base)
    assert (base.revision, base.hash) == (1, revision.hash)
    assert base.register
    assert sum(base.totals.values()) == len(small().kept())
    assert (tmp_path / f"book{ending}").read_bytes()[:2] == b"PK"


def test_the_same_register_gives_the_same_bytes(place: str, tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        export_workbook(place, tmp_path / name, scope_for(place, ["acme"]))
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_a_part_is_named_as_people_name_it(place: str) -> None:
    assert scope_for(place, ["acme", "Acme, Ltd."], "marketing", only_missing=True) == (
        ("org-acme",),
        "marketing",
        True,
    )


@pytest.mark.parametrize(("organisations", "department"), [(["acne"], ""), ([], "markting"), (["acme"], "x")])
def test_an_unknown_part_is_refused(place: str, organisations: list[str], department: str) -> None:
    with pytest.raises(UnknownNameError):
        scope_for(place, organisations, department)


def test_an_unknown_ending_is_refused(place: str, tmp_path: Path) -> None:
    with pytest.raises(DatamapError, match=r"\.xlsx, \.ods, or \.zip"):
        export_workbook(place, tmp_path / "book.xls")


def test_folders_on_the_way_to_the_file_are_made(place: str, tmp_path: Path) -> None:
    file = tmp_path / "sent" / "to HR" / "book.xlsx"
    export_workbook(place, file)
    assert file.read_bytes()[:2] == b"PK"


def test_a_file_that_may_hold_edits_is_not_written_over(place: str, tmp_path: Path) -> None:
    file = tmp_path / "edits.xlsx"
    file.write_bytes(b"edits")
    result = CliRunner().invoke(export_command, [str(file), "--register", place])
    assert isinstance(result.exception, DatamapError)
    assert file.read_bytes() == b"edits"
    told = CliRunner().invoke(export_command, [str(file), "--register", place, "--force", "--only-missing"])
    assert told.exit_code == 0, told.output
    assert "records of revision 1" in told.output
