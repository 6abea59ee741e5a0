"""Commands about the workbook that people edit: export it, see what an edited one would change, and apply it."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import click

from datamap.cli.keeping import author_option, place_of, reason_option, register_option
from datamap.cli.workbook_text import MOST_ROWS, print_plan
from datamap.errors import DatamapError
from datamap.problems import FaultyInventoryError
from datamap.register import workbook_plans
from datamap.register.progress import Progress
from datamap.workbook.guard import RefusedError
from datamap.workbook.plan import Plan
from datamap.workbook.report.as_json import format_outcome, format_refused, problem_of

PARTS: Mapping[str, tuple[str, str]] = {
    "export": ("workbook_export", "Write a workbook to edit: of the whole register, or of a part."),
    "plan": ("workbook", "Show what an edited workbook would change; nothing is written."),
    "apply": ("workbook", "Do it, as one revision."),
}
"""Each command with the module that holds it and its help; modules are loaded when their command is called."""

file_argument = click.argument("file", type=click.Path(path_type=Path))


class _Parts(click.Group):
    """Commands that are loaded when they are called."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        return list(PARTS)

    def get_command(self, _ctx: click.Context, name: str) -> click.Command | None:
        if name not in PARTS:
            return None
        command: click.Command = getattr(importlib.import_module(f"datamap.cli.{PARTS[name][0]}"), f"{name}_command")
        return command

    def format_commands(self, _ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, help) for name, (_module, help) in PARTS.items()])


@click.group("workbook", cls=_Parts)
def workbook_command() -> None:
    """Export a workbook, edit it in Excel or LibreOffice, bring it back, see what would change, accept."""


@contextmanager
def _progress() -> Iterator[Progress]:
    """Show on a terminal what is being done; stay quiet in a pipe."""
    if not sys.stderr.isatty():
        yield lambda _what: None
        return
    from rich.console import Console

    console = Console(stderr=True, markup=False, highlight=False)
    with console.status("opening the register") as status:
        yield status.update


@click.command("plan")
@file_argument
@register_option
@click.option(
    "--format", "style", type=click.Choice(["text", "json", "html"]), default="text", show_default=True,
    help="For people, for programs, or as one page for a browser.",
)  # fmt: skip
@click.option(
    "--annotate", "out", type=click.Path(path_type=Path), metavar="OUT.xlsx",
    help="Also write a copy of the workbook with what is wrong marked in its cells.",
)  # fmt: skip
def plan_command(file: Path, register: str | None, style: str, out: Path | None) -> None:
    """Show what an edited workbook would change, and what is wrong in it; neither file nor register is touched.

    FILE is an .xlsx or .ods workbook, or a zip of CSV files.

    Exit code 1: the file has faults. Exit code 3: the file and the register both changed the same.
    """
    with _progress() as progress, _told_as_json(style, lambda refused: format_refused(str(file), refused)):
        made = workbook_plans.plan_workbook(place_of(register), file, progress)
        remarks = workbook_plans.annotate_workbook(made, out, progress) if out else 0
    print_plan(made.plan, style)
    if out:
        told = f"{remarks} remarks are marked or listed in it" if remarks != 1 else "one remark stands in it"
        click.echo(f"{out} is your workbook; {told}: edit it and bring it back as it is", err=True)
    sys.exit(1 if made.plan.has_errors else 3 if made.plan.undecided else 0)


@contextmanager
def _told_as_json(style: str, told: Callable[[RefusedError], str]) -> Iterator[None]:
    """Print, for programs, the JSON that tells why a file is refused; for people, leave it to the command line."""
    try:
        yield
    except RefusedError as refused:
        if style != "json":
            raise
        click.echo(told(refused))
        sys.exit(refused.exit_code)


@click.command("apply")
@file_argument
@register_option
@click.option(
    "--accept", multiple=True, metavar="all|ID|KIND",
    help="Only these changes: ids, kinds of records, or new, changed, renamed, deleted; may be given several times.",
)  # fmt: skip
@click.option(
    "--confirm", type=int, metavar="N", help="How many deletions and clears you expect, where the plan asks for it."
)
@author_option
@reason_option
@click.option("--format", "style", type=click.Choice(["text", "json"]), default="text", show_default=True)
def apply_command(
    file: Path, register: str | None, accept: tuple[str, ...], confirm: int | None, author: str | None, reason: str,
    style: str,
) -> None:  # fmt: skip
    """Make the changes of an edited workbook, all or the accepted ones, as one revision; print the revision.

    Applying the same file twice changes nothing the second time.

    Exit code 1: the file has faults. Exit code 3: both sides changed the same, or somebody was quicker. Nothing is
    written then.
    """

    def refusal(refused: RefusedError) -> str:
        return format_outcome(None, [problem_of(refused)], error=str(refused))

    with _progress() as progress, _told_as_json(style, refusal):
        made = workbook_plans.plan_workbook(place_of(register), file, progress)
        if workbook_plans.is_settled(made):
            told = "nothing to change: the register holds this already"
            click.echo(format_outcome(None, plan=made.plan) if style == "json" else told)
            return
        progress("writing the revision")
        try:
            revision = workbook_plans.apply_workbook(made, author, reason, accept, confirm)
        except DatamapError as error:
            _end_without_revision(error, made.plan, style)
    if style == "json":
        click.echo(format_outcome((revision.sequence, revision.changes, revision.hash), plan=made.plan))
    else:
        fields = f"{revision.changes} field{'' if revision.changes == 1 else 's'} changed"
        click.echo(f"applied as revision {revision.sequence}: {fields}, hash {revision.hash[:12]}")


def _end_without_revision(error: DatamapError, plan: Plan, style: str) -> NoReturn:
    """Tell why nothing was written, and end with the exit code of the reason."""
    is_faulty = isinstance(error, FaultyInventoryError)
    problems = error.report.problems if isinstance(error, FaultyInventoryError) else ()
    if style == "json":
        click.echo(format_outcome(None, problems if problems != plan.problems else (), plan, str(error)))
    elif is_faulty:
        shown = problems[:MOST_ROWS]
        rest = max(plan.problem_count, len(problems)) - len(shown)
        click.echo("\n".join(map(str, shown)), err=True)
        more = f"and {rest:,} more, which `datamap workbook plan FILE --format html` shows; " if rest else ""
        click.echo(f"{more}{error}", err=True)
    else:
        raise error
    sys.exit(error.exit_code)
