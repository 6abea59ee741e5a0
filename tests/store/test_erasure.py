"""A person's name can be erased; the journal stays whole and no longer tells who it was."""

import random
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event, select

from datamap.errors import DatamapError
from datamap.register.proving import forget_person
from datamap.register.undoing import plan_undo
from datamap.store.chain import seal_of
from datamap.store.connect import create, open_register, reading
from datamap.store.erasure import forget
from datamap.store.journal import read_changes, read_revisions
from datamap.store.people import read_names
from datamap.store.schema import PERSON
from datamap.store.seal import make_seal, read_seal
from datamap.store.verify import verify
from tests.store.registers import MADE, fill, revise, signature


def test_the_chain_verifies_after_an_erasure_and_the_name_is_gone(engine: Engine) -> None:
    fill(engine, 1)
    seal = read_seal(make_seal(engine, MADE))
    with reading(engine) as connection:
        before = read_revisions(connection)
        (anna,) = [each for each, name in read_names(connection).items() if name == "Anna"]
    forget(engine, "Anna", signature(7, author="Officer"))
    assert verify(engine, seal) == []
    with reading(engine) as connection:
        assert read_revisions(connection)[:-1] == before
        assert read_names(connection)[anna] is None
        assert sorted(filter(None, read_names(connection).values())) == ["Jörg", "Officer"]


def test_the_journal_notes_that_a_name_was_erased_when_and_by_whom_and_not_whose(place: str) -> None:
    engine = create(place)
    fill(engine, 1)
    revision = forget_person(place, "Anna", "Officer")
    with reading(engine) as connection:
        noted = read_revisions(connection)[-1]
        changes = list(read_changes(connection, noted.sequence, noted.sequence))
        names = read_names(connection)
    assert noted == revision
    assert (noted.sequence, names[noted.author], noted.changes, changes) == (7, "Officer", 0, [])
    assert (noted.origin, noted.reason) == ("erasure of a name", "a person's name was erased")
    assert verify(engine) == []
    with pytest.raises(DatamapError, match="revision 7 changed no field"):
        plan_undo(place, 7)
    revise(engine, random.Random(2), 8)
    assert verify(engine) == []
    engine.dispose()


def test_whoever_erases_their_own_name_signs_without_it(engine: Engine) -> None:
    fill(engine, 1)
    revision = forget(engine, "Anna", signature(7, author="Anna"))
    with reading(engine) as connection:
        names = read_names(connection)
        assert names[revision.author] is None
        assert revision.author in {each.author for each in read_revisions(connection)[:-1]}
    assert "Anna" not in names.values()
    assert verify(engine) == []


def test_a_reason_does_not_keep_the_name(place: str) -> None:
    engine = create(place)
    fill(engine, 1)
    with pytest.raises(DatamapError, match="the reason holds the name"):
        forget_person(place, "Anna", "Officer", "Anna asked for it")
    with reading(engine) as connection:
        assert len(read_revisions(connection)) == 6
    engine.dispose()


def test_a_reader_who_keeps_the_old_row_on_the_disk_is_told(place: str, tmp_path: Path) -> None:
    create(place).dispose()
    engine = open_register(place, patience=0.05)
    fill(engine, 1)
    with reading(engine) as reader:
        assert set(read_names(reader).values()) == {"Anna", "Jörg"}
        with pytest.raises(DatamapError, match=r"the name is erased .* others read the register"):
            forget(engine, "Anna", signature(7))
    assert verify(engine) == []
    engine.dispose()
    assert b"Anna" not in b"".join(path.read_bytes() for path in tmp_path.iterdir())


def test_no_key_that_is_left_turns_the_seal_back(engine: Engine) -> None:
    fill(engine, 1)
    with reading(engine) as connection:
        (anna,) = [each for each, name in read_names(connection).items() if name == "Anna"]
    forget(engine, "Anna", signature(7, author="Jörg"))
    revise(engine, random.Random(1), 8, author="Anna")
    with reading(engine) as connection:
        keys = [key for key in connection.execute(select(PERSON.c.key)).scalars() if key]
        assert read_revisions(connection)[-1].author != anna
    assert len(keys) == 2
    assert anna not in {seal_of("Anna", key) for key in keys}


def _without_secure_delete(connection: Any, _record: object) -> None:
    """As it is in an SQLite that was not built to overwrite what is freed."""
    connection.execute("PRAGMA secure_delete = OFF")


def test_the_erased_name_and_key_are_in_no_file_of_the_register(tmp_path: Path) -> None:
    engine = create(str(tmp_path / "register.db"))
    event.listen(engine, "connect", _without_secure_delete)
    fill(engine, 1, revisions=3)
    revise(engine, random.Random(1), 4, author="Wilhelmina Unmistakable")
    with reading(engine) as connection:
        key = connection.execute(select(PERSON.c.key).where(PERSON.c.name.like("Wil%"))).scalar_one()
    forget(engine, "Wilhelmina Unmistakable", signature(5))
    held = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"Wilhelmina" not in held
    assert key.encode() not in held
    engine.dispose()
    reopened = open_register(str(tmp_path / "register.db"))
    assert verify(reopened) == []
    reopened.dispose()


def test_nobody_by_that_name_is_told(engine: Engine) -> None:
    fill(engine, 1)
    with pytest.raises(DatamapError, match="nobody named 'Eve' made a revision"):
        forget(engine, "Eve", signature(7, author="Eve"))
    assert verify(engine) == []
