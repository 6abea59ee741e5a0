"""The verifier that stands alone agrees with the program, and needs nothing but Python."""

import ast
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import Engine

from datamap.problems import Problem, TextLocation
from datamap.store.backup import backup
from datamap.store.connect import open_register
from datamap.store.erasure import forget
from datamap.store.export import export_all
from datamap.store.seal import make_seal, read_seal
from datamap.store.verify import verify
from tests.figures import Figures
from tests.store.registers import MADE, TAMPERINGS, cut, fill, revise, signature, unguarded

SCRIPT = "datamap/store/verify_register.py"
# What both find in the same place. Which change it was, and what follows for the current state, the program tells more
# closely than the script.
ALIKE = {"JRN-001", "JRN-002", "JRN-004", "JRN-005", "JRN-007", "JRN-008", "JRN-010", "JRN-011", "JRN-012"}


def run(root: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-I", "-S", str(root / SCRIPT), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, encoding="utf-8")


def told(output: str) -> set[tuple[str, int]]:
    """Code and revision of each line of the script."""
    found = set()
    for line in output.splitlines():
        code, *rest = line.split()
        number = rest[1].rstrip(":") if len(rest) > 1 and rest[0] == "revision" else "0"
        found.add((code, int(number)))
    return {each for each in found if each[0] in ALIKE}


def found(problems: list[Problem]) -> set[tuple[str, int]]:
    places = ((problem.code, problem.location) for problem in problems if problem.code in ALIKE)
    return {(code, place.line if isinstance(place, TextLocation) else 0) for code, place in places}


def test_it_imports_the_standard_library_alone(root: Path) -> None:
    tree = ast.parse((root / SCRIPT).read_text(encoding="utf-8"))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.partition(".")[0] for name in names} <= sys.stdlib_module_names


def test_it_is_short_enough_to_be_read(root: Path) -> None:
    text = (root / SCRIPT).read_text(encoding="utf-8")
    own = text.replace(str(ast.get_docstring(ast.parse(text), clean=False)), "")
    assert sum(bool(line.strip()) for line in own.splitlines()) <= 110


def test_a_whole_register_passes_as_a_file_and_as_an_export(engine: Engine, tmp_path: Path, root: Path) -> None:
    fill(engine, 1)
    forget(engine, "Anna", signature(7))
    file, lines, seal = tmp_path / "backup.db", tmp_path / "export.jsonl", tmp_path / "seal.json"
    backup(engine, file)
    lines.write_text("".join(export_all(engine)), encoding="utf-8", newline="\n")
    seal.write_text(make_seal(engine, MADE), encoding="utf-8")
    before = file.read_bytes()
    for register in (file, lines):
        result = run(root, register, seal)
        assert (result.returncode, result.stdout) == (0, "all is as it was recorded\n"), result.stdout + result.stderr
        assert "without a seal" in run(root, register).stdout
    assert file.read_bytes() == before


@pytest.mark.property
@pytest.mark.parametrize("name", TAMPERINGS)
def test_it_agrees_with_the_program_on_tampered_copies(
    whole: Path, tmp_path: Path, root: Path, proving: bool, name: str, figures: Figures
) -> None:
    count = 100 if proving else 2
    for seed in range(count):
        path = tmp_path / f"{seed}.db"
        engine = open_register(str(shutil.copy(whole, path)))
        seal = tmp_path / "seal.json"
        seal.write_text(make_seal(engine, MADE), encoding="utf-8")
        with unguarded(engine) as connection:
            TAMPERINGS[name](connection, random.Random(f"{name} {seed}"))
        problems = verify(engine, read_seal(seal.read_text(encoding="utf-8")))
        export = tmp_path / "export.jsonl"
        export.write_text("".join(export_all(engine)), encoding="utf-8", newline="\n")
        engine.dispose()
        for register in (path, export):
            result = run(root, register, seal)
            assert result.returncode == 1, f"{seed}: {result.stdout}{result.stderr}"
            assert told(result.stdout) == found(problems), f"{seed}: {result.stdout}\n" + "\n".join(map(str, problems))
    what = name.replace("_", " ")
    figures(f"tampering, by the program for auditors: {what}", registers_and_exports=2 * count, found_alike=2 * count)


def test_it_agrees_on_a_cut_tail_a_fork_and_another_register(whole: Path, tmp_path: Path, root: Path) -> None:
    path, seal = tmp_path / "register.db", tmp_path / "seal.json"
    engine = open_register(str(shutil.copy(whole, path)))
    text = make_seal(engine, MADE)
    cut(engine, 8)
    for revisions, content, code in ((0, text, "JRN-010"), (3, text, "JRN-011"), (0, "", "JRN-012")):
        for number in range(revisions):
            revise(engine, random.Random(number), number)
        seal.write_text(content or text.replace('"register": "', '"register": "0'), encoding="utf-8")
        problems = verify(engine, read_seal(seal.read_text(encoding="utf-8")))
        result = run(root, path, seal)
        assert [problem.code for problem in problems] == [code]
        assert result.stdout.startswith(code), result.stdout + result.stderr
        assert result.returncode == 1
    engine.dispose()


def test_a_cut_export_is_found(whole: Path, tmp_path: Path, root: Path) -> None:
    engine = open_register(str(whole))
    lines = list(export_all(engine))
    engine.dispose()
    path = tmp_path / "export.jsonl"
    for kept in (lines[:-1], [*lines[:-1], lines[-1].replace("0", "1")], [lines[0], *lines[2:]]):
        path.write_text("".join(kept), encoding="utf-8", newline="\n")
        result = run(root, path)
        assert result.returncode == 1, result.stdout + result.stderr
        assert "JRN-013 export" in result.stdout


@pytest.mark.parametrize(
    "content", [b"", b"SQLite format 3\0", b"\xff\xfe", b"[]", b"{}", b"null", b'{"settings": 1}\n']
)
def test_what_is_no_register_cannot_be_read(tmp_path: Path, root: Path, content: bytes) -> None:
    (tmp_path / "file").write_bytes(content)
    result = run(root, tmp_path / "file")
    assert result.returncode == 2, result.stdout + result.stderr
    assert "Traceback" not in result.stderr


def test_a_missing_file_or_argument_is_told(tmp_path: Path, root: Path) -> None:
    assert run(root).returncode == 2
    assert "Exit code" in run(root).stderr
    assert run(root, tmp_path / "none.db").returncode == 2
