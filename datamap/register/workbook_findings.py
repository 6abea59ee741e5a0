"""What the changes of a workbook do to the findings: those that they solve, and those that they cause."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from datamap.model import Inventory, assemble
from datamap.model.state import State, after, raw_records
from datamap.workbook.plan import Plan, journal_changes

if TYPE_CHECKING:
    from datamap.checks.finding import Finding


def with_findings(plan: Plan, state: State) -> Plan:
    """Return a plan with the findings that it solves and causes, if it is sound and changes anything.

    Only the organisations that are changed are looked at: the findings of one do not depend on the others. What was
    accepted is none, unless a change brings it back.

    Args:
        plan: what would change.
        state: what the register holds now.
    """
    if plan.has_errors or not plan.changes:
        return plan
    homes = {change.organisation or change.record for change in plan.changes}
    before = _found_in(_part(state, homes))
    behind = _found_in(_part(after(state, journal_changes(plan.changes)), homes))
    return replace(plan, solved=_only_in(before, behind), caused=_only_in(behind, before))


def _part(state: State, homes: Set[str]) -> Inventory:
    """Return what a state holds of some organisations."""
    owners = {id: owner for id, owner in state.owners.items() if owner.organisation in ("", *homes)}
    facts = {key: words for key, words in state.facts.items() if key.record in owners}
    return assemble(raw_records(State(owners, facts), "the register"))[0].part(*(homes & owners.keys()))


class _Found(NamedTuple):
    """What is found in an inventory and nobody accepted: what is told, and that for which a graver finding stands."""

    inventory: Inventory
    told: tuple[Finding, ...]
    silent: tuple[Finding, ...]


def _found_in(inventory: Inventory) -> _Found:
    from datamap.checks.acceptance import open_findings
    from datamap.checks.run import check_apart

    return _Found(inventory, *(open_findings(inventory, each) for each in check_apart(inventory)))


def _only_in(one: _Found, other: _Found) -> tuple[str, ...]:
    """Return what is found in one inventory and in no form in another, in words.

    What an organisation or activity lacks throughout is told once, and of each record as soon as one of them has it;
    what a graver finding stands for is told as soon as that is gone. Neither is new.
    """
    from datamap.checks.case import Case

    case, known = Case(other.inventory), (*other.told, *other.silent)
    keys = {each.key for each in known}
    own = {(each.code, each.record) for each in known}
    facts = ((each, place.record) for each in known for place in each.facts)
    below = {(each.code, record) for each, record in facts if each.record in case.roots_of(record)[1:]}

    def is_known(finding: Finding) -> bool:
        parts = {(finding.code, place.record) for place in finding.facts} - {(finding.code, finding.record)}
        is_told = finding.key in keys or (finding.code, finding.record) in below
        return is_told or (bool(parts) and parts <= own)

    return tuple(f"{each.code} {each.record}: {each.message}" for each in one.told if not is_known(each))
