"""The hand-over pack: everything that an authority is given of one organisation, in one archive that can be checked."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from datamap.checks.acceptance import Held
from datamap.exports.archive import zipped
from datamap.exports.diagrams.kinds.scope import Scope
from datamap.exports.documents import document_of, render_html, render_pdf
from datamap.exports.documents.cover import cover_note
from datamap.exports.findings import render_xlsx as render_findings
from datamap.exports.interchange import edition_of, format_json, format_json_ld, read_schema_text
from datamap.exports.pack import drawn_for, file_name, roles_of
from datamap.exports.record import Audience, flat, for_audience, record_of, render_record
from datamap.exports.sheets.as_csv import render_csv
from datamap.model import NOT_RECORDED, Inventory

COVER = "cover-note.pdf"
MANIFEST = "MANIFEST"
"""The digests, in the form that `sha256sum --check` and `shasum -c` read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover:
    """What is handed over.

    Attributes:
        scope: the organisation's part of the inventory, the day and the state.
        audience: who gets it.
        language: of the records.
        findings: what the checks found, and who accepted what; None to leave it out.
    """

    scope: Scope
    audience: Audience = Audience.AUTHORITY
    language: str = "en"
    findings: Sequence[Held] | None = None


def render_handover(handover: Handover) -> bytes:
    """Return the pack as a zip archive, the same bytes each time.

    >>> from datamap.model import Organisation, inventory_of
    >>> scope = Scope(inventory=inventory_of([Organisation(id="org-a", name="A")]), organisation="org-a")
    >>> render_handover(Handover(scope=scope))[:2]
    b'PK'
    """
    files = dict(sorted(_files(handover).items()))
    scope = handover.scope
    note = cover_note(
        organisation=scope.name,
        as_of=scope.as_of,
        state=scope.state,
        digest=scope.inventory.digest(),
        files=list(files),
        manifest=MANIFEST,
        language=handover.language,
    )
    whole = {COVER: render_pdf(note), **files}
    return zipped({COVER: whole[COVER], MANIFEST: format_manifest(whole).encode(), **files})


def format_manifest(files: Mapping[str, bytes]) -> str:
    """Return a line for each file: its SHA-256 in hexadecimal digits, two spaces, its name.

    >>> format_manifest({"a.txt": b""})[:10]
    'e3b0c44298'
    """
    return "".join(f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in sorted(files.items()))


def _files(handover: Handover) -> dict[str, bytes]:
    """Return what is in the pack, but for the cover note and the manifest."""
    scope, audience = handover.scope, handover.audience
    seen: Inventory = for_audience(scope.inventory, audience)
    drawn = drawn_for(_seen_scope(scope, seen))
    files: dict[str, bytes] = {}
    for role in roles_of(scope.inventory):
        record = record_of(
            scope.inventory,
            scope.organisation,
            scope.as_of or NOT_RECORDED,
            handover.language,
            role=role,
            audience=audience,
            state=scope.state,
        )
        document, name = document_of(record, drawn.of_activities), f"record/{file_name(role)}"
        files[f"{name}.xlsx"] = render_record(record)
        files[f"{name}.pdf"] = render_pdf(document)
        files[f"{name}.html"] = render_html(document)
        files[f"{name}.csv"] = render_csv(flat.flat_headings(record), flat.flat_rows(record))
    edition = edition_of(scope.inventory, scope.organisation, scope.as_of, state=scope.state, audience=audience)
    files["data/record.json"] = format_json(edition).encode()
    files["data/record.schema.json"] = read_schema_text().encode()
    files["data/record.jsonld"] = format_json_ld(edition).encode()
    files |= {_in_diagrams(file): content for file, content in drawn.files.items()}
    if handover.findings is not None:
        files["findings/findings.xlsx"] = render_findings(scope.inventory, handover.findings)
    return files


def _in_diagrams(file: str) -> str:
    return file if file.startswith("diagrams/") else f"diagrams/{file}"


def _seen_scope(scope: Scope, seen: Inventory) -> Scope:
    return Scope(
        inventory=seen, organisation=scope.organisation, as_of=scope.as_of, state=scope.state, language=scope.language
    )
