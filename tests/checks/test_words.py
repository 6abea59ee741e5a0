"""The words of findings: looked at as a whole, never those of a court, and always about what is recorded."""

from collections.abc import Iterator

import pytest

from datamap.checks.case import Case
from datamap.checks.catalogue import RULES, UNANSWERED
from datamap.checks.finding import Seen
from datamap.checks.rule import Rule, manual_of
from datamap.model import Record, facts_of, recorded
from tests.checks.told import faulty, told
from tests.conftest import ROOT

GOLDEN = ROOT / "tests" / "golden" / "findings"
THEMES = sorted({rule.code[:3] for rule in RULES})
FORBIDDEN = ("violat", "complian", "compliant", "illegal", "unlawful", "breach of", "infring", "guilty")

of_rules = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)


@pytest.mark.parametrize("theme", THEMES)
def test_findings_say_what_they_should(theme: str, request: pytest.FixtureRequest) -> None:
    found = [text for rule in sorted(RULES) if rule.code.startswith(theme) for text in told(rule)]
    golden, text = GOLDEN / f"{theme}.txt", "\n\n".join(found) + "\n"
    if request.config.getoption("--rewrite-golden"):
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")


def test_no_golden_file_is_of_a_theme_without_rules() -> None:
    assert sorted(path.stem for path in GOLDEN.glob("*.txt")) == THEMES


@of_rules
def test_a_rule_speaks_as_no_court(rule: Rule) -> None:
    manual = manual_of(rule)
    words = [rule.title, *manual[:4], *told(rule)]
    assert [word for word in FORBIDDEN if word in " ".join(words).lower()] == []


def test_what_is_not_answered_is_told_as_by_no_court() -> None:
    assert not any(word in each.title.lower() for each in UNANSWERED for word in FORBIDDEN)


@of_rules
def test_a_finding_is_a_sentence_that_names_what_is_recorded(rule: Rule) -> None:
    for case in faulty(rule.code):
        for seen in rule.check(case):
            assert seen.message.endswith(".")
            assert not seen.hint.endswith(".")
            # Of a record in which nothing else stands, nothing else can be said.
            names = (*about(case, seen), "a place not recorded", "a choice is announced")
            assert any(words.lower() in seen.message.lower() for words in names), seen.message


def about(case: Case, seen: Seen) -> Iterator[str]:
    """The words in the record of a finding and in the facts that led to it, and the names of what these point to."""
    for id in (seen.record, *(fact.record for fact in seen.facts)):
        record = case.inventory.records[id]
        yield case.name(id)
        for field in facts_of(type(record)):
            yield from filter(None, map(case.name, values(record, field)))


def values(record: Record, field: str) -> tuple[str, ...]:
    value = getattr(record, field)
    return tuple(map(str, recorded(value) if isinstance(value, tuple) else [value] if value else []))
