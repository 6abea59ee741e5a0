"""How answers are printed: tables that fit the terminal, JSON for programs, CSV for spreadsheets."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import click

from datamap.cli.options import QUIET
from datamap.model import Absent
from datamap.register.progress import Progress
from datamap.text import defuse_formula

Cell = str | int | tuple[str, ...] | Absent


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One part of an answer: rows of cells under column names.

    Attributes:
        name: the key of the part in JSON.
        title: what people read above it.
        lead: a sentence below the title, for people.
        columns: the column names, in order.
        rows: one mapping per row.
        as_cards: whether people get a card per row instead of a line per row; for rows with many columns.
        empty: what people read if there are no rows.
    """

    name: str
    title: str
    columns: Sequence[str]
    rows: Sequence[Mapping[str, Cell]]
    as_cards: bool = False
    empty: str = "none"
    lead: str = ""


def is_quiet() -> bool:
    """Return whether the command that runs was told to be --quiet."""
    ctx = click.get_current_context(silent=True)
    return bool(ctx and ctx.meta.get(QUIET))


def say(words: object, *, err: bool = False) -> None:
    """Print what people like to read and nobody has to: where a file is, and what comes next."""
    if not is_quiet():
        click.echo(words, err=err)


@contextmanager
def shown_progress(first: str) -> Iterator[Progress]:
    """Show on a terminal what is being done; stay silent in a pipe, and if told so."""
    if is_quiet() or not sys.stderr.isatty():
        yield lambda _what: None
        return
    from rich.console import Console

    console = Console(stderr=True, markup=False, highlight=False)
    with console.status(first) as status:
        yield status.update


def print_answer(tables: Sequence[Table], style: str) -> None:
    """Print an answer; CSV holds its first part, which is the whole answer in rows, JSON and text hold all parts."""
    if style == "json":
        sys.stdout.writelines(format_json(tables))
    elif style == "csv":
        click.echo(format_csv(tables[0]), nl=False)
    else:
        print_text(tables)


def format_json(tables: Sequence[Table]) -> Iterator[str]:
    """Yield an answer as JSON, a line for each row: an answer may have a million, which are never held at once.

    >>> print(*format_json([Table(name="parties", title="", columns=["id"], rows=[{"id": "a"}, {"id": "b"}])]), sep="")
    {
      "parties": [
        {"id": "a"},
        {"id": "b"}
      ]
    }
    <BLANKLINE>
    """
    yield "{"
    for number, table in enumerate(tables):
        yield f"{',' * (number > 0)}\n  {json.dumps(table.name)}: ["
        for place, row in enumerate(table.rows):
            cells = {column: _json(row.get(column, "")) for column in table.columns}
            yield f"{',' * (place > 0)}\n    {json.dumps(cells, ensure_ascii=False)}"
        yield "\n  ]" if table.rows else "]"
    yield "\n}\n"


def _json(cell: Cell) -> Any:
    """Return a cell for programs: nothing recorded is null, explicitly none is the empty list."""
    if isinstance(cell, Absent):
        return None if cell is Absent.NOT_RECORDED else []
    return cell


def cell_text(cell: Cell, joint: str = "\n") -> str:
    """Return a cell as words, several values one per line."""
    return joint.join(cell) if isinstance(cell, tuple) else str(cell)


def format_csv(table: Table) -> str:
    """Return a table as CSV (RFC 4180) in which no cell is a formula."""
    lines = io.StringIO()
    writer = csv.writer(lines)
    writer.writerow(table.columns)
    for row in table.rows:
        writer.writerow([defuse_formula(cell_text(row.get(column, ""))) for column in table.columns])
    return lines.getvalue()


def print_text(tables: Iterable[Table]) -> None:
    """Print tables for people, as wide as the terminal."""
    from rich.console import Console as AnyConsole
    from rich.text import Text

    class Console(AnyConsole):
        """A console that leaves it to the command line what a closed pipe means."""

        def on_broken_pipe(self) -> None:
            raise BrokenPipeError

    console = Console(markup=False, highlight=False, emoji=False)
    for index, table in enumerate(tables):
        if index:
            console.print()
        if table.title:
            console.print(Text(table.title, style="bold"))
        if table.lead:
            console.print(table.lead)
        if not table.rows:
            if table.empty:
                console.print(table.empty)
        elif table.as_cards:
            for row in table.rows:
                console.print(_card(table, row))
        else:
            console.print(_grid(table))


def fits(table: Table) -> bool:
    """Return whether a table fits the terminal without a word being broken."""
    from rich.console import Console

    widths = _longest_words(table)
    return sum(widths) + 2 * len(widths) <= Console().width


def _longest_words(table: Table) -> list[int]:
    """Return how wide each column has to be for no word to be broken."""
    return [
        max(len(word) for row in [{c: c}, *table.rows] for word in cell_text(row.get(c, "")).split() or [""])
        for c in table.columns
    ]


def _least_widths(table: Table) -> list[int]:
    """Return how narrow columns may get: numbers, days, hashes and titles stay whole as far as there is room."""
    from rich.console import Console

    words, room = _longest_words(table), Console().width - 3 * len(table.columns)
    for longest in (14, 12, 10, 8):
        widths = [width if width <= longest else 0 for width in words]
        if sum(width or 8 for width in widths) <= room:
            return widths
    return [0] * len(words)


def _grid(table: Table) -> Any:
    from rich import box
    from rich.table import Table as Grid
    from rich.text import Text

    grid = Grid(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for column, width in zip(table.columns, _least_widths(table), strict=True):
        is_number = all(isinstance(row.get(column), int) for row in table.rows)
        grid.add_column(
            Text(column), justify="right" if is_number else "left", overflow="fold", min_width=width or None
        )
    for row in table.rows:
        grid.add_row(*(Text(cell_text(row.get(column, ""))) for column in table.columns))
    return grid


def _card(table: Table, row: Mapping[str, Cell]) -> Any:
    from rich.padding import Padding
    from rich.table import Table as Grid
    from rich.text import Text

    first, *others = table.columns
    grid = Grid(box=None, show_header=False, pad_edge=False, title=Text(cell_text(row[first], ", ")))
    grid.title_justify, grid.title_style = "left", "bold"
    grid.add_column(no_wrap=True, style="dim")
    grid.add_column(overflow="fold")
    for column in others:
        cell = row.get(column, "")
        if cell != "":
            grid.add_row(Text(column), Text(cell_text(cell)))
    return Padding(grid, (1, 0, 0, 2))
