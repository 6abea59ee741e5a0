"""Planning a workbook that came back costs at most twice what openpyxl takes to read its cells, and stays linear."""

import sys
from pathlib import Path

import pytest

from datamap.register.workbook_plans import is_settled, plan_workbook
from datamap.workbook.write_xlsx import write_xlsx
from tests.bench.measure import in_turns, peak_of, say, work_done
from tests.synthetic import synthetic_inventory
from tests.workbook.registers import book, make_register

OURS = "from datamap.register.workbook_plans import plan_workbook\nmade = plan_workbook(sys.argv[1], Path(sys.argv[2]))"
# A plan compares all cells with all records: the fair floor is a program that has all cells, not one row at a time.
FULL = "import openpyxl\nbook = openpyxl.load_workbook(sys.argv[2])"

# Data uses, of which each brings its share of all other records; the larger ones make 200,000 and 2,000,000 cells.
SMALL, MIDDLE, LARGE = 800, 5_300, 53_000


class Case:
    """A register of so many data uses, and its workbook."""

    def __init__(self, folder: Path, uses: int) -> None:
        folder.mkdir()
        self.place = make_register(folder, synthetic_inventory(uses))
        self.file = folder / "exported.xlsx"
        self.file.write_bytes(write_xlsx(book(self.place)))

    def plan(self) -> None:
        assert is_settled(plan_workbook(self.place, self.file))

    def read_with_openpyxl(self) -> int:
        from openpyxl import load_workbook

        opened = load_workbook(self.file, read_only=True)
        count = sum(len(row) for sheet in opened.worksheets for row in sheet.iter_rows(values_only=True))
        opened.close()
        return count


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory, proving: bool) -> Case:
    return Case(tmp_path_factory.mktemp("plan") / "case", LARGE if proving else SMALL)


def test_a_plan_takes_at_most_twice_as_long_as_openpyxl_takes_to_read(case: Case, proving: bool, slack: float) -> None:
    ours, theirs = in_turns(case.plan, case.read_with_openpyxl, rounds=1 if proving else 3, of=min, clock=work_done)
    told = say(f"plan {ours:.2f} s, openpyxl reading only {theirs:.2f} s, ratio {ours / theirs:.2f}")
    assert ours <= slack * 2 * theirs, told


def test_a_plan_grows_no_faster_than_the_register(tmp_path: Path, case: Case, proving: bool, slack: float) -> None:
    """Under proof: of 5,000 x 40 cells and of 50,000 x 40."""
    times = 10 if proving else 2
    part = Case(tmp_path / "part", MIDDLE if proving else SMALL // 2)

    def cost(one: Case) -> float:
        start = work_done()
        one.plan()
        return work_done() - start

    part.plan()
    small, large = (min(cost(each) for _ in range(2)) for each in (part, case))
    told = say(f"plan of 1/{times} of the register {small:.2f} s, of all {large:.2f} s, ratio {large / small:.2f}")
    assert large <= slack * 1.3 * times * small, told


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells the peak of a process apart")
def test_a_plan_holds_at_most_twice_the_memory_of_all_cells_in_openpyxl(
    tmp_path: Path, case: Case, proving: bool
) -> None:
    case = case if proving else Case(tmp_path / "case", MIDDLE)
    ours, theirs = peak_of(OURS, case.place, str(case.file)), peak_of(FULL, case.place, str(case.file))
    told = say(f"plan holds {ours / 1e6:.0f} MB in both processes, openpyxl's full load {theirs / 1e6:.0f} MB")
    assert ours <= 2 * theirs, told
