"""Writers in processes of their own: `python -m tests.store.writer WHAT PLACE ...`."""

import sys
from collections.abc import Callable
from pathlib import Path

from datamap.errors import DatamapError
from datamap.model.state import Change, Key
from datamap.register.keeping import apply, plan_load
from datamap.store.connect import open_register
from datamap.store.journal import append
from datamap.store.rebase import ConflictError
from tests.store.keeping import SIGNATURE
from tests.store.registers import read_current


def take_turns(place: str, name: str, times: str) -> None:
    """Change a field that all writers share so many times, with a new plan whenever somebody was quicker."""
    engine = open_register(place)
    for number in range(int(times)):
        while True:
            base, state = read_current(engine)
            change = Change(
                "org-shared", "organisation", "", "name", state.facts[Key("org-shared", "name")], f'"{name} {number}"'
            )
            try:
                append(engine, [change], base, SIGNATURE._replace(author=name, origin_sha256=f"{name} {number}"))
                break
            except ConflictError:
                continue


def write_once(place: str, name: str, times: str) -> None:
    """Change the own organisation so many times, always on a plan from the beginning."""
    engine = open_register(place)
    for number in range(int(times)):
        before = None if number == 0 else f'"{number - 1}"'
        change = Change(f"org-{name}", "organisation", "", "name", before, f'"{number}"')
        base = 0 if number == 0 else read_current(engine)[0]
        append(engine, [change], base, SIGNATURE._replace(author=name, origin_sha256=f"{name} {number}"))


def load(place: str, folder: str) -> None:
    """Load a folder of text."""
    plan = plan_load(place, Path(folder))
    if plan.changes:
        apply(plan, "Ada")


if __name__ == "__main__":
    try:
        what: dict[str, Callable[..., None]] = {"turns": take_turns, "write": write_once, "load": load}
        what[sys.argv[1]](*sys.argv[2:])
    except DatamapError as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(error.exit_code)
