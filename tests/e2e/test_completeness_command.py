"""`datamap completeness` as a person runs it: on text and on a register, over time, into a file, with mistakes too."""

import csv
import io
import json
import re
import shutil
from pathlib import Path

import pytest

from tests.e2e.runner import Runner, files_below


@pytest.fixture(scope="module")
def grown(datamap: Runner, tmp_path_factory: pytest.TempPathFactory) -> Runner:
    """A register of one organisation, in which an e-mail address was recorded in a second revision."""
    home = tmp_path_factory.mktemp("grown")
    shutil.copytree(datamap.home / "inventory" / "innovus", home / "text" / "innovus")
    there = datamap.at(home)
    assert there("init").returncode == 0
    assert there("load", "text").returncode == 0
    about = home / "text" / "innovus" / "organisation.yaml"
    told = about.read_text(encoding="utf-8")
    about.write_text(
        re.sub(r"(  name: .*\n)", r"\1  email: privacy@innovus.example\n", told, count=1), encoding="utf-8"
    )
    assert there("load", "text").returncode == 0
    return there


def test_the_answer_for_programs_holds_number_and_list(datamap: Runner) -> None:
    answer = json.loads(datamap("completeness", "--organisation", "innovus", "--format", "json").stdout)
    assert list(answer) == ["organisations", "parts", "activities", "missing", "asked"]
    [organisation] = answer["organisations"]
    assert organisation["missing"] == len(answer["missing"])
    recipients = next(row for row in answer["parts"] if row["asked for"] == "Categories of recipients")
    assert (recipients["article"], recipients["percent"], recipients["recorded"]) == (
        "Art. 30(1)(d)",
        14,
        "in 3 of 21 data uses",
    )
    gap = answer["missing"][0]
    assert (gap["article"], gap["record"], gap["field"]) == ("Art. 30(1)(a)", "org-innovus", "e-mail")
    assert gap["place"].startswith("inventory/innovus/organisation.yaml:")


def test_a_spreadsheet_gets_every_place_that_is_asked(datamap: Runner) -> None:
    rows = list(csv.DictReader(io.StringIO(datamap("completeness", "--format", "csv").stdout)))
    assert {row["state"] for row in rows} >= {"recorded", "none", "in part", "not recorded", "not asked here"}
    assert {row["organisation"] for row in rows} > {"Innovus, LLC", "Innomis S.A."}


def test_one_more_fact_shows_in_the_trend_and_as_it_was_as_of_then(grown: Runner) -> None:
    answer = json.loads(grown("completeness", "--trend", "--format", "json").stdout)
    first, second = answer["trend"]
    assert (first["revision"], second["revision"]) == (1, 2)
    assert second["missing"] == first["missing"] - 1
    # Contact details weigh 3 of the 84 that are asked here.
    assert second["percent"] - first["percent"] in (3, 4)
    then = json.loads(grown("completeness", "--as-of", "1", "--format", "json").stdout)
    assert then["organisations"][0]["percent"] == first["percent"]
    until = json.loads(grown("completeness", "--as-of", "1", "--trend", "--format", "json").stdout)
    assert until["trend"] == [first]


@pytest.mark.parametrize("ending", ["html", "pdf"])
def test_the_overview_of_a_register_is_the_same_bytes_each_time(grown: Runner, ending: str) -> None:
    made = []
    for name in ("a", "b"):
        result = grown("completeness", "--into", f"made/{name}.{ending}")
        assert (result.returncode, result.stdout.strip()) == (0, str(Path("made", f"{name}.{ending}")))
        made.append((grown.home / "made" / f"{name}.{ending}").read_bytes())
    assert made[0] == made[1]
    assert made[0][:5] == {"html": b"<!doc", "pdf": b"%PDF-"}[ending]
    if ending == "html":
        page = made[0].decode()
        assert page.count("<circle") == 2
        assert "revision 2 · inventory digest" in page


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (["--trend", "--inventory", "inventory"], "text has no past"),
        (["--into", "overview.docx"], "end it with .html or .pdf"),
        (["--organisation", "inovat"], "did you mean 'innovat'"),
        (["--as-of", "2020-01-01", "--inventory", "inventory"], "text has no past"),
        (["--register", "none.db", "--trend"], "none.db"),
        (["--into", "inventory/innovus/activities.yaml/overview.html"], "cannot write"),
        (["--into", "overview.html", "--format", "csv"], "leave out --format"),
    ],
    ids=lambda value: value if isinstance(value, str) else " ".join(value),
)
def test_a_mistake_is_told_in_a_sentence_and_writes_nothing(datamap: Runner, call: list[str], told: str) -> None:
    before = files_below(datamap.home)
    result = datamap("completeness", *call)
    assert result.returncode == 2
    assert told in result.stderr.replace("\n", " ")
    assert "Traceback" not in result.stderr
    assert files_below(datamap.home) == before


def test_a_register_without_a_record_says_so_in_one_sentence(datamap: Runner, tmp_path: Path) -> None:
    there = datamap.at(tmp_path)
    assert there("init").returncode == 0
    assert there("completeness").stdout.strip() == "No organisation is recorded: there is nothing to ask."
    assert there("completeness", "--trend").stdout.split("\n")[1].strip() == "no revision yet"
    assert there("completeness", "--into", "empty.html").returncode == 0
