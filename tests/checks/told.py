"""What rules say of the cases in which they must speak: the words in full, as people read them."""

from collections.abc import Iterator
from functools import cache

from datamap.checks.case import Case
from datamap.checks.finding import Place, Seen
from datamap.checks.rule import Rule
from datamap.model import inventory_of
from tests.checks.closer import CLOSER
from tests.checks.tables import CASES


@cache
def faulty(code: str) -> tuple[Case, ...]:
    """The cases in which a rule finds something: those that fail, and those just behind a boundary."""
    table = CASES[code]
    given = [*table.failing, *(failing for _passing, failing in table.boundary)]
    given += [each for of, each, places in CLOSER if of == code and places]
    return tuple(Case(inventory_of(each.records), each.on) for each in given)


def told(rule: Rule) -> Iterator[str]:
    """What a rule says of each of its faulty cases, a paragraph for each finding."""
    for case in faulty(rule.code):
        for seen in rule.check(case):
            yield "\n".join(paragraph(rule, seen))


def paragraph(rule: Rule, seen: Seen) -> Iterator[str]:
    weight = seen.severity or rule.severity
    yield f"{rule.code} {weight} {place(Place(seen.record, seen.field))} {seen.detail}".rstrip()
    yield f"  {seen.message}"
    if seen.hint:
        yield f"  hint: {seen.hint}"
    if seen.facts:
        yield f"  facts: {', '.join(map(place, seen.facts))}"
    for one, other in seen.evidence:
        yield f"  evidence: {one} against {other}"


def place(at: Place) -> str:
    return ".".join(filter(None, at))
