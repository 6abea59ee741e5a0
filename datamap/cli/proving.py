"""Commands that prove a register is what was written, and that keep copies of it."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from datamap.cli.options import (
    author_option,
    format_option,
    quiet_option,
    reason_option,
    register_option,
    see_that_is_meant,
    yes_option,
)
from datamap.cli.output import say
from datamap.register.reading import place_of


@click.command("verify")
@register_option
@click.option("--seal", "seal_file", type=click.Path(path_type=Path), metavar="FILE", help="Hold it against this seal.")
@click.option("--script", is_flag=True, help="Print a program that verifies without datamap, for an auditor.")
@format_option("text", "json")
def verify_command(register: str | None, seal_file: Path | None, script: bool, style: str) -> None:
    """Recompute every hash of the register and hold its state against its journal; exit code 1: something is wrong.

    With --seal it also finds a cut tail, an older copy put back, and another history.
    """
    from datamap.register import proving
    from datamap.store.connect import shown_place

    if script:
        click.echo(proving.verifier_script(), nl=False)
        return
    report = proving.verify_register(place_of(register), seal_file)
    if style == "json":
        click.echo(report.format_json())
    elif report:
        click.echo(report.format_text())
    else:
        click.echo(f"{shown_place(place_of(register))} is what was written{', and fits the seal' if seal_file else ''}")
    sys.exit(1 if report.has_errors else 0)


@click.command("seal")
@click.argument("file", type=click.Path(path_type=Path))
@register_option
@quiet_option
def seal_command(file: Path, register: str | None) -> None:
    """Write the head of the register into a small file; keep it where nobody can change both."""
    from datamap.register import proving
    from datamap.store.connect import shown_place

    proving.write_seal(place_of(register), file)
    say(f"{file} seals {shown_place(place_of(register))}: keep it elsewhere; datamap verify --seal {file}")


@click.command("backup")
@click.argument("file", type=click.Path(path_type=Path))
@register_option
@quiet_option
def backup_command(file: Path, register: str | None) -> None:
    """Copy the register into a file, consistent while others write."""
    from datamap.register import proving
    from datamap.store.connect import shown_place

    proving.write_backup(place_of(register), file)
    say(f"{file} is a copy of {shown_place(place_of(register))}")


@click.command("export-all")
@click.argument("file", type=click.Path(path_type=Path))
@register_option
@quiet_option
def export_all_command(file: Path, register: str | None) -> None:
    """Write the whole register, history included, as JSON lines."""
    from datamap.register import proving
    from datamap.store.connect import shown_place

    count = proving.write_export(place_of(register), file)
    say(f"{file} holds all of {shown_place(place_of(register))}: {count} lines")


@click.command("restore")
@click.argument("file", type=click.Path(path_type=Path))
@register_option
@quiet_option
def restore_command(file: Path, register: str | None) -> None:
    """Make a new register from what export-all wrote: same state, same history."""
    from datamap.register import proving
    from datamap.store.connect import shown_place

    proving.restore_export(file, place_of(register))
    say(f"{shown_place(place_of(register))} is restored from {file}")


@click.command("migrate")
@register_option
@quiet_option
def migrate_command(register: str | None) -> None:
    """Bring a register of an older datamap to the tables of this one; history and hashes stay as they are."""
    from datamap.register import proving
    from datamap.store.connect import shown_place

    reached = proving.migrate_register(place_of(register))
    told = f"has tables of version {reached[-1]} now" if reached else "has the newest tables already"
    say(f"{shown_place(place_of(register))} {told}")


@click.command("forget")
@click.argument("name")
@register_option
@author_option
@reason_option
@yes_option
@quiet_option
def forget_command(name: str, register: str | None, author: str | None, reason: str, yes: bool) -> None:
    """Destroy the name of a person in the journal, for good; the journal notes that, not whose name it was (Art. 17).

    The journal still verifies.
    """
    from datamap.register import proving

    place = place_of(register)
    proving.see_that_is_known(place, name)
    see_that_is_meant(f"the name '{name}' will be destroyed and cannot be got back", yes=yes)
    revision = proving.forget_person(place, name, author, reason)
    say(f"revision {revision.sequence}: the name is gone; copies that were made before still hold it")
