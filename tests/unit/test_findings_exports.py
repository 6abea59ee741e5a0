"""Findings as a page and as a workbook: everything is there, and everything is text."""

from html.parser import HTMLParser
from io import BytesIO

from openpyxl import load_workbook

from datamap.checks.acceptance import acceptance_of, hold
from datamap.checks.examples import activity, date, organisation
from datamap.checks.run import check
from datamap.exports.findings import format_html, render_xlsx
from datamap.exports.findings.lines import COLUMNS
from datamap.model import inventory_of

NAME = "<script>alert(1)</script> & 'Söhne'"
INVENTORY = inventory_of([organisation(name=NAME), activity(name="=1+1"), activity("act-b", name="<b>")])
FOUND = check(INVENTORY)
HELD = hold(INVENTORY, FOUND)


class Page(HTMLParser):
    """The tags of a page and its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.words: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def test_a_page_holds_every_finding_as_text_and_loads_nothing() -> None:
    page = Page(format_html(INVENTORY, HELD))
    assert page.tags.count("tr") == len(FOUND) + 1
    assert not {"script", "b", "link", "img"} & set(page.tags)
    words = "".join(page.words)
    assert NAME in words
    assert all(each.message in words and each.code in words for each in FOUND)


def test_a_page_of_findings_shows_nothing_invisible() -> None:
    """What turns the reading order makes one name read as another (Unicode Technical Report 36, 3.1)."""
    inventory = inventory_of([organisation(name="Acme\u202e\x00Ltd")])
    page = format_html(inventory, hold(inventory, check(inventory)))
    assert "Acme□Ltd" in page
    assert "\u202e" not in page


def test_a_workbook_holds_every_finding_and_no_formula() -> None:
    sheet = load_workbook(BytesIO(render_xlsx(INVENTORY, HELD)))["Findings"]
    rows = list(sheet.iter_rows())
    assert [cell.value for cell in rows[0]] == ["Organisation", *COLUMNS]
    assert {row[2].value for row in rows[1:]} == {each.code for each in FOUND}
    assert len(rows) == len(FOUND) + 1
    assert {cell.data_type for row in rows for cell in row} <= {"s", "n"}
    assert all(cell.value is None for row in rows for cell in row if cell.data_type == "n")
    assert "=1+1" in {row[6].value for row in rows[1:]}


def test_a_row_of_the_workbook_is_as_high_as_its_longest_words() -> None:
    long = inventory_of([organisation(name="Acme"), activity(name="Newsletter " * 12)])
    sheet = load_workbook(BytesIO(render_xlsx(long, hold(long, check(long)))))["Findings"]
    heights = {row[2].value: sheet.row_dimensions[row[2].row or 0].height for row in sheet.iter_rows(min_row=2)}
    assert heights["REG-001"] < heights["PUR-001"]
    assert (sheet.print_title_rows, sheet.freeze_panes) == ("$1:$1", "A2")


def test_the_same_findings_give_the_same_bytes() -> None:
    assert render_xlsx(INVENTORY, HELD) == render_xlsx(INVENTORY, HELD)
    assert format_html(INVENTORY, HELD) == format_html(INVENTORY, HELD)


def test_accepted_findings_stand_apart_with_person_day_and_reason() -> None:
    decision = acceptance_of(FOUND[0], INVENTORY, "<i>a trial</i>", "Anna", date("2026-01-31"), date("2026-12-31"))
    inventory = inventory_of([*INVENTORY.kept(), decision])
    held = hold(inventory, FOUND, date("2026-06-30"))
    words = "accepted until 2026-12-31 by Anna (<i>a trial</i>)"
    page = Page(format_html(inventory, held))
    assert page.words.count(words) == 1
    assert "i" not in page.tags
    assert "1 accepted" in page.words
    rows = list(load_workbook(BytesIO(render_xlsx(inventory, held)))["Findings"].iter_rows(values_only=True))
    assert [row[-1] for row in rows if row[-1]] == [COLUMNS[-1], words]
