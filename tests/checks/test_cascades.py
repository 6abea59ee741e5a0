"""A cascade is told once, at its root: for each rule that another one silences, records in which both would speak."""

from typing import Any

import pytest

from datamap.checks.case import Case
from datamap.checks.catalogue import RULES, rule_of
from datamap.checks.examples import TODAY, activity, date, limit, line, organisation, party, procedure, transfer, use
from datamap.checks.run import check
from datamap.model import NONE, YesNo, inventory_of
from tests.checks.table import Given, given

ACT = activity()
NUMBER = use(category="cat-national-number")
AUTOMATED = activity(automated_decisions=YesNo.YES)
LOCATED = use(category="cat-precise-location", people=("people-employee",))
INTERESTS: dict[str, Any] = {"legal_basis": "basis-legitimate-interests"}
OBLIGATION: dict[str, Any] = {"legal_basis": "basis-legal-obligation"}
EMPLOYED: dict[str, Any] = {"conditions": ("condition-employment-law",)}
SHIELD: dict[str, Any] = {"country": "US", "tool": "tool-adequacy", "tool_details": "Privacy Shield"}
PERSONNEL = line(purpose="purpose-personnel", legal_basis="basis-consent")

CASCADES: dict[tuple[str, str], Given] = {
    ("PUR-004", "SUB-002"): given(ACT, line()),
    ("LAW-004", "LAW-003"): given(ACT, line(**INTERESTS)),
    ("LAW-004", "LAW-007"): given(
        organisation(legal_form="Municipality"), ACT, line(legitimate_interest="x", **INTERESTS)
    ),
    ("SPC-003", "LAW-011"): given(ACT, line(**OBLIGATION, **EMPLOYED)),
    ("SPC-007", "LAW-011"): given(ACT, line(**OBLIGATION), NUMBER),
    ("SPC-007", "SPC-003"): given(ACT, line(**EMPLOYED), NUMBER),
    ("TRA-002", "TRA-017"): given(transfer(country="IN", importers=("party-a",)), party(kind="kind-authority")),
    ("TRA-003", "TRA-007"): given(transfer(**SHIELD), on=date("2021-01-31")),
    ("TRA-004", "TRA-007"): given(transfer(**SHIELD)),
    ("TRA-013", "TRA-001"): given(
        ACT,
        use(recipients=("party-b",)),
        party(country="FR", sub_processors=("party-b",)),
        party("party-b", country="IN"),
    ),
    ("RET-006", "RET-002"): given(limit(kind="limit-unstated")),
    ("DPI-002", "DPI-001"): given(AUTOMATED, LOCATED),
    ("DPI-009", "DPI-001"): given(AUTOMATED),
    ("DPI-009", "DPI-002"): given(ACT, LOCATED),
    ("ADM-001", "PUR-001"): given(AUTOMATED),
    ("PRC-007", "REG-008"): given(activity(controllers=("party-a",)), party()),
    ("GOV-013", "REC-013"): given(party()),
    ("REC-010", "GOV-002"): given(ACT, use()),
    ("TRA-016", "TRA-002"): given(transfer(location="worldwide")),
    ("TIM-002", "TIM-001"): given(activity(status="active", start=date("2024-05-02"), end=date("2024-05-01"))),
    ("CLM-008", "LAW-010"): given(ACT, PERSONNEL, use(people=("people-employee",))),
    ("CLM-011", "REG-001"): given(organisation(), procedure(how="By written notice.")),
}
"""The records by the code of the rule that stays silent, and that of the root."""


def test_every_silence_is_tried() -> None:
    assert set(CASCADES) == {(rule.code, root) for rule in RULES for root in rule.silenced_by}


@pytest.mark.parametrize(("below", "root"), CASCADES, ids="-below-".join)
def test_a_cascade_is_told_once_at_its_root(below: str, root: str) -> None:
    records, on = CASCADES[below, root]
    silent, speaking = rule_of(below), rule_of(root)
    assert silent
    assert speaking
    case = Case(inventory_of(records), on)
    roots = {seen.record for seen in speaking.check(case)}
    below_roots = [seen for seen in silent.check(case) if roots & set(case.roots_of(seen.record))]
    assert below_roots, "both would speak"
    found = check(case.inventory, on)
    assert root in {each.code for each in found}
    assert not [each for each in found if each.code == below and roots & set(case.roots_of(each.record))]


def test_a_root_elsewhere_silences_nothing() -> None:
    apart = [activity(), line(), activity("act-b"), use(activity="act-b", recipients=NONE)]
    found = [each.key for each in check(inventory_of(apart), TODAY) if each.code in ("PUR-001", "PUR-004", "SUB-002")]
    assert found == ["SUB-002 act-a", "PUR-001 act-b"]
