"""Gaps: what the law asks for and nobody recorded, and nothing beyond that."""

from typing import Any

import pytest

from datamap.checks.examples import TODAY, activity, line, organisation, party, system, transfer, use
from datamap.checks.gaps import gaps_in
from datamap.model import NONE, Record, inventory_of

KEPT = activity(role="role-controller", measures=("measure-backup",), notice="doc-a", rights="by post")
BASED = line(legal_basis="basis-contract")
TOLD = use(people=("people-customer",), recipients=NONE, transfers=NONE, retention=("keep-a",))
REACHED = organisation(phone="+352 1", country="LU", dpo_name=NONE)


def gaps(*records: Record) -> set[str]:
    return {f"{gap.record}.{gap.field}" for gap in gaps_in(inventory_of(records), TODAY)}


def test_where_all_is_recorded_nothing_is_asked() -> None:
    assert gaps(REACHED, KEPT, BASED, TOLD) == set()


@pytest.mark.parametrize(
    ("keeper", "asked"),
    [
        (organisation(country="LU", dpo_name=NONE), {"email"}),
        (organisation(country="LU", dpo_name=NONE, address="1 Main Street"), set()),
        (organisation(country="US", dpo_name=NONE, phone="+1"), {"representative_name"}),
        (organisation(country="LU", phone="+352 1", dpo_name="J. Doe"), {"dpo_contact"}),
        (organisation(country="LU", phone="+352 1", dpo_name="J. Doe", dpo_address="1 Main Street"), set()),
        (organisation(country="LU", phone="+352 1"), {"dpo_name"}),
    ],
)
def test_of_an_organisation_one_way_to_reach_it_and_a_representative_only_outside_the_eea(
    keeper: Record, asked: set[str]
) -> None:
    assert gaps(keeper, KEPT, BASED, TOLD) == {f"org-a.{field}" for field in asked}


@pytest.mark.parametrize(("category", "asked"), [("cat-email", set()), ("cat-special-health", {"line-a.conditions"})])
def test_a_condition_of_article_9_is_asked_for_special_categories_only(category: str, asked: set[str]) -> None:
    special = use(
        category=category, people=("people-customer",), recipients=NONE, transfers=NONE, retention=("keep-a",)
    )
    assert gaps(REACHED, KEPT, BASED, special) == asked


@pytest.mark.parametrize(
    ("basis", "asked"),
    [
        ({}, {"legal_basis"}),
        ({"legal_basis": "basis-legal-obligation"}, {"law"}),
        ({"legal_basis": "basis-legitimate-interests"}, {"legitimate_interest"}),
        ({"legal_basis": "basis-contract"}, set()),
    ],
)
def test_what_a_purpose_needs_hangs_on_its_legal_basis(basis: dict[str, str], asked: set[str]) -> None:
    assert gaps(REACHED, KEPT, line(**basis), TOLD) == {f"line-a.{field}" for field in asked}


@pytest.mark.parametrize(
    ("role", "asked"),
    [
        ("role-controller", {"act-a.measures", "use-a.people", "use-a.recipients", "use-a.retention"}),
        ("role-processor", {"act-a.measures", "act-a.controllers", "act-a.processing"}),
    ],
)
def test_of_a_processor_is_asked_what_article_30_2_asks(role: str, asked: set[str]) -> None:
    silent = activity(role=role, notice="doc-a", rights="by post")
    assert gaps(REACHED, silent, BASED, use(transfers=NONE)) == asked


def test_transfers_are_asked_for_unless_recorded_facts_say_that_the_data_stay_in_the_eea() -> None:
    def going_to(country: str) -> Record:
        return party(country=country, kind="kind-authority")

    def told(**more: Any) -> Record:
        facts: dict[str, Any] = {"people": ("people-customer",), "retention": ("keep-a",), "recipients": ("party-a",)}
        return use(**facts, systems=("system-a",), **more)

    near = system(country="DE", operated_by="party-a")
    assert gaps(REACHED, KEPT, BASED, told(), going_to("FR"), near) == set()
    assert "use-a.transfers" in gaps(REACHED, KEPT, BASED, told(), going_to("US"), near)
    asked = gaps(REACHED, KEPT, BASED, told(transfers=("transfer-a",)), going_to("US"), near, transfer())
    assert asked == {"transfer-a.country", "transfer-a.tool", "transfer-a.documentation"}


def test_an_activity_without_purposes_and_data_lacks_records_not_fields() -> None:
    assert gaps(REACHED, KEPT) == {"act-a."}
