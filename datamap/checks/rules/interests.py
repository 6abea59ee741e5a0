"""Rules about legitimate interests: stated, weighed, and not those of public bodies."""

from __future__ import annotations

from collections.abc import Iterator

from datamap.checks.case import Case
from datamap.checks.finding import Place, Seen
from datamap.checks.rule import ERROR, WARNING, Rule
from datamap.checks.words import phrase_in

INTERESTS = "basis-legitimate-interests"


def check_interest(case: Case) -> Iterator[Seen]:
    """Return the purposes that rest on legitimate interests without saying which interest.

    Why: people are told the interest, and without it nobody can weigh it against theirs.
    Bad: legitimate interests, not named.
        | activity(), line(legal_basis="basis-legitimate-interests")
    Good: the interest in words.
        | activity(), line(legal_basis="basis-legitimate-interests", legitimate_interest="To find fraud in orders.")
    Law: Art. 6(1)(f), Art. 13(1)(d), Art. 14(2)(b).
    """
    for activity, line in case.resting_on(INTERESTS):
        if not line.legitimate_interest:
            yield Seen(
                line.id,
                "legitimate_interest",
                f"'{case.name(line.purpose)}' of '{activity.name}' rests on legitimate interests, and the "
                "interest is not recorded.",
                "record the interest pursued, by whom, in the words in which people are told of it",
                (Place(line.id, "legal_basis"),),
            )


def check_balance(case: Case) -> Iterator[Seen]:
    """Return the purposes that rest on legitimate interests without a reference of the balancing test.

    Why: the interest carries the processing only if those of the people do not override it, and that must be shown.
    Bad: an interest that nobody is recorded to have weighed.
        | activity(), line(legal_basis="basis-legitimate-interests", legitimate_interest="To find fraud in orders.")
    Good: the interest with its test.
        | activity(), line(legal_basis="basis-legitimate-interests", legitimate_interest="To find fraud in orders.",
        |     interest_assessment="LIA-7 of 2025-03-01")
    Law: Art. 6(1)(f), Art. 5(2).
    """
    for activity, line in case.resting_on(INTERESTS):
        if not line.interest_assessment:
            yield Seen(
                line.id,
                "interest_assessment",
                f"No balancing test is recorded for '{case.name(line.purpose)}' of '{activity.name}', which rests on "
                "legitimate interests.",
                "record the reference of the test, with its date",
                (Place(line.id, "legal_basis"),),
            )


def check_interest_of_public_body(case: Case) -> Iterator[Seen]:
    """Return the purposes of a public body that rest on legitimate interests.

    Why: for their tasks, the legislator gives public authorities a basis; their interests are none. Only the recorded
    legal form tells here that an organisation is a public body.
    Bad: a municipality with legitimate interests.
        | organisation(legal_form="Municipality"), activity(), line(legal_basis="basis-legitimate-interests")
    Good: the municipality with a public task.
        | organisation(legal_form="Municipality"), activity(), line(legal_basis="basis-public-task")
    Law: Art. 6(1), last subparagraph; rec. 47.
    """
    for activity, line in case.resting_on(INTERESTS):
        organisation = case.organisation_of(line)
        if organisation and phrase_in(organisation.legal_form, "public-bodies"):
            yield Seen(
                line.id,
                "legal_basis",
                f"'{case.name(line.purpose)}' of '{activity.name}' rests on legitimate interests, and "
                f"{organisation.name} seems to be a public body ({organisation.legal_form}).",
                "name the law that gives the task, unless this is no part of its tasks",
                (Place(organisation.id, "legal_form"),),
            )


RULES: tuple[Rule, ...] = (
    Rule(
        "LAW-003",
        ERROR,
        "Art. 6(1)(f), 13(1)(d), 14(2)(b)",
        "legitimate interest not stated",
        check_interest,
        ("purpose_line.legal_basis", "purpose_line.legitimate_interest", "activity.role"),
    ),
    Rule(
        "LAW-004",
        WARNING,
        "Art. 6(1)(f), 5(2)",
        "no balancing test",
        check_balance,
        ("purpose_line.legal_basis", "purpose_line.interest_assessment", "activity.role"),
        ("LAW-003", "LAW-007"),
    ),
    Rule(
        "LAW-007",
        ERROR,
        "Art. 6(1)",
        "interests of a public body",
        check_interest_of_public_body,
        ("purpose_line.legal_basis", "organisation.legal_form", "activity.role"),
    ),
)
"""The rules of this theme."""
