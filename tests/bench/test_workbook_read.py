"""What reading a workbook that came back costs, held against openpyxl's read-only pass over the same file."""

import sys
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from datamap.workbook.read import read_file
from tests.bench.measure import in_turns, peak_of, say

COLUMNS = 40
MOST_TIME = 0.9
MOST_MEMORY = 2.0

OURS = "from datamap.workbook.read import read_file\nseen = read_file(Path(sys.argv[1]))"
RAW = (
    "import openpyxl\nbook = openpyxl.load_workbook(sys.argv[1], read_only=True)\n"
    "for sheet in book.worksheets:\n    for row in sheet.iter_rows(values_only=True):\n        pass"
)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory, proving: bool) -> Path:
    """A workbook of 5,000 rows by 40 columns, of 50,000 when proving: half of the texts stand once, half often."""
    path = tmp_path_factory.mktemp("workbook") / "edits.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Data uses")
        for row in range(50_000 if proving else 5_000):
            for column in range(COLUMNS):
                often = f"term {(row + column) % 50}"
                sheet.write_string(row, column, often if column % 2 else f"a text of row {row} and column {column}")
    return path


def test_reading_takes_less_time_than_a_read_only_pass(path: Path, slack: float) -> None:
    def read_only_pass() -> int:
        book = openpyxl.load_workbook(path, read_only=True)
        return sum(len(row) for sheet in book.worksheets for row in sheet.iter_rows(values_only=True))

    count = len(read_file(path).sheets[0].cells)
    assert read_only_pass() == count
    floor, ours = in_turns(read_only_pass, lambda: read_file(path), rounds=1)
    figures = say(
        f"reading {count:,} cells: {ours:.2f} s, openpyxl's read-only pass {floor:.2f} s, "
        f"{ours / floor:.2f} times (at most {MOST_TIME})"
    )
    assert ours <= slack * MOST_TIME * floor, figures


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells the peak of a process apart")
def test_reading_holds_little_more_memory_than_a_read_only_pass(path: Path) -> None:
    floor, ours = peak_of(RAW, str(path)), peak_of(OURS, str(path))
    figures = say(
        f"reading holds {ours / 1e6:.0f} MB at most in both processes, a read-only pass {floor / 1e6:.0f} MB, "
        f"{ours / floor:.2f} times (at most {MOST_MEMORY})"
    )
    assert ours <= MOST_MEMORY * floor, figures
