"""SVG pages as PDF and PNG, by typst, with the package's own fonts; both say which SVG they were made from."""

from __future__ import annotations

import hashlib
import json
import re
import struct
import xml.etree.ElementTree as ET
import zlib
from collections.abc import Sequence
from importlib.metadata import version

from datamap.exports.diagrams.listing import TEMPLATE
from datamap.exports.typesetting import boxed, compiled, fonts
from datamap.labels import ENGLISH, read_labels

_AFTER_HEADER = 8 + 25
"""Length of a PNG's signature and its first chunk, IHDR (ISO/IEC 15948, 5.2 and 11.2.2)."""

_HEAD = """\
#set document(title: sys.inputs.title, keywords: (sys.inputs.origin, sys.inputs.renderer), date: none)
#set text(lang: sys.inputs.lang)
#let pictures = json(bytes(sys.inputs.pictures))
#for (index, each) in json(bytes(sys.inputs.drawn)).enumerate() {
  page(
    width: each.width * 1mm, height: each.height * 1mm, margin: 0pt,
    image(bytes(pictures.at(index)), format: "svg", width: 100%, alt: each.alt),
  )
}
"""


def origin_of(*svgs: str) -> str:
    """Return the words by which a PDF or PNG names the SVG it was made from.

    >>> origin_of("<svg/>")[:22]
    'svg-sha256:d4dc5666914'
    """
    return "svg-sha256:" + hashlib.sha256("".join(svgs).encode()).hexdigest()


def renderer() -> str:
    """Return the name and version of the program that turns SVG into PDF and PNG.

    >>> renderer().split()[0]
    'typst'
    """
    return f"typst {version('typst')}"


def render_pdf(svgs: Sequence[str], listing: str = "") -> bytes:
    """Return SVG pages, and the lists that follow them, as a tagged PDF (PDF/UA-1), the same bytes each time.

    >>> from datamap.exports.diagrams.drawing import Drawing, example_drawing
    >>> from datamap.exports.diagrams.svg import render_svg
    >>> render_pdf([render_svg(Drawing(title="empty"))])[:5]
    b'%PDF-'
    """
    template, inputs = _HEAD + (TEMPLATE if listing else ""), _inputs(svgs, bool(listing)) | {"listing": listing}
    return compiled(template, inputs, svgs, tagged=True)


def render_png(svg: str, dpi: float = 150) -> bytes:
    """Return an SVG page as a PNG of so many dots per inch, the same bytes each time.

    >>> from datamap.exports.diagrams.drawing import Drawing, example_drawing
    >>> from datamap.exports.diagrams.svg import render_svg
    >>> render_png(render_svg(Drawing(title="empty")), dpi=10)[1:4]
    b'PNG'
    """
    import typst

    inputs = _inputs([svg]) | {"pictures": boxed(json.dumps([svg], ensure_ascii=False))}
    with fonts() as ours:
        picture = typst.compile(_HEAD.encode(), format="png", ppi=dpi, sys_inputs=inputs, font_paths=ours)
    notes = b"".join(
        _chunk(b"tEXt", name + b"\0" + words.encode("latin-1"))
        for name, words in ((b"Source", origin_of(svg)), (b"Software", renderer()))
    )
    return picture[:_AFTER_HEADER] + notes + picture[_AFTER_HEADER:]


def _chunk(kind: bytes, content: bytes) -> bytes:
    """Return a chunk of a PNG file (ISO/IEC 15948, 5.3)."""
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def _before_arrows(told: str, root: ET.Element) -> str:
    """Return what the words of a picture say before its first arrow."""
    begins = read_labels("diagrams", root.get("lang", ENGLISH))["arrow"].partition("{")[0]
    return re.split(rf" \d+: {re.escape(begins)}", told, maxsplit=1)[0]


def _inputs(svgs: Sequence[str], is_listed: bool = False) -> dict[str, str]:
    """Return what the typst document reads beside the pictures: words for those who cannot see them, their origin.

    Where lists follow that tell every arrow, the words of a picture do not tell them too.
    """
    roots = [ET.fromstring(svg) for svg in svgs]  # noqa: S314 - our own documents, without entities
    named = [{child.tag.rpartition("}")[2]: child.text or "" for child in root[:2]} for root in roots]
    drawn = [
        {
            "alt": f"{words['title']}. {_before_arrows(words['desc'], root) if is_listed else words['desc']}",
            "width": float(root.get("width", "0mm").removesuffix("mm")),
            "height": float(root.get("height", "0mm").removesuffix("mm")),
        }
        for root, words in zip(roots, named, strict=True)
    ]
    return {
        "drawn": json.dumps(drawn, ensure_ascii=False),
        "title": named[0]["title"],
        "lang": roots[0].get("lang", ENGLISH),
        "origin": origin_of(*svgs),
        "renderer": renderer(),
    }
