"""Rules about the lawful basis of each purpose."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from datamap.checks.case import Case
from datamap.checks.finding import Place, Seen
from datamap.checks.once import places_of
from datamap.checks.rule import ERROR, WARNING, Rule, Unanswered
from datamap.model import Organisation, PurposeLine, recorded

RECORD_IT = "record the basis that was chosen, in the words in which people are told of it"
CONTRACT = "basis-contract"
OBLIGATION, PUBLIC_TASK = "basis-legal-obligation", "basis-public-task"
VITAL_INTERESTS = "basis-vital-interests"
EMERGENCIES = ("purpose-emergency-location", "purpose-protect-people")
NO_PARTY = (
    "people-address-book",
    "people-customer-staff",
    "people-partner-staff",
    "people-supplier-staff",
    "people-visitor",
)
"""People who as a rule have concluded no contract themselves."""


def check_basis(case: Case) -> Iterator[Seen]:
    """Return the purposes of a controller for which no legal basis is recorded.

    Why: processing is lawful only on one of the six bases, and the basis decides which rights people have. Where none
    of several purposes has one, the activity or the organisation is told once.
    Bad: a purpose without a basis.
        | activity(), line()
    Good: the purpose with the basis that it rests on.
        | activity(), line(legal_basis="basis-consent")
    Law: Art. 6(1), Art. 5(1)(a).
    """
    every: defaultdict[str, list[PurposeLine]] = defaultdict(list)
    for activity in case.controlled:
        every[activity.organisation] += case.lines_by_activity.get(activity.id, ())
    for id, lines in every.items():
        organisation = case.get(Organisation, id)
        is_all = len({line.activity for line in lines}) > 1 and not any(line.legal_basis for line in lines)
        if organisation and is_all:
            what = f"For none of the {len(lines)} purposes of {organisation.name}"
            yield Seen(id, "", f"{what} is a legal basis recorded.", RECORD_IT, places_of(lines, "legal_basis"))
        else:
            yield from _without_basis(case, lines)


def _without_basis(case: Case, lines: list[PurposeLine]) -> Iterator[Seen]:
    """Yield what is to be said of the lines of one organisation that have no basis, by activity if all lack one."""
    of_activity: defaultdict[str, list[PurposeLine]] = defaultdict(list)
    for line in lines:
        of_activity[line.activity].append(line)
    for id, kept in of_activity.items():
        lacking = [line for line in kept if not line.legal_basis]
        if len(lacking) > 1 and len(lacking) == len(kept):
            what = f"For none of the {len(kept)} purposes of '{case.name(id)}'"
            yield Seen(id, "", f"{what} is a legal basis recorded.", RECORD_IT, places_of(kept, "legal_basis"))
        else:
            for line in lacking:
                what = f"the purpose '{case.name(line.purpose)}' of '{case.name(id)}'"
                yield Seen(line.id, "legal_basis", f"No legal basis is recorded for {what}.", RECORD_IT)


def check_split(case: Case) -> Iterator[Seen]:
    """Return the purposes that rest on several bases without saying which data rest on which.

    Why: the basis decides which rights people have; with two for the same data, nobody can tell which ones.
    Bad: consent and legitimate interests for the same data.
        | activity(), use(), line(legal_basis="basis-consent"), line("line-b", legal_basis="basis-legitimate-interests")
    Good: each basis with its own data.
        | activity(), line(legal_basis="basis-consent"), line("line-b", legal_basis="basis-legitimate-interests"),
        | use(purposes=("line-a",)), use("use-b", category="cat-phone", purposes=("line-b",))
    Law: Art. 6(1), Art. 5(1)(a), Art. 13(1)(c).
    """
    for activity in case.controlled:
        by_purpose: dict[str, list[PurposeLine]] = {}
        for line in case.lines_by_activity.get(activity.id, ()):
            if line.legal_basis:
                by_purpose.setdefault(line.purpose, []).append(line)
        for purpose, lines in by_purpose.items():
            bases = tuple(dict.fromkeys(str(line.legal_basis) for line in lines))
            if _share_data(case, lines):
                yield Seen(
                    lines[0].id,
                    "legal_basis",
                    f"The purpose '{case.name(purpose)}' of '{activity.name}' rests on several bases for the same "
                    f"data: {case.names(bases)}.",
                    "say which data rest on which basis, by naming in each data use the purposes that it serves",
                    tuple(Place(line.id, "legal_basis") for line in lines[1:]),
                )


def _share_data(case: Case, lines: list[PurposeLine]) -> bool:
    """Return whether one data use serves lines with different bases."""
    bases: dict[str, set[object]] = {}
    for line in lines:
        for use in case.uses_by_line.get(line.id, ()):
            bases.setdefault(use.id, set()).add(line.legal_basis)
    return any(len(met) > 1 for met in bases.values())


def check_law(case: Case) -> Iterator[Seen]:
    """Return the purposes that rest on a legal obligation or a public task without the law behind it.

    Why: both bases hold only where Union law or the law of a Member State lays them down; people may ask which.
    Bad: a legal obligation without a law.
        | activity(), line(legal_basis="basis-legal-obligation")
    Good: the obligation with its law.
        | activity(), line(legal_basis="basis-legal-obligation", law="Commercial Code, Art. 16")
    Law: Art. 6(1)(c), Art. 6(1)(e), Art. 6(3).
    """
    for activity, line in case.resting_on(OBLIGATION, PUBLIC_TASK):
        if not line.law:
            yield Seen(
                line.id,
                "law",
                f"'{case.name(line.purpose)}' of '{activity.name}' rests on '{case.name(line.legal_basis)}', and no "
                "law is cited.",
                "cite the provision of Union or Member State law",
                (Place(line.id, "legal_basis"),),
            )


def check_party_to_contract(case: Case) -> Iterator[Seen]:
    """Return the purposes on the basis of a contract with data of people who seem not to be party to it.

    Why: a contract carries only the data of people who concluded it or asked for it, not those of their friends, of
    visitors, or of the staff of a company that concluded it.
    Bad: the address book of a customer on the basis of the customer's contract.
        | activity(), line(legal_basis="basis-contract"), use(people=("people-address-book",))
    Good: data of the customer.
        | activity(), line(legal_basis="basis-contract"), use(people=("people-customer",))
    Law: Art. 6(1)(b); EDPB Guidelines 2/2019.
    """
    for activity, line in case.resting_on(CONTRACT):
        others = [each for each in case.people_of(line) if case.is_a(each, *NO_PARTY)]
        if others:
            yield Seen(
                line.id,
                "legal_basis",
                f"'{case.name(line.purpose)}' of '{activity.name}' rests on a contract, to which these people seem not "
                f"to be party: {case.names(others)}.",
                "record another basis for their data",
                _places_of_people(case, line, others),
            )


def _places_of_people(case: Case, line: PurposeLine, people: list[str]) -> tuple[Place, ...]:
    uses = case.uses_by_line.get(line.id, ())
    return tuple(Place(use.id, "people") for use in uses if not set(people).isdisjoint(recorded(use.people)))


def check_vital_interests(case: Case) -> Iterator[Seen]:
    """Return the purposes that rest on vital interests although they seem to be everyday business.

    Why: vital interests carry what is a matter of life and death, and in principle only where no other basis does.
    Bad: marketing in the vital interest of people.
        | activity(), line(legal_basis="basis-vital-interests")
    Good: location for emergency calls.
        | activity(), line(legal_basis="basis-vital-interests", purpose="purpose-emergency-location")
    Law: Art. 6(1)(d), rec. 46.
    """
    for activity, line in case.resting_on(VITAL_INTERESTS):
        if not case.is_a(line.purpose, *EMERGENCIES):
            yield Seen(
                line.id,
                "legal_basis",
                f"'{case.name(line.purpose)}' of '{activity.name}' rests on vital interests and seems to be no "
                "emergency.",
                "record another basis, or a purpose that says which danger to people it averts",
                (Place(line.id, "purpose"),),
            )


RULES: tuple[Rule, ...] = (
    Rule(
        "LAW-001",
        ERROR,
        "Art. 6(1)",
        "purpose without legal basis",
        check_basis,
        ("purpose_line.legal_basis", "activity.role"),
    ),
    Rule(
        "LAW-002",
        WARNING,
        "Art. 6(1)",
        "several bases for the same data",
        check_split,
        ("purpose_line.legal_basis", "purpose_line.purpose", "data_use.purposes", "activity.role"),
    ),
    Rule(
        "LAW-011",
        ERROR,
        "Art. 6(1)(c), 6(1)(e), 6(3)",
        "no law cited",
        check_law,
        ("purpose_line.legal_basis", "purpose_line.law", "activity.role"),
    ),
    Rule(
        "LAW-013",
        WARNING,
        "Art. 6(1)(b)",
        "people not party to the contract",
        check_party_to_contract,
        ("purpose_line.legal_basis", "data_use.people", "data_use.purposes", "activity.role"),
    ),
    Rule(
        "LAW-014",
        WARNING,
        "Art. 6(1)(d)",
        "vital interests in everyday business",
        check_vital_interests,
        ("purpose_line.legal_basis", "purpose_line.purpose", "activity.role"),
    ),
)
"""The rules of this theme."""

UNANSWERED: tuple[Unanswered, ...] = (
    Unanswered("LAW-012", "only law of a third country cited", "purpose_line.law_country"),
)
"""The rules of this theme that the records cannot answer, and the fields that they would need."""
