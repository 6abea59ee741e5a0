"""The rules in conftest bite: a missing tool fails in CI and is said elsewhere, and folders give markers."""

import ast
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.fixture
def project(tmp_path: Path, root: Path) -> Path:
    """A project with our settings and rules, and one test for each thing to see."""
    shutil.copy(root / "pyproject.toml", tmp_path)
    (tmp_path / "datamap").mkdir()
    for folder in ("bench", "property", "unit"):
        (tmp_path / "tests" / folder).mkdir(parents=True)
        (tmp_path / "tests" / folder / "test_it.py").write_text(f"def test_{folder}():\n    pass\n", encoding="utf-8")
    marked = "import pytest\n\n@pytest.mark.libreoffice\ndef test_resaved():\n    pass\n"
    (tmp_path / "tests" / "unit" / "test_marked.py").write_text(marked, encoding="utf-8")
    for name in ("conftest.py", "figures.py"):
        shutil.copy(root / "tests" / name, tmp_path / "tests")
    return tmp_path


def run(project: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    # An empty path: no tool is there.
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "COV", "CI"))}
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "-p", "no:cov", *arguments],
        cwd=project,
        capture_output=True,
        text=True,
        check=False,
        env=clean | {"PATH": "", "PYTHONDONTWRITEBYTECODE": "1"} | environment,
    )


def test_a_missing_tool_is_a_skip_that_says_so_outside_ci(project: Path) -> None:
    result = run(project)
    assert result.returncode == 0, result.stdout + result.stderr
    assert "1 skipped" in result.stdout
    assert "libreoffice is missing: none of soffice is on the path" in result.stdout


def test_a_missing_tool_is_a_failure_in_ci(project: Path) -> None:
    result = run(project, CI="true")
    assert result.returncode == 1, result.stdout + result.stderr
    assert "libreoffice is missing" in result.stdout
    assert "in CI every test has to run" in result.stdout


@pytest.mark.parametrize("folder", ["bench", "property"])
def test_a_test_carries_the_marker_of_its_folder(project: Path, folder: str) -> None:
    result = run(project, "-m", folder, "-rA")
    assert result.returncode == 0, result.stdout + result.stderr
    assert "1 passed, 3 deselected" in result.stdout
    assert f"test_{folder}" in result.stdout


def test_what_has_a_stage_of_its_own_lies_where_that_stage_looks(root: Path) -> None:
    makefile = (root / "Makefile").read_text(encoding="utf-8")
    [folders] = re.findall(r"pytest -q -m bench (tests/.*?) -n", makefile)
    marked = {
        path
        for path in (root / "tests").rglob("test_*.py")
        if re.search(r"\bmark\.bench\b", path.read_text(encoding="utf-8"))
    }
    assert marked
    assert [path for path in marked if not any(path.is_relative_to(root / each) for each in folders.split())] == []


def test_an_unknown_marker_is_refused(project: Path) -> None:
    (project / "tests" / "unit" / "test_marked.py").write_text(
        "import pytest\n\n@pytest.mark.libreofice\ndef test_resaved():\n    pass\n", encoding="utf-8"
    )
    result = run(project)
    assert result.returncode != 0
    assert "libreofice" in result.stdout


def test_proving_tries_many_more_cases_than_the_suite(project: Path) -> None:
    (project / "tests" / "property" / "test_it.py").write_text(
        "from hypothesis import settings\n\ndef test_many(proving):\n    assert proving\n"
        "    assert settings.default.max_examples >= 1000\n",
        encoding="utf-8",
    )
    assert run(project, "-m", "property").returncode == 1
    result = run(project, "-m", "property", "--hypothesis-profile=prove")
    assert result.returncode == 0, result.stdout + result.stderr


def without_a_large_run(folder: Path) -> list[str]:
    """The tests that know a larger case, but carry no marker by which `make prove` would run it."""
    run_large = re.compile(r"mark\.(?:bench|property|faults)\b")
    found = []
    for path in sorted(folder.rglob("test_*.py")):
        if {"bench", "property"} & set(path.parts) or path == Path(__file__):
            continue
        text = path.read_text(encoding="utf-8")
        lines = text.splitlines()
        of_file = next((line for line in lines if line.startswith("pytestmark")), "")
        for test in ast.parse(text).body:
            if not isinstance(test, ast.FunctionDef) or "proving" not in {each.arg for each in test.args.args}:
                continue
            marks = " ".join([of_file, *map(ast.unparse, test.decorator_list)])
            if test.name.startswith("test_") and not run_large.search(marks):
                found.append(f"{path.name}: {test.name}")
    return found


def test_every_larger_case_is_run_by_make_prove(root: Path) -> None:
    assert without_a_large_run(root / "tests") == []


def test_a_larger_case_that_nobody_runs_is_noticed(project: Path) -> None:
    (project / "tests" / "unit" / "test_large.py").write_text("def test_large(proving):\n    pass\n", encoding="utf-8")
    assert without_a_large_run(project / "tests") == ["test_large.py: test_large"]
