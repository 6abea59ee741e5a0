"""The two records that Art. 30 knows: a controller's (1) and a processor's (2), and which activities are in which."""

from __future__ import annotations

from enum import StrEnum

from datamap.model import Activity, Inventory, Term


class Role(StrEnum):
    """In which role an organisation keeps a record."""

    CONTROLLER = "controller"
    PROCESSOR = "processor"


def activities_of(inventory: Inventory, role: Role | str) -> tuple[Activity, ...]:
    """Return the activities that belong in the record of a role.

    What is done for others is in the processor's record. An activity whose role nobody recorded is in the controller's,
    where the role stands as not recorded: no activity is in neither.

    >>> from datamap.model import inventory_of
    >>> inventory = inventory_of(
    ...     [
    ...         Activity(id="act-a", organisation="org-a", name="Hosting", role="role-processor"),
    ...         Activity(id="act-b", organisation="org-a", name="Payroll"),
    ...     ]
    ... )
    >>> [activity.name for activity in activities_of(inventory, "controller")]
    ['Payroll']
    """
    wanted = role == Role.PROCESSOR
    return tuple(each for each in inventory.of(Activity) if _is_processor(inventory, each) == wanted)


def _is_processor(inventory: Inventory, activity: Activity) -> bool:
    """Return whether the role is that of a processor, or narrower."""
    id, seen = activity.role, set[str]()
    while isinstance(id, str) and id not in seen:
        if id == "role-processor":
            return True
        seen.add(id)
        term = inventory.records.get(id)
        id = term.parent if isinstance(term, Term) else ""
    return False
