"""The zip of CSV files: exact texts, no formula, and what they are an export of."""

import csv
import io

import pytest

from datamap.text import looks_like_formula, undefuse
from datamap.workbook.base import base_in
from datamap.workbook.book import book_of
from datamap.workbook.write_csv import DELIMITERS, write_csv
from tests.workbook.samples import ORIGIN, hostile, parts, small, tables


def rows(text: str, delimiter: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))


@pytest.mark.parametrize("delimiter", DELIMITERS)
def test_every_cell_comes_back_exactly_and_none_is_a_formula(delimiter: str) -> None:
    for inventory in (small(), hostile()):
        book = book_of(inventory, ORIGIN)
        found = parts(write_csv(book, delimiter))
        for number, sheet in enumerate(book.sheets, 1):
            read = rows(found[f"{number:02}-{sheet.layout.kind.stem}.csv"], delimiter)
            assert not any(looks_like_formula(text) for row in read for text in row)
            assert [[undefuse(text) for text in row] for row in read] == tables(book)[sheet.title]


def test_the_files_are_utf_8_with_a_mark_and_lines_end_as_rfc_4180_says() -> None:
    import zipfile

    with zipfile.ZipFile(io.BytesIO(write_csv(book_of(small(), ORIGIN)))) as archive:
        content = archive.read("02-activities.csv")
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.endswith(b"\r\n")


@pytest.mark.parametrize("delimiter", DELIMITERS)
def test_meta_says_which_delimiter_and_which_base(delimiter: str) -> None:
    book = book_of(small(), ORIGIN)
    meta = {row[0]: undefuse(row[1]) for row in rows(parts(write_csv(book, delimiter))["_meta.csv"], delimiter)}
    assert meta["delimiter"] == delimiter
    assert base_in(meta) == book.base


def test_the_same_book_gives_the_same_bytes() -> None:
    assert write_csv(book_of(small(), ORIGIN)) == write_csv(book_of(small(), ORIGIN))


def test_the_guide_comes_along_as_plain_text() -> None:
    guide = parts(write_csv(book_of(small(), ORIGIN)))["guide.txt"]
    assert "datamap workbook plan FILE" in guide
    assert "Acme, Ltd. · revision 7" in guide
