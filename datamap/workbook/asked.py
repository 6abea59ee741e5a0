"""What the law asks for in a row: some facts only of those who have a certain role in an activity."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from datamap.model import NOT_RECORDED, Activity, Inventory, Record, facts_of, kind_of
from datamap.workbook.layout import Column, Layout
from datamap.workbook.names import term_name

_ROLE_FOR = {
    ("activity", "joint_controllers"): "role-joint-controller",  # Art. 30(1)(a), 26
    ("activity", "controllers"): "role-processor",  # Art. 30(2)(a)
    ("activity", "processing"): "role-processor",  # Art. 30(2)(b)
}
"""The role that a record must have for a fact to be asked for; all other facts are asked of everybody."""
PROCESSOR = "role-processor"
_IN_ACTIVITIES = ("purpose_line", "data_use")
"""Kinds whose records tell of one activity: of one as a processor, Art. 30(2) asks for less than Art. 30(1)."""
_OF_PROCESSORS_TOO = {("data_use", "transfers")}  # Art. 30(2)(c)


class Asked(NamedTuple):
    """Columns whose empty cells are marked alike.

    Attributes:
        name: "missing" if no record can be without them, "asked" if the law asks for them.
        columns: their numbers, from 0.
        role: what stands in the column of roles where they are asked for; "": they are asked for everywhere.
        role_column: the number of the column of roles; 0 if it does not matter.
        activity_column: the number of the column of the activity, if they are not asked for in an activity as a
            processor; else 0.
    """

    name: str
    columns: tuple[int, ...]
    role: str = ""
    role_column: int = 0
    activity_column: int = 0

    def is_due(self, row: Sequence[str], as_processor: Collection[str]) -> bool:
        """Return whether they are asked for in a row, given the names of the activities as a processor."""
        if self.role and row[self.role_column] != self.role:
            return False
        return not (self.activity_column and row[self.activity_column] in as_processor)


def asked_in(layout: Layout) -> Iterator[Asked]:
    """Yield the columns of a sheet whose empty cells are marked, those of one kind together.

    >>> from datamap.workbook.layout import layout_of
    >>> [(asked.name, asked.role) for asked in asked_in(layout_of("activity"))]
    [('missing', ''), ('asked', ''), ('asked', 'Joint controller'), ('asked', 'Processor')]
    """
    groups: dict[tuple[str, str, bool], list[int]] = {}
    for number, column in enumerate(layout.columns):
        if name := mark_of(column):
            role = _ROLE_FOR.get((layout.kind.name, column.field), "")
            is_controllers = name == "asked" and _is_of_controllers(layout.kind.name, column.field)
            groups.setdefault((name, term_name(role) if role else "", is_controllers), []).append(number)
    fields = [column.field for column in layout.columns]
    for (name, role, is_controllers), columns in sorted(groups.items(), key=lambda it: (it[0][0] != "missing", it)):
        places = (fields.index("role") if role else 0, fields.index("activity") if is_controllers else 0)
        yield Asked(name, tuple(columns), role, *places)


def mark_of(column: Column) -> str:
    """Return how the empty cells of a column are marked; "" if they may well be empty.

    >>> from datamap.workbook.layout import layout_of
    >>> [mark_of(column) for column in layout_of("party").columns[:5]]
    ['', '', 'missing', 'missing', 'asked']
    """
    fact = column.fact
    if fact is None or column.field == "id":
        return ""
    return "missing" if fact.required else "asked" if fact.article else ""


def _is_of_controllers(kind: str, field: str) -> bool:
    """Return whether a fact is not asked for in an activity as a processor."""
    return kind in _IN_ACTIVITIES and (kind, field) not in _OF_PROCESSORS_TOO


def lacks_something(record: Record, as_processor: Collection[str] = ()) -> bool:
    """Return whether something that an article asks of a record with this role is not recorded.

    Args:
        record: the record.
        as_processor: the ids of the activities in which the organisation acts as a processor.

    >>> from datamap.model import Activity
    >>> lacks_something(Activity(id="act-a", organisation="org-a", name="A"))
    True
    """
    kind, role = kind_of(record).name, getattr(record, "role", "")
    is_for_others = getattr(record, "activity", "") in as_processor
    return any(
        fact.article
        and getattr(record, fact.name) is NOT_RECORDED
        and _ROLE_FOR.get((kind, fact.name), role) == role
        and not (is_for_others and _is_of_controllers(kind, fact.name))
        for fact in facts_of(type(record)).values()
    )


def activities_as_processor(inventory: Inventory) -> frozenset[str]:
    """Return the ids of the activities in which an organisation acts as a processor (Art. 30(2)).

    >>> from datamap.model import Activity, inventory_of
    >>> activity = Activity(id="act-a", organisation="org-a", name="A", role="role-processor")
    >>> sorted(activities_as_processor(inventory_of([activity])))
    ['act-a']
    """
    return frozenset(each.id for each in inventory.of(Activity) if each.role == PROCESSOR)
