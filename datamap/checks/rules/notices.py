"""Rules about what people are told: whether there is a notice, and what it leaves out of what the register knows.

A notice counts as gone through for a kind of fact if evidence in it backs that fact for some record; only then does a
record that it does not back say anything.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator

from datamap.checks.case import Case
from datamap.checks.finding import Place, Seen
from datamap.checks.once import places_of, some, tell_once
from datamap.checks.reasons import has_reason
from datamap.checks.rule import ERROR, WARNING, Rule, Unanswered
from datamap.model import Activity, Document, Organisation, PurposeLine, Record, RightsProcedure, recorded


def check_linked(case: Case) -> Iterator[Seen]:
    """Return the activities of a controller to which no notice is linked.

    Why: people are told what happens to their data; the register shows where. If they need not be told, write none,
    and in the note why.
    Bad: an activity of which nobody is told.
        | activity()
    Good: the notice that tells of it.
        | activity(notice="doc-a"), document()
    Law: Art. 13, Art. 14, Art. 12(1).
    """

    def lacks(activity: Activity) -> bool:
        return not activity.notice and not has_reason(activity, "notice")

    def of_activity(activity: Activity) -> Seen:
        uses = case.uses_by_activity.get(activity.id, ())
        people = some(case.name(id) for use in uses for id in recorded(use.people)) or "people"
        return Seen(
            activity.id,
            "notice",
            f"No privacy notice that tells {people} of '{activity.name}' is recorded.",
            "link the notice, or write none and in the note why people need not be told",
        )

    def of_organisation(organisation: Organisation, activities: list[Activity]) -> Seen:
        return Seen(
            organisation.id,
            "",
            f"{organisation.name} records a privacy notice for none of its {len(activities)} activities.",
            "record the notice and link the activities that it tells of",
            places_of(activities, "notice"),
        )

    yield from tell_once(case, case.controlled, lacks, of_activity, of_organisation)


def check_purposes(case: Case) -> Iterator[Seen]:
    """Return the purposes that the notice of their activity seems not to mention, though it mentions others.

    Why: data may be used for the purposes that people were told of.
    Bad: the notice tells of security, and not of marketing.
        | activity(notice="doc-a"), document(), line(), line("line-b", purpose="purpose-security"),
        | evidence(record="line-b", field="purpose")
    Good: it tells of both.
        | activity(notice="doc-a"), document(), line(), line("line-b", purpose="purpose-security"),
        | evidence(record="line-b", field="purpose"), evidence("evidence-b", record="line-a", field="wording")
    Law: Art. 13(1)(c), Art. 14(1)(c).
    """
    for line, notice in _lines_told(case):
        if _is_silent(case, notice, line, "purpose", "wording"):
            yield Seen(
                line.id,
                "purpose",
                f"'{notice.title}' seems not to mention the purpose '{case.name(line.purpose)}' of "
                f"'{case.name(line.activity)}'.",
                "add it to the notice, or add the evidence",
                (Place(line.activity, "notice"),),
            )


def check_bases(case: Case) -> Iterator[Seen]:
    """Return the legal bases that the notice of their activity seems not to mention, though it mentions others.

    Why: people are told on which basis each purpose rests, since their rights depend on it.
    Bad: the basis of one purpose is stated, that of the other is not.
        | activity(notice="doc-a"), document(), line(legal_basis="basis-consent"),
        | line("line-b", legal_basis="basis-contract"), evidence(record="line-b", field="legal_basis")
    Good: both are.
        | activity(notice="doc-a"), document(), line(legal_basis="basis-consent"),
        | line("line-b", legal_basis="basis-contract"), evidence(record="line-b", field="legal_basis"),
        | evidence("evidence-b", record="line-a", field="basis_wording")
    Law: Art. 13(1)(c), Art. 14(1)(c).
    """
    for line, notice in _lines_told(case):
        if line.legal_basis and _is_silent(case, notice, line, "legal_basis", "basis_wording"):
            yield Seen(
                line.id,
                "legal_basis",
                f"'{notice.title}' seems not to say that '{case.name(line.purpose)}' in '{case.name(line.activity)}' "
                f"rests on {case.name(line.legal_basis)}.",
                "add it to the notice, or add the evidence",
                (Place(line.activity, "notice"),),
            )


def check_recipients(case: Case) -> Iterator[Seen]:
    """Return the activities with recipients that their notice seems not to mention, though it mentions others.

    Why: people are told who gets their data, at least by category. An activity is told once.
    Bad: the recipient of one data use is stated, that of the other is not.
        | activity(notice="doc-a"), document(), party(), use(recipients=("party-a",)),
        | use("use-b", recipients=("party-a",)), evidence(record="use-b", field="recipients")
    Good: both are.
        | activity(notice="doc-a"), document(), party(), use(recipients=("party-a",)),
        | use("use-b", recipients=("party-a",)), evidence(record="use-b", field="recipients"),
        | evidence("evidence-b", record="use-a", field="recipients")
    Law: Art. 13(1)(e), Art. 14(1)(e).
    """
    for activity in case.controlled:
        notice = case.get(Document, activity.notice)
        if notice is None:
            continue
        uses = [use for use in case.uses_by_activity.get(activity.id, ()) if recorded(use.recipients)]
        silent = [use for use in uses if _is_silent(case, notice, use, "recipients")]
        if silent:
            parties = some(case.name(id) for use in silent for id in recorded(use.recipients))
            yield Seen(
                activity.id,
                "notice",
                f"'{notice.title}' seems not to say that {parties} receives data of '{activity.name}'.",
                "add it to the notice, or add the evidence",
                places_of(silent, "recipients"),
            )


def check_rights(case: Case) -> Iterator[Seen]:
    """Return the rights procedures that no notice seems to mention, though notices mention others.

    Why: a right that people do not learn of is not used.
    Bad: the notice tells of access, and not of erasure.
        | activity(notice="doc-a"), document(), procedure(), procedure("procedure-b", right="right-erasure"),
        | evidence(record="procedure-a", field="right")
    Good: it tells of both.
        | activity(notice="doc-a"), document(), procedure(), procedure("procedure-b", right="right-erasure"),
        | evidence(record="procedure-a", field="right"), evidence("evidence-b", record="procedure-b", field="how")
    Law: Art. 13(2)(b), Art. 14(2)(c).
    """
    notices: defaultdict[str, set[str]] = defaultdict(set)
    for activity in case.controlled:
        if case.get(Document, activity.notice):
            notices[activity.organisation].add(str(activity.notice))
    documents_telling = {document for document, kind, _field in case.backed_fields if kind is RightsProcedure}
    for each in case.inventory.of(RightsProcedure):
        telling = notices[each.organisation] & documents_telling
        backing = {cited.document for cited in case.evidence_by_record.get(each.id, ())}
        if telling and telling.isdisjoint(backing):
            yield Seen(
                each.id,
                "right",
                f"No notice seems to tell people of '{case.name(each.right)}', though others are told of.",
                "add it to the notice, or add the evidence",
                tuple(Place(id) for id in sorted(telling)),
            )


def check_age(case: Case) -> Iterator[Seen]:
    """Return the activities that began after the day of the notice that is to tell of them.

    Why: a notice cannot tell of what was not there yet, unless it was written ahead.
    Bad: an activity younger than its notice.
        | activity(notice="doc-a", start=date("2025-01-01")), document(date=date("2024-01-01"))
    Good: a notice of the same day.
        | activity(notice="doc-a", start=date("2025-01-01")), document(date=date("2025-01-01"))
    Law: Art. 13(1), Art. 13(3), Art. 14(1).
    """
    for each in case.controlled:
        notice = case.get(Document, each.notice)
        dated = notice.date if notice else None
        if notice and isinstance(dated, datetime.date) and isinstance(each.start, datetime.date) and dated < each.start:
            yield Seen(
                each.id,
                "notice",
                f"'{each.name}' began on {each.start}; '{notice.title}' is of {dated} and seems older than it.",
                "update the notice, or link the newer one",
                (Place(each.id, "start"), Place(notice.id, "date")),
            )


def _lines_told(case: Case) -> Iterator[tuple[PurposeLine, Document]]:
    """Yield the purpose lines of controllers whose activity has a notice, and the notice."""
    for activity in case.controlled:
        if notice := case.get(Document, activity.notice):
            for line in case.lines_by_activity.get(activity.id, ()):
                yield line, notice


def _is_silent(case: Case, notice: Document, record: Record, *fields: str) -> bool:
    """Return whether a notice backs these fields of other records of the kind, and not of this one."""
    is_gone_through = any((notice.id, type(record), field) in case.backed_fields for field in fields)
    return is_gone_through and not case.cited(record, notice.id, *fields)


RULES: tuple[Rule, ...] = (
    Rule("NOT-001", ERROR, "Art. 13, 14", "no notice", check_linked, ("activity.notice", "activity.role")),
    Rule(
        "NOT-002",
        WARNING,
        "Art. 13(1)(c), 14(1)(c)",
        "purpose not in the notice",
        check_purposes,
        ("activity.notice", "purpose_line.purpose", "evidence.record", "evidence.document"),
    ),
    Rule(
        "NOT-003",
        WARNING,
        "Art. 13(1)(c), 14(1)(c)",
        "legal basis not in the notice",
        check_bases,
        ("activity.notice", "purpose_line.legal_basis", "evidence.record", "evidence.document"),
    ),
    Rule(
        "NOT-004",
        WARNING,
        "Art. 13(1)(e), 14(1)(e)",
        "recipient not in the notice",
        check_recipients,
        ("activity.notice", "data_use.recipients", "evidence.record", "evidence.document"),
    ),
    Rule(
        "NOT-005",
        WARNING,
        "Art. 13(2)(b), 14(2)(c)",
        "right not in a notice",
        check_rights,
        ("activity.notice", "rights_procedure.right", "evidence.record", "evidence.document"),
    ),
    Rule(
        "NOT-009",
        WARNING,
        "Art. 13, 14",
        "notice older than the activity",
        check_age,
        ("activity.notice", "activity.start", "document.date"),
    ),
)
"""The rules of this theme."""

UNANSWERED: tuple[Unanswered, ...] = (
    Unanswered("NOT-006", "people told later than a month", "data_use.told_within"),
    Unanswered("NOT-007", "exemption from telling without reason", "activity.notice_exemption"),
    Unanswered("NOT-008", "duty to provide data not stated", "data_use.is_obligatory"),
    Unanswered("NOT-010", "notice not in the language of people", "people.languages"),
)
"""The rules of this theme that the records cannot answer, and the fields that they would need."""
