"""The command that says how much of what Art. 30 asks is recorded."""

from __future__ import annotations

from pathlib import Path

import click

from datamap.cli.options import Source, reading_options
from datamap.cli.output import print_answer
from datamap.errors import DatamapError
from datamap.model import Organisation


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
    inventory = source.open(organisation=organisation)
    wanted = inventory.of(Organisation)[0].id if organisation else None
    points = trend(place, source.as_of, source.day(), wanted) if place and (is_trend or into) else ()
    if into:
        write_overview(inventory, into, source.day(), points)
        click.echo(into)
    elif is_trend:
        from datamap.cli.completeness_text import trend_table

        print_answer([trend_table(points)], style)
    else:
        from datamap.checks.completeness import answers_of
        from datamap.cli.completeness_text import tables_of

        print_answer(tables_of(inventory, answers_of(inventory, source.day()), style), style)
