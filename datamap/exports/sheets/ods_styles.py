"""The styles of an .ods file: cells, columns, rows, sheets and printed pages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from typing import Any

from datamap.exports.sheets.pages import BOTTOM, PAPERS, SIDE, TOP
from datamap.exports.sheets.sheet import Book, Page
from datamap.exports.sheets.styles import FONT, SIZE


def row_name(height: float) -> str:
    """Return the name of the style of rows of this height in points.

    >>> row_name(16.8)
    'r1680'
    """
    return f"r{round(height * 100)}"


def break_name(height: float) -> str:
    """Return the name of the style of rows of this height that begin a page."""
    return f"b{round(height * 100)}"


def column_name(width: int, begins_page: bool) -> str:
    """Return the name of the style of columns of this width in pixels."""
    return f"{'d' if begins_page else 'w'}{width}"


def table_name(number: int) -> str:
    """Return the name of the style of a sheet by its number."""
    return f"t{number}"


def automatic_styles(book: Book) -> str:
    """Return the styles of the content: of cells by the names of their looks, rows, columns and sheets."""
    used = {cell.style for sheet in book.sheets for row in sheet.rows for cell in row.cells}
    cells = "".join(_cell(name, look) for name, look in book.styles.items() if name in used)
    heights = sorted({row.height for sheet in book.sheets for row in sheet.rows})
    rows = "".join(
        _row(row_name(height), height, "auto") + _row(break_name(height), height, "page") for height in heights
    )
    widths = sorted({width for sheet in book.sheets for width in sheet.widths})
    columns = "".join(
        f'<style:style style:name="{column_name(width, is_break)}" style:family="table-column">'
        f'<style:table-column-properties style:column-width="{width / 96:.4f}in" '
        f'fo:break-before="{"page" if is_break else "auto"}"/></style:style>'
        for width in widths
        for is_break in (False, True)
    )
    tables = "".join(
        f'<style:style style:name="{table_name(n)}" style:family="table" style:master-page-name="m{n}">'
        '<style:table-properties table:display="true"/></style:style>'
        for n in range(len(book.sheets))
    )
    return f"<office:automatic-styles>{cells}{rows}{columns}{tables}</office:automatic-styles>"


def _row(name: str, height: float, before: str) -> str:
    return (
        f'<style:style style:name="{name}" style:family="table-row"><style:table-row-properties '
        f'style:row-height="{height:.2f}pt" style:use-optimal-row-height="false" fo:break-before="{before}"/>'
        "</style:style>"
    )


def _cell(name: str, look: Mapping[str, Any]) -> str:
    """Return a style of cells; a pattern, which the format lacks, is its background."""
    cell = {"style:vertical-align": look.get("valign", "top"), "fo:wrap-option": "wrap"}
    if "bg_color" in look:
        cell["fo:background-color"] = look["bg_color"]
    if "border" in look:
        cell["fo:border"] = f"0.5pt solid {look['border_color']}"
    text = {"fo:font-size": f"{look.get('font_size', SIZE)}pt", "style:font-name": FONT}
    if look.get("bold"):
        text["fo:font-weight"] = "bold"
    if look.get("italic"):
        text["fo:font-style"] = "italic"
    if "font_color" in look:
        text["fo:color"] = look["font_color"]
    align = {"center": "center", "right": "end"}.get(look.get("align", ""), "start")
    return (
        f'<style:style style:name="c-{name}" style:family="table-cell" style:data-style-name="text">'
        f"<style:table-cell-properties{_attributes(cell)}/><style:text-properties{_attributes(text)}/>"
        f'<style:paragraph-properties fo:text-align="{align}"/></style:style>'
    )


def _attributes(named: Mapping[str, str]) -> str:
    return "".join(f' {name}="{escape(value)}"' for name, value in named.items())


def common_styles(book: Book) -> str:
    """Return the look of all other cells, and the printed pages of each sheet."""
    font = _attributes({"style:font-name": FONT, "fo:font-size": f"{SIZE}pt"})
    styles = (
        '<number:text-style style:name="text"><number:text-content/></number:text-style>'
        f'<style:default-style style:family="table-cell"><style:text-properties{font}/></style:default-style>'
        '<style:style style:name="Default" style:family="table-cell"/>'
    )
    fonts = f'<style:font-face style:name="{FONT}" svg:font-family="{FONT}"/>'
    layouts = "".join(_layout(number, sheet.page) for number, sheet in enumerate(book.sheets))
    masters = "".join(_master(number, sheet.page) for number, sheet in enumerate(book.sheets))
    return (
        f"<office:font-face-decls>{fonts}</office:font-face-decls><office:styles>{styles}</office:styles>"
        f"<office:automatic-styles>{layouts}</office:automatic-styles>"
        f"<office:master-styles>{masters}</office:master-styles>"
    )


def _layout(number: int, page: Page) -> str:
    width, height = PAPERS[page.paper]
    setup = {
        "fo:page-width": f"{width / 10}cm",
        "fo:page-height": f"{height / 10}cm",
        "style:print-orientation": "landscape",
        "fo:margin-left": f"{SIDE}in",
        "fo:margin-right": f"{SIDE}in",
        "fo:margin-top": f"{TOP}in",
        "fo:margin-bottom": "0.3in",
        "style:scale-to": f"{page.scale}%",
        "style:first-page-number": "continue",
    }
    high = f"{BOTTOM - 0.3}in"
    size = {"svg:height": high, "fo:min-height": high, "fo:margin-top": "0in", "style:dynamic-spacing": "false"}
    foot = f"<style:header-footer-properties{_attributes(size)}/>"
    return (
        f'<style:page-layout style:name="p{number}"><style:page-layout-properties{_attributes(setup)}/>'
        f"<style:header-style/><style:footer-style>{foot}</style:footer-style></style:page-layout>"
    )


def _master(number: int, page: Page) -> str:
    regions = "".join(
        f"<style:region-{side}><text:p>{_footer_words(page.footer.get(key, ''))}</text:p></style:region-{side}>"
        for key, side in (("L", "left"), ("C", "center"), ("R", "right"))
    )
    return (
        f'<style:master-page style:name="m{number}" style:page-layout-name="p{number}">'
        f'<style:header style:display="false"/><style:footer>{regions}</style:footer></style:master-page>'
    )


def _footer_words(words: str) -> str:
    """Return the words of a footer, with fields for the page and the pages."""
    fields = {
        "&P": "<text:page-number>1</text:page-number>",
        "&N": "<text:page-count>1</text:page-count>",
        "&&": "&amp;",
    }
    return "".join(fields.get(part) or escape(part) for part in re.split("(&[&PN])", words))
