"""Handing over: one archive with all that an authority is given of one organisation."""

from __future__ import annotations

import datetime
from pathlib import Path

from datamap.errors import DatamapError
from datamap.files import write_whole
from datamap.model import Inventory
from datamap.register.drawing import Wanted, refuse_language, scope_of


def write_handover(
    inventory: Inventory,
    out: Path,
    organisation: str = "",
    *,
    as_of: datetime.date | None = None,
    audience: str = "authority",
    language: str = "en",
    with_findings: bool = False,
) -> None:
    """Write the hand-over pack of one organisation.

    Args:
        inventory: the records, of one organisation or of several.
        out: the file, which ends in .zip.
        organisation: named as in `part_of`; may be left out if there is only one.
        as_of: the day of the state; left out, the day that `day_told` takes.
        audience: "authority", "public" or "internal".
        language: of the records.
        with_findings: whether what the checks find is handed over too.

    Raises:
        DatamapError: the ending is not .zip, a name is not known, the public is to get findings, or the file cannot be
            written; the old one stays.
    """
    from datamap.exports.handover import Handover, render_handover
    from datamap.exports.record import Audience

    if out.suffix.lower() != ".zip":
        raise DatamapError(f"'{out.name}' is no archive: end it with .zip")
    refuse_language(language, "record")
    if with_findings and Audience(audience) is Audience.PUBLIC:
        raise DatamapError("findings name what the public is not told: leave out --findings or the audience")
    scope = scope_of(inventory, Wanted(organisation=organisation, as_of=as_of, language=language))
    findings = None
    if with_findings:
        from datamap.checks.acceptance import hold
        from datamap.checks.run import check

        found = check(scope.inventory, scope.as_of, organisation=scope.organisation)
        findings = hold(scope.inventory, found, scope.as_of)
    write_whole(
        out,
        render_handover(Handover(scope=scope, audience=Audience(audience), language=language, findings=findings)),
    )
