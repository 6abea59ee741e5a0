"""The command that writes a workbook to edit."""

from __future__ import annotations

from pathlib import Path

import click

from datamap.cli.options import GIVEN, as_of_option, quiet_option, register_option
from datamap.cli.output import say
from datamap.errors import DatamapError
from datamap.register.reading import place_of


@click.command("export")
@click.argument("file", type=click.Path(path_type=Path))
@register_option
@click.option(
    "--organisation", "organisations", type=GIVEN, multiple=True, metavar="NAME",
    help="Only this organisation: its id without org-, or its name; may be given several times.",
)  # fmt: skip
@click.option("--department", default="", metavar="NAME", help="Only its activities, with all that belongs to them.")
@click.option("--only-missing", is_flag=True, help="Only records that lack something that the law asks for.")
@click.option(
    "--delimiter", type=click.Choice([";", ","]), default=";", show_default=True, help="Between cells of CSV files."
)
@as_of_option
@click.option("--force", is_flag=True, help="Write over a file that is there.")
@quiet_option
def export_command(
    file: Path,
    register: str | None,
    organisations: tuple[str, ...],
    department: str,
    only_missing: bool,
    delimiter: str,
    as_of: str | None,
    force: bool,
) -> None:
    """Write the register, or a part of it, as a workbook to edit and bring back.

    The ending of FILE says in which format: .xlsx, .ods, or .zip for CSV files. Its first sheet says how to go on.
    Folders on the way to FILE that are not there are made, as by all commands that write files.

    Only from a register: what comes back is merged against the revision that it was made from, and text has none. To
    edit a folder of text so, make a register of it with datamap init and datamap load.
    """
    from datamap.register import workbooks
    from datamap.store.connect import shown_place

    if file.exists() and not force:
        raise DatamapError(f"'{file}' is there already and may hold edits: choose another name, or add --force")
    place = place_of(register)
    scope = workbooks.scope_for(place, organisations, department, only_missing, as_of)
    base = workbooks.export_workbook(place, file, scope, delimiter=delimiter, as_of=as_of)
    count = sum(base.totals.values())
    there = f" --register {shown_place(register)}" if register else ""
    say(f"{file}: {count} records of revision {base.revision}\nNext: edit it, then datamap workbook plan {file}{there}")
