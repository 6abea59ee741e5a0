"""Data uses that agree in everything but the data themselves, put in one row: terse, and no link is lost."""

from __future__ import annotations

from collections.abc import Sequence

from datamap.exports.record.cells import Cell, stack

JOINED = "category"
"""The key of the columns in which the rows of a group may differ."""

CellRow = tuple[Cell, ...]


def grouped_rows(rows: Sequence[CellRow], keys: Sequence[str]) -> tuple[CellRow, ...]:
    r"""Return one row of cells for each group of rows that differ in the data only.

    Rows about the same people stand below one another, in the order in which the people come first.

    Args:
        rows: the cells of a data use each.
        keys: of the columns.

    >>> rows = [(Cell("guests"), Cell("name")), (Cell("guests"), Cell("address"))]
    >>> [[cell.text for cell in row] for row in grouped_rows(rows, ["people", "category"])]
    [['guests', 'name\naddress']]
    """
    if len(rows) <= 1:
        return tuple(rows)
    places = [number for number, key in enumerate(keys) if key == JOINED]
    groups: dict[tuple[Cell | None, ...], list[CellRow]] = {}
    for cells in rows:
        key: list[Cell | None] = list(cells)
        for place in places:
            key[place] = None
        groups.setdefault(tuple(key), []).append(cells)
    found = [_joined(group, places) if len(group) > 1 else group[0] for group in groups.values()]
    people = keys.index("people") if "people" in keys else 0
    order = {cell: number for number, cell in enumerate(dict.fromkeys([row[people] for row in found]))}
    return tuple(sorted(found, key=lambda row: order[row[people]]))


def _joined(group: list[CellRow], places: Sequence[int]) -> CellRow:
    """Return the row of a group: its first, with the cells of all in the joined places."""
    return tuple(
        stack(dict.fromkeys(cells[number] for cells in group)) if number in places else cell
        for number, cell in enumerate(group[0])
    )
