"""The run of rules of one's own: held against each data use, and against the examples that come with them.

An answer is yes, no or not known, and the logic is Kleene's: a fact that is not recorded neither breaks a rule nor
shows that it holds, unless the answer is the same whatever the fact is.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import IntEnum
from functools import partial
from itertools import product
from typing import NamedTuple

from datamap.checks.case import Case
from datamap.checks.finding import Finding, Place
from datamap.checks.once import some
from datamap.checks.own_rules import KEYS, Example, OwnRule, Wanted
from datamap.checks.own_strands import Fact, Strands, Thread
from datamap.model import NOT_RECORDED, DataUse, Inventory
from datamap.problems import Problem, Severity
from datamap.text import join_words
from datamap.vocabulary.law import EDITION


class Answer(IntEnum):
    """Whether something is so; "and" is the least of two answers, "or" the greatest."""

    NO = 0
    UNKNOWN = 1
    YES = 2


class Break(NamedTuple):
    """How far a rule is broken, and the threads that break it by their strands."""

    answer: Answer
    threads: Mapping[str, Sequence[Thread]]


HOLDS = Break(Answer.NO, {})
Look = Callable[[str], Sequence[Thread]]


def check_own(rules: Iterable[OwnRule], inventory: Inventory, on: datetime.date | None = None) -> tuple[Finding, ...]:
    """Return the findings of rules of one's own: an error where one does not hold, a warning where none can tell.

    Args:
        rules: the rules, with their words resolved.
        inventory: the records, of one organisation or of all.
        on: the day on which countries are in the EEA or not; None: for each organisation the day of its last update.
    """
    case, rules = Case(inventory, on), tuple(rules)
    reached: dict[tuple[str, ...], tuple[str, ...]] = {}
    findings = []
    for use in inventory.of(DataUse):
        strands, day = Strands(case, use, reached), case.on(use)
        for rule in rules:
            broken = _breaks(rule, strands.of, case, day)
            if broken.answer is not Answer.NO:
                findings.append(_finding(rule, broken, case, use))
    return tuple(sorted(findings, key=lambda each: (each.record, each.field, each.code)))


def try_examples(rules: Iterable[OwnRule], inventory: Inventory, on: datetime.date = EDITION) -> list[Problem]:
    """Return a problem for each example that is not as its rule says, and for each rule without one of both sorts."""
    case = Case(inventory, on)
    problems = []
    for rule in rules:
        problems += [each for example in rule.examples for each in _tried(rule, example, case, on)]
        for holds, word in ((True, "holds"), (False, "fails")):
            if not any(example.holds is holds for example in rule.examples):
                problems.append(
                    Problem(
                        code="RUL-007",
                        message=f"'{rule.name}' has no example in which it {word}",
                        location=rule.location,
                        severity=Severity.WARNING,
                        hint=f"add one under '{word}:'",
                    )
                )
    return problems


def _tried(rule: OwnRule, example: Example, case: Case, on: datetime.date) -> Iterator[Problem]:
    broken = _breaks(rule, lambda strand: _threads_of(example, strand), case, on)
    said = Answer.NO if example.holds else Answer.YES
    if broken.answer is not said:
        words = {Answer.NO: "holds", Answer.YES: "fails"}
        is_told = broken.answer in words
        seen = f"it {words[broken.answer]}" if is_told else f"this cannot be told: {_unknown(rule, broken)}"
        yield Problem(
            code="RUL-006",
            message=f"the example should be one in which '{rule.name}' {words[said]}, but {seen}",
            location=example.location,
            hint="mend the rule or the example",
        )


def _threads_of(example: Example, strand: str) -> Sequence[Thread]:
    """Return the threads of one strand that an example names; what it leaves out is not recorded."""
    names = [key.name for key in KEYS.values() if key.strand == strand]
    values: list[tuple[Fact, ...]] = [example.named.get(name, (NOT_RECORDED,)) for name in names]
    return [Thread(dict(zip(names, each, strict=True))) for each in product(*values)]


def _breaks(rule: OwnRule, look: Look, case: Case, on: datetime.date) -> Break:
    """Return how far a rule is broken: something meets `for` and `never`, or meets `for` and not all of `only`."""
    found: dict[str, Sequence[Thread]] = {}
    answer = Answer.YES
    for strand, wanted in rule.asked.items():
        best, found[strand] = _best(look(strand), partial(_all, wanted, case, on))
        answer = min(answer, best)
        if answer is Answer.NO:
            return HOLDS
    if not rule.only:
        return Break(answer, found)
    other = Answer.NO
    for strand, allowed in rule.only.items():
        best, threads = _best(look(strand), partial(_other, rule.asked.get(strand, ()), allowed, case, on))
        if best is not Answer.NO:
            other, found[strand] = max(other, best), threads
    return Break(min(answer, other), found) if other is not Answer.NO else HOLDS


def _best(threads: Sequence[Thread], asked: Callable[[Thread], Answer]) -> tuple[Answer, Sequence[Thread]]:
    """Return the greatest answer of any thread, and the threads that give it."""
    best, found = Answer.NO, list[Thread]()
    for thread in threads:
        answer = asked(thread)
        if answer > best:
            best, found = answer, [thread]
        elif answer is best:
            found.append(thread)
    return best, found


def _all(wanted: Sequence[Wanted], case: Case, on: datetime.date, thread: Thread) -> Answer:
    answer = Answer.YES
    for each in wanted:
        answer = min(answer, _fits(each, thread.facts[each.key.name], case, on))
        if answer is Answer.NO:
            break
    return answer


def _other(
    wanted: Sequence[Wanted], allowed: Sequence[Wanted], case: Case, on: datetime.date, thread: Thread
) -> Answer:
    """Return whether a thread is one that the rule speaks of and is none of those that it allows."""
    return min(_all(wanted, case, on, thread), Answer(Answer.YES - _all(allowed, case, on, thread)))


def _fits(wanted: Wanted, fact: Fact, case: Case, on: datetime.date) -> Answer:
    if fact is NOT_RECORDED:
        return Answer.UNKNOWN
    fits = fact in wanted.ids or (wanted.is_outside_eea and case.is_third_country(fact, on))
    return Answer.YES if fits else Answer.NO


def _finding(rule: OwnRule, broken: Break, case: Case, use: DataUse) -> Finding:
    """Return what a data use shows: that the rule does not hold, or that nobody can tell."""
    is_known = broken.answer is Answer.YES
    data = f"'{case.name(use.category)}' in '{case.name(use.activity)}'"
    asked = _asked(rule)
    said = [_said(strand, threads, asked, case) for strand, threads in broken.threads.items() if strand != "category"]
    if is_known:
        message = f"The rule '{rule.name}' does not hold: {' '.join((data, *said))}."
    else:
        message = f"Whether the rule '{rule.name}' holds of {data} cannot be told: {_unknown(rule, broken)}."
    last = next(key for key in reversed(list(KEYS.values())) if key.strand in broken.threads and key.name in asked)
    threads = [thread for each in broken.threads.values() for thread in each]
    places = [thread.places[name] for thread in threads for name in thread.places if name in asked]
    return Finding(
        code=rule.code,
        severity=Severity.ERROR if is_known else Severity.WARNING,
        record=use.id,
        field=last.field,
        message=message,
        hint=rule.why,
        article="own rule",
        facts=tuple(dict.fromkeys(Place(*place) for place in places)),
    )


def _asked(rule: OwnRule) -> set[str]:
    return {each.key.name for strands in (rule.asked, rule.only) for wanted in strands.values() for each in wanted}


BEFORE = {
    "people": "about",
    "purpose": "for",
    "basis": "on the basis",
    "recipient": "to",
    "recipient kind": "of the kind",
    "country": "in",
    "system": "in the system",
    "system country": "in",
}
"""The words before what a key names."""
TOLD_TOGETHER = {"basis": "purpose", "recipient kind": "recipient", "country": "recipient", "system country": "system"}
"""Keys that say nothing without another one: which purpose, which recipient, which system."""


def _said(strand: str, threads: Sequence[Thread], asked: set[str], case: Case) -> str:
    """Return the threads of a strand in words, with what the rule asks about them."""
    shown = [name for name in BEFORE if KEYS[name].strand == strand and (name in asked or _is_needed(name, asked))]
    return some(
        " ".join(f"{BEFORE[name]} '{case.name(fact)}'" for name in shown if isinstance(fact := thread.facts[name], str))
        for thread in threads
    )


def _is_needed(name: str, asked: set[str]) -> bool:
    return any(other == name for key, other in TOLD_TOGETHER.items() if key in asked)


def _unknown(rule: OwnRule, broken: Break) -> str:
    """Return in words which facts are not recorded that would tell."""
    asked = _asked(rule)
    open_names = [
        name
        for name in KEYS
        if name in asked
        and any(thread.facts.get(name) is NOT_RECORDED for threads in broken.threads.values() for thread in threads)
    ]
    return f"the {join_words(open_names)} {'is' if len(open_names) == 1 else 'are'} not recorded"
