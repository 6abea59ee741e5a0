"""How much a file has given so far, held against the limits while it is read."""

from __future__ import annotations

from collections.abc import Sequence

from datamap.workbook.guard import limits
from datamap.workbook.guard.refusal import RefusedError, damaged
from datamap.workbook.places import place_of


class Tally:
    """Counts the cells and the characters of all sheets of one file."""

    def __init__(self) -> None:
        """Start at nothing."""
        self._cells = self._characters = 0

    def add_cells(self, sheet: str, row: int, columns: Sequence[int], times: int = 1) -> None:
        """Count the cells that hold something in a row, or in `times` equal rows that end with it.

        >>> Tally().add_cells("Parties", 12, [2])

        Raises:
            RefusedError: If there are too many, or they stand too far out.
        """
        if row > limits.ROW.most:
            raise limits.ROW.exceeded(place_of(sheet, row, columns[0]))
        if columns[-1] > limits.COLUMN.most:
            raise limits.COLUMN.exceeded(place_of(sheet, row, columns[-1]))
        self._cells += len(columns) * times
        limits.CELLS.check(self._cells)

    def add_text(self, characters: int) -> None:
        """Count characters of text."""
        self._characters += characters
        limits.TEXT.check(self._characters)


def damaged_cell(sheet: str, row: int, column: int, seen: str) -> RefusedError:
    """Return the refusal of a file in which a cell does not hold what it says.

    >>> str(damaged_cell("Parties", 7, 28, "no number")).partition(":")[0]
    'is damaged (the cell Parties!AB7 holds no number)'
    """
    return damaged(f"the cell {place_of(sheet, row, column)} holds {seen}")
