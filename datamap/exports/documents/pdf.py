"""A document as PDF: tagged, with bookmarks and contents, its pages numbered, its fonts inside; the same each time."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

from datamap.exports.diagrams.measure import visible_text
from datamap.exports.diagrams.pages import renderer
from datamap.exports.documents.document import Block, Document, Entry, Heading, Paragraph, Picture, Table
from datamap.exports.documents.lettering import with_notice
from datamap.exports.typesetting import compiled


def render_pdf(document: Document) -> bytes:
    """Return a document as PDF/UA-1; what no font at hand can draw is spelt by numbers, and the document says so.

    >>> render_pdf(Document("Record", "A", "", "en", "", "", "Contents", ("Page", "of"), ()))[:5]
    b'%PDF-'
    """
    document = with_notice(document)
    template = (files("datamap.exports.documents") / "record.typ").read_text(encoding="utf-8")
    told = format_for_typst(document)
    pictures = [block.svg for block in document.blocks if isinstance(block, Picture)]
    digest = hashlib.sha256("".join((template, told, *pictures)).encode()).hexdigest()
    inputs = {"document": told, "source": f"document-sha256:{digest}", "renderer": renderer()}
    return compiled(template, inputs, pictures, tagged=True)


def format_for_typst(document: Document) -> str:
    """Return a document as the JSON text that the template reads; all words are values, none is markup.

    >>> "heading" in format_for_typst(
    ...     Document("R", "A", "", "en", "", "", "C", ("Page", "of"), (Heading("#panic()", 1, "a"),))
    ... )
    True
    """
    told = {
        "name": visible_text(f"{document.title}: {document.subtitle}"),
        "title": visible_text(document.title),
        "subtitle": visible_text(document.subtitle),
        "subject": visible_text(document.subject),
        "description": visible_text(document.origin),
        "keywords": [f"inventory-sha256:{document.digest}"],
        "language": document.language,
        "footer": visible_text(f"{document.subtitle} · {document.origin}"),
        "page": document.page,
        "contents": document.contents,
        "entries": sum(heading.level < 3 for heading in document.headings()),  # noqa: PLR2004 - as deep as the contents
        "blocks": list(_blocks(document.blocks)),
    }
    return json.dumps(told, ensure_ascii=False)


def _blocks(blocks: tuple[Block, ...]) -> Iterator[dict[str, Any]]:
    """Yield the blocks; a heading right before a picture goes onto the page of the picture."""
    waiting: Heading | None = None
    pictures = 0
    for block in blocks:
        if waiting and not isinstance(block, Picture):
            yield {"kind": "heading", **_heading(waiting)}
            waiting = None
        match block:
            case Heading():
                waiting = block
            case Paragraph():
                yield {"kind": "paragraph", "words": visible_text(block.words), "look": block.look.value}
            case Table():
                yield {"kind": "table", **_table(block)}
            case Picture():
                heading = _heading(waiting) if waiting else None
                yield {"kind": "picture", "number": pictures, "heading": heading, **_picture(block)}
                pictures += 1
                waiting = None
    if waiting:
        yield {"kind": "heading", **_heading(waiting)}


def _heading(heading: Heading) -> dict[str, Any]:
    return {"words": visible_text(heading.words), "level": heading.level}


def _picture(picture: Picture) -> dict[str, Any]:
    alt = f"{visible_text(picture.title)}. {visible_text(picture.told)}"
    return {"alt": alt, "width": picture.width, "height": picture.height}


def _table(table: Table) -> dict[str, Any]:
    return {
        "shares": table.shares,
        "heads": [
            {"words": visible_text(each.words), "provision": visible_text(each.provision)} for each in table.heads
        ],
        "named": table.is_named,
        "rows": [[_entry(entry) for entry in row] for row in table.rows],
    }


def _entry(entry: Entry) -> dict[str, Any]:
    words = [visible_text(line.words) for line in entry.lines]
    lines = [
        {"words": seen, "detail": line.is_detail, "missing": line.is_missing}
        for seen, line in zip(words, entry.lines, strict=True)
    ]
    return {"lines": lines, "standing": entry.standing.value, "length": sum(map(len, words))}
