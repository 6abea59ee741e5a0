"""A load that is killed, at any moment, is there whole or not at all; run again, it finishes."""

import random
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from multiprocessing import get_context
from pathlib import Path

import pytest

from datamap.inventory import write_inventory
from datamap.register.keeping import init, plan_load
from datamap.register.reading import open_kept
from datamap.store.connect import exists, open_register
from tests.databases import NewPlace, backend_of
from tests.figures import Figures
from tests.folders import ROOT
from tests.store.keeping import complaints
from tests.store.registers import read_current
from tests.store.writer import load
from tests.synthetic import synthetic_inventory

# What reaches the disk (SQLite), and what reaches the server (PostgreSQL).
WRITES = ("pwrite64", "write", "fsync", "fdatasync", "ftruncate", "unlink", "sendto")

# Processes that begin where the work begins: one that has imported everything forks them.
if sys.platform == "win32":
    FRESH = get_context("spawn")
else:
    FRESH = get_context("forkserver")
    FRESH.set_forkserver_preload(["tests.store.writer"])

pytestmark = pytest.mark.faults


@pytest.fixture(scope="module")
def text(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("text")
    write_inventory(synthetic_inventory(100), folder)
    return folder


def command(place: str, text: Path) -> list[str]:
    return [sys.executable, "-B", "-m", "tests.store.writer", "load", place, str(text)]


def is_whole_or_nothing(place: str, text: Path) -> bool:
    """Looks at a register whose load was killed, and finishes it; returns whether the load was there."""
    assert complaints(place) == []
    base, state = read_current(open_register(place))
    assert (base == 0) == (state.facts == {})
    was_there = base == 1
    if was_there:
        assert plan_load(place, text).applied == 1
    load(place, str(text))
    assert open_kept(place) == synthetic_inventory(100)
    assert read_current(open_register(place))[0] == 1
    assert complaints(place) == []
    return was_there


def test_a_kill_at_a_random_moment_leaves_the_load_whole_or_not_at_all(
    new_place: NewPlace, text: Path, proving: bool, figures: Figures
) -> None:
    chance, place = random.Random(3), new_place()
    init(place)
    whole = max(time_of(load, new_place_of(new_place), str(text)) for _ in range(3))
    there = []
    for _ in range(1_000 if proving else 10):
        place = new_place_of(new_place)
        process = FRESH.Process(target=load, args=(place, str(text)))
        process.start()
        time.sleep(whole * chance.uniform(0, 1.05))
        process.kill()
        process.join()
        there.append(is_whole_or_nothing(place, text))
    figures(
        f"kills at random moments of a load, {backend_of(place)}",
        kills=len(there), loads_were_there_whole=there.count(True), not_at_all=there.count(False), in_part=0,
    )  # fmt: skip


def new_place_of(new_place: NewPlace) -> str:
    place = new_place()
    init(place)
    return place


def time_of(work: Callable[..., None], *arguments: str) -> float:
    """How long a process takes for some work."""
    start = time.monotonic()
    process = FRESH.Process(target=work, args=arguments)
    process.start()
    process.join()
    assert process.exitcode == 0
    return time.monotonic() - start


def calls(place: str, text: Path, trace: Path) -> Iterator[tuple[str, int]]:
    """Every system call of a load that writes: its name, and which one of these it is."""
    strace = ["strace", "-f", "-o", str(trace), "-e", f"trace={','.join(WRITES)}"]
    subprocess.run([*strace, *command(place, text)], cwd=ROOT, check=True)
    counts: dict[str, int] = {}
    for name in re.findall(r"^\d+ +(\w+)\(", trace.read_text(encoding="utf-8", errors="replace"), re.MULTILINE):
        counts[name] = counts.get(name, 0) + 1
        yield name, counts[name]


@pytest.mark.strace
def test_a_kill_at_a_system_call_that_writes_leaves_the_load_whole_or_not_at_all(
    new_place: NewPlace, text: Path, tmp_path: Path, proving: bool, figures: Figures
) -> None:
    place = new_place()
    init(place)
    every = list(calls(place, text, tmp_path / "trace"))
    assert len(every) > 10
    # All calls of SQLite are tried; a driver of PostgreSQL sends thousands of messages.
    most = len(every) - 2 if proving and "://" not in place else 200 if proving else 2
    chosen = [every[0], *random.Random(5).sample(every[1:-1], most), every[-1]]
    there = []
    for name, number in chosen:
        place = new_place()
        init(place)
        inject = ["-e", f"trace={name}", "-e", f"inject={name}:signal=KILL:when={number}"]
        strace = ["strace", "-f", "-o", str(tmp_path / "trace"), *inject]
        killed = subprocess.run([*strace, *command(place, text)], cwd=ROOT, check=False)
        assert killed.returncode in (-signal.SIGKILL, 128 + signal.SIGKILL, 0), (name, number)
        there.append(is_whole_or_nothing(place, text))
    assert not there[0]
    # How a driver cuts its messages differs from run to run: what was the last one need not be behind the commit.
    assert there[-1] or "://" in place
    figures(
        f"kills at system calls that write, during a load, {backend_of(place)}",
        of_these_calls=len(every), kills=len(there), loads_were_there_whole=there.count(True),
        not_at_all=there.count(False), in_part=0,
    )  # fmt: skip


def test_a_kill_while_a_register_is_made_leaves_one_or_none(
    new_place: NewPlace, proving: bool, figures: Figures
) -> None:
    chance, place = random.Random(3), new_place()
    whole = max(time_of(init, new_place()) for _ in range(3))
    there = []
    for _ in range(300 if proving else 8):
        place = new_place()
        process = FRESH.Process(target=init, args=(place,))
        process.start()
        time.sleep(whole * chance.uniform(0, 1.05))
        process.kill()
        process.join()
        there.append(exists(place))
        if not there[-1]:
            init(place)
        assert complaints(place) == []
    figures(
        f"kills at random moments while a register is made, {backend_of(place)}",
        kills=len(there), registers_were_there_whole=there.count(True), not_at_all=there.count(False), in_part=0,
    )  # fmt: skip
