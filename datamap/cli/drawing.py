"""The command that draws pictures."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from datamap.cli.options import (
    Source,
    findings_option,
    language_option,
    organisation_option,
    quiet_option,
    source_options,
)
from datamap.cli.output import say
from datamap.errors import DatamapError
from datamap.exports.diagrams.kinds import KINDS as OF_ONE_STATE
from datamap.model import Inventory
from datamap.register.drawing import ENDINGS, Wanted, draw, draw_all, draw_map
from datamap.text import counted

MAP = "map"
KINDS = {**OF_ONE_STATE, "change": "What is new, gone or different since another state."}
"""Each kind of picture, and the question that it answers."""
LISTED = {
    **KINDS,
    MAP: "All of it in one page for a browser: search, filter, follow traces; of all organisations or one.",
}
LIST = "\n".join(["\b", *(f"{kind:<10} {asked}" for kind, asked in LISTED.items())])


@click.command("diagram", epilog=LIST)
@click.argument("kind", metavar="KIND|all", type=click.Choice([*LISTED, "all"]))
@click.argument("out", metavar="FILE|DIR", type=click.Path(path_type=Path))
@source_options
@organisation_option
@click.option("--activity", metavar="NAME", default="", help="For activity: only this one.")
@click.option("--category", metavar="NAME", default="", help="For trace: the category of data.")
@click.option("--party", metavar="NAME", default="", help="For chain: the processor to start from.")
@click.option(
    "--page", "paper", type=click.Choice(["a4", "a3", "auto"]), default="auto", show_default=True,
    help="The paper of a PDF.",
)  # fmt: skip
@findings_option
@language_option("en")
@click.option("--since", metavar="REV|DATE", help="For change: the earlier state of the register.")
@click.option(
    "--before",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="For change: the earlier state as a folder of text.",
)
@quiet_option
def diagram_command(
    kind: str,
    out: Path,
    source: Source,
    organisation: str | None,
    since: str | None,
    before: Path | None,
    with_findings: bool,
    **narrowed: str,
) -> None:
    """Draw a picture for an audit, and write its table beside it as CSV.

    The ending of FILE says in which form: svg, png, pdf, dot, mmd or html. `all` writes the whole set into a folder.
    """
    inventory = source.open(organisation=organisation)
    wanted = Wanted(organisation=organisation or "", as_of=source.day(), **narrowed)
    if kind == "all":
        written = draw_all(inventory, out, wanted)
    elif kind == MAP:
        written = draw_map(inventory, out, wanted, with_findings)
    else:
        if kind == "change" and bool(since) == bool(before):
            raise DatamapError("say what to compare with: --since for a register, or --before for a folder of text")
        earlier = Source(None if before else source.register, before, since)
        past = _earlier(earlier, wanted) if since or before else None
        written = draw(inventory, kind, out, wanted, past, with_findings, tell=say)
    for path in written if len(written) <= len(ENDINGS) else []:
        say(path)
    say(f"Made {counted(len(written), 'file')}")


def _earlier(source: Source, wanted: Wanted) -> tuple[Inventory, Wanted]:
    """Return the earlier records, and the same wish with their day."""
    return source.open(), replace(wanted, as_of=source.day())
