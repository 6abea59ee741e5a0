"""A backup is one file of one moment, and a register of its own."""

import random
import sqlite3
import threading
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from datamap.errors import DatamapError
from datamap.store.backup import backup
from datamap.store.connect import create, open_register, reading
from datamap.store.export import export_all
from datamap.store.journal import read_head, read_revisions, read_state
from datamap.store.seal import make_seal, read_seal
from datamap.store.verify import verify
from tests.databases import backend_of
from tests.figures import Figures
from tests.store.registers import MADE, fill, read_current, revise


def test_a_backup_holds_the_same_and_verifies_with_the_same_seal(engine: Engine, tmp_path: Path) -> None:
    fill(engine, 1)
    seal = read_seal(make_seal(engine, MADE))
    backup(engine, tmp_path / "copies" / "backup.db")
    assert [path.name for path in (tmp_path / "copies").iterdir()] == ["backup.db"]
    copy = open_register(str(tmp_path / "copies" / "backup.db"))
    assert verify(copy, seal) == []
    assert list(export_all(copy)) == list(export_all(engine))
    assert read_current(copy) == read_current(engine)
    copy.dispose()


def test_a_backup_goes_on_as_a_register_and_refuses_to_change_the_past(engine: Engine, tmp_path: Path) -> None:
    fill(engine, 1)
    backup(engine, tmp_path / "backup.db")
    copy = open_register(str(tmp_path / "backup.db"))
    revise(copy, random.Random(1), 9)
    assert verify(copy) == []
    with pytest.raises(Exception, match="the past of a register cannot be changed"), copy.begin() as connection:
        connection.execute(text("UPDATE revision SET reason = 'x'"))
    copy.dispose()


def test_readers_of_a_backup_that_is_put_to_use_hold_no_writer_up(whole: Path, tmp_path: Path) -> None:
    backup(open_register(str(whole)), tmp_path / "backup.db")
    copy = open_register(str(tmp_path / "backup.db"), patience=0.2)
    revise(copy, random.Random(1), 11)
    with reading(copy) as connection:
        assert len(read_revisions(connection)) == 11
        revise(copy, random.Random(2), 12)
        assert len(read_revisions(connection)) == 11
    copy.dispose()


def test_a_newer_backup_takes_the_place_of_the_older_one(engine: Engine, tmp_path: Path) -> None:
    fill(engine, 1, revisions=2)
    backup(engine, tmp_path / "backup.db")
    revise(engine, random.Random(2), 3)
    backup(engine, tmp_path / "backup.db")
    copy = open_register(str(tmp_path / "backup.db"))
    assert read_current(copy)[0] == 3
    copy.dispose()


def test_a_backup_onto_a_register_in_use_is_refused(engine: Engine, tmp_path: Path) -> None:
    fill(engine, 1, revisions=1)
    backup(engine, tmp_path / "other.db")
    other = open_register(str(tmp_path / "other.db"))
    with reading(other) as connection:
        read_head(connection)
        with pytest.raises(DatamapError, match="is a register in use"):
            backup(engine, tmp_path / "other.db")
    other.dispose()


def test_a_backup_onto_itself_is_refused(whole: Path) -> None:
    engine = open_register(str(whole))
    with pytest.raises(DatamapError, match="is a register in use"):
        backup(engine, whole)
    engine.dispose()


def test_a_backup_onto_a_newer_register_or_another_one_is_refused(engine: Engine, tmp_path: Path) -> None:
    fill(engine, 1, revisions=2)
    backup(engine, tmp_path / "newer.db")
    newer, other = open_register(str(tmp_path / "newer.db")), create(str(tmp_path / "other.db"))
    revise(newer, random.Random(2), 3)
    fill(other, 3, revisions=1)
    newer.dispose()
    other.dispose()
    for name in ("newer.db", "other.db"):
        before = (tmp_path / name).read_bytes()
        with pytest.raises(DatamapError, match="is a register with revisions that would be lost"):
            backup(engine, tmp_path / name)
        assert (tmp_path / name).read_bytes() == before


def test_a_backup_onto_a_file_that_is_no_register_is_refused(engine: Engine, tmp_path: Path) -> None:
    text = tmp_path / "parties.yaml"
    text.write_text("- id: party-a\n", encoding="utf-8")
    with pytest.raises(DatamapError, match="is no backup of a register: choose another name"):
        backup(engine, text)
    assert text.read_text(encoding="utf-8") == "- id: party-a\n"


def test_a_backup_that_cannot_be_written_leaves_the_older_one(engine: Engine, tmp_path: Path) -> None:
    (tmp_path / "folder.db").mkdir()
    with pytest.raises(DatamapError, match="cannot write"):
        backup(engine, tmp_path / "folder.db")
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


@pytest.mark.property
def test_backups_made_while_others_write_are_each_of_one_moment(
    engine: Engine, tmp_path: Path, proving: bool, figures: Figures
) -> None:
    fill(engine, 1, revisions=2)
    done = threading.Event()

    def write() -> None:
        chance, number = random.Random(4), 2
        while not done.is_set():
            number += 1
            revise(engine, chance, number)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        count = 100 if proving else 3
        for number in range(count):
            path = tmp_path / f"backup{number}.db"
            backup(engine, path)
            copy = open_register(str(path))
            assert verify(copy) == []
            with reading(copy) as connection:
                revisions, state = read_revisions(connection), read_state(connection)
            with reading(engine) as connection:
                assert read_revisions(connection)[: len(revisions)] == revisions
                assert read_state(connection, revisions[-1].sequence) == state
            copy.dispose()
            path.unlink()
    finally:
        done.set()
        writer.join()
    figures(f"backups while others write, {backend_of(str(engine.url))}", backups=count, of_more_than_one_moment=0)


def test_a_backup_is_sound_for_sqlite_itself(engine: Engine, tmp_path: Path) -> None:
    fill(engine, 1)
    backup(engine, tmp_path / "backup.db")
    copy = sqlite3.connect(tmp_path / "backup.db")
    assert copy.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert copy.execute("PRAGMA foreign_key_check").fetchall() == []
    assert copy.execute("PRAGMA journal_mode").fetchall() == [("delete",)]
    copy.close()
