"""What goes wrong around a register is told in one sentence, and nothing is written."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, make_url

from datamap.errors import DatamapError
from datamap.inventory import write_inventory
from datamap.register.keeping import init
from datamap.register.reading import open_kept
from datamap.store.connect import exists, open_register, reading, writing
from datamap.store.journal import append
from tests.databases import Server
from tests.figures import Figures
from tests.folders import ROOT
from tests.store.keeping import SIGNATURE, complaints, load, name_of, write
from tests.store.registers import read_current
from tests.synthetic import synthetic_inventory

pytestmark = pytest.mark.faults

NOBODY = 65534


def command(place: str, text: Path) -> list[str]:
    return [sys.executable, "-B", "-m", "tests.store.writer", "load", place, str(text)]


def refused(told: str, place: str) -> None:
    """A write that does not go through, and says why in one line."""
    with pytest.raises(DatamapError) as error:
        write(place, name_of("org-a", None, '"Acme"'), base=1)
    assert told in str(error.value)
    assert len(str(error.value).splitlines()) == 1
    assert str(error.value).endswith("nothing was changed")


@pytest.fixture
def shelf() -> Iterator[Path]:
    """A folder that an ordinary person may enter."""
    folder = Path(tempfile.mkdtemp(prefix="datamap-"))
    folder.chmod(0o777)
    yield folder
    folder.chmod(0o777)
    shutil.rmtree(folder)


@pytest.fixture
def ordinary(shelf: Path) -> Iterator[Path]:
    """A register of an ordinary person: root may write everywhere, so its rights are laid down for the test."""
    place = shelf / "register.db"
    load(str(place), synthetic_inventory(100))
    assert open_kept(str(place)) == synthetic_inventory(100)
    if os.geteuid() == 0:
        os.chown(place, NOBODY, NOBODY)
        os.seteuid(NOBODY)
        yield place
        os.seteuid(0)
    else:
        yield place


def test_a_file_that_may_not_be_written_is_told(ordinary: Path) -> None:
    before = ordinary.read_bytes()
    ordinary.chmod(0o444)
    refused("may not write to it", str(ordinary))
    ordinary.chmod(0o644)
    assert ordinary.read_bytes() == before
    assert complaints(str(ordinary)) == []


def test_a_file_that_may_not_be_written_can_be_read(ordinary: Path) -> None:
    ordinary.chmod(0o444)
    assert open_kept(str(ordinary)) == synthetic_inventory(100)


def test_a_folder_that_may_not_be_written_is_told(ordinary: Path) -> None:
    os.seteuid(0) if os.getuid() == 0 else None
    ordinary.parent.chmod(0o555)
    os.seteuid(NOBODY) if os.getuid() == 0 else None
    before = ordinary.read_bytes()
    refused("you may", str(ordinary))
    with pytest.raises(DatamapError, match="it cannot be opened: see whether its folder exists"):
        init(str(ordinary.parent / "other.db"))
    assert ordinary.read_bytes() == before
    assert sorted(path.name for path in ordinary.parent.iterdir()) == ["register.db"]


def test_a_permission_that_was_lost_is_told(ordinary: Path) -> None:
    ordinary.chmod(0)
    refused("whether you may read and write", str(ordinary))
    with pytest.raises(DatamapError, match="whether you may read and write"):
        open_kept(str(ordinary))
    ordinary.chmod(0o644)
    assert complaints(str(ordinary)) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows limits no files")
@pytest.mark.parametrize("share", [0.0, 0.3, 0.6, 0.9])
def test_a_disk_that_is_full_is_told(share: float, tmp_path: Path) -> None:
    import resource

    text, place = tmp_path / "text", str(tmp_path / "register.db")
    write_inventory(synthetic_inventory(100), text)
    load(str(tmp_path / "whole.db"), synthetic_inventory(100))
    init(place)
    empty, whole = Path(place).stat().st_size, (tmp_path / "whole.db").stat().st_size
    limit = int(empty + share * (whole - empty))
    result = subprocess.run(
        command(place, text),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
    )
    assert result.returncode == 2, result.stderr
    assert "disk" in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert complaints(place) == []
    assert read_current(open_register(place))[0] == 0


@pytest.mark.strace
@pytest.mark.parametrize("fault", ["ENOSPC", "EIO"])
@pytest.mark.parametrize("call", ["pwrite64", "fdatasync"])
def test_a_disk_that_fails_is_told(call: str, fault: str, tmp_path: Path, proving: bool, figures: Figures) -> None:
    text, place = tmp_path / "text", str(tmp_path / "register.db")
    write_inventory(synthetic_inventory(100), text)
    firsts = range(1, 300, 7) if proving else (1, 100)
    refused = 0
    for first in firsts:
        shutil.rmtree(tmp_path / "register.db", ignore_errors=True)
        Path(place).unlink(missing_ok=True)
        init(place)
        fails = ["-e", f"trace={call}", "-e", f"inject={call}:error={fault}:when={first}+"]
        strace = ["strace", "--seccomp-bpf", "-f", "-o", "/dev/null", *fails]
        result = subprocess.run([*strace, *command(place, text)], cwd=ROOT, capture_output=True, text=True, check=False)
        assert "Traceback" not in result.stderr
        assert complaints(place) == []
        if result.returncode:
            refused += 1
            assert "disk" in result.stderr
            assert len(result.stderr.splitlines()) == 1
        # A fault after the last byte of the transaction is safe leaves it whole.
        assert (read_current(open_register(place))[0] == 1) == (open_kept(place) == synthetic_inventory(100))
    figures(
        f"disk that fails from a {call} on with {fault}", loads=len(firsts), refused_in_a_sentence=refused, in_part=0
    )


def holding(engine: Engine, held: threading.Event, done: threading.Event) -> None:
    with writing(engine):
        held.set()
        done.wait(60)


def test_a_writer_that_does_not_finish_is_told_and_not_waited_for_any_longer(place: str) -> None:
    load(place, synthetic_inventory(100))
    held, done = threading.Event(), threading.Event()
    other = threading.Thread(target=holding, args=(open_register(place), held, done))
    other.start()
    try:
        assert held.wait(60)
        with pytest.raises(DatamapError, match=r"somebody else writes to it for a long time.*nothing was changed"):
            append(open_register(place, patience=0.2), [name_of("org-a", None, '"Acme"')], 1, SIGNATURE)
    finally:
        done.set()
        other.join()
    write(place, name_of("org-a", None, '"Acme"'), base=1)
    assert complaints(place) == []


def test_a_writer_waits_for_another_one_that_finishes(place: str) -> None:
    load(place, synthetic_inventory(100))
    held, done = threading.Event(), threading.Event()
    other = threading.Thread(target=holding, args=(open_register(place), held, done))
    other.start()
    assert held.wait(60)
    threading.Timer(0.5, done.set).start()
    assert write(place, name_of("org-a", None, '"Acme"'), base=1).sequence == 2
    other.join()


def cut(server: Server, connection: Connection) -> None:
    """Ends a connection from outside, and uses it once more."""
    server.run(f"SELECT pg_terminate_backend({connection.exec_driver_sql('SELECT pg_backend_pid()').scalar()})")
    connection.exec_driver_sql("DELETE FROM fact")


def cut_after(statements: int, server: Server, engine: Engine) -> None:
    with writing(engine) as connection:
        for _ in range(statements):
            connection.exec_driver_sql("DELETE FROM fact")
        cut(server, connection)


@pytest.mark.parametrize("statements", [0, 1, 2])
def test_a_connection_that_is_cut_is_told(statements: int, postgresql: Server) -> None:
    place = postgresql.new_database()
    load(place, synthetic_inventory(100))
    before = read_current(open_register(place))
    with pytest.raises(DatamapError, match="nothing was changed") as told:
        cut_after(statements, postgresql, open_register(place))
    assert len(str(told.value).splitlines()) == 1
    assert read_current(open_register(place)) == before
    assert complaints(place) == []


def test_a_reader_whose_connection_is_cut_is_told(postgresql: Server) -> None:
    place = postgresql.new_database()
    load(place, synthetic_inventory(100))
    with pytest.raises(DatamapError, match="nothing was changed"), reading(open_register(place)) as connection:
        cut(postgresql, connection)


def test_what_is_no_register_is_told_and_left_alone(tmp_path: Path) -> None:
    import sqlite3

    text, foreign = tmp_path / "text.db", tmp_path / "foreign.db"
    text.write_text("no database\n" * 100, encoding="utf-8")
    connection = sqlite3.connect(foreign)
    connection.execute("CREATE TABLE other (a)")
    connection.close()
    for path in (text, foreign):
        before = path.read_bytes()
        with pytest.raises(DatamapError, match="no register"):
            open_register(str(path))
        with pytest.raises(DatamapError, match=r"no register|database of another program"):
            init(str(path))
        assert path.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["foreign.db", "text.db"]
    with pytest.raises(DatamapError, match="there is no register"):
        open_register(str(tmp_path / "missing.db"))
    assert not exists(str(tmp_path / "missing.db"))
    with pytest.raises(DatamapError, match="cannot be opened"):
        init(str(tmp_path / "missing" / "register.db"))


@pytest.mark.parametrize(
    ("place", "told"),
    [
        ("mysql://host/database", "not on 'mysql'"),
        ("://", "name a file, or postgresql://user@host/database"),
        ("postgresql://nobody@localhost:1/x", "no server answers there: see whether it runs"),
        ("postgresql://nobody@/x?host=/missing", "no server runs on this computer: name its host"),
        ("postgresql://nobody@no-such-host.invalid/x", "no computer is found by that name: see how it is spelt"),
    ],
)
def test_a_place_where_no_register_can_stand_is_told_with_what_to_do(place: str, told: str) -> None:
    with pytest.raises(DatamapError, match=re.escape(told)) as raised:
        init(place)
    assert len(str(raised.value).splitlines()) == 1


def test_a_server_without_that_database_or_user_is_told_with_what_to_do(postgresql: Server) -> None:
    url = make_url(postgresql.new_database())
    elsewhere = {"database": url.set(database="nobody_has_it"), "user": url.set(username="nobody_has_it")}
    for what, other in elsewhere.items():
        with pytest.raises(DatamapError, match=f"the server (has|knows) no such {what}"):
            open_register(other.render_as_string(hide_password=False))


@pytest.mark.parametrize(
    "rest", ["nobody:secret@localhost:1/x", "nobody:secret@h:port/x", "localhost:1/x?password=secret"]
)
def test_a_password_is_not_told(rest: str) -> None:
    with pytest.raises(DatamapError) as told:
        init(f"postgresql://{rest}")
    assert "secret" not in str(told.value)
