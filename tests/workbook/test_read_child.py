"""Reading happens in a process of its own: whatever that meets, this one says one sentence and goes on."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from datamap.workbook.guard import RefusedError, limits
from datamap.workbook.read import read_file
from tests.workbook.forging import inline, ods, seen_in, xlsx, xlsx_parts, zipped


def written(folder: Path, content: bytes, name: str = "edits.xlsx") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (xlsx(inline(("a", "ü\u2028😀"), ("1", "2"))), "edits.xlsx"),
        (ods("<table:table-row/>"), "mine – 'über'.ods"),
        ("id,näme".encode(), "-x.csv"),
    ],
)
def test_the_child_tells_what_a_reader_in_this_process_tells(tmp_path: Path, content: bytes, name: str) -> None:
    path = written(tmp_path, content, name)
    assert read_file(path) == seen_in(content, name)._replace(path=str(path))


def test_a_refusal_comes_back_with_the_name_of_the_file(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match=r"^'edits.xlsx' is plain text, such as CSV, under a name .*: open it"):
        read_file(written(tmp_path, b"id,name"))


def test_what_is_not_there_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="is a folder"):
        read_file(tmp_path)
    with pytest.raises(RefusedError, match="is not there"):
        read_file(tmp_path / "none.xlsx")
    with pytest.raises(RefusedError, match="is a device"):
        read_file(Path(os.devnull))


def test_a_reader_that_takes_too_long_is_stopped(tmp_path: Path) -> None:
    rows = "".join(f'<row r="{n}"><c r="A{n}" s="1"/></row>' for n in range(1, 100_000))
    with pytest.raises(RefusedError, match="takes longer than 60 seconds"):
        read_file(written(tmp_path, xlsx(rows)), time_limit=0.05)


def test_a_child_that_is_ended_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    false = written(tmp_path, b'#!/bin/sh\nprintf \'["sheet","A"\'\nkill -9 $$\n', "python")
    false.chmod(0o755)
    path = written(tmp_path, xlsx(inline(("a",))))
    monkeypatch.setattr(sys, "executable", str(false))
    with pytest.raises(RefusedError, match=r"'edits.xlsx' could not be read, since reading broke off"):
        read_file(path)


def test_the_child_can_write_no_file_and_has_its_bounds(root: Path, tmp_path: Path) -> None:
    code = (
        f"import sys; sys.path.insert(0, {str(root)!r})\n"
        "from datamap.workbook.read_child import limit\n"
        "limit(512 * 1024 * 1024, 60)\n"
        "try:\n    bytearray(600 * 1024 * 1024)\nexcept MemoryError:\n    print('bounded')\n"
        "try:\n    with open(sys.argv[1], 'w') as file:\n        file.write('x')\n"
        "except OSError:\n    print('unwritten')\n"
    )
    command = [sys.executable, "-I", "-S", "-c", code, str(tmp_path / "x")]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    expected = ["bounded", "unwritten"] if sys.platform == "linux" else ["unwritten"]
    assert done.stdout.split() == expected
    assert limits.MEMORY.most == 512 * 1024 * 1024


def test_nothing_is_written_beside_the_file(tmp_path: Path) -> None:
    path = written(tmp_path, zipped({**xlsx_parts(inline(("a",))), "xl/media/a.png": b"x"}))
    before = path.stat().st_mtime_ns
    read_file(path)
    assert [entry.name for entry in tmp_path.iterdir()] == ["edits.xlsx"]
    assert path.stat().st_mtime_ns == before


@pytest.mark.skipif(sys.platform == "win32", reason="Windows limits no time")
def test_the_child_ends_when_a_processor_has_worked_long_enough_whatever_the_clock_says(root: Path) -> None:
    code = (
        f"import sys; sys.path.insert(0, {str(root)!r})\n"
        "from datamap.workbook.read_child import limit\n"
        "limit(512 * 1024 * 1024, 1)\nwhile True: pass"
    )
    ended = subprocess.run([sys.executable, "-I", "-S", "-c", code], check=False, timeout=60)
    assert ended.returncode == -signal.SIGXCPU
