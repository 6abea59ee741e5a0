"""Files are written whole or not at all."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from datamap.errors import DatamapError
from datamap.files import write_whole
from tests.powers import without_power_over_files

OLD, NEW = b"old " * 250_000, b"new " * 300_000
WRITER = """
import sys
from pathlib import Path
from datamap.files import write_whole
path, contents = Path(sys.argv[1]), [b"new " * 300_000, b"old " * 250_000]
print("ready", flush=True)
while True:
    for content in contents:
        write_whole(path, content)
"""


def test_a_file_is_written_with_its_folders_and_nothing_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "record.bin"
    write_whole(path, OLD)
    write_whole(path, NEW)
    assert path.read_bytes() == NEW
    assert [each.name for each in path.parent.iterdir()] == ["record.bin"]


def test_a_file_never_takes_the_place_of_a_register(tmp_path: Path) -> None:
    path, link = tmp_path / "register.db", tmp_path / "link.json"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE fact (words)")
    link.symlink_to(path)
    before = path.read_bytes()
    for each in (path, link):
        with pytest.raises(DatamapError, match="is a register, or another database: choose another name"):
            write_whole(each, NEW)
    assert path.read_bytes() == before


@pytest.mark.skipif(os.name != "posix", reason="kills as POSIX does")
@pytest.mark.property
def test_a_kill_leaves_the_old_file_or_the_new_one(tmp_path: Path, root: Path, proving: bool) -> None:
    path = tmp_path / "record.bin"
    path.write_bytes(OLD)
    for turn in range(200 if proving else 8):
        command = [sys.executable, "-c", WRITER, str(path)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(root)}) as writer:
            assert writer.stdout is not None
            writer.stdout.readline()
            time.sleep(0.003 * (turn % 10))
            writer.send_signal(signal.SIGKILL)
        assert path.read_bytes() in (OLD, NEW)


def test_an_interrupt_leaves_no_draft(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "record.bin"
    path.write_bytes(OLD)

    def interrupt(_descriptor: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_whole(path, NEW)
    assert path.read_bytes() == OLD
    assert [each.name for each in tmp_path.iterdir()] == ["record.bin"]


def test_a_full_disk_leaves_the_old_file_and_is_told_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "record.bin"
    path.write_bytes(OLD)

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DatamapError) as caught:
        write_whole(path, NEW)
    assert str(caught.value) == f"cannot write '{path}': No space left on device; the old file is untouched"
    assert path.read_bytes() == OLD
    assert [each.name for each in tmp_path.iterdir()] == ["record.bin"]


def test_a_place_that_is_a_folder_is_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "record.bin").mkdir()
    with pytest.raises(DatamapError, match=r"cannot write '.*record.bin': Is a directory; the old file is untouched"):
        write_whole(tmp_path / "record.bin", NEW)


def test_a_folder_that_is_a_file_is_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "exports").write_bytes(OLD)
    with pytest.raises(DatamapError, match=r"cannot write '.*': .*; choose another place"):
        write_whole(tmp_path / "exports" / "record.bin", NEW)


@pytest.mark.skipif(sys.platform != "linux", reason="the superuser can lay down a power on Linux only")
def test_a_folder_without_permission_is_told_in_a_sentence(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with without_power_over_files(), pytest.raises(DatamapError, match="Permission denied; choose another place"):
        write_whole(tmp_path / "record.bin", NEW)


@pytest.mark.skipif(os.name != "posix", reason="modes are of POSIX")
def test_a_written_file_can_be_read_by_whom_the_mask_allows(tmp_path: Path) -> None:
    mask = os.umask(0o022)
    try:
        write_whole(tmp_path / "record.bin", OLD)
    finally:
        os.umask(mask)
    assert (tmp_path / "record.bin").stat().st_mode & 0o777 == 0o644
