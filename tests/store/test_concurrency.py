"""Many writers: none loses what it wrote, none overwrites another one, and readers go on meanwhile."""

import random
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from sqlalchemy import Connection

from datamap.errors import DatamapError
from datamap.inventory import write_inventory
from datamap.model import Organisation, Party, System, assemble, inventory_of
from datamap.model.state import Change, Key, State, after, changes_between, raw_records, state_of
from datamap.register.keeping import apply, init, plan_load
from datamap.register.reading import open_kept
from datamap.store.connect import open_register, reading, writing
from datamap.store.journal import read_changes, read_head, read_revisions
from datamap.store.rebase import ConflictError, rebase
from tests.databases import backend_of
from tests.figures import Figures
from tests.folders import ROOT
from tests.store.keeping import change_to, complaints, load, name_of, write
from tests.store.registers import read_current
from tests.synthetic import synthetic_inventory

pytestmark = pytest.mark.faults


def writers(what: str, place: str, count: int, times: int) -> None:
    """Runs writers side by side until all are done."""
    command = [sys.executable, "-m", "tests.store.writer", what, place]
    running = [
        subprocess.Popen([*command, f"w{number}", str(times)], cwd=ROOT, stderr=subprocess.PIPE, text=True)
        for number in range(count)
    ]
    told = [(process.communicate()[1], process.returncode) for process in running]
    assert told == [("", 0)] * count


@pytest.fixture
def size(proving: bool) -> tuple[int, int]:
    """How many writers, and how many transactions of each."""
    return (16, 50) if proving else (4, 10)


def test_no_writer_loses_a_transaction(place: str, size: tuple[int, int], figures: Figures) -> None:
    count, times = size
    init(place)
    writers("write", place, count, times)
    with reading(open_register(place)) as connection:
        revisions = read_revisions(connection)
    assert len(revisions) == count * times
    wanted = {f"w{writer} {number}" for writer in range(count) for number in range(times)}
    assert {revision.origin_sha256 for revision in revisions} == wanted
    _base, state = read_current(open_register(place))
    assert state.facts == {Key(f"org-w{writer}", "name"): f'"{times - 1}"' for writer in range(count)}
    assert complaints(place) == []
    lost = count * times - len(revisions)
    figures(
        f"writers of fields of their own, {backend_of(place)}", writers=count, transactions=len(revisions), lost=lost
    )


def test_writers_of_the_same_field_never_overwrite_what_they_did_not_see(
    place: str, size: tuple[int, int], figures: Figures
) -> None:
    count, times = size
    init(place)
    write(place, name_of("org-shared", None, '"first"'), base=0)
    writers("turns", place, count, times)
    with reading(open_register(place)) as connection:
        changes = [change for _revision, change in read_changes(connection, 1, 10**6)]
    assert [change.before for change in changes] == [None, *(change.after for change in changes[:-1])]
    wanted = {f'"w{writer} {number}"' for writer in range(count) for number in range(times)}
    assert {change.after for change in changes} == {'"first"', *wanted}
    assert len(changes) == 1 + count * times
    assert complaints(place) == []
    lost = count * times + 1 - len(changes)
    figures(f"writers of one field, {backend_of(place)}", writers=count, transactions=len(changes) - 1, lost=lost)


def test_one_of_many_makes_the_register(place: str) -> None:
    told: list[str] = []

    def make() -> None:
        try:
            init(place)
            told.append("made")
        except DatamapError as error:
            told.append(str(error))

    makers = [threading.Thread(target=make) for _ in range(6)]
    for maker in makers:
        maker.start()
    for maker in makers:
        maker.join()
    assert told.count("made") == 1, told
    assert all("exists already" in each for each in told if each != "made"), told
    assert complaints(place) == []


def test_plans_on_the_same_base_land_both_if_they_change_different_fields(place: str) -> None:
    load(place, synthetic_inventory(100))
    one = Change("org-o0", "organisation", "", "note", None, '"mine"')
    write(place, one, base=1)
    write(place, name_of("org-o0", '"Company 0, Ltd."', '"Other"'), base=1)
    record = open_kept(place).records["org-o0"]
    assert (record.note, open_kept(place).name_of("org-o0")) == ("mine", "Other")
    assert complaints(place) == []


def test_plans_on_the_same_base_that_change_a_field_differently_conflict(place: str) -> None:
    load(place, synthetic_inventory(100))
    write(place, name_of("org-o0", '"Company 0, Ltd."', '"Mine"'), base=1)
    before = read_current(open_register(place))
    with pytest.raises(ConflictError) as conflict:
        write(place, name_of("org-o0", '"Company 0, Ltd."', '"Yours"'), base=1)
    assert conflict.value.exit_code == 3
    assert "org-o0, name: yours 'Yours', meanwhile 'Mine'" in str(conflict.value)
    assert "nothing was written" in str(conflict.value)
    assert read_current(open_register(place)) == before


def test_a_conflict_writes_nothing_of_a_plan_that_holds_other_changes_too(place: str) -> None:
    load(place, synthetic_inventory(100))
    write(place, name_of("org-o0", '"Company 0, Ltd."', '"Mine"'), base=1)
    before = read_current(open_register(place))
    note = Change("org-o0", "organisation", "", "note", None, '"x"')
    with pytest.raises(ConflictError):
        write(place, note, name_of("org-o0", '"Company 0, Ltd."', None), base=1)
    assert read_current(open_register(place)) == before
    assert complaints(place) == []


def test_changes_that_go_together_with_what_one_saw_only_conflict(place: str) -> None:
    """One retires a party, the other one makes it a recipient: each is sound alone, both together are not."""
    load(place, synthetic_inventory(100))
    _base, state = read_current(open_register(place))
    write(place, Change("party-o0-new", "party", "org-o0", "name", None, '"New"'), base=1)
    write(place, Change("party-o0-new", "party", "org-o0", "name", '"New"', None), base=2)
    before = state.facts[Key("system-o0-1", "operated_by")]
    operated = Change("system-o0-1", "system", "org-o0", "operated_by", before, '"party-o0-new"')
    with pytest.raises(ConflictError, match="does not go together") as conflict:
        write(place, operated, base=2)
    assert "party-o0-new" in str(conflict.value)
    assert open_kept(place).records["system-o0-1"].operated_by == "party-o0-1"  # type: ignore[attr-defined]
    assert complaints(place) == []


def test_two_organisations_that_give_a_new_record_the_same_id_conflict(place: str) -> None:
    init(place)
    write(place, name_of("org-a", None, '"A"'), name_of("org-b", None, '"B"'), base=0)
    write(place, Change("party-x", "party", "org-a", "name", None, '"X"'), base=1)
    before = read_current(open_register(place))
    with pytest.raises(ConflictError, match="party-x: yours is a record of org-b"):
        write(place, Change("party-x", "party", "org-b", "note", None, '"ours"'), base=1)
    assert read_current(open_register(place)) == before


def test_what_two_writers_did_is_refused_when_all_of_it_is_unsound_and_only_then(
    tmp_path: Path, proving: bool, figures: Figures
) -> None:
    """Only a part of the register is looked at: what a look at all of it would find is found."""
    place = str(tmp_path / "register.db")
    load(place, inventory_of(FIRM))
    _base, state = read_current(open_register(place))
    engine, outcomes = open_register(place), {True: 0, False: 0}
    for seed in range(5_000 if proving else 60):
        mine, theirs = (edits(state, random.Random(f"{seed} {who}")) for who in ("mine", "theirs"))
        if {(each.record, each.field) for each in mine} & {(each.record, each.field) for each in theirs}:
            continue
        with reading(engine) as connection:
            try:
                landed = is_landed(connection, theirs, mine)
            except ConflictError:
                landed = False
        assert landed == is_sound(after(after(state, theirs), mine)), seed
        outcomes[landed] += 1
    assert min(outcomes.values()) >= 3, outcomes
    figures(
        "edits of two people that meet, held against a look at the whole register",
        landed_and_sound=outcomes[True], refused_and_unsound=outcomes[False], other_verdicts=0,
    )  # fmt: skip


# Parties that engage each other, and systems that they operate.
FIRM = [
    Organisation(id="org-a", name="A"),
    *(Party(id=f"party-{n}", organisation="org-a", name=f"Party {n}") for n in range(4)),
    *(System(id=f"system-{n}", organisation="org-a", name="S", operated_by=f"party-{n}") for n in range(2)),
]


def is_sound(state: State) -> bool:
    return not assemble(raw_records(state, "all"))[1].has_errors


def is_landed(connection: Connection, theirs: list[Change], mine: list[Change]) -> bool:
    """Makes the changes of the one, and brings those of the other one onto them; nothing is kept."""
    for each in theirs:
        connection.exec_driver_sql("DELETE FROM fact WHERE record = ? AND field = ?", (each.record, each.field))
        if each.after is not None:
            row = (each.record, each.field, each.kind, each.organisation, each.after, 2)
            connection.exec_driver_sql("INSERT INTO fact VALUES (?, ?, ?, ?, ?, ?)", row)
    try:
        return rebase(connection, mine, 1, theirs) == mine
    finally:
        connection.rollback()


def edits(state: State, chance: random.Random) -> list[Change]:
    """Changes that are sound on the state: a record retires, a party engages another one, a system changes hands."""
    while True:
        wanted, party = dict(state.facts), f"party-{chance.randrange(4)}"
        match chance.randrange(3):
            case 0:
                gone = chance.choice([party, "system-0"])
                wanted = {key: words for key, words in wanted.items() if key.record != gone}
            case 1:
                wanted[Key(f"party-{chance.randrange(4)}", "sub_processors")] = f'["{party}"]'
            case _:
                wanted[Key(f"system-{chance.randrange(2)}", "operated_by")] = f'"{party}"'
        changes = changes_between(state, State(state.owners, wanted))
        if changes and is_sound(after(state, changes)):
            return changes


def test_the_same_change_by_two_people_is_one_revision(place: str) -> None:
    load(place, synthetic_inventory(100))
    change = name_of("org-o0", '"Company 0, Ltd."', '"Both"')
    assert write(place, change, base=1) == write(place, change, base=1)
    assert complaints(place) == []


def test_text_from_an_earlier_revision_leaves_alone_what_others_changed(place: str, tmp_path) -> None:
    inventory = synthetic_inventory(100)
    load(place, inventory)
    write_inventory(inventory, tmp_path)
    file = tmp_path / "o0" / "systems.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("Server 0", "Mainframe"), encoding="utf-8")
    write(place, name_of("org-o0", '"Company 0, Ltd."', '"Other"'), base=1)
    apply(plan_load(place, tmp_path, "1"), "Bob")
    kept = open_kept(place)
    assert kept.name_of("system-o0-0") == "Mainframe"
    assert kept.name_of("org-o0") == "Other"


def test_readers_are_not_blocked_while_a_writer_holds_its_transaction(place: str) -> None:
    load(place, synthetic_inventory(100))
    written, seen = threading.Event(), threading.Event()

    def hold() -> None:
        with writing(open_register(place)) as connection:
            connection.exec_driver_sql("DELETE FROM fact")
            written.set()
            seen.wait(60)

    writer = threading.Thread(target=hold)
    writer.start()
    try:
        assert written.wait(60)
        kept = open_kept(place)
        assert writer.is_alive()
    finally:
        seen.set()
        writer.join()
    assert kept == synthetic_inventory(100)
    assert open_kept(place).kept() == ()


def test_a_reader_sees_one_moment_while_others_write(place: str) -> None:
    load(place, synthetic_inventory(100))
    with reading(open_register(place)) as connection:
        assert read_head(connection).sequence == 1  # type: ignore[union-attr]
        change_to(place, state_of(synthetic_inventory(200)))
        assert read_head(connection).sequence == 1  # type: ignore[union-attr]
        assert connection.exec_driver_sql("SELECT count(*) FROM fact WHERE revision > 1").scalar() == 0
    assert open_kept(place) == synthetic_inventory(200)
