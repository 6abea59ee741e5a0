"""Rules about ways to object: to interests and public tasks, and to direct marketing."""

from __future__ import annotations

from collections.abc import Iterator

from datamap.checks.case import Case
from datamap.checks.finding import Place, Seen
from datamap.checks.once import places_of, some, tell_once
from datamap.checks.rule import ERROR, Rule
from datamap.model import Activity, PurposeLine

INTERESTS, PUBLIC_TASK = "basis-legitimate-interests", "basis-public-task"
OBJECTION = "right-object"
MARKETING_ROUTES = (OBJECTION, "right-choice-opt-out-marketing")


def check_objection(case: Case) -> Iterator[Seen]:
    """Return the activities on legitimate interests or a public task without a way to object.

    Why: on these two bases people may object, and must be told so; somebody must be there to hear them. Direct
    marketing has a rule of its own, LAW-006.
    Bad: legitimate interests and no way to object.
        | activity(), line(legal_basis="basis-legitimate-interests", purpose="purpose-security")
    Good: a procedure for the right to object.
        | activity(), line(legal_basis="basis-legitimate-interests", purpose="purpose-security"),
        | procedure(right="right-object", contact="privacy@acme.example")
    Law: Art. 21(1), Art. 21(4).
    """
    for activity in case.controlled:
        lines = [
            line
            for line in case.lines_by_activity.get(activity.id, ())
            if line.legal_basis in (INTERESTS, PUBLIC_TASK) and not is_direct_marketing(case, line)
        ]
        if lines and not _has_route(case, activity, OBJECTION):
            yield Seen(
                activity.id,
                "rights",
                f"How people object to '{activity.name}' is not recorded; it rests on "
                f"{case.names(dict.fromkeys(str(line.legal_basis) for line in lines))}.",
                "add a rights procedure for the right to object, or say here what people do",
                tuple(Place(line.id, "legal_basis") for line in lines),
            )


def check_marketing_objection(case: Case) -> Iterator[Seen]:
    """Return the activities with direct marketing and no way to stop it.

    Why: to direct marketing people may object at any time, whatever it rests on, and then it ends. Where it rests on
    consent, the way to withdraw it is such a way. Where several activities have direct marketing and none a way to stop
    it, the organisation is told once.
    Bad: marketing messages that nobody can stop.
        | activity(), line(purpose="purpose-marketing-communications")
    Good: a way to opt out.
        | activity(), line(purpose="purpose-marketing-communications"),
        | procedure(right="right-choice-opt-out-marketing", how="the link in each message")
    Law: Art. 21(2), Art. 21(3).
    """
    marketing = {activity.id: lines for activity in case.controlled if (lines := _marketing_lines(case, activity))}
    yield from tell_once(
        case,
        [activity for activity in case.controlled if activity.id in marketing],
        lambda each: not _has_route(case, each, *MARKETING_ROUTES),
        lambda each: Seen(
            each.id,
            "rights",
            f"How people stop the direct marketing of '{each.name}' is not recorded "
            f"({some(case.name(line.purpose) for line in marketing[each.id])}).",
            "add a rights procedure to opt out of marketing, or say here what people do",
            places_of(marketing[each.id], "purpose"),
        ),
        lambda organisation, activities: Seen(
            organisation.id,
            "",
            f"How people stop the direct marketing of {organisation.name} is not recorded for any of its activities "
            f"with direct marketing: {some(each.name for each in activities)}.",
            "add a rights procedure to opt out of marketing",
            places_of(activities, "rights"),
        ),
    )


def _marketing_lines(case: Case, activity: Activity) -> list[PurposeLine]:
    """Return the lines of direct marketing in which people have not consented to what they can withdraw."""
    lines = case.lines_by_activity.get(activity.id, ())
    return [line for line in lines if is_direct_marketing(case, line) and not _can_withdraw(case, activity, line)]


def is_direct_marketing(case: Case, line: PurposeLine) -> bool:
    """Return whether a purpose is direct marketing: messages to people, or advertising chosen for them."""
    if case.is_a(line.purpose, "purpose-targeted-advertising"):
        return True
    is_else = case.is_a(line.purpose, "purpose-advertising", "purpose-testimonials")
    return case.is_a(line.purpose, "purpose-marketing") and not is_else


def _has_route(case: Case, activity: Activity, *rights: str) -> bool:
    procedures = case.procedures_for(activity)
    return bool(activity.rights) or any(case.is_a(each.right, *rights) for each in procedures)


def _can_withdraw(case: Case, activity: Activity, line: PurposeLine) -> bool:
    if line.legal_basis != "basis-consent":
        return False
    return bool(line.consent_withdrawn) or _has_route(case, activity, "right-withdraw-consent")


RULES: tuple[Rule, ...] = (
    Rule(
        "LAW-005",
        ERROR,
        "Art. 21(1), 21(4)",
        "no way to object",
        check_objection,
        ("purpose_line.legal_basis", "activity.rights", "rights_procedure.right", "rights_procedure.activities"),
    ),
    Rule(
        "LAW-006",
        ERROR,
        "Art. 21(2), 21(3)",
        "direct marketing without opt-out",
        check_marketing_objection,
        ("purpose_line.purpose", "activity.rights", "rights_procedure.right", "purpose_line.consent_withdrawn"),
    ),
)
"""The rules of this theme."""
