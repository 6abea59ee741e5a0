"""Accepted findings have no sheet, and a workbook that comes back leaves them alone."""

from datamap.checks.acceptance import acceptance_of
from datamap.checks.examples import activity, date, organisation
from datamap.checks.run import check
from datamap.model import inventory_of
from datamap.model.state import state_of
from datamap.workbook.base import Scope
from datamap.workbook.book import book_of
from datamap.workbook.bounds import bounds_of
from datamap.workbook.layout import layouts
from tests.workbook.seen_files import ORIGIN

RECORDS = (organisation(), activity())
FINDING = next(each for each in check(inventory_of(RECORDS)) if each.code == "PUR-001")
DECISION = acceptance_of(FINDING, inventory_of(RECORDS), "a trial", "Anna", date("2026-01-31"), date("2026-12-31"))


def test_an_acceptance_stands_on_no_sheet_and_is_no_record_that_was_exported() -> None:
    whole = inventory_of([*RECORDS, DECISION])
    book = book_of(whole, ORIGIN)
    assert "acceptance" not in {layout.kind.name for layout in layouts()} | book.base.totals.keys()
    assert book.sheets == book_of(inventory_of(RECORDS), ORIGIN).sheets
    for scope in (Scope(), Scope(only_missing=True)):
        assert bounds_of(scope, state_of(whole), state_of(whole)).exported == {"org-a", "act-a"}
