"""The command that makes the hand-over pack."""

from __future__ import annotations

from pathlib import Path

import click

from datamap.cli.options import Source, organisation_option, source_options


@click.command("pack")
@click.argument("out", metavar="OUT.zip", type=click.Path(path_type=Path))
@source_options
@organisation_option
@click.option("--findings", "with_findings", is_flag=True, help="Hand over what the checks find, too.")
@click.option("--language", metavar="CODE", default="en", show_default=True, help="Of the records, as ISO 639-1.")
@click.option(
    "--audience",
    type=click.Choice(["authority", "public", "internal"]),
    default="authority",
    show_default=True,
    help="public: without internal names and security; internal: with claims and evidence.",
)
def pack_command(
    out: Path, source: Source, organisation: str | None, with_findings: bool, language: str, audience: str
) -> None:
    """Make one archive to hand over: the record in all forms, the diagrams, a manifest and a cover note.

    The same records give the same bytes. Check what arrived with `sha256sum --check MANIFEST`.
    """
    from datamap.cli.drawing import state_of
    from datamap.register.handover import write_handover

    write_handover(
        source.open(),
        out,
        organisation or "",
        as_of=source.day(),
        state=state_of(source),
        audience=audience,
        language=language,
        with_findings=with_findings,
    )
    click.echo(f"{out}  hand it over whole: it holds its own manifest and cover note")
