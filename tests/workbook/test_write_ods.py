"""The .ods file, and what LibreOffice makes of all three formats: the same texts, and not one formula."""

import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from datamap.model import Inventory
from datamap.opendocument import paragraphs
from datamap.workbook.base import Scope, base_in
from datamap.workbook.book import Book, book_of
from datamap.workbook.write_csv import write_csv
from datamap.workbook.write_ods import write_ods
from datamap.workbook.write_xlsx import write_xlsx
from tests.inventories import LETTERS
from tests.workbook.samples import ORIGIN, TEXT, flat_tables, hostile, parts, small, tables, trimmed
from tests.workbook.samples import _letters as letters_of

SPACE = 'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
BOOKS = {"small": book_of(small(), ORIGIN, Scope(("org-acme",))), "hostile": book_of(hostile(), ORIGIN)}


@given(st.text(LETTERS | st.sampled_from(" \t\n"), max_size=40))
def test_any_text_comes_back_from_its_paragraphs(text: str) -> None:
    root = ElementTree.fromstring(f"<a {SPACE}>{paragraphs(text)}</a>")
    lines = ["".join(letters_of(line)) for line in root.findall(f"{TEXT}p")]
    # Of spaces and line ends that stand as themselves, a program keeps one and drops those at the ends.
    assert "\n".join(lines) == text
    assert not re.search(r"  |>[ \t]|[ \t]</text:p>|\t", paragraphs(text))


@pytest.mark.parametrize("name", BOOKS)
def test_every_cell_holds_exactly_its_text(name: str) -> None:
    found = flat_tables(parts(write_ods(BOOKS[name]))["content.xml"])
    for title, rows in tables(BOOKS[name]).items():
        assert found[title] == trimmed(rows), title


def test_the_same_book_gives_the_same_bytes() -> None:
    backwards = Inventory(dict(reversed(list(small().records.items()))))
    assert write_ods(book_of(backwards, ORIGIN, Scope(("org-acme",)))) == write_ods(BOOKS["small"])


def test_what_the_file_is_stands_first_and_uncompressed() -> None:
    assert write_ods(BOOKS["small"])[30:84] == b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet"


def test_titles_stay_in_sight() -> None:
    book = BOOKS["small"]
    frozen = parts(write_ods(book))["settings.xml"].count('config:name="HorizontalSplitMode" config:type="short">2<')
    assert frozen == len(book.sheets)


def test_the_second_page_of_the_guide_begins_with_the_marks() -> None:
    book = BOOKS["small"]
    guide = parts(write_ods(book))["content.xml"].partition("</table:table>")[0]
    (first,) = re.findall(r'<table:table-row table:style-name="ro210-first">.*?<text:p>(.*?)</text:p>', guide)
    assert first == book.labels["guide.marks"]


def test_the_base_stands_in_three_places() -> None:
    found = parts(write_ods(BOOKS["small"]))
    named = re.findall(
        r'named-expression table:name="(\w+)"[^>]*table:expression="of:=&quot;(.*?)&quot;"/>', found["content.xml"]
    )
    properties = re.findall(r'meta:name="(\w+)"[^>]*>(.*?)</meta:user-defined>', found["meta.xml"])
    meta = {row[0]: row[1] for row in flat_tables(found["content.xml"])["_meta"]}
    base = BOOKS["small"].base
    assert base_in({name: words.replace("&quot;&quot;", '"') for name, words in named}) == base
    assert base_in({name: words.replace("&quot;", '"') for name, words in properties}) == base
    assert base_in(meta) == base


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """What LibreOffice reads from each file, written as flat XML; one start for all of them."""
    folder = tmp_path_factory.mktemp("opened")
    files = {}
    for name, book in BOOKS.items():
        files[f"{name}-xlsx.xlsx"], files[f"{name}-ods.ods"] = write_xlsx(book), write_ods(book)
    for part, text in parts(write_csv(BOOKS["hostile"], ",")).items():
        if part.endswith(("activities.csv", "parties.csv", "data-uses.csv")):
            files[part] = text.encode("utf-8-sig")
    for name, content in files.items():
        (folder / name).write_bytes(content)
    program = shutil.which("soffice")
    assert program is not None
    command = [program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", "fods"]
    subprocess.run(
        [*command, "--outdir", folder / "out", *(folder / name for name in files)], check=True, capture_output=True
    )
    return {name: (folder / "out" / f"{Path(name).stem}.fods").read_text("utf-8") for name in files}


@pytest.mark.libreoffice
def test_libreoffice_finds_no_formula_and_the_same_texts(opened: Mapping[str, str]) -> None:
    for name, document in opened.items():
        assert "table:formula=" not in document, name
    for name, book in BOOKS.items():
        for ending in ("xlsx", "ods"):
            found = flat_tables(opened[f"{name}-{ending}.{ending}"])
            for title, rows in tables(book).items():
                # LibreOffice loses tabs: in cells of several lines, and in .ods in all cells.
                assert _as_seen(found[title]) == _as_seen(trimmed(rows)), (name, ending, title)


def _as_seen(rows: list[list[str]]) -> list[list[str]]:
    return [[text.replace("\t", "") for text in row] for row in rows]


@pytest.mark.libreoffice
@pytest.mark.parametrize("name", ["small-xlsx.xlsx", "small-ods.ods"])
def test_libreoffice_understands_lists_notes_marks_links_and_what_is_hidden(
    opened: Mapping[str, str], name: str
) -> None:
    document = opened[name]
    book: Book = BOOKS["small"]
    # From .ods to flat XML, LibreOffice writes no notes, not even its own.
    notes = document if name.endswith("xlsx") else parts(write_ods(book))["content.xml"]
    assert notes.count("<office:annotation ") == sum(len(sheet.headers) for sheet in book.sheets)
    lists = re.findall(r"cell-content-is-in-list\(\[\$(?:&apos;|')?Lists(?:&apos;|')?\.\$", document)
    assert len(lists) >= len(book.lists)
    assert document.count("<calcext:condition ") >= 4 * len(book.sheets)
    assert "#Activities.A1" in document or "#&apos;Activities&apos;.A1" in document or "#'Activities'.A1" in document
    assert document.count('table:visibility="collapse"') >= 2 * len(book.sheets)
    named = re.findall(
        r'named-expression table:name="(\w+)"[^>]*table:expression="(?:of:=)?&quot;(.*?)&quot;"/>', document
    )
    assert base_in({key: words.replace("&quot;&quot;", '"') for key, words in named}) == book.base
    properties = re.findall(r'meta:name="(datamap\w+)"[^>]*>(.*?)</meta:user-defined>', document)
    assert base_in({key: words.replace("&quot;", '"') for key, words in properties}) == book.base
