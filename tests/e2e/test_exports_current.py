"""A file of the exports that is changed by hand is found, part by part; test_readme holds them all."""

import shutil
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest


def datamap(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "datamap", *arguments],
        cwd=cwd,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture
def exports(root: Path, tmp_path: Path) -> Path:
    """A copy of the smallest organisation's exports, to be spoiled."""
    shutil.copytree(root / "exports" / "innovus", tmp_path / "exports" / "innovus")
    return tmp_path / "exports"


def check(root: Path, exports: Path) -> subprocess.CompletedProcess[str]:
    return datamap("export", "--check", "--organisation", "innovus", "--into", str(exports), cwd=root)


def test_changed_missing_and_foreign_files_are_named_and_a_changed_cell_is_told(root: Path, exports: Path) -> None:
    book = openpyxl.load_workbook(exports / "innovus" / "ropa.xlsx")
    sheet = book.worksheets[0]
    sheet["A1"] = "changed by hand"
    book.save(exports / "innovus" / "ropa.xlsx")
    pictures = [exports / "innovus" / name for name in ("flows.svg", "flows.png", "flows.pdf")]
    for path in pictures:
        content = bytearray(path.read_bytes())
        content[-20] ^= 1
        path.write_bytes(bytes(content))
    (exports / "innovus" / "flows.dot").unlink()
    (exports / "innovus" / "notes.txt").write_text("mine", encoding="utf-8")
    result = check(root, exports)
    assert result.returncode == 1
    assert f"{sheet.title}!A1" in result.stdout
    assert "changed by hand" in result.stdout
    assert [str(path) for path in pictures if f"{path}:" not in result.stdout] == []
    assert "flows.dot:\n  the file is missing" in result.stdout
    assert "notes.txt:\n  nothing in the inventory gives this" in result.stdout
    assert (exports / "innovus" / "notes.txt").read_text(encoding="utf-8") == "mine"
