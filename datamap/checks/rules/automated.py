"""Rules about automated decisions."""

from __future__ import annotations

from collections.abc import Iterator

from datamap.checks.case import Case
from datamap.checks.finding import Place, Seen
from datamap.checks.once import places_of, some
from datamap.checks.rule import ERROR, WARNING, Rule, Unanswered
from datamap.model import Activity, People, Purpose, YesNo, recorded

CARRYING = ("basis-contract", "basis-consent", "basis-legal-obligation", "basis-public-task")
"""The bases that can go with a condition of Art. 22(2): contract, law, consent."""
SPECIAL_CONDITIONS = ("condition-explicit-consent", "condition-substantial-public-interest")
PROFILING = ("purpose-targeted-advertising",)
"""Purposes that cannot do without profiles of people."""


def check_condition(case: Case) -> Iterator[Seen]:
    """Return the activities with automated decisions whose purposes rest on nothing that could allow them.

    Why: a decision by machine alone that affects people is allowed for a contract, by law, or on explicit consent.
    Bad: automated decisions on legitimate interests.
        | activity(automated_decisions=YesNo.YES), line(legal_basis="basis-legitimate-interests")
    Good: automated decisions for a contract.
        | activity(automated_decisions=YesNo.YES), line(legal_basis="basis-contract")
    Law: Art. 22(1), 22(2).
    """
    for each in _deciding(case):
        lines = case.lines_by_activity.get(each.id, ())
        if not any(line.legal_basis in CARRYING for line in lines):
            bases = some(case.name(line.legal_basis) for line in lines) or "none recorded"
            yield Seen(
                each.id,
                "automated_decisions",
                f"'{each.name}' takes automated decisions; its purposes rest on neither contract, law nor consent "
                f"({bases}).",
                "record which condition of Art. 22(2) allows them",
                places_of(lines, "legal_basis"),
            )


def check_special(case: Case) -> Iterator[Seen]:
    """Return the automated decisions with special data and neither explicit consent nor substantial public interest.

    Why: of the conditions for special data only these two carry a decision by machine.
    Bad: decisions with health data, on nothing of the kind.
        | activity(automated_decisions=YesNo.YES), line(), use(category="cat-special-health")
    Good: on explicit consent.
        | activity(automated_decisions=YesNo.YES), line(conditions=("condition-explicit-consent",)),
        | use(category="cat-special-health")
    Law: Art. 22(4), Art. 9(2)(a), 9(2)(g).
    """
    for each in _deciding(case):
        for use in case.uses_by_activity.get(each.id, ()):
            conditions = {id for line in case.lines_of(use) for id in recorded(line.conditions)}
            if case.special(use.category).startswith("Art. 9") and conditions.isdisjoint(SPECIAL_CONDITIONS):
                yield Seen(
                    use.id,
                    "category",
                    f"'{each.name}' takes automated decisions with {case.name(use.category)}; neither explicit consent "
                    "nor substantial public interest is recorded.",
                    "record the condition, or keep these data out of the decision",
                    (Place(each.id, "automated_decisions"),),
                )


def check_logic(case: Case) -> Iterator[Seen]:
    """Return the activities with automated decisions whose logic is not recorded.

    Why: people are told, in words that mean something to them, how the machine decides and what follows from it.
    Bad: decisions, and no word on how.
        | activity(automated_decisions=YesNo.YES)
    Good: the logic in words.
        | activity(automated_decisions=YesNo.YES, automated_logic="Income and past payments give a score.")
    Law: Art. 13(2)(f), Art. 14(2)(g), Art. 15(1)(h).
    """
    for each in _deciding(case):
        if not each.automated_logic:
            yield Seen(
                each.id,
                "automated_logic",
                f"How '{each.name}' decides by automated means is not recorded.",
                "describe the logic, and what follows from the decision for people",
                (Place(each.id, "automated_decisions"),),
            )


def check_children(case: Case) -> Iterator[Seen]:
    """Return the uses of data of children for automated decisions or for advertising that needs profiles.

    Why: such a measure should not concern a child.
    Bad: targeted advertising to children.
        | activity(), line(purpose="purpose-targeted-advertising"), use(people=("people-child",))
    Good: security of children's accounts.
        | activity(), line(purpose="purpose-security"), use(people=("people-child",))
    Law: Recital 71, recital 38.
    """
    children, profiling_purposes = case.below(People, "people-child"), case.below(Purpose, *PROFILING)
    for activity in case.activities:
        decides = activity.automated_decisions is YesNo.YES
        lines = [line for line in case.lines_by_activity.get(activity.id, ()) if line.purpose in profiling_purposes]
        if not (decides or lines):
            continue
        for use in case.uses_by_activity.get(activity.id, ()):
            profiling = [line for line in lines if line in case.lines_of(use)]
            if (decides or profiling) and not children.isdisjoint(recorded(use.people)):
                what = "automated decisions" if decides else case.name(profiling[0].purpose)
                yield Seen(
                    use.id,
                    "people",
                    f"Data of children seem to be used for {what} in '{activity.name}'.",
                    "keep children out of it, or record why it is in their interest",
                    (Place(activity.id, "automated_decisions"), *places_of(profiling, "purpose")),
                )


def _deciding(case: Case) -> Iterator[Activity]:
    return (each for each in case.controlled if each.automated_decisions is YesNo.YES)


RULES: tuple[Rule, ...] = (
    Rule(
        "ADM-001",
        ERROR,
        "Art. 22(1), 22(2)",
        "automated decisions on no fitting basis",
        check_condition,
        ("activity.automated_decisions", "purpose_line.legal_basis"),
        ("PUR-001",),
    ),
    Rule(
        "ADM-003",
        ERROR,
        "Art. 22(4)",
        "automated decisions with special data",
        check_special,
        ("activity.automated_decisions", "data_use.category", "purpose_line.conditions"),
    ),
    Rule(
        "ADM-004",
        WARNING,
        "Art. 13(2)(f), 14(2)(g), 15(1)(h)",
        "logic of automated decisions not recorded",
        check_logic,
        ("activity.automated_decisions", "activity.automated_logic"),
    ),
    Rule(
        "ADM-005",
        WARNING,
        "Recital 71",
        "children profiled",
        check_children,
        ("activity.automated_decisions", "data_use.people", "purpose_line.purpose"),
    ),
)
"""The rules of this theme."""

UNANSWERED: tuple[Unanswered, ...] = (Unanswered("ADM-002", "no way to a human review", "activity.human_review"),)
"""The rules of this theme that the records cannot answer, and the fields that they would need."""
