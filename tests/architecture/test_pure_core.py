"""Only what says so in its name touches files; lint leaves clock and environment to the outermost floors."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

# Rooms whose business is the world outside.
OUTSIDE = ("cli", "web", "store", "register", "files")
OPENERS = {"read_text", "read_bytes", "write_text", "write_bytes", "open", "mkdir", "unlink"}
PREFIXES = ("read", "write", "render")


class FileTouches(ast.NodeVisitor):
    """Collects the calls that open or change a file outside a function named for it."""

    def __init__(self) -> None:
        self.functions: list[str] = []
        self.found: list[tuple[int, str]] = []

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        self.functions.append(node.name.lstrip("_"))
        self.generic_visit(node)
        self.functions.pop()

    def visit_Call(self, node: ast.Call) -> None:
        called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if called in OPENERS and not any(name.startswith(PREFIXES) for name in self.functions):
            self.found.append((node.lineno, called))
        self.generic_visit(node)


def touches(text: str) -> list[tuple[int, str]]:
    visitor = FileTouches()
    visitor.visit(ast.parse(text))
    return visitor.found


def core_modules(package: Path) -> Iterator[Path]:
    for path in sorted(package.rglob("*.py")):
        if path.relative_to(package).parts[0].removesuffix(".py") not in OUTSIDE:
            yield path


def test_the_core_opens_files_only_in_functions_that_say_so(root: Path) -> None:
    found = {str(path): touches(path.read_text(encoding="utf-8")) for path in core_modules(root / "datamap")}
    assert {path: calls for path, calls in found.items() if calls} == {}


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("def terms(path):\n    return path.read_text()", 1),
        ("TERMS = open('terms.csv').read()", 1),
        ("def read_terms(path):\n    return path.read_text()", 0),
        ("def _write_safely(path):\n    with open(path, 'w') as file:\n        file.write('')", 0),
        (
            "def read_all(paths):\n    def one(path):\n        return path.read_bytes()\n    return map(one, paths)",
            0,
        ),
    ],
)
def test_a_hidden_reader_is_noticed(text: str, count: int) -> None:
    assert len(touches(text)) == count


def ruff_codes(text: str, name: str, root: Path) -> set[str]:
    """Codes that the project's lint settings give for a text, as if it were the named file."""
    command = [sys.executable, "-m", "ruff", "check", "--no-cache", "--output-format=concise", "--stdin-filename", name]
    result = subprocess.run([*command, "-"], input=text, cwd=root, capture_output=True, text=True, check=False)
    return {line.split()[1] for line in result.stdout.splitlines() if line.startswith(name)}


MODULE = '"""A module."""\n'


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("import datetime\n\nNOW = datetime.date.today()\n", "TID251"),
        ("import os\n\nHOME = os.environ\n", "TID251"),
        ("import pandas\n\nTABLE = pandas.DataFrame()\n", "TID253"),
        ('print("x")\n', "T201"),
        ("def answer():\n    return 1\n", "D103"),
        ('def answer():\n    """Answers"""\n    return 1\n', "D415"),
        ("class Answer:\n    pass\n", "D101"),
    ],
)
def test_lint_refuses_in_the_core_what_belongs_outside_or_is_unexplained(text: str, code: str, root: Path) -> None:
    assert code in ruff_codes(MODULE + text, "datamap/graph/trace.py", root)


@pytest.mark.parametrize("name", ["datamap/cli/show.py", "datamap/cli/__init__.py"])
def test_lint_lets_the_command_line_print_and_look_at_the_environment(name: str, root: Path) -> None:
    text = MODULE + "import os\n\nprint(os.environ)\n"
    assert ruff_codes(text, name, root) == set()
