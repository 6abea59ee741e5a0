"""A data protection officer's day with the workbook, by the commands: export, edit, plan, mend, decide, apply."""

import json
import shutil
from pathlib import Path

import pytest

from tests.e2e.runner import Runner
from tests.workbook.registers import Opened

BANK = "party-innovus-google-analytics"


@pytest.fixture(scope="module")
def day(datamap: Runner, root: Path, tmp_path_factory: pytest.TempPathFactory) -> Runner:
    """A register with the smallest organisation, exported twice: `mine.xlsx` and `theirs.xlsx` are edited."""
    home = tmp_path_factory.mktemp("day")
    shutil.copytree(root / "inventory" / "innovus", home / "inventory" / "innovus")
    runner = Runner(datamap.wheel, home)
    assert runner("init").returncode == 0
    assert runner("load", "inventory", "--author", "Anna").returncode == 0
    result = runner("workbook", "export", "book.xlsx")
    assert (result.returncode, "revision 1" in result.stdout) == (0, True)
    for name, words, country in (("mine", "GA 4", "Irland"), ("theirs", "Google Analytics Inc.", "France")):
        opened = Opened(home / "book.xlsx")
        opened.cell(BANK, "name").value = words
        opened.cell(BANK, "country").value = country
        opened.save(home / f"{name}.xlsx")
    return runner


def test_from_export_to_revision_with_a_fault_and_a_conflict_on_the_way(day: Runner) -> None:
    before = (day.home / "register.db").read_bytes()
    untouched = day("workbook", "plan", "book.xlsx", "--format", "json")
    assert (untouched.returncode, json.loads(untouched.stdout)["changes"]) == (0, [])
    assert (day.home / "register.db").read_bytes() == before

    applied = day("workbook", "apply", "theirs.xlsx", "--author", "Ben", "--reason", "new contract")
    assert (applied.returncode, applied.stdout.startswith("applied as revision 2: 2 fields changed")) == (0, True)
    again = day("workbook", "apply", "theirs.xlsx")
    assert (again.returncode, "nothing to change" in again.stdout) == (0, True)

    plan = day("workbook", "plan", "mine.xlsx", "--annotate", "checked.xlsx")
    assert (plan.returncode, "did you mean 'Ireland'" in plan.stdout, "checked.xlsx" in plan.stderr) == (1, True, True)
    refused = day("workbook", "apply", "mine.xlsx")
    assert (refused.returncode, "did you mean 'Ireland'" in refused.stderr, refused.stdout) == (1, True, "")
    refused = day("workbook", "apply", "mine.xlsx", "--format", "json")
    told = json.loads(refused.stdout)
    assert (refused.returncode, told["revision"], [each["code"] for each in told["problems"]]) == (1, None, ["WBK-221"])

    mended = Opened(day.home / "checked.xlsx")
    mended.cell(BANK, "country").value = "France"
    mended.save(day.home / "mended.xlsx")
    conflict = day("workbook", "plan", "mended.xlsx", "--format", "json", "--annotate", "choose.xlsx")
    told = json.loads(conflict.stdout)["conflicts"]
    assert (conflict.returncode, told[0]["base"], told[0]["register"], told[0]["file"]) == (
        3, "Google Analytics", "Google Analytics Inc.", "GA 4",
    )  # fmt: skip
    refused = day("workbook", "apply", "mended.xlsx")
    assert (refused.returncode, "nothing was written" in refused.stderr) == (3, True)

    chosen = Opened(day.home / "choose.xlsx")
    sheet = chosen.book["Conflicts"]
    [row] = [cell.row for cell in sheet["B"] if cell.value == BANK]
    sheet.cell(row, 7).value = "file"
    chosen.save(day.home / "chosen.xlsx")
    applied = day("workbook", "apply", "chosen.xlsx", "--author", "Anna", "--format", "json")
    assert (applied.returncode, json.loads(applied.stdout)["revision"]) == (0, 3)
    history = json.loads(day("history", "--format", "json").stdout)["revisions"]
    assert [(each["who"], each["from"]) for each in history][1:] == [("Ben", "theirs.xlsx"), ("Anna", "chosen.xlsx")]


def test_an_organisation_begins_with_nothing_but_a_workbook(datamap: Runner, tmp_path: Path) -> None:
    beginner = Runner(datamap.wheel, tmp_path)
    assert "Next: datamap workbook export edit.xlsx" in beginner("init").stdout
    assert beginner("workbook", "export", "edit.xlsx").returncode == 0
    opened = Opened(tmp_path / "edit.xlsx")
    opened.add("Organisations", name="Weber GmbH", country="Germany")
    payroll = {"organisation": "Weber GmbH", "activity": "Payroll"}
    opened.add("Activities", organisation="Weber GmbH", name="Payroll", role="Controller")
    opened.add("Purpose lines", **payroll, purpose="Personnel administration", legal_basis="Contract")
    line = "Payroll: Personnel administration"
    opened.add("Data uses", **payroll, category="Bank account", people="Employees", purposes=line)
    opened.add("Data uses", **payroll, category="Name", people="Employees", recipients="none", purposes=line)
    opened.save(tmp_path / "edit.xlsx")
    applied = beginner("workbook", "apply", "edit.xlsx", "--author", "Anna")
    assert (applied.returncode, applied.stdout.startswith("applied as revision 1: ")) == (0, True), applied.stderr
    [lined] = json.loads(beginner("list", "purpose-lines", "--format", "json").stdout)["purpose-lines"]
    assert (lined["activity"], lined["legal basis"]) == ("Payroll", "Contract")
    uses = json.loads(beginner("trace", "name", "--format", "json").stdout)["uses"]
    assert [(use["organisation"], use["purposes"], use["recipients"]) for use in uses] == [
        (["Weber GmbH"], ["Personnel administration [basis: Contract]"], [])
    ]
    assert beginner("ropa", "record.json").returncode == 0
    assert beginner("ropa", "then.json", "--as-of", "1").returncode == 0
    record = json.loads((tmp_path / "record.json").read_text(encoding="utf-8"))
    [made] = json.loads(beginner("history", "--format", "json").stdout)["revisions"]
    assert (record["as_of"], record["state"]) == (made["when"][:10], "revision 1")
    assert (tmp_path / "then.json").read_bytes() == (tmp_path / "record.json").read_bytes()


def test_a_file_that_is_refused_is_told_as_json_to_programs(day: Runner) -> None:
    (day.home / "table.xlsx").write_text("id;name\n", encoding="utf-8")
    for command in ("plan", "apply"):
        result = day("workbook", command, "table.xlsx", "--format", "json")
        [problem] = json.loads(result.stdout)["problems"]
        assert (result.returncode, problem["code"], "plain text" in problem["message"]) == (2, "WBK-001", True)


@pytest.mark.parametrize(
    ("call", "code", "words"),
    [
        (["plan", "nowhere.xlsx"], 2, "is not there"),
        (["plan", "inventory"], 2, "is a folder"),
        (["plan", "register.db"], 2, "register.db"),
        (["plan", "book.xlsx", "--register", "no.db"], 2, "there is no register 'no.db'"),
        (["plan", "book.xlsx", "--annotate", "book.xlsx"], 2, "cannot take the place"),
        (["apply", "theirs.xlsx", "--accept", "nobody"], 2, "nobody"),
        (["pln", "book.xlsx"], 2, "pln"),
    ],
)
def test_what_goes_wrong_is_told_in_a_sentence(day: Runner, call: list[str], code: int, words: str) -> None:
    result = day("workbook", *call)
    assert (result.returncode, words in result.stderr) == (code, True), result.stderr
