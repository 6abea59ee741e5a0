"""What `workbook apply` tells where nothing is written: people get a sentence, programs JSON, both the exit code."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from datamap.cli.workbook import apply_command
from datamap.errors import DatamapError
from datamap.register.workbook_plans import apply_workbook
from datamap.workbook.write_xlsx import write_xlsx
from tests.workbook.registers import Opened, book, edited, exported, make_register, plan

RUNNER = CliRunner()


@pytest.fixture
def place(tmp_path: Path) -> str:
    return make_register(tmp_path)


@pytest.fixture
def file(place: str, tmp_path: Path) -> Path:
    path = tmp_path / "exported.xlsx"
    path.write_bytes(write_xlsx(book(place)))
    return path


def saved(file: Path, *edits: tuple[str, str, str | None]) -> str:
    """The path of the file with some cells edited."""
    opened = Opened(file)
    for id, field, words in edits:
        opened.cell(id, field).value = words
    return str(opened.save(file.with_name("edited.xlsx")))


def test_a_number_that_has_to_be_confirmed_is_told_to_programs(place: str, file: Path) -> None:
    path = saved(file, ("party-acme-tax", "action", "delete"))
    result = RUNNER.invoke(apply_command, [path, "--register", place, "--format", "json"])
    told = json.loads(result.stdout)
    assert (result.exit_code, told["revision"], told["confirm"]["number"]) == (2, None, 1)
    assert "--confirm 1" in told["error"]
    result = RUNNER.invoke(apply_command, [path, "--register", place, "--format", "json", "--confirm", "1"])
    told = json.loads(result.stdout)
    assert (result.exit_code, told["revision"], told["error"], told["confirm"]) == (0, 2, None, None)
    result = RUNNER.invoke(apply_command, [path, "--register", place, "--format", "json"])
    told = json.loads(result.stdout)
    assert (result.exit_code, told["revision"], told["error"]) == (0, None, None)


def test_a_conflict_is_told_to_programs_with_its_three_values(place: str, file: Path) -> None:
    apply_workbook(plan(place, edited(exported(place), ("act-acme-pay", "owner", "Ben"))), "Ben")
    path = saved(file, ("act-acme-pay", "owner", "Eve"))
    result = RUNNER.invoke(apply_command, [path, "--register", place, "--format", "json"])
    [conflict] = json.loads(result.stdout)["conflicts"]
    assert (result.exit_code, conflict["base"], conflict["register"], conflict["file"]) == (3, "Ada", "Ben", "Eve")


def test_faults_are_told_to_people_one_by_one_and_nothing_is_written(place: str, file: Path) -> None:
    path = saved(file, ("party-acme-bank", "country", "Germny"), ("party-acme-tax", "country", "Frnce"))
    result = RUNNER.invoke(apply_command, [path, "--register", place])
    assert (result.exit_code, result.stdout, result.stderr.count("error WBK-221")) == (1, "", 2)
    assert result.stderr.endswith("2 errors: nothing was written\n")


def test_a_part_that_is_not_sound_alone_is_told_to_programs(place: str, file: Path) -> None:
    opened = Opened(file)
    sheet = opened.book["Parties"]
    name = next(cell.column for cell in sheet[1] if cell.value == "party.name")
    sheet.cell(5, name).value = "Shop"
    opened.cell("use-acme-pay", "recipients").value = "Shop"
    path = str(opened.save(file.with_name("new.xlsx")))
    arguments = [path, "--register", place, "--format", "json", "--accept", "data use"]
    result = RUNNER.invoke(apply_command, arguments)
    told = json.loads(result.stdout)
    assert (result.exit_code, told["revision"], [each["code"] for each in told["problems"]]) == (1, None, ["REF-001"])


def test_what_a_plan_does_not_do_is_not_offered(place: str, file: Path) -> None:
    path = saved(file, ("party-acme-tax", "country", "Germany"))
    result = RUNNER.invoke(apply_command, [path, "--register", place, "--accept", "deleted"])
    assert str(result.exception).endswith("'deleted' means; write an ID, a kind of record, or all or changed")


def test_a_word_that_accepts_nothing_is_told_to_people(place: str, file: Path) -> None:
    path = saved(file, ("party-acme-tax", "country", "Germany"))
    result = RUNNER.invoke(apply_command, [path, "--register", place, "--accept", "nobody"])
    assert isinstance(result.exception, DatamapError)
