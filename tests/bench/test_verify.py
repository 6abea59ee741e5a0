"""To verify a register costs little more than to read its journal and hash the same bytes."""

import hashlib
import json
import sqlite3
import time
from pathlib import Path

import pytest

from datamap.model.state import Change
from datamap.store.connect import create, open_register
from datamap.store.journal import append
from datamap.store.verify import verify
from tests.bench.measure import in_turns, peak, say
from tests.figures import Figures
from tests.store.registers import signature

FIELDS = 8
JOURNAL = "SELECT record, kind, organisation, field, before, after FROM change ORDER BY revision, number"


def register_of(folder: Path, count: int) -> Path:
    """A register of so many fields, each written by one revision and half of them changed by a second one."""
    path = folder / f"register{count}.db"
    engine = create(str(path))
    first = [
        Change(f"use-{i // FIELDS:06}", "use", "org-acme", f"field{i % FIELDS}", None, f'"What a field of {i} says"')
        for i in range(count * 2 // 3)
    ]
    append(engine, first, 0, signature(1))
    append(engine, [each._replace(before=each.after, after='"changed"') for each in first[::2]], 1, signature(2))
    engine.dispose()
    return path


def bare(path: Path) -> None:
    """Read and hash the journal as the standard library does it, without a look at anything else."""
    register, sha = sqlite3.connect(path), hashlib.sha256()
    for row in register.execute(JOURNAL):
        sha.update(json.dumps(row, ensure_ascii=True, separators=(",", ":")).encode() + b"\n")
    register.close()
    assert sha.digest()


@pytest.fixture(scope="module")
def count(proving: bool) -> int:
    return 1_000_000 if proving else 30_000


def test_verifying_takes_at_most_twice_the_time_of_bare_hashing(
    tmp_path: Path, count: int, proving: bool, figures: Figures, slack: float
) -> None:
    path = register_of(tmp_path, count)
    engine = open_register(str(path))
    ours, floor = in_turns(
        lambda: verify(engine), lambda: bare(path), rounds=2 if proving else 3, clock=time.process_time
    )
    assert verify(engine) == []
    engine.dispose()
    told = say(f"verify: {count:,} changes, {count / ours:,.0f} a second, {ours / floor:.2f} times bare hashing")
    figures("verifying", changes=count, changes_a_second=round(count / ours), times_bare_hashing=ours / floor)
    assert ours < slack * 2 * floor, told


def test_the_memory_of_verifying_grows_no_faster_than_the_register(tmp_path: Path, figures: Figures) -> None:
    small, large = (peak_of(register_of(tmp_path, count)) for count in (20_000, 80_000))
    told = say(f"verify: {large / small:.2f} times the memory for 4 times the changes")
    figures("memory of verifying four times as many changes", times_the_memory=large / small)
    assert large < 4.4 * small, told


def peak_of(path: Path) -> int:
    engine = open_register(str(path))
    most = peak(lambda: verify(engine))
    engine.dispose()
    return most
