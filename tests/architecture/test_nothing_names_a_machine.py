"""No file of the project, nor any part inside a workbook, names a place on the machine that made it."""

import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

# Top folders that are somebody's own, at the start of a path: not the path part of a web address.
OWN_FOLDERS = ("home", "root", "tmp", "work", "Users", "opt", "mnt")
MACHINE_PATH = re.compile(
    rb"(?<![\w.\-/~*)\]}])/(?:" + "|".join(OWN_FOLDERS).encode() + rb")/\w[^\s\"')>]*|[A-Z]:\\Users\\\w+"
)
# Where no version control says what belongs to the project.
GENERATED = {".git", ".venv", "__pycache__", "build", "dist", "htmlcov", ".hypothesis"}


def is_generated(path: Path) -> bool:
    return any(part in GENERATED or part.endswith("_cache") or part.startswith(".coverage") for part in path.parts)


def project_files(root: Path) -> list[Path]:
    """Files under version control, or, in an unpacked copy, all that nothing here generated."""
    if (git := shutil.which("git")) and (root / ".git").exists():
        command = [git, "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        listed = subprocess.run(command, cwd=root, capture_output=True, check=True).stdout.decode()
        paths = [root / name for name in listed.split("\0") if name]
    else:
        paths = [path for path in root.rglob("*") if not is_generated(path.relative_to(root))]
    return sorted(path for path in paths if path.is_file())


def contents(path: Path) -> Iterator[tuple[str, bytes]]:
    """A file's bytes, and those of the parts inside if it is a container such as a workbook."""
    yield str(path), path.read_bytes()
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as container:
            yield from ((f"{path}!{name}", container.read(name)) for name in container.namelist())


def machine_paths(path: Path) -> list[tuple[str, bytes]]:
    return [(place, match[0]) for place, content in contents(path) for match in MACHINE_PATH.finditer(content)]


def test_no_file_names_a_place_on_a_machine(root: Path) -> None:
    files = project_files(root)
    assert root / "pyproject.toml" in files
    assert [found for path in files for found in machine_paths(path)] == []


@pytest.mark.parametrize("folder", OWN_FOLDERS)
def test_a_path_of_a_machine_is_noticed(tmp_path: Path, folder: str) -> None:
    path = tmp_path / "note.txt"
    path.write_text(f"see '/{folder}/" + "anna/policy.txt' there", encoding="utf-8")
    assert [found for _, found in machine_paths(path)] == [f"/{folder}/".encode() + b"anna/policy.txt"]


def test_a_path_inside_a_workbook_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "record.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as container:
        container.writestr("docProps/app.xml", "<a>" + "/home/" + "anna</a>" * 20)
    assert len(machine_paths(path)) == 1


def test_web_addresses_and_relative_paths_are_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    path.write_text("https://example.org/home/index.html ../work/notes a/tmp/b ~/opt/c", encoding="utf-8")
    assert machine_paths(path) == []
