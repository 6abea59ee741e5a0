"""Breaking the code of a rule makes one of its tests fail."""

import ast
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, partial
from pathlib import Path
from types import FrameType, ModuleType
from typing import NamedTuple

import pytest

from datamap.checks import examples
from datamap.checks.case import Case
from datamap.checks.catalogue import RULES
from datamap.checks.rule import Rule, manual_of
from datamap.model import Record, facts_of, inventory_of, kind_named
from tests.checks.clean import ON, Clean
from tests.checks.closer import CLOSER
from tests.checks.defects import PLANTED
from tests.checks.mutants import Mutant, module_of, mutants, rules_of
from tests.checks.tables import CASES
from tests.checks.test_rules import records_of
from tests.checks.told import faulty, paragraph
from tests.conftest import ROOT
from tests.figures import Figures

STEMS = sorted(path.stem for path in (ROOT / "datamap" / "checks" / "rules").glob("[a-z]*.py"))
EQUIVALENT = {
    # A text that is not there mentions as little as another text that mentions nothing; an owner that is not there
    # is as good as any other name for it.
    "consent.check_imbalance: another constant than ''",
    "loose_ends.check_contact: without each.how in each.how and (not each.contact)",
    "purposes._vagueness: another constant than ''",
    "wording.REMARKS: another constant than 'id'",
    "wording._all_texts: without fact.value is Value.TEXT in fact.value is Value.TEXT and name not in REMARKS",
    "wording._explained: another constant than ''",
    "wording.check_acronyms: another constant than ''",
    # Asked for the sake of types alone: the values of another type change nothing.
    "governance._named: without 'if isinstance(id, str)'",
    (
        "notices.check_age: without notice in notice and isinstance(dated, datetime.date) and isinstance(each.start, "
        "datetime.date) and (dated < each.start)"
    ),
    "recipients._families: without 'if isinstance(each.parent, str)'",
    "recipients._reached: without 'if isinstance(each, str)'",
    "special._uses_under: without line in line and activity and (activity.role != PROCESSOR) and found",
    (
        "transfers.check_expiry: without decision in decision and last and ((last - on).days < SOON) and (not "
        "_follows(case, each, last))"
    ),
    # Asked for the sake of speed alone: what is passed over would come to nothing later.
    (
        "loose_ends.check_lead_in: without cited.document in documents in isinstance(cited.line, int) and "
        "cited.document in documents"
    ),
    "purposes._roughly_alike: the other comparison in len(group) > 1",
    "purposes._roughly_alike: without 'if len(group) > 1'",
    (
        "recipients.check_departments: without inside_parties in inside_parties and any((not "
        "inside_parties.isdisjoint(recorded(use.recipients)) for use in uses))"
    ),
    "wording._explained: without 'if _EXPLAINED.search(text)'",
    "time_limits._with_several_periods: the other comparison in len(found[use.activity, use.category]) > 1",
    "time_limits._with_several_periods: without 'if any((id in periods for id in recorded(use.retention)))'",
    "time_limits._with_several_periods: without 'if len(found[use.activity, use.category]) > 1'",
    "time_limits.check_contradiction: the other comparison in len({period for _rule, period in rules.values()}) > 1",
    "time_limits.check_contradiction: without 'if len({period for _rule, period in rules.values()}) > 1'",
    # No decision follows another one after a gap of a day.
    "transfers._follows: another constant than 1",
}
"""Mutants that do as the rules do; if a rule changes, they are looked at again."""
SECONDS = 2.0
"""How much time of the processor the tests of a broken module may take before it counts as found out."""


class EndlessError(Exception):
    """A mutant does not come to an end."""


class Tried(NamedTuple):
    """What a rule is tried on.

    Attributes:
        told: cases of which the words of the findings are known, with these words.
        counted: cases of which the number of findings is known, with that number.
    """

    told: list[tuple[Case, list[str]]]
    counted: list[tuple[Case, int]]


@cache
def tried() -> dict[str, Tried]:
    """What each rule is tried on, by its code: what other tests hold the rules to, made once."""
    clean = [Case(Clean(number).inventory(), ON) for number in range(2)]
    found = {}
    for rule in RULES:
        table, manual = CASES[rule.code], manual_of(rule)
        passing = [Case(inventory_of(each.records), each.on) for each in table.passing]
        passing += [Case(inventory_of(each.records), each.on) for each, _failing in table.boundary]
        passing += [Case(inventory_of(each.records), each.on) for of, each, at in CLOSER if of == rule.code and not at]
        counted = [(case, 0) for case in (*passing, *clean, example(manual.good_example))]
        counted += [(case, len(list(rule.check(case)))) for case in planted(rule.code)]
        bad = (*faulty(rule.code), example(manual.bad_example))
        found[rule.code] = Tried([(case, words(rule, case)) for case in bad], counted)
    return found


def words(rule: Rule, case: Case) -> list[str]:
    return ["\n".join(paragraph(rule, seen)) for seen in rule.check(case)]


def example(text: str) -> Case:
    given = records_of(text)
    day = next((each for each in given if not isinstance(each, Record)), examples.TODAY)
    return Case(inventory_of(each for each in given if isinstance(each, Record)), day)


def planted(code: str) -> Iterator[Case]:
    for place in range(2):
        defect = PLANTED[code]
        clean = Clean(place, defect.on)
        defect.plant(clean, place)
        yield Case(clean.inventory(), defect.on)


def is_found_out(rules: list[Rule]) -> bool:
    """Whether a test of one of the broken rules fails."""
    tried()
    try:
        with limited():
            return any(map(is_broken, rules))
    except Exception:  # noqa: BLE001 - whatever a broken rule raises, its tests fail
        return True


def is_broken(rule: Rule) -> bool:
    on = tried()[rule.code]
    if not all(is_field(need) for need in rule.needs) or any(words(rule, case) != said for case, said in on.told):
        return True
    return any(len(list(rule.check(case))) != count for case, count in on.counted)


def is_field(need: str) -> bool:
    kind, _, field = need.partition(".")
    return field in facts_of(kind_named(kind).record_class)


@contextmanager
def limited() -> Iterator[None]:
    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise EndlessError

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def all_mutants(stem: str) -> Iterator[tuple[ModuleType, Mutant]]:
    module = module_of(stem)
    source = Path(str(module.__file__)).read_text(encoding="utf-8")
    return ((module, mutant) for mutant in mutants(module, source))


def test_the_rules_as_they_are_pass_the_tests_by_which_mutants_are_found_out() -> None:
    assert [rule.code for rule in RULES if is_found_out([rule])] == []


@pytest.mark.property
def test_breaking_a_rule_makes_a_test_fail(proving: bool, figures: Figures) -> None:
    every = [pair for stem in STEMS for pair in all_mutants(stem)]
    chosen = every if proving else every[::50]
    alive = [mutant.name for module, mutant in chosen if not is_found_out(rules_of(mutant, module))]
    assert set(alive) <= EQUIVALENT
    assert not proving or set(alive) == EQUIVALENT
    figures(
        "rules broken in one place",
        mutants=len(chosen), made_a_test_fail=len(chosen) - len(alive), do_as_the_rules_do=len(alive),
    )  # fmt: skip


def test_a_mutant_that_no_test_finds_out_is_told() -> None:
    module = module_of("time")
    source = Path(str(module.__file__)).read_text(encoding="utf-8")
    assert not is_found_out(rules_of(Mutant("as it is", partial(ast.parse, source)), module))
