"""The record of processing by the command: what it prints, and files that a spreadsheet program opens as they are."""

import csv
import io
import os
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pypdf
import pytest
from click.testing import CliRunner, Result
from defusedxml.ElementTree import fromstring
from python_calamine import CalamineWorkbook

from datamap.cli import cli
from datamap.exports import typesetting
from datamap.exports.profiles import book as profiles
from datamap.exports.profiles import book_of as profile_book
from datamap.exports.profiles import fill, read_profile
from datamap.exports.record import book_of, record_of
from datamap.exports.record.flat import flat_headings, flat_rows
from datamap.exports.sheets import Book, Sheet
from datamap.exports.sheets.as_csv import render_csv
from datamap.exports.sheets.as_ods import render_ods
from datamap.exports.sheets.as_xlsx import render_xlsx
from datamap.exports.sheets.pages import BOTTOM, PAPERS, TOP
from datamap.inventory.write import write_inventory
from datamap.model import Activity, DataUse, Organisation, Party, PurposeLine, inventory_of
from datamap.text import looks_like_formula
from tests.unit.record_samples import ORG, shop

SIGNS = (
    "=",
    "+",
    "-",
    "@",
    "\t=",
    "\r=",
    "\n=",
    " =",
    "\uff1d",
    "\uff0b",
    "\uff0d",
    "\uff20",
    "'=",
    '"=',
    ";=",
    ",=",
    "{=",
    "|=",
    "%=",
    "\u00a0=",
)
BODIES = (
    "1+1", "SUM(A1:A9)", "cmd|' /C calc'!A0", 'HYPERLINK("http://x.example","x")', "IMPORTXML(1,2)",
    'WEBSERVICE("http://x.example")', "DDE(1)", "A1", "2+3|x", 'EXEC("x")',
)  # fmt: skip
PAYLOADS = tuple(sign + body for sign in SIGNS for body in BODIES)


def texts_of(book: Book) -> dict[str, list[str]]:
    return {sheet.name: [c.text for row in sheet.rows for c in row.cells if c.text] for sheet in book.sheets}


def books() -> dict[str, Book]:
    found = {"art30": book_of(record_of(shop(), ORG, audience="internal"))}
    return found | {name: profile_book(fill(shop(), ORG, read_profile(name))) for name in ("ico", "cnil", "edps")}


def texts_in(path: Path) -> dict[str, list[str]]:
    """The texts of a file, sheet by sheet, as a reader of spreadsheets finds them; line ends as line feeds."""
    book = CalamineWorkbook.from_path(path)
    sheets = {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}
    return {
        name: [str(cell).replace("\r\n", "\n") for row in rows for cell in row if cell not in ("", None)]
        for name, rows in sheets.items()
    }


@pytest.fixture(scope="module")
def resaved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder where LibreOffice saved each file again in the other form, after one start."""
    folder = tmp_path_factory.mktemp("resaved")
    for name, book in books().items():
        (folder / f"{name}-x.xlsx").write_bytes(render_xlsx(book))
        (folder / f"{name}-o.ods").write_bytes(render_ods(book))
    out = folder / "out"
    home = f"-env:UserInstallation=file://{folder}/home"
    program = shutil.which("soffice") or "soffice"
    command = [program, "--headless", home, "--convert-to", "xlsx", "--outdir", str(out)]
    files = sorted(str(path) for path in folder.iterdir() if path.suffix in (".xlsx", ".ods"))
    subprocess.run([*command, *files], check=True, capture_output=True, timeout=300)
    return out


@pytest.mark.libreoffice
@pytest.mark.parametrize("form", ["x", "o"])
@pytest.mark.parametrize("name", ["art30", "ico", "cnil", "edps"])
def test_libreoffice_opens_the_record_and_saves_the_same_content(name: str, form: str, resaved: Path) -> None:
    assert texts_in(resaved / f"{name}-{form}.xlsx") == texts_of(books()[name])


@pytest.mark.libreoffice
@pytest.mark.parametrize("form", ["x", "o"])
def test_libreoffice_keeps_what_prints_well(form: str, resaved: Path) -> None:
    sheet = openpyxl.load_workbook(resaved / f"ico-{form}.xlsx")["Template"]
    assert sheet.print_title_rows == "$8:$9"
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.merged_cells.ranges
    footer = sheet.oddFooter
    assert footer is not None
    assert "of &N" in (footer.center.text or "")


def pages_of(sheet: Sheet) -> int:
    """How many pages a sheet is laid out for: down, as its breaks and the paper end them, and across."""
    page = sheet.page
    high = (PAPERS[page.paper][1] / 25.4 - TOP - BOTTOM) * 72 * 100 / page.scale
    head = sum(row.height for row in sheet.rows[page.repeated[0] : page.repeated[1] + 1]) if page.repeated else 0.0
    pages, used = 1, 0.0
    for number, row in enumerate(sheet.rows):
        if number in page.row_breaks or used + row.height > high:
            pages, used = pages + 1, head
        used += row.height
    return pages * (len(page.column_breaks) + 1)


@pytest.mark.libreoffice
def test_no_column_spills_over_onto_a_page_of_its_own_in_print(tmp_path: Path) -> None:
    layouts = {name: profile_book(fill(shop(), ORG, read_profile(name))) for name in ("apd", "cnil")}
    for name, book in layouts.items():
        (tmp_path / f"{name}.xlsx").write_bytes(render_xlsx(book))
    # Its own fonts are those of the same widths as Arial, which not every machine has.
    (tmp_path / "share").mkdir()
    (tmp_path / "share" / "fonts").symlink_to(Path(typesetting.__file__).with_name("fonts"))
    command = [shutil.which("soffice") or "soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/home"]
    files = [str(tmp_path / f"{name}.xlsx") for name in layouts]
    subprocess.run(
        [*command, "--convert-to", "pdf", "--outdir", str(tmp_path), *files],
        check=True, capture_output=True, timeout=300, env=os.environ | {"XDG_DATA_HOME": str(tmp_path / "share")},
    )  # fmt: skip
    found = {name: len(pypdf.PdfReader(tmp_path / f"{name}.pdf").pages) for name in layouts}
    assert found == {name: sum(map(pages_of, book.sheets)) for name, book in layouts.items()}
    assert {pages_of(sheet) for sheet in layouts["cnil"].sheets[1:-1]} == {2}


def forged() -> Any:
    """A register with each payload in every place that holds words."""
    records: list[Any] = [Organisation(id=ORG, name=PAYLOADS[0], address=PAYLOADS[1])]
    for n, words in enumerate(PAYLOADS):
        records += [
            Activity(id=f"act-{n}", organisation=ORG, name=words, description=words, owner=words, department=words),
            PurposeLine(
                id=f"line-{n}", organisation=ORG, activity=f"act-{n}", purpose="purpose-analytics", wording=words
            ),
            DataUse(
                id=f"use-{n}",
                organisation=ORG,
                activity=f"act-{n}",
                category="cat-email",
                elements=(words,),
                recipients=(f"party-{n}",),
                condition=words,
            ),
            Party(id=f"party-{n}", organisation=ORG, name=words, contract=words),
        ]
    return inventory_of(records)


def formulas(content: bytes, ending: str) -> list[str]:
    """What a spreadsheet program would calculate in a file."""
    if ending == "csv":
        rows = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
        return [cell for row in rows for cell in row if looks_like_formula(cell)]
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist() if name.endswith(".xml")}
    tags = {"f", "formula"}
    found = []
    for name, part in parts.items():
        for element in fromstring(part).iter():
            tag = str(element.tag).rpartition("}")[2]
            found += [name] if tag in tags or any("formula" in key for key in element.attrib) else []
    return found


def test_two_hundred_payloads_give_no_live_formula_in_any_form() -> None:
    assert len(set(PAYLOADS)) == 200
    record = record_of(forged(), ORG, audience="internal")
    assert formulas(render_csv(flat_headings(record), flat_rows(record)), "csv") == []
    assert formulas(render_xlsx(book_of(record)), "xlsx") == []
    assert formulas(render_ods(book_of(record)), "ods") == []
    filled = fill(forged(), ORG, read_profile("ico"))
    assert formulas(render_csv(profiles.flat_headings(filled), profiles.flat_rows(filled)), "csv") == []
    assert formulas(render_xlsx(profile_book(filled)), "xlsx") == []


def test_a_formula_in_a_file_is_noticed() -> None:
    """The guard bites: a live formula of each form is found."""
    import xlsxwriter

    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        book.add_worksheet().write_formula(0, 0, "=1+1")
    assert formulas(target.getvalue(), "xlsx") == ["xl/worksheets/sheet1.xml"]
    assert formulas(b"name\r\n=1+1\r\n", "csv") == ["=1+1"]


def test_the_csv_is_rfc_4180_with_a_mark_and_as_many_fields_in_each_row() -> None:
    record = record_of(shop(), ORG)
    content = render_csv(flat_headings(record), flat_rows(record))
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))
    assert {len(row) for row in rows} == {len(rows[0])}
    assert content.count(b"\r\n") == len(rows)


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder = tmp_path_factory.mktemp("inventory")
    write_inventory(shop(), folder)

    def call(*words: str) -> Result:
        return CliRunner().invoke(cli, ["ropa", *words, "--inventory", str(folder)])

    return call


def test_the_command_writes_the_file_and_says_what_is_missing(run: Any, tmp_path: Path) -> None:
    out = tmp_path / "record.xlsx"
    result = run(str(out), "--profile", "cnpd-lu")
    assert result.exit_code == 0, result.output
    lines = result.output.splitlines()
    assert lines[0] == str(out)
    assert "  Catégories de destinataires: not recorded for 1 of 2" in lines
    assert openpyxl.load_workbook(out).sheetnames == ["Registre", "Couverture"]


def test_the_command_makes_the_record_of_a_processor(run: Any, tmp_path: Path) -> None:
    out = tmp_path / "record.csv"
    result = run(str(out), "--role", "processor", "--language", "de")
    assert result.exit_code == 0, result.output
    rows = list(csv.reader(io.StringIO(out.read_bytes().decode("utf-8-sig"), newline="")))
    assert rows[0][0] == "Auftragsverarbeiter"
    assert [row[3] for row in rows[1:]] == ["Hosting for other shops"]


def test_the_command_lists_the_layouts_and_what_one_of_them_asks(run: Any) -> None:
    listed = list(csv.DictReader(io.StringIO(run("--profiles", "--format", "csv").output)))
    assert [row["name"] for row in listed] == ["art30", "apd", "cnil", "cnpd-lu", "edps", "ico", "nl", "uodo"]
    assert all(row["source"] and row["date"] and row["standing"] for row in listed)
    asked = list(csv.DictReader(io.StringIO(run("--profiles", "--profile", "ico", "--format", "csv").output)))
    told = {row["question"]: row for row in asked}
    assert told["Has a personal data breach occurred?"]["filled"] == "not in the model"
    assert (told["Categories of individuals"]["filled"], told["Categories of individuals"]["missing"]) == ("1", "1")


def test_the_command_names_what_a_pdf_cannot_show_and_where(tmp_path: Path) -> None:
    write_inventory(inventory_of([Organisation(id="org-a", name="A", address="北京", phone="1")]), tmp_path)
    result = CliRunner().invoke(cli, ["ropa", str(tmp_path / "record.pdf"), "--inventory", str(tmp_path)])
    assert result.exit_code == 0, result.output
    assert "  no font here has 京 北: written as [U+4EAC] and so on in Who keeps this record: Address" in result.output


def test_a_command_without_a_file_says_so(run: Any) -> None:
    result = run()
    assert result.exit_code != 0
    assert "say which file to make" in str(result.exception)
