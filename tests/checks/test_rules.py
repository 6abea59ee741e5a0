"""Every rule finds what it should and no more, by its table of cases and by the examples of its manual."""

import datetime
import inspect

import pytest

from datamap.checks import examples
from datamap.checks.case import Case
from datamap.checks.catalogue import RULES, UNANSWERED, rule_of
from datamap.checks.rule import Rule, manual_of
from datamap.model import NONE, NOT_RECORDED, ClaimKind, NoFact, Record, YesNo, facts_of, inventory_of, kind_named
from tests.checks.closer import CLOSER
from tests.checks.codes import CODES
from tests.checks.table import Cases, Given
from tests.checks.tables import CASES, OPEN

FACTORIES = {name: made for name, made in vars(examples).items() if inspect.isfunction(made)}
WORDS = {each.__name__: each for each in (ClaimKind, NoFact, YesNo)}

of_rules = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)


def seen(rule: Rule, given: Given) -> list[str]:
    return examples.places(rule.check, *given.records, on=given.on)


def test_every_code_of_the_catalogue_is_a_rule_or_is_said_to_be_unanswered_and_none_twice() -> None:
    codes = [rule.code for rule in RULES] + [each.code for each in UNANSWERED] + sorted(OPEN)
    assert sorted(codes) == sorted(CODES)


@of_rules
def test_a_rule_has_three_failing_three_passing_and_a_boundary_case(rule: Rule) -> None:
    assert is_enough(CASES[rule.code])


def is_enough(cases: Cases) -> bool:
    return len(cases.failing) >= 3 and len(cases.passing) >= 3 and len(cases.boundary) >= 1


def test_a_case_too_few_is_noticed() -> None:
    enough = CASES["PUR-001"]
    assert not any(is_enough(enough._replace(**{name: list(getattr(enough, name))[1:]})) for name in Cases._fields)


def test_no_case_is_of_a_rule_that_does_not_exist() -> None:
    assert {code for code in CASES if rule_of(code) is None} == set()


@of_rules
def test_each_failing_case_gives_one_finding_and_each_passing_case_none(rule: Rule) -> None:
    cases = CASES[rule.code]
    assert [len(seen(rule, each)) for each in cases.failing] == [1] * len(cases.failing)
    assert [seen(rule, each) for each in cases.passing] == [[]] * len(cases.passing)


@of_rules
def test_the_boundary_lies_where_the_cases_say(rule: Rule) -> None:
    for last_passing, first_failing in CASES[rule.code].boundary:
        assert (len(seen(rule, last_passing)), len(seen(rule, first_failing))) == (0, 1)


@pytest.mark.parametrize(("code", "given", "places"), CLOSER)
def test_a_closer_look_finds_what_is_there_and_no_more(code: str, given: Given, places: list[str]) -> None:
    rule = rule_of(code)
    assert rule is not None
    assert seen(rule, given) == places


@of_rules
def test_the_examples_of_the_manual_are_bad_and_good(rule: Rule) -> None:
    manual = manual_of(rule)
    assert len(example_of(rule, manual.bad_example)) == 1
    assert example_of(rule, manual.good_example) == []
    assert all((manual.summary, manual.why, manual.bad, manual.good, manual.law))


def example_of(rule: Rule, text: str) -> list[str]:
    return examples.places(rule.check, *records_of(text))


def records_of(text: str) -> tuple[Record | datetime.date, ...]:
    """The records of an example in a manual, and the day if it names one."""
    names = FACTORIES | {"NONE": NONE, "NOT_RECORDED": NOT_RECORDED, **WORDS}
    made: tuple[Record | datetime.date, ...] = eval(f"({text},)", names)
    return made


@of_rules
def test_what_a_rule_needs_are_fields_of_the_model(rule: Rule) -> None:
    assert rule.needs
    for need in rule.needs:
        kind, _, field = need.partition(".")
        assert field in facts_of(kind_named(kind).record_class)
    assert all(rule_of(code) for code in rule.silenced_by)


@of_rules
def test_a_finding_names_a_field_that_is_there(rule: Rule) -> None:
    for given in CASES[rule.code].failing:
        case = Case(inventory_of(given.records), given.on)
        (found,) = rule.check(case)
        for place in ((found.record, found.field), *found.facts):
            record = case.inventory.records[place[0]]
            assert place[1] in ("", *facts_of(type(record)))
