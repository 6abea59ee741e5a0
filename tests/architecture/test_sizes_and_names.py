"""Modules and functions stay small, and are called what the field calls them."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

LINES_OF_A_MODULE = 400
LINES_OF_A_FUNCTION = 40
# Words that say nothing about what is inside.
EMPTY_NAMES = re.compile(
    r"_*(utils?|helpers?|managers?|common|misc|data|info)|_*(process|handle)_.*|.*(Manager|Helper)"
)

Function = ast.FunctionDef | ast.AsyncFunctionDef
NAMED = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


def modules(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*.py")) if "__pycache__" not in path.parts)


def lines_of(function: Function) -> int:
    """Lines from `def` to the end, without the docstring: that of a check is its manual."""
    first = function.body[0]
    manual = 0
    if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str):
        manual = (first.end_lineno or first.lineno) - first.lineno + 1
    return (function.end_lineno or function.lineno) - function.lineno + 1 - manual


def complaints_about(path: Path) -> Iterator[str]:
    """What is too long or badly named in one module."""
    text = path.read_text(encoding="utf-8")
    if (count := len(text.splitlines())) > LINES_OF_A_MODULE:
        yield f"{path}: {count} lines hold two ideas (at most {LINES_OF_A_MODULE})"
    if EMPTY_NAMES.fullmatch(path.stem):
        yield f"{path}: the name {path.stem!r} does not say what is inside"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, NAMED) and EMPTY_NAMES.fullmatch(node.name):
            yield f"{path}:{node.lineno}: the name {node.name!r} does not say what is inside"
        if isinstance(node, Function) and (count := lines_of(node)) > LINES_OF_A_FUNCTION:
            yield f"{path}:{node.lineno}: {node.name} has {count} lines (at most {LINES_OF_A_FUNCTION})"


def test_modules_and_functions_are_small_and_well_named(root: Path) -> None:
    folders = [root / "datamap", root / "examples"]
    assert [complaint for folder in folders for path in modules(folder) for complaint in complaints_about(path)] == []


def test_test_modules_are_small(root: Path) -> None:
    long = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in modules(root / "tests")}
    assert {path: count for path, count in long.items() if count > LINES_OF_A_MODULE} == {}


@pytest.mark.parametrize(
    ("name", "text", "complaint"),
    [
        ("long.py", "x = 1\n" * 401, "401 lines"),
        ("tall.py", "def tall():\n" + "    x = 1\n" * 40, "tall has 41 lines"),
        ("nested.py", "class A:\n    def tall(self):\n" + "        x = 1\n" * 40, "tall has 41 lines"),
        ("utils.py", "", "'utils'"),
        ("calls.py", "def process_rows(): ...\n", "'process_rows'"),
        ("calls.py", "def _handle_error(): ...\n", "'_handle_error'"),
        ("calls.py", "class RecordManager: ...\n", "'RecordManager'"),
    ],
)
def test_what_is_too_long_or_badly_named_is_noticed(tmp_path: Path, name: str, text: str, complaint: str) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    (found,) = complaints_about(path)
    assert complaint in found


def test_a_long_docstring_does_not_make_a_function_long(tmp_path: Path) -> None:
    path = tmp_path / "manual.py"
    path.write_text(
        'def f():\n    """First.\n' + "    more\n" * 50 + '    """\n' + "    x = 1\n" * 39, encoding="utf-8"
    )
    assert list(complaints_about(path)) == []


def test_good_names_are_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "processors.py"
    path.write_text("class Processor: ...\n\n\ndef processors_of(): ...\n\n\nclass DataUse: ...\n", encoding="utf-8")
    assert list(complaints_about(path)) == []
