"""The run of the rules: sorted, the same each time, each cascade told once at its root."""

import random
from pathlib import Path

from datamap.checks.case import Case
from datamap.checks.catalogue import RULES
from datamap.checks.examples import activity, date, line, organisation, transfer, use
from datamap.checks.run import check
from datamap.inventory import read_inventory
from datamap.model import inventory_of
from datamap.problems import Severity
from datamap.vocabulary.law import EDITION


def keys(*records: object, **more: object) -> list[str]:
    return [finding.key for finding in check(inventory_of(records), **more)]  # type: ignore[arg-type]


def test_the_order_of_records_changes_nothing() -> None:
    records = [organisation(), activity(), activity("act-b"), use(), use("use-b"), line(), transfer(country="IN")]
    first = check(inventory_of(records))
    random.Random(1).shuffle(records)
    assert check(inventory_of(records)) == first
    assert len(first) > 5


def test_a_finding_becomes_a_problem_with_its_article() -> None:
    inventory = inventory_of([organisation(email="a@b.example"), activity(), use(people=("people-user",))])
    problem = next(each for each in check(inventory) if each.code == "PUR-001").as_problem(inventory)
    assert (problem.code, problem.severity, problem.record) == ("PUR-001", Severity.ERROR, "act-a")
    assert "Art. 30(1)(b)" in problem.hint


def test_only_findings_of_the_organisation_that_is_asked_for_are_told() -> None:
    other = activity("act-b", organisation="org-b")
    assert {key.split()[1] for key in keys(organisation(), activity(), other, organisation="org-b")} == {"act-b"}


def test_without_a_day_each_organisation_is_judged_on_the_day_of_its_last_update() -> None:
    records = [organisation(updated=date("2020-07-15")), transfer(country="US", tool_details="Privacy Shield")]
    codes = {key.split()[0] for key in keys(*records)}
    assert "TRA-007" not in codes
    assert "TRA-007" in {key.split()[0] for key in keys(*records, on=date("2020-07-16"))}
    assert Case(inventory_of([activity()])).on(activity()) == EDITION


def test_a_rule_silenced_by_another_is_silent_even_if_it_runs_alone() -> None:
    root = next(rule for rule in RULES if rule.code == "PUR-001")
    below = root._replace(code="LAW-001", silenced_by=("PUR-001",))
    assert keys(activity(), rules=[below]) == []
    assert keys(activity(), rules=[below._replace(silenced_by=())]) == ["LAW-001 act-a"]


def test_a_key_stays_when_the_message_changes() -> None:
    one, other = (check(inventory_of([activity(name=name)]))[0] for name in ("Newsletter", "News"))
    assert one.key == other.key
    assert one.message != other.message


def test_no_two_findings_of_real_registers_share_a_key(root: Path) -> None:
    inventory, _report = read_inventory(root / "inventory")
    found = [finding.key for finding in check(inventory)]
    assert len(found) > 100
    assert len(set(found)) == len(found)
