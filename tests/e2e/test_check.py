"""The command `check`, as a person runs it."""

import datetime
import json
from pathlib import Path

import pytest

from datamap.vocabulary.law import EDITION
from tests.e2e.runner import Runner

POLICY = str(Path(__file__).parents[2] / "examples" / "policy-rules.yaml")


def test_findings_are_told_with_place_hint_and_article_and_end_in_exit_code_1(datamap: Runner) -> None:
    result = datamap("check", "--organisation", "innovus", "--rule", "PUR-001")
    assert result.returncode == 1
    assert "inventory/innovus/activities.yaml:" in result.stdout
    assert "error PUR-001: No purpose is recorded for 'Keeping of hard copies'." in result.stdout
    assert "(Art. 30(1)(b))" in result.stdout


def test_what_is_found_is_there_for_programs_with_a_key(datamap: Runner) -> None:
    rows = json.loads(datamap("check", "--organisation", "innovus", "--rule", "pur-001", "--format", "json").stdout)
    assert {row["code"] for row in rows} == {"PUR-001"}
    assert all(row["key"].startswith("PUR-001 act-innovus-") for row in rows)


def test_github_gets_an_annotation_for_each_finding(datamap: Runner) -> None:
    lines = datamap("check", "--organisation", "innovus", "--format", "github").stdout.splitlines()
    assert lines
    assert all(line.startswith(("::error file=", "::warning file=", "::notice file=")) for line in lines)


def test_the_day_decides_on_the_law(datamap: Runner) -> None:
    calls = [datamap("check", "--on", day, "--rule", "TIM-001") for day in ("2018-05-25", "2026-01-31")]
    assert [(call.returncode, call.stdout) for call in calls] == [(0, "nothing found\n")] * 2


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--rule", "PUR-01"], "did you mean 'PUR-001'"),
        (["--rule", "REG-004"], "it needs organisation.dpo_notified"),
        (["--on", "2024-13-01"], "write it as year-month-day: 2024-05-10"),
        (["--try"], "name their file with --rules FILE"),
        (["--rules", POLICY, "--rule", "OWN-abroad"], "there is no rule 'OWN-abroad'"),
        (["--min-severity", "fatal"], "'fatal' is not one of"),
    ],
)
def test_bad_input_is_told_in_a_sentence(datamap: Runner, options: list[str], told: str) -> None:
    result = datamap("check", *options)
    assert result.returncode == 2
    assert told in result.stderr


def test_explain_tells_why_bad_good_and_law_of_a_rule(datamap: Runner) -> None:
    words = datamap("explain", "PUR-001").stdout
    assert all(f" {section} " in words for section in ("why", "bad", "good", "law"))
    assert "| activity()" not in words


def test_rules_of_ones_own_end_in_exit_code_1_where_one_does_not_hold(datamap: Runner) -> None:
    broken = datamap("check", "--rules", POLICY, "--organisation", "informetric")
    assert broken.returncode == 1
    assert "error OWN-location-for-emergency-calls: The rule 'location-for-emergency-calls' does" in broken.stdout
    kept = datamap("check", "--rules", POLICY, "--rule", "OWN-no-payment-for-marketing", "--strict")
    assert (kept.returncode, kept.stdout) == (0, "nothing found\n")


def test_the_examples_of_rules_are_tried(datamap: Runner) -> None:
    result = datamap("check", "--rules", POLICY, "--try")
    assert (result.returncode, result.stdout) == (0, "3 rules, 8 examples: 8 are as said, 0 are not\n")


def test_a_broken_file_of_rules_is_told_with_line_and_column(datamap: Runner, tmp_path: Path) -> None:
    file = tmp_path / "rules.yaml"
    file.write_text("- name: a\n  why: b\n  never: {category: paymnt}\n- why: c\n", encoding="utf-8")
    result = datamap("check", "--rules", str(file))
    assert result.returncode == 2
    assert f"{file}:3:21: error RUL-005: there is no category of data 'paymnt'" in result.stderr
    assert f"{file}:4:3: error RUL-003: the rule has no name" in result.stderr


def test_a_page_is_written_to_the_output(datamap: Runner) -> None:
    page = datamap("check", "--organisation", "innovus", "--rule", "PUR-001", "--format", "html")
    assert page.returncode == 1
    assert page.stdout.startswith("<!DOCTYPE html>")
    assert page.stdout.count("<td>PUR-001</td>") == 2


def test_law_that_is_old_on_the_day_asked_for_is_told_to_be(datamap: Runner) -> None:
    for days, is_told in ((180, False), (181, True)):
        day = EDITION + datetime.timedelta(days)
        result = datamap("check", "--on", day.isoformat(), "--rule", "TIM-001")
        assert (result.returncode, result.stdout) == (0, "nothing found\n")
        assert (f"the tables of law are of {EDITION}, 181 days before {day}" in result.stderr) is is_told
