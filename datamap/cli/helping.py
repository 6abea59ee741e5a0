"""Commands that help: what to do first, what a command does, and what makes a shell complete it."""

from __future__ import annotations

import sys

import click

FIRST_STEPS = """\
datamap keeps an inventory of personal data, and makes the record of processing from it.

Look around, in a folder that holds inventory/:
  datamap demo                              make all records and diagrams, and say where to look
  datamap trace contacts-book               ask where data of a category go
  datamap check                             say what is missing, contradictory or hard to defend

Keep a register of your own:
  datamap init                              make it
  datamap load inventory/                   fill it from text, if there is some
  datamap workbook export edit.xlsx         get a workbook, edit it in Excel or LibreOffice
  datamap workbook plan edit.xlsx           see what would change; nothing is written
  datamap workbook apply edit.xlsx          accept it, as one revision

Hand over:
  datamap ropa record.pdf --organisation NAME
  datamap pack all.zip --organisation NAME

Read on: `datamap --help` lists all commands, `datamap help COMMAND` says what one does."""


@click.command("help")
@click.argument("command", nargs=-1)
def help_command(command: tuple[str, ...]) -> None:
    """Say what to do first, or what a COMMAND does: `datamap help workbook plan` is `datamap workbook plan --help`."""
    if not command:
        click.echo(FIRST_STEPS)
        return
    from datamap.cli import cli

    cli.main([*command, "--help"], prog_name="datamap", standalone_mode=False)


@click.command("completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion_command(shell: str) -> None:
    """Print what makes a shell complete the commands, options and choices.

    Write it where your shell reads it, such as: datamap completion fish > ~/.config/fish/completions/datamap.fish; for
    bash and zsh add a line to ~/.bashrc or ~/.zshrc: eval "$(datamap completion bash)", or zsh.
    """
    from click.shell_completion import get_completion_class

    from datamap.cli import cli

    found = get_completion_class(shell)
    if found is None:
        sys.exit(2)
    click.echo(found(cli, {}, "datamap", "_DATAMAP_COMPLETE").source())
