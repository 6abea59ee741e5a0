"""The cases of all rules, put together from the tables of each theme."""

import importlib
from pathlib import Path

from tests.checks.table import Cases

THEMES = sorted(path.stem for path in (Path(__file__).parent / "cases").glob("*.py"))
CASES: dict[str, Cases] = {
    code: cases
    for theme in THEMES
    for code, cases in importlib.import_module(f"tests.checks.cases.{theme}").CASES.items()
}
OPEN = {code for theme in THEMES for code in importlib.import_module(f"tests.checks.cases.{theme}").OPEN}
