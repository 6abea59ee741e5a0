"""A book as an OpenDocument spreadsheet (.ods), with the same content and marks as the xlsx file.

The id is kept by a rule that lets nothing be typed there instead of by protecting the sheet: LibreOffice lets nobody
sort, filter or format a protected one.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from datamap.text import column_letters
from datamap.workbook.base import parts_of
from datamap.workbook.book import Book
from datamap.workbook.extras import Extra, extras_of
from datamap.workbook.guide import scope_words
from datamap.workbook.layout import FIRST_ROW, HEADER_ROW
from datamap.workbook.looks import GUIDE_WIDTHS, frozen_columns, pages_across, widths_of
from datamap.workbook.ods_sheet import (
    EXTRA_WIDTH,
    extra_table,
    guide_heights,
    guide_table,
    heights_of,
    last_row,
    quoted,
    record_table,
    rule_name,
)
from datamap.workbook.ods_styles import AS_GUIDE, automatic_styles, common_styles, page_styles
from datamap.workbook.packing import zipped

MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"
_PARTS = ("content.xml", "styles.xml", "meta.xml", "settings.xml")
_URN = "urn:oasis:names:tc:opendocument:xmlns"
_SPACES = {
    "office": f"{_URN}:office:1.0",
    "style": f"{_URN}:style:1.0",
    "text": f"{_URN}:text:1.0",
    "table": f"{_URN}:table:1.0",
    "number": f"{_URN}:datastyle:1.0",
    "meta": f"{_URN}:meta:1.0",
    "config": f"{_URN}:config:1.0",
    "fo": f"{_URN}:xsl-fo-compatible:1.0",
    "svg": f"{_URN}:svg-compatible:1.0",
    "of": f"{_URN}:of:1.2",
    "xlink": "http://www.w3.org/1999/xlink",
    "dc": "http://purl.org/dc/elements/1.1/",
    "calcext": "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0",
}


def write_ods(book: Book) -> bytes:
    """Return the bytes of an .ods file that holds a book.

    >>> from datamap.model import inventory_of
    >>> from datamap.workbook.book import Origin, book_of
    >>> write_ods(book_of(inventory_of([]), Origin("r", 1, "")))[38:84]
    b'application/vnd.oasis.opendocument.spreadsheet'
    """
    base = parts_of(book.base)
    content = "".join(_content(book, extras_of(book, base), base)).encode()
    contents = (content, _styles(book).encode(), _meta(book, base).encode(), _settings(book).encode())
    listed = "".join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="{kind}"/>'
        for name, kind in (("/", MIMETYPE), *((part, "text/xml") for part in _PARTS))
    )
    manifest = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<manifest:manifest xmlns:manifest="'
        f'{_URN}:manifest:1.0" manifest:version="1.3">{listed}</manifest:manifest>'
    )
    parts = {"mimetype": MIMETYPE.encode(), **dict(zip(_PARTS, contents, strict=True))}
    return zipped({**parts, "META-INF/manifest.xml": manifest.encode()}, frozenset({"mimetype"}))


def _document(root: str, inner: str) -> str:
    spaces = "".join(f' xmlns:{prefix}="{space}"' for prefix, space in _SPACES.items())
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<office:{root}{spaces} office:version="1.3">'
    return f"{head}{inner}</office:{root}>"


def _content(book: Book, extras: tuple[Extra, ...], base: dict[str, str]) -> Iterator[str]:
    """Yield content.xml, piece by piece."""
    widths = [*GUIDE_WIDTHS, EXTRA_WIDTH, *(width for sheet in book.sheets for width in widths_of(sheet))]
    heights = [*guide_heights(book), *(height for sheet in book.sheets for height in heights_of(sheet))]
    opening, closing = _document("document-content", "\0").split("\0")
    yield f"{opening}<office:automatic-styles>{automatic_styles(widths, heights, _pages(book))}"
    yield "</office:automatic-styles><office:body><office:spreadsheet>"
    yield f"<table:content-validations>{''.join(_rules(book))}</table:content-validations>"
    yield from guide_table(book)
    for sheet in book.sheets:
        yield from record_table(book, sheet)
    for extra in extras:
        yield from extra_table(extra)
    named = "".join(
        f'<table:named-expression table:name="{name}" table:base-cell-address="{_first(book)}" '
        f'table:expression="{escape(_as_text(words))}"/>'
        for name, words in base.items()
    )
    yield f"<table:named-expressions>{named}</table:named-expressions>"
    yield f"<table:database-ranges>{''.join(_filters(book))}</table:database-ranges>"
    yield f"</office:spreadsheet></office:body>{closing}"


def _as_text(words: str) -> str:
    return 'of:="{}"'.format(words.replace('"', '""'))


def _first(book: Book) -> str:
    return escape(f"${quoted(book.labels['sheet.guide'])}.$A$1")


def _rules(book: Book) -> Iterator[str]:
    """Yield the rules for what may be typed: nothing over an id, and in other columns what stands on a list."""
    labels = book.labels
    stop = f"<text:p>{escape(labels['locked'])}</text:p>"
    yield (
        '<table:content-validation table:name="locked" table:condition="of:is-true-formula(FALSE())" '
        f'table:allow-empty-cell="true" table:base-cell-address="{_first(book)}"><table:error-message '
        f'table:display="true" table:message-type="stop" table:title="{escape(labels["column.id"])}">{stop}'
        "</table:error-message></table:content-validation>"
    )
    warn = f'table:message-type="warning" table:title="{escape(labels["unknown-choice.title"])}"'
    for sheet in book.sheets:
        for number, choice in enumerate(sheet.choices):
            if choice is None:
                continue
            column, bottom = column_letters(choice + 1), FIRST_ROW + len(book.lists[choice].entries) - 1
            among = f"[${quoted(labels['sheet.lists'])}.${column}${FIRST_ROW}:.${column}${bottom}]"
            shown = "true" if book.lists[choice].is_closed else "false"
            yield (
                f'<table:content-validation table:name="{rule_name(sheet, number)}" '
                f'table:condition="{escape(f"of:cell-content-is-in-list({among})")}" table:allow-empty-cell="true" '
                f'table:display-list="unsorted" table:base-cell-address="{_first(book)}"><table:error-message '
                f'table:display="{shown}" {warn}><text:p>{escape(labels["unknown-choice"])}</text:p>'
                "</table:error-message></table:content-validation>"
            )


def _filters(book: Book) -> Iterator[str]:
    for sheet in book.sheets:
        title = quoted(sheet.title)
        end = column_letters(len(sheet.layout.columns) - 1)
        area = escape(f"{title}.A{HEADER_ROW}:{title}.{end}{last_row(sheet)}")
        name = f"filter_{sheet.layout.kind.name}"
        yield (
            f'<table:database-range table:name="{name}" table:target-range-address="{area}" '
            'table:display-filter-buttons="true"/>'
        )


def _pages(book: Book) -> set[int]:
    return {AS_GUIDE, 1, *map(pages_across, book.sheets)}


def _styles(book: Book) -> str:
    labels = book.labels
    words = (escape(labels["footer.page"]), escape(labels["footer.of"]))
    layouts, masters = page_styles(_pages(book), escape(scope_words(book)), *words)
    return _document(
        "document-styles",
        f"<office:styles>{common_styles()}</office:styles><office:automatic-styles>{layouts}</office:automatic-styles>"
        f"<office:master-styles>{masters}</office:master-styles>",
    )


def _meta(book: Book, base: dict[str, str]) -> str:
    title = escape(f"{book.labels['guide.title']}: {scope_words(book)}")
    own = "".join(
        f'<meta:user-defined meta:name="{name}" meta:value-type="string">{escape(words)}</meta:user-defined>'
        for name, words in base.items()
    )
    return _document("document-meta", f"<office:meta><dc:title>{title}</dc:title>{own}</office:meta>")


def _settings(book: Book) -> str:
    """Return which rows and columns stay in sight, and that the guide is what people see first."""
    views = "".join(_view(sheet.title, frozen_columns(sheet)) for sheet in book.sheets)
    first = f'<config:config-item config:name="ActiveTable" config:type="string">{book.labels["sheet.guide"]}'
    return _document(
        "document-settings",
        '<office:settings><config:config-item-set config:name="ooo:view-settings"><config:config-item-map-indexed '
        'config:name="Views"><config:config-item-map-entry><config:config-item config:name="ViewId" '
        'config:type="string">view1</config:config-item><config:config-item-map-named config:name="Tables">'
        f"{views}</config:config-item-map-named>{first}</config:config-item></config:config-item-map-entry>"
        "</config:config-item-map-indexed></config:config-item-set></office:settings>",
    )


def _view(title: str, columns: int) -> str:
    items = {
        "HorizontalSplitMode": ("short", 2),
        "VerticalSplitMode": ("short", 2),
        "HorizontalSplitPosition": ("int", columns),
        "VerticalSplitPosition": ("int", HEADER_ROW),
        "ActiveSplitRange": ("short", 3),
        "PositionLeft": ("int", 0),
        "PositionRight": ("int", columns),
        "PositionTop": ("int", 0),
        "PositionBottom": ("int", HEADER_ROW),
    }
    inner = "".join(
        f'<config:config-item config:name="{name}" config:type="{kind}">{value}</config:config-item>'
        for name, (kind, value) in items.items()
    )
    return f'<config:config-item-map-entry config:name="{escape(title)}">{inner}</config:config-item-map-entry>'
