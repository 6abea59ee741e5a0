"""The lists of terms that come with the program, as data files: one CSV file for each kind of term."""

from __future__ import annotations

import csv
import io
from importlib.resources import files
from typing import NamedTuple


class TermRow(NamedTuple):
    """One row of a list: its line in the file, and its cells that are not empty by column name."""

    line: int
    cells: dict[str, str]


def path_of(stem: str) -> str:
    """Return where the list stands, relative to the project.

    >>> path_of("categories")
    'datamap/vocabulary/terms/categories.csv'
    """
    return f"datamap/vocabulary/terms/{stem}.csv"


def read_rows(stem: str) -> list[TermRow]:
    """Return the rows of the list in the file `stem`.csv, one per term, in the file's order.

    >>> [row.cells["label"] for row in read_rows("roles")][:1]
    ['Controller']
    """
    text = (files(__name__) / "terms" / f"{stem}.csv").read_text(encoding="utf-8")
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    return [TermRow(reader.line_num, {name: cell for name, cell in row.items() if cell}) for row in reader]
