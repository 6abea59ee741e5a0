"""Rules of one's own: each key with its tree, what is known and what is not, examples, and what is wrong in a file."""

from functools import partial
from pathlib import Path
from typing import Any

import pytest

from datamap.checks.examples import TODAY, activity, category, date, line, organisation, party, system, transfer, use
from datamap.checks.finding import Finding
from datamap.checks.own_rules import OwnRule, resolve
from datamap.checks.own_run import check_own, try_examples
from datamap.inventory import read_inventory
from datamap.inventory.own_rules import parse_own_rules, read_own_rules
from datamap.model import NONE, Inventory, Record, inventory_of
from datamap.problems import Severity, TextLocation

PARTIES = [
    party(id="party-group", name="Group"),
    party(id="party-lux", name="Lux", country="LU", kind="kind-processor"),
    party(id="party-us", name="Yankee", country="US", kind="kind-sub-processor", parent="party-group"),
    party(id="party-somewhere", name="Somewhere"),
    party(id="party-chain", name="Chain", country="LU", sub_processors=("party-us",)),
]
SYSTEMS = [system(id="system-lux", name="Cellar", country="LU"), system(id="system-us", name="Cloud", country="US")]
TRANSFERS = [
    transfer(id="transfer-in", country="IN", importers=("party-somewhere",)),
    transfer(id="transfer-sent-on", country="JP", origins=("party-lux",)),
]
WORLD = [organisation(), activity(), *PARTIES, *SYSTEMS, TRANSFERS[0], category(id="cat-own", parent="cat-payment")]


def rules_of(text: str, inventory: Inventory) -> list[OwnRule]:
    texts, problems = parse_own_rules(text, partial(TextLocation, "rules.yaml"))
    rules, unknown = resolve(texts, inventory)
    assert [str(each) for each in (*problems, *unknown)] == []
    return rules


def rule(body: str) -> str:
    return f"- name: a-rule\n  why: because\n  {body}\n"


def findings(body: str, *records: Record) -> tuple[Finding, ...]:
    inventory = inventory_of([*WORLD, *records])
    return check_own(rules_of(rule(body), inventory), inventory, TODAY)


def answer(body: str, *records: Record) -> str:
    """Whether the rule holds of the only data use: "holds", "fails" or "unknown"."""
    found = findings(body, *records)
    return {Severity.ERROR: "fails", Severity.WARNING: "unknown"}[found[0].severity] if found else "holds"


NEVER_ADVERTISING = "never: {category: payment, purpose: marketing}"
ON_CONSENT = "for: {category: special-health}\n  only: {basis: consent}"


@pytest.mark.parametrize(
    ("category", "purpose", "said"),
    [
        ("cat-payment", "purpose-marketing", "fails"),
        ("cat-card-number", "purpose-targeted-advertising", "fails"),
        ("cat-own", "purpose-marketing", "fails"),
        ("cat-email", "purpose-marketing", "holds"),
        ("cat-payment", "purpose-payment", "holds"),
    ],
)
def test_a_term_stands_for_all_narrower_ones_and_no_wider_one(category: str, purpose: str, said: str) -> None:
    assert answer(NEVER_ADVERTISING, use(category=category), line(purpose=purpose)) == said


def test_a_data_use_is_held_against_the_purposes_that_it_serves_alone() -> None:
    lines = [line(purpose="purpose-payment"), line("line-b", purpose="purpose-marketing")]
    assert answer(NEVER_ADVERTISING, use(category="cat-payment", purposes=("line-a",)), *lines) == "holds"
    assert answer(NEVER_ADVERTISING, use(category="cat-payment"), *lines) == "fails"


def test_only_means_each_of_several() -> None:
    only = "for: {category: location}\n  only: {purpose: emergency-location}"
    emergency, other = line(purpose="purpose-emergency-location"), line("line-b", purpose="purpose-analytics")
    assert answer(only, use(category="cat-current-location"), emergency) == "holds"
    assert answer(only, use(category="cat-current-location"), emergency, other) == "fails"
    assert answer(only, use(category="cat-email"), other) == "holds"


def test_purpose_and_basis_are_asked_of_one_and_the_same_purpose_line() -> None:
    never = "never: {purpose: marketing, basis: legitimate-interests}"
    apart = [
        line(legal_basis="basis-consent"),
        line("line-b", purpose="purpose-security", legal_basis="basis-legitimate-interests"),
    ]
    assert answer(never, use(), *apart) == "holds"
    assert answer(never, use(), line(legal_basis="basis-legitimate-interests")) == "fails"


def test_a_basis_that_is_not_recorded_neither_keeps_a_rule_nor_breaks_it() -> None:
    health = use(category="cat-special-health")
    assert answer(ON_CONSENT, health, line()) == "unknown"
    assert answer(ON_CONSENT, health, line(legal_basis="basis-contract")) == "fails"
    assert answer(ON_CONSENT, health, line(legal_basis="basis-contract"), line("line-b")) == "fails"
    assert answer(ON_CONSENT, health, line(legal_basis="basis-consent")) == "holds"
    assert answer(ON_CONSENT, health) == "unknown"
    assert (
        answer("for: {category: special-health, purpose: security}\n  only: {basis: consent}", health, line())
        == "holds"
    )


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"recipients": ("party-lux",)}, "holds"),
        ({"recipients": ("party-lux", "party-us")}, "fails"),
        ({"recipients": ("party-chain",)}, "fails"),
        ({"recipients": ("party-somewhere",)}, "unknown"),
        ({"recipients": ("party-somewhere", "party-us")}, "fails"),
        ({"recipients": NONE}, "holds"),
        ({"recipients": NONE, "transfers": ("transfer-in",)}, "fails"),
        ({}, "unknown"),
    ],
)
def test_data_leave_the_eea_by_recipients_by_those_whom_they_engage_and_by_transfers(
    more: dict[str, Any], said: str
) -> None:
    body = "for: {category: contacts-book}\n  never: {country: outside-eea}"
    assert answer(body, use(category="cat-contacts-book", **more)) == said


def test_what_a_recipient_sends_on_counts() -> None:
    body = "never: {category: email, country: [outside-eea, FR]}"
    assert answer(body, use(recipients=("party-lux",)), TRANSFERS[1]) == "fails"


def test_the_day_decides_whether_a_country_is_in_the_eea() -> None:
    records = [*WORLD, party(id="party-uk", name="Isle", country="GB"), use(recipients=("party-uk",))]
    inventory = inventory_of(records)
    rules = rules_of(rule("never: {country: outside-eea}"), inventory)
    days = [date(day) for day in ("2020-01-31", "2021-01-01")]
    assert [len(check_own(rules, inventory, day)) for day in days] == [0, 1]


@pytest.mark.parametrize(
    ("never", "said"),
    [
        ("recipient: Group", "fails"),
        ("recipient: party-us", "fails"),
        ("recipient: Lux", "holds"),
        ("recipient kind: processor", "fails"),
        ("recipient kind: authority", "holds"),
        ("{recipient_kind: processor, country: LU}", "holds"),
        ("system: Cloud", "fails"),
        ("system: Cellar", "holds"),
        ("system-country: outside-eea", "fails"),
        ("{system: Cloud, recipient: Yankee}", "fails"),
        ("people: customer", "unknown"),
    ],
)
def test_groups_kinds_and_systems_can_be_named(never: str, said: str) -> None:
    body = f"never: {never}" if never.startswith("{") else f"never:\n    {never}"
    assert answer(body, use(recipients=("party-us",), systems=("system-us",))) == said


def test_a_finding_says_the_data_the_facts_and_the_reason() -> None:
    (found,) = findings(NEVER_ADVERTISING, use(category="cat-payment"), line())
    assert found.key == "OWN-a-rule use-a purposes"
    assert found.message == "The rule 'a-rule' does not hold: 'Payment' in 'Newsletter' for 'Marketing'."
    assert found.hint == "because"
    assert [tuple(fact) for fact in found.facts] == [("line-a", "purpose")]
    (unknown,) = findings(ON_CONSENT, use(category="cat-special-health"), line())
    assert unknown.message.endswith("cannot be told: the basis is not recorded.")
    (sent,) = findings("never: {country: outside-eea}", use(recipients=("party-us",)))
    assert "to 'Yankee' in 'United States" in sent.message


def test_examples_show_whether_a_rule_says_what_is_meant() -> None:
    text = (
        f"{rule(NEVER_ADVERTISING)}  holds:\n  - category: email\n  - {{category: card-number, purpose: advertising}}\n"
        "  fails:\n  - category: payment\n  - {category: payment, purpose: marketing}\n"
    )
    inventory = inventory_of(WORLD)
    told = [str(each).splitlines()[0] for each in try_examples(rules_of(text, inventory), inventory)]
    should = "error RUL-006: the example should be one in which 'a-rule'"
    assert told == [
        f"rules.yaml:6:16: {should} holds, but it fails",
        f"rules.yaml:8:15: {should} fails, but this cannot be told: the purpose is not recorded",
    ]


def test_a_rule_without_examples_is_told() -> None:
    inventory = inventory_of(WORLD)
    found = try_examples(rules_of(rule(NEVER_ADVERTISING), inventory), inventory)
    assert [(each.code, each.severity) for each in found] == [("RUL-007", Severity.WARNING)] * 2


FAULTS = {
    "no YAML": ("- name: [a\n", ["2:1 TXT-002"]),
    "a character": ("- name: \x01\n", ["1:9 TXT-014"]),
    "no list": ("name: a\n", ["1:1 RUL-001"]),
    "no rule": ("- a\n", ["1:3 RUL-001"]),
    "an alias": ("- name: &a x\n  why: *a\n  never: {category: email}\n", ["1:9 RUL-001", "2:8 RUL-001"]),
    "too deep": ("- - - - - - - a\n", ["1:11 RUL-001"]),
    "an unknown key": (rule("never: {catgory: payment}"), ["3:11 RUL-002"]),
    "an unknown field": (rule("nevr: {category: payment}"), ["1:3 RUL-003", "3:3 RUL-002"]),
    "both": (rule("never: {category: email}\n  only: {category: email}"), ["1:3 RUL-003"]),
    "neither": (rule("for: {category: email}"), ["1:3 RUL-003"]),
    "no name": ("- why: x\n  never: {category: email}\n", ["1:3 RUL-003"]),
    "a bad name": ("- name: A rule\n  why: x\n  never: {category: email}\n", ["1:9 RUL-003"]),
    "a name twice": (rule("never: {category: email}") * 2, ["4:9 RUL-004"]),
    "a key twice": (rule("never: {category: email, category: name}"), ["3:28 RUL-004"]),
    "an empty word": (rule("never: {category: ''}"), ["3:21 RUL-003"]),
    "an empty clause": (rule("never: {}"), ["3:10 RUL-003"]),
    "examples that are no list": (rule("never: {category: email}\n  holds: x"), ["4:10 RUL-001"]),
    "unknown terms": (
        rule("never: {category: paymnt, purpose: [advertisng, payment]}"),
        ["3:21 RUL-005", "3:39 RUL-005"],
    ),
    "an example of no country": (
        rule("never: {country: US}\n  fails:\n  - {country: outside-eea}"),
        ["5:15 RUL-005"],
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_of_a_file_is_told_with_line_and_column(fault: str) -> None:
    text, expected = FAULTS[fault]
    texts, problems = parse_own_rules(text, lambda line, column: TextLocation("", line, column))
    _rules, unknown = resolve(texts, inventory_of(WORLD))
    found = sorted(f"{str(each.location).lstrip(':')} {each.code}" for each in (*problems, *unknown))
    assert found == expected
    assert all(each.hint for each in (*problems, *unknown))


def test_a_slip_in_a_word_gets_the_word_that_was_meant() -> None:
    texts, problems = parse_own_rules(rule("never: {catgory: x}"), partial(TextLocation, ""))
    assert problems[0].hint == "did you mean 'category'?"
    texts, _problems = parse_own_rules(rule("never: {category: paymnt}"), partial(TextLocation, ""))
    _rules, (unknown,) = resolve(texts, inventory_of(WORLD))
    assert unknown.message == "there is no category of data 'paymnt'"
    assert unknown.hint == "did you mean 'payment' or 'Payment'?"


def test_the_rules_of_the_example_run_on_the_inventories_and_their_examples_are_as_said(root: Path) -> None:
    inventory, _report = read_inventory(root / "inventory")
    texts, problems = read_own_rules(root / "examples" / "policy-rules.yaml")
    rules, unknown = resolve(texts, inventory)
    assert (problems, unknown, len(rules)) == ([], [], 3)
    assert try_examples(rules, inventory) == []
    found = {(each.code, each.record): each.severity for each in check_own(rules, inventory)}
    location = ("OWN-location-for-emergency-calls", "use-informetric-analytics-location")
    assert found[location] is Severity.ERROR
    assert ("OWN-location-for-emergency-calls", "use-innovat-emergency-location") not in found
