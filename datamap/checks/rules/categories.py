"""Rules about the categories of data: missing, of no use, in words that name nothing, without a purpose."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from datamap.checks.case import Case
from datamap.checks.finding import Place, Seen
from datamap.checks.once import places_of, some
from datamap.checks.rule import ERROR, NOTE, WARNING, Rule, Unanswered
from datamap.checks.words import phrase_in
from datamap.model import NONE, Category, DataUse, Organisation, recorded

UNSPECIFIED = "cat-unspecified"
NAME_THEM = "name the data one by one"


def check_data(case: Case) -> Iterator[Seen]:
    """Return the activities of a controller for which no data are recorded.

    Why: a record without data says nothing of what is kept about people.
    Bad: an activity with a purpose and no data.
        | activity(), line()
    Good: the activity with the data that it uses.
        | activity(), line(), use()
    Law: Art. 30(1)(c).
    """
    for each in case.controlled:
        if each.id not in case.uses_by_activity:
            yield Seen(
                each.id, "", f"No personal data are recorded for '{each.name}'.", "add a data use for each category"
            )


def check_category_is_used(case: Case) -> Iterator[Seen]:
    """Return the categories of data that an organisation added and that no activity uses.

    Why: either the data are not kept, or an activity is missing from the record.
    Bad: a category that nothing names.
        | category("cat-own")
    Good: the category with a data use.
        | category("cat-own"), activity(), use(category="cat-own")
    Law: Art. 5(1)(c), Art. 30(1)(c).
    """
    used = {wider for id in {use.category for use in case.inventory.of(DataUse)} for wider in case.wider(id)}
    for each in case.kept(Category):
        if each.id not in used and not each.retired:
            yield Seen(each.id, "", f"No activity uses the category '{each.label}'.", "use it or retire it")


def check_catch_all(case: Case) -> Iterator[Seen]:
    """Return the data in words that take in everything, such as "etc." or "other information".

    Why: whoever reads the record must be able to say which data are kept and which are not. What a category of one's
    own says is told there, not in each use of it; the same words are told once for an activity, and data that several
    activities leave unspecified once for the organisation.
    Bad: other information.
        | activity(), use(elements=("name", "other information"))
    Good: each field by its name.
        | activity(), use(elements=("name", "date of delivery"))
    Law: Art. 30(1)(c), Art. 5(1)(c).
    """
    told: set[tuple[str, str]] = set()
    for category in case.kept(Category):
        names = recorded(category.elements) or (category.label,)
        if vague := [text for text in names if phrase_in(text, "catch-alls")]:
            yield Seen(
                category.id,
                "elements" if category.elements else "label",
                f"'{vague[0]}' in the category '{category.label}' does not say which data belong to it.",
                NAME_THEM,
            )
        told |= {(str(category.organisation), text) for text in (category.label, *vague)}
    found = {text for text in case.texts(DataUse, "elements") if phrase_in(text, "catch-alls")}
    for activity in case.controlled:
        same: dict[str, list[DataUse]] = {}
        for use in case.uses_by_activity.get(activity.id, ()):
            vague = [text for text in recorded(use.elements) if text in found and (use.organisation, text) not in told]
            if vague:
                same.setdefault(", ".join(f"'{text}'" for text in vague), []).append(use)
        for words, (use, *others) in same.items():
            message = f"{words} in '{activity.name}' does not say which data are used."
            yield Seen(use.id, "elements", message, NAME_THEM, places_of(others, "elements"))
    yield from _unspecified(case)


def _unspecified(case: Case) -> Iterator[Seen]:
    """Yield what is to be said of the data uses that leave open which data they are about, once per organisation."""
    open_ones: defaultdict[str, list[DataUse]] = defaultdict(list)
    for activity in case.controlled:
        for use in case.uses_by_activity.get(activity.id, ()):
            if use.category == UNSPECIFIED and not use.elements:
                open_ones[activity.organisation].append(use)
    for id, uses in open_ones.items():
        activities = dict.fromkeys(use.activity for use in uses)
        organisation = case.get(Organisation, id)
        where = some(f"'{case.name(each)}'" for each in activities)
        message = f"'{case.name(UNSPECIFIED)}' in {where} does not say which data are used."
        if organisation and len(activities) > 1:
            yield Seen(id, "", message, NAME_THEM, places_of(uses, "category"))
        else:
            yield Seen(uses[0].id, "category", message, NAME_THEM, places_of(uses[1:], "category"))


def check_data_without_purpose(case: Case) -> Iterator[Seen]:
    """Return the data uses of which the register says that they serve no purpose.

    Why: what no purpose needs is not to be kept. Where no purpose is named, all of the activity's count; this is
    about "none".
    Bad: data in a system, for none of the purposes.
        | activity(), line(), use(purposes=NONE, systems=("system-a",)), system()
    Good: data for the purposes of the activity.
        | activity(), line(), use(systems=("system-a",)), system()
    Law: Art. 5(1)(b), Art. 5(1)(c).
    """
    for activity in case.controlled:
        for use in case.uses_by_activity.get(activity.id, ()):
            if use.purposes is NONE:
                held = case.names(recorded(use.systems)) or f"'{activity.name}'"
                yield Seen(
                    use.id,
                    "purposes",
                    f"{held} seems to hold {case.name(use.category)} for no purpose of '{activity.name}'.",
                    "name the purposes that need the data, or stop keeping them",
                    (Place(use.id, "systems"),),
                )


RULES: tuple[Rule, ...] = (
    Rule(
        "SUB-002", ERROR, "Art. 30(1)(c)", "activity without data", check_data, ("data_use.activity", "activity.role")
    ),
    Rule("SUB-006", NOTE, "Art. 5(1)(c)", "category of no activity", check_category_is_used, ("data_use.category",)),
    Rule(
        "SUB-007",
        WARNING,
        "Art. 30(1)(c), 5(1)(c)",
        "catch-all in place of data",
        check_catch_all,
        ("data_use.elements", "data_use.category", "category.label", "category.elements"),
    ),
    Rule(
        "SUB-009",
        WARNING,
        "Art. 5(1)(c)",
        "data without a purpose",
        check_data_without_purpose,
        ("data_use.purposes", "data_use.systems", "activity.role"),
    ),
)
"""The rules of this theme."""

UNANSWERED: tuple[Unanswered, ...] = (
    Unanswered("SUB-010", "no measure that keeps data accurate", "activity.accuracy"),
)
"""The rules of this theme that the records cannot answer, and the fields that they would need."""
