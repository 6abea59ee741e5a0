"""Whatever is changed in a register behind its back is found, and the place is named."""

import random
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from datamap.errors import DatamapError
from datamap.model.state import Change
from datamap.problems import Problem, TextLocation
from datamap.store.backup import backup
from datamap.store.connect import create, open_register
from datamap.store.export import export_all
from datamap.store.journal import append
from datamap.store.seal import make_seal, read_seal
from datamap.store.verify import verify
from tests.figures import Figures
from tests.store.registers import MADE, TAMPERINGS, cut, fill, revise, signature, unguarded


def places(problems: list[Problem]) -> set[int]:
    """The revisions that problems are located in."""
    located = (problem.location for problem in problems)
    return {place.line for place in located if isinstance(place, TextLocation) and place.path == "journal"}


def listing(problems: list[Problem]) -> str:
    return "\n".join(map(str, problems))


def test_an_empty_register_and_one_with_history_are_found_whole(engine: Engine) -> None:
    assert verify(engine, read_seal(make_seal(engine, MADE))) == []
    fill(engine, 1)
    seal = read_seal(make_seal(engine, MADE))
    assert verify(engine, seal) == []
    fill(engine, 2)
    assert verify(engine, seal) == []


@pytest.mark.parametrize("name", TAMPERINGS)
def test_a_tampering_is_found_and_located(engine: Engine, name: str) -> None:
    fill(engine, len(name))
    with unguarded(engine) as connection:
        trace = TAMPERINGS[name](connection, random.Random(name))
    problems = verify(engine)
    assert places(problems) & trace.revisions, listing(problems)
    assert trace.records <= {problem.record for problem in problems}, listing(problems)


@pytest.mark.property
@pytest.mark.parametrize("name", TAMPERINGS)
def test_many_tamperings_are_all_found_and_located(
    whole: Path, tmp_path: Path, proving: bool, name: str, figures: Figures
) -> None:
    count = 200 if proving else 5
    for seed in range(count):
        path = Path(shutil.copy(whole, tmp_path / f"{seed}.db"))
        engine = open_register(str(path))
        with unguarded(engine) as connection:
            trace = TAMPERINGS[name](connection, random.Random(f"{name} {seed}"))
        problems = verify(engine)
        engine.dispose()
        assert places(problems) & trace.revisions, f"{seed}: {listing(problems)}"
        assert trace.records <= {problem.record for problem in problems}, f"{seed}: {listing(problems)}"
        path.unlink()
    figures(f"tampering: {name.replace('_', ' ')}", registers=count, found_and_located=count)


@pytest.mark.property
def test_a_bit_flipped_in_the_file_is_found_wherever_the_register_is_another_one(
    whole: Path, tmp_path: Path, proving: bool, figures: Figures
) -> None:
    """Most of the flips that are not found lie in free space; the database itself refuses some files."""
    content, found, flips = whole.read_bytes(), 0, 2_000 if proving else 40
    engine = open_register(str(shutil.copy(whole, tmp_path / "whole.db")))
    seal, lines = read_seal(make_seal(engine, MADE)), list(export_all(engine))
    engine.dispose()
    path = tmp_path / "flipped.db"
    for seed in range(flips):
        chance = random.Random(seed)
        damaged, at = bytearray(content), chance.randrange(len(content))
        damaged[at] ^= 1 << chance.randrange(8)
        for name in tmp_path.glob("flipped.db*"):
            name.unlink()
        path.write_bytes(damaged)
        try:
            flipped = open_register(str(path))
        except DatamapError:
            found += 1
            continue
        try:
            problems = verify(flipped, seal)
            assert problems or list(export_all(flipped)) == lines, f"byte {at}"
            found += bool(listing(problems))
        except DatamapError:
            found += 1
        finally:
            flipped.dispose()
    assert found
    figures(
        "tampering: any bit of the file", registers=flips, found=found, without_effect=flips - found, unnoticed=0
    )  # fmt: skip


def cases(proving: bool) -> range:
    return range(200 if proving else 4)


@pytest.mark.property
def test_every_cut_tail_is_found_with_the_seal(whole: Path, tmp_path: Path, proving: bool, figures: Figures) -> None:
    for seed in cases(proving):
        path, chance = Path(shutil.copy(whole, tmp_path / f"{seed}.db")), random.Random(seed)
        engine = open_register(str(path))
        revise(engine, chance, 1)
        seal = read_seal(make_seal(engine, MADE))
        cut(engine, chance.randrange(11))
        assert [problem.code for problem in verify(engine, seal)] == ["JRN-010"]
        engine.dispose()
        path.unlink()
    figures("tampering: cut tail", registers=len(cases(proving)), found_and_located=len(cases(proving)))


def test_a_cut_tail_is_found_with_the_seal(engine: Engine) -> None:
    fill(engine, 3)
    seal = read_seal(make_seal(engine, MADE))
    cut(engine, 4)
    assert verify(engine) == []
    (problem,) = verify(engine, seal)
    assert problem.code == "JRN-010"
    assert "ends at revision 4, and had 6" in problem.message


def test_a_cut_tail_that_left_its_facts_is_found_without_a_seal(engine: Engine) -> None:
    fill(engine, 3)
    with unguarded(engine) as connection:
        connection.execute(text("DELETE FROM change WHERE revision = 6"))
        connection.execute(text("DELETE FROM revision WHERE sequence = 6"))
    assert "JRN-003" in {problem.code for problem in verify(engine)}


@pytest.mark.property
def test_a_rollback_to_an_older_copy_is_found_with_the_seal(
    whole: Path, tmp_path: Path, proving: bool, figures: Figures
) -> None:
    for seed in cases(proving):
        path, chance = tmp_path / f"{seed}.db", random.Random(seed)
        shutil.copy(whole, path)
        engine = open_register(str(path))
        for number in range(chance.randint(1, 3)):
            revise(engine, chance, number)
        seal = read_seal(make_seal(engine, MADE))
        engine.dispose()
        for name in (path, Path(f"{path}-wal"), Path(f"{path}-shm")):
            name.unlink(missing_ok=True)
        shutil.copy(whole, path)
        older = open_register(str(path))
        assert [problem.code for problem in verify(older, seal)] == ["JRN-010"]
        older.dispose()
        path.unlink()
    figures(
        "tampering: rollback to an older copy", registers=len(cases(proving)), found_and_located=len(cases(proving))
    )


@pytest.mark.property
def test_a_fork_is_found_and_located_with_the_seal(
    whole: Path, tmp_path: Path, proving: bool, figures: Figures
) -> None:
    for seed in cases(proving):
        chance = random.Random(seed)
        sealed, other = (open_register(str(shutil.copy(whole, tmp_path / f"{seed}-{side}.db"))) for side in "ab")
        ours = chance.randint(1, 6)
        for number in range(ours):
            revise(sealed, chance, number)
        for number in range(ours + chance.randint(0, 2)):
            revise(other, chance, number)
        seal = read_seal(make_seal(sealed, MADE))
        assert verify(sealed, seal) == []
        assert verify(other) == []
        (problem,) = verify(other, seal)
        assert problem.code == "JRN-011"
        first, last = parts_at(problem.message)
        assert first <= 11 <= last, problem.message
        for each in (sealed, other):
            each.dispose()
    figures("tampering: fork", registers=len(cases(proving)), found_and_located=len(cases(proving)))


def parts_at(message: str) -> tuple[int, int]:
    """The first and the last revision at which two histories may part."""
    numbers = [int(word) for word in message.replace(":", " ").split() if word.isdigit()]
    return numbers[0], numbers[-1]


def test_a_fork_on_either_database_is_found(engine: Engine) -> None:
    fill(engine, 3, revisions=3)
    seal = read_seal(make_seal(engine, MADE))
    cut(engine, 2)
    revise(engine, random.Random(5), 3)
    revise(engine, random.Random(6), 4)
    assert verify(engine) == []
    assert [problem.code for problem in verify(engine, seal)] == ["JRN-011"]


def test_the_seal_of_another_register_is_refused_as_such(engine: Engine, tmp_path: Path) -> None:
    other = create(str(tmp_path / "other.db"))
    seal = read_seal(make_seal(other, MADE))
    other.dispose()
    assert [problem.code for problem in verify(engine, seal)] == ["JRN-012"]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE fact SET words = '\"x\"' WHERE record = 'use-1'",
        "UPDATE fact SET kind = 'x' WHERE record = 'use-1'",
        "UPDATE fact SET revision = 1 WHERE record = 'use-1'",
        "DELETE FROM fact WHERE record = 'use-1'",
        "INSERT INTO fact VALUES ('use-1', 'new', 'use', 'org-acme', '\"x\"', 2)",
    ],
)
def test_facts_changed_behind_the_journal_are_found(engine: Engine, statement: str) -> None:
    change = Change("use-1", "use", "org-acme", "source", None, '"a"')
    append(engine, [change, change._replace(record="use-2")], 0, signature(1))
    append(engine, [change._replace(before='"a"', after='"b"')], 1, signature(2))
    with engine.begin() as connection:
        connection.exec_driver_sql(statement)
    (problem,) = verify(engine)
    assert (problem.code, problem.record) == ("JRN-009", "use-1")


def test_another_id_is_found_since_the_chain_begins_with_it(engine: Engine, tmp_path: Path, root: Path) -> None:
    fill(engine, 1, revisions=2)
    backup(engine, tmp_path / "copy.db")
    copy = open_register(str(tmp_path / "copy.db"))
    for each in (engine, copy):
        with each.begin() as connection:
            connection.execute(text("UPDATE setting SET value = :id WHERE name = 'id'"), {"id": "0" * 32})
        (problem,) = verify(each)
        assert (problem.code, str(problem.location)) == ("JRN-002", "journal:1")
        assert f"the beginning of register '{'0' * 32}'" in problem.message
    copy.dispose()
    told = subprocess.run(
        [sys.executable, "-I", str(root / "datamap/store/verify_register.py"), str(tmp_path / "copy.db")],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (told.returncode, told.stdout.splitlines()[0].split()[:3]) == (1, ["JRN-002", "revision", "1:"])


def test_a_guard_that_was_taken_away_or_changed_is_found(engine: Engine, tmp_path: Path, root: Path) -> None:
    fill(engine, 1, revisions=1)
    spoil = {
        "sqlite": [
            ("revision_no_update", "DROP TRIGGER revision_no_update"),
            ("change_no_delete", "DROP TRIGGER change_no_delete"),
            ("change_no_delete", "CREATE TRIGGER change_no_delete BEFORE DELETE ON change BEGIN SELECT 1; END"),
            ("change_no_replace", "DROP TRIGGER change_no_replace"),
        ],
        "postgresql": [
            ("change_is_past", "ALTER TABLE change DISABLE TRIGGER change_is_past"),
            ("revision_is_past", "DROP TRIGGER revision_is_past ON revision"),
            (
                "revision_is_past",
                "CREATE TRIGGER revision_is_past BEFORE DELETE ON revision EXECUTE FUNCTION revision_is_past()",
            ),
        ],
    }[engine.dialect.name]
    lost = set()
    for name, statement in spoil:
        with engine.begin() as connection:
            connection.exec_driver_sql(statement)
        lost.add(name)
        problems = verify(engine)
        assert {(problem.code, str(problem.location)) for problem in problems} == {("JRN-014", "guards")}
        assert {name for name in lost if f"'{name}'" in listing(problems)} == lost
        assert len(problems) == len(lost)
    if engine.dialect.name == "postgresql":
        body = "RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN NULL; END$$"
        with engine.begin() as connection:
            connection.exec_driver_sql("ALTER TABLE change ENABLE TRIGGER change_is_past")
            connection.exec_driver_sql(f"CREATE OR REPLACE FUNCTION change_is_past() {body}")
        assert "'change_is_past'" in listing(verify(engine))


@pytest.mark.parametrize("other", ["", "CREATE TRIGGER change_no_update BEFORE UPDATE ON change BEGIN SELECT 1; END"])
def test_the_program_for_auditors_finds_a_missing_guard_too(
    other: str, whole: Path, tmp_path: Path, root: Path
) -> None:
    copy = sqlite3.connect(shutil.copy(whole, tmp_path / "copy.db"))
    copy.execute("DROP TRIGGER change_no_update")
    copy.execute(other)
    copy.commit()
    copy.close()
    script = [sys.executable, "-I", str(root / "datamap/store/verify_register.py"), str(tmp_path / "copy.db")]
    told = subprocess.run(script, capture_output=True, text=True, check=False)
    assert (told.returncode, told.stdout.count("JRN-014 guards: change_no_update is missing")) == (1, 1)


@pytest.mark.parametrize(("old", "new"), [("1", "0"), ("2", "1.5"), ("(SELECT max(number) FROM change)", "'x'")])
def test_changes_numbered_in_another_way_are_found_though_their_order_is_the_same(
    whole: Path, tmp_path: Path, root: Path, old: str, new: str
) -> None:
    engine = open_register(str(shutil.copy(whole, tmp_path / "copy.db")))
    with unguarded(engine) as connection:
        revision = "(SELECT revision FROM change ORDER BY number DESC LIMIT 1)"
        connection.execute(text(f"UPDATE change SET number = {new} WHERE revision = {revision} AND number = {old}"))
    (problem,) = verify(engine)
    engine.dispose()
    assert (problem.code, "is missing" in problem.message) == ("JRN-005", True)
    script = [sys.executable, "-I", str(root / "datamap/store/verify_register.py"), str(tmp_path / "copy.db")]
    assert "JRN-005" in subprocess.run(script, capture_output=True, text=True, check=False).stdout


def test_another_name_for_an_author_is_found(engine: Engine) -> None:
    fill(engine, 1)
    with engine.begin() as connection:
        connection.execute(text("UPDATE person SET name = 'Eve' WHERE name = 'Anna'"))
    (problem,) = verify(engine)
    assert problem.code == "JRN-008"
    assert "Eve" in problem.message


def test_an_author_whom_nobody_knows_is_found(engine: Engine) -> None:
    fill(engine, 1, revisions=2)
    with unguarded(engine) as connection:
        connection.execute(text("DELETE FROM person WHERE name = 'Anna'"))
    assert {problem.code for problem in verify(engine)} == {"JRN-008"}


def test_a_register_larger_than_one_batch_is_verified(engine: Engine) -> None:
    changes = [Change(f"use-{i:05}", "use", "org-acme", "source", None, f'"{i}"') for i in range(12_345)]
    append(engine, changes, 0, signature(1))
    assert verify(engine) == []
    with unguarded(engine) as connection:
        connection.execute(text("UPDATE change SET after = '\"?\"' WHERE number = 11000"))
    problems = verify(engine)
    assert [str(problem.location) for problem in problems] == ["journal:1", "journal:1:11000"]
    assert problems[1].record == "use-10999"
