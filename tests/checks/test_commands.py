"""Accepting findings and telling completeness by the command line, on small records: in a register and in text."""

import json
from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import CliRunner

from datamap.checks.run import check
from datamap.cli import cli
from datamap.errors import DatamapError
from datamap.inventory import read_inventory
from datamap.register.accepting import finding_called
from datamap.register.completeness import chosen, trend
from datamap.register.drawing import findings_of
from datamap.register.reading import open_kept
from datamap.register.ropa import asked_for, record_asked
from datamap.register.workbook_plans import apply_workbook
from datamap.store.chain import Revision
from tests.folders import inventory_folder
from tests.workbook.registers import edited, exported, make_register, plan

KEY = "PUR-001 act-acme-pay"
DECIDED = ("--until", "9998-12-31", "--reason", "asked; the answer is due", "--author", "Anna")


@pytest.fixture
def place(tmp_path: Path) -> str:
    return make_register(tmp_path)


@pytest.fixture
def folder(tmp_path: Path) -> str:
    text = "- id: act-acme-pay\n  name: Payroll\n- id: act-acme-mail\n  name: Newsletter\n"
    return str(inventory_folder(tmp_path / "inventory", {"activities.yaml": text}))


class Told(NamedTuple):
    """What a command said and how it ended."""

    exit_code: int
    stdout: str
    stderr: str


def run(*call: str) -> Told:
    """Runs a command in this process; what it cannot do ends in a sentence, as `python -m datamap` ends it."""
    result = CliRunner().invoke(cli, call)
    if isinstance(result.exception, DatamapError):
        return Told(2, result.stdout, f"datamap: {result.exception}\n")
    assert result.exception is None or isinstance(result.exception, SystemExit), result.output
    return Told(result.exit_code, result.stdout, result.stderr)


def accept(*where: str, key: str = KEY) -> None:
    result = run("accept", *key.split(), *where, *DECIDED)
    assert (result.exit_code, result.stdout) == (0, f"accepted until 9998-12-31: {key}\n")


def test_an_accepted_finding_is_told_apart_in_records_pictures_and_plans(place: str) -> None:
    accept("--register", place)
    inventory = open_kept(place)
    record = record_asked(asked_for(inventory, audience="internal"))
    rows = [(row[0].text, row[-1].text) for row in record.findings.rows if "act-acme-pay" in row[1].text]
    assert rows[-1] == ("error: PUR-001", "accepted until 9998-12-31 by Anna (asked; the answer is due)")
    assert [words for _code, words in rows[:-1] if words] == []
    assert KEY in {each.key for each in check(inventory)}
    assert KEY not in {each.key for each in findings_of(inventory, None)}
    # The finding is about the whole activity: who changes it brings the finding back, who changes another does not.
    for id, is_back in (("act-acme-pay", True), ("act-acme-mail", False)):
        words = plan(place, edited(exported(place), (id, "owner", "Eve"))).plan.caused or ()
        assert any(each.startswith("PUR-001 act-acme-pay") for each in words) is is_back


def test_a_plan_that_mends_one_of_many_causes_no_finding_about_the_others(place: str) -> None:
    def told(*edits: tuple[str, str, str | None]) -> tuple[list[str], list[str]]:
        made = plan(place, edited(exported(place), *edits)).plan
        return [each[:7] for each in made.solved or ()], [each for each in made.caused or () if "REG-008" in each]

    solved, caused = told(("act-acme-pay", "role", "Controller"))
    assert ("REG-008" in solved, caused) == (True, [])
    apply_workbook(plan(place, edited(exported(place), ("act-acme-pay", "role", "Controller"))), "Ben")
    solved, caused = told(("act-acme-pay", "role", None))
    assert ("REG-008" in solved, caused) == (
        False,
        ["REG-008 org-acme: For none of the 2 activities of Acme is its role in them recorded."],
    )


def test_an_acceptance_is_a_revision_that_can_be_taken_back(place: str) -> None:
    accept("--register", place)
    told = run("check", "--register", place, "--rule", "PUR-001").stdout
    assert "accepted: 1\n" in told
    assert told.count("error PUR-001") == 1
    assert run("check", "--register", place, "--rule", "PUR-001", "--as-of", "1").stdout.count("error PUR-001") == 2
    listed = json.loads(run("accept", "--list", "--register", place, "--format", "json").stdout)["accepted"]
    assert [(row["finding"], row["accepted by"], row["now"]) for row in listed] == [(KEY, "Anna", "accepted")]
    assert "time is up" in run("check", "--register", place, "--rule", "PUR-001", "--on", "9999-01-01").stdout
    withdrawn = run("accept", *KEY.split(), "--withdraw", "--reason", "done", "--register", place)
    assert withdrawn.stdout == f"no longer accepted: {KEY}\n"
    assert run("check", "--register", place, "--rule", "PUR-001").stdout.count("error PUR-001") == 2


def test_an_acceptance_in_text_is_a_file_beside_the_others_and_keeps_its_comments(folder: str) -> None:
    file = Path(folder) / "acme" / "acceptances.yaml"
    accept("--inventory", folder)
    accept("--inventory", folder, key="PUR-001 act-acme-mail")
    assert not list(read_inventory(Path(folder))[1])
    file.write_text("# ours\n" + file.read_text(encoding="utf-8"), encoding="utf-8")
    kept = run("accept", KEY, "--withdraw", "--inventory", folder)
    assert kept.exit_code == 2
    assert "a comment would be lost" in kept.stderr
    file.write_text(file.read_text(encoding="utf-8").removeprefix("# ours\n"), encoding="utf-8")
    for key in (KEY, "PUR-001 act-acme-mail"):
        assert run("accept", key, "--withdraw", "--inventory", folder).exit_code == 0
    assert not file.exists()


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ([KEY, "--until", "9998-12-31", "--reason", " "], "say why with --reason"),
        ([KEY, "--until", "2020-12-31", "--reason", "x"], "2020-12-31 is past"),
        ([KEY, "--reason", "x"], "say until when"),
        (["PUR-001", "--until", "9998-12-31", "--reason", "x"], "may be each of 2 findings"),
        (["PUR-001 act-acme-pai", "--until", "9998-12-31", "--reason", "x"], "did you mean 'PUR-001 act-acme-pay'"),
        (["ABC", "--until", "9998-12-31", "--reason", "x"], "tells the keys"),
        ([KEY, "--withdraw"], "`datamap accept --list` tells what was accepted"),
        ([KEY, "--on", "2018-05-24", *DECIDED], "applies since 2018-05-25"),
        ([KEY, "--register", "a.db", *DECIDED], "not both"),
        ([], "name the finding by its key"),
    ],
)
def test_a_mistake_in_accepting_is_told_in_a_sentence_and_writes_nothing(
    folder: str, options: list[str], told: str
) -> None:
    result = run("accept", *options, "--inventory", folder)
    assert result.exit_code == 2
    assert told in result.stderr
    assert not (Path(folder) / "acme" / "acceptances.yaml").exists()


def test_the_same_decision_twice_is_refused_and_another_one_replaces_it(folder: str) -> None:
    accept("--inventory", folder)
    again = run("accept", KEY, *DECIDED, "--inventory", folder)
    assert (again.exit_code, again.stderr) == (2, f"datamap: '{KEY}' is accepted already, until 9998-12-31\n")
    assert run("accept", KEY, *DECIDED[:-1], "Berta", "--inventory", folder).exit_code == 0
    listed = json.loads(run("accept", "--list", "--inventory", folder, "--format", "json").stdout)["accepted"]
    assert [row["accepted by"] for row in listed] == ["Berta"]


def test_the_beginning_of_a_key_is_enough_if_it_means_one_finding(folder: str) -> None:
    accept("--inventory", folder)
    accept("--inventory", folder, key="PUR-001 act-acme-mail")
    assert "may be each of 2 findings" in run("accept", "PUR-001", "--withdraw", "--inventory", folder).stderr
    assert run("accept", KEY, "--withdraw", "--inventory", folder).exit_code == 0
    withdrawn = run("accept", "PUR-001", "--withdraw", "--inventory", folder)
    assert withdrawn.stdout == "no longer accepted: PUR-001 act-acme-mail\n"
    found = check(read_inventory(Path(folder))[0])
    assert finding_called("REG-001", found).key == "REG-001 org-acme email"


def test_completeness_is_told_for_people_for_programs_and_for_spreadsheets(folder: str) -> None:
    told = run("completeness", "--inventory", folder).stdout
    assert "0 % of what Art. 30 asks is recorded" in told
    parts = json.loads(run("completeness", "--inventory", folder, "--format", "json").stdout)
    assert [(row["organisation"], row["percent"]) for row in parts["organisations"]] == [("Acme", 0)]
    assert run("completeness", "--inventory", folder, "--format", "csv").stdout.startswith("organisation,")
    for call, words in ((("--trend",), "text has no past"), (("--into", "a.pdf", "--format", "csv"), "leave out")):
        result = run("completeness", "--inventory", folder, *call)
        assert result.exit_code == 2
        assert words in result.stderr


def test_the_trend_of_a_register_has_a_point_for_each_revision_up_to_the_one_that_is_asked_for(
    place: str, tmp_path: Path
) -> None:
    accept("--register", place)
    assert [(each.revision, each.organisation) for each in trend(place)] == [(1, "org-acme"), (2, "org-acme")]
    assert [each.revision for each in trend(place, "1")] == [1]
    assert trend(place, organisation="org-other") == ()
    points = json.loads(run("completeness", "--trend", "--register", place, "--format", "json").stdout)["trend"]
    assert [row["revision"] for row in points] == [1, 2]
    out = tmp_path / "overview.html"
    assert run("completeness", "--register", place, "--into", str(out)).stdout == f"{out}\n"
    assert "revision 2" in out.read_text(encoding="utf-8")
    assert run("completeness", "--register", place, "--into", str(tmp_path / "a.txt")).exit_code == 2


def test_of_many_revisions_the_last_one_of_each_month_is_looked_at() -> None:
    revisions = [_revision(number, f"2026-{1 + number // 10:02}-{1 + number % 10:02}") for number in range(40)]
    assert [each.sequence for each in chosen(revisions[:24])] == list(range(24))
    assert [each.sequence for each in chosen(revisions)] == [9, 19, 29, 39]


def _revision(number: int, day: str) -> Revision:
    return Revision(number, f"{day}T12:00:00Z", "", "", "", "", 1, "", "", "")


def test_a_day_before_the_gdpr_is_refused_and_its_first_day_is_not(folder: str) -> None:
    early = run("check", "--inventory", folder, "--on", "2018-05-24")
    assert (early.exit_code, early.stdout) == (2, "")
    assert "applies since 2018-05-25" in early.stderr
    assert run("check", "--inventory", folder, "--on", "2018-05-25", "--rule", "TIM-001").exit_code == 0


def test_the_list_of_rules_says_which_ones_the_records_cannot_answer_and_why() -> None:
    parts = json.loads(run("explain", "rules", "--format", "json").stdout)
    assert len(parts["rules"]) >= 100
    assert {"code": "REG-004", "would find": "officer not notified to the authority",
            "needs": "organisation.dpo_notified"} in parts["unanswered"]  # fmt: skip
