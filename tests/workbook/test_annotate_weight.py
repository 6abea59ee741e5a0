"""A workbook that is too large to be copied as a whole is refused before openpyxl opens it."""

import io

import pytest
import xlsxwriter

from datamap.errors import DatamapError
from datamap.workbook.annotate import weight
from datamap.workbook.annotate.weight import check_weight
from datamap.workbook.seen import Block, SeenFile, SeenSheet

NOTHING = SeenFile("a.xlsx", "xlsx", 1, "", ())


def styled(rows: int) -> bytes:
    """A workbook with so many rows that hold nothing but one cell with a look."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"constant_memory": True}) as book:
        look, sheet = book.add_format({"bold": True}), book.add_worksheet()
        for row in range(rows):
            sheet.write_blank(row, 0, None, look)
    return content.getvalue()


def test_styled_rows_without_any_words_count() -> None:
    most = weight.MOST // (weight.CELL + weight.ROW)
    check_weight(NOTHING, styled(1_000))
    with pytest.raises(DatamapError, match=r"too large to be copied with marks \([\d,]+ cells"):
        check_weight(NOTHING, styled(most + 1_000))


@pytest.mark.parametrize("form", ["xlsx", "ods"])
def test_merged_cells_count_one_by_one(form: str) -> None:
    sheet = SeenSheet("Parties", {}, merged=(Block(1, 1, 1_000_000, 300),))
    with pytest.raises(DatamapError, match="too large"):
        check_weight(NOTHING._replace(format=form, sheets=(sheet,)))
