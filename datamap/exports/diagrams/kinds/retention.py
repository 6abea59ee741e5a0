"""When data are erased: each time limit as a bar from what starts the clock, with the categories it holds for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from datamap.exports.diagrams.drawing import Arrangement, Bar, Drawing, Edge, Emphasis, Fact, Lane, Node, Shape
from datamap.exports.diagrams.kinds.scope import Scope
from datamap.exports.diagrams.kinds.telling import particulars_of
from datamap.model import NONE, DataUse, RetentionRule, recorded

SILENT = "no time limit"
"""The row of the data for which no time limit is recorded."""
STATED = "none"
"""The row of the data for which the records say that there is none."""
TITLES = {SILENT: "retention.no-limit", STATED: "retention.none-limit"}

BARS = {
    "limit-fixed-period": Bar.PERIOD,
    "limit-event-then-period": Bar.PERIOD,
    "limit-event-or-period": Bar.RANGE,
    "limit-until-date": Bar.EVENT,
    "limit-until-event": Bar.EVENT,
    "limit-event-then-unstated": Bar.EVENT_THEN,
    "limit-unstated": Bar.UNSTATED,
    "limit-criteria": Bar.CRITERIA,
    "limit-by-category": Bar.CRITERIA,
    "limit-endless": Bar.ENDLESS,
    "limit-not-stored": Bar.NOT_STORED,
}
DAYS = {"Y": 365.0, "M": 30.0, "W": 7.0, "D": 1.0, "H": 1 / 24}
"""About how many days a unit of ISO 8601 has: enough for a scale from a day to decades."""


def drawings(scope: Scope) -> tuple[Drawing, ...]:
    """Return the one picture of all time limits."""
    return (retention_of(scope),)


def retention_of(scope: Scope) -> Drawing:
    """Return the time limits of the organisation, and the data for which none is recorded."""
    met: dict[tuple[str, str], list[DataUse]] = {}
    for use in scope.uses:
        for id in recorded(use.retention) or (STATED if use.retention is NONE else SILENT,):
            met.setdefault((use.category, id), []).append(use)
    rules = [_row(scope, rule) for rule in sorted(scope.inventory.of(RetentionRule), key=_order)]
    ends = {STATED: Fact(scope.say("retention.none")), SILENT: Fact(scope.say("retention.silent"), Emphasis.MISSING)}
    rules += [
        Node(id=row, lane="rules", shape=Shape.ACTIVITY, title=_title(scope, row), facts=(fact,))
        for row, fact in ends.items()
        if any(rule == row for _, rule in met)
    ]
    categories = dict.fromkeys(category for category, _ in met)
    nodes = [Node(id=id, lane="data", shape=Shape.SYSTEM, title=scope.inventory.name_of(id)) for id in categories]
    edges = tuple(_edge(scope, number, ends, uses) for number, (ends, uses) in enumerate(sorted(met.items()), 1))
    return Drawing(
        title=scope.say("retention.title", name=scope.name),
        subtitle=scope.say("retention.subtitle"),
        description=scope.say("retention.description", name=scope.name, count=len(edges)),
        footer=scope.footer(scope.say("retention.scope")),
        lanes=tuple(Lane(id=id, title=scope.say(f"retention.lane.{id}")) for id in ("rules", "data", "bars")),
        nodes=(*rules, *nodes),
        edges=edges,
        meanings=((Emphasis.MISSING, scope.say("flows.sign.missing")),),
        arrangement=Arrangement.TIMELINE,
        name="retention",
        language=scope.language,
    )


def _title(scope: Scope, row: str) -> str:
    """Return what a row is called: its rule, or that there is none, for either reason."""
    return scope.say(TITLES[row]) if row in TITLES else scope.inventory.name_of(row)


def days_of(duration: object) -> float:
    """Return about how many days an ISO 8601 duration has, 0 for none.

    >>> days_of("P1Y2M"), days_of(None)
    (425.0, 0.0)
    """
    found = re.findall(r"(\d+)([YMWDH])", str(duration).partition("T")[0] if duration else "")
    hours = re.findall(r"(\d+)(H)", str(duration).partition("T")[2] if duration else "")
    return sum((int(count) * DAYS[unit] for count, unit in [*found, *hours]), 0.0)


def _order(rule: RetentionRule) -> tuple[int, float, str]:
    return list(Bar).index(_bar(rule)), days_of(rule.longest), rule.id


def _bar(rule: RetentionRule) -> Bar:
    """Return how a rule is drawn: a period only where its length is stated."""
    bar = BARS.get(rule.kind, Bar.CRITERIA)
    least, most = days_of(rule.shortest), days_of(rule.longest)
    if bar in (Bar.PERIOD, Bar.RANGE):
        return Bar.UNSTATED if not most and not least else Bar.RANGE if least != most and least else Bar.PERIOD
    return bar


def _row(scope: Scope, rule: RetentionRule) -> Node:
    kind = Fact(scope.inventory.name_of(rule.kind))
    ending = Fact(
        scope.say("retention.at-end", words=scope.words(rule.at_end)),
        Emphasis.QUIET if rule.at_end else Emphasis.MISSING,
    )
    told = {"starts": rule.starts, "until": rule.until, "criteria": rule.criteria, "law": rule.legal_reference}
    stated = [scope.period(str(each)) for each in (rule.shortest, rule.longest) if each]
    facts = (
        [Fact(scope.say("retention.period", period=scope.say("retention.to").join(dict.fromkeys(stated))))]
        if stated
        else []
    )
    facts += [Fact(scope.say(f"retention.{key}", words=words)) for key, words in told.items() if words]
    least, most = days_of(rule.shortest), days_of(rule.longest)
    return Node(
        id=rule.id,
        lane="rules",
        shape=Shape.ACTIVITY,
        title=rule.name,
        facts=(kind, ending, *facts),
        bar=_bar(rule),
        span=(least or most, most or least),
    )


def _edge(scope: Scope, number: int, ends: tuple[str, str], uses: Sequence[DataUse]) -> Edge:
    category, rule = ends
    label = _title(scope, rule)
    told = particulars_of(scope, uses, fields=("category", "retention"))
    return Edge(
        tail=category,
        head=rule,
        number=number,
        label=label,
        content=scope.inventory.name_of(category),
        particulars=told,
    )
