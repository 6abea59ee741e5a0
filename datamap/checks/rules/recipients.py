"""Rules about recipients: who receives what, and whether the record says it whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from datamap.checks.case import Case
from datamap.checks.finding import Seen
from datamap.checks.once import places_of, some, tell_of_uses, tell_once
from datamap.checks.rule import ERROR, NOTE, WARNING, Rule, Unanswered
from datamap.checks.rules import contracts
from datamap.model import (
    NOT_RECORDED,
    Activity,
    DataUse,
    Organisation,
    Party,
    System,
    recorded,
)


def check_recipients(case: Case) -> Iterator[Seen]:
    """Return the data uses for which neither recipients nor their absence are recorded.

    Why: "not recorded" and "none" are different answers to an authority.
    Bad: a data use that is silent about recipients.
        | activity(), use()
    Good: a data use that says that there are none.
        | activity(), use(recipients=NONE)
    Law: Art. 30(1)(d), Art. 4(9).
    """

    def lacks(use: DataUse) -> bool:
        return use.recipients is NOT_RECORDED or use.recipients == ()

    hint = "name the recipients, or write none if there are none"
    yield from tell_of_uses(case, lacks, "recipients", "Who receives the data", hint)


def check_departments(case: Case) -> Iterator[Seen]:
    """Return the activities of which the record names neither a department nor recipients inside the organisation.

    Why: whoever answers a request for access, or a breach, must know who inside sees the data.
    Bad: an activity without a department, whose data go to a provider only.
        | activity(), use(recipients=("party-a",)), party()
    Good: the activity with the department that carries it out.
        | activity(department="Sales"), use(recipients=("party-a",)), party()
    Law: Art. 32(4), Art. 29.
    """
    inside_parties = _inside(case)

    def lacks(activity: Activity) -> bool:
        uses = case.uses_by_activity.get(activity.id, ())
        inside = inside_parties and any(not inside_parties.isdisjoint(recorded(use.recipients)) for use in uses)
        return not activity.department and bool(uses) and not inside

    def of_organisation(organisation: Organisation, lacking: list[Activity]) -> Seen:
        return Seen(
            organisation.id,
            "",
            f"{organisation.name} records of none of its {len(lacking)} activities which department sees the data.",
            "record the department of each activity",
            places_of(lacking, "department"),
        )

    def of_activity(activity: Activity) -> Seen:
        return Seen(
            activity.id,
            "department",
            f"Which department sees the data of '{activity.name}' is not recorded.",
            "record the department, or those inside who receive the data",
        )

    yield from tell_once(case, case.controlled, lacks, of_activity, of_organisation)


def check_operators(case: Case) -> Iterator[Seen]:
    """Return the systems that a party runs, with data for which other recipients or none are recorded.

    Why: who runs a system on which data rest receives them, and belongs among the recipients. A system is told once.
    Data uses whose recipients are not recorded at all are told by REC-001.
    Bad: no recipients, and a server that a provider runs.
        | activity(), use(recipients=NONE, systems=("system-a",)), system(operated_by="party-a"), party()
    Good: the provider is named.
        | activity(), use(recipients=("party-a",), systems=("system-a",)), system(operated_by="party-a"), party()
    Law: Art. 30(1)(d), Art. 4(9).
    """
    inside = _inside(case)
    families = _families(case)
    served = {each.id for each in case.processed}
    for each in case.inventory.of(System):
        operator = case.get(Party, each.operated_by)
        if operator is None or operator.id in inside:
            continue
        silent = [
            use
            for use in case.uses_by_system.get(each.id, ())
            if use.recipients is not NOT_RECORDED
            and use.activity not in served
            and not _is_among(families, operator.id, recorded(use.recipients))
        ]
        if silent:
            activities = some(f"'{case.name(id)}'" for id in dict.fromkeys(use.activity for use in silent))
            yield Seen(
                each.id,
                "operated_by",
                f"'{operator.name}' runs '{each.name}', which holds data of {activities}; other recipients or none are "
                "recorded for them.",
                "add it to the recipients of these data uses, or correct who runs the system",
                places_of(silent, "recipients"),
            )


def check_flow(case: Case) -> Iterator[Seen]:
    """Return the parties to which nothing in the register leads: no data use, transfer, system or other party.

    Why: a recipient without a flow is either a leftover or a disclosure that nobody described. A system that has the
    name of a party leads to it.
    Bad: a party that stands alone.
        | party()
    Good: a party that receives data.
        | party(), use(recipients=("party-a",))
    Law: Art. 30(1)(d).
    """
    reached = _reached(case)
    for each in case.inventory.of(Party):
        if each.id not in reached:
            yield Seen(
                each.id,
                "",
                f"'{each.name}' is recorded as a party, but no data use, transfer or system says what it receives.",
                "link it to the data uses that it takes part in, or take it out",
            )


def _families(case: Case) -> Mapping[str, frozenset[str]]:
    """Return each party that belongs to a wider one or has others below it, with those that it belongs to."""
    below = [each for each in case.inventory.of(Party) if isinstance(each.parent, str)]
    ids = {id for each in below for id in (each.id, str(each.parent))}
    return {id: frozenset(_family(case, id)) for id in ids}


def _is_among(families: Mapping[str, frozenset[str]], one: str, others: tuple[str, ...]) -> bool:
    """Return whether a party is one of others, or belongs to the same wider one as one of them."""
    family = families.get(one)
    if family is None:
        return one in others
    return any(not family.isdisjoint(families.get(other, ())) for other in others)


def _reached(case: Case) -> set[str]:
    """Return the parties that something leads to, and the wider ones that those belong to."""
    named: set[object] = set(case.uses_by_recipient)
    named.update(case.transfers_by_importer, case.transfers_by_origin)
    for use in case.inventory.of(DataUse):
        named.update(recorded(use.sources))
    for activity in case.activities:
        named.update(recorded(activity.controllers), recorded(activity.joint_controllers))
    for system in case.inventory.of(System):
        holder = case.holder_of(system)
        named.add(holder.id if holder else None)
    for party in case.inventory.of(Party):
        named.update(recorded(party.sub_processors))
    return {id for each in named if isinstance(each, str) for id in _family(case, each)}


def _family(case: Case, party: str) -> tuple[str, ...]:
    """Return a party and those that it belongs to."""
    found = [party]
    while (each := case.get(Party, found[-1])) and isinstance(each.parent, str) and each.parent not in found:
        found.append(each.parent)
    return tuple(found)


def _inside(case: Case) -> set[str]:
    """Return the parties that are departments or staff of the organisation itself."""
    return {each.id for each in case.inventory.of(Party) if case.is_kind(each, "kind-internal")}


RULES: tuple[Rule, ...] = (
    Rule(
        "REC-001",
        ERROR,
        "Art. 30(1)(d)",
        "recipients not recorded",
        check_recipients,
        ("data_use.recipients", "activity.role"),
    ),
    *contracts.RULES,
    Rule(
        "REC-010",
        NOTE,
        "Art. 32(4), 29",
        "no department and no internal recipient",
        check_departments,
        ("activity.department", "data_use.recipients", "party.kind"),
        ("GOV-002",),
    ),
    Rule(
        "REC-012",
        ERROR,
        "Art. 30(1)(d)",
        "party holds data and is no recipient",
        check_operators,
        ("data_use.recipients", "data_use.systems", "system.operated_by"),
    ),
    Rule(
        "REC-013",
        WARNING,
        "Art. 30(1)(d)",
        "party that nothing leads to",
        check_flow,
        ("data_use.recipients", "data_use.sources", "transfer.importers", "system.operated_by", "party.sub_processors"),
    ),
)
"""The rules of this theme."""

UNANSWERED: tuple[Unanswered, ...] = (
    Unanswered("REC-003", "a clause of the contract missing", "party.contract_clauses"),
    Unanswered("REC-007", "guarantees of a processor not looked at", "party.guarantees"),
    Unanswered("REC-009", "contract ended, data still flow", "party.contract_end"),
    Unanswered("REC-011", "no way to pass on erasure", "activity.recipients_informed"),
)
"""The rules of this theme that the records cannot answer, and the fields that they would need."""
