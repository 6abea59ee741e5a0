"""Rules about the periods in time limits: their start, their contradictions, and their end."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping

from datamap.checks.case import Case
from datamap.checks.finding import Place, Seen
from datamap.checks.periods import Period, period_of, periods_in
from datamap.checks.rule import ERROR, WARNING, Rule
from datamap.model import DataUse, RetentionRule, recorded

PERIOD_KINDS = ("limit-fixed-period", "limit-event-then-period")
"""Kinds of time limits of which the period alone decides, once it has begun."""


def check_start(case: Case) -> Iterator[Seen]:
    """Return the retention rules with a period of which is not recorded what starts it.

    Why: three years from what? Without a start nobody can tell the day.
    Bad: three years.
        | limit(longest="P3Y")
    Good: three years from the end of the contract.
        | limit(longest="P3Y", starts="end of the contract")
    Law: Art. 5(1)(e), Art. 30(1)(f).
    """
    for each in case.inventory.of(RetentionRule):
        if (each.longest or each.shortest) and not (each.starts or each.until):
            yield Seen(
                each.id,
                "starts",
                f"What starts the period of '{each.name}' is not recorded.",
                "record the event from which it is counted",
                (Place(each.id, "longest"),),
            )


def check_contradiction(case: Case) -> Iterator[Seen]:
    """Return the data uses with two periods for the same data, people and purposes.

    Why: two periods for the same data cannot both be kept. Only rules whose period alone decides are compared, counted
    from the same start.
    Bad: one and three years for the same data.
        | use(retention=("keep-a", "keep-b")), limit(longest="P1Y"), limit("keep-b", longest="P3Y")
    Good: one of them.
        | use(retention=("keep-a",)), limit(longest="P1Y"), limit("keep-b", longest="P3Y")
    Law: Art. 5(1)(e).
    """
    by_organisation: defaultdict[str, dict[str, tuple[RetentionRule, Period]]] = defaultdict(dict)
    for each in case.inventory.of(RetentionRule):
        if each.kind in PERIOD_KINDS and not each.criteria and (period := period_of(each.longest)):
            by_organisation[each.organisation][each.id] = (each, period)
    several = [rules for rules in by_organisation.values() if len({period for _rule, period in rules.values()}) > 1]
    alone = {id: found for rules in several for id, found in rules.items()}
    if not alone:
        return
    kept: defaultdict[Hashable, dict[Period, tuple[DataUse, RetentionRule]]] = defaultdict(dict)
    told: set[str] = set()
    for use in _with_several_periods(case, {id: period for id, (_rule, period) in alone.items()}):
        for rule, period in (alone[id] for id in recorded(use.retention) if id in alone):
            same = (use.activity, use.category, use.people, use.purposes, use.elements, use.condition, rule.starts)
            others = kept[same]
            others.setdefault(period, (use, rule))
            if len(others) > 1 and use.id not in told:
                told.add(use.id)
                other, against = next(iter(others.values()))
                yield Seen(
                    use.id,
                    "retention",
                    f"The {case.name(use.category)} of '{case.name(use.activity)}' seem to be kept for two periods: "
                    f"'{against.name}' ({against.longest}) and '{rule.name}' ({rule.longest}).",
                    "decide on one, or record what tells the data apart",
                    (Place(other.id, "retention"), Place(against.id, "longest"), Place(rule.id, "longest")),
                )


def _with_several_periods(case: Case, periods: Mapping[str, Period]) -> Iterator[DataUse]:
    """Yield the data uses whose category is kept for more than one period in their activity."""
    found: defaultdict[tuple[str, str], set[Period]] = defaultdict(set)
    dated = [use for use in case.inventory.of(DataUse) if any(id in periods for id in recorded(use.retention))]
    for use in dated:
        found[use.activity, use.category].update(periods[id] for id in recorded(use.retention) if id in periods)
    return (use for use in dated if len(found[use.activity, use.category]) > 1)


def check_over(case: Case) -> Iterator[Seen]:
    """Return the data uses of ended activities whose period is over while a system is still said to hold the data.

    Why: after the end of the period the data are erased. The period is counted from the last day of the activity.
    Bad: an activity that ended in 2020, one year to keep, and data on a server.
        | activity(end=date("2020-06-30")), limit(longest="P1Y"), use(retention=("keep-a",), systems=("system-a",)),
        | system()
    Good: the record says that no system holds them any more.
        | activity(end=date("2020-06-30")), limit(longest="P1Y"), use(retention=("keep-a",), systems=NONE)
    Law: Art. 5(1)(e), Art. 17(1)(a).
    """
    for activity in case.activities:
        if not isinstance(activity.end, datetime.date):
            continue
        for use in case.uses_by_activity.get(activity.id, ()):
            due = _due(case, activity.end, use)
            if due and recorded(use.systems) and due < case.on(use):
                yield Seen(
                    use.id,
                    "systems",
                    f"'{activity.name}' ended on {activity.end}; its {case.name(use.category)} seem to be due for "
                    f"erasure since {due}, and {case.names(recorded(use.systems))} is still said to hold them.",
                    "erase them and write none for the systems, or record why they are kept",
                    (Place(activity.id, "end"), *(Place(id, "longest") for id in recorded(use.retention))),
                )


def _due(case: Case, end: datetime.date, use: DataUse) -> datetime.date | None:
    """Return the day on which the longest period of a data use is over; None if one of them tells no day."""
    rules = case.limits_of(use)
    periods = [period_of(rule.longest) for rule in rules if rule.kind in PERIOD_KINDS and not rule.criteria]
    days = [period.after(end) for period in periods if period]
    return max(days) if days and len(days) == len(rules) else None


def check_notice(case: Case) -> Iterator[Seen]:
    """Return the retention rules whose recorded period is none of those in the words that back it.

    Why: people rely on what the notice says, colleagues on what the register says; the two must be the same.
    Bad: five years in the notice, three in the register.
        | limit(longest="P3Y", wording="kept for 5 years")
    Good: the same in both.
        | limit(longest="P5Y", wording="kept for 5 years")
    Law: Art. 13(2)(a), Art. 5(1)(a).
    """
    for each in case.inventory.of(RetentionRule):
        ours = {period for period in (period_of(each.longest), period_of(each.shortest)) if period}
        if not ours:
            continue
        stated = [("", each.wording)]
        stated += [(cited.id, cited.phrase) for cited in case.evidence_by_record.get(each.id, ())]
        for id, words in stated:
            theirs = set(periods_in(words))
            if theirs and theirs.isdisjoint(ours):
                yield Seen(
                    each.id,
                    "longest" if each.longest else "shortest",
                    f"'{words}' seems to say another period than the recorded {each.longest or each.shortest}.",
                    "correct the register or the notice",
                    (Place(id, "phrase") if id else Place(each.id, "wording"),),
                )
                break


RULES: tuple[Rule, ...] = (
    Rule(
        "RET-003",
        WARNING,
        "Art. 5(1)(e), 30(1)(f)",
        "period without a start",
        check_start,
        ("retention_rule.longest", "retention_rule.shortest", "retention_rule.starts", "retention_rule.until"),
    ),
    Rule(
        "RET-004",
        ERROR,
        "Art. 5(1)(e)",
        "two periods for the same data",
        check_contradiction,
        ("data_use.retention", "retention_rule.longest", "retention_rule.kind", "retention_rule.starts"),
    ),
    Rule(
        "RET-008",
        ERROR,
        "Art. 5(1)(e), 17(1)(a)",
        "period over, data still held",
        check_over,
        ("activity.end", "data_use.retention", "data_use.systems", "retention_rule.longest"),
    ),
    Rule(
        "RET-010",
        WARNING,
        "Art. 13(2)(a)",
        "another period stated than recorded",
        check_notice,
        ("retention_rule.longest", "retention_rule.shortest", "retention_rule.wording", "evidence.phrase"),
    ),
)
"""The rules on periods, part of the theme of time limits."""
