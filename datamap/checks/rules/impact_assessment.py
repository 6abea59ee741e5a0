"""Rules about data protection impact assessments."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator, Mapping

from datamap.checks.case import Case
from datamap.checks.finding import Place, Seen
from datamap.checks.once import places_of, tell_once
from datamap.checks.periods import months_between
from datamap.checks.rule import ERROR, WARNING, Rule, Unanswered
from datamap.checks.words import phrase_in
from datamap.model import Activity, Category, Organisation, People, Purpose, YesNo, recorded
from datamap.vocabulary.lists import read_table

ENOUGH_CRITERIA = 2
"""From how many of the nine criteria on an assessment is due in most cases (WP248 rev.01)."""
STALE = 36
"""Months after which an assessment is worth a review."""


def check_trigger(case: Case) -> Iterator[Seen]:
    """Return the activities that call for an impact assessment by their own record, and have none.

    Why: the law names decisions by machine among what must be assessed before it begins; and where somebody decided
    that an assessment is needed, it is needed.
    Bad: an assessment is required, and not a word on one.
        | activity(dpia_required=YesNo.YES)
    Good: where it stands.
        | activity(dpia_required=YesNo.YES, dpia_status="done", dpia_date=date("2025-03-01"), dpia_reference="File 4")
    Law: Art. 35(1), 35(3)(a).
    """
    for each in case.controlled:
        automated = each.automated_decisions is YesNo.YES
        if (automated or each.dpia_required is YesNo.YES) and not _is_begun(each):
            why = "takes decisions under Art. 22" if automated else "is recorded as in need of an impact assessment"
            yield Seen(
                each.id,
                "dpia_status",
                f"'{each.name}' {why}, and no impact assessment is recorded.",
                "record how far it is, its day and where it stands",
                (Place(each.id, "automated_decisions" if automated else "dpia_required"),),
            )


def check_criteria(case: Case) -> Iterator[Seen]:
    """Return the activities that meet at least two of the nine criteria, with neither an assessment nor a reason.

    Why: where two criteria are met, an assessment is due in most cases; where it is not, the reason is written down.
    Only criteria that the records show are counted: the others a person must look at.
    Bad: precise locations of employees.
        | activity(), use(category="cat-precise-location", people=("people-employee",))
    Good: the reason why no assessment is needed.
        | activity(dpia_required=YesNo.NO, dpia_status="on the list of the authority: no assessment needed"),
        | use(category="cat-precise-location", people=("people-employee",))
    Law: Art. 35(1); Guidelines WP248 rev.01, section III.B.
    """
    table = _criteria_by_term(case)
    for each in case.controlled:
        if each.dpia_required is YesNo.YES or _is_begun(each) or (each.dpia_required and each.note):
            continue
        met = _criteria_of(case, each, table)
        if len(met) >= ENOUGH_CRITERIA:
            names = "; ".join(criterion.criterion for criterion in case.law.dpia_criteria if criterion.key in met)
            facts = tuple(dict.fromkeys(place for places in met.values() for place in places[:1]))
            yield Seen(
                each.id,
                "dpia_required",
                f"'{each.name}' seems to meet {len(met)} of the 9 criteria for an impact assessment ({names}); neither "
                "an assessment nor a reason against it is recorded.",
                "assess the impact, or record why that is not needed",
                facts,
            )


def _criteria_of(case: Case, activity: Activity, table: Mapping[str, tuple[str, ...]]) -> dict[str, list[Place]]:
    """Return the criteria that an activity meets by its records, each with the facts that show it."""
    met: defaultdict[str, list[Place]] = defaultdict(list)
    if activity.automated_decisions is YesNo.YES:
        met["automated-decisions"].append(Place(activity.id, "automated_decisions"))
    for use in case.uses_by_activity.get(activity.id, ()):
        for criterion in table.get(use.category, ()):
            met[criterion].append(Place(use.id, "category"))
        for id in recorded(use.people):
            for criterion in table.get(id, ()):
                met[criterion].append(Place(use.id, "people"))
    for line in case.lines_by_activity.get(activity.id, ()):
        for criterion in table.get(line.purpose, ()):
            met[criterion].append(Place(line.id, "purpose"))
    return met


def _criteria_by_term(case: Case) -> Mapping[str, tuple[str, ...]]:
    """Return the criteria that each category, kind of people and purpose meets, itself or by a wider term."""
    found: defaultdict[str, tuple[str, ...]] = defaultdict(tuple)
    for row in read_table("dpia-terms"):
        for record_class in (Category, People, Purpose):
            for id in case.below(record_class, row["term"]):
                found[id] += (row["criterion"],)
    return found


def check_done(case: Case) -> Iterator[Seen]:
    """Return the impact assessments said to be done, without a day or a reference.

    Why: an assessment that cannot be found cannot be shown.
    Bad: done, but when, and where does it stand?
        | activity(dpia_status="completed")
    Good: the day and the reference.
        | activity(dpia_status="completed", dpia_date=date("2025-03-01"), dpia_reference="File 4")
    Law: Art. 35(7), Art. 5(2).
    """
    for each in case.controlled:
        if _is_done(each) and not (each.dpia_date and each.dpia_reference):
            known = (("day", each.dpia_date), ("reference", each.dpia_reference))
            missing = [name for name, value in known if not value]
            yield Seen(
                each.id,
                "dpia_reference" if each.dpia_date else "dpia_date",
                f"The impact assessment of '{each.name}' is said to be done ('{each.dpia_status}'), but no "
                f"{' and no '.join(missing)} is recorded.",
                "record its day and where it stands",
                (Place(each.id, "dpia_status"),),
            )


def check_age(case: Case) -> Iterator[Seen]:
    """Return the impact assessments that are more than 36 months old.

    Why: risks change with the processing and with what is technically possible; assessments are reviewed.
    Bad: an assessment of 2020.
        | activity(dpia_date=date("2020-03-01"))
    Good: one of last year.
        | activity(dpia_date=date("2025-03-01"))
    Law: Art. 35(11).
    """
    for each in case.controlled:
        on = case.on(each)
        if isinstance(each.dpia_date, datetime.date) and months_between(each.dpia_date, on) >= STALE:
            yield Seen(
                each.id,
                "dpia_date",
                f"The impact assessment of '{each.name}' is of {each.dpia_date}; no later review is recorded.",
                "see whether the risk has changed, and record the day",
            )


def check_screening(case: Case) -> Iterator[Seen]:
    """Return the activities of which is not recorded whether an impact assessment is required.

    Why: whether one is due can only be shown if somebody looked.
    Bad: nobody looked.
        | activity()
    Good: somebody did.
        | activity(dpia_required=YesNo.NO)
    Law: Art. 35(1), Art. 5(2).
    """

    def lacks(activity: Activity) -> bool:
        return not (activity.dpia_required or _is_begun(activity))

    def of_activity(activity: Activity) -> Seen:
        return Seen(
            activity.id,
            "dpia_required",
            f"Whether '{activity.name}' needs an impact assessment is not recorded.",
            "go through the nine criteria and record the answer",
        )

    def of_organisation(organisation: Organisation, activities: list[Activity]) -> Seen:
        return Seen(
            organisation.id,
            "",
            f"{organisation.name} records of none of its {len(activities)} activities whether an impact assessment is "
            "needed.",
            "go through the nine criteria for each activity and record the answer",
            places_of(activities, "dpia_required"),
        )

    yield from tell_once(case, case.controlled, lacks, of_activity, of_organisation)


def _is_begun(activity: Activity) -> bool:
    return bool(activity.dpia_status or activity.dpia_date or activity.dpia_reference)


def _is_done(activity: Activity) -> bool:
    is_denied = phrase_in(activity.dpia_status, "assessment-not-done")
    return bool(phrase_in(activity.dpia_status, "assessment-done") and not is_denied)


RULES: tuple[Rule, ...] = (
    Rule(
        "DPI-001",
        ERROR,
        "Art. 35(1), 35(3)",
        "impact assessment called for, none recorded",
        check_trigger,
        ("activity.automated_decisions", "activity.dpia_required", "activity.dpia_status", "activity.dpia_date"),
    ),
    Rule(
        "DPI-002",
        WARNING,
        "Art. 35(1); WP248 rev.01",
        "two criteria met, no impact assessment",
        check_criteria,
        ("data_use.category", "data_use.people", "purpose_line.purpose", "activity.dpia_required"),
        ("DPI-001",),
    ),
    Rule(
        "DPI-003",
        ERROR,
        "Art. 35(7), 5(2)",
        "impact assessment done, day or reference missing",
        check_done,
        ("activity.dpia_status", "activity.dpia_date", "activity.dpia_reference"),
    ),
    Rule("DPI-004", WARNING, "Art. 35(11)", "impact assessment old", check_age, ("activity.dpia_date",)),
    Rule(
        "DPI-009",
        WARNING,
        "Art. 35(1), 5(2)",
        "need of an impact assessment not looked at",
        check_screening,
        ("activity.dpia_required", "activity.dpia_status", "activity.dpia_date", "activity.dpia_reference"),
        ("DPI-001", "DPI-002"),
    ),
)
"""The rules of this theme."""

UNANSWERED: tuple[Unanswered, ...] = (
    Unanswered(
        "DPI-005", "high risk left, authority not consulted", "activity.dpia_residual_risk, activity.dpia_consultation"
    ),
    Unanswered("DPI-006", "no advice of the officer", "activity.dpia_advice"),
    Unanswered("DPI-007", "views of people not sought", "activity.dpia_views"),
    Unanswered("DPI-008", "on a national list", "dated lists of the authorities"),
)
"""The rules of this theme that the records cannot answer, and the fields that they would need."""
