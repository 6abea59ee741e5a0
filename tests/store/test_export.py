"""An export brings back the whole register, on either database, and one that was damaged is refused with the line."""

import random
from pathlib import Path

import pytest
from sqlalchemy import Engine

from datamap.errors import DatamapError
from datamap.store.connect import create, open_register, reading
from datamap.store.erasure import forget
from datamap.store.export import export_all
from datamap.store.journal import read_revisions
from datamap.store.restore import restore
from datamap.store.seal import make_seal, read_seal
from datamap.store.verify import verify
from tests.databases import Server
from tests.figures import Figures
from tests.store.registers import MADE, fill, read_current, revise, signature


@pytest.fixture(scope="module")
def lines(whole: Path) -> list[str]:
    """What an export of a register with some history holds."""
    engine = open_register(str(whole))
    lines = list(export_all(engine))
    engine.dispose()
    return lines


def test_an_export_restored_is_the_same_register(engine: Engine, tmp_path: Path, postgresql: Server) -> None:
    fill(engine, 1, revisions=9)
    forget(engine, "Anna", signature(7))
    seal = read_seal(make_seal(engine, MADE))
    text = list(export_all(engine))
    for place in (str(tmp_path / "new.db"), postgresql.new_database()):
        restored = restore(text, place)
        assert verify(restored, seal) == []
        assert list(export_all(restored)) == text
        assert read_current(restored) == read_current(engine)
        restored.dispose()


def test_readers_of_a_restored_register_hold_no_writer_up(lines: list[str], tmp_path: Path) -> None:
    restore(lines, str(tmp_path / "new.db")).dispose()
    writer = open_register(str(tmp_path / "new.db"), patience=0.2)
    with reading(writer) as connection:
        newest = read_revisions(connection)[-1].sequence
        revise(writer, random.Random(1), newest + 1)
        assert read_revisions(connection)[-1].sequence == newest
    writer.dispose()


def test_an_empty_register_comes_back_too(engine: Engine, tmp_path: Path) -> None:
    restored = restore(export_all(engine), str(tmp_path / "new.db"))
    assert list(export_all(restored)) == list(export_all(engine))
    restored.dispose()


def test_a_register_in_place_is_left_alone(place: str, lines: list[str]) -> None:
    engine = create(place)
    fill(engine, 5)
    before = list(export_all(engine))
    with pytest.raises(DatamapError, match="is a register already"):
        restore(lines, place)
    assert list(export_all(engine)) == before
    engine.dispose()


def test_a_line_that_was_changed_is_refused_with_its_number(lines: list[str], place: str) -> None:
    changes = [number for number, line in enumerate(lines) if line.startswith('["change"')]
    damaged = lines.copy()
    damaged[changes[0]] = damaged[changes[0]].replace("use-", "usf-", 1)
    with pytest.raises(DatamapError, match=r"^line \d+: the changes of revision 1, which ends before") as caught:
        restore(damaged, place)
    assert "nothing was restored" in str(caught.value)
    engine = restore(lines, place)
    assert verify(engine) == []
    engine.dispose()


@pytest.mark.property
def test_no_damaged_export_is_restored(lines: list[str], tmp_path: Path, proving: bool, figures: Figures) -> None:
    place, refused = tmp_path / "new.db", 0
    for seed in range(1_000 if proving else 60):
        damaged = damage(lines, random.Random(seed))
        if "".join(damaged) == "".join(lines):
            continue
        with pytest.raises(DatamapError, match=r"^line \d+: |another version of datamap"):
            restore(damaged, str(place))
        assert list(tmp_path.iterdir()) == []
        refused += 1
    figures("exports that were damaged", exports=refused, refused=refused)


def damage(lines: list[str], chance: random.Random) -> list[str]:
    """Lines with one letter changed, or a line lost, doubled, cut or swapped with another."""
    damaged = lines.copy()
    at, other = chance.sample(range(len(lines)), 2)
    match chance.randrange(6):
        case 0 | 1:
            place = chance.randrange(len(lines[at]))
            damaged[at] = lines[at][:place] + chance.choice('x"0,]\n') + lines[at][place + 1 :]
        case 2:
            del damaged[at]
        case 3:
            damaged.insert(other, lines[at])
        case 4:
            damaged = [*lines[:at], lines[at][: chance.randrange(len(lines[at]))]]
        case _:
            damaged[at], damaged[other] = lines[other], lines[at]
    return damaged


@pytest.mark.parametrize("content", ["", "\n", "{}\n", "[]\n", "null\n", "not json\n", '["person"]\n'])
def test_what_is_no_export_is_refused_in_a_sentence(tmp_path: Path, content: str) -> None:
    with pytest.raises(DatamapError, match=r"line \d"):
        restore(content.splitlines(keepends=True), str(tmp_path / "new.db"))


def test_a_file_that_is_no_text_is_refused_in_a_sentence(tmp_path: Path, lines: list[str]) -> None:
    path = tmp_path / "export.jsonl"
    path.write_bytes(lines[0].encode() + b"\xff\xfe" + "".join(lines[1:]).encode())
    with path.open(encoding="utf-8") as file, pytest.raises(DatamapError, match="is not UTF-8"):
        restore(file, str(tmp_path / "new.db"))
