"""Every command, as a person runs it: from an installed wheel, in a folder with an inventory, with mistakes too."""

import csv
import io
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from datamap.cli import SECTIONS
from tests.e2e.runner import Runner, environment, files_below

ANSWERS = [
    ["list"],
    ["list", "data-uses"],
    ["show", "SIPIS"],
    ["explain", "contacts-book"],
    ["explain", "data use"],
    ["explain", "rules"],
    ["explain", "PUR-001"],
    ["explain", "REG-004"],
    ["trace", "contacts-book"],
    ["trace", "credit card number"],
    ["impact", "DE"],
    ["impact", "data centre"],
    ["why", "browsing", "Google Analytics"],
    ["chain", "Google Analytics"],
    ["matrix", "category", "purpose"],
    ["unused"],
    ["unlinked"],
    ["completeness"],
]
"""A call of each command that answers; all have --format."""
COMMANDS = {name: each for section in SECTIONS.values() for name, each in section.items()}


def test_the_wheel_is_what_runs(datamap: Runner) -> None:
    code = "import datamap; print(datamap.__file__)"
    result = subprocess.run(
        [sys.executable, "-c", code],
        cwd=datamap.home,
        capture_output=True,
        text=True,
        check=True,
        env=environment(datamap.wheel),
    )
    assert datamap.forks is None or datamap.forks.imported.is_relative_to(datamap.wheel)
    assert Path(result.stdout.strip()).is_relative_to(datamap.wheel)


@pytest.mark.parametrize("call", ANSWERS, ids=" ".join)
def test_an_answer_comes_as_text_json_and_csv_and_writes_nothing(datamap: Runner, call: list[str]) -> None:
    before = files_below(datamap.home)
    text = datamap(*call, columns=60)
    assert (text.returncode, text.stderr) == (0, "")
    assert text.stdout.strip()
    assert max(map(len, text.stdout.splitlines())) <= 60
    parts = json.loads(datamap(*call, "--format", "json").stdout)
    assert isinstance(parts, dict)
    assert parts
    rows = list(csv.reader(io.StringIO(datamap(*call, "--format", "csv").stdout)))
    assert len({len(row) for row in rows}) == 1
    assert files_below(datamap.home) == before


@pytest.mark.parametrize("columns", [40, 80, 120])
@pytest.mark.parametrize("call", [["list"], ["trace", "credit card number"], ["unlinked"]], ids=" ".join)
def test_a_table_fits_the_terminal(datamap: Runner, call: list[str], columns: int) -> None:
    lines = datamap(*call, columns=columns).stdout.splitlines()
    assert max(map(len, lines)) <= columns


def test_every_command_has_a_help_that_says_what_it_does(datamap: Runner) -> None:
    listed = datamap("--help").stdout
    for name, (_module, words) in COMMANDS.items():
        result = datamap(name, "--help")
        assert result.returncode == 0
        assert "Usage: datamap" in result.stdout
        assert name in listed
        assert words.endswith(".")


def test_every_command_is_tried_here_or_beside(root: Path) -> None:
    here = {call[0] for call in ANSWERS} | {"demo", "export", "coverage", "format", "help", "completion"}
    keeping = {"init", "load", "dump", "status", "history", "diff", "undo"}
    proving = {"verify", "seal", "backup", "export-all", "restore", "forget", "migrate"}
    # Each in a module of its own.
    beside = keeping | proving | {"accept", "check", "completeness", "workbook", "diagram", "ropa", "pack"}
    assert here | beside == set(COMMANDS)


def test_trace_of_the_address_book_answers_in_full(datamap: Runner) -> None:
    answer = json.loads(datamap("trace", "contacts-book", "--organisation", "innovat", "--format", "json").stdout)
    uses = {row["data use"]: row for row in answer["uses"]}
    smart = next(row for row in uses.values() if row["activity"] == ["Smart Contacts"])
    words = " ".join(smart["elements"])
    assert all(word in words for word in ("name", "mail", "telephone", "organi", "address", "birthday", "gender"))
    assert len(smart["elements"]) == 7
    assert any("not users" in people for people in smart["people"])
    assert any("uploaded to the server" in operation for operation in smart["operations"])
    assert smart["purposes"]
    assert smart["recipients"] is None
    silent = {row["record"]: row["not recorded"] for row in answer["not_recorded"]}
    assert "recipients" in silent[smart["data use"]]
    assert any("legal basis" in fields for fields in silent.values())


def test_nothing_explains_what_no_record_links(datamap: Runner) -> None:
    result = datamap("why", "payment", "Google Analytics", "--organisation", "informetric")
    assert "nothing in this inventory explains it" in result.stdout


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (["trace", "contact-book"], "did you mean 'contacts-book'"),
        (["trace", "zebra"], "there is no category of data 'zebra'"),
        (["impact", "contacts-book"], "record of another kind: category of data (cat-contacts-book)"),
        (["why", "contacts-book", "payment"], "no party 'payment'; 'payment' is a record of another kind"),
        (["list", "activty"], "did you mean 'activities'"),
        (["matrix", "category", "purposes"], "did you mean 'purpose'"),
        (["show", "SIPSI"], "did you mean"),
        (["trace", "location", "--organisation", "inovat"], "did you mean 'innovat'"),
        (["list", "--inventory", "nowhere"], "there is no folder 'nowhere'"),
        (["coverage", "--documents", "nowhere"], "there is no folder 'nowhere'"),
        (["lsit"], "did you mean 'list'"),
        (["export", "--organisation", "innovus", "--into", "inventory/innovus/activities.yaml"], "cannot write"),
    ],
    ids=lambda value: value if isinstance(value, str) else " ".join(value),
)
def test_a_mistake_is_told_in_a_sentence_with_a_hint_and_writes_nothing(
    datamap: Runner, call: list[str], told: str
) -> None:
    before = files_below(datamap.home)
    result = datamap(*call)
    assert result.returncode == 2
    assert told in result.stderr.replace("\n", " ")
    assert files_below(datamap.home) == before


@pytest.mark.skipif(os.name != "posix", reason="Windows tells a closed pipe in another way")
@pytest.mark.parametrize("style", ["text", "csv"])
def test_output_that_nobody_reads_to_its_end_ends_without_a_word(datamap: Runner, style: str) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "wb") as closed:
        result = subprocess.run(
            [sys.executable, "-m", "datamap", "list", "evidence", "--format", style],
            cwd=datamap.home,
            stdout=closed,
            stderr=subprocess.PIPE,
            check=False,
            env=environment(datamap.wheel),
        )
    assert (result.returncode, result.stderr) == (141, b"")


def test_demo_and_export_write_the_same_bytes_whatever_the_seed_of_hashes_and_the_clock(
    datamap: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, root: Path
) -> None:
    """For one organisation; the README shows the demonstration for all."""
    shutil.copytree(datamap.home / "inventory" / "innovus", tmp_path / "inventory" / "innovus")
    before = files_below(tmp_path)
    here = datamap.at(tmp_path)
    monkeypatch.setenv("PYTHONHASHSEED", "1")
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    result = here.alone("demo", "--into", "made")
    assert (result.returncode, result.stderr) == (0, "")
    assert "made" in result.stdout
    after = files_below(tmp_path)
    exports = root / "exports"
    committed = {path.relative_to(exports): content for path, content in files_below(exports / "innovus").items()}
    made = {path.relative_to(tmp_path / "made"): content for path, content in after.items() if path not in before}
    assert {path.name for path in made} > {"ropa.xlsx", "flows.svg", "flows.png", "flows.pdf", "flows.dot"}
    assert made == committed
    assert before.items() <= after.items()
    monkeypatch.setenv("PYTHONHASHSEED", "2")
    monkeypatch.setenv("TZ", "America/New_York")
    here.alone("export", "--organisation", "innovus", "--into", "again")
    again = files_below(tmp_path / "again")
    assert {path.relative_to(tmp_path / "again"): content for path, content in again.items()} == made


def test_format_leaves_the_inventory_as_it_is_byte_for_byte(datamap: Runner) -> None:
    before = files_below(datamap.home)
    result = datamap("format")
    assert (result.returncode, result.stdout) == (0, "every file is in canonical form\n")
    assert files_below(datamap.home) == before


def test_format_mends_what_is_not_canonical_but_never_drops_a_comment(datamap: Runner, tmp_path: Path) -> None:
    folder = tmp_path / "inventory" / "acme"
    folder.mkdir(parents=True)
    path = folder / "organisation.yaml"
    path.write_text("- name:   Acme\n  id: org-acme\n", encoding="utf-8")
    where = ["--inventory", str(tmp_path / "inventory")]
    assert datamap("format", "--check", *where).returncode == 1
    assert datamap("format", *where).returncode == 0
    assert path.read_text(encoding="utf-8") == "- id: org-acme\n  name: Acme\n"
    path.write_text("# mine\n- name:   Acme\n  id: org-acme\n", encoding="utf-8")
    result = datamap("format", *where)
    assert result.returncode == 2
    assert "comments would be lost" in result.stderr
    assert path.read_text(encoding="utf-8").startswith("# mine")
