"""Rules about data that may be special though they are recorded as ordinary, and about precise locations."""

from __future__ import annotations

from collections.abc import Iterator

from datamap.checks.case import Case
from datamap.checks.finding import Place, Seen
from datamap.checks.revealing import BIOMETRIC, SPECIAL, revealing_categories, revealing_uses
from datamap.checks.rule import ERROR, WARNING, Rule
from datamap.model import Category, DataUse, recorded


def check_proxies(case: Case) -> Iterator[Seen]:
    """Return the ordinary data that may reveal special categories.

    Why: data from which health, belief, union membership or orientation can be told are special, whatever they are
    called. The words are looked up in a list. Where a purpose of the data names a condition of Art. 9(2), that was
    decided.
    Bad: the dietary needs of guests, as preferences.
        | activity(), line(), use(category="cat-preferences", elements=("dietary needs",))
    Good: the same with a condition.
        | activity(), line(conditions=("condition-explicit-consent",)),
        | use(category="cat-preferences", elements=("dietary needs",))
    Law: Art. 9(1); Court of Justice, C-184/20, C-252/21 and C-21/23.
    """
    categories = list(revealing_categories(case, SPECIAL))
    told = {category.id for category, _text, _phrase in categories}
    for use, text, phrase in revealing_uses(case, SPECIAL):
        if use.category not in told and not _is_decided(case, use):
            yield Seen(
                use.id,
                "elements",
                f"'{text}' in '{case.name(use.activity)}' may reveal {phrase.means}, and its category, "
                f"{case.name(use.category)}, is not special.",
                "choose a special category, or say why these data reveal nothing of the kind when you accept this",
                (Place(use.id, "category"),),
            )
    for category, text, phrase in categories:
        yield Seen(
            category.id,
            "special",
            f"'{text}' may reveal {phrase.means}, and the category '{category.label}' is not special.",
            "name the provision that makes it special, or choose a special category as the wider one",
        )


def _is_decided(case: Case, use: DataUse) -> bool:
    return any(recorded(line.conditions) for line in case.lines_of(use))


def check_biometrics(case: Case) -> Iterator[Seen]:
    """Return the data whose words speak of biometric recognition although they are recorded as ordinary data.

    Why: data from bodies or behaviour that are used to recognise one person are a special category.
    Bad: fingerprints at the door, as credentials.
        | activity(), use(category="cat-credentials", elements=("fingerprint",))
    Good: fingerprints as biometric data.
        | activity(), use(category="cat-special-biometric", elements=("fingerprint",))
    Law: Art. 4(14), Art. 9(1).
    """
    categories = list(revealing_categories(case, BIOMETRIC))
    told = {category.id for category, _text, _phrase in categories}
    for use, text, _phrase in revealing_uses(case, BIOMETRIC):
        if use.category not in told:
            yield Seen(
                use.id,
                "category",
                f"'{text}' in '{case.name(use.activity)}' seems to be biometric, and its category, "
                f"{case.name(use.category)}, is not special.",
                "choose biometric data for identification, unless nobody is recognised by them",
                (Place(use.id, "elements"),),
            )
    for category, text, _phrase in categories:
        yield Seen(
            category.id,
            "special",
            f"'{text}' seems to be biometric, and the category '{category.label}' is not special.",
            "choose biometric data for identification as the wider category, unless nobody is recognised by them",
        )


def check_location(case: Case) -> Iterator[Seen]:
    """Return the uses of location data that do not say why the purpose needs them.

    Why: where people are, day by day, tells where they live, work, worship and whom they meet. Approximate location
    is left out, and so is location for emergency calls, where the reason is plain.
    Bad: the location of users, without a reason.
        | activity(), use(category="cat-location")
    Good: the location with the reason.
        | activity(), use(category="cat-location", necessity="The emergency services find the caller.")
    Law: Art. 5(1)(c), Art. 35.
    """
    precise = case.below(Category, "cat-location") - case.below(Category, "cat-approximate-location")
    for activity in case.controlled:
        for use in case.uses_by_activity.get(activity.id, ()):
            if use.category in precise and not use.necessity and not _is_for_emergencies(case, use):
                yield Seen(
                    use.id,
                    "necessity",
                    f"Why '{activity.name}' needs {case.name(use.category)} is not recorded, nor how precise it is.",
                    "record why the purpose needs it, and with which precision",
                    (Place(use.id, "category"),),
                )


def _is_for_emergencies(case: Case, use: DataUse) -> bool:
    lines = case.lines_of(use)
    return bool(lines) and all(case.is_a(line.purpose, "purpose-emergency-location") for line in lines)


RULES: tuple[Rule, ...] = (
    Rule(
        "SPC-006",
        WARNING,
        "Art. 9(1)",
        "may reveal special data",
        check_proxies,
        ("data_use.elements", "data_use.category", "category.label", "category.special", "purpose_line.conditions"),
    ),
    Rule(
        "SPC-010",
        ERROR,
        "Art. 4(14), 9(1)",
        "biometrics recorded as ordinary data",
        check_biometrics,
        ("data_use.elements", "data_use.category", "category.label", "category.special"),
    ),
    Rule(
        "SPC-011",
        WARNING,
        "Art. 5(1)(c)",
        "location without necessity",
        check_location,
        ("data_use.category", "data_use.necessity", "purpose_line.purpose", "activity.role"),
    ),
)
"""The rules of this theme."""
