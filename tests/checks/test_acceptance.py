"""An accepted finding stays accepted while its facts and its time hold, and not a day or a fact longer."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from datamap.checks.acceptance import (
    Standing,
    acceptance_of,
    foundation_of,
    hold,
    open_findings,
    settled,
)
from datamap.checks.examples import activity, date, evidence, limit, line, organisation, party, use
from datamap.checks.finding import MOST_FACTS, Finding, Place
from datamap.checks.run import check
from datamap.model import Acceptance, Inventory, Record, inventory_of
from datamap.problems import Severity

FIRST, LAST = date("2026-01-31"), date("2026-12-31")
RECORDS = (organisation(email="a@b.example"), activity(role="role-controller", owner="Ben"), line(), use(), party())


def found(code: str, *records: Record) -> tuple[Inventory, Finding]:
    inventory = inventory_of(records)
    [finding] = [each for each in check(inventory, FIRST) if each.code == code]
    return inventory, finding


def accepted(inventory: Inventory, finding: Finding, *others: Record) -> Acceptance:
    return acceptance_of(finding, inventory_of([*inventory.kept(), *others]), "a trial", "Anna", FIRST, LAST)


def standing(code: str, decision: Acceptance, *records: Record, on: str = "2026-06-30") -> Standing:
    inventory, finding = found(code, *records, decision)
    [held] = hold(inventory, [finding], date(on))
    return held.standing


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("2026-01-31", "accepted"),
        ("2026-12-31", "accepted"),
        ("2027-01-01", "time is up"),
        ("2099-01-01", "time is up"),
    ],
)
def test_the_last_day_is_the_last_one(on: str, expected: str) -> None:
    decision = accepted(*found("RET-001", *RECORDS))
    assert standing("RET-001", decision, *RECORDS, on=on) == expected


def test_another_record_or_a_review_brings_nothing_back() -> None:
    decision = accepted(*found("RET-001", *RECORDS))
    reviewed = replace(RECORDS[1], last_review=FIRST, note="seen", description="more")
    assert standing("RET-001", decision, RECORDS[0], reviewed, *RECORDS[2:], party("party-b")) is Standing.ACCEPTED


def test_a_finding_about_a_whole_record_comes_back_when_the_record_changes_and_not_for_a_review() -> None:
    records = (organisation(), activity(name="Post"))
    decision = accepted(*found("PUR-001", *records))
    assert standing("PUR-001", decision, records[0], activity(name="Post", last_review=FIRST)) is Standing.ACCEPTED
    assert standing("PUR-001", decision, records[0], activity(name="Letters")) is Standing.CHANGED


def test_a_finding_comes_back_when_one_more_record_is_concerned() -> None:
    uses = [use(f"use-{letter}", category="cat-email") for letter in "abcdefgh"]
    records = (organisation(), activity(), line(), *uses)
    decision = accepted(*found("RET-001", *records))
    assert len(uses) > MOST_FACTS
    assert standing("RET-001", decision, *records) is Standing.ACCEPTED
    assert standing("RET-001", decision, *records, use("use-z")) is Standing.CHANGED


def test_a_decision_about_one_finding_holds_for_no_other_and_for_no_other_organisation() -> None:
    inventory, finding = found("RET-001", *RECORDS)
    decision = accepted(inventory, finding)
    foreign = replace(decision, id="accept-b", organisation="org-b")
    others = [each for each in check(inventory, FIRST) if each.key != finding.key]
    assert others
    whole = inventory_of([*RECORDS, organisation(id="org-b"), foreign])
    assert {each.standing for each in hold(whole, [finding], FIRST)} == {Standing.OPEN}
    whole = inventory_of([*RECORDS, decision])
    assert open_findings(whole, [finding, *others], FIRST) == tuple(others)


def test_of_two_decisions_the_one_that_holds_counts() -> None:
    inventory, finding = found("RET-001", *RECORDS)
    decision = accepted(inventory, finding)
    past = replace(decision, id="accept-b", until=date("2026-02-01"))
    stale = replace(decision, id="accept-c", until=date("2030-02-01"), facts="0")
    [held] = hold(inventory_of([*RECORDS, decision, past, stale]), [finding], date("2026-06-30"))
    assert (held.standing, held.acceptance) == (Standing.ACCEPTED, decision)


def test_what_was_mended_is_settled_and_deciding_anew_changes_the_same_record() -> None:
    inventory, finding = found("RET-001", *RECORDS)
    decision = accepted(inventory, finding)
    mended = inventory_of([*RECORDS[:3], use(retention=("keep-a",)), limit(), decision])
    assert settled(mended, check(mended, FIRST)) == (decision,)
    again = inventory_of([*RECORDS, decision])
    assert settled(again, check(again, FIRST)) == ()
    assert acceptance_of(finding, again, "for longer", "Ben", FIRST, LAST).id == decision.id


@given(
    st.text(max_size=20), st.text(max_size=20), st.permutations([Place("act-a", "name"), Place("use-a"), Place("x")])
)
def test_words_and_order_never_matter_and_weight_and_evidence_do(message: str, hint: str, facts: list[Place]) -> None:
    inventory = inventory_of([*RECORDS, evidence()])
    finding = Finding(
        code="X-001", severity=Severity.NOTE, record="use-a", field="retention", message="m", hint="h", article="a",
        facts=tuple(sorted(facts)),
    )  # fmt: skip
    same = replace(finding, message=message, hint=hint, facts=tuple(facts))
    assert (same.key, foundation_of(same, inventory)) == (finding.key, foundation_of(finding, inventory))
    for other in (replace(finding, severity=Severity.ERROR), replace(finding, evidence=(("evidence-a", "x"),))):
        assert foundation_of(other, inventory) != foundation_of(finding, inventory)
