"""Rules about dates."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from datamap.checks.case import Case
from datamap.checks.finding import Place, Seen
from datamap.checks.once import places_of
from datamap.checks.rule import ERROR, WARNING, Rule, Unanswered
from datamap.model import Activity, Party, Record, Status, Transfer, facts_of, recorded

DONE: tuple[tuple[type[Record], tuple[str, ...]], ...] = (
    (Activity, ("dpia_date", "last_review")),
    (Party, ("contract_date",)),
    (Transfer, ("tool_date",)),
)
"""Days on which something was done; the day that a document states for itself may be the one from which it holds."""


def check_order(case: Case) -> Iterator[Seen]:
    """Return the activities that end before they start.

    Why: one of the two dates is wrong, and whatever is reckoned from it too.
    Bad: an end before the start.
        | activity(start=date("2024-05-02"), end=date("2024-05-01"))
    Good: an activity of one day.
        | activity(start=date("2024-05-01"), end=date("2024-05-01"))
    Law: Art. 5(1)(d), Art. 5(2).
    """
    for each in case.activities:
        if isinstance(each.start, datetime.date) and isinstance(each.end, datetime.date) and each.end < each.start:
            yield Seen(
                each.id,
                "end",
                f"'{each.name}' seems to end on {each.end}, before it starts on {each.start}.",
                "correct one of the dates",
                (Place(each.id, "start"),),
            )


def check_ended(case: Case) -> Iterator[Seen]:
    """Return the activities whose end has passed although they are recorded as active, and the other way round.

    Why: data of an activity that has ended do not flow any more; either the end is wrong, or what belongs to the
    activity is still to be closed: its data uses, its recipients, its transfers.
    Bad: active after its end.
        | activity(status="active", end=date("2025-12-31"))
    Good: ended at its end.
        | activity(status="ended", end=date("2025-12-31"))
    Law: Art. 5(2), Art. 5(1)(e).
    """
    for each in case.activities:
        if not isinstance(each.end, datetime.date):
            continue
        on = case.on(each)
        is_over = each.end < on
        is_to_come = case.known_day(each) is not None and each.end > on
        if (is_over and each.status == Status.ACTIVE) or (is_to_come and each.status == Status.ENDED):
            hint = "close what still flows and record it as ended" if is_over else "correct the end or the status"
            yield Seen(
                each.id,
                "status",
                f"'{each.name}' is recorded as {each.status}, and its end as {each.end}, "
                f"{'before' if is_over else 'after'} {on}.",
                hint,
                (Place(each.id, "end"), *_flows(case, each)),
            )


def _flows(case: Case, activity: Activity) -> tuple[Place, ...]:
    uses = case.uses_by_activity.get(activity.id, ())
    return places_of((use for use in uses if recorded(use.recipients)), "recipients")


def check_future(case: Case) -> Iterator[Seen]:
    """Return the days on which something is said to have been signed, done or checked, and that are still to come.

    Why: what is signed has a day behind it; a day to come is a slip, or a promise recorded as a fact. Days are
    held against the day asked for, or the one on which the organisation last updated its record; without either,
    nothing is said.
    Bad: a contract signed next year.
        | party(contract_date=date("2027-02-01"))
    Good: a contract signed last year.
        | party(contract_date=date("2025-02-01"))
    Law: Art. 5(1)(d), Art. 5(2).
    """
    for record_class, fields in DONE:
        for each in case.inventory.of(record_class):
            for field in fields:
                day = getattr(each, field)
                on = case.known_day(each)
                if on and isinstance(day, datetime.date) and day > on:
                    title = facts_of(record_class)[field].title
                    what = "the day that was asked for" if case.day else "when the register was last brought up to date"
                    yield Seen(
                        each.id,
                        field,
                        f"The {title} of '{case.name(each.id)}', {day}, is after {on}, {what}.",
                        "correct the day, or leave it out until it is done",
                    )


RULES: tuple[Rule, ...] = (
    Rule("TIM-001", ERROR, "Art. 5(2)", "ends before it starts", check_order, ("activity.start", "activity.end")),
    Rule(
        "TIM-002",
        WARNING,
        "Art. 5(2)",
        "ended, and still active",
        check_ended,
        ("activity.end", "activity.status"),
        ("TIM-001",),
    ),
    Rule(
        "TIM-003",
        ERROR,
        "Art. 5(2)",
        "done on a day to come",
        check_future,
        ("party.contract_date", "transfer.tool_date", "activity.dpia_date", "activity.last_review"),
    ),
)
"""The rules of this theme."""

UNANSWERED: tuple[Unanswered, ...] = (Unanswered("TIM-004", "unchanged for 24 months", "the dates of the journal"),)
"""The rules of this theme that the records cannot answer, and the fields that they would need."""
