"""Drawings in all their forms: the one call that exports and commands make."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from datamap.exports.diagrams.album import Paper, sheets_of
from datamap.exports.diagrams.dot import format_dot
from datamap.exports.diagrams.drawing import Drawing
from datamap.exports.diagrams.listing import TEMPLATE, listing_of, picture_title
from datamap.exports.diagrams.mermaid import format_mermaid
from datamap.exports.diagrams.pages import render_pdf, render_png
from datamap.exports.diagrams.sheet import Sheet
from datamap.exports.diagrams.svg import format_svg
from datamap.exports.diagrams.twin import format_csv, format_findings
from datamap.exports.diagrams.web_page import format_page
from datamap.exports.diagrams.wording import language_of, said
from datamap.exports.typesetting import compiled, pages_of, undrawn


@dataclass(frozen=True)
class Picture:
    """A picture on its pages, or several that belong together, and each form of it when it is asked for.

    PDF and PNG are made from the SVG and name it. The same drawing gives the same bytes on every machine.
    """

    sheets: tuple[Sheet, ...]
    pages: int

    @property
    def drawings(self) -> list[Drawing]:
        """Return what stands on each page."""
        return [sheet.drawing for sheet in self.sheets]

    @cached_property
    def svgs(self) -> list[str]:
        """Return each page as SVG."""
        return [format_svg(sheet) for sheet in self.sheets]

    @property
    def undrawn(self) -> frozenset[str]:
        """Return the characters for which empty boxes stand in PDF and PNG: no font at hand can draw them."""
        return undrawn("\n".join(self.svgs))

    @property
    def csv(self) -> str:
        """Return the text twin."""
        return format_csv(self.drawings)

    @property
    def findings_csv(self) -> str:
        """Return the list of findings of each drawing, once though it may have several pages."""
        return format_findings(whole(self.drawings))

    @property
    def pdf(self) -> bytes:
        """Return all pages, and behind them the lists, as PDF."""
        return render_pdf(self.svgs, listing_of(self.drawings, self.pages))

    def pngs(self, dpi: float = 150) -> list[bytes]:
        """Return each page as PNG."""
        return [render_png(svg, dpi) for svg in self.svgs]

    @property
    def html(self) -> str:
        """Return all pages with their tables as a page for a browser."""
        return format_page(self.drawings, self.svgs)

    @property
    def dot(self) -> str:
        """Return all arrows and boxes as one DOT graph, or as one for each drawing."""
        return "\n".join(format_dot(each) for each in whole(self.drawings))

    @property
    def mermaid(self) -> str:
        """Return all arrows and boxes as one Mermaid flowchart, or as one for each drawing."""
        return "\n".join(format_mermaid(each) for each in whole(self.drawings))


def picture_of(pages: Iterable[Sheet]) -> Picture:
    """Return pages as one picture, each with its number among all that the PDF has.

    >>> from datamap.exports.diagrams.sheet import sheet_of
    >>> picture_of([sheet_of(Drawing(title="empty"))]).sheets[0].drawing.page_label
    'page 1 of 1'
    """
    sheets = tuple(pages)
    total = _pages(sheets)
    return Picture(
        tuple(
            replace(
                sheet,
                drawing=replace(sheet.drawing, page_label=said(sheet.drawing, "page", number=number, total=total)),
            )
            for number, sheet in enumerate(sheets, 1)
        ),
        total,
    )


def render_drawing(drawing: Drawing, paper: Paper = Paper.AUTO) -> Picture:
    """Return a drawing laid out on its pages.

    >>> from datamap.exports.diagrams.drawing import example_drawing
    >>> len(render_drawing(example_drawing()).svgs)
    1

    Raises:
        DrawingTooLargeError: If it cannot be read however it is split.
    """
    [sheets] = sheets_of([drawing], paper)
    return picture_of(sheets)


def whole(drawings: Sequence[Drawing]) -> list[Drawing]:
    """Return the drawings of which these are the pages, the numbers of the arrows as on the pages.

    >>> from datamap.exports.diagrams.drawing import example_drawing
    >>> whole([example_drawing()]) == [example_drawing()]
    True
    """
    pictures: dict[str, list[Drawing]] = {}
    for drawing in drawings:
        pictures.setdefault(picture_title(drawing), []).append(drawing)
    return [
        replace(
            pages[0],
            title=title,
            nodes=tuple({node.id: node for page in reversed(pages) for node in reversed(page.nodes)}.values())[::-1],
            edges=tuple(edge for page in pages for edge in page.edges),
        )
        for title, pages in pictures.items()
    ]


def _pages(sheets: Sequence[Sheet]) -> int:
    """Return how many pages the PDF has: pictures, and lists."""
    drawings = [sheet.drawing for sheet in sheets]
    listing = listing_of(drawings, 0)
    lists = pages_of(compiled(TEMPLATE, {"listing": listing, "lang": language_of(drawings[0])})) if listing else 0
    return len(sheets) + lists
