"""Commands that make what people hand over: the record of processing and the diagrams."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import click

from datamap.cli.options import (
    GIVEN,
    Source,
    check_option,
    organisation_option,
    quiet_option,
    source_options,
    text_option,
)
from datamap.cli.output import say, shown_progress
from datamap.register import check_exports, export, open_kept
from datamap.text import counted

READING = "reading the inventory"
into_option = click.option(
    "--into",
    type=click.Path(path_type=Path),
    default=Path("exports"),
    metavar="DIR",
    help="The folder to write to; exports/ if left out.",
)


@click.command("demo")
@text_option
@click.option("--register", type=GIVEN, metavar="FILE|URL", help="Keep the register here; a temporary one if left out.")
@into_option
@quiet_option
def demo_command(folder: Path, register: str | None, into: Path) -> None:
    """Load the inventory into a register, make the record and the diagram of every organisation, say where to look."""
    from datamap.register.keeping import kept_register, load_all

    with shown_progress(READING) as progress, kept_register(register) as place:
        progress("the register")
        load_all(place, folder)
        written = export(open_kept(place), into, progress=progress)
    _tell(written, into)
    say("\nNext: open a ropa.xlsx and a flows.pdf, then ask: datamap trace contacts-book")


@click.command("export")
@source_options
@organisation_option
@into_option
@check_option
@quiet_option
def export_command(source: Source, organisation: str | None, into: Path, check: bool) -> None:
    """Make the record of processing and the diagram of every organisation, or of one.

    With --check, exit code 1 says that a file differs; what differs is told part by part.
    """
    if check:
        _check(source, into, organisation)
        return
    with shown_progress(READING) as progress:
        written = export(source.open(progress, organisation), into, organisation, progress, source.day())
    _tell(written, into)


def _tell(written: Mapping[Path, str], into: Path) -> None:
    """Print what was made: each file and what it is for, the single pages of the set counted."""
    for home in dict.fromkeys(path.parent for path in written):
        own = {path: purpose for path, purpose in written.items() if path.parent == home}
        kinds = Counter(path.suffix for path in own) if len(own) > FEW_FILES else Counter()
        tallied = {ending: words for ending, words in COUNTED.items() if kinds[ending] > 1}
        told = [path for path in own if path.suffix not in tallied]
        width = max([NAME, *(len(path.name) for path in told)])
        say(f"{home}{'/' if home.name else ''}")
        for path in told:
            say(f"  {path.name:<{width}} {own[path]}")
        if tallied:
            say(f"  and {', '.join(f'{kinds[ending]} {words}' for ending, words in tallied.items())}")
    made = len({path.relative_to(into).parts[0] for path in written})
    say(f"\nMade {counted(len(written), 'file')} for {counted(made, 'organisation')} in {into}")


FEW_FILES = 10
"""Up to so many files of a folder are told one by one."""
NAME = 14
"""Characters of a name at least, so that most folders stand in line with one another."""
COUNTED = {".svg": "pages as svg", ".csv": "tables as csv"}
"""What is only counted of a folder of more files, where there are several."""


def _check(source: Source, into: Path, organisation: str | None) -> None:
    with shown_progress(READING) as progress:
        drifts = check_exports(source.open(progress, organisation), into, organisation, progress, source.day())
    for drift in drifts:
        click.echo(f"{drift.path}:")
        for difference in drift.differences:
            click.echo(f"  {difference}")
    if drifts:
        click.echo(f"{len(drifts)} files are not up to date: run `datamap export`, look at them, and commit them")
        sys.exit(1)
    say(f"{into} is what the inventory gives")
