"""A document as docx: real headings and tables, headings of tables on every page, no clock and no author."""

from __future__ import annotations

import datetime
import io
from typing import Any, NamedTuple

from datamap.exports.archive import rezipped
from datamap.exports.diagrams.measure import visible_text
from datamap.exports.diagrams.pages import render_png
from datamap.exports.documents.document import Block, Document, Heading, Look, Paragraph, Picture, Table
from datamap.exports.documents.docx_parts import (
    add_field,
    bookmark,
    link_to,
    name_language,
    prepare_styles,
    set_up_page,
)
from datamap.exports.documents.docx_tables import add_table

CREATED = datetime.datetime(1980, 1, 1)  # noqa: DTZ001 - the format means UTC


class Paper(NamedTuple):
    """A page: its sides and its margin, in millimetres."""

    width: float
    height: float
    margin: float


A4_ACROSS = Paper(297.0, 210.0, 14.0)
"""The pages with words."""

PICTURE_MARGIN = 8.0
"""Around a picture on its own page, in millimetres."""

DPI = 110
"""Dots per inch of pictures: letters can be read, and the file can still be sent by e-mail."""

MM = 36_000
"""English Metric Units in a millimetre."""


def render_docx(document: Document) -> bytes:
    """Return a document for a word processor, the same bytes each time.

    >>> render_docx(Document("Record", "A", "", "en", "", "", "Contents", ("Page", "of"), ()))[:2]
    b'PK'
    """
    import docx

    book = docx.Document()
    _describe(book, document)
    prepare_styles(book)
    name_language(book, document.language)
    set_up_page(book.sections[0], A4_ACROSS)
    _footer(book, document)
    book.add_paragraph(visible_text(document.title), style="Title")
    book.add_paragraph(visible_text(document.subtitle), style="Subtitle")
    book.add_paragraph(visible_text(document.subject))
    opening = next((at for at, block in enumerate(document.blocks) if isinstance(block, Heading)), len(document.blocks))
    for block in document.blocks[:opening]:
        _add(book, block)
    _contents(book, document)
    paper = A4_ACROSS
    for number, block in enumerate(document.blocks[opening:], opening):
        following = document.blocks[number + 1 : number + 2]
        paper = _turn_page(book, block, following[0] if following else block, paper)
        _add(book, block)
    target = io.BytesIO()
    book.save(target)
    return rezipped(target.getvalue())


def _describe(book: Any, document: Document) -> None:
    """Say what the document is and what it was made from; take out what the library's template says about itself."""
    facts = book.core_properties
    facts.title = visible_text(f"{document.title}: {document.subtitle}")
    facts.subject = visible_text(document.subject)
    facts.keywords = f"inventory-sha256:{document.digest}"
    facts.language = document.language
    facts.author = facts.last_modified_by = facts.comments = facts.category = ""
    facts.created = facts.modified = CREATED
    facts.revision = 1
    package = book.part.package
    for id, relation in list(package.rels.items()):
        if relation.reltype.endswith("/thumbnail"):
            del package.rels[id]


def _footer(book: Any, document: Document) -> None:
    paragraph = book.sections[0].footer.paragraphs[0]
    paragraph.style = book.styles["Footer"]
    paragraph.add_run(visible_text(f"{document.subtitle} · {document.origin}") + "\t")
    paragraph.add_run(f"{document.page[0]} ")
    add_field(paragraph, "PAGE", "1")
    paragraph.add_run(f" {document.page[1]} ")
    add_field(paragraph, "NUMPAGES", "1")


def _contents(book: Any, document: Document) -> None:
    """Add the contents as links, in a field that a word processor can bring up to date with page numbers."""
    book.add_paragraph(document.contents, style="Contents Heading")
    shown = [heading for heading in document.headings() if heading.level < 3]  # noqa: PLR2004 - as deep as contents
    for number, heading in enumerate(shown):
        paragraph = book.add_paragraph(style=f"Contents {heading.level}")
        if number == 0:
            add_field(paragraph, 'TOC \\o "1-2" \\h', None)
        link_to(paragraph, heading.anchor, visible_text(heading.words))
        if number == len(shown) - 1:
            add_field(paragraph, None, None)
    book.add_page_break()


def _turn_page(book: Any, block: Block, following: Block, paper: Paper) -> Paper:
    """Begin a page of another size where a picture, with the heading before it, or words after one need it."""
    picture = block if isinstance(block, Picture) else following if isinstance(block, Heading) else None
    if isinstance(picture, Picture):
        wanted, is_titled = Paper(picture.width, picture.height, PICTURE_MARGIN), picture is not block
    else:
        wanted, is_titled = A4_ACROSS, False
    if wanted != paper or is_titled:
        set_up_page(book.add_section(), wanted)
    return wanted


def _add(book: Any, block: Block) -> None:
    match block:
        case Heading():
            bookmark(book.add_heading(visible_text(block.words), block.level), block.anchor)
        case Paragraph():
            book.add_paragraph(visible_text(block.words), style="Quiet" if block.look is Look.QUIET else "Normal")
        case Table():
            add_table(book, block, A4_ACROSS.width - 2 * A4_ACROSS.margin)
        case Picture():
            _add_picture(book, block)


def _add_picture(book: Any, picture: Picture) -> None:
    """Add a picture as wide and high as its page allows beside its heading; what it shows is told in words too."""
    room = picture.width - 2 * PICTURE_MARGIN, picture.height - 2 * PICTURE_MARGIN - 24
    scale = min(room[0] / picture.width, room[1] / picture.height)
    paragraph = book.add_paragraph()
    shape = paragraph.add_run().add_picture(
        io.BytesIO(render_png(picture.svg, DPI)), width=round(picture.width * scale * MM)
    )
    named = shape._inline.docPr  # noqa: SLF001 - the library has no call for a picture's words
    named.set("descr", visible_text(f"{picture.title}. {picture.told}"))
    named.set("title", visible_text(picture.title))
