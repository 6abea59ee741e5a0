"""Which sheets and columns a workbook has: a sheet for each kind of record that people edit, a column for each fact."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from datamap.model import KINDS
from datamap.model.facts import Fact, facts_of
from datamap.model.kinds import Kind
from datamap.text import column_letters

KEY_ROW = 1
"""The hidden row with the keys of the columns, which stay when people rename headers or move columns."""
HEADER_ROW = 2
"""The row with the titles that people read."""
FIRST_ROW = 3
"""The first row with a record."""

SPARE_ROWS = 200
"""Empty rows below the records that are ready for new ones."""

ACTION = "action"
"""The column in which people write what is to be done with a row."""
GAPS = "gaps"
"""The hidden column with the keys of the columns that the law asks for and nobody filled, when the file was made."""
CHECK = "check"
"""The hidden column with the fingerprint of each row."""
REQUIRED_SIGN = "*"
"""What stands behind the title of a column that no record can leave empty."""
OWN_COLUMNS = (ACTION, GAPS, CHECK)
"""Columns that stand for no field of the record."""
HIDDEN_COLUMNS = (GAPS, CHECK)
"""Those that only the program reads; they stand behind all others."""


class Column(NamedTuple):
    """One column.

    Attributes:
        field: the field of the record, or "action" or "check".
        fact: what is known about the field; None for the columns that stand for no field.
        key: what stands in the hidden row, unique in the workbook, such as "activity.name".
    """

    field: str
    fact: Fact | None
    key: str

    @property
    def is_required(self) -> bool:
        """Whether people must fill it in each record; the id is given by the register."""
        return self.field != "id" and self.fact is not None and self.fact.required


class Layout(NamedTuple):
    """One sheet for one kind of record."""

    kind: Kind
    columns: tuple[Column, ...]

    @property
    def shown(self) -> int:
        """How many columns people see; they stand before the hidden ones."""
        return len(self.columns) - len(HIDDEN_COLUMNS)

    def letters_of(self, field: str) -> str:
        """Return the letters of the column of a field; KeyError if there is none."""
        return column_letters(1 + self.columns.index(self.column_of(field)))

    def column_of(self, field: str) -> Column:
        """Return the column of a field; KeyError if there is none."""
        for column in self.columns:
            if column.field == field:
                return column
        raise KeyError(field)


@cache
def layouts() -> tuple[Layout, ...]:
    """Return the sheets in the order in which people read them: the id first, then the action, the fingerprint last.

    >>> [column.key for column in layouts()[0].columns[:3]]
    ['organisation.id', 'organisation.action', 'organisation.name']
    """
    return tuple(_layout_of(kind) for kind in KINDS if kind.is_edited)


def layout_of(kind: str) -> Layout:
    """Return the sheet of a kind; KeyError if people do not edit it.

    >>> layout_of("data_use").kind.title
    'data use'
    """
    return {each.kind.name: each for each in layouts()}[kind]


def header_of(column: Column, labels: Mapping[str, str]) -> str:
    r"""Return what stands above a column: its title, a star if no record can be without it, the article below.

    >>> from datamap.labels import read_labels
    >>> header_of(layout_of("party").column_of("name"), read_labels("workbook"))
    'Name *\nArt. 30(1)(d)'
    """
    title = title_of(column, labels)
    if column.fact is None or column.field == "id":
        return title
    star = f" {REQUIRED_SIGN}" if column.is_required else ""
    return "\n".join(filter(None, (f"{title}{star}", column.fact.article)))


def title_of(column: Column, labels: Mapping[str, str]) -> str:
    """Return the title of a column alone.

    >>> title_of(layout_of("party").columns[1], {"column.action": "Action"})
    'Action'
    """
    title = labels.get(f"column.{column.key}") or labels.get(f"column.{column.field}")
    if title is None:
        title = column.fact.title if column.fact else column.field
    return title[:1].upper() + title[1:]


def title_in(header: str) -> str:
    r"""Return the title that a header holds, without the star and the article.

    >>> title_in("Name *\nArt. 30(1)(d)")
    'Name'
    """
    return header.partition("\n")[0].rstrip(f" {REQUIRED_SIGN}")


@cache
def key_fields(layout: Layout) -> tuple[str, ...]:
    """Return the fields whose cells the fingerprint of a row covers: those that tell records apart, at most four.

    >>> key_fields(layout_of("data_use"))
    ('activity', 'category', 'people', 'purposes')
    """
    facts = [column.fact for column in layout.columns if column.fact and column.field not in ("id", "organisation")]
    ranked = sorted(facts, key=lambda fact: 0 if fact.required else 1 if fact.article else 2)
    return tuple(fact.name for fact in ranked[:4])


def _layout_of(kind: Kind) -> Layout:
    facts: dict[str, Fact | None] = {**facts_of(kind.record_class)}
    first, last = ("id", ACTION, "organisation"), ("note", GAPS, CHECK)
    between = [name for name in facts if name not in (*first, *last)]
    names = [name for name in (*first, *between, *last) if name in facts or name in OWN_COLUMNS]
    return Layout(kind, tuple(Column(name, facts.get(name), f"{kind.name}.{name}") for name in names))
