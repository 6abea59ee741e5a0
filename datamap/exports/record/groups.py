"""Data uses that agree in everything but the data themselves, put in one row: terse, and no link is lost."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from datamap.exports.record.cells import Cell, stack
from datamap.exports.record.columns import Column
from datamap.exports.record.wording import Wording
from datamap.model import DataUse


def grouped_rows(
    wording: Wording, uses: Iterable[DataUse], columns: Sequence[Column], joined: Sequence[str] = ("category",)
) -> tuple[tuple[Cell, ...], ...]:
    r"""Return one row of cells for each group of data uses that differ in the joined columns only.

    Rows about the same people stand below one another, in the order in which the people come first.

    >>> from datamap.exports.record.columns import COLUMNS
    >>> from datamap.exports.record.wording import wording_of
    >>> from datamap.model import inventory_of
    >>> uses = [
    ...     DataUse(id=f"use-{name}", organisation="org-a", activity="act-a", category=f"cat-{name}")
    ...     for name in ("email", "phone")
    ... ]
    >>> rows = grouped_rows(wording_of(inventory_of(uses), "en"), uses, COLUMNS)
    >>> [row[1].text for row in rows]
    ['Contact: E-mail address\nContact: Telephone number']
    """
    places = [number for number, column in enumerate(columns) if column.key in joined]
    groups: dict[tuple[Cell | None, ...], list[tuple[Cell, ...]]] = {}
    for use in uses:
        cells = tuple([column.fill(wording, use) for column in columns])
        key = tuple([None if number in places else cell for number, cell in enumerate(cells)])
        groups.setdefault(key, []).append(cells)
    rows = [_joined(group, places) if len(group) > 1 else group[0] for group in groups.values()]
    people = next((number for number, column in enumerate(columns) if column.key == "people"), 0)
    order = {cell: number for number, cell in enumerate(dict.fromkeys(row[people] for row in rows))}
    return tuple(sorted(rows, key=lambda row: order[row[people]]))


def _joined(group: list[tuple[Cell, ...]], places: Sequence[int]) -> tuple[Cell, ...]:
    """Return the row of a group: its first, with the cells of all in the joined places."""
    return tuple(
        stack(dict.fromkeys(cells[number] for cells in group)) if number in places else cell
        for number, cell in enumerate(group[0])
    )
