"""Whatever a command answers from records, it answers from a register and from text alike, as they are or were."""

from collections.abc import Iterator

import click
import pytest

from datamap.cli import cli

REGISTER, TEXT, PAST = SOURCES = ("--register", "--inventory", "--as-of")

# What does not answer from records, and what it takes instead.
OTHERS = {
    "help": set(),
    "completion": set(),
    "demo": {REGISTER, TEXT},  # from text into a register
    "accept": {REGISTER, TEXT},  # decides about what is recorded now
    "format": {TEXT},  # rewrites text
    # They make, fill, prove or copy a register, or bring back what comes from one.
    **{each: {REGISTER} for each in ("init", "load", "undo", "workbook plan", "workbook apply", "forget")},
    **{each: {REGISTER} for each in ("verify", "seal", "backup", "export-all", "restore", "migrate")},
    "diff": {REGISTER},  # between two moments, which it is given
    # They tell of its revisions, which text does not have, or of one of them.
    **{each: {REGISTER, PAST} for each in ("dump", "status", "history")},
    "workbook export": {REGISTER, PAST},  # what comes back is merged against a revision
}


def leaves(command: click.Command, name: str, context: click.Context) -> Iterator[tuple[str, click.Command]]:
    """Every command that does something, with the words that call it."""
    if not isinstance(command, click.Group):
        yield name, command
        return
    for each in command.list_commands(context):
        part = command.get_command(context, each)
        assert part is not None
        yield from leaves(part, f"{name} {each}".strip(), context)


LEAVES = dict(leaves(cli, "", click.Context(cli)))


def taken(command: click.Command) -> set[str]:
    """Which of the sources a command has options for."""
    return {each for option in command.params for each in option.opts} & set(SOURCES)


@pytest.mark.parametrize("name", LEAVES)
def test_a_command_takes_a_register_and_text_alike_unless_it_is_about_one_of_them(name: str) -> None:
    assert taken(LEAVES[name]) == OTHERS.get(name, set(SOURCES))


def test_every_exception_is_a_command_that_is_there() -> None:
    assert set(OTHERS) <= set(LEAVES)


def test_a_command_that_reads_only_text_would_be_noticed() -> None:
    assert taken(click.Command("new", params=[click.Option(["--inventory", "folder"])])) == {TEXT}
