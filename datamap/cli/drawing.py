"""The command that draws pictures."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from datamap.cli.options import Source, organisation_option, source_options
from datamap.errors import DatamapError
from datamap.model import Inventory
from datamap.register.drawing import ENDINGS, Wanted, draw, draw_all, draw_map

KINDS = ("context", "flows", "activity", "trace", "transfers", "chain", "matrix", "retention", "systems", "change")
MAP = "map"


@click.command("diagram")
@click.argument("kind", metavar="KIND|all", type=click.Choice([*KINDS, MAP, "all"]))
@click.argument("out", metavar="FILE|DIR", type=click.Path(path_type=Path))
@source_options
@organisation_option
@click.option("--activity", metavar="NAME", default="", help="For activity: only this one.")
@click.option("--category", metavar="NAME", default="", help="For trace: the category of data.")
@click.option("--party", metavar="NAME", default="", help="For chain: the processor to start from.")
@click.option("--page", "paper", type=click.Choice(["a4", "a3", "auto"]), default="auto", show_default=True)
@click.option("--language", metavar="CODE", default="en", show_default=True, help="Of the labels, as ISO 639-1.")
@click.option("--findings", "with_findings", is_flag=True, help="Mark what datamap check finds, and nobody accepted.")
@click.option("--since", metavar="REV|DATE", help="For change: the earlier state of the register.")
@click.option(
    "--before",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="For change: the earlier state as a folder of text.",
)
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
    r"""Draw a picture for an audit, and write its table beside it as CSV.

    The ending of FILE says in which form: svg, png, pdf, dot, mmd or html. `all` writes the whole set into a folder.

    \b
    context    who gives data to the organisation, and who receives them
    flows      all data flows
    activity   the data flow of one activity, or of each, with the items of NIST ID.IM-P
    trace      everything that one category of data meets
    transfers  where data go, by what protects them there
    chain      processors and whom they engage, to the end
    matrix     category by purpose with basis and time limit; category by recipient
    retention  when data are erased, from what starts the clock
    systems    where data rest, who runs it, and in which country
    change     what is new, gone or different since another state
    map        all of it in one page for a browser: search, filter, follow traces; of all organisations or of one
    """
    inventory = source.open()
    wanted = Wanted(organisation=organisation or "", state=state_of(source), as_of=source.day(), **narrowed)
    if kind == "all":
        written = draw_all(inventory, out, wanted)
    elif kind == MAP:
        written = draw_map(inventory, out, wanted, with_findings)
    else:
        if kind == "change" and bool(since) == bool(before):
            raise DatamapError("say what to compare with: --since for a register, or --before for a folder of text")
        earlier = Source(None if before else source.register, before, since)
        written = draw(
            inventory, kind, out, wanted, _earlier(earlier, wanted) if since or before else None, with_findings
        )
    for path in written if len(written) <= len(ENDINGS) else []:
        click.echo(path)
    click.echo(f"Made {len(written)} file{'s' * (len(written) != 1)}")


def _earlier(source: Source, wanted: Wanted) -> tuple[Inventory, Wanted]:
    """Return the earlier records, and the same wish with their state and day."""
    return source.open(), replace(wanted, state=state_of(source), as_of=source.day())


def state_of(source: Source) -> str:
    """Return which state a source is, for the foot of a picture: "text", or the revision asked for.

    >>> state_of(Source(None, Path("inventory"), None))
    ''
    """
    from datamap.register.drawing import state_words

    return state_words(source.register, source.folder, source.as_of)
