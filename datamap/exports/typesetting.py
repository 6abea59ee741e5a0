"""The typesetter, typst, with the package's own fonts: never those of the machine, never its clock."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.resources import as_file, files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from typst import Fonts

_PAGES = re.compile(rb"/Type\s*/Pages\s*/Count (\d+)|/Count (\d+)")


def compiled(source: str, inputs: Mapping[str, str], tagged: bool = False) -> bytes:
    """Return a document as PDF, the same bytes each time.

    Args:
        source: the document, in typst's own language; words from people belong into `inputs`.
        inputs: what the document reads.
        tagged: whether it should follow PDF/UA-1, so that screen readers can read it; the standard forbids signs
            that no font at hand can show, and a document with such signs does without it.

    >>> compiled("#sys.inputs.words", {"words": "x"})[:5]
    b'%PDF-'
    """
    import typst

    with fonts() as ours:

        def made(standards: Any) -> bytes:
            return typst.compile(
                source.encode(),
                format="pdf",
                sys_inputs=dict(inputs),
                font_paths=ours,
                timestamp=0,
                pdf_standards=standards,
            )

        try:
            return made("ua-1" if tagged else [])
        except typst.TypstError as error:
            if "could not be displayed" not in str(error):
                raise
            # A sign that no font of ours has is a box on paper; its text is still there, in the PDF and in the SVG.
            return made([])


@contextmanager
def fonts() -> Iterator[Fonts]:
    """Yield the package's fonts, and typst's own for characters that they lack."""
    import typst

    with as_file(files("datamap.exports") / "fonts") as folder:
        yield typst.Fonts(include_system_fonts=False, font_paths=[folder])


def pages_of(pdf: bytes) -> int:
    """Return how many pages a PDF made here has.

    >>> pages_of(compiled("a #pagebreak() b", {}))
    2
    """
    found = _PAGES.search(pdf)
    return int(found[1] or found[2]) if found else 0
