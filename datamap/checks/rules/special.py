"""Rules about special categories, criminal data and national numbers, where they are recorded as such."""

from __future__ import annotations

from collections.abc import Iterator

from datamap.checks.case import Case
from datamap.checks.finding import Place, Seen
from datamap.checks.links import PROCESSOR
from datamap.checks.revealing import reveals
from datamap.checks.rule import ERROR, WARNING, Rule, Unanswered
from datamap.checks.words import phrase_in
from datamap.model import Activity, DataUse, PurposeLine, recorded

CRIMINAL = "condition-criminal-data"
EXPLICIT_CONSENT = "condition-explicit-consent"
NEED_A_LAW = (
    "condition-employment-law",
    "condition-substantial-public-interest",
    "condition-health-care",
    "condition-public-health",
    "condition-research",
)
"""Conditions of Art. 9(2)(b) and (g) to (j), which hold on the basis of Union or Member State law."""


def check_condition(case: Case) -> Iterator[Seen]:
    """Return the purposes of special categories of data without a condition of Art. 9(2).

    Why: special categories may not be processed unless one of ten conditions is met, beside the legal basis.
    Bad: health data on a legal basis alone.
        | activity(), line(legal_basis="basis-contract"), use(category="cat-special-health")
    Good: health data with a condition.
        | activity(), line(conditions=("condition-explicit-consent",)), use(category="cat-special-health")
    Law: Art. 9(1), Art. 9(2).
    """
    for activity, line, uses in _uses_under(case, "Art. 9"):
        if not set(recorded(line.conditions)) - {CRIMINAL}:
            names = case.names(dict.fromkeys(use.category for use in uses))
            yield Seen(
                line.id,
                "conditions",
                f"'{case.name(line.purpose)}' of '{activity.name}' uses special categories of data ({names}), and no "
                "condition of Art. 9(2) is recorded.",
                "record the condition that is met",
                tuple(Place(use.id, "category") for use in uses),
            )


def check_explicit(case: Case) -> Iterator[Seen]:
    """Return the purposes on explicit consent where nothing recorded makes the consent explicit.

    Why: explicit consent is an express statement; consent that is taken from use, silence or a ticked box is none.
    Bad: consent by using the service.
        | activity(), line(conditions=("condition-explicit-consent",), consent_given="by using the service")
    Good: a statement.
        | activity(), line(conditions=("condition-explicit-consent",), consent_given="a signed statement")
    Law: Art. 9(2)(a), Art. 4(11); EDPB Guidelines 05/2020.
    """
    for activity in case.controlled:
        for line in case.lines_by_activity.get(activity.id, ()):
            if EXPLICIT_CONSENT not in recorded(line.conditions):
                continue
            assumed = phrase_in(line.consent_given, "assumed-consent")
            if assumed or not line.consent_given:
                what = f"seems to be assumed ('{assumed.words}')" if assumed else "is given in a way not recorded"
                yield Seen(
                    line.id,
                    "consent_given",
                    f"'{case.name(line.purpose)}' of '{activity.name}' names explicit consent, which {what}.",
                    "record what people state or do to consent explicitly",
                    (Place(line.id, "conditions"),),
                )


def check_law_of_condition(case: Case) -> Iterator[Seen]:
    """Return the purposes with a condition of Art. 9(2) that holds on the basis of a law, without the law.

    Why: employment law, substantial public interest, health care, public health and research open Art. 9 only as far
    as Union law or the law of a Member State does. Health care may rest on a contract with a health professional too.
    Bad: employment law, not cited.
        | activity(), line(conditions=("condition-employment-law",))
    Good: the provision.
        | activity(), line(conditions=("condition-employment-law",), law="Labour Code, Art. L. 261-1")
    Law: Art. 9(2)(b), Art. 9(2)(g) to (j).
    """
    for activity in case.controlled:
        for line in case.lines_by_activity.get(activity.id, ()):
            named = [each for each in recorded(line.conditions) if each in NEED_A_LAW]
            if named and not line.law:
                yield Seen(
                    line.id,
                    "law",
                    f"'{case.name(line.purpose)}' of '{activity.name}' meets a condition that rests on law "
                    f"({case.names(named)}), and no law is cited.",
                    "cite the provision of Union or Member State law",
                    (Place(line.id, "conditions"),),
                )


def check_criminal(case: Case) -> Iterator[Seen]:
    """Return the purposes of data on criminal convictions without official authority or a law.

    Why: such data are processed only under the control of official authority, or where a law authorises it.
    Bad: convictions of applicants on consent.
        | activity(), line(legal_basis="basis-consent"), use(category="cat-criminal")
    Good: the condition of Art. 10.
        | activity(), line(conditions=("condition-criminal-data",)), use(category="cat-criminal")
    Law: Art. 10.
    """
    for activity, line, uses in _uses_under(case, "Art. 10"):
        if CRIMINAL not in recorded(line.conditions) and not line.law:
            yield Seen(
                line.id,
                "conditions",
                f"'{case.name(line.purpose)}' of '{activity.name}' uses {case.name(uses[0].category)}, and neither "
                "official authority nor a law that authorises it is recorded.",
                "record the authority or cite the law",
                tuple(Place(use.id, "category") for use in uses),
            )


def check_national_number(case: Case) -> Iterator[Seen]:
    """Return the purposes of national identification numbers without a law.

    Why: Member States may set conditions for these numbers, and many do.
    Bad: the number of each customer.
        | activity(), line(), use(category="cat-national-number")
    Good: the number with the rule that asks for it.
        | activity(), line(law="Social Security Code, Art. 413"), use(category="cat-national-number")
    Law: Art. 87.
    """
    for activity, line, uses in _uses_under(case, "Art. 87"):
        if not line.law:
            yield Seen(
                line.id,
                "law",
                f"'{case.name(line.purpose)}' of '{activity.name}' uses {case.name(uses[0].category)}, and no national "
                "rule on it is recorded.",
                "look up what the Member State asks for, and cite it",
                tuple(Place(use.id, "category") for use in uses),
            )


def check_condition_has_object(case: Case) -> Iterator[Seen]:
    """Return the purposes with a condition of Art. 9(2) or Art. 10 although no such data are recorded.

    Why: either the condition is a slip, or the record leaves out the data that it is for. Data in words that may
    reveal special categories count as such data.
    Bad: explicit consent for e-mail addresses.
        | activity(), line(conditions=("condition-explicit-consent",)), use(category="cat-email")
    Good: explicit consent for health data.
        | activity(), line(conditions=("condition-explicit-consent",)), use(category="cat-special-health")
    Law: Art. 9(2), Art. 10, Art. 30(1)(c).
    """
    special = {"Art. 9", "Art. 10"}
    for activity in case.controlled:
        for line in case.lines_by_activity.get(activity.id, ()):
            uses = case.uses_by_line.get(line.id, ())
            if not recorded(line.conditions) or not uses:
                continue
            if not any(_provision(case, use) in special or reveals(case, use) for use in uses):
                yield Seen(
                    line.id,
                    "conditions",
                    f"'{case.name(line.purpose)}' of '{activity.name}' meets a condition "
                    f"({case.names(recorded(line.conditions))}), and no special categories or criminal data are "
                    "recorded for it.",
                    "record the data that the condition is for, or take it out",
                    tuple(Place(use.id, "category") for use in uses),
                )


def _provision(case: Case, use: DataUse) -> str:
    """Return the article that makes the data of a use special, without its paragraph: "Art. 9"; "" if none does."""
    return " ".join(case.special(use.category).split("(")[0].split()[:2])


def _uses_under(case: Case, provision: str) -> Iterator[tuple[Activity, PurposeLine, tuple[DataUse, ...]]]:
    """Yield the purpose lines of controllers with those of their data uses that fall under a provision."""
    for id, uses in sorted(case.special_uses.items()):
        line = case.get(PurposeLine, id)
        activity = case.get(Activity, line.activity) if line else None
        found = tuple(use for use in uses if _provision(case, use) == provision)
        if line and activity and activity.role != PROCESSOR and found:
            yield activity, line, found


RULES: tuple[Rule, ...] = (
    Rule(
        "SPC-001",
        ERROR,
        "Art. 9(1), 9(2)",
        "special category without condition",
        check_condition,
        ("data_use.category", "category.special", "purpose_line.conditions", "activity.role"),
    ),
    Rule(
        "SPC-002",
        ERROR,
        "Art. 9(2)(a)",
        "explicit consent that is not explicit",
        check_explicit,
        ("purpose_line.conditions", "purpose_line.consent_given", "activity.role"),
    ),
    Rule(
        "SPC-003",
        ERROR,
        "Art. 9(2)(b), 9(2)(g) to (j)",
        "condition without its law",
        check_law_of_condition,
        ("purpose_line.conditions", "purpose_line.law", "activity.role"),
        ("LAW-011",),
    ),
    Rule(
        "SPC-005",
        ERROR,
        "Art. 10",
        "criminal data without authority",
        check_criminal,
        ("data_use.category", "category.special", "purpose_line.conditions", "purpose_line.law"),
    ),
    Rule(
        "SPC-007",
        WARNING,
        "Art. 87",
        "national number without a national rule",
        check_national_number,
        ("data_use.category", "category.special", "purpose_line.law"),
        ("LAW-011", "SPC-003"),
    ),
    Rule(
        "SPC-008",
        WARNING,
        "Art. 9(2), 10",
        "condition without special data",
        check_condition_has_object,
        ("purpose_line.conditions", "data_use.category", "data_use.elements", "category.special"),
    ),
)
"""The rules of this theme."""

UNANSWERED: tuple[Unanswered, ...] = (
    Unanswered("SPC-004", "health care without duty of secrecy", "purpose_line.secrecy_duty"),
    Unanswered("SPC-009", "national conditions not looked at", "purpose_line.national_condition"),
)
"""The rules of this theme that the records cannot answer, and the fields that they would need."""
