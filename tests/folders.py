"""Folders of text to read in tests, and what a report says in short."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from datamap.inventory import read_inventory
from datamap.model import Inventory
from datamap.problems import Problem

ROOT = Path(__file__).parent.parent
ORGANISATION = "- id: org-acme\n  name: Acme\n"
Files = Mapping[str, str | bytes]


def write_files(folder: Path, files: Files) -> Path:
    """Writes the files below the folder; those without a folder go into that of an organisation named acme."""
    for name, content in files.items():
        path = folder / (name if "/" in name else f"acme/{name}")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def inventory_folder(folder: Path, files: Files) -> Path:
    """Writes an inventory of the organisation acme with these files."""
    return write_files(folder, {"organisation.yaml": ORGANISATION, **files})


def read_files(folder: Path, files: Files) -> tuple[Inventory, list[Problem]]:
    """Reads the inventory of acme that has these files."""
    inventory, report = read_inventory(inventory_folder(folder, files))
    return inventory, list(report)


def in_short(folder: Path, problems: list[Problem]) -> list[str]:
    """Each problem as its place, from the organisation's folder on, and its code."""
    return [
        f"{problem.location} {problem.code}".replace(f"{(folder / 'acme').as_posix()}/", "") for problem in problems
    ]


def faults_of(folder: Path, files: Files) -> list[str]:
    """What is wrong with an inventory of acme that has these files, in short."""
    return in_short(folder, read_files(folder, files)[1])


def run_datamap(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Runs the command line where the folder is, and refuses a traceback."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1", "COLUMNS": "120"}
    result = subprocess.run(
        [sys.executable, "-m", "datamap", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env=environment,
    )
    assert "Traceback" not in result.stderr + result.stdout, result.stderr
    return result
