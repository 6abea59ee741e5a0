"""Options that several commands share, and how commands open what they read."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, NamedTuple

import click

from datamap.errors import DatamapError
from datamap.model import Inventory
from datamap.register import day_of, open_source, part_of
from datamap.register.progress import Progress, silent
from datamap.vocabulary.law import FIRST_DAY

Command = Callable[..., Any]


STATE_THEN = "The state after a revision, at the end of a day (UTC), or at a time such as 2026-03-01T14:00Z"
"""What --as-of means."""


class _Given(click.ParamType[str]):
    """Words that are there: an option with nothing, as an unset variable of a shell gives it, is no option left out."""

    name = "text"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if not value.strip():
            self.fail("nothing is given; is a variable not set?", param, ctx)
        return value


GIVEN = _Given()
"""The type of options for which nothing is not the same as leaving them out."""


class Source(NamedTuple):
    """What a command reads: a register or a folder of text, as it is or as it was."""

    register: str | None
    folder: Path | None
    as_of: str | None

    def open(self, progress: Progress = silent) -> Inventory:
        """Return the inventory."""
        return open_source(self.register, self.folder, self.as_of, progress)

    def day(self) -> datetime.date | None:
        """Return the day for which a past state was asked, None for the present one."""
        return day_of(self.register, self.as_of) if self.as_of else None


def source_options(command: Command) -> Command:
    """Add --register, --inventory and --as-of; the command gets them as one `source`."""

    @wraps(command)
    def with_source(register: str | None, folder: Path | None, as_of: str | None, **rest: Any) -> Any:
        return command(source=Source(register, folder, as_of), **rest)

    added = click.option(
        "--as-of",
        type=GIVEN,
        metavar="REV|DATE",
        help=f"{STATE_THEN}; registers only.",
    )(with_source)
    added = click.option(
        "--inventory", "folder", type=click.Path(path_type=Path), metavar="DIR", help="Read this folder of text."
    )(added)
    return click.option(
        "--register",
        type=GIVEN,
        metavar="FILE|URL",
        help="Read this register; if neither is named: DATAMAP_REGISTER, datamap.toml, register.db or inventory/ here.",
    )(added)


def see_that_is_meant(told: str, *, yes: bool) -> None:
    """Ask a person whether to go on; where nobody can answer, --yes has to say so beforehand.

    Raises:
        DatamapError: it is not meant; nothing was written.
    """
    if yes:
        return
    if not sys.stdin.isatty():
        raise DatamapError(f"{told}: if that is meant, run it again with --yes; nothing was written")
    if not click.confirm(f"{told}. Go on?", err=True):
        raise DatamapError("nothing was written")


def organisation_option(command: Command) -> Command:
    """Add --organisation."""
    return click.option(
        "--organisation", type=GIVEN, metavar="NAME", help="Only this organisation: its id without org-, or its name."
    )(command)


def format_option(command: Command) -> Command:
    """Add --format."""
    return click.option(
        "--format",
        "style",
        type=click.Choice(["text", "json", "csv"]),
        default="text",
        show_default=True,
        help="For people, for programs, or for a spreadsheet.",
    )(command)


def reading_options(command: Command) -> Command:
    """Add the options of every command that reads and answers."""
    return source_options(organisation_option(format_option(command)))


def open_part(source: Source, organisation: str | None) -> Inventory:
    """Return the inventory of a source, or the part of one organisation if one is named."""
    inventory = source.open()
    return part_of(inventory, organisation) if organisation else inventory


def day_of_law_called(words: str | None) -> datetime.date | None:
    """Return the day for whose law a person asks, None if none is named; before the GDPR there were no such rules.

    >>> day_of_law_called("2018-05-25").year
    2018
    """
    day = day_called(words)
    if day and day < FIRST_DAY:
        raise DatamapError(f"the rules are those of the GDPR, which applies since {FIRST_DAY}: name no day before it")
    return day


def day_called(words: str | None) -> datetime.date | None:
    """Return the day that a person means by a date, None if none is named.

    >>> day_called("2024-05-10").year
    2024
    """
    try:
        return datetime.date.fromisoformat(words) if words else None
    except ValueError:
        raise DatamapError(f"'{words}' is no date: write year-month-day, such as 2024-05-10") from None
