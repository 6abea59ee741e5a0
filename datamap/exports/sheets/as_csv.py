"""One table as a CSV file: RFC 4180, UTF-8 with a mark at the beginning, and no cell a formula."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterable, Sequence

from datamap.exports.sheets.grid import printable
from datamap.text import defuse_formula


def render_csv(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    r"""Return the bytes of a CSV file; text that begins like a formula gets an apostrophe before it.

    >>> render_csv(["Name"], [["=1+1"]])
    b"\xef\xbb\xbfName\r\n'=1+1\r\n"
    """
    lines = io.StringIO()
    writer = csv.writer(lines, lineterminator="\r\n")
    writer.writerows([defuse_formula(printable(text)) for text in row] for row in (headings, *rows))
    return codecs.BOM_UTF8 + lines.getvalue().encode()
