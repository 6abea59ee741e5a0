"""Commands that are loaded when they are called, so that help comes at once."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from typing import ClassVar, NamedTuple

import click
from click.shell_completion import CompletionItem

from datamap.cli.options import in_order

Sections = Mapping[str, Mapping[str, tuple[str, str]]]
"""The commands of a group below their headings: each with the module that holds it, and what it does."""


class Loaded(NamedTuple):
    """A command before it is loaded.

    Attributes:
        module: where it stands in `datamap.cli`.
        summary: what it does, in a line.
    """

    module: str
    summary: str


class LoadingGroup(click.Group):
    """A group whose commands are loaded when they are called."""

    sections: ClassVar[Sections] = {}

    @property
    def known(self) -> dict[str, Loaded]:
        """The commands by their names, in the order in which help lists them."""
        return {name: Loaded(*each) for section in self.sections.values() for name, each in section.items()}

    def list_commands(self, _ctx: click.Context) -> list[str]:
        """Return the names in the order of help."""
        return list(self.known)

    def get_command(self, _ctx: click.Context, name: str) -> click.Command | None:
        """Load a command; None if there is none of that name."""
        if name not in self.known:
            return None
        module = importlib.import_module(f"datamap.cli.{self.known[name].module}")
        command: click.Command = getattr(module, f"{name.replace('-', '_')}_command")
        return in_order(command)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that is called; a name that is none is refused with the one that may be meant."""
        if args and args[0] not in self.known and not args[0].startswith("-"):
            from datamap.text import did_you_mean

            hint = did_you_mean(args[0], self.known)
            ctx.fail(f"there is no command '{args[0]}'{f'; {hint}' if hint else ''}")
        return super().resolve_command(ctx, args)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Return what may follow: commands with what they do, none of which is loaded for that."""
        found = [CompletionItem(name, help=each.summary) for name, each in self.known.items()]
        options = click.Command.shell_complete(self, ctx, incomplete)
        return [*(each for each in found if each.value.startswith(incomplete)), *options]

    def format_commands(self, _ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands below their headings, without loading them."""
        width = max(map(len, self.known))
        for title, section in self.sections.items():
            with formatter.section(title):
                formatter.write_dl([(name.ljust(width), summary) for name, (_module, summary) in section.items()])
