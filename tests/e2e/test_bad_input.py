"""Bad input through the command line: a sentence each, exit code 1 or 2, no traceback, nothing written."""

import os
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from datamap.cli import cli, main
from tests.folders import Files, inventory_folder, run_datamap, write_files
from tests.powers import without_power_over_files

ACTIVITY = "- id: act-a\n  name: A\n"


def tree(folder: Path) -> dict[str, bytes | None]:
    """Every path below a folder with what stands in it."""
    return {str(path): path.read_bytes() if path.is_file() else None for path in folder.rglob("*")}


def fails(folder: Path, *arguments: str, code: int) -> str:
    """Runs a command that must fail with this exit code and leave all as it was; returns what it said."""
    before = tree(folder)
    result = run_datamap(folder, *arguments)
    assert result.returncode == code, result.stderr
    assert result.stdout == ""
    assert tree(folder) == before
    return result.stderr


def test_a_missing_folder_is_told_in_one_sentence(tmp_path: Path) -> None:
    said = fails(tmp_path, "list", "--inventory", "inventory", code=2)
    assert said == "datamap: there is no folder 'inventory': name the folder of the inventory with --inventory DIR\n"
    said = fails(tmp_path, "list", code=2)
    assert said.startswith("datamap: there is no register.db and no folder inventory/ here: name a register with")


def test_a_file_instead_of_a_folder_is_told_in_one_sentence(tmp_path: Path) -> None:
    write_files(tmp_path, {"a/inventory": "x"})
    assert "there is no folder 'a/inventory'" in fails(tmp_path, "list", "--inventory", "a/inventory", code=2)


def test_an_empty_folder_is_told_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "inventory").mkdir()
    said = fails(tmp_path, "list", code=2)
    assert said.startswith("datamap: the folder 'inventory' holds no organisation: add ")
    assert said.count("\n") == 1


def test_the_folder_of_one_organisation_is_told_with_the_one_above_it(tmp_path: Path) -> None:
    write_files(tmp_path, {"text/acme/organisation.yaml": "- id: org-acme\n  name: Acme\n"})
    said = fails(tmp_path, "list", "--inventory", "text/acme", code=2)
    above = tmp_path / "text"
    assert said == f"datamap: the folder 'text/acme' is that of one organisation: name the one above it, '{above}'\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ["list"],
        ["show", "act-a"],
        ["trace", "email"],
        ["impact", "DE"],
        ["why", "email", "host"],
        ["chain", "host"],
        ["matrix", "category", "purpose"],
        ["unused"],
        ["unlinked"],
        ["format"],
        ["format", "--check"],
        ["coverage", "--documents", "."],
    ],
)
def test_every_command_tells_all_faults_at_once_and_writes_nothing(tmp_path: Path, arguments: list[str]) -> None:
    files: Files = {
        "activities.yaml": ACTIVITY + "\tstart: x\n",
        "parties.yaml": b"\xff",
        "categories.yaml": "- id: cat-a\n  label: A\n  parent: cat-a\n",
        "systems.yaml": "",
        "data-uses.yaml": f"- id: use-a\n  activity: act-a\n  category: {'x' * 5_000_000}\n",
    }
    inventory_folder(tmp_path / "inventory", files)
    said = fails(tmp_path, *arguments, code=1)
    for place in (
        "inventory/acme/activities.yaml:3:1: error TXT-002",
        "inventory/acme/categories.yaml:3:11: error REF-003",
        "inventory/acme/data-uses.yaml:3:13: error FLD-005",
        "inventory/acme/parties.yaml:1:1: error TXT-013",
        "inventory/acme/systems.yaml: error TXT-001",
    ):
        assert place in said
    assert said.endswith("5 errors\n")


def test_a_folder_named_like_a_file_is_told(tmp_path: Path) -> None:
    folder = inventory_folder(tmp_path / "inventory", {"activities.yaml": ACTIVITY})
    (folder / "acme" / "systems.yaml").mkdir()
    said = fails(tmp_path, "list", code=1)
    assert "inventory/acme/systems.yaml: error TXT-015: this is no file" in said


@pytest.mark.skipif(os.name != "posix", reason="symbolic links need rights on Windows")
def test_links_that_lead_nowhere_or_in_circles_are_told(tmp_path: Path) -> None:
    folder = inventory_folder(tmp_path / "inventory", {"activities.yaml": ACTIVITY})
    (folder / "acme" / "systems.yaml").symlink_to("systems.yaml")
    (folder / "acme" / "parties.yaml").symlink_to("gone.yaml")
    (folder / "acme" / "again").symlink_to("../acme")
    said = run_datamap(tmp_path, "list")
    assert said.returncode == 1
    assert "inventory/acme/again: error TXT-012" in said.stderr
    assert "inventory/acme/parties.yaml: error TXT-015" in said.stderr
    assert "inventory/acme/systems.yaml: error TXT-015" in said.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="needs a file whose reading fails for everybody")
def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    folder = inventory_folder(tmp_path / "inventory", {"activities.yaml": ACTIVITY})
    # Its first byte belongs to no page, so that even the superuser gets an error.
    (folder / "acme" / "systems.yaml").symlink_to("/proc/self/mem")
    said = run_datamap(tmp_path, "list")
    assert said.returncode == 1
    assert "inventory/acme/systems.yaml: error TXT-016: this cannot be read: " in said.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="the superuser can lay down a power on Linux only")
def test_a_file_or_folder_without_permission_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = inventory_folder(tmp_path / "inventory", {"activities.yaml": ACTIVITY, "b/organisation.yaml": "x"})
    (folder / "acme" / "activities.yaml").chmod(0)
    (folder / "b").chmod(0)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", ["datamap", "list"])
    # In this process: the superuser gets all powers back with each new program.
    with without_power_over_files(), pytest.raises(SystemExit) as end:
        main()
    (folder / "b").chmod(0o755)
    assert end.value.code == 1
    assert capsys.readouterr().err.count("TXT-016: this cannot be read: Permission denied") == 2


def test_files_of_other_programs_are_left_alone(tmp_path: Path) -> None:
    files = {"activities.yaml": ACTIVITY, ".activities.yaml.swp": "x", "activities.yaml~": "x", ".git/config": "x"}
    inventory_folder(tmp_path / "inventory", files)
    assert run_datamap(tmp_path, "list").returncode == 0


@pytest.mark.parametrize("option", ["--as-of", "--organisation", "--register", "--on"])
def test_an_option_with_nothing_is_not_taken_for_one_left_out(option: str) -> None:
    result = CliRunner().invoke(cli, ["check", option, " "])
    assert result.exit_code == 2
    assert f"Invalid value for '{option}': nothing is given; is a variable not set?" in result.output


def test_a_name_that_is_not_there_is_told_with_the_nearest(tmp_path: Path) -> None:
    inventory_folder(tmp_path / "inventory", {"activities.yaml": ACTIVITY})
    assert "did you mean 'contacts-book'" in fails(tmp_path, "trace", "contact-book", code=2)
    assert "there is no command 'trase'; did you mean 'trace'?" in fails(tmp_path, "trase", code=2)
    assert "there is no organisation 'acm'; did you mean 'acme'" in fails(
        tmp_path, "list", "--organisation", "acm", code=2
    )
