"""Rules about what is agreed with processors and joint controllers."""

from __future__ import annotations

from collections.abc import Iterator

from datamap.checks.case import Case
from datamap.checks.finding import Place, Seen
from datamap.checks.rule import ERROR, WARNING, Rule
from datamap.model import NOT_RECORDED, Party, YesNo, recorded


def check_contract(case: Case) -> Iterator[Seen]:
    """Return the named processors with which no contract is recorded.

    Why: a processor works on a contract that binds it; without one its processing hangs in the air. A category of
    processors is not asked for a contract: it is made with each of them.
    Bad: a processor without a contract.
        | party(kind="kind-processor")
    Good: the processor with the reference of its contract.
        | party(kind="kind-processor", contract="C-17")
    Law: Art. 28(3).
    """
    for each in _processors(case):
        if not (each.contract or each.contract_date):
            yield Seen(
                each.id,
                "contract",
                f"No contract with the processor {each.name} is recorded.",
                "record where the contract stands, and its day",
                (Place(each.id, "kind"),),
            )


def check_sub_processors(case: Case) -> Iterator[Seen]:
    """Return the named sub-processors for which no contract is recorded that binds them.

    Why: a processor may engage another only with authorisation, and binds it to the same duties by contract.
    Bad: a sub-processor, and no contract that binds it.
        | party(kind="kind-processor", contract="C-1", sub_processors=("party-b",)), party("party-b")
    Good: the contract that binds the sub-processor is recorded.
        | party(kind="kind-processor", contract="C-1", sub_processors=("party-b",)), party("party-b", contract="C-2")
    Law: Art. 28(2), Art. 28(4).
    """
    told: set[str] = set()
    for processor in _processors(case):
        for each in case.all(Party, processor.sub_processors):
            if not (each.contract or each.contract_date or each.is_category is YesNo.YES or each.id in told):
                told.add(each.id)
                yield Seen(
                    each.id,
                    "contract",
                    f"{processor.name} engages {each.name}, and no contract that binds {each.name} is recorded.",
                    "record how it was authorised and where its contract stands",
                    (Place(processor.id, "sub_processors"),),
                )


def check_chain(case: Case) -> Iterator[Seen]:
    """Return the named processors of which is not recorded whom they engage.

    Why: the chain of processors must be known to its end, and a change of it can be objected to.
    Bad: a processor, and not a word on others.
        | party(kind="kind-processor")
    Good: a processor that engages nobody.
        | party(kind="kind-processor", sub_processors=NONE)
    Law: Art. 28(1), 28(2); EDPB Opinion 22/2024.
    """
    for each in _processors(case):
        if each.sub_processors is NOT_RECORDED or each.sub_processors == ():
            yield Seen(
                each.id,
                "sub_processors",
                f"Whether {each.name} engages other processors is not recorded.",
                "name them, or write none if it engages nobody",
                (Place(each.id, "kind"),),
            )


def check_arrangement(case: Case) -> Iterator[Seen]:
    """Return the joint controllers with whom no arrangement is recorded.

    Why: joint controllers settle between them who answers for what, and tell people the essence of it.
    Bad: a joint controller without an arrangement.
        | activity(role="role-joint-controller", joint_controllers=("party-a",)), party()
    Good: the reference of the arrangement stands with the joint controller.
        | activity(role="role-joint-controller", joint_controllers=("party-a",)), party(contract="Arrangement 2")
    Law: Art. 26(1), 26(2).
    """
    told: set[str] = set()
    for activity in case.activities:
        for each in case.all(Party, activity.joint_controllers):
            if not (each.contract or each.contract_date or each.id in told):
                told.add(each.id)
                yield Seen(
                    each.id,
                    "contract",
                    f"'{activity.name}' is carried out jointly with {each.name}, and no arrangement is recorded.",
                    "record where the arrangement stands, and its day",
                    (Place(activity.id, "joint_controllers"),),
                )


def check_two_roles(case: Case) -> Iterator[Seen]:
    """Return the parties that seem to be processor and controller in one activity.

    Why: whoever decides on purposes and means is a controller, also if a contract calls it a processor.
    Bad: a joint controller whose kind is processor.
        | activity(joint_controllers=("party-a",)), party(kind="kind-processor")
    Good: a joint controller as such.
        | activity(joint_controllers=("party-a",)), party(kind="kind-joint-controller")
    Law: Art. 4(7), 4(8), Art. 28(10).
    """
    for activity in case.activities:
        for each in case.all(Party, activity.joint_controllers):
            is_processor = case.is_kind(each, "kind-processor")
            if is_processor or activity.organisation in recorded(each.acts_for):
                yield Seen(
                    activity.id,
                    "joint_controllers",
                    f"In '{activity.name}' {each.name} seems to be both joint controller and processor.",
                    "decide which of the two it is here; if both, split the activity",
                    (Place(each.id, "kind"), Place(each.id, "acts_for")),
                    detail=each.id,
                )
    for each in case.inventory.of(Party):
        decides = case.is_kind(each, "kind-other-controller")
        if decides and each.organisation in recorded(each.acts_for):
            yield Seen(
                each.id,
                "kind",
                f"{each.name} seems to be both a controller of its own and a processor that acts for "
                f"{case.name(each.organisation)}.",
                "decide which of the two it is; if both, record a party for each",
                (Place(each.id, "acts_for"),),
            )


def _processors(case: Case) -> Iterator[Party]:
    """Yield the processors that are no category of them, and not engaged by another processor."""
    below = {id for each in case.inventory.of(Party) for id in recorded(each.sub_processors)}
    for each in case.inventory.of(Party):
        is_engaged_by_us = each.kind != "kind-sub-processor" and each.id not in below
        if is_engaged_by_us and each.is_category is not YesNo.YES and case.is_kind(each, "kind-processor"):
            yield each


RULES: tuple[Rule, ...] = (
    Rule(
        "REC-002",
        ERROR,
        "Art. 28(3)",
        "processor without contract",
        check_contract,
        ("party.kind", "party.is_category", "party.contract", "party.contract_date"),
    ),
    Rule(
        "REC-004",
        ERROR,
        "Art. 28(2), 28(4)",
        "sub-processor without contract",
        check_sub_processors,
        ("party.kind", "party.sub_processors", "party.contract", "party.contract_date"),
    ),
    Rule(
        "REC-005",
        WARNING,
        "Art. 28(1), 28(2)",
        "chain of processors not known",
        check_chain,
        ("party.kind", "party.is_category", "party.sub_processors"),
    ),
    Rule(
        "REC-006",
        ERROR,
        "Art. 26(1), 26(2)",
        "joint controllers without arrangement",
        check_arrangement,
        ("activity.joint_controllers", "party.contract", "party.contract_date"),
    ),
    Rule(
        "REC-008",
        WARNING,
        "Art. 4(7), 4(8), 28(10)",
        "processor and controller in one",
        check_two_roles,
        ("activity.joint_controllers", "party.kind", "party.acts_for"),
    ),
)
"""The rules on what is agreed, part of the theme of recipients."""
