"""What a group of many entities costs: each command on one large register, its time and the most memory it held.

`python -m tests.bench.scale [ENTITIES] [--postgresql | --register URL] [--figures FILE]` makes the register and runs
the commands, each in a process of its own. The register is a file in a temporary folder, or on a PostgreSQL that lives
as long as the program; one at a URL must be new, and is left. What PostgreSQL itself does is not in the figures.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from tests.databases import served
from tests.figures import add, told

ACTIVITIES, USES = 50, 2
"""Of each entity: of 1,000, these are 50,000 activities and more than a million links."""

MAKE = """
import sys
from datamap.model.state import State, changes_between, state_of
from datamap.register.keeping import init
from datamap.store.connect import open_register
from datamap.store.journal import Signature, append
from tests.synthetic import group
place, *size = sys.argv[1:]
init(place)
changes = changes_between(State({}, {}), state_of(group(*map(int, size))))
append(open_register(place), changes, 0, Signature("Ada", "2026-01-01T00:00:00.000000Z", "", "scale", "0" * 64))
"""
LINKS = """
import sys
from datamap.graph import build_graph
from datamap.register.reading import open_kept
print(build_graph(open_kept(sys.argv[1])).number_of_edges())
"""
OF_ONE = ("--organisation", "o3")
COMMANDS = {
    "status": ("status",),
    "show one activity": ("show", "act-o3-1"),
    "trace a category in one entity": ("trace", "cat-contact", *OF_ONE),
    "trace a category in all": ("trace", "cat-contact", "--format", "json"),
    "impact of a processor": ("impact", "party-o3-2"),
    "impact of a country on all": ("impact", "JP", "--format", "json"),
    "why in one entity": ("why", "cat-o3-1", "party-o3-1", *OF_ONE),
    "check one entity": ("check", *OF_ONE),
    "check all": ("check", "--format", "json"),
    "record of one entity, xlsx": ("ropa", "record.xlsx", *OF_ONE),
    "workbook of one entity": ("workbook", "export", "edits.xlsx", *OF_ONE),
    "plan of that workbook": ("workbook", "plan", "edits.xlsx"),
    "diagram of one activity": ("diagram", "activity", "activity.svg", *OF_ONE, "--activity", "act-o3-1"),
}


class Cost(NamedTuple):
    """What one process and its children took: seconds of the processors, which neighbours do not change, and bytes."""

    seconds: float
    peak: int


def cost(folder: Path, *command: str) -> Cost:
    """The cost of a process of Python; 1 as its exit code says that there are findings."""
    with (folder / "out.txt").open("wb") as out, (folder / "faults.txt").open("wb") as faults:
        process = subprocess.Popen([sys.executable, *command], cwd=folder, stdout=out, stderr=faults)
        _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    told_wrong = (folder / "faults.txt").read_text(encoding="utf-8")
    if process.returncode not in {0, 1} or "Traceback" in told_wrong:
        raise RuntimeError(f"{' '.join(command[-6:])}: exit code {process.returncode}\n{told_wrong}")
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024)


def made(folder: Path, place: str, entities: int) -> Iterator[tuple[str, dict[str, float]]]:
    """Makes the register; gives its size, and what loading and the graph of all cost."""
    loading = cost(folder, "-c", MAKE, place, str(entities), str(ACTIVITIES), str(USES))
    building = cost(folder, "-c", LINKS, place)
    links = int((folder / "out.txt").read_text(encoding="utf-8"))
    size = {"entities": entities, "activities": entities * ACTIVITIES, "links": links}
    yield "the register, loaded whole", {**size, **figures_of(loading)}
    yield "the graph of all", figures_of(building)


def measured(folder: Path, place: str, names: Sequence[str]) -> Iterator[tuple[str, dict[str, float]]]:
    """The figures of each command."""
    for name in names:
        yield name, figures_of(cost(folder, "-m", "datamap", *COMMANDS[name], "--register", place))


def figures_of(found: Cost) -> dict[str, float]:
    return {"s of processor time": round(found.seconds, 1), "MB at most": found.peak // 10**6}


def main() -> None:
    """Measure, show each figure as it is found, and add them to a file if one is named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("entities", nargs="?", type=int, default=1_000)
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--postgresql", action="store_true", help="make it on a PostgreSQL of our own")
    where.add_argument("--register", metavar="URL", help="make it there, and leave it")
    parser.add_argument("--made", action="store_true", help="the register is there already")
    parser.add_argument("--command", action="append", choices=COMMANDS, metavar="NAME", help="only this one")
    parser.add_argument("--figures", type=Path)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, served() if asked.postgresql else nullcontext() as server:
        place = server.new_database() if server else asked.register or str(Path(folder) / "register.db")
        database = "PostgreSQL" if "://" in place else "SQLite"
        making = () if asked.made else made(Path(folder), place, asked.entities)
        for name, figures in chain(making, measured(Path(folder), place, asked.command or list(COMMANDS))):
            sys.stdout.write(f"{name}: {', '.join(map(told, figures.items()))}\n")
            sys.stdout.flush()
            if asked.figures:
                add(asked.figures, {f"scale, {database}: {name}": figures})


if __name__ == "__main__":
    main()
