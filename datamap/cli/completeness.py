"""The command that says how much of what Art. 30 asks is recorded."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

import click

from datamap.checks.completeness import Answer, answers_of, percent, share_of, tallied
from datamap.checks.links import grouped
from datamap.cli.options import Source, open_part, reading_options
from datamap.cli.output import Cell, Table, print_answer
from datamap.errors import DatamapError
from datamap.exports.completeness.rows import (
    COLUMNS,
    activity_rows,
    answer_rows,
    missing_rows,
    organisation_rows,
    part_rows,
    trend_rows,
)
from datamap.labels import read_labels
from datamap.model import Inventory, Organisation

MOST_MISSING = 40
"""How many missing fields people read before the rest is counted."""


@click.command("completeness")
@reading_options
@click.option("--trend", "is_trend", is_flag=True, help="After each revision of a register; of many, by month.")
@click.option(
    "--into", type=click.Path(path_type=Path), metavar="FILE", help="Write the one-page overview, as .html or .pdf."
)
def completeness_command(
    source: Source, organisation: str | None, style: str, is_trend: bool, into: Path | None
) -> None:
    """Say how much of what Art. 30 asks is recorded, for each organisation and activity, and what is missing.

    It is the share that is recorded, by the weights of the law's items: not whether that is right, precise or lawful;
    `datamap check` looks at that. A recorded "none" counts.
    """
    from datamap.register.completeness import place_read, trend, write_overview

    if into and style != "text":
        raise DatamapError("the overview is written as .html or .pdf: leave out --format, or leave out --into")
    place = place_read(source.register, source.folder)
    if is_trend and not place:
        raise DatamapError("text has no past: name a register with --register, or leave out --trend")
    inventory = open_part(source, organisation)
    wanted = inventory.of(Organisation)[0].id if organisation else None
    points = trend(place, source.as_of, source.day(), wanted) if place and (is_trend or into) else ()
    if into:
        from datamap.cli.drawing import state_of

        write_overview(inventory, into, source.day(), points, state_of(source))
        click.echo(into)
    elif is_trend:
        rows = trend_rows(points)
        print_answer([_table("trend", "How complete the record was", rows, "no revision yet")], style)
    else:
        _tell(inventory, answers_of(inventory, source.day()), style)


Rows = Sequence[Mapping[str, Cell]]
Listing = Callable[[Inventory, Iterable[Answer]], Iterable[Mapping[str, Cell]]]
LISTINGS: Mapping[str, tuple[str, Listing]] = {
    "organisations": ("Organisations", organisation_rows),
    "parts": ("What Art. 30 asks", part_rows),
    "activities": ("Activities", activity_rows),
    "missing": ("Not recorded", missing_rows),
}


def _tell(inventory: Inventory, answers: Sequence[Answer], style: str) -> None:
    """Print the lists: for people each organisation by itself, for spreadsheets every place that was asked."""
    if style == "text":
        print_answer(list(_tables_for_people(inventory, answers)), style)
        return
    asked = _table("asked", "What Art. 30 asks, place by place", list(answer_rows(inventory, answers)))
    others = [_table(name, title, list(rows(inventory, answers))) for name, (title, rows) in LISTINGS.items()]
    print_answer([asked] if style == "csv" else [*others, asked], style)


def _table(name: str, title: str, rows: Rows, empty: str = "none") -> Table:
    return Table(name=name, title=title, columns=COLUMNS[name], rows=rows, empty=empty)


def _tables_for_people(inventory: Inventory, answers: Sequence[Answer]) -> Iterable[Table]:
    words = read_labels("completeness")
    organisations = inventory.of(Organisation)
    by_organisation = grouped((each.organisation, each) for each in answers)
    if not organisations:
        yield Table(name="nothing", title="", columns=[], rows=[], empty=words["no-organisation"])
    for each in organisations:
        own = by_organisation.get(each.id, ())
        share = share_of(tallied(own))
        lead = words["nothing"] if share is None else words["headline"].format(percent=percent(share))
        columns = ["article", "asked for", "percent", "recorded"]
        yield Table(name="parts", title=each.name, lead=lead, columns=columns, rows=part_rows(inventory, own), empty="")
        if own:
            yield from _details(inventory, own)


def _details(inventory: Inventory, answers: Sequence[Answer]) -> Iterable[Table]:
    """Yield the tables below the headline of an organisation: its activities, and what is missing where."""
    columns = ["activity", "percent", "missing"]
    activities = activity_rows(inventory, answers)
    yield Table(name="activities", title="Activities", columns=columns, rows=activities)
    missing = missing_rows(inventory, answers)
    title = f"Not recorded ({len(missing)})"
    if len(missing) > MOST_MISSING:
        title = f"Not recorded ({len(missing)}; the first {MOST_MISSING}, all with --format csv)"
    columns = ["article", "missing", "activity", "where"]
    rows = [row | {"where": row["place"] or row["record"]} for row in missing[:MOST_MISSING]]
    yield Table(name="missing", title=title, columns=columns, rows=rows, empty="nothing is missing")
