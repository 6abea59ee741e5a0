"""`make` says in one plain sentence what is missing, and makes nothing before that."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(
    shutil.which("make") is None, reason="make is missing; the README shows the way without"
)


@pytest.fixture
def copy(tmp_path: Path, root: Path) -> Path:
    """A folder with the Makefile alone."""
    for name in ("Makefile", "pyproject.toml"):
        shutil.copy(root / name, tmp_path)
    return tmp_path


def make(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
    return subprocess.run(["make", *arguments], cwd=folder, capture_output=True, text=True, check=False, env=clean)


def pretended_python(folder: Path, text: str) -> str:
    """A command that answers as a Python would that lacks something."""
    command = folder / "pretended-python"
    command.write_text(f"#!/bin/bash\n{text}\n", encoding="utf-8")
    command.chmod(0o755)
    return f"PYTHON=./{command.name}"


@pytest.mark.parametrize("goal", ["demo", "test"])
def test_without_a_python_make_says_which_is_needed(copy: Path, goal: str) -> None:
    result = make(copy, goal, "PYTHON=")
    assert result.returncode == 2
    assert result.stderr.startswith("datamap: Python 3.11 or newer is missing")
    assert not (copy / ".venv").exists()


def test_an_old_python_is_refused_in_the_same_words(copy: Path) -> None:
    result = make(copy, "demo", pretended_python(copy, "exit 1"))
    assert result.returncode == 2
    assert result.stderr.startswith("datamap: Python 3.11 or newer is missing")


def test_without_venv_make_says_what_to_install(copy: Path) -> None:
    result = make(copy, "demo", pretended_python(copy, 'case "$2" in *ensurepip*) exit 1;; esac'))
    assert result.returncode == 2
    assert result.stderr.startswith("datamap: venv is missing; install python3-venv: apt-get install python3-venv")
    assert not (copy / ".venv").exists()


def test_a_failing_step_is_named_and_what_it_printed_is_shown(copy: Path) -> None:
    result = make(copy, "demo", pretended_python(copy, 'case "$2" in venv) echo no space left; exit 1;; esac'))
    assert result.returncode == 2
    assert result.stdout.splitlines() == [
        "datamap: make a virtual environment in .venv",
        "no space left",
        "datamap: failed: make a virtual environment in .venv",
    ]


def test_make_alone_lists_what_it_can_do(copy: Path) -> None:
    result = make(copy)
    assert result.returncode == 0
    assert [line.split()[1] for line in result.stdout.splitlines()] == [
        "demo", "test", "coverage", "tools", "prove", "bench", "supply", "clean",
    ]  # fmt: skip


PRETENDED_PROOFS = """
case "$*" in
  *venv*) mkdir -p .venv/bin && cp "$0" .venv/bin/python ;;
  *tests.figures*) echo "filled with $#" ;;
  *tests.bench*) if [ -e full ]; then echo half >"${@: -1}"; exit 1; else echo figures >"${@: -1}"; fi ;;
  *--figures*) echo figures >"${@: -1}" ;;
esac
"""


def test_proofs_go_on_where_they_were_interrupted(copy: Path) -> None:
    python = pretended_python(copy, PRETENDED_PROOFS).replace("PYTHON=./", f"PYTHON={copy}/")
    for name, text in {"property/test_any": "", "store/test_kills": "mark.faults", "store/test_rows": ""}.items():
        (copy / f"tests/{name}.py").parent.mkdir(parents=True, exist_ok=True)
        (copy / f"tests/{name}.py").write_text(text, encoding="utf-8")
    (copy / "full").touch()
    first = make(copy, "prove", python, "TOOLS=sh=dash")
    assert first.returncode == 2
    proofs = copy / "build/proofs"
    assert (sorted(steps(first)[:2]), steps(first)[2:]) == (
        ["property/test_any", "store/test_kills"],
        ["benches", "table"],
    )
    assert sorted(each.relative_to(proofs).as_posix() for each in proofs.rglob("*.json")) == [
        "benches.json", "property/test_any.json", "store/test_kills.json",
    ]  # fmt: skip
    (copy / "full").unlink()
    second = make(copy, "prove", python, "TOOLS=sh=dash")
    assert (second.returncode, second.stderr) == (0, "")
    assert steps(second) == ["table", "group", "group-postgresql"]
    assert second.stdout.splitlines()[-1] == "filled with 10"
    # The clock of files may stand still between two steps that take no time.
    for path in proofs.rglob("*.json"):
        os.utime(path, (path.stat().st_atime, path.stat().st_mtime + 1))
    assert steps(make(copy, "prove", python, "TOOLS=sh=dash")) == []
    edited = max(path.stat().st_mtime for path in proofs.rglob("*.json")) + 1
    os.utime(copy / "pyproject.toml", (edited, edited))
    assert len(steps(make(copy, "prove", python, "TOOLS=sh=dash"))) == 6


def steps(result: subprocess.CompletedProcess[str]) -> list[str]:
    begin = "datamap: proof of "
    return [line.removeprefix(begin) for line in result.stdout.splitlines() if line.startswith(begin)]


def test_tools_that_cannot_be_added_are_named_and_stop_nothing(copy: Path) -> None:
    result = make(copy, "tools", "APT=no-such-command", "TOOLS=sh=dash no-such-tool=some-package")
    assert (result.returncode, result.stdout) == (0, "")
    told = result.stderr.splitlines()
    assert told[0] == "datamap: missing, and only root can add them with apt-get: some-package"
    assert told[1] == "datamap: tests that need them are skipped, or fail if CI=true"


def test_an_installation_that_fails_is_told_and_stops_nothing(copy: Path) -> None:
    pretended_python(copy, "echo no network; exit 100")
    result = make(copy, "tools", "APT=./pretended-python", "TOOLS=no-such-tool=some-package")
    assert result.returncode == 0
    assert "some-package" in result.stderr


def test_nothing_is_said_when_all_tools_are_there(copy: Path) -> None:
    result = make(copy, "tools", "TOOLS=sh=dash")
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")
