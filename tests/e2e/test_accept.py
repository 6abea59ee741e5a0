"""Accepting a finding, as a person does it: in a register, in text, and with mistakes."""

import json
import shutil
from pathlib import Path

import pytest

from tests.e2e.runner import Runner

KEY = "PUR-001 act-innovus-hard-copies"
CHECK = ("check", "--rule", "PUR-001")


@pytest.fixture(scope="module")
def text(datamap: Runner, root: Path, tmp_path_factory: pytest.TempPathFactory) -> Runner:
    """A command line in a folder with the text of the smallest organisation."""
    home = tmp_path_factory.mktemp("accept")
    shutil.copytree(root / "inventory" / "innovus", home / "inventory" / "innovus")
    return datamap.at(home)


def accept(run: Runner, *more: str) -> None:
    words = ("--until", "9998-12-31", "--reason", "asked; the answer is due", "--author", "Anna", *more)
    result = run("accept", *KEY.split(), *words)
    assert (result.returncode, result.stdout) == (0, f"accepted until 9998-12-31: {KEY}\n")


def test_an_acceptance_in_a_register_is_an_event_that_every_way_out_carries(text: Runner, tmp_path: Path) -> None:
    run = text.at(tmp_path)
    shutil.copytree(text.home / "inventory", tmp_path / "inventory")
    for call in (("init",), ("load", "inventory")):
        assert run(*call).returncode == 0
    accept(run)
    told = run(*CHECK)
    assert told.returncode == 1
    assert f"accepted: 1\n  {KEY}, accepted until 9998-12-31 by Anna (asked; the answer is due)\n" in told.stdout
    assert told.stdout.count("error PUR-001") == 1
    assert run(*CHECK, "--as-of", "1").stdout.count("error PUR-001") == 2
    assert "time is up" in run(*CHECK, "--on", "9999-01-01").stdout
    rows = {row["key"]: row for row in json.loads(run(*CHECK, "--format", "json").stdout)}
    assert rows[KEY]["standing"] == "accepted"
    assert rows[KEY]["acceptance"]["person"] == "Anna"
    assert f"acceptance of {KEY}" in run("history", "--format", "json").stdout
    assert run("verify").returncode == 0
    assert run("export-all", "all.jsonl").returncode == 0
    assert run("restore", "all.jsonl", "--register", "other.db").returncode == 0
    assert run("accept", "--list", "--register", "other.db").stdout == run("accept", "--list").stdout
    assert run("undo", "2", "--yes").returncode == 0
    assert run(*CHECK).stdout.count("error PUR-001") == 2


def test_an_acceptance_in_text_is_a_file_that_goes_with_its_last_line(text: Runner) -> None:
    file = text.home / "inventory" / "innovus" / "acceptances.yaml"
    accept(text)
    assert f"  finding: {KEY}\n" in file.read_text(encoding="utf-8")
    assert "already, until 9998-12-31" in text("accept", KEY, "--until", "9998-12-31", "--reason",
                                               "asked; the answer is due", "--author", "Anna").stderr  # fmt: skip
    assert text("format", "--check").returncode == 0
    listed = json.loads(text("accept", "--list", "--format", "json").stdout)["accepted"]
    assert [(row["finding"], row["now"]) for row in listed] == [(KEY, "accepted")]
    github = text(*CHECK, "--format", "github").stdout.splitlines()
    assert sum(line.startswith("::error") for line in github) == 1
    assert sum(line.startswith("::notice title=accepted") for line in github) == 1
    withdrawn = text("accept", KEY, "--withdraw")
    assert (withdrawn.returncode, withdrawn.stdout) == (0, f"no longer accepted: {KEY}\n")
    assert not file.exists()


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ([], "name the finding by its key"),
        ([KEY], "say until when with --until DATE"),
        ([KEY, "--until", "9998-12-31"], "say why with --reason"),
        ([KEY, "--until", "2020-12-31", "--reason", "x"], "2020-12-31 is past"),
        ([KEY, "--until", "soon", "--reason", "x"], "'soon' is no date"),
        ([KEY, "--until", "2027-W26-3", "--reason", "x"], "'2027-W26-3' is no date"),
        (["PUR-001", "--until", "9998-12-31", "--reason", "x"], "may be each of 2 findings"),
        (["PUR-001", "act-innovus-hard-copie", "--until", "9998-12-31", "--reason", "x"], "did you mean"),
        ([KEY, "--withdraw"], "was accepted"),
        ([KEY, "--register", "a.db", "--inventory", "inventory"], "not both"),
    ],
)
def test_bad_input_is_told_in_a_sentence_and_writes_nothing(text: Runner, options: list[str], told: str) -> None:
    result = text("accept", *options)
    assert result.returncode == 2
    assert told in result.stderr
    assert not (text.home / "inventory" / "innovus" / "acceptances.yaml").exists()
