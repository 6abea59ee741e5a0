"""The commands that keep a register, as a person runs them, one after the other and with mistakes."""

import contextlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.runner import Runner, files_below


@pytest.fixture
def register(datamap: Runner, root: Path, tmp_path: Path) -> Runner:
    """A command line in a folder of its own, with the inventory of the smallest organisation."""
    shutil.copytree(root / "inventory" / "innovus", tmp_path / "inventory" / "innovus")
    return datamap.at(tmp_path)


def edit(folder: Path, file: str, before: str, after: str) -> None:
    path = folder / "inventory" / "innovus" / file
    text = path.read_text(encoding="utf-8")
    assert text.count(before) == 1
    path.write_text(text.replace(before, after), encoding="utf-8")


@pytest.fixture
def loaded(register: Runner) -> Runner:
    assert register("init").returncode == 0
    result = register("load", "inventory", "--author", "Anna", "--reason", "first")
    assert (result.returncode, "revision 1" in result.stderr) == (0, True)
    return register


@pytest.fixture
def renamed(loaded: Runner) -> Runner:
    edit(loaded.home, "parties.yaml", "  name: Google Analytics\n", "  name: Google Analytics 4\n")
    result = loaded("load", "inventory", "--author", "Ben", "--reason", "new name")
    assert "'Google Analytics 4'" in result.stdout
    assert "revision 2: 1 changes" in result.stderr
    return loaded


def test_loading_twice_is_told_and_changes_nothing(loaded: Runner) -> None:
    result = loaded("load", "inventory")
    assert result.returncode == 0
    assert "already applied: revision 1" in result.stderr
    assert len(json.loads(loaded("history", "--format", "json").stdout)["revisions"]) == 1


def test_a_dump_is_the_text_that_was_loaded_byte_for_byte(loaded: Runner) -> None:
    assert loaded("dump", "out").returncode == 0
    texts = {path.name: content for path, content in files_below(loaded.home / "inventory").items()}
    out = {path.name: content for path, content in files_below(loaded.home / "out").items()}
    assert json.loads(out[".datamap-revision"])["revision"] == 1
    assert out == texts


def test_a_dump_does_not_mix_with_other_text(loaded: Runner) -> None:
    strange = loaded.home / "out" / "acme" / "parties.yaml"
    strange.parent.mkdir(parents=True)
    strange.write_text("- id: party-acme\n  name: Acme\n", encoding="utf-8")
    before = files_below(loaded.home / "out")
    result = loaded("dump", "out")
    assert (result.returncode, "acme/parties.yaml" in result.stderr) == (2, True)
    assert files_below(loaded.home / "out") == before


def test_history_says_who_when_why_and_what(renamed: Runner) -> None:
    [first, second] = json.loads(renamed("history", "--format", "json").stdout)["revisions"]
    assert (first["who"], first["why"], second["who"], second["why"]) == ("Anna", "first", "Ben", "new name")
    rows = json.loads(renamed("history", "party-innovus-google-analytics", "--format", "json").stdout)["history"]
    assert json.loads(renamed("history", "--as-of", "1", "--format", "json").stdout)["revisions"] == [first]
    last = rows[-1]
    assert last["when"] == second["when"]
    status = json.loads(renamed("status", "--format", "json").stdout)["register"]
    assert {each["field"]: each["value"] for each in status}.items() >= {"when": last["when"], "who": "Ben"}.items()
    assert (last["field"], last["before"], last["after"]) == ("name", "Google Analytics", "Google Analytics 4")


def test_every_reading_command_shows_the_past(renamed: Runner) -> None:
    for call in (["show", "Google Analytics"], ["chain", "Google Analytics"], ["list", "parties"]):
        assert "Google Analytics 4" not in renamed(*call, "--as-of", "1").stdout
    assert "Google Analytics 4" in renamed("list", "parties").stdout
    past = renamed("export", "--as-of", "1", "--into", "then")
    now = renamed("export", "--into", "now")
    assert (past.returncode, now.returncode) == (0, 0)
    assert b"Google Analytics 4" not in (renamed.home / "then" / "innovus" / "flows.svg").read_bytes()
    assert b"Google Analytics 4" in (renamed.home / "now" / "innovus" / "flows.svg").read_bytes()


def test_diff_and_undo_go_back_over_a_new_revision(renamed: Runner) -> None:
    [change] = json.loads(renamed("diff", "1", "2", "--format", "json").stdout)["changes"]
    assert change["record"] == "party-innovus-google-analytics"
    assert renamed("undo", "2").returncode == 0
    assert json.loads(renamed("diff", "1", "3", "--format", "json").stdout)["changes"] == []
    assert len(json.loads(renamed("history", "--format", "json").stdout)["revisions"]) == 3


def test_undo_tells_what_stands_in_the_way(renamed: Runner) -> None:
    result = renamed("undo", "1", "--yes")
    assert result.returncode == 3
    assert "revision 2: party-innovus-google-analytics, name" in result.stderr


def test_records_are_retired_only_when_somebody_says_so(loaded: Runner) -> None:
    (loaded.home / "inventory" / "innovus" / "coverage.yaml").unlink()
    result = loaded("load", "inventory")
    assert result.returncode == 2
    assert "records would be retired" in result.stderr
    assert loaded("load", "inventory", "--yes").returncode == 0
    assert "sentence without a fact" not in loaded("status").stdout
    assert json.loads(loaded("list", "coverage", "--as-of", "1", "--format", "json").stdout)["coverage"]
    assert json.loads(loaded("list", "coverage", "--format", "json").stdout)["coverage"] == []


def test_text_that_was_written_from_an_older_revision_never_overwrites_a_newer_value(renamed: Runner) -> None:
    edit(renamed.home, "parties.yaml", "  name: Google Analytics 4\n", "  name: Analytics of Google\n")
    result = renamed("load", "inventory", "--base", "1")
    assert result.returncode == 3
    assert "yours 'Analytics of Google', meanwhile 'Google Analytics 4'" in result.stderr
    assert len(json.loads(renamed("history", "--format", "json").stdout)["revisions"]) == 2


def test_text_that_says_no_revision_shows_apart_what_it_would_take_back(renamed: Runner) -> None:
    (renamed.home / "inventory" / ".datamap-revision").unlink()
    edit(renamed.home, "parties.yaml", "  name: Google Analytics 4\n", "  name: Google Analytics\n")
    assert "already applied: revision 1" in renamed("load", "inventory").stderr
    edit(renamed.home, "organisation.yaml", "  name: Innovus, LLC\n", "  name: Innovus Ltd\n")
    result = renamed("load", "inventory", "--plan", "--format", "json")
    plan = json.loads(result.stdout)
    assert (result.returncode, [each["record"] for each in plan["changes"]]) == (3, ["org-innovus"])
    assert [each["meanwhile"] for each in plan["conflicts"]] == ["Google Analytics 4"]
    assert "yours 'Google Analytics', meanwhile 'Google Analytics 4' (revision 2, Ben)" in result.stderr
    assert "--base 2, if the text is to stand as it is" in result.stderr
    assert "revision 3: 1 changes" in renamed("load", "inventory", "--base", "1").stderr
    assert "revision 4: 1 changes" in renamed("load", "inventory", "--base", "3").stderr


def test_an_author_whose_name_is_no_utf_8_is_kept_with_the_bytes(loaded: Runner) -> None:
    edit(loaded.home, "parties.yaml", "  name: Google Analytics\n", "  name: Google Analytics 4\n")
    assert loaded("load", "inventory", "--author", os.fsdecode(b"J\xf6rg"), "--reason", "new").returncode == 0
    assert json.loads(loaded("history", "--format", "json").stdout)["revisions"][1]["who"] == r"J\xf6rg"
    assert loaded("verify").returncode == 0


def test_a_plan_alone_writes_nothing(loaded: Runner) -> None:
    edit(loaded.home, "parties.yaml", "  name: Google Analytics\n", "  name: Google Analytics 4\n")
    before = loaded("status").stdout
    assert "'Google Analytics 4'" in loaded("load", "inventory", "--plan").stdout
    assert loaded("status").stdout == before


def test_verify_finds_nothing_wrong_and_a_changed_past(renamed: Runner) -> None:
    assert "is what was written" in renamed("verify").stdout
    with contextlib.closing(sqlite3.connect(renamed.home / "register.db")) as connection, connection:
        connection.execute("DROP TRIGGER change_no_update")
        connection.execute("UPDATE change SET after = '\"Acme\"' WHERE revision = 2")
    result = renamed("verify")
    assert result.returncode == 1
    assert "revision 2" in result.stdout


def test_a_seal_finds_an_older_copy_put_back(loaded: Runner) -> None:
    assert loaded("backup", "copy.db").returncode == 0
    edit(loaded.home, "parties.yaml", "  name: Google Analytics\n", "  name: Google Analytics 4\n")
    loaded("load", "inventory")
    assert loaded("seal", "head.seal").returncode == 0
    assert "fits the seal" in loaded("verify", "--seal", "head.seal").stdout
    result = loaded("verify", "--register", "copy.db", "--seal", "head.seal")
    assert (result.returncode, loaded("verify", "--register", "copy.db").returncode) == (1, 0)


def test_the_verifier_for_auditors_needs_nothing_but_python(renamed: Runner) -> None:
    script = renamed.home / "verify_register.py"
    script.write_text(renamed("verify", "--script").stdout, encoding="utf-8")
    call = [sys.executable, "-I", str(script), str(renamed.home / "register.db")]
    assert subprocess.run(call, capture_output=True, check=False).returncode == 0


def test_all_of_a_register_comes_back_from_its_export(renamed: Runner) -> None:
    assert renamed("export-all", "all.jsonl").returncode == 0
    assert renamed("restore", "all.jsonl", "--register", "again.db").returncode == 0
    first, second = (
        renamed("history", "--format", "json", "--register", place).stdout for place in ("register.db", "again.db")
    )
    assert first == second
    assert renamed("verify", "--register", "again.db").returncode == 0


def test_there_is_nothing_to_migrate_in_a_new_register(loaded: Runner) -> None:
    before = (loaded.home / "register.db").read_bytes()
    assert "has the newest tables already" in loaded("migrate").stdout
    assert (loaded.home / "register.db").read_bytes() == before


def test_a_person_is_forgotten_and_the_journal_still_verifies(renamed: Runner) -> None:
    assert renamed("forget", "Anna", "--yes", "--author", "Eve").returncode == 0
    [first, second, third] = json.loads(renamed("history", "--format", "json").stdout)["revisions"]
    assert (first["who"], second["who"]) == ("erased person", "Ben")
    assert (third["who"], third["why"], third["changes"]) == ("Eve", "a person's name was erased", 0)
    assert renamed("verify").returncode == 0


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (["status", "--register", "nowhere.db"], "there is no register 'nowhere.db'"),
        (["status", "--register", os.fsdecode(b"postgresql://J\xf6rg@host/x")], "is no register: name a file, or"),
        (["init"], "exists already"),
        (["load", "nowhere"], "there is no folder 'nowhere': name the folder of text that is to be loaded"),
        (["migrate", "--register", "nowhere.db"], "there is no register 'nowhere.db'"),
        (["show", os.fsdecode(b"J\xf6rg")], "there is no record"),
        (["impact", os.fsdecode(b"J\xf6rg")], "there is no party, system or country"),
        (["history", os.fsdecode(b"J\xf6rg")], "there is no record"),
        (["show", "party-innovus-gone"], "there is no record 'party-innovus-gone'; `datamap list` shows what there is"),
        (["list", "--as-of", "9"], "there is no revision 9"),
        (["check", "--as-of", "0"], "starts from revision 1"),
        (["list", "--as-of", "1999-01-01"], "the register was still empty on 1999-01-01"),
        (["list", "--as-of", "yesterday"], "is no revision and no date"),
        (["list", "--as-of", "2024-05-10T25:00Z"], "is no revision and no date"),
        (["list", "--as-of", "2026-W10-7"], "is no revision and no date"),
        (["list", "--as-of", "20240510T14:00Z"], "is no revision and no date"),
        (["list", "--as-of", "0001-01-01T00:00+14:00"], "is no revision and no date"),
        (["list", "--as-of", "1", "--inventory", "inventory"], "text has no past"),
        (["list", "--register", "register.db", "--inventory", "inventory"], "not both"),
        (["undo", "7"], "there is no revision 7"),
        (["undo", "1"], "343 records would be retired: if that is meant, run it again with --yes"),
        (["forget", "Anna"], "the name 'Anna' will be destroyed and cannot be got back: if that is meant"),
        (["forget", "Nobody"], "nobody named 'Nobody' made a revision"),
        (["list", "--register", "mysql://x/y"], "SQLite or PostgreSQL"),
        (["list", "--register", "postgresql://host:port/x"], "is no register: name a file"),
        (["list", "--register", "inventory/innovus/parties.yaml"], "this file is no register"),
    ],
    ids=lambda value: value if isinstance(value, str) else " ".join(value),
)
def test_a_mistake_is_told_in_a_sentence(loaded: Runner, call: list[str], told: str) -> None:
    result = loaded(*call)
    assert result.returncode == 2
    assert told in result.stderr


def test_the_demo_overwrites_nothing_in_a_register_that_others_keep(renamed: Runner) -> None:
    edit(renamed.home, "parties.yaml", "  name: Google Analytics 4\n", "  name: Google Analytics\n")
    before = renamed("history", "--format", "json").stdout
    result = renamed("demo", "--register", "register.db")
    assert (result.returncode, "would be overwritten" in result.stderr) == (2, True)
    assert renamed("history", "--format", "json").stdout == before
    assert not (renamed.home / "exports").exists()


def test_a_demo_without_text_leaves_no_register_and_says_how_to_name_it(datamap: Runner, tmp_path: Path) -> None:
    result = datamap.at(tmp_path)("demo", "--register", "new.db")
    assert (result.returncode, "--inventory" in result.stderr) == (2, True)
    assert list(tmp_path.iterdir()) == []


def test_with_neither_register_nor_text_it_says_what_to_do(datamap: Runner, tmp_path: Path) -> None:
    result = datamap.at(tmp_path)("list")
    assert result.returncode == 2
    assert "datamap init" in result.stderr
