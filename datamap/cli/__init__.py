"""The command line: arguments, progress and printing; what is done stands below."""

from __future__ import annotations

import importlib
import io
import os
import sys
from collections.abc import Mapping
from typing import Any

import click

from datamap.errors import DatamapError
from datamap.problems import FaultyInventoryError

COMMANDS: Mapping[str, tuple[str, str]] = {
    "demo": ("making", "Make the record of processing and the diagram of every organisation."),
    "export": ("making", "Make the same, or say with --check what is not up to date."),
    "ropa": ("ropa", "Make the record of processing in the layout of an authority, for a role and an audience."),
    "pack": ("handover", "Make one archive to hand over: record, diagrams, manifest, cover note."),
    "diagram": ("drawing", "Draw a picture for an audit: context, activity, trace, transfers, matrix and more."),
    "init": ("keeping", "Make a new, empty register."),
    "load": ("keeping", "Load a folder of text into the register as one revision."),
    "dump": ("keeping", "Write what the register holds as text."),
    "status": ("keeping", "Show what the register holds, and its newest revision."),
    "history": ("keeping", "Show who changed what, when and why."),
    "diff": ("keeping", "Show what changed between two revisions or dates."),
    "undo": ("keeping", "Take a revision back by a new one."),
    "workbook": ("workbook", "Edit the register in a workbook: export it, plan what came back, apply it."),
    "verify": ("proving", "Prove that the register is what was written."),
    "seal": ("proving", "Write the head of the register into a file to keep elsewhere."),
    "backup": ("proving", "Copy the register while others write."),
    "export-all": ("proving", "Write the whole register, history included, as JSON lines."),
    "restore": ("proving", "Make a register from what export-all wrote."),
    "migrate": ("proving", "Bring a register of an older datamap to this one."),
    "forget": ("proving", "Destroy the name of a person in the journal, which notes that."),
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
    "coverage": ("texts", "Go through the documents sentence by sentence."),
    "check": ("checking", "Say what is missing, contradictory or hard to defend."),
    "completeness": ("completeness", "Say how much of what Art. 30 asks is recorded, and what is missing."),
    "accept": ("accepting", "Accept a finding until a day, with the reason; list or withdraw what was accepted."),
    "format": ("texts", "Write the text of the inventory in its one canonical form."),
}
"""Each command with the module that holds it and its help; modules are loaded when their command is called."""


CLOSED_PIPE = 141
"""What the shell says of programs that wrote into a closed pipe (128 + SIGPIPE): neither fine nor a finding."""


class _Commands(click.Group):
    """Commands that are loaded when they are called, so that help comes at once."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, _ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        module = importlib.import_module(f"datamap.cli.{COMMANDS[name][0]}")
        command: click.Command = getattr(module, f"{name.replace('-', '_')}_command")
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from datamap.text import did_you_mean

            ctx.fail(f"there is no command '{args[0]}'; {did_you_mean(args[0], COMMANDS) or 'see datamap --help'}")
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; if whoever reads its output has seen enough, as `head` does, end without a word."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            # What is still to be written when Python ends goes nowhere.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise click.exceptions.Exit(CLOSED_PIPE) from None

    def format_commands(self, _ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, help) for name, (_module, help) in COMMANDS.items()])


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="datamap", message="%(prog)s %(version)s")
def cli() -> None:
    """Keep an inventory of personal data, ask it questions, and make the record of processing from it.

    Start with `datamap demo`, then `datamap list`. Commands read a register (--register), or the folder of text
    inventory/ where they stand (--inventory).
    """


def main() -> None:
    """Run the command line; every fault ends in a sentence and an exit code, never in a traceback.

    Exit codes: 0 fine, 1 the data have faults, 2 usage or environment, 3 what others recorded meanwhile stands in the
    way; 141 if the output was closed before its end, as for other programs.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        cli(prog_name="datamap", standalone_mode=True)
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
