"""A record as a document to print, to edit and to browse: PDF, docx and HTML from one intermediate form."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from datamap.exports.documents.document import Document, Picture
from datamap.exports.documents.docx import render_docx
from datamap.exports.documents.html import render_html
from datamap.exports.documents.lettering import spelt_places
from datamap.exports.documents.of_record import Pictures, document_of
from datamap.exports.documents.pdf import render_pdf
from datamap.exports.documents.pictures import pictures_of_activities, pictures_on

RENDERERS: Mapping[str, Callable[[Document], bytes]] = {"pdf": render_pdf, "docx": render_docx, "html": render_html}
"""What makes a file of a document, by its ending."""

__all__ = [
    "RENDERERS",
    "Document",
    "Picture",
    "Pictures",
    "document_of",
    "pictures_of_activities",
    "pictures_on",
    "render_docx",
    "render_html",
    "render_pdf",
    "spelt_places",
]
