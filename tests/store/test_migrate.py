"""A register of an older program is brought forward, each step whole or not at all; one of a newer one is refused."""

import pytest
from sqlalchemy import Connection, Engine, inspect, text

from datamap.errors import DatamapError
from datamap.register.proving import migrate_register
from datamap.store.connect import open_register, read_version, reading
from datamap.store.export import export_all
from datamap.store.journal import read_revisions
from datamap.store.migrate import STEPS, Step, migrate
from datamap.store.schema import VERSION
from datamap.store.verify import verify
from tests.store.registers import fill


def add_note(connection: Connection) -> None:
    connection.execute(text("CREATE TABLE note (words VARCHAR(80))"))
    connection.execute(text("INSERT INTO note SELECT reason FROM revision"))


def add_note_and_stop(connection: Connection) -> None:
    add_note(connection)
    raise KeyboardInterrupt


def rename_note(connection: Connection) -> None:
    connection.execute(text("ALTER TABLE note RENAME TO remark"))


def version_of(engine: Engine, newest: int) -> int:
    with reading(engine) as connection:
        return read_version(connection, newest)


def test_the_steps_lead_to_the_version_of_the_tables() -> None:
    assert [step.version for step in STEPS] == list(range(2, VERSION + 1))


def test_a_register_of_this_version_is_left_alone(engine: Engine) -> None:
    fill(engine, 1)
    before = list(export_all(engine))
    assert migrate(engine) == []
    assert list(export_all(engine)) == before


def test_steps_are_taken_once_and_in_order(engine: Engine) -> None:
    fill(engine, 1)
    steps = (Step(2, add_note), Step(3, rename_note))
    assert migrate(engine, steps[:1]) == [2]
    assert migrate(engine, steps) == [3]
    assert migrate(engine, steps) == []
    assert version_of(engine, 3) == 3
    with reading(engine) as connection:
        assert connection.execute(text("SELECT count(*) FROM remark")).scalar_one() == 6
    assert verify(engine) == []


def test_a_step_that_is_stopped_leaves_the_register_as_it_was(engine: Engine) -> None:
    fill(engine, 1)
    before = list(export_all(engine))
    with pytest.raises(KeyboardInterrupt):
        migrate(engine, (Step(2, add_note_and_stop),))
    assert not inspect(engine).has_table("note")
    assert list(export_all(engine)) == before
    assert version_of(engine, VERSION) == VERSION
    assert migrate(engine, (Step(2, add_note),)) == [2]


def test_an_older_program_refuses_a_newer_register_and_touches_nothing(place: str, engine: Engine) -> None:
    fill(engine, 1)
    migrate(engine, (Step(2, add_note),))
    before = list(export_all(engine))
    with pytest.raises(DatamapError, match=r"newer datamap .*version 2, this program knows 1.*update datamap"):
        open_register(place)
    with pytest.raises(DatamapError, match="made by a newer datamap"):
        migrate(engine, (Step(1, rename_note),))
    assert list(export_all(engine)) == before


def test_a_register_of_an_older_program_is_brought_forward_when_somebody_says_so(place: str, engine: Engine) -> None:
    """Whoever only looks at it changes nothing."""
    fill(engine, 1)
    before = list(export_all(engine))
    for _ in range(2):
        with pytest.raises(DatamapError, match=r"older datamap .*version 1, .*with 2\).*`datamap migrate`"):
            open_register(place, version=2)
    assert list(export_all(engine)) == before
    assert migrate_register(place, (Step(2, add_note),)) == [2]
    brought = open_register(place, version=2)
    assert version_of(brought, 2) == 2
    assert verify(brought) == []
    with reading(brought) as connection:
        assert len(read_revisions(connection)) == 6
    brought.dispose()


def test_nothing_is_to_migrate_in_a_register_of_this_program(place: str, engine: Engine) -> None:
    assert migrate_register(place) == []
    with pytest.raises(DatamapError, match="there is no register"):
        migrate_register("nowhere.db")


def test_a_register_without_its_version_is_refused_in_a_sentence(place: str, engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("DELETE FROM setting"))
    with pytest.raises(DatamapError, match="does not say which version it has"):
        open_register(place)
