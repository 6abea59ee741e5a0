"""Rules about purposes."""

from __future__ import annotations

from collections.abc import Iterator

from datamap.checks.case import Case
from datamap.checks.finding import Place, Seen
from datamap.checks.rule import ERROR, NOTE, WARNING, Rule, Unanswered
from datamap.checks.words import phrase_in
from datamap.model import Activity, Purpose, PurposeLine, System
from datamap.text import match_key

UNSPECIFIC = ("purpose-unspecified", "purpose-internal-use")
"""Terms for purposes that a document leaves open."""
FEWEST_WORDS = 3
MOST_PURPOSES = 5


def check_purpose(case: Case) -> Iterator[Seen]:
    """Return the activities of a controller for which no purpose is recorded.

    Why: everything else is measured by the purpose: which data are needed, on what basis, and for how long.
    Bad: an activity with data and no purpose.
        | activity(), use()
    Good: the activity with its purpose.
        | activity(), use(), line()
    Law: Art. 30(1)(b), Art. 5(1)(b).
    """
    for each in case.controlled:
        if each.id not in case.lines_by_activity:
            yield Seen(
                each.id,
                "",
                f"No purpose is recorded for '{each.name}'.",
                "add a purpose line that says what is done and why",
            )


def check_vague_purpose(case: Case) -> Iterator[Seen]:
    """Return the purposes that seem too general to measure anything by.

    Why: a purpose is specified if people can tell from it which processing it covers and which it does not. Looked at
    are phrases that fit any processing, terms that say that the purpose is not specified, purposes of one's own in
    one or two words without a definition, and the name of a system in place of a purpose.
    Bad: a purpose that covers everything.
        | activity(), line(wording="for business purposes")
    Good: a purpose that says what is done and why.
        | activity(), line(wording="to send the monthly newsletter to subscribers")
    Law: Art. 5(1)(b); Art. 29 Working Party, Opinion 03/2013 (WP203).
    """
    vague = {text for text in case.texts(PurposeLine, "wording") if phrase_in(text, "vague-purposes")}
    systems = _purposes_named_like_systems(case)
    for activity in case.controlled:
        for each in case.lines_by_activity.get(activity.id, ()):
            field, reason = _vagueness(case, each, vague, systems)
            if field:
                words = each.wording or case.name(each.purpose)
                yield Seen(
                    each.id,
                    field,
                    f"The purpose '{words}' of '{activity.name}' seems too general: {reason}.",
                    "say what is done with the data and why, so that people can tell what is covered",
                )


def _vagueness(case: Case, line: PurposeLine, vague: set[str], systems: set[tuple[str, object]]) -> tuple[str, str]:
    """Return the field in which a purpose seems vague and why; two empty strings if it does not."""
    purpose = case.get(Purpose, line.purpose)
    if purpose is None:
        return "", ""
    is_own = isinstance(purpose.organisation, str)
    for field, words in (("wording", line.wording), ("purpose", purpose.label)):
        if (line.organisation, words) in systems:
            return field, "it is the name of a system"
    if line.wording in vague:
        return "wording", "the words fit almost any processing"
    if case.is_a(purpose.id, *UNSPECIFIC):
        return "purpose", f"it is recorded as '{purpose.label}'"
    is_short = is_own and not purpose.definition and not line.wording and len(purpose.label.split()) < FEWEST_WORDS
    return ("purpose", "so few words say little") if is_short else ("", "")


def _purposes_named_like_systems(case: Case) -> set[tuple[str, object]]:
    """Return organisation and text of each wording or label of a purpose that names a system of the organisation."""
    texts: dict[str, list[str]] = {}
    for text in case.texts(PurposeLine, "wording").union(each.label for each in case.inventory.of(Purpose)):
        texts.setdefault(match_key(text), []).append(text)
    systems = ((each.organisation, match_key(each.name)) for each in case.inventory.of(System))
    return {(organisation, text) for organisation, key in systems for text in texts.get(key, ())}


def check_purpose_is_used(case: Case) -> Iterator[Seen]:
    """Return the purposes that an organisation added and that no activity serves.

    Why: a list of purposes that nobody pursues misleads whoever chooses from it.
    Bad: a purpose of one's own that no line names.
        | purpose("purpose-own")
    Good: the purpose with a line.
        | purpose("purpose-own"), activity(), line(purpose="purpose-own")
    Law: Art. 5(1)(b), Art. 5(2).
    """
    used = {id for each in case.inventory.of(PurposeLine) for id in case.wider(each.purpose)}
    for each in case.kept(Purpose):
        if each.id not in used and not each.retired:
            yield Seen(each.id, "", f"The purpose '{each.label}' is served by no activity.", "use it or retire it")


def check_purpose_has_data(case: Case) -> Iterator[Seen]:
    """Return the purposes of a controller for which no data are recorded, although the activity has some.

    Why: either the purpose needs no personal data and does not belong here, or its data are not recorded.
    Bad: two purposes, and data for one of them.
        | activity(), line(), line("line-b", purpose="purpose-security"), use(purposes=("line-a",))
    Good: data that serve both.
        | activity(), line(), line("line-b", purpose="purpose-security"), use()
    Law: Art. 5(1)(c), Art. 30(1)(c).
    """
    for activity in case.controlled:
        for each in case.lines_by_activity.get(activity.id, ()):
            if each.id not in case.uses_by_line:
                yield Seen(
                    each.id,
                    "",
                    f"No data are recorded for the purpose '{case.name(each.purpose)}' of '{activity.name}'.",
                    "name the purpose in a data use, or take it out",
                )


def check_number_of_purposes(case: Case) -> Iterator[Seen]:
    """Return the activities with more than five different purposes.

    Why: an activity is bound to a purpose; with many of them, nobody can say any more which data serve which.
    Bad: six purposes in one activity.
        | activity(), *(line(f"line-{each}", purpose=f"purpose-{each}") for each in "abcdef")
    Good: five.
        | activity(), *(line(f"line-{each}", purpose=f"purpose-{each}") for each in "abcde")
    Law: Art. 30(1)(b), Art. 5(1)(b).
    """
    for activity in case.activities:
        purposes = {each.purpose for each in case.lines_by_activity.get(activity.id, ())}
        if len(purposes) > MOST_PURPOSES:
            yield Seen(
                activity.id,
                "",
                f"'{activity.name}' serves {len(purposes)} different purposes.",
                "consider an activity for each group of purposes that belong together",
            )


def check_twins(case: Case) -> Iterator[Seen]:
    """Return the activities that look like another one: same purposes, same data, people and recipients.

    Why: two entries for one activity drift apart, and then one of them is wrong. Purposes and data that are recorded
    as not specified say nothing, so they make no twins.
    Bad: the same newsletter twice.
        | activity(), line(), use(), activity("act-b"), line("line-b", activity="act-b"), use("use-b", activity="act-b")
    Good: two activities with different data.
        | activity(), line(), use(), activity("act-b"), line("line-b", activity="act-b"),
        | use("use-b", activity="act-b", category="cat-phone")
    Law: Art. 30(1), Art. 5(1)(d).
    """
    for activities in _roughly_alike(case):
        first: dict[object, Activity] = {}
        for activity in activities:
            uses = case.uses_by_activity.get(activity.id, ())
            if all(use.category == "cat-unspecified" for use in uses):
                continue
            data = frozenset((use.category, use.people, use.recipients) for use in uses)
            twin = first.setdefault(data, activity)
            if twin is not activity:
                yield Seen(
                    activity.id,
                    "",
                    f"'{activity.name}' looks like '{twin.name}': same purposes, data, people and recipients.",
                    "merge them, or record what tells them apart",
                    (Place(twin.id),),
                )


def _roughly_alike(case: Case) -> Iterator[list[Activity]]:
    """Yield groups of activities of one organisation with the same role, specified purposes and categories of data."""
    groups: dict[object, list[Activity]] = {}
    for activity in case.activities:
        purposes = frozenset(each.purpose for each in case.lines_by_activity.get(activity.id, ()))
        if not purposes <= set(UNSPECIFIC):
            of = (activity.organisation, activity.role, activity.controllers)
            categories = frozenset(use.category for use in case.uses_by_activity.get(activity.id, ()))
            groups.setdefault((of, purposes, categories), []).append(activity)
    yield from (group for group in groups.values() if len(group) > 1)


RULES: tuple[Rule, ...] = (
    Rule(
        "PUR-001",
        ERROR,
        "Art. 30(1)(b)",
        "activity without purpose",
        check_purpose,
        ("purpose_line.activity", "activity.role"),
    ),
    Rule(
        "PUR-002",
        WARNING,
        "Art. 5(1)(b)",
        "vague purpose",
        check_vague_purpose,
        ("purpose_line.wording", "purpose_line.purpose", "purpose.label", "purpose.definition", "system.name"),
    ),
    Rule("PUR-003", NOTE, "Art. 5(1)(b)", "purpose of no activity", check_purpose_is_used, ("purpose_line.purpose",)),
    Rule(
        "PUR-004",
        WARNING,
        "Art. 5(1)(c)",
        "purpose without data",
        check_purpose_has_data,
        ("data_use.purposes", "purpose_line.activity"),
        ("SUB-002",),
    ),
    Rule("PUR-006", NOTE, "Art. 30(1)(b)", "many purposes", check_number_of_purposes, ("purpose_line.purpose",)),
    Rule(
        "PUR-007",
        NOTE,
        "Art. 30(1)",
        "activities that look alike",
        check_twins,
        ("purpose_line.purpose", "data_use.category", "data_use.people", "data_use.recipients", "activity.role"),
    ),
)
"""The rules of this theme."""

UNANSWERED: tuple[Unanswered, ...] = (
    Unanswered(
        "PUR-005", "reuse without compatibility test", "data_use.collected_for, purpose_line.compatibility_test"
    ),
)
"""The rules of this theme that the records cannot answer, and the fields that they would need."""
