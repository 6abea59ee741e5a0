"""Other readers see the same in the same files, or it is said here why not; LibreOffice saves, and we read the same."""

import datetime
import io
import shutil
import subprocess
import zipfile
from typing import Any

import openpyxl
import pytest
import python_calamine
import xlsxwriter
from openpyxl.packaging.custom import StringProperty
from openpyxl.workbook.defined_name import DefinedName

from datamap.workbook.seen import SeenCell, SeenFile
from tests.workbook.forging import saved, seen_in, zipped

DAY = datetime.datetime(2026, 9, 12, 10, 30, 1)  # noqa: DTZ001 - days in workbooks have no time zone
VALUES: list[Any] = [
    "plain", " two  blanks ", "a\nb", "tab\there", "ü漢😀", "=text", "'quoted", "00123", "1E5", "3/4", "NA", "NO",
    0, 7, -3, 812, 0.1, 1.5, 1e-7, 123456789012345, True, False,
    DAY, DAY.date(), datetime.date(1900, 3, 1), DAY.time(), "#N/A of somebody", "x" * 32_767,
]  # fmt: skip

# Where other readers see something else: the cell, what we see, openpyxl and calamine (None: nothing), and why.
DIFFERENCES = {
    "calamine gives nothing for an error, which would look like a cleared cell": (
        '<c r="A1" t="e"><v>#N/A</v></c>', "#N/A", "#N/A", None
    ),
    "neither gives anything for a formula without a value": ('<c r="A1"><f>1+1</f></c>', "=1+1", None, None),
    "openpyxl gives an escape as it stands in the file; Excel shows A": (
        '<c r="A1" t="str"><v>_x0041_</v></c>', "A", "_x0041_", "A"
    ),
    "both give a length of time; we give the number of days that is stored, since it is no day": (
        '<c r="A1" s="1"><v>1.25</v></c>', "1.25", "1 day, 6:00:00", "1 day, 6:00:00"
    ),
}  # fmt: skip


def by_openpyxl() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row, value in enumerate(VALUES, 1):
        cell = sheet.cell(row, 2, value)
        if isinstance(value, str):
            cell.data_type = "s"
    hidden = book.create_sheet("Hidden")
    hidden.sheet_state = "hidden"
    hidden["C3"] = "here"
    sheet.merge_cells("D1:E2")
    sheet["D1"] = "merged"
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["B"].hidden = True
    book.defined_names["base"] = DefinedName("base", attr_text='"rev 1"')
    book.custom_doc_props.append(  # type: ignore[attr-defined]
        StringProperty(name="datamap base", value="x1")
    )
    return saved(book)


def by_xlsxwriter() -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"strings_to_formulas": False, "strings_to_numbers": False}) as book:
        sheet = book.add_worksheet("Sheet")
        day, time = book.add_format({"num_format": "yyyy-mm-dd"}), book.add_format({"num_format": "hh:mm:ss"})
        for row, value in enumerate(VALUES):
            if isinstance(value, str):
                sheet.write_string(row, 1, value)
            elif isinstance(value, datetime.time):
                sheet.write_datetime(row, 1, value, time)
            elif isinstance(value, datetime.date):
                sheet.write_datetime(row, 1, value, day)
            else:
                sheet.write(row, 1, value)
    return buffer.getvalue()


def as_words(value: Any) -> str:
    """What another reader gives, in our words."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, datetime.datetime):
        return value.isoformat().removesuffix("T00:00:00")
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def openpyxl_words(content: bytes) -> dict[tuple[str, int, int], str]:
    book = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    cells = (cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row if cell.value is not None)
    return {(cell.parent.title, cell.row, cell.column): as_words(cell.value) for cell in cells}


def calamine_words(content: bytes) -> dict[tuple[str, int, int], str]:
    found: dict[tuple[str, int, int], str] = {}
    book = python_calamine.load_workbook(io.BytesIO(content))
    for title in book.sheet_names:
        rows = book.get_sheet_by_name(title).to_python(skip_empty_area=False)
        for number, row in enumerate(rows, 1):
            found |= {(title, number, column): as_words(value) for column, value in enumerate(row, 1) if value != ""}
    return found


def our_words(content: bytes) -> dict[tuple[str, int, int], str]:
    sheets = seen_in(content).sheets
    return {(sheet.title, *place): cell.words for sheet in sheets for place, cell in sheet.cells.items()}


@pytest.mark.parametrize("write", [by_openpyxl, by_xlsxwriter])
def test_three_readers_see_the_same(write: Any) -> None:
    content = write()
    ours = our_words(content)
    assert len(ours) >= len(VALUES)
    assert calamine_words(content) == ours
    assert openpyxl_words(content) == ours


@pytest.mark.parametrize("reason", DIFFERENCES)
def test_where_readers_differ_it_is_known_why(reason: str) -> None:
    cell, ours, openpyxl_says, calamine_says = DIFFERENCES[reason]
    book = openpyxl.Workbook()
    book.worksheets[0]["A1"] = datetime.timedelta(hours=30)
    parts = _parts_of(saved(book))
    sheet = parts["xl/worksheets/sheet1.xml"].decode()
    start, end = sheet.index("<c "), sheet.index("</row>")
    content = zipped({**parts, "xl/worksheets/sheet1.xml": sheet[:start] + cell + sheet[end:]})
    place = ("Sheet", 1, 1)
    assert our_words(content)[place] == ours
    assert openpyxl_words(content).get(place) == openpyxl_says
    assert calamine_words(content).get(place) == calamine_says


def _parts_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def resaved(tmp_path_factory: pytest.TempPathFactory) -> dict[str, SeenFile]:
    """The same workbook as LibreOffice saves it, in each format."""
    folder = tmp_path_factory.mktemp("resaved")
    (folder / "mine.xlsx").write_bytes(by_openpyxl())
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    # One start for each format: it converts to one at a time.
    seen = {"openpyxl": seen_in((folder / "mine.xlsx").read_bytes())}
    for form, source in (("ods", "mine.xlsx"), ("xlsx", "ods/mine.ods")):
        command = [shutil.which("soffice") or "soffice", "--headless", profile, "--convert-to", form]
        command += ["--outdir", str(folder / form), str(folder / source)]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        seen[form] = seen_in((folder / form / f"mine.{form}").read_bytes())
    return seen


@pytest.mark.libreoffice
@pytest.mark.parametrize("form", ["ods", "xlsx"])
def test_a_workbook_that_libreoffice_saved_says_the_same(resaved: dict[str, SeenFile], form: str) -> None:
    ours, theirs = resaved["openpyxl"], resaved[form]
    assert (theirs.names["base"], theirs.properties["datamap base"]) == ("rev 1", "x1")
    for before, after in zip(ours.sheets, theirs.sheets, strict=True):
        assert (after.title, after.is_hidden, after.merged) == (before.title, before.is_hidden, before.merged)
        assert (after.hidden_rows, after.hidden_columns) == (before.hidden_rows, before.hidden_columns)
        expected = {place: _as_libreoffice_keeps(cell, form) for place, cell in before.cells.items()}
        assert dict(after.cells.items()) == expected


def _as_libreoffice_keeps(cell: SeenCell, form: str) -> SeenCell:
    """A cell as LibreOffice saves it: a tab is in .ods, and lost when that is read again."""
    return cell._replace(words=cell.words.replace("\t", "")) if form == "xlsx" else cell
