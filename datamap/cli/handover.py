"""The command that makes the hand-over pack."""

from __future__ import annotations

from pathlib import Path

import click

from datamap.cli.options import (
    Source,
    audience_option,
    findings_option,
    language_option,
    organisation_option,
    quiet_option,
    source_options,
)
from datamap.cli.output import say


@click.command("pack")
@click.argument("out", metavar="OUT.zip", type=click.Path(path_type=Path))
@source_options
@organisation_option
@findings_option
@language_option("en")
@audience_option
@quiet_option
def pack_command(
    out: Path, source: Source, organisation: str | None, with_findings: bool, language: str, audience: str
) -> None:
    """Make one archive to hand over: the record in all forms, the diagrams, a manifest and a cover note.

    The same records give the same bytes. Check what arrived with `sha256sum --check MANIFEST`.
    """
    from datamap.register.handover import write_handover

    write_handover(
        source.open(organisation=organisation),
        out,
        organisation or "",
        as_of=source.day(),
        audience=audience,
        language=language,
        with_findings=with_findings,
    )
    say(f"{out}  hand it over whole: it holds its own manifest and cover note")
