"""Rules about the record of a processor."""

from __future__ import annotations

from collections.abc import Iterator

from datamap.checks.case import Case
from datamap.checks.finding import Place, Seen
from datamap.checks.links import PROCESSOR
from datamap.checks.once import places_of
from datamap.checks.reasons import has_reason
from datamap.checks.rule import ERROR, Rule, Unanswered
from datamap.model import NONE, Activity, Party, YesNo, recorded


def check_controllers(case: Case) -> Iterator[Seen]:
    """Return the activities of a processor that name no controller, and the controllers without name or contact.

    Why: the processor's record names each controller for which it acts, and how to reach it; "our customers" is none.
    Bad: a service for nobody in particular.
        | activity(role="role-processor")
    Good: a service for a controller that can be reached.
        | activity(role="role-processor", controllers=("party-a",)), party(contact="privacy@customer.example")
    Law: Art. 30(2)(a).
    """
    for activity in case.processed:
        if not activity.controllers:
            yield Seen(
                activity.id,
                "controllers",
                f"For whom '{activity.name}' is carried out is not recorded.",
                "name each controller",
            )
    for party, activities in _served(case).items():
        names = ", ".join(f"'{each.name}'" for each in activities[:3])
        places = places_of(activities, "controllers")
        if party.is_category == YesNo.YES:
            yield Seen(
                party.id,
                "is_category",
                f"{names} serves '{party.name}', a category; the record of a processor names each controller.",
                "add a party for each controller, with its contact details",
                places,
            )
        elif not party.contact:
            yield Seen(
                party.id,
                "contact",
                f"How to reach {party.name}, the controller that {names} serves, is not recorded.",
                "record its contact details",
                places,
            )


def _served(case: Case) -> dict[Party, list[Activity]]:
    """Return the controllers that the organisations serve, each with the activities in which they do."""
    served: dict[Party, list[Activity]] = {}
    for activity in case.processed:
        for party in case.all(Party, activity.controllers):
            served.setdefault(party, []).append(activity)
    return served


def check_processing(case: Case) -> Iterator[Seen]:
    """Return the activities of a processor for which no categories of processing are recorded.

    Why: in place of purposes, which are the controller's, the record of a processor says what is done for it.
    Bad: a processor that does something.
        | activity(role="role-processor")
    Good: a processor that hosts and answers calls.
        | activity(role="role-processor", processing=("hosting", "support by telephone"))
    Law: Art. 30(2)(b).
    """
    for each in case.processed:
        if not each.processing:
            yield Seen(
                each.id,
                "processing",
                f"What is done for the controllers in '{each.name}' is not recorded.",
                "record the categories of processing",
            )


def check_return(case: Case) -> Iterator[Seen]:
    """Return the activities of a processor in the EEA for controllers in third countries, without a transfer.

    Why: a processor that sends data back to a controller outside the EEA transfers them too. Other transfers of a
    processor are looked at by TRA-001 and TRA-002, like those of a controller. Where all data uses
    say that there is none, nothing is left to record.
    Bad: a processor in Luxembourg for a controller in India.
        | organisation(country="LU"), activity(role="role-processor", controllers=("party-a",)), party(country="IN")
    Good: the transfer is recorded.
        | organisation(country="LU"), activity(role="role-processor", controllers=("party-a",)), party(country="IN"),
        | transfer(origins=("act-a",), country="IN")
    Law: Art. 30(2)(c), Art. 44; EDPB Guidelines 05/2021.
    """
    for activity in case.processed:
        organisation = case.organisation_of(activity)
        if organisation is None or not case.is_in_eea(organisation.country, case.on(activity)):
            continue
        uses = case.uses_by_activity.get(activity.id, ())
        leaving = (*case.transfers_by_origin.get(activity.id, ()), *(t for use in uses for t in case.transfers_of(use)))
        if uses and all(use.transfers is NONE for use in uses):
            continue
        reached = {transfer.country for transfer in leaving}
        for party in case.all(Party, activity.controllers):
            is_abroad = case.is_third_country(party.country, case.on(activity))
            if is_abroad and party.country not in reached and party.id not in case.transfers_by_importer:
                yield Seen(
                    activity.id,
                    "controllers",
                    f"'{activity.name}' serves {party.name} ({case.name(party.country)}), and no transfer to it is "
                    "recorded.",
                    "record the transfer and what it rests on, or write none in the data uses if no data go back",
                    (Place(party.id, "country"),),
                    detail=party.id,
                )


def check_measures(case: Case) -> Iterator[Seen]:
    """Return the activities of a processor for which no security measure is recorded.

    Why: the record of a processor describes what protects the data, where possible: where it is not, write none, and
    in the note why.
    Bad: a processor without measures.
        | activity(role="role-processor")
    Good: what protects the data.
        | activity(role="role-processor", measures=("measure-encryption-at-rest",))
    Law: Art. 30(2)(d), Art. 32(1).
    """
    for each in case.processed:
        if not each.measures and not has_reason(each, "measures"):
            yield Seen(
                each.id,
                "measures",
                f"What protects the data in '{each.name}', carried out for others, is not recorded.",
                "name the security measures",
            )


def check_record_of_processor(case: Case) -> Iterator[Seen]:
    """Return the activities that name controllers served though they are not recorded as those of a processor.

    Why: who acts for a controller keeps the record of a processor; under another role these activities miss in it.
    Bad: a controller that acts for another one.
        | activity(role="role-controller", controllers=("party-a",)), party()
    Good: a processor.
        | activity(role="role-processor", controllers=("party-a",)), party()
    Law: Art. 30(2), Art. 4(8).
    """
    for each in case.activities:
        if each.controllers and each.role != PROCESSOR:
            role = f"is recorded as that of a {case.name(each.role).lower()}" if each.role else "has no role"
            yield Seen(
                each.id,
                "role",
                f"'{each.name}' names controllers that it serves ({case.names(recorded(each.controllers))}) and "
                f"{role}, so that it stands in no record of a processor.",
                "record the role of processor, or take the controllers out",
                (Place(each.id, "controllers"),),
            )


RULES: tuple[Rule, ...] = (
    Rule(
        "PRC-001",
        ERROR,
        "Art. 30(2)(a)",
        "controller served not named",
        check_controllers,
        ("activity.role", "activity.controllers", "party.is_category", "party.contact"),
    ),
    Rule(
        "PRC-002",
        ERROR,
        "Art. 30(2)(b)",
        "categories of processing missing",
        check_processing,
        ("activity.role", "activity.processing"),
    ),
    Rule(
        "PRC-003",
        ERROR,
        "Art. 30(2)(c), 44",
        "transfer to a controller not recorded",
        check_return,
        ("activity.role", "activity.controllers", "party.country", "transfer.country", "organisation.country"),
    ),
    Rule(
        "PRC-004",
        ERROR,
        "Art. 30(2)(d), 32(1)",
        "processor without measures",
        check_measures,
        ("activity.role", "activity.measures"),
    ),
    Rule(
        "PRC-007",
        ERROR,
        "Art. 30(2)",
        "acts as processor under another role",
        check_record_of_processor,
        ("activity.role", "activity.controllers"),
        ("REG-008",),
    ),
)
"""The rules of this theme."""

UNANSWERED: tuple[Unanswered, ...] = (
    Unanswered("PRC-005", "return or erasure at the end not agreed", "party.at_contract_end"),
    Unanswered("PRC-006", "controllers not told of a sub-processor", "party.controllers_told"),
)
"""The rules of this theme that the records cannot answer, and the fields that they would need."""
