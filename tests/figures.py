"""The figures that proofs find: gathered from a run of the tests, and written into the README.

`python -m tests.figures README.md exports/proof.json` fills the README; its tests find what differs. More files after
these two are the figures of steps, which take the place of all that the second one holds.
"""

import json
import os
import platform
import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Protocol

import pytest


class Figures(Protocol):
    """Records the figures of one proof."""

    def __call__(self, proof: str, **counts: float) -> None: ...


PROPERTY = "figures"
BEGIN, END = "<!-- figures of `make prove` -->\n", "<!-- end of the figures -->\n"


class Gathering:
    """Takes in the figures of each test that passed, and adds them to a file at the end."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.found: dict[str, dict[str, float]] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when == "call" and report.passed:
            self.found |= {proof: dict(counts) for name, (proof, counts) in own(report.user_properties)}

    def pytest_sessionfinish(self) -> None:
        add(self.path, self.found)


def add(path: Path, found: Mapping[str, Mapping[str, float]]) -> None:
    """Adds figures to those of the file; the newer ones of a proof take the place of the older ones."""
    known = json.loads(path.read_text(encoding="utf-8"))["proofs"] if path.is_file() else {}
    made = {"python": platform.python_version(), "cores": os.cpu_count()}
    proofs = {**known, **found}
    content = {"made_with": made, "proofs": {name: proofs[name] for name in sorted(proofs, key=by_number)}}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def by_number(name: str) -> tuple[tuple[str, int], ...]:
    """What puts a name into an order in which numbers count: 200 before 2,000."""
    parts = re.findall(r"(\D*)(\d[\d,]*|$)", name)
    return tuple((words, int(number.replace(",", "") or 0)) for words, number in parts)


def own(properties: list[tuple[str, Any]]) -> list[tuple[str, Any]]:
    return [each for each in properties if each[0] == PROPERTY]


def table(content: Any) -> str:
    """The figures as a table in Markdown, a row per proof."""
    rows = [f"| {proof} | {', '.join(map(told, counts.items()))} |" for proof, counts in content["proofs"].items()]
    made = f"Measured with Python {content['made_with']['python']} on {content['made_with']['cores']} cores."
    return "\n".join(["", made, "", "| proof | figures |", "|---|---|", *rows, "", ""])


def told(figure: tuple[str, float]) -> str:
    label, number = figure
    return f"{number:,.2f} {label}" if number % 1 else f"{int(number):,} {label}"


def filled(readme: str, content: Any) -> str:
    """The README with these figures between its marks."""
    begin, end = readme.index(BEGIN) + len(BEGIN), readme.index(END)
    return f"{readme[:begin]}{table(content)}{readme[end:]}"


if __name__ == "__main__":
    readme, proof, *steps = map(Path, sys.argv[1:])
    if steps:
        proof.unlink(missing_ok=True)
    for step in steps:
        add(proof, json.loads(step.read_text(encoding="utf-8"))["proofs"])
    text = filled(readme.read_text(encoding="utf-8"), json.loads(proof.read_text(encoding="utf-8")))
    readme.write_text(text, encoding="utf-8")
