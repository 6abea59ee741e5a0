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
from datamap.register import day_of, open_source
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

    def open(self, progress: Progress = silent, organisation: str | None = None, about: str = "") -> Inventory:
        """Return the inventory, or the part of one organisation if one is named, or if it keeps what is asked about."""
        return open_source(self.register, self.folder, self.as_of, progress, organisation, about)

    def day(self) -> datetime.date | None:
        """Return the day for which a past state was asked, None for the present one."""
        return day_of(self.register, self.as_of) if self.as_of else None


register_option = click.option(
    "--register",
    type=GIVEN,
    metavar="FILE|URL",
    help="The register; if left out: DATAMAP_REGISTER, datamap.toml, or register.db here.",
)
inventory_option = click.option(
    "--inventory",
    "folder",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="A folder of text instead; if there is no register: inventory/ here.",
)
text_option = click.option(
    "--inventory",
    "folder",
    type=click.Path(path_type=Path),
    default=Path("inventory"),
    metavar="DIR",
    help="The folder of text; inventory/ if left out.",
)
as_of_option = click.option("--as-of", type=GIVEN, metavar="REV|DATE", help=f"{STATE_THEN}.")
organisation_option = click.option(
    "--organisation", type=GIVEN, metavar="NAME", help="Only this organisation: its id without org-, or its name."
)
audience_option = click.option(
    "--audience",
    type=click.Choice(["authority", "public", "internal"]),
    default="authority",
    show_default=True,
    help="public: without internal names and security; internal: with claims, evidence and findings.",
)
author_option = click.option(
    "--author", metavar="NAME", help="Who does it; if left out: DATAMAP_AUTHOR, datamap.toml, or your user."
)
reason_option = click.option("--reason", default="", metavar="TEXT", help="Why; it stands in the history.")
yes_option = click.option("--yes", is_flag=True, help="Do not ask before records are retired or a name destroyed.")
rules_option = click.option(
    "--rules",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Rules of one's own, from a file such as examples/policy-rules.yaml.",
)
on_option = click.option(
    "--on", "day", type=GIVEN, metavar="DATE", help="The law and deadlines of this day; the records as they are."
)
findings_option = click.option("--findings", "with_findings", is_flag=True, help="With what datamap check finds.")
check_option = click.option("--check", is_flag=True, help="Write nothing; say what differs, by exit code 1 too.")
quiet_option = click.option(
    "--quiet",
    is_flag=True,
    expose_value=False,
    is_eager=True,
    callback=lambda ctx, _option, is_quiet: ctx.meta.__setitem__(QUIET, is_quiet),
    help="Print nothing but what is wrong.",
)
"""For commands that make or change something; they print by `say`."""

QUIET = "datamap.quiet"

STYLES = {
    "text": "for people",
    "json": "for programs",
    "csv": "for spreadsheets",
    "html": "for a browser",
    "xlsx": "as a workbook",
    "github": "as annotations of a workflow",
}
"""In which forms commands answer, and what for."""


def format_option(*styles: str) -> Callable[[Command], Command]:
    """Return what adds --format with these styles; the command gets the one that is wanted as `style`."""
    return click.option(
        "--format",
        "style",
        type=click.Choice(styles),
        default="text",
        show_default=True,
        help="; ".join(f"{style}: {STYLES[style]}" for style in styles if style != "text") + ".",
    )


def language_option(default: str) -> Callable[[Command], Command]:
    """Return what adds --language; where it is left out, the command gets the default."""
    told = "Of the words, as ISO 639-1; if left out: en, or that of the profile."
    return click.option("--language", metavar="CODE", default=default, help=told)


def source_options(command: Command) -> Command:
    """Add --register, --inventory and --as-of; the command gets them as one `source`."""

    @wraps(command)
    def with_source(register: str | None, folder: Path | None, as_of: str | None, **rest: Any) -> Any:
        return command(source=Source(register, folder, as_of), **rest)

    return register_option(inventory_option(as_of_option(with_source)))


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


def reading_options(command: Command) -> Command:
    """Add the options of every command that reads and answers."""
    return source_options(organisation_option(format_option("text", "json", "csv")(command)))


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
    from datamap.model.values import BadValueError, parse_day

    try:
        return parse_day(words) if words else None
    except BadValueError as error:
        raise DatamapError(f"{error}: {error.hint}") from None


FIRST = ("register", "folder", "as_of", "organisation", "organisations")
LAST = ("author", "reason", "yes", "style", "quiet")
"""Which options stand first in the help of every command, and which last, by the names that commands get them by."""


def in_order(command: click.Command) -> click.Command:
    """Return a command whose help lists its options in the order that all commands keep."""

    def rank(parameter: click.Parameter) -> int:
        name = parameter.name or ""
        if isinstance(parameter, click.Argument):
            return -len(FIRST) - 1
        if name in FIRST:
            return FIRST.index(name) - len(FIRST)
        return LAST.index(name) + 1 if name in LAST else 0

    command.params.sort(key=rank)
    return command
