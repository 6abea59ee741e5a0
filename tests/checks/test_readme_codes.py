"""The README lists every code."""

from pathlib import Path

from datamap.checks.catalogue import RULES, UNANSWERED
from tests.readme_codes import BEGIN, END, filled, tables


def test_the_codes_in_the_readme_are_those_of_the_catalogue(root: Path) -> None:
    readme = (root / "README.md").read_text(encoding="utf-8")
    assert readme == filled(readme), "run `python -m tests.readme_codes README.md`, and look at the difference"


def test_a_line_per_code_replaces_what_stood_there() -> None:
    text = f"before\n{BEGIN}old\n{END}after\n"
    assert filled(text) == f"before\n{BEGIN}{tables()}{END}after\n"
    codes = [line.split()[1] for line in tables().splitlines() if line.startswith("| ") and line[2:5].isupper()]
    assert codes == [*(rule.code for rule in RULES), *(each.code for each in UNANSWERED)]
