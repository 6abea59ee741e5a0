"""A workbook whose apply is killed, at any moment, is applied whole or not at all; run again, it finishes."""

import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from datamap.register.workbook_plans import apply_workbook, is_settled, plan_workbook
from datamap.store.connect import open_register
from datamap.workbook.write_xlsx import write_xlsx
from tests.figures import Figures
from tests.folders import ROOT
from tests.store.keeping import complaints
from tests.store.registers import read_current
from tests.workbook.registers import Opened, book, make_register

pytestmark = pytest.mark.faults
RENAMED = ("party-acme-bank", "party-acme-tax", "system-acme-hr", "act-acme-pay", "act-acme-mail")
APPLY = """
import sys
from pathlib import Path
from datamap.register.workbook_plans import apply_workbook, plan_workbook

plan = plan_workbook(sys.argv[1], Path(sys.argv[2]))
print("planned", flush=True)
apply_workbook(plan, "Ada")
"""


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a register and an edited workbook of it."""
    folder = tmp_path_factory.mktemp("edited")
    place = make_register(folder)
    (folder / "edits.xlsx").write_bytes(write_xlsx(book(place)))
    opened = Opened(folder / "edits.xlsx")
    for id in RENAMED:
        opened.cell(id, "name").value = f"{id} anew"
    opened.save(folder / "edits.xlsx")
    return folder


def test_a_kill_at_a_random_moment_leaves_the_edits_whole_or_not_at_all(
    edited: Path, proving: bool, figures: Figures
) -> None:
    chance, there = random.Random(7), []
    file, place = edited / "edits.xlsx", str(edited / "killed.db")
    for _ in range(200 if proving else 4):
        shutil.copy(edited / "register.db", place)
        command = [sys.executable, "-B", "-c", APPLY, place, str(file)]
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        assert process.stdout.readline() == "planned\n"
        time.sleep(chance.uniform(0, 0.05))
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        assert complaints(place) == []
        plan = plan_workbook(place, file)
        there.append(read_current(open_register(place))[0] == 2)
        assert len(plan.plan.changes) == (0 if there[-1] else len(RENAMED))
        if plan.plan.changes:
            apply_workbook(plan, "Ada")
        assert is_settled(plan_workbook(place, file))
        for left in edited.glob("killed.db*"):
            left.unlink()
    figures(
        "kills at random moments while edits of a workbook are applied",
        kills=len(there), edits_were_there_whole=there.count(True), not_at_all=there.count(False), in_part=0,
    )  # fmt: skip
