"""What an installation brings along, and under which licences: DEPENDENCIES.md, from the metadata of what is installed.

`python -m tests.supply.dependencies` writes the file; a test finds what differs.
"""

import re
from collections.abc import Iterator
from importlib.metadata import Distribution, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

FILE = Path(__file__).parents[2] / "DEPENDENCIES.md"
EXTRA = "postgresql"
COPYLEFT = re.compile(r"\b(?:A|L)?GPL|\bMPL|\bEPL|\bEUPL|\bCDDL|GNU|Mozilla", re.IGNORECASE)
"""Licences that ask something of who hands the work on; which of them, the column says in full."""
INTRODUCTION = """# Dependencies

What `pip install 'datamap[postgresql]'` brings along beside datamap, and under which licence, as each distribution says
of itself. Written by `python -m tests.supply.dependencies`; a test holds it against what is installed.

| distribution | licence | wanted by | copyleft |
|---|---|---|---|
"""


def needed(name: str = "datamap", extras: frozenset[str] = frozenset({EXTRA})) -> Iterator[tuple[str, str]]:
    """Each distribution that is needed on this system, and who wants it; some of them more than once."""
    seen, waiting = set(), [(name, extras)]
    while waiting:
        wanting, extras = waiting.pop()
        if (wanting, extras) in seen:
            continue
        seen.add((wanting, extras))
        for requirement in map(Requirement, distribution(wanting).requires or []):
            environments = [{"extra": extra} for extra in extras or {""}]
            if requirement.marker is None or any(map(requirement.marker.evaluate, environments)):
                wanted = canonicalize_name(requirement.name)
                yield wanted, canonicalize_name(wanting)
                waiting.append((wanted, frozenset(requirement.extras)))


def licence_of(found: Distribution) -> str:
    """The licence, in the first of the three ways to state it that is filled in in few words."""
    about = found.metadata
    classified = [
        each.rpartition(" :: ")[2] for each in about.get_all("Classifier", []) if each.startswith("License ::")
    ]
    short = [words for words in (about["License-Expression"], about["License"]) if words and len(words) < 60]
    return (short or [", ".join(classified)])[0] or "not stated"


def listing() -> str:
    """The file."""
    wanted: dict[str, set[str]] = {}
    for name, by in needed():
        wanted.setdefault(name, set()).add(by)
    rows = []
    for name, wanting in sorted(wanted.items()):
        licence = licence_of(distribution(name))
        rows.append(
            f"| {name} | {licence} | {', '.join(sorted(wanting))} | {'yes' if COPYLEFT.search(licence) else 'no'} |\n"
        )
    return INTRODUCTION + "".join(rows)


if __name__ == "__main__":
    FILE.write_text(listing(), encoding="utf-8")
