"""The run of rules over a register."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from datamap.checks.case import Case
from datamap.checks.catalogue import RULES
from datamap.checks.finding import Finding, Seen
from datamap.checks.rule import Rule
from datamap.model import Inventory
from datamap.model.collector import uncollected


def check(
    inventory: Inventory,
    on: datetime.date | None = None,
    rules: Sequence[Rule] = RULES,
    organisation: str | None = None,
) -> tuple[Finding, ...]:
    """Return the findings of the rules, by record, field and code; the root of a cascade stands for all of it.

    Args:
        inventory: the records.
        on: the day of the law and of deadlines; None: for each organisation the day of its last update.
        rules: which rules to run. What silences them runs too, so that one rule says alone what it says among all.
        organisation: the id of the organisation whose findings are wanted; None: of all.

    >>> from datamap.checks.examples import activity, line
    >>> from datamap.model import inventory_of
    >>> [
    ...     finding.key
    ...     for finding in check(inventory_of([activity(id="act-a")]), rules=[r for r in RULES if r.code == "PUR-001"])
    ... ]
    ['PUR-001 act-a']
    """
    return check_apart(inventory, on, rules, organisation)[0]


def check_apart(
    inventory: Inventory,
    on: datetime.date | None = None,
    rules: Sequence[Rule] = RULES,
    organisation: str | None = None,
) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """Return the findings, and apart from them those for which the root of a cascade stands, both as `check` does.

    >>> from datamap.checks.examples import party
    >>> from datamap.model import inventory_of
    >>> [[each.code for each in apart] for apart in check_apart(inventory_of([party()]))]
    [['REC-013'], ['GOV-013']]
    """
    case = Case(inventory, on)
    with uncollected():
        found = [(rule, seen) for rule in _with_silencers(rules) for seen in rule.check(case)]
    spoken = {(rule.code, seen.record) for rule, seen in found}
    wanted = {rule.code for rule in rules}
    told: list[Finding] = []
    silent: list[Finding] = []
    for rule, seen in found:
        roots = case.roots_of(seen.record)
        if rule.code in wanted and organisation in (None, roots[-1]):
            is_silent = any((code, root) in spoken for code in rule.silenced_by for root in roots)
            (silent if is_silent else told).append(_finding(rule, seen))
    return tuple(sorted(told, key=_place)), tuple(sorted(silent, key=_place))


def _place(finding: Finding) -> tuple[str, ...]:
    return finding.record, finding.field, finding.code, finding.detail, finding.message


def _with_silencers(rules: Sequence[Rule]) -> list[Rule]:
    """Return the rules and, in the order of the catalogue, those that could silence them, and so on to the root."""
    asked = {rule.code: rule for rule in rules}
    known = {rule.code: rule for rule in RULES} | asked
    codes = set(asked)
    while more := {code for each in codes for code in known[each].silenced_by} - codes:
        codes |= more
    return [*rules, *(rule for rule in RULES if rule.code in codes - set(asked))]


def _finding(rule: Rule, seen: Seen) -> Finding:
    return Finding(
        code=rule.code,
        severity=seen.severity or rule.severity,
        record=seen.record,
        field=seen.field,
        message=seen.message,
        hint=seen.hint,
        article=rule.article,
        facts=seen.facts,
        detail=seen.detail,
        evidence=seen.evidence,
    )
