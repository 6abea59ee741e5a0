"""Rules about consent: how it is given and withdrawn, by whom, and where it is asked for on a device."""

from __future__ import annotations

from collections.abc import Iterator

from datamap.checks.case import Case
from datamap.checks.finding import Place, Seen
from datamap.checks.rule import ERROR, WARNING, Rule, Unanswered
from datamap.checks.words import phrase_in
from datamap.model import Category, DataUse, PurposeLine, recorded

CONSENT = "basis-consent"
CHILD = "people-child"
WITHDRAWAL = "right-withdraw-consent"
STRICTLY_NECESSARY = ("purpose-service-provision", "purpose-security", "purpose-unspecified")
"""Purposes for which data may be kept on a device without consent, and the one of which nothing can be said."""


def check_withdrawal(case: Case) -> Iterator[Seen]:
    """Return the purposes that rest on consent without a way to withdraw it.

    Why: withdrawing must be as easy as consenting, and people are told how before they consent.
    Bad: consent for good.
        | activity(), line(legal_basis="basis-consent")
    Good: consent with the way to withdraw it.
        | activity(), line(legal_basis="basis-consent", consent_withdrawn="the link in each message")
    Law: Art. 7(3), Art. 13(2)(c).
    """
    for activity, line in case.resting_on(CONSENT):
        procedures = case.procedures_for(activity)
        is_known = activity.rights or any(case.is_a(each.right, WITHDRAWAL) for each in procedures)
        if not (line.consent_withdrawn or is_known):
            yield Seen(
                line.id,
                "consent_withdrawn",
                f"How people withdraw their consent to '{case.name(line.purpose)}' of '{activity.name}' is not "
                "recorded.",
                "record what people do to withdraw it, or add a rights procedure",
                (Place(line.id, "legal_basis"),),
            )


def check_imbalance(case: Case) -> Iterator[Seen]:
    """Return the purposes on consent of people who may not be free to refuse it.

    Why: who depends on an employer or on a public body can hardly say no, and consent that is not free carries
    nothing. Where how consent is given says that they can refuse, that was thought of.
    Bad: consent of employees.
        | activity(), line(legal_basis="basis-consent"), use(people=("people-employee",))
    Good: consent of customers.
        | activity(), line(legal_basis="basis-consent"), use(people=("people-customer",))
    Law: Art. 7(4), rec. 43; EDPB Guidelines 05/2020.
    """
    for activity, line in case.resting_on(CONSENT):
        staff = [each for each in case.people_of(line) if case.is_a(each, "people-employee")]
        organisation = case.organisation_of(line)
        form = organisation.legal_form if organisation else ""
        is_free = phrase_in(line.consent_given, "free-consent")
        if (staff or phrase_in(form, "public-bodies")) and not is_free:
            from_whom = "that of employees" if staff else f"asked for by what seems to be a public body ({form})"
            yield Seen(
                line.id,
                "legal_basis",
                f"'{case.name(line.purpose)}' of '{activity.name}' rests on consent, {from_whom}: it may not be free.",
                "record another basis, or in how consent is given why people can refuse without harm",
                tuple(Place(use.id, "people") for use in _about(case, line, *staff)),
            )


def check_device_access(case: Case) -> Iterator[Seen]:
    """Return the purposes with cookies or trackers that rest on something else than consent.

    Why: to store or read what is not strictly necessary on somebody's device takes consent, whatever the processing
    behind it rests on. Purposes without any recorded basis are left to LAW-001.
    Bad: analytics by cookies on legitimate interests.
        | activity(), line(purpose="purpose-analytics", legal_basis="basis-legitimate-interests"),
        | use(category="cat-cookies")
    Good: the same on consent.
        | activity(), line(purpose="purpose-analytics", legal_basis="basis-consent"), use(category="cat-cookies")
    Law: Art. 5(3) of Directive 2002/58/EC; Court of Justice, C-673/17.
    """
    cookies = case.below(Category, "cat-cookies")
    for activity in case.controlled:
        for line in case.lines_by_activity.get(activity.id, ()):
            if not line.legal_basis or line.legal_basis == CONSENT or line.consent_given:
                continue
            trackers = [use for use in case.uses_by_line.get(line.id, ()) if _is_tracker(use, cookies)]
            if trackers and not case.is_a(line.purpose, *STRICTLY_NECESSARY):
                yield Seen(
                    line.id,
                    "legal_basis",
                    f"'{case.name(line.purpose)}' of '{activity.name}' uses {case.name(trackers[0].category)} from "
                    f"people's devices and rests on '{case.name(line.legal_basis)}', not on consent.",
                    "record how consent is given, or in the necessity of these data why a service that people asked "
                    "for makes them strictly necessary",
                    tuple(Place(use.id, "category") for use in trackers),
                )


def _is_tracker(use: DataUse, cookies: frozenset[str]) -> bool:
    """Return whether a data use comes from a device, and is not said to be strictly necessary."""
    is_on_device = use.category in cookies or "source-cookies" in recorded(use.sources)
    return is_on_device and not phrase_in(use.necessity, "strictly-necessary")


def check_child(case: Case) -> Iterator[Seen]:
    """Return the purposes that rest on consent of children, where nothing is said of parents or of age.

    Why: below the age that national law sets, between 13 and 16, it takes who holds parental responsibility, and
    efforts to verify that. The rule looks at how consent is given.
    Bad: children who tick a box.
        | activity(), line(legal_basis="basis-consent", consent_given="a box to tick"), use(people=("people-child",))
    Good: a parent is asked.
        | activity(), line(legal_basis="basis-consent", consent_given="a parent confirms by e-mail"),
        | use(people=("people-child",))
    Law: Art. 8(1), Art. 8(2).
    """
    for activity, line in case.resting_on(CONSENT):
        uses = _about(case, line, *(each for each in case.people_of(line) if case.is_a(each, CHILD)))
        if uses and not phrase_in(line.consent_given, "parental-consent"):
            yield Seen(
                line.id,
                "consent_given",
                f"'{case.name(line.purpose)}' of '{activity.name}' rests on consent of children, and nothing is "
                f"recorded of parents or of age{_age(case, line)}.",
                "record how age is checked, and how who holds parental responsibility consents",
                tuple(Place(use.id, "people") for use in uses),
            )


def _age(case: Case, line: PurposeLine) -> str:
    """Return the age of consent in the organisation's country as an aside; "" where the tables hold none."""
    organisation = case.organisation_of(line)
    country = organisation.country if organisation else None
    age = case.law.consent_age(country, case.on(line)) if isinstance(country, str) else None
    return f" ({case.name(country)}: children consent by themselves from {age.age}; {age.law})" if age else ""


def _about(case: Case, line: PurposeLine, *people: str) -> tuple[DataUse, ...]:
    """Return the data uses of a purpose line that are about one of these people."""
    wanted = set(people)
    uses = case.uses_by_line.get(line.id, ())
    return tuple(use for use in uses if not wanted.isdisjoint(recorded(use.people)))


RULES: tuple[Rule, ...] = (
    Rule(
        "LAW-008",
        ERROR,
        "Art. 7(3)",
        "no way to withdraw consent",
        check_withdrawal,
        ("purpose_line.legal_basis", "purpose_line.consent_withdrawn", "activity.rights", "rights_procedure.right"),
    ),
    Rule(
        "LAW-010",
        WARNING,
        "Art. 7(4)",
        "consent that may not be free",
        check_imbalance,
        ("purpose_line.legal_basis", "purpose_line.consent_given", "data_use.people", "organisation.legal_form"),
    ),
    Rule(
        "LAW-015",
        WARNING,
        "Art. 5(3) Directive 2002/58/EC",
        "trackers without consent",
        check_device_access,
        ("purpose_line.legal_basis", "purpose_line.consent_given", "data_use.category", "data_use.necessity"),
    ),
    Rule(
        "LAW-016",
        ERROR,
        "Art. 8(1)",
        "consent of children alone",
        check_child,
        ("purpose_line.legal_basis", "purpose_line.consent_given", "data_use.people", "organisation.country"),
    ),
)
"""The rules of this theme."""

UNANSWERED: tuple[Unanswered, ...] = (
    Unanswered("LAW-009", "no place where consent is recorded", "purpose_line.consent_record"),
)
"""The rules of this theme that the records cannot answer, and the fields that they would need."""
