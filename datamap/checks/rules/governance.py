"""Rules about upkeep of the register: reviews, owners, evidence, and records that nothing leads to."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from datamap.checks.case import Case
from datamap.checks.finding import Seen
from datamap.checks.links import PROCESSOR
from datamap.checks.once import places_of, tell_once
from datamap.checks.rule import NOTE, WARNING, Rule, Unanswered
from datamap.model import (
    NOT_RECORDED,
    Activity,
    DataUse,
    Document,
    Evidence,
    Measure,
    Organisation,
    Party,
    RetentionRule,
    Source,
    Status,
    System,
    Transfer,
    recorded,
)


def check_review(case: Case) -> Iterator[Seen]:
    """Return the activities whose review is due, or of which no review is recorded.

    Why: a record that nobody looks at again stops being true. Where none of several activities has a day of review,
    the organisation is told once. Activities that have ended need none.
    Bad: a review that was due.
        | activity(next_review=date("2025-12-31"))
    Good: a review to come.
        | activity(next_review=date("2026-12-31"))
    Law: Art. 5(2), Art. 24(1).
    """
    running = [each for each in case.activities if each.status != Status.ENDED]
    yield from tell_once(case, running, _has_no_review, _without_review, _all_without_review)
    for each in running:
        if isinstance(each.next_review, datetime.date) and each.next_review < case.on(each):
            message = f"A review of '{each.name}' was due on {each.next_review}."
            yield Seen(each.id, "next_review", message, "review the activity and record the day of the next review")


def _has_no_review(activity: Activity) -> bool:
    return not activity.last_review and not activity.next_review


def _without_review(activity: Activity) -> Seen:
    message = f"When '{activity.name}' was or will be reviewed is not recorded."
    return Seen(activity.id, "next_review", message, "record the last review or the next one")


def _all_without_review(organisation: Organisation, activities: list[Activity]) -> Seen:
    return Seen(
        organisation.id,
        "",
        f"For none of the {len(activities)} activities of {organisation.name} is a review recorded, past or to come.",
        "record the last review or the next one in each activity",
        places_of(activities, "next_review"),
    )


def check_owner(case: Case) -> Iterator[Seen]:
    """Return the activities for which nobody is recorded who answers for them.

    Why: somebody must notice when the activity changes. A department counts as an owner. Where none of several
    activities has one, the organisation is told once.
    Bad: nobody's activity.
        | activity()
    Good: somebody's.
        | activity(owner="Head of marketing")
    Law: Art. 24(1), Art. 5(2).
    """
    running = [each for each in case.activities if each.status != Status.ENDED]
    yield from tell_once(case, running, _has_no_owner, _without_owner, _all_without_owner)


def _has_no_owner(activity: Activity) -> bool:
    return not activity.owner and not activity.department


def _without_owner(activity: Activity) -> Seen:
    return Seen(activity.id, "owner", f"Who answers for '{activity.name}' is not recorded.", "name a person or a role")


def _all_without_owner(organisation: Organisation, activities: list[Activity]) -> Seen:
    return Seen(
        organisation.id,
        "",
        f"For none of the {len(activities)} activities of {organisation.name} is it recorded who answers for it.",
        "name an owner or a department in each activity",
        places_of(activities, "owner"),
    )


def check_evidence(case: Case) -> Iterator[Seen]:
    """Return the documents that evidence cites and that cannot be told from another version of themselves.

    Why: evidence holds as long as the document is the one that was read; a digest of its bytes shows that.
    Bad: a document without a digest.
        | document(), evidence()
    Good: the document with its digest.
        | document(file="notice.txt", sha256="9f86d081"), evidence()
    Law: Art. 5(2).
    """
    cited = {each.document for each in case.inventory.of(Evidence)}
    for each in case.inventory.of(Document):
        if each.id in cited and not (each.file and each.sha256):
            field = "sha256" if each.file else "file"
            yield Seen(
                each.id,
                field,
                f"Evidence cites '{each.title}', of which no {'digest' if each.file else 'file'} is recorded: a change "
                "would not be noticed.",
                "record the file and its SHA-256",
            )


def check_where(case: Case) -> Iterator[Seen]:
    """Return the activities whose data seem to be nowhere: no system holds them and nobody receives them.

    Why: data that are in no system cannot be found, protected or erased. Where that is so for all of several
    activities, the organisation is told once. A controller's data uses whose recipients are not recorded at all are
    told by REC-001.
    Bad: data without a place, and no recipients.
        | activity(), use(recipients=NONE)
    Good: data on a server.
        | activity(), use(systems=("system-a",)), system()
    Law: Art. 30(1), Art. 32(1).
    """
    yield from tell_once(
        case,
        [each for each in case.activities if each.id in case.uses_by_activity],
        lambda each: all(_is_nowhere(use, each.role == PROCESSOR) for use in case.uses_by_activity[each.id]),
        lambda each: Seen(
            each.id,
            "",
            f"No system is recorded that holds the data of '{each.name}', and nobody who receives them.",
            "name the systems in its data uses",
        ),
        lambda organisation, activities: Seen(
            organisation.id,
            "",
            f"No system and no recipient is recorded for the data of any of the {len(activities)} activities of "
            f"{organisation.name}.",
            "record the systems, and name them in the data uses",
            places_of(activities),
        ),
    )


def _is_nowhere(use: DataUse, is_served: bool) -> bool:
    is_told = use.recipients is NOT_RECORDED and not is_served
    return not (is_told or use.systems or recorded(use.recipients) or recorded(use.transfers))


def check_system_is_used(case: Case) -> Iterator[Seen]:
    """Return the systems that no data use names.

    Why: either the system holds personal data of an activity that is missing here, or it does not belong here.
    Bad: a server that holds nothing.
        | system()
    Good: a server with data.
        | system(), activity(), use(systems=("system-a",))
    Law: Art. 30(1), Art. 5(2).
    """
    for each in case.inventory.of(System):
        if each.id not in case.uses_by_system:
            yield Seen(
                each.id,
                "",
                f"No activity keeps data in '{each.name}'.",
                "name it in the data uses that it holds, or take it out",
            )


def check_is_used(case: Case) -> Iterator[Seen]:
    """Return the parties, sources, measures and time limits of organisations that no other record names.

    Why: what nothing leads to is left over, or the link to it is missing.
    Bad: a party without a role in anything.
        | party()
    Good: a recipient.
        | party(), activity(), use(recipients=("party-a",))
    Law: Art. 5(2).
    """
    named = _named(case)
    for record_class, what in ((Party, "party"), (Source, "source"), (Measure, "measure"), (RetentionRule, "limit")):
        for each in case.kept(record_class):
            if each.id not in named and not getattr(each, "retired", None):
                name = f"{'time limit' if what == 'limit' else what} '{case.name(each.id)}'"
                yield Seen(each.id, "", f"No other record names the {name}.", "link it or take it out")


def _named(case: Case) -> set[str]:
    """Return the ids that records name as parties, sources, measures or time limits."""
    named: set[object] = set()
    named.update(*(case.texts(DataUse, field) for field in ("recipients", "sources", "retention")))
    for activity in case.activities:
        named.update(recorded(activity.joint_controllers), recorded(activity.controllers), recorded(activity.measures))
    for party in case.inventory.of(Party):
        named.update((party.parent, *recorded(party.sub_processors), *recorded(party.acts_for)))
    for transfer in case.inventory.of(Transfer):
        named.update(recorded(transfer.importers), recorded(transfer.origins))
    named.update(each.operated_by for each in case.inventory.of(System))
    terms = [each.id for each in (*case.kept(Source), *case.kept(Measure)) if each.id in named]
    named.update(wider for id in terms for wider in case.wider(id))
    return {id for id in named if isinstance(id, str)}


RULES: tuple[Rule, ...] = (
    Rule(
        "GOV-001",
        WARNING,
        "Art. 5(2), 24(1)",
        "review due or not recorded",
        check_review,
        ("activity.last_review", "activity.next_review", "activity.status"),
    ),
    Rule(
        "GOV-002",
        WARNING,
        "Art. 24(1)",
        "activity without owner",
        check_owner,
        ("activity.owner", "activity.department", "activity.status"),
    ),
    Rule(
        "GOV-005",
        WARNING,
        "Art. 5(2)",
        "document that could change unseen",
        check_evidence,
        ("evidence.document", "document.file", "document.sha256"),
    ),
    Rule(
        "GOV-010",
        WARNING,
        "Art. 30(1)",
        "data that are nowhere",
        check_where,
        ("data_use.systems", "data_use.recipients", "data_use.transfers"),
    ),
    Rule("GOV-011", WARNING, "Art. 30(1)", "system of no activity", check_system_is_used, ("data_use.systems",)),
    Rule(
        "GOV-013",
        NOTE,
        "Art. 5(2)",
        "record that nothing names",
        check_is_used,
        ("data_use.recipients", "data_use.sources", "data_use.retention", "activity.measures", "party.parent"),
        ("REC-013",),
    ),
)
"""The rules of this theme."""

UNANSWERED: tuple[Unanswered, ...] = (
    Unanswered("GOV-003", "draft for long, or changed after approval", "activity.approved"),
    Unanswered("GOV-004", "approved by its editor", "activity.approved_by, activity.edited_by"),
    Unanswered("GOV-009", "translation missing or old", "texts in several languages"),
    Unanswered("GOV-012", "entities of a group diverge", "organisation.group"),
)
"""The rules of this theme that the records cannot answer, and the fields that they would need."""
