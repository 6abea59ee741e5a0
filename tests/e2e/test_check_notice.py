"""The command `check --notice`, as a person runs it."""

import json

from tests.e2e.runner import Runner


def test_what_a_notice_states_is_told_item_by_item(datamap: Runner) -> None:
    result = datamap("check", "--notice", "--organisation", "innovus")
    assert result.returncode == 0
    assert "Innovus, LLC: what 'Privacy policy' states" in result.stdout
    assert "not stated" in result.stdout
    assert "14 of 14" in result.stdout


def test_programs_get_the_evidence(datamap: Runner) -> None:
    rows = json.loads(datamap("check", "--notice", "--organisation", "innovus", "--format", "json").stdout)
    purposes = next(row for row in rows if row["item"] == "purposes")
    assert purposes["state"] == "stated"
    assert all(id.startswith("evidence-innovus-") for id in purposes["evidence"])


def test_notices_are_no_annotations(datamap: Runner) -> None:
    result = datamap("check", "--notice", "--format", "github")
    assert result.returncode == 2
    assert "printed as text or json" in result.stderr
