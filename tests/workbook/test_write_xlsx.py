"""The xlsx file: only text, the same bytes each time, ready to be filled in, and it says what it is an export of."""

import io
import re
from typing import Any

import openpyxl
import pytest
from openpyxl.utils import column_index_from_string, get_column_letter
from python_calamine import CalamineWorkbook

from datamap.labels import read_labels
from datamap.model import Inventory
from datamap.workbook.base import Scope, base_in
from datamap.workbook.book import Book, book_of
from datamap.workbook.layout import SPARE_ROWS
from datamap.workbook.looks import frozen_columns
from datamap.workbook.write_xlsx import write_xlsx
from tests.workbook.samples import ORIGIN, PAYLOADS, hostile, parts, small, tables, trimmed


@pytest.fixture(scope="module")
def book() -> Book:
    return book_of(small(), ORIGIN, Scope(("org-acme",)))


@pytest.fixture(scope="module")
def content(book: Book) -> bytes:
    return write_xlsx(book)


@pytest.fixture(scope="module")
def opened(content: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content))


def read(content: bytes) -> dict[str, list[list[str]]]:
    """The texts of all sheets, as a second reader sees them, which decodes _x005F_ as Excel does."""
    found = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {
        name: trimmed(
            [[str(cell) for cell in row] for row in found.get_sheet_by_name(name).to_python(skip_empty_area=False)]
        )
        for name in found.sheet_names
    }


def test_the_same_book_gives_the_same_bytes(book: Book, content: bytes) -> None:
    backwards = Inventory(dict(reversed(list(small().records.items()))))
    assert write_xlsx(book_of(backwards, ORIGIN, book.base.scope)) == write_xlsx(book) == content


@pytest.mark.parametrize("inventory", [small(), hostile()], ids=["small", "hostile"])
def test_every_cell_holds_exactly_its_text(inventory: Inventory) -> None:
    book = book_of(inventory, ORIGIN)
    found = read(write_xlsx(book))
    for title, rows in tables(book).items():
        assert found[title] == trimmed(rows), title


def test_there_are_five_hundred_payloads() -> None:
    assert len(set(PAYLOADS)) >= 500


def test_no_text_becomes_a_formula_and_those_that_look_like_one_are_marked_as_text() -> None:
    content = write_xlsx(book_of(hostile(), ORIGIN))
    for name, xml in parts(content).items():
        assert not name.startswith("xl/worksheets/") or not re.search(r"<f[ >]", xml), name
    sheet = openpyxl.load_workbook(io.BytesIO(content))["Parties"]
    named = list(sheet["D"][2 : 2 + len(PAYLOADS)])
    assert all(cell.data_type == "s" and cell.quotePrefix for cell in named if cell.value[:1] in "=+-@")


def test_nothing_in_the_file_leads_out_or_runs(content: bytes) -> None:
    for name, xml in parts(content).items():
        assert 'TargetMode="External"' not in xml
        assert not re.search(r"externalLink|connections|vbaProject|oleObject|activeX", name + xml)


def test_every_sheet_says_truly_how_large_it_is(content: bytes, book: Book) -> None:
    for number, sheet in enumerate(book.sheets, 2):
        corner = re.search(r'<dimension ref="A1:[A-Z]+(\d+)"', parts(content)[f"xl/worksheets/sheet{number}.xml"])
        assert corner is not None
        assert int(corner[1]) == 2 + len(sheet.rows)


def test_cells_are_text_also_in_empty_rows_and_only_the_id_is_locked(opened: Any, book: Book) -> None:
    for sheet in book.sheets:
        page = opened[sheet.title]
        assert page.protection.sheet
        assert not page.protection.password
        assert not any((page.protection.sort, page.protection.autoFilter, page.protection.insertRows))
        for number, column in enumerate(sheet.layout.columns, 1):
            letter = get_column_letter(number)
            # Rows without cells take after their column.
            empty = page.column_dimensions[_first_of_group(page, letter)]
            for cell in (page.cell(3, number), empty) if sheet.rows and sheet.rows[0][number - 1] else (empty,):
                assert cell.number_format == "@"
                assert cell.protection.locked == (column.field == "id")


def _first_of_group(page: Any, letter: str) -> str:
    """openpyxl keeps neighbours that look alike under the first of them."""
    number = column_index_from_string(letter)
    found = (key for key, each in page.column_dimensions.items() if each.min <= number <= each.max)
    return str(next(found))


def test_drop_downs_come_from_ranges_and_reach_below_the_records(opened: Any, book: Book) -> None:
    lists = opened["Lists"]
    for sheet in book.sheets:
        page = opened[sheet.title]
        rules = {str(rule.sqref): rule for rule in page.data_validations.dataValidation}
        for number, choice in enumerate(sheet.choices, 1):
            if choice is None:
                continue
            letter = get_column_letter(number)
            rule = rules[f"{letter}3:{letter}{2 + len(sheet.rows) + SPARE_ROWS}"]
            found = re.fullmatch(r"'Lists'!\$([A-Z]+)\$3(?::\$\1\$(\d+))?", rule.formula1)
            assert found is not None
            offered = [lists[f"{found[1]}{row}"].value for row in range(3, int(found[2] or 3) + 1)]
            assert tuple(offered) == book.lists[choice].entries
            assert bool(rule.showErrorMessage) == book.lists[choice].is_closed


def test_keys_and_fingerprints_are_hidden_and_titles_stay_in_sight(opened: Any, book: Book) -> None:
    for sheet in book.sheets:
        page = opened[sheet.title]
        assert page.row_dimensions[1].hidden
        hidden = [(each.min, each.max) for each in page.column_dimensions.values() if each.hidden]
        assert hidden == [(sheet.layout.shown + 1, len(sheet.layout.columns))]
        assert page.freeze_panes == f"{get_column_letter(frozen_columns(sheet) + 1)}3"
        assert page.auto_filter.ref.startswith("A2:")
        assert page.print_title_rows == "$2:$2"
        assert page.page_setup.orientation == "landscape"
        assert page["A2"].comment is not None


def test_the_guide_is_printed_on_two_pages_that_tear_no_table_apart(opened: Any, book: Book) -> None:
    page = opened["Start here"]
    marks = next(row for row in range(1, page.max_row) if page.cell(row, 1).value == book.labels["guide.marks"])
    assert [each.id for each in page.row_breaks.brk] == [marks - 1]
    # Where a program finds the scale, it leaves out the breaks.
    assert (page.sheet_properties.pageSetUpPr.fitToPage, page.page_setup.scale) == (None, 80)
    heights = [page.row_dimensions[row].height * 0.8 for row in range(1, page.max_row + 1)]
    a4 = 210 / 25.4 * 72 - 2 * 0.6 * 72
    assert max(sum(heights[: marks - 1]), sum(heights[marks - 1 :])) < a4


def test_what_people_do_not_see_makes_no_row_higher(opened: Any, book: Book) -> None:
    for sheet in filter(lambda sheet: sheet.rows, book.sheets):
        cells = [cell for cell in opened[sheet.title][3] if cell.value]
        assert [bool(cell.alignment.wrap_text) for cell in cells] == [
            cell.column <= sheet.layout.shown for cell in cells
        ]


def test_rows_may_grow_when_people_write_more(content: bytes) -> None:
    assert "customHeight" not in parts(content)["xl/worksheets/sheet3.xml"]


def test_the_base_stands_in_three_places(opened: Any, book: Book) -> None:
    properties = {each.name: each.value for each in opened.custom_doc_props.props}
    names = {name: each.value[1:-1].replace('""', '"') for name, each in opened.defined_names.items()}
    meta = {row[0]: row[1] for row in opened["_meta"].iter_rows(min_row=3, values_only=True)}
    assert opened["_meta"].sheet_state == opened["Lists"].sheet_state == "hidden"
    for place in (properties, names, meta):
        assert base_in(place) == book.base


def test_every_mark_follows_the_typing_and_has_a_sign_beside_its_colour(opened: Any) -> None:
    page = opened["Data uses"]
    rules = [rule for each in page.conditional_formatting for rule in each.rules]
    assert len(rules) == 4  # to be deleted, required, asked, none
    for rule in rules:
        look = rule.dxf
        framed = look.border is not None and look.border.left.style in ("dashed", "dotted")
        assert framed or look.font.i or look.font.strike


def test_a_long_text_stands_in_pieces_on_its_sheet() -> None:
    from datamap.model import Activity, inventory_of

    activity = Activity(id="act-a", organisation="org-a", name="A", processing=("x" * 30_000, "y" * 30_000))
    found = read(write_xlsx(book_of(inventory_of([activity]), ORIGIN)))
    assert "".join(row[2] for row in found["Long texts"][2:]) == f"{'x' * 30_000}\n{'y' * 30_000}"


def test_all_words_on_the_sheets_come_from_the_label_table(content: bytes) -> None:
    assert set(read(content)) == {
        words for key, words in read_labels("workbook").items() if key.startswith("sheet.") and key != "sheet.long"
    }
