"""The note on top of a hand-over pack, one page: what is inside, as of when, and how to check that nothing changed."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from datamap.exports.documents.document import Document, Entry, Head, Line, Paragraph, Table
from datamap.labels import read_labels

GROUPS = (
    ("record/", ".xlsx"),
    ("record/", ".pdf"),
    ("record/", ".html"),
    ("record/", ".csv"),
    ("data/", ".json"),
    ("data/", ".jsonld"),
    ("diagrams/", ""),
    ("findings/", ""),
)
"""What is told together: a folder, and an ending."""


def cover_note(
    *,
    organisation: str,
    as_of: datetime.date | None,
    state: str,
    digest: str,
    files: Sequence[str],
    manifest: str,
    language: str = "en",
) -> Document:
    """Return the cover note of a pack.

    >>> note = cover_note(
    ...     organisation="A", as_of=None, state="", digest="0" * 64, files=["record/ropa.pdf"], manifest="MANIFEST"
    ... )
    >>> note.blocks[1].rows[0][0].lines[0].words
    'record/ropa.pdf'
    """
    words = read_labels("documents", language)
    record = read_labels("record", language)
    day = as_of.isoformat() if as_of else record["not-recorded"]
    made_from = ((words["as-of"], day), (words["state"], state or words["state.text"]), (words["digest.whole"], digest))
    inside = [
        (_named(own), words[f"cover.{folder.rstrip('/')}{ending}"])
        for folder, ending in GROUPS
        if (own := [file for file in files if file.startswith(folder) and file.endswith(ending)])
    ]
    inside.append((manifest, words["cover.manifest"]))
    return Document(
        title=words["cover.title"],
        subtitle=organisation,
        subject=words["cover.subject"],
        language=language,
        origin=f"{words['as-of']} {day} · {state or words['state.text']} · {record['digest']} {digest[:12]}",
        digest=digest,
        contents="",
        page=(words["page"], words["of"]),
        blocks=(
            _table(words["made-of"], (words["item"], words["stated"]), made_from),
            _table(words["cover.inside"], (words["cover.file"], words["cover.what"]), inside),
            Paragraph(words["cover.check"].format(manifest=manifest)),
            Paragraph(words["cover.standing"]),
        ),
    )


FEW = 2
"""Up to so many files of a group are named one by one."""


def _named(files: Sequence[str]) -> str:
    folder = files[0].partition("/")[0]
    return "\n".join(files) if len(files) <= FEW else f"{folder}/ ({len(files)})"


def _table(title: str, heads: Sequence[str], rows: Sequence[tuple[str, str]]) -> Table:
    told = tuple(tuple(Entry(tuple(Line(line) for line in cell.split("\n"))) for cell in row) for row in rows)
    return Table(title, tuple(Head(each) for each in heads), (30, 70), told)
