"""The annotated copy: their own workbook with marks, that can be edited and brought back as it is."""

import json
from pathlib import Path

import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill

from datamap.errors import DatamapError
from datamap.register.workbook_plans import (
    WorkbookPlan,
    annotate_workbook,
    apply_workbook,
    is_settled,
    plan_seen,
    plan_workbook,
)
from datamap.workbook.read import read_file
from datamap.workbook.report.as_json import format_json
from datamap.workbook.seen import SeenFile
from datamap.workbook.write_ods import write_ods
from datamap.workbook.write_xlsx import write_xlsx
from tests.workbook.registers import Opened, book, edited, exported, holds, make_register, plan

YELLOW = PatternFill("solid", start_color="FFFFFF00")


def told(made: WorkbookPlan) -> object:
    """What a plan says, whatever the file is called."""
    shown = json.loads(format_json(made.plan).replace("out.xlsx", "back.xlsx").replace("again.xlsx", "back.xlsx"))
    return {name: part for name, part in shown.items() if name != "file"}


class Case:
    """A register, its workbook with faults and a conflict in it, and the annotated copy."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.place = make_register(folder)
        (folder / "exported.xlsx").write_bytes(write_xlsx(book(self.place)))
        theirs = edited(exported(self.place), ("act-acme-pay", "owner", "Ben"))
        apply_workbook(plan(self.place, theirs), "Ben")
        mine = Opened(folder / "exported.xlsx")
        mine.cell("act-acme-pay", "owner").value = "Eve"
        country = mine.cell("party-acme-bank", "country")
        country.value, country.fill, country.font = "Germny", YELLOW, Font(italic=True)
        country.comment = Comment("ask Ada", "Eve")
        mine.cell("party-acme-tax", "name").value = '="Tax"&" office"'
        mine.cell("system-acme-hr", "name").font = Font(bold=True)
        mine.book["Parties"].column_dimensions["D"].width = 77
        self.back = mine.save(folder / "back.xlsx")
        self.seen = with_value(read_file(self.back), "Tax office 2")
        self.made = plan_seen(self.place, self.seen)
        self.out = folder / "out.xlsx"
        self.remarks = annotate_workbook(self.made, self.out)
        self.opened = Opened(self.out)


def with_value(file: SeenFile, words: str) -> SeenFile:
    """The file as a spreadsheet program would have saved it: with the last value of its only formula."""
    sheets = []
    for sheet in file.sheets:
        cells = {
            place: cell._replace(words=words, nature=type(cell.nature)("text"), is_formula=True)
            if cell.nature == "formula without a value"
            else cell
            for place, cell in sheet.cells.items()
        }
        sheets.append(sheet._replace(cells=cells))
    return file._replace(sheets=tuple(sheets))


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    return Case(tmp_path_factory.mktemp("annotated"))


def test_cells_at_fault_bear_a_fill_and_a_comment_that_says_what_is_wrong(case: Case) -> None:
    assert [problem.code for problem in case.made.plan.problems] == ["WBK-221"]
    cell = case.opened.cell("party-acme-bank", "country")
    assert (cell.fill.fill_type, cell.fill.start_color.rgb) == ("solid", "FFF8CBAD")
    assert cell.comment.text.startswith("✗ datamap 1: country 'Germny' is not known\n→ did you mean 'Germany'")
    assert cell.comment.text.endswith("ask Ada")
    assert "“Ben”" in case.opened.cell("act-acme-pay", "owner").comment.text


def test_formatting_is_kept_and_the_file_itself_is_untouched(case: Case) -> None:
    assert case.opened.cell("party-acme-bank", "country").font.italic
    assert case.opened.cell("system-acme-hr", "name").font.bold
    assert case.opened.book["Parties"].column_dimensions["D"].width == 77
    assert read_file(case.back).sha256 == case.seen.sha256


def test_a_sheet_lists_all_problems_conflicts_and_notes(case: Case) -> None:
    sheet = case.opened.book.worksheets[0]
    assert sheet.title == "Check"
    rows = [row for row in sheet.iter_rows(min_row=6, values_only=True) if row[0]]
    assert [row[1] for row in rows][:2] == ["problem", "conflict"]
    assert len(rows) == case.remarks
    assert [row[2] for row in rows][:1] == ["Parties!K3"]


def test_the_copy_is_planned_like_the_file_it_was_made_of(case: Case) -> None:
    assert told(plan_workbook(case.place, case.out))["changes"] == told(case.made)["changes"]  # type: ignore[index]
    copied = plan_workbook(case.place, case.out).plan
    assert copied.problems[0].message == case.made.plan.problems[0].message
    assert [each.fingerprint for each in copied.conflicts] == [each.fingerprint for each in case.made.plan.conflicts]


def test_the_copy_is_mended_decided_and_applied_as_it_is(case: Case) -> None:
    mended = Opened(case.out)
    mended.cell("party-acme-bank", "country").value = "France"
    choices = mended.book["Conflicts"]
    keys = {cell.value: cell.column or 0 for cell in choices[1]}
    row = next(row for row in range(2, 20) if choices.cell(row, keys["conflict.record"]).value == "act-acme-pay")
    choices.cell(row, keys["conflict.choice"]).value = "File"
    file = mended.save(case.folder / "mended.xlsx")
    made = plan_workbook(case.place, file)
    assert (made.plan.problems, made.plan.undecided) == ((), ())
    again = case.folder / "again.xlsx"
    annotate_workbook(made, again)
    cell = Opened(again).cell("party-acme-bank", "country")
    assert (cell.comment.text, cell.fill.start_color.rgb) == ("ask Ada", "FFFFFF00")
    made = plan_workbook(case.place, again)
    apply_workbook(made, "Eve")
    assert holds(case.place).facts["act-acme-pay", "owner"] == '"Eve"'  # type: ignore[index]
    assert is_settled(plan_workbook(case.place, again))


def test_a_choice_that_is_none_is_told_at_its_cell(case: Case) -> None:
    wrong = Opened(case.out)
    choices = wrong.book["Conflicts"]
    cell = next(cell for row in choices.iter_rows(min_row=2) for cell in row if cell.value == "act-acme-pay")
    choices.cell(cell.row, 7).value = "mine"
    problems = plan_workbook(case.place, wrong.save(case.folder / "wrong.xlsx")).plan.problems
    assert ("PLN-009", f"G{cell.row}") in [(each.code, str(each.location).rpartition("!")[2]) for each in problems]


def test_two_rows_that_decide_one_conflict_differently_are_told(case: Case) -> None:
    copied = Opened(case.out)
    choices = copied.book["Conflicts"]
    row = next(cell.row for line in choices.iter_rows(min_row=2) for cell in line if cell.value == "act-acme-pay")
    for at, side in ((row, "file"), (row + 9, "register")):
        for column, cell in enumerate(choices[row], 1):
            choices.cell(at, column).value = side if column == 7 else cell.value
    problems = plan_workbook(case.place, copied.save(case.folder / "twice.xlsx")).plan.problems
    assert [str(each.location).rpartition("!")[2] for each in problems if each.code == "PLN-009"] == [f"G{row + 9}"]


def test_the_copy_never_takes_the_place_of_the_file(case: Case) -> None:
    with pytest.raises(DatamapError, match="cannot take the place"):
        annotate_workbook(case.made, case.back)
    with pytest.raises(DatamapError, match=r"must end in \.xlsx"):
        annotate_workbook(case.made, case.folder / "out.ods")


def test_an_ods_file_comes_back_as_a_workbook_that_says_the_same(case: Case, tmp_path: Path) -> None:
    file = tmp_path / "edits.ods"
    file.write_bytes(write_ods(book(case.place)))
    made = plan_workbook(case.place, file)
    annotate_workbook(made, tmp_path / "out.xlsx")
    copied = plan_workbook(case.place, tmp_path / "out.xlsx")
    assert (copied.plan.base, copied.plan.changes, copied.plan.problems) == (made.plan.base, (), ())


def test_the_copy_of_an_ods_file_looks_as_it_would_have_been_exported(case: Case, tmp_path: Path) -> None:
    file = tmp_path / "edits.ods"
    file.write_bytes(write_ods(book(case.place)))
    annotate_workbook(plan_workbook(case.place, file), tmp_path / "out.xlsx")
    opened = Opened(tmp_path / "out.xlsx")
    page, country = opened.book["Parties"], opened.cell("party-acme-bank", "country")
    (rule,) = [each for each in page.data_validations.dataValidation if country.coordinate in each.sqref]
    begin, end = rule.formula1.partition("!")[2].replace("$", "").split(":")
    assert "Germany" in [cell.value for (cell,) in opened.book["Lists"][begin:end]]
    assert (page["A2"].font.bold, page.freeze_panes, page.row_dimensions[1].hidden) == (True, "B3", True)
    assert page.column_dimensions["D"].width < 20
    assert opened.book["Start here"].column_dimensions["B"].width == 92
