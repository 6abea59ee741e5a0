"""The command that draws: every kind and form, what it refuses, and what it says."""

import csv
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from defusedxml.ElementTree import fromstring

from datamap.cli.drawing import KINDS, diagram_command
from datamap.exports.diagrams.kinds import KINDS as DRAWN
from datamap.model import Organisation, System, inventory_of
from datamap.register.drawing import Wanted, draw


@pytest.fixture
def run(root: Path, tmp_path: Path):
    def called(*arguments: str) -> Result:
        return CliRunner().invoke(diagram_command, [*arguments, "--inventory", str(root / "inventory")])

    return called


def test_kinds_of_the_command_are_those_that_can_be_drawn() -> None:
    assert set(KINDS) == {*DRAWN, "change"}


@pytest.mark.parametrize("form", ["svg", "png", "pdf", "dot", "mmd", "html"])
def test_each_form_is_written_with_its_table_beside_it(run, tmp_path: Path, form: str) -> None:
    out = tmp_path / f"matrix.{form}"
    result = run("matrix", str(out), "--organisation", "innovus")
    assert result.exit_code == 0, result.output
    made = sorted(path.name for path in tmp_path.iterdir())
    pages = [f"matrix-{number}.{form}" for number in (1, 2)] if form in ("svg", "png") else [f"matrix.{form}"]
    assert made == sorted([*pages, "matrix.csv"])
    assert f"Made {len(made)} files" in result.output
    with (tmp_path / "matrix.csv").open(encoding="utf-8", newline="") as stream:
        assert next(csv.reader(stream))[:4] == ["No.", "Picture", "From", "To"]


def test_a_picture_of_one_activity_needs_only_its_name(run, tmp_path: Path) -> None:
    out = tmp_path / "push.svg"
    assert run("activity", str(out), "--activity", "innovat-push", "--page", "a4").exit_code == 0
    root = fromstring(out.read_text(encoding="utf-8"))
    assert sorted([root.get("width", ""), root.get("height", "")]) == ["210mm", "297mm"]


@pytest.mark.parametrize(("form", "is_told"), [("png", True), ("svg", False)])
def test_empty_boxes_for_what_no_font_has_are_told(tmp_path: Path, form: str, is_told: bool) -> None:
    records = [
        Organisation(id="org-a", name="微信 🎉"),
        System(id="system-a", organisation="org-a", name="Server"),
    ]
    told: list[str] = []
    draw(inventory_of(records), "systems", tmp_path / f"systems.{form}", Wanted(), tell=told.append)
    assert [words.partition(":")[0] for words in told] == ["no font here has 信 微 🎉"] * is_told


def test_findings_are_marked_and_listed_beside_the_picture(run, tmp_path: Path) -> None:
    result = run("context", str(tmp_path / "s.svg"), "--organisation", "innovus", "--findings")
    assert result.exit_code == 0, result.output
    assert sorted(path.name for path in tmp_path.iterdir()) == ["s-findings.csv", "s.csv", "s.svg"]
    with (tmp_path / "s-findings.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(stream))
    assert rows[0] == ["Picture", "No.", "Where", "Finding"]
    assert len(rows) > 1
    assert "! finding" in (tmp_path / "s.svg").read_text(encoding="utf-8")


def test_the_map_is_one_file_of_one_organisation_or_of_all(run, tmp_path: Path) -> None:
    one, every = tmp_path / "one.html", tmp_path / "every.html"
    assert run("map", str(one), "--organisation", "innovus", "--findings").exit_code == 0
    assert run("map", str(every)).output == f"{every}\nMade 1 file\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["every.html", "one.html"]
    assert "<h1>Innovus, LLC: map of personal data</h1>" in one.read_text(encoding="utf-8")
    assert '"withFindings":true' in one.read_text(encoding="utf-8")
    assert "<h1>Map of personal data: 5 organisations</h1>" in every.read_text(encoding="utf-8")


def test_changes_between_two_folders_are_drawn(run, root: Path, tmp_path: Path) -> None:
    before = tmp_path / "before"
    shutil.copytree(root / "inventory" / "innovus", before / "innovus")
    uses = before / "innovus" / "data-uses.yaml"
    words = uses.read_text(encoding="utf-8")
    uses.write_text(words.replace("  - party-innovus-google-analytics\n", ""), encoding="utf-8")
    out = tmp_path / "change.mmd"
    result = run("change", str(out), "--organisation", "innovus", "--before", str(before))
    assert result.exit_code == 0, result.output
    assert "#43; new" in out.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["context", "x.svg"], "a picture shows one organisation: name it with --organisation inemsoft, informetric"),
        (["context", "x.jpeg", "--organisation", "innovus"], "does not say in which form"),
        (["trace", "x.svg", "--organisation", "innovus"], "name it with --category"),
        (["trace", "x.svg", "--organisation", "innovus", "--category", "contakt"], "did you mean"),
        (["change", "x.svg", "--organisation", "innovus"], "say what to compare with"),
        (
            ["context", "x.svg", "--organisation", "innovus", "--language", "fi"],
            "there are no words in 'fi'; there are: en, de and fr",
        ),
        (["activity", "x.svg", "--activity", "nothing like it"], "there is no activity"),
        (["change", "x.svg", "--organisation", "innovus", "--before", "inventory", "--findings"], "findings are of"),
        (["map", "x.svg"], "the map is a page for a browser: end 'x.svg' with .html"),
    ],
)
def test_what_cannot_be_drawn_is_refused_in_one_sentence(run, arguments: list[str], said: str) -> None:
    result = run(*arguments)
    assert result.exit_code != 0
    assert said in f"{result.exception}{result.output}"
