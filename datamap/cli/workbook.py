"""Commands about the workbook that people edit: export it, see what an edited one would change, and apply it."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from datamap.cli.loading import LoadingGroup, Sections
from datamap.cli.options import author_option, format_option, quiet_option, reason_option, register_option
from datamap.cli.output import say, shown_progress
from datamap.errors import DatamapError
from datamap.problems import FaultyInventoryError
from datamap.register.reading import place_of
from datamap.text import counted

if TYPE_CHECKING:
    from datamap.workbook.guard import RefusedError
    from datamap.workbook.plan import Plan

SECTIONS: Sections = {
    "Commands": {
        "export": ("workbook_export", "Write a workbook to edit: of the whole register, or of a part."),
        "plan": ("workbook", "Show what an edited workbook would change; nothing is written."),
        "apply": ("workbook", "Make the changes of an edited workbook, as one revision."),
    }
}
"""The commands, each with the module that holds it and its summary."""
OPENING = "opening the register"

file_argument = click.argument("file", type=click.Path(path_type=Path))


class _Parts(LoadingGroup):
    """The commands of the workbook."""

    sections = SECTIONS


@click.group("workbook", cls=_Parts)
def workbook_command() -> None:
    """Export a workbook, edit it in Excel or LibreOffice, bring it back, see what would change, accept."""


@click.command("plan")
@file_argument
@register_option
@click.option(
    "--annotate", "out", type=click.Path(path_type=Path), metavar="OUT.xlsx",
    help="Also write a copy of the workbook with what is wrong marked in its cells.",
)  # fmt: skip
@format_option("text", "json", "html")
@quiet_option
def plan_command(file: Path, register: str | None, style: str, out: Path | None) -> None:
    """Show what an edited workbook would change, and what is wrong in it; neither file nor register is touched.

    FILE is an .xlsx or .ods workbook, or a zip of CSV files.

    Exit code 1: the file has faults. Exit code 3: the file and the register both changed the same.
    """
    from datamap.cli.workbook_text import print_plan
    from datamap.register import workbook_plans
    from datamap.workbook.report.as_json import format_refused

    with shown_progress(OPENING) as progress, _told_as_json(style, lambda refused: format_refused(str(file), refused)):
        made = workbook_plans.plan_workbook(place_of(register), file, progress)
        remarks = workbook_plans.annotate_workbook(made, out, progress) if out else 0
    print_plan(made.plan, style)
    if out:
        told = f"{remarks} remarks are marked or listed in it" if remarks != 1 else "one remark stands in it"
        say(f"{out} is your workbook; {told}: edit it and bring it back as it is", err=True)
    sys.exit(1 if made.plan.has_errors else 3 if made.plan.undecided else 0)


@contextmanager
def _told_as_json(style: str, told: Callable[[RefusedError], str]) -> Iterator[None]:
    """Print, for programs, the JSON that tells why a file is refused; for people, leave it to the command line."""
    from datamap.workbook.guard import RefusedError

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
@format_option("text", "json")
@quiet_option
def apply_command(
    file: Path, register: str | None, accept: tuple[str, ...], confirm: int | None, author: str | None, reason: str,
    style: str,
) -> None:  # fmt: skip
    """Make the changes of an edited workbook, all or the accepted ones, as one revision; print the revision.

    Applying the same file twice changes nothing the second time.

    Exit code 1: the file has faults. Exit code 3: both sides changed the same, or somebody was quicker. Nothing is
    written then.
    """
    from datamap.register import workbook_plans
    from datamap.workbook.report.as_json import format_outcome, problem_of

    def refusal(refused: RefusedError) -> str:
        return format_outcome(None, [problem_of(refused)], error=str(refused))

    with shown_progress(OPENING) as progress, _told_as_json(style, refusal):
        made = workbook_plans.plan_workbook(place_of(register), file, progress)
        if workbook_plans.is_settled(made):
            told = "nothing to change: the register holds this already"
            _tell_outcome(format_outcome(None, plan=made.plan), told, style)
            return
        progress("writing the revision")
        try:
            revision = workbook_plans.apply_workbook(made, author, reason, accept, confirm)
        except DatamapError as error:
            _end_without_revision(error, made.plan, style)
    fields = f"{counted(revision.changes, 'field')} changed"
    told = f"applied as revision {revision.sequence}: {fields}, hash {revision.hash[:12]}"
    _tell_outcome(format_outcome((revision.sequence, revision.changes, revision.hash), plan=made.plan), told, style)


def _tell_outcome(outcome: str, told: str, style: str) -> None:
    """Print what became of the changes: the whole outcome for programs, a sentence for people."""
    if style == "json":
        click.echo(outcome)
    else:
        say(told)


def _end_without_revision(error: DatamapError, plan: Plan, style: str) -> NoReturn:
    """Tell why nothing was written, and end with the exit code of the reason."""
    from datamap.cli.workbook_text import MOST_ROWS
    from datamap.workbook.report.as_json import format_outcome

    is_faulty = isinstance(error, FaultyInventoryError)
    problems = error.report.problems if isinstance(error, FaultyInventoryError) else ()
    if style == "json":
        click.echo(format_outcome(None, problems if problems != plan.problems else (), plan, str(error)))
    elif is_faulty:
        shown = problems[:MOST_ROWS]
        rest = max(plan.problem_count, len(problems)) - len(shown)
        click.echo("\n".join(map(str, shown)), err=True)
        command = f"datamap workbook plan {shlex.quote(plan.file.path)} --format html"
        more = f"and {rest:,} more, which `{command}` shows; " if rest else ""
        click.echo(f"{more}{error}", err=True)
    else:
        raise error
    sys.exit(error.exit_code)
