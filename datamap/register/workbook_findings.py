"""What the changes of a workbook do to the findings: those that they solve, and those that they cause."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from datamap.model import assemble
from datamap.model.state import State, after, raw_records
from datamap.workbook.plan import Plan, journal_changes


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
    before = _findings(state, homes)
    behind = _findings(after(state, journal_changes(plan.changes)), homes)
    return replace(
        plan,
        solved=tuple(words for key, words in before.items() if key not in behind),
        caused=tuple(words for key, words in behind.items() if key not in before),
    )


def _findings(state: State, homes: Collection[str]) -> dict[str, str]:
    """Return what is found in a state about some organisations and nobody accepted, by the keys of the findings."""
    from datamap.checks.acceptance import open_findings
    from datamap.checks.run import check

    owners = {id: owner for id, owner in state.owners.items() if (owner.organisation or id) in homes}
    facts = {key: words for key, words in state.facts.items() if key.record in owners}
    inventory, _report = assemble(raw_records(State(owners, facts), "the register"))
    found = open_findings(inventory, check(inventory))
    return {each.key: f"{each.code} {each.record}: {each.message}" for each in found}
