"""A book as an OpenDocument spreadsheet (.ods): the cells, looks and pages of the xlsx file."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from html import escape

from datamap.exports.sheets.ods_styles import (
    automatic_styles,
    break_name,
    column_name,
    common_styles,
    row_name,
    table_name,
)
from datamap.exports.sheets.sheet import CREATED, Book, Placed, Sheet
from datamap.opendocument import paragraphs
from datamap.text import column_letters

MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"
_URN = "urn:oasis:names:tc:opendocument:xmlns"
_SPACES = {
    **{name: f"{_URN}:{name}:1.0" for name in ("office", "style", "text", "table", "meta", "config")},
    "number": f"{_URN}:datastyle:1.0",
    "fo": f"{_URN}:xsl-fo-compatible:1.0",
    "svg": f"{_URN}:svg-compatible:1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
}
_DAY = (CREATED.year, CREATED.month, CREATED.day, 0, 0, 0)


def render_ods(book: Book) -> bytes:
    """Return the bytes of an .ods file that holds the book.

    >>> from datamap.exports.sheets.styles import styles_with
    >>> render_ods(Book(title="A", styles=styles_with(), sheets=(Sheet(name="A", widths=(90,), rows=()),)))[38:84]
    b'application/vnd.oasis.opendocument.spreadsheet'
    """
    parts = {
        "content.xml": _document("document-content", "".join(_content(book))),
        "styles.xml": _document("document-styles", common_styles(book)),
        "meta.xml": _document("document-meta", _meta(book)),
        "settings.xml": _document("document-settings", _settings(book)),
    }
    files = (("/", MIMETYPE), *((name, "text/xml") for name in parts))
    listed = "".join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="{kind}"/>' for name, kind in files
    )
    manifest = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<manifest:manifest xmlns:manifest="'
        f'{_URN}:manifest:1.0" manifest:version="1.3">{listed}</manifest:manifest>'
    )
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in {"mimetype": MIMETYPE, **parts, "META-INF/manifest.xml": manifest}.items():
            entry = zipfile.ZipInfo(name, _DAY)
            entry.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            # Neither the rights of a user nor the system that it was made on.
            entry.create_system, entry.external_attr = 0, 0
            archive.writestr(entry, content.encode())
    return target.getvalue()


def _document(root: str, inner: str) -> str:
    spaces = "".join(f' xmlns:{prefix}="{space}"' for prefix, space in _SPACES.items())
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<office:{root}{spaces} office:version="1.3">'
    return f"{head}{inner}</office:{root}>"


def _meta(book: Book) -> str:
    own = "".join(
        f'<meta:user-defined meta:name="{escape(name)}" meta:value-type="string">{escape(words)}</meta:user-defined>'
        for name, words in book.properties.items()
    )
    told = f"<dc:title>{escape(book.title)}</dc:title><dc:subject>{escape(book.subject)}</dc:subject>"
    return f"<office:meta>{told}<dc:description>{escape(book.comments)}</dc:description>{own}</office:meta>"


def _settings(book: Book) -> str:
    """Return which rows and columns of each sheet stay in sight while the rest scrolls."""
    tables = "".join(
        f'<config:config-item-map-entry config:name="{escape(sheet.name)}">{_split(*sheet.frozen)}'
        "</config:config-item-map-entry>"
        for sheet in book.sheets
    )
    view = f'<config:config-item-map-named config:name="Tables">{tables}</config:config-item-map-named>'
    return (
        '<office:settings><config:config-item-set config:name="ooo:view-settings">'
        '<config:config-item-map-indexed config:name="Views"><config:config-item-map-entry>'
        '<config:config-item config:name="ViewId" config:type="string">view1</config:config-item>'
        f"{view}</config:config-item-map-entry></config:config-item-map-indexed></config:config-item-set></office:settings>"
    )


def _split(rows: int, columns: int) -> str:
    items = {
        "HorizontalSplitMode": ("short", 2 if columns else 0),
        "VerticalSplitMode": ("short", 2 if rows else 0),
        "HorizontalSplitPosition": ("int", columns),
        "VerticalSplitPosition": ("int", rows),
        "PositionRight": ("int", columns),
        "PositionBottom": ("int", rows),
    }
    return "".join(
        f'<config:config-item config:name="{name}" config:type="{kind}">{value}</config:config-item>'
        for name, (kind, value) in items.items()
    )


def _content(book: Book) -> Iterator[str]:
    yield automatic_styles(book)
    yield "<office:body><office:spreadsheet>"
    for number, sheet in enumerate(book.sheets):
        yield from _table(sheet, number)
    yield "".join(_filters(book))
    yield "</office:spreadsheet></office:body>"


def _filters(book: Book) -> Iterator[str]:
    ranges = []
    for number, sheet in enumerate(book.sheets):
        if sheet.filtered:
            head, last = sheet.filtered
            name = "'{}'".format(sheet.name.replace("'", "''"))
            area = f"{name}.A{head + 1}:{name}.{column_letters(last + 1)}{max(len(sheet.rows), head + 1)}"
            ranges.append(
                f'<table:database-range table:name="filter{number}" table:target-range-address="{escape(area)}" '
                'table:display-filter-buttons="true"/>'
            )
    if ranges:
        yield f"<table:database-ranges>{''.join(ranges)}</table:database-ranges>"


def _table(sheet: Sheet, number: int) -> Iterator[str]:
    yield f'<table:table table:name="{escape(sheet.name)}" table:style-name="{table_name(number)}">'
    columns = [
        f'<table:table-column table:style-name="{column_name(width, place in sheet.page.column_breaks)}"/>'
        for place, width in enumerate(sheet.widths)
    ]
    repeated = sheet.page.repeated_columns
    if repeated:
        heads = "".join(columns[:repeated])
        columns = [f"<table:table-header-columns>{heads}</table:table-header-columns>", *columns[repeated:]]
    yield "".join(columns)
    first, last = sheet.page.repeated or (-1, -1)
    breaks = set(sheet.page.row_breaks)
    covered: dict[int, set[int]] = {}
    for place, row in enumerate(sheet.rows):
        yield "<table:table-header-rows>" if place == first else ""
        style = break_name(row.height) if place in breaks else row_name(row.height)
        yield f'<table:table-row table:style-name="{style}">'
        yield from _cells(row.cells, covered.pop(place, set()), len(sheet.widths))
        yield "</table:table-row>"
        yield "</table:table-header-rows>" if place == last else ""
        for cell in row.cells:
            for below in range(1, cell.down):
                covered.setdefault(place + below, set()).update(range(cell.first, cell.last + 1))
    yield "</table:table>"


def _cells(cells: list[Placed], covered: set[int], width: int) -> Iterator[str]:
    """Yield the cells of a row, those that others cover included."""
    at = {cell.first: cell for cell in cells}
    column = 0
    while column < width:
        cell = at.get(column)
        if cell is None:
            yield "<table:covered-table-cell/>" if column in covered else "<table:table-cell/>"
            column += 1
            continue
        across = cell.last - cell.first + 1
        span = ""
        if across > 1 or cell.down > 1:
            span = f' table:number-columns-spanned="{across}" table:number-rows-spanned="{cell.down}"'
        kind = ' office:value-type="string"' if cell.text else ""
        words = paragraphs(cell.text) if cell.text else ""
        yield f'<table:table-cell table:style-name="c-{cell.style}"{span}{kind}>{words}</table:table-cell>'
        yield "<table:covered-table-cell/>" * (across - 1)
        column = cell.last + 1
