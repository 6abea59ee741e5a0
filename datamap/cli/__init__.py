"""The command line: arguments, progress and printing; what is done stands below."""

from __future__ import annotations

import io
import os
import sys
from typing import Any

import click

from datamap.cli.loading import LoadingGroup, Sections
from datamap.errors import DatamapError
from datamap.problems import FaultyInventoryError

SECTIONS: Sections = {
    "Start": {
        "demo": ("making", "Make the record of processing and the diagrams of every organisation."),
        "help": ("helping", "Say what to do first, or what a command does."),
        "completion": ("helping", "Print what makes a shell complete the commands, options and choices."),
    },
    "Ask": {
        "list": ("records", "List the records of one kind, or count all kinds."),
        "show": ("records", "Show one record with all its fields and evidence."),
        "explain": ("records", "Explain a term, the fields of a kind of record, or a rule of the checks."),
        "trace": ("questions", "Show everything that a category of data, or one element, meets."),
        "impact": ("questions", "Show what depends on a party, a system or a country."),
        "why": ("questions", "Show why a recipient comes to a category of data."),
        "chain": ("questions", "Show a processor and its sub-processors to the end."),
        "matrix": ("questions", "Count how often two kinds of records meet."),
        "unused": ("questions", "List the records that no data use reaches."),
        "unlinked": ("questions", "List what the data uses lack."),
    },
    "Check": {
        "check": ("checking", "Say what is missing, contradictory or hard to defend."),
        "accept": ("accepting", "Accept a finding until a day, with the reason; list or withdraw what was accepted."),
        "completeness": ("completeness", "Say how much of what Art. 30 asks is recorded, and what is missing."),
        "coverage": ("texts", "Go through the documents sentence by sentence."),
        "format": ("texts", "Write the text of the inventory in its one canonical form."),
    },
    "Edit and keep": {
        "init": ("keeping", "Make a new, empty register."),
        "load": ("keeping", "Load a folder of text into the register as one revision."),
        "dump": ("keeping", "Write what the register holds as text."),
        "workbook": ("workbook", "Edit the register in a workbook: export it, plan what came back, apply it."),
        "status": ("keeping", "Show what the register holds, and its newest revision."),
        "history": ("keeping", "Show who changed what, when and why."),
        "diff": ("keeping", "Show what changed between two revisions or dates."),
        "undo": ("keeping", "Take a revision back by a new one."),
    },
    "Draw and hand over": {
        "ropa": ("ropa", "Make the record of processing in the layout of an authority, for a role and an audience."),
        "diagram": ("drawing", "Draw a picture for an audit: context, activity, trace, transfers, matrix and more."),
        "pack": ("handover", "Make one archive to hand over: record, diagrams, manifest, cover note."),
        "export": ("making", "Make what demo makes, or say with --check what is not up to date."),
    },
    "Prove and look after": {
        "verify": ("proving", "Prove that the register is what was written."),
        "seal": ("proving", "Write the head of the register into a file to keep elsewhere."),
        "backup": ("proving", "Copy the register while others write."),
        "export-all": ("proving", "Write the whole register, history included, as JSON lines."),
        "restore": ("proving", "Make a register from what export-all wrote."),
        "migrate": ("proving", "Bring a register of an older datamap to this one."),
        "forget": ("proving", "Destroy the name of a person in the journal, which notes that."),
    },
}
"""The commands below their headings, each with the module that holds it and its summary."""


CLOSED_PIPE = 141
"""What the shell says of programs that wrote into a closed pipe (128 + SIGPIPE): neither fine nor a finding."""
INTERRUPTED = 130
"""What the shell says of programs that somebody stopped (128 + SIGINT)."""


class _Commands(LoadingGroup):
    """The commands of datamap."""

    sections = SECTIONS

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; if whoever reads its output has seen enough, as `head` does, end without a word."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            # What is still to be written when Python ends goes nowhere.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise click.exceptions.Exit(CLOSED_PIPE) from None


@click.group(
    cls=_Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(package_name="datamap", message="%(prog)s %(version)s")
@click.pass_context
def cli(ctx: click.Context) -> None:
    """Keep an inventory of personal data, ask it questions, and make the record of processing from it.

    Commands read a register (--register), or the folder of text inventory/ where they stand (--inventory). `datamap
    help` says what to do first, `datamap help COMMAND` what a command does.
    """
    if ctx.invoked_subcommand is None:
        from datamap.cli.helping import FIRST_STEPS

        click.echo(FIRST_STEPS)


def main() -> None:
    """Run the command line; every fault ends in a sentence and an exit code, never in a traceback.

    Exit codes: 0 fine, 1 the data have faults, 2 usage or environment, 3 what others recorded meanwhile stands in the
    way; 141 if the output was closed before its end and 130 if somebody stopped it, as for other programs.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        ended = cli.main(prog_name="datamap", standalone_mode=False)
        sys.exit(ended if isinstance(ended, int) else 0)
    except click.Abort:
        click.echo("datamap: stopped; nothing was written after that", err=True)
        sys.exit(INTERRUPTED)
    except click.ClickException as error:
        click.echo(f"datamap: {_usage(error)}", err=True)
        sys.exit(error.exit_code)
    except FaultyInventoryError as error:
        click.echo(error.report.format_text(), err=True)
        sys.exit(error.exit_code)
    except DatamapError as error:
        click.echo(f"datamap: {error}", err=True)
        sys.exit(error.exit_code)
    except Exception as error:
        if os.environ.get("DATAMAP_DEBUG"):
            raise
        told = f"datamap: a fault of the program, not of your data: {type(error).__name__}: {error}; "
        click.echo(f"{told}please report it with what DATAMAP_DEBUG=1 shows", err=True)
        sys.exit(2)


def _usage(error: click.ClickException) -> str:
    """Return what is wrong with a call, as datamap tells all that cannot be done, and where to read on."""
    words = " ".join(error.format_message().split()).removesuffix(".")
    ctx = error.ctx if isinstance(error, click.UsageError) else None
    said = f"{words[:1].lower()}{words[1:]}"
    return f"{said}{' See' if said.endswith('?') else '; see'} `{ctx.command_path} --help`" if ctx else said
