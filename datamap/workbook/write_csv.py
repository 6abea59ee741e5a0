"""A book as a zip of CSV files, one per sheet: UTF-8 with a mark at the beginning, RFC 4180, no cell a formula."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterable, Sequence

from datamap.text import defuse_formula
from datamap.workbook.base import parts_of
from datamap.workbook.book import Book
from datamap.workbook.extras import extras_of
from datamap.workbook.guide import guide_of
from datamap.workbook.packing import zipped

DELIMITERS = (";", ",")
"""What may stand between cells: Excel takes the first one for granted where decimals have a comma."""


def write_csv(book: Book, delimiter: str = ";") -> bytes:
    """Return the bytes of a zip of CSV files that hold a book; `_meta.csv` names the delimiter and the base.

    Text that begins like a formula gets an apostrophe, which `datamap.text.undefuse` takes away again.

    >>> from datamap.model import inventory_of
    >>> from datamap.workbook.book import Origin, book_of
    >>> write_csv(book_of(inventory_of([]), Origin("r", 1, "")))[:2]
    b'PK'
    """
    parts = {"guide.txt": _plain_guide(book)}
    for number, sheet in enumerate(book.sheets, 1):
        keys = [column.key for column in sheet.layout.columns]
        name = f"{number:02}-{sheet.layout.kind.stem}.csv"
        parts[name] = _table([keys, sheet.headers, *sheet.rows], delimiter)
    for extra in extras_of(book, {"delimiter": delimiter, **parts_of(book.base)}):
        parts[f"{extra.stem}.csv"] = _table([extra.keys, extra.headers, *extra.rows], delimiter)
    return zipped(parts)


def _table(rows: Iterable[Sequence[str]], delimiter: str) -> bytes:
    lines = io.StringIO()
    writer = csv.writer(lines, delimiter=delimiter, lineterminator="\r\n")
    writer.writerows([defuse_formula(text) for text in row] for row in rows)
    return codecs.BOM_UTF8 + lines.getvalue().encode()


def _plain_guide(book: Book) -> bytes:
    """Return the guide as plain text, without what CSV files cannot show: marks and sheets to go to."""
    lines = []
    for line in guide_of(book):
        if line.look not in ("mark", "columns", "sheet"):
            words = ": ".join(filter(None, line.cells)) if line.look in ("step", "topic") else "".join(line.cells)
            lines.append(f"\r\n{words}" if line.look == "heading" else words)
    return codecs.BOM_UTF8 + "\r\n".join([*lines, ""]).encode()
