"""Rules about the rights of people, and breaches."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from datamap.checks.case import Case
from datamap.checks.finding import Seen
from datamap.checks.rule import WARNING, Rule, Unanswered
from datamap.model import Activity, RightsProcedure

ALWAYS = ("right-access", "right-rectification", "right-erasure", "right-restriction")
"""Rights that people have whatever the basis."""
PORTABILITY, PORTABLE = "right-portability", ("basis-consent", "basis-contract")
"""The right that people have where something rests on one of these bases."""


def check_ways(case: Case) -> Iterator[Seen]:
    """Return the organisations that do not record how people use some of their rights, and rights without a way.

    Why: the organisation makes it easy to use rights: somebody must know how a request comes in and who answers. An
    organisation that says it activity by activity is left alone. Of ways to object LAW-005 and LAW-006 speak, of ways
    to withdraw consent LAW-008.
    Bad: activities, and no way to use any right.
        | organisation(), activity()
    Good: the way stands with the activity.
        | organisation(), activity(rights="Write to privacy@acme.example.")
    Law: Art. 12(2), Art. 15 to 22.
    """
    carried_out: defaultdict[str, list[Activity]] = defaultdict(list)
    for each in case.controlled:
        carried_out[each.organisation].append(each)
    for organisation in case.organisations:
        activities = carried_out[organisation.id]
        if all(each.rights for each in activities):
            continue
        kept = case.procedures_by_organisation.get(organisation.id, ())
        bases = {line.legal_basis for each in activities for line in case.lines_by_activity.get(each.id, ())}
        asked = ALWAYS if bases.isdisjoint(PORTABLE) else (*ALWAYS, PORTABILITY)
        missing = [right for right in asked if not any(case.is_a(each.right, right) for each in kept)]
        if missing:
            yield Seen(
                organisation.id,
                "",
                f"How people use these rights with {organisation.name} is not recorded: {case.names(missing)}.",
                "record for each what people do, where they turn to and who answers",
            )
    for procedure in case.inventory.of(RightsProcedure):
        if _is_of_law(case, procedure) and not (procedure.how or procedure.contact):
            yield Seen(
                procedure.id,
                "how",
                f"What people do to use '{case.name(procedure.right)}' is not recorded.",
                "record what they do and where they turn to",
            )


def _is_of_law(case: Case, procedure: RightsProcedure) -> bool:
    """Return whether a procedure is about a right, not about a choice that the organisation gives of its own accord."""
    return not case.is_a(procedure.right, "right-choice") or procedure.right == "right-choice-opt-out-marketing"


RULES: tuple[Rule, ...] = (
    Rule(
        "RGT-001",
        WARNING,
        "Art. 12(2), 15 to 22",
        "no way to use a right",
        check_ways,
        ("rights_procedure.right", "rights_procedure.how", "rights_procedure.contact", "activity.rights"),
    ),
)
"""The rules of this theme."""

UNANSWERED: tuple[Unanswered, ...] = (
    Unanswered("RGT-002", "no export for portability", "system.exports"),
    Unanswered("RGT-003", "system cannot erase", "system.erases"),
    Unanswered("RGT-004", "system not searched for access", "rights_procedure.systems"),
    Unanswered("BRE-001", "no contact for breaches", "organisation.breach_contact"),
    Unanswered("BRE-002", "processor has no time to report a breach", "party.breach_notice"),
    Unanswered("BRE-003", "breach without review of measures", "a kind of record for breaches"),
)
"""The rules of this theme that the records cannot answer, and the fields that they would need."""
