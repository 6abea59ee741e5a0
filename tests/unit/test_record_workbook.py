"""The workbook of a record: text stays text, nothing is cut, print is set up, the bytes repeat, and drift is told."""

import datetime
import io
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from datamap.exports.record import differences, record_of, render_record
from datamap.exports.record.columns import COLUMNS
from datamap.exports.sheets import printable
from datamap.exports.sheets.grid import HIGHEST
from datamap.exports.sheets.styles import SIZE
from datamap.model import NONE, Activity, DataUse, Inventory, Organisation, Party, PurposeLine, inventory_of

ORG = "org-a"
DAY = datetime.date(2026, 1, 2)


def inventory(name: str = "Acme & Sons", activity: str = "Push", element: str = "e-mail") -> Inventory:
    return inventory_of([
        Organisation(id=ORG, name=name, dpo_name=NONE),
        Activity(id="act-a", organisation=ORG, name=activity),
        PurposeLine(id="line-a", organisation=ORG, activity="act-a", purpose="purpose-analytics"),
        DataUse(id="use-a", organisation=ORG, activity="act-a", category="cat-email", elements=(element,)),
        Party(id="party-a", organisation=ORG, name="Lonely"),
    ])  # fmt: skip


def rendered(**words: str) -> bytes:
    return render_record(record_of(inventory(**words), ORG, DAY, audience="internal"))


def opened(content: bytes) -> Any:
    return load_workbook(io.BytesIO(content))


def sheet_of(content: bytes, name: str = "Record") -> Any:
    return opened(content)[name]


def cells_with(sheet: Any, words: str) -> list[Any]:
    return [cell for row in sheet.iter_rows() for cell in row if cell.value == words]


@pytest.fixture(scope="module")
def workbook() -> bytes:
    return rendered()


def test_the_sheets_stand_in_the_order_in_which_people_read_them(workbook: bytes) -> None:
    assert opened(workbook).sheetnames == ["Record", "Coverage", "Claims and rights", "Evidence", "Findings"]


def test_every_cell_is_text(workbook: bytes) -> None:
    cells = [cell for sheet in opened(workbook) for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert len(cells) > 100
    assert {(type(cell.value), cell.data_type) for cell in cells} == {(str, "s")}


@pytest.mark.parametrize("words", ["=1+1", "+1 908", "-1", "@SUM(A1)", '=HYPERLINK("http://x")', "http://x.org", "007"])
def test_what_looks_like_a_formula_or_number_stays_text(words: str) -> None:
    content = rendered(name=words, activity=words, element=words)
    sheet = sheet_of(content)
    assert {cell.data_type for cell in cells_with(sheet, words)} == {"s"}
    assert len(cells_with(sheet, words)) >= 1
    assert not any(
        b"<f>" in zipfile.ZipFile(io.BytesIO(content)).read(f"xl/worksheets/sheet{n}.xml") for n in range(1, 5)
    )


def test_not_recorded_and_none_look_different_without_colour(workbook: bytes) -> None:
    sheet = sheet_of(workbook)
    missing, none = cells_with(sheet, "— not recorded")[0], cells_with(sheet, "none")[0]
    assert (missing.font.italic, none.font.italic) == (True, False)
    assert missing.fill.patternType == "gray0625"
    assert none.fill.patternType is None


def test_bands_name_the_items_of_the_law_in_words(workbook: bytes) -> None:
    sheet = sheet_of(workbook)
    (heading,) = [cell.row for cell in cells_with(sheet, "Recipients")]
    bands = [cell.value for cell in sheet[heading - 1] if cell.value]
    assert bands == [
        "Art. 30(1)(c)", "Art. 30(1)(b)", "Art. 30(1)(d)", "Art. 30(1)(e)", "Art. 30(1)(f)", "Beyond Art. 30",
    ]  # fmt: skip


def test_print_is_set_up(workbook: bytes) -> None:
    for sheet in opened(workbook):
        assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
        width = sum(dimension.width * 7 + 5 for dimension in sheet.column_dimensions.values()) / 96
        assert width * sheet.page_setup.scale / 100 <= 297 / 25.4 - 2 * 0.3
        assert not sheet.protection.sheet
    sheet = sheet_of(workbook)
    (heading,) = [cell.row for cell in cells_with(sheet, "Recipients")]
    assert sheet.print_title_rows == f"${heading - 1}:${heading}"
    assert sheet.freeze_panes == f"A{heading + 1}"
    assert opened(workbook)["Evidence"].auto_filter.ref == "A2:F3"


def test_the_footer_says_who_which_page_as_of_when_and_from_what(workbook: bytes) -> None:
    footer = zipfile.ZipFile(io.BytesIO(workbook)).read("xl/worksheets/sheet1.xml").decode()
    (words,) = re.findall("<oddFooter>(.*?)</oddFooter>", footer)
    assert words == (
        "&amp;L&amp;8 Acme &amp;&amp; Sons&amp;C&amp;8 Page &amp;P of &amp;N"
        f"&amp;R&amp;8 As of 2026-01-02 · Inventory digest {inventory().digest()[:12]}"
    )


def test_a_footer_is_never_too_long_for_a_spreadsheet() -> None:
    content = rendered(name="&" * 400)
    footer = sheet_of(content).oddFooter
    assert footer.left.text.endswith("…")
    assert len(cells_with(sheet_of(content), "&" * 400)) == 1


def test_letters_are_printed_at_eight_points_at_least() -> None:
    printable_inches = 297 / 25.4 - 2 * 0.3
    # LibreOffice counts a digit of the font as 7.41 pixels and not as 7.
    inches = sum(column.width for column in COLUMNS) / 96 * 7.42 / 7
    assert SIZE * printable_inches / inches >= 8


def test_long_words_run_on_in_further_rows_and_lose_nothing() -> None:
    long = " ".join(f"word{number}" for number in range(4000))
    sheet = sheet_of(rendered(element=long))
    column = next(n for n, column in enumerate(COLUMNS, 1) if column.key == "category")
    texts = [sheet.cell(row, column).value for row in range(1, sheet.max_row + 1)]
    start = next(n for n, text in enumerate(texts) if text and "word0 " in text)
    pieces = [text for text in texts[start:] if text]
    assert len(pieces) > 1
    joined = "".join(pieces[: next(n for n, text in enumerate(pieces) if "word3999" in text) + 1])
    assert joined == f"Contact: E-mail address\n· {long}"
    assert all((sheet.row_dimensions[row].height or 0) <= HIGHEST + 4 for row in range(1, sheet.max_row + 1))


def test_a_value_as_long_as_a_cell_can_hold_keeps_all_its_characters() -> None:
    sheet = sheet_of(rendered(element="x" * 32_767))
    texts = "".join(str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value)
    assert texts.count("x") >= 32_767


def test_control_characters_are_shown_and_not_dropped() -> None:
    assert printable("a\x00b\x1bc\x7f\ud800\r\nd\te") == "a␀b␛c␡\ufffd\nd\te"
    assert len(cells_with(sheet_of(rendered(activity="bell\x07")), "bell␇")) == 1


def test_properties_carry_title_digest_and_a_fixed_day(workbook: bytes) -> None:
    book = opened(workbook)
    assert book.properties.title == "Record of processing activities: Acme & Sons"
    assert book.properties.created == datetime.datetime(1980, 1, 1)  # noqa: DTZ001
    assert book.custom_doc_props["Inventory digest"].value == inventory().digest()


def test_two_runs_give_the_same_bytes_whatever_the_seed_of_hashes(root: Path, workbook: bytes) -> None:
    code = (
        "import sys; sys.path.insert(0, 'tests/unit'); from test_record_workbook import rendered;"
        "sys.stdout.buffer.write(rendered())"
    )
    for seed in ("1", "2"):
        environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(root), "PYTHONDONTWRITEBYTECODE": "1"}
        run = subprocess.run([sys.executable, "-c", code], cwd=root, env=environment, capture_output=True, check=True)
        assert run.stdout == workbook


def test_an_empty_inventory_gives_a_record_that_says_so() -> None:
    sheet = sheet_of(render_record(record_of(inventory_of([Organisation(id=ORG, name="A")]), ORG)))
    assert len(cells_with(sheet, "No activity is recorded.")) == 1


def changed(content: bytes, change: Callable[[Any], None]) -> bytes:
    book = opened(content)
    change(book)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def saved(content: bytes) -> bytes:
    return changed(content, lambda book: None)


def with_part(content: bytes, name: str, part: Callable[[bytes], bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(target, "w") as new:
        for entry in old.infolist():
            old_part = old.read(entry)
            new.writestr(entry.filename, part(old_part) if entry.filename == name else old_part)
    return target.getvalue()


def same(part: bytes) -> bytes:
    return part


def test_packing_and_version_of_the_application_may_vary(workbook: bytes) -> None:
    assert differences(workbook, with_part(workbook, "", same)) == []
    newer = with_part(workbook, "docProps/app.xml", lambda part: part.replace(b"12.0000", b"16.0300"))
    assert differences(workbook, newer) == []


def test_a_changed_cell_is_named() -> None:
    lines = differences(rendered(element="work e-mail"), rendered(element="home e-mail"))
    wanted = r"Record!B\d+: expected '.*work e-mail', found '.*home e-mail'"
    assert len([line for line in lines if re.fullmatch(wanted, line)]) == 1


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda book: book["Record"].__setitem__("A3", "=1+1"), r"Record!A3: expected .*, found the formula '=1\+1'"),
        (lambda book: setattr(book["Evidence"], "sheet_state", "hidden"), "Evidence: expected visible, found hidden"),
        (lambda book: book.remove(book["Evidence"]), "sheets: expected Record, .*; found Record, Coverage, Claims"),
        (lambda book: book.create_sheet("More"), "sheets: expected Record, .*; found .*, More"),
        (
            lambda book: setattr(book["Record"]["A3"], "font", book["Record"]["A1"].font.copy()),
            "Record!A3: another format",
        ),
        (lambda book: setattr(book["Record"].oddFooter.left, "text", "X"), "sheet1.xml: <headerFooter> expected"),
        (lambda book: setattr(book["Record"].column_dimensions["C"], "width", 3), "sheet1.xml: <cols> expected"),
        (lambda book: setattr(book["Record"].row_dimensions[9], "height", 3), r"sheet1.xml: row 9 expected .*'ht'"),
        (lambda book: setattr(book["Record"].row_dimensions[9], "hidden", True), "sheet1.xml: row 9 .*hidden"),
        (lambda book: setattr(book["Record"], "freeze_panes", "A1"), "sheet1.xml: <sheetViews> expected"),
        (lambda book: setattr(book.properties, "title", "X"), "docProps/core.xml: differs"),
    ],
)
@pytest.mark.filterwarnings("ignore:Call to deprecated function copy:DeprecationWarning")
def test_each_kind_of_change_is_told(workbook: bytes, change: Callable[[Any], None], told: str) -> None:
    # openpyxl writes its own XML, so the change is looked for between two files that it saved.
    found = differences(saved(workbook), changed(workbook, change))
    assert any(re.search(told, line) for line in found), found


def test_parts_that_are_missing_added_or_altered_are_told(workbook: bytes) -> None:
    altered = with_part(workbook, "xl/theme/theme1.xml", lambda part: part + b" ")
    assert differences(workbook, altered) == ["xl/theme/theme1.xml: differs"]
    target = io.BytesIO(workbook)
    with zipfile.ZipFile(target, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"macro")
    assert differences(workbook, target.getvalue()) == ["xl/vbaProject.bin: not expected"]
    assert differences(target.getvalue(), workbook) == ["xl/vbaProject.bin: missing"]


@pytest.mark.filterwarnings("ignore:Duplicate name:UserWarning")
def test_a_part_that_is_there_twice_is_told(workbook: bytes) -> None:
    target = io.BytesIO(workbook)
    with zipfile.ZipFile(target, "a") as archive:
        archive.writestr("xl/theme/theme1.xml", archive.read("xl/theme/theme1.xml"))
    assert differences(workbook, target.getvalue()) == ["xl/theme/theme1.xml: differs"]


@pytest.mark.parametrize("cut", [0, 100, 5000])
def test_a_file_that_is_no_workbook_is_told(workbook: bytes, cut: int) -> None:
    assert differences(workbook, workbook[:cut]) == ["the file is no workbook"]


def test_a_broken_sheet_is_told_and_does_not_stop_the_comparison(workbook: bytes) -> None:
    broken = with_part(workbook, "xl/worksheets/sheet1.xml", lambda part: part[: len(part) // 2])
    found = differences(workbook, broken)
    assert "the workbook cannot be read" in found
    assert "xl/worksheets/sheet1.xml: cannot be read" in found
