"""What the law asks for in a row: some facts only of those who have a certain role in an activity."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from datamap.model import NOT_RECORDED, Record, facts_of, kind_of
from datamap.workbook.layout import Column, Layout
from datamap.workbook.names import term_name

_ROLE_FOR = {
    ("activity", "joint_controllers"): "role-joint-controller",  # Art. 30(1)(a), 26
    ("activity", "controllers"): "role-processor",  # Art. 30(2)(a)
    ("activity", "processing"): "role-processor",  # Art. 30(2)(b)
}
"""The role that a record must have for a fact to be asked for; all other facts are asked of everybody."""


class Asked(NamedTuple):
    """Columns whose empty cells are marked alike.

    Attributes:
        name: "missing" if no record can be without them, "asked" if the law asks for them.
        columns: their numbers, from 0.
        role: what stands in the column of roles where they are asked for; "": they are asked for everywhere.
        role_column: the number of the column of roles; 0 if it does not matter.
    """

    name: str
    columns: tuple[int, ...]
    role: str = ""
    role_column: int = 0


def asked_in(layout: Layout) -> Iterator[Asked]:
    """Yield the columns of a sheet whose empty cells are marked, those of one kind together.

    >>> from datamap.workbook.layout import layout_of
    >>> [(asked.name, asked.role) for asked in asked_in(layout_of("activity"))]
    [('missing', ''), ('asked', ''), ('asked', 'Joint controller'), ('asked', 'Processor')]
    """
    groups: dict[tuple[str, str], list[int]] = {}
    for number, column in enumerate(layout.columns):
        if name := mark_of(column):
            role = _ROLE_FOR.get((layout.kind.name, column.field), "")
            groups.setdefault((name, term_name(role) if role else ""), []).append(number)
    fields = [column.field for column in layout.columns]
    for (name, role), columns in sorted(groups.items(), key=lambda group: (group[0][0] != "missing", group[0][1])):
        yield Asked(name, tuple(columns), role, fields.index("role") if role else 0)


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


def lacks_something(record: Record) -> bool:
    """Return whether something that an article asks of a record with this role is not recorded.

    >>> from datamap.model import Activity
    >>> lacks_something(Activity(id="act-a", organisation="org-a", name="A"))
    True
    """
    kind, role = kind_of(record).name, getattr(record, "role", "")
    return any(
        fact.article and getattr(record, fact.name) is NOT_RECORDED and _ROLE_FOR.get((kind, fact.name), role) == role
        for fact in facts_of(type(record)).values()
    )
