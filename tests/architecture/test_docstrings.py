"""Each function that a room offers shows by an example that runs what it answers."""

import ast
from collections.abc import Iterator
from pathlib import Path

# What touches files is shown by examples/, by the README and by the tests of commands.
ROOMS_WITHOUT_EXAMPLES = ("cli", "web", "store", "register", "files")
TOUCHES_FILES = ("read_", "write_", "render_")


def offered(room: Path) -> set[str] | None:
    """Names that a room's front door lets out; of a room of one module, all (None)."""
    door = room / "__init__.py"
    if not door.exists():
        return None
    nodes = ast.walk(ast.parse(door.read_text(encoding="utf-8")))
    return {alias.asname or alias.name for node in nodes if isinstance(node, ast.ImportFrom) for alias in node.names}


def without_example(text: str, names: set[str] | None = None) -> Iterator[str]:
    """Public functions of a module, of those named, whose docstring holds no example."""
    functions = [node for node in ast.parse(text).body if isinstance(node, ast.FunctionDef)]
    for function in functions:
        public = not function.name.startswith(("_", *TOUCHES_FILES)) and (names is None or function.name in names)
        if public and ">>> " not in (ast.get_docstring(function) or ""):
            yield function.name


def without_examples(package: Path) -> dict[str, list[str]]:
    """Per module of a package, the offered functions that show no example."""
    found = {}
    for path in sorted(package.rglob("*.py")):
        room = path.relative_to(package).parts[0].removesuffix(".py")
        if room in ROOMS_WITHOUT_EXAMPLES:
            continue
        names = None if path.name == "__init__.py" else offered(package / room)
        if bare := list(without_example(path.read_text(encoding="utf-8"), names)):
            found[path.relative_to(package).as_posix()] = bare
    return found


def test_every_offered_function_has_an_example(root: Path) -> None:
    assert without_examples(root / "datamap") == {}


def test_an_offered_function_without_an_example_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "graph").mkdir()
    (tmp_path / "graph" / "__init__.py").write_text("from datamap.graph.walk import bare, shown, read_it\n", "utf-8")
    (tmp_path / "graph" / "walk.py").write_text(
        'def bare(): ...\ndef shown():\n    """Two.\n\n    >>> shown()\n    """\n\n'
        "def inner(): ...\ndef read_it(): ...\n",
        encoding="utf-8",
    )
    (tmp_path / "text.py").write_text("def tidy(): ...\ndef _own(): ...\n", encoding="utf-8")
    assert without_examples(tmp_path) == {"graph/walk.py": ["bare"], "text.py": ["tidy"]}
