"""A record as PDF, docx and HTML: real structure, nothing left out, words of people only ever as words."""

import io
import re
import subprocess
import unicodedata
import zipfile
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import docx
import pypdf
import pytest

from datamap.exports.diagrams.kinds.scope import Scope
from datamap.exports.diagrams.measure import visible_text
from datamap.exports.documents import (
    RENDERERS,
    Document,
    document_of,
    pictures_of_activities,
    render_docx,
    render_html,
    render_pdf,
    spelt_places,
)
from datamap.exports.documents.document import Block, Entry, Head, Heading, Line, Paragraph, Picture, Table
from datamap.exports.record import Record, record_of
from datamap.exports.typesetting import spelt
from datamap.model import NONE, NOT_RECORDED, Activity, Party
from datamap.model import inventory_of as all_of
from tests import records

BASES = (
    *("=1+1", '=HYPERLINK("http://a.example")', "+1", "-1", "@sum(A1)", "\t=1", "=cmd|' /C calc'!A0", "<b>bold</b>"),
    *("<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "&lt;b&gt; &amp;", "]]>", "<!--x-->", "{{7*7}}"),
    *("</td></table>", '"><svg onload=1>', "javascript:alert(1)", "#panic()", '#read("/etc/passwd")', "$x^2$"),
    *("#let a = 1", "*bold* _thin_", "= Heading", "/* gone */", "// gone", "@label", "<label>", "\\u{41}", "`raw`"),
    *("#sys.inputs", "- item", "~nbsp~", "\u202egnp.exe", "a\u200bb", "\x07bell", "\x1b[31m", "שלום", "日本", "😀"),
)
PAYLOADS = (*(f"{base} no{number}" for number in range(6) for base in BASES), "x" * 300, "long words " * 27)


def acme() -> Record:
    """One activity with two uses that differ in their people, one party that it names, one stated none."""
    inventory = all_of(
        [
            records.organisation(country="LU", dpo_name=NONE),
            records.activity("a", description="What is done."),
            records.activity("b"),
            records.line("a", "purpose-analytics"),
            records.use("one", recipients=("party-host",), people=("people-customer",)),
            records.use("two", "cat-name", recipients=NONE, people=("people-user",)),
            records.party("host"),
        ]
    )
    return record_of(inventory, records.ORG)


@cache
def whole_document() -> Document:
    """The document of a small organisation with the pictures of its two activities."""
    inventory = all_of([records.organisation(), records.activity("a"), records.activity("b"), records.use("one")])
    pictures = pictures_of_activities(Scope(inventory=inventory, organisation=records.ORG))
    return document_of(record_of(inventory, records.ORG), pictures)


@cache
def made(ending: str) -> bytes:
    return RENDERERS[ending](whole_document())


def words_of(pdf: bytes, tmp_path: Path) -> str:
    path = tmp_path / "record.pdf"
    path.write_bytes(pdf)
    done = subprocess.run(["pdftotext", "-raw", path, "-"], capture_output=True, check=True)
    return done.stdout.decode()


def squeezed(words: str) -> str:
    """Words as they are compared: what breaks a line, or a word that is too long for one, does not count."""
    return re.sub(r"[\s\u00ad\u2010-]+", "", words)


@pytest.mark.parametrize("ending", RENDERERS)
def test_the_same_record_gives_the_same_bytes(ending: str) -> None:
    assert RENDERERS[ending](whole_document()) == made(ending)


def test_the_pdf_is_tagged_has_bookmarks_numbers_its_pages_and_carries_its_fonts(tmp_path: Path) -> None:
    reader = pypdf.PdfReader(io.BytesIO(made("pdf")))
    root: Any = reader.root_object
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert "/StructTreeRoot" in root
    titles = [entry.title for entry in reader.outline if not isinstance(entry, list)]
    assert titles[:2] == ["Who keeps this record", "Processing activities"]
    pages: Any = reader.pages
    fonts = [font.get_object() for page in pages for font in page["/Resources"]["/Font"].values()]
    descriptors = [each["/DescendantFonts"][0].get_object()["/FontDescriptor"] for each in fonts]
    assert descriptors
    assert all({"/FontFile2", "/FontFile3"} & set(each) for each in descriptors)
    text = words_of(made("pdf"), tmp_path)
    count = len(reader.pages)
    for number in range(1, count + 1):
        assert f"Page {number} of {count}" in text
    assert reader.metadata is not None
    assert reader.metadata.author is None


def test_each_activity_has_its_picture_with_words_for_those_who_cannot_see_it() -> None:
    page = made("html").decode()
    assert page.count("<svg") == page.count("<desc") == 2
    book = docx.Document(io.BytesIO(made("docx")))
    told = [shape._inline.docPr.get("descr") for shape in book.inline_shapes]
    assert len(told) == 2
    assert all(told)
    assert sum("data flow of one activity" in each for each in alternatives(made("pdf"))) == 2


def alternatives(pdf: bytes) -> list[str]:
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    found: list[str] = []
    waiting: list[Any] = [reader.root_object["/StructTreeRoot"]]
    while waiting:
        node = waiting.pop()
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, dict):
            found += [str(node["/Alt"])] if "/Alt" in node else []
            kids = node.get("/K", [])
            kids = kids.get_object() if hasattr(kids, "get_object") else kids
            waiting += kids if isinstance(kids, list) else [kids]
    return found


def test_the_docx_has_real_headings_and_tables_whose_headings_are_repeated() -> None:
    book = docx.Document(io.BytesIO(made("docx")))
    styles = [paragraph.style.name for paragraph in book.paragraphs if paragraph.style]
    assert {"Title", "Heading 1", "Heading 2", "Heading 3"} <= set(styles)
    assert book.tables
    for table in book.tables:
        assert "w:tblHeader" in table.rows[0]._tr.xml
        assert "w:tblHeader" not in table.rows[1]._tr.xml


def test_the_docx_begins_a_page_of_its_own_for_pictures_only() -> None:
    book = docx.Document(io.BytesIO(made("docx")))
    blocks = whole_document().blocks
    pictures = [number for number, block in enumerate(blocks) if isinstance(block, Picture)]
    assert len(pictures) == 2
    # Words, then for each picture its page and the words after it.
    assert len(book.sections) == 1 + 2 * len(pictures)
    assert not list(book.styles["Footer"].paragraph_format.tab_stops)


def test_the_docx_names_no_author_no_clock_and_no_link_outside() -> None:
    facts = docx.Document(io.BytesIO(made("docx"))).core_properties
    assert (facts.author, facts.last_modified_by, facts.comments) == ("", "", "")
    assert facts.created
    assert facts.created.year == 1980
    with zipfile.ZipFile(io.BytesIO(made("docx"))) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not [name for name in archive.namelist() if "thumbnail" in name or "comments" in name]
        for name in archive.namelist():
            if name.endswith(".rels"):
                assert b'TargetMode="External"' not in archive.read(name)


class Seen(HTMLParser):
    """The elements of a page with their attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))


def test_the_page_loads_nothing_runs_nothing_and_its_contents_lead_somewhere() -> None:
    elements = Seen(made("html").decode()).elements
    assert not {tag for tag, _ in elements} & {"script", "link", "iframe", "object", "img", "form"}
    policies = [each["content"] for tag, each in elements if each.get("http-equiv") == "Content-Security-Policy"]
    assert policies[0] is not None
    assert policies[0].startswith("default-src 'none'; style-src 'sha256-")
    ids = [each["id"] for _, each in elements if "id" in each]
    assert len(ids) == len(set(ids))
    targets = [each["href"] for tag, each in elements if tag == "a"]
    assert targets
    assert {str(each).removeprefix("#") for each in targets} <= set(map(str, ids))
    assert not [each for _, each in elements for name in each if name.startswith("on") or name == "style"]


def test_none_and_not_recorded_are_told_apart_in_words_and_not_by_colour_alone() -> None:
    page = render_html(document_of(acme())).decode()
    assert 'class="gap"><span class="missing">— not recorded</span>' in page
    assert "<td>none</td>" in page


def test_what_is_the_same_for_all_data_of_an_activity_is_told_once() -> None:
    document = document_of(acme())
    same = next(block for block in document.blocks if isinstance(block, Table) and block.title.startswith("The same"))
    each = next(
        block for block in document.blocks if isinstance(block, Table) and block.title == "Category by category"
    )
    told = [row[0].lines[0].words for row in same.rows]
    assert "Time limit for erasure" in told
    assert not {head.words for head in each.heads} & set(told)
    assert len(told) + len(each.heads) == len(acme().columns)


def every_word(record: Record) -> set[str]:
    cells = [fact.cell for panel in record.panels for fact in panel if fact.key not in ("as-of", "digest")]
    for block in record.activities:
        cells += [fact.cell for fact in block.facts] + [cell for row in block.uses for cell in row]
        cells += [cell for row in block.purposes for cell in (row.purpose, row.wording, row.basis, row.uses)]
    return {line.removeprefix("· ") for cell in cells for line in cell.text.splitlines()}


def test_every_word_of_the_record_is_in_the_document() -> None:
    document = document_of(acme())
    told = {
        line.words
        for block in document.blocks
        if isinstance(block, Table)
        for row in block.rows
        for entry in row
        for line in entry.lines
    }
    assert every_word(acme()) - {"A", "B"} <= told


def hostile() -> Document:
    """Payloads in every place where words of people may stand."""
    rows = tuple((Entry((Line(words),)), Entry((Line(words, is_detail=True),))) for words in PAYLOADS)
    blocks: tuple[Block, ...] = (
        *(Heading(words, 1 + number % 3, f"h-{number}") for number, words in enumerate(PAYLOADS[:60])),
        *(Paragraph(words) for words in PAYLOADS[:60]),
        Table("payloads", (Head("=one"), Head("#two")), (50, 50), rows),
    )
    name = "<Acme> #panic() =1"
    return Document(name, name, name, "en", name, "0" * 64, "Contents", ("Page", "of"), blocks)


def turns(character: str) -> bool:
    """Whether a character turns right to left: the text of a page comes back in the order of the eye."""
    return unicodedata.bidirectional(character) in ("R", "AL")


def test_two_hundred_payloads_are_words_in_every_document(tmp_path: Path) -> None:
    assert len(PAYLOADS) >= 200
    document = hostile()
    shown = {visible_text(each) for each in PAYLOADS}
    page = render_html(document).decode()
    texts: list[str] = []
    parser = HTMLParser()
    parser.handle_data = texts.append  # type: ignore[assignment,method-assign]
    parser.feed(page)
    assert {each.strip() for each in shown} <= {each.strip() for each in texts}
    assert not {tag for tag, _ in Seen(page).elements} & {"script", "img", "svg", "b"}
    book = docx.Document(io.BytesIO(render_docx(document)))
    assert shown <= {cell.text for row in book.tables[0].rows for cell in row.cells}
    words = squeezed(words_of(render_pdf(document), tmp_path))
    plain = {each for each in shown if each.isprintable() and not any(map(turns, each))}
    assert len(plain) > 150
    assert any("日" in each for each in plain)
    assert not [each for each in plain if squeezed(spelt(each)) not in words]


SCRIPTS = (
    *("中文 数据", "データ", "개인정보", "ข้อมูล", "🔒 ok", "ლუკა", "Ελλάδα", "Їжак", "डेटा", "መረጃ", "\ue000", "שלום"),
    "\N{MATHEMATICAL BOLD CAPITAL A}",
)


def test_words_in_a_script_without_a_font_are_spelt_by_numbers_and_named(tmp_path: Path) -> None:
    rows = tuple((Entry((Line(f"row {number}"),)), Entry((Line(words),))) for number, words in enumerate(SCRIPTS))
    blocks = Heading("Top", 1, "top"), Table("scripts", (Head("a"), Head("b")), (1, 1), rows)
    document = Document("Record", "微信", "", "en", "", "", "Contents", ("Page", "of"), blocks)
    pdf = render_pdf(document)
    text = words_of(pdf, tmp_path)
    for words in SCRIPTS:
        assert squeezed(spelt(words)) in squeezed(text), words
    assert "[U+4E2D U+6587] [U+6570 U+636E]" in text
    assert "[U+5FAE U+4FE1]" in text
    assert "Ελλάδα" in text
    assert "written as their numbers in Unicode" in text
    assert b"pdfuaid" in pdf
    characters, places = spelt_places(document)
    assert {"中", "微", "🔒", "\ue000"} <= characters
    assert places[:2] == ("Record", "Top: row 0")
    assert "Top: row 6" not in places


def test_a_picture_in_a_pdf_shows_a_box_for_what_no_font_has() -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9mm" height="9mm"><text y="9">中文 A</text></svg>'
    blocks = (Picture("p", "中", svg, 9, 9),)
    pdf = render_pdf(Document("Record", "A", "", "en", "", "", "", ("Page", "of"), blocks))
    assert alternatives(pdf) == ["p. [U+4E2D]"]
    assert b"pdfuaid" in pdf


def test_an_activity_that_cannot_be_drawn_is_still_told() -> None:
    inventory = all_of([records.organisation(), Activity(id="act-a", organisation=records.ORG, name="A")])
    document = document_of(record_of(inventory, records.ORG), {})
    assert any(isinstance(block, Paragraph) and "too large" in block.words for block in document.blocks)


def test_a_party_without_country_is_shown_with_its_gap() -> None:
    assert records.party("host").country is NOT_RECORDED
    assert isinstance(records.party("host"), Party)
    assert "Country: — not recorded" in render_html(document_of(acme())).decode()
