"""What a register costs beyond its database: each measure is held against the bare driver on the same rows."""

import gc
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from datamap.model import Record
from datamap.model.state import Change, State, changes_between, state_of
from datamap.register.keeping import init
from datamap.register.reading import open_kept
from datamap.store.connect import open_register
from datamap.store.journal import Signature, append
from tests.bench.measure import in_turns, peak, say
from tests.figures import Figures
from tests.synthetic import synthetic_inventory

MOST_LOADING = 2.0
MOST_OPENING = 2.0
# Opening makes no record yet; a question about all of them makes them. That is 2.3 times at 88,000 facts, 2.5 times at
# 1,756,000, and 2.8 times beside busy neighbours: of it, 1 is to read the rows, 0.3 to find those of each record, and
# half of the rest to make objects of classes that are frozen and have slots, which Python does field by field.
MOST_OPENING_ALL = 3.5
MOST_AS_OF = 3.0
# Of a register ten times as large.
MOST_MEMORY = 12.0
# To wait for the disk takes both sides equally long: it would only bring their times closer together.
CLOCK = time.process_time
NOTHING = State({}, {})


def signature(number: int) -> Signature:
    return Signature("Ada", "2026-01-01T00:00:00.000000Z", "", "bench", f"{number:064}")


@pytest.fixture(scope="module")
def uses(proving: bool) -> int:
    return 100_000 if proving else 2_000


@pytest.fixture(scope="module")
def rounds(proving: bool) -> int:
    """Large cases take long, and chance weighs less in them."""
    return 1 if proving else 3


@pytest.fixture(scope="module")
def changes(uses: int) -> list[Change]:
    """What a first load of so many data uses changes."""
    return changes_between(NOTHING, state_of(synthetic_inventory(uses)))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("registers")
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def register(folder: Path, changes: list[Change]) -> str:
    """A register with a history: organisations come in ten revisions; in ten more, a part of all fields changes."""
    place = str(folder / "history.db")
    init(place)
    steps: list[list[Change]] = [[] for _ in range(20)]
    for number, change in enumerate(changes):
        home = change.organisation or change.record
        steps[int(home.removeprefix("org-o")) % 10].append(change)
        if change.field == "name" or (change.field == "elements" and number % 3 == 0):
            steps[10 + number % 10].append(change._replace(before=change.after, after=f"{change.after} "))
    for number, step in enumerate(steps):
        append(open_register(place), step, number, signature(number))
    return place


def bare(place: str, statement: str) -> list[Any]:
    connection = sqlite3.connect(place)
    rows = connection.execute(statement).fetchall()
    connection.close()
    return rows


def fresh(place: Path, made: Path) -> str:
    """A register that is new again."""
    for end in ("-wal", "-shm"):
        Path(f"{place}{end}").unlink(missing_ok=True)
    shutil.copyfile(made, place)
    return str(place)


def writing(changes: Sequence[Change]) -> Callable[[str], None]:
    """What writes the rows of a first load of these changes into a new register with the bare driver."""
    journal = [(1, number, *change) for number, change in enumerate(changes, start=1)]
    facts = [(each.record, each.field, each.kind, each.organisation, each.after, 1) for each in changes]

    def write(place: str) -> None:
        connection = sqlite3.connect(place, isolation_level=None)
        for pragma in ("synchronous = FULL", "foreign_keys = ON"):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO person VALUES ('seal', 'Ada', 'key')")
        connection.execute("INSERT INTO revision VALUES (1, '', 'seal', '', '', '', ?, '', '', '')", [len(changes)])
        connection.executemany("INSERT INTO change VALUES (?, ?, ?, ?, ?, ?, ?, ?)", journal)
        connection.executemany("INSERT INTO fact VALUES (?, ?, ?, ?, ?, ?)", facts)
        connection.execute("COMMIT")
        connection.close()

    return write


def test_loading_costs_little_more_than_writing_the_same_rows(
    folder: Path, rounds: int, changes: list[Change], uses: int, figures: Figures, slack: float
) -> None:
    made = folder / "new.db"
    init(str(made))
    write_rows = writing(changes)

    def bare_load() -> None:
        write_rows(fresh(folder / "bare.db", made))

    def load() -> None:
        append(open_register(fresh(folder / "ours.db", made)), changes, 0, signature(1))

    floor, ours = in_turns(bare_load, load, rounds=rounds, clock=CLOCK)
    written = "SELECT record, field, kind, organisation, words FROM fact ORDER BY 1, 2"
    assert bare(str(folder / "bare.db"), written) == bare(str(folder / "ours.db"), written)
    told = say(
        f"loading {len(changes):,} fields: {ours:.2f} s, bare executemany {floor:.2f} s, {ours / floor:.2f} times "
        f"(at most {MOST_LOADING})"
    )
    figures("loading", data_uses=uses, fields=len(changes), times_bare_executemany=ours / floor)
    assert ours <= slack * MOST_LOADING * floor, told


def opening(
    register: str, rounds: int, work: Callable[[], Any], what: str, most: float, figures: Figures, slack: float
) -> None:
    rows = bare(register, CURRENT)
    floor, ours = in_turns(lambda: bare(register, CURRENT), work, rounds=rounds, clock=CLOCK)
    told = say(
        f"{what} of {len(rows):,} facts: {ours:.2f} s, reading their rows bare {floor:.2f} s, {ours / floor:.2f} times "
        f"(at most {most})"
    )
    figures(what, fields=len(rows), times_reading_the_rows_bare=ours / floor)
    assert ours <= slack * most * floor, told


CURRENT = "SELECT record, field, kind, organisation, words FROM fact"


def test_opening_costs_little_more_than_reading_the_same_rows(
    register: str, rounds: int, figures: Figures, slack: float
) -> None:
    opening(register, rounds, lambda: open_kept(register), "opening a register", MOST_OPENING, figures, slack)


def test_making_every_record_costs_little_more_than_opening(
    register: str, rounds: int, figures: Figures, slack: float
) -> None:
    opening(
        register,
        rounds,
        lambda: all_of(register),
        "making every record of a register",
        MOST_OPENING_ALL,
        figures,
        slack,
    )


def all_of(register: str) -> list[Record]:
    return list(open_kept(register).records.values())


def test_an_earlier_state_costs_little_more_than_the_current_one(
    register: str, rounds: int, figures: Figures, slack: float
) -> None:
    count = bare(register, "SELECT max(sequence) FROM revision")[0][0]
    moments = [str(sequence) for sequence in (count // 4, count // 2, 3 * count // 4, count - 1)]
    works = [lambda moment=moment: open_kept(register, moment) for moment in moments]
    now, *before = in_turns(lambda: open_kept(register), *works, rounds=rounds, clock=CLOCK)
    each = ", ".join(f"{seconds / now:.2f} times at revision {m}" for m, seconds in zip(moments, before, strict=True))
    told = say(f"as of {count} revisions: {each} of the current state's {now:.2f} s (at most {MOST_AS_OF})")
    figures("opening a register as of an earlier revision, at most", times_the_current_state=max(before) / now)
    assert max(before) <= slack * MOST_AS_OF * now, told


def test_memory_grows_with_the_register_and_not_faster(folder: Path, uses: int, figures: Figures) -> None:
    held = {}
    for count in (uses // 10, uses):
        place = str(folder / f"{count}.db")
        init(place)
        rows = changes_between(NOTHING, state_of(synthetic_inventory(count)))
        loading = peak(lambda place=place, rows=rows: append(open_register(place), rows, 0, signature(1)))  # type: ignore[misc]
        gc.collect()
        held[count] = loading, peak(lambda place=place: open_kept(place).digest())  # type: ignore[misc]
    (small, few), (large, many) = held.values()
    told = say(
        f"memory at {uses // 10:,} and {uses:,} data uses: loading {small / 1e6:.1f} and {large / 1e6:.1f} MB, "
        f"opening and reading all {few / 1e6:.1f} and {many / 1e6:.1f} MB (at most {MOST_MEMORY} times)"
    )
    figures("memory of loading ten times as many data uses", data_uses=uses, times_the_memory=large / small)
    figures("memory of opening ten times as many data uses", data_uses=uses, times_the_memory=many / few)
    assert large <= MOST_MEMORY * small, told
    assert many <= MOST_MEMORY * few, told
