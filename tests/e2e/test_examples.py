"""Every example runs, and says what the golden file beside the tests says."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "tests" / "golden" / "examples"
EXAMPLES = sorted((ROOT / "examples").glob("*.py"))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_says_what_it_should(example: Path, root: Path, request: pytest.FixtureRequest) -> None:
    result = subprocess.run(
        [sys.executable, str(example)],
        cwd=root,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env=os.environ | {"PYTHONPATH": str(root), "PYTHONUTF8": "1"},
    )
    assert (result.returncode, result.stderr) == (0, "")
    golden = GOLDEN / f"{example.stem}.txt"
    if request.config.getoption("--rewrite-golden"):
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_text(result.stdout, encoding="utf-8")
    assert result.stdout == golden.read_text(encoding="utf-8")


def test_there_are_six_examples_and_no_golden_file_without_one() -> None:
    names = {path.stem for path in EXAMPLES}
    assert names == {"read_and_ask", "trace", "matrix", "record", "diagram", "workbook"}
    assert {path.stem for path in GOLDEN.glob("*.txt")} == names
