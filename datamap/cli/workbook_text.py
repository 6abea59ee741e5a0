"""How the plan of a workbook is printed: for people on a terminal, for programs, or as a page."""

from __future__ import annotations

import click

from datamap.cli.output import Cell, Table, print_text
from datamap.labels import read_labels
from datamap.workbook.plan import Plan
from datamap.workbook.report.sections import Section, sections_of
from datamap.workbook.report.shortened import shortened

MOST_ROWS = 200
"""How many rows of one section people are shown on a terminal; JSON and HTML show all that are listed."""
_UNCOUNTED = ("file", "totals", "decision")


def print_plan(plan: Plan, style: str) -> None:
    """Print a plan as "text", "json" or "html"."""
    if style == "json":
        from datamap.workbook.report.as_json import format_json

        click.echo(format_json(plan))
    elif style == "html":
        from datamap.workbook.report.as_html import format_html

        click.echo(format_html(plan, read_labels("plan")), nl=False)
    else:
        print_text(map(_table, sections_of(plan, read_labels("plan"))))


def _table(section: Section) -> Table:
    """Return a section for a terminal: its first rows, with long texts shortened."""
    rows: list[dict[str, Cell]] = [
        {title: tuple(words.split("\n")) for title, words in zip(section.columns, shortened(row), strict=True)}
        for row in section.rows[:MOST_ROWS]
    ]
    count = "" if section.key in _UNCOUNTED else f" ({section.found:,})"
    more = ""
    if section.found > MOST_ROWS:
        listed = "all" if len(section.rows) == section.found else f"the first {len(section.rows):,}"
        more = f"; the first {MOST_ROWS} here, {listed} with --format html"
    title = f"{section.title}{count}{more}"
    return Table(name=section.key, title=title, lead=section.lead, columns=section.columns, rows=rows, empty="")
