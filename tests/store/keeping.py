"""Short ways to fill a register in tests, and to look at all that it holds."""

from collections.abc import Mapping
from pathlib import Path

from hypothesis import HealthCheck, settings

from datamap.model import Inventory
from datamap.model.state import Change, State, after, changes_between, state_of
from datamap.register.keeping import init
from datamap.store.chain import Revision, beginning_of, digest_of, hash_of
from datamap.store.connect import open_register, reading
from datamap.store.journal import Signature, append, read_changes, read_id, read_revisions, read_state
from tests.store.registers import read_current

NOTHING = State({}, {})
# Each case makes a register or two: a part of the cases that others get.
SHARED = settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
FEW = settings(SHARED, max_examples=max(8, SHARED.max_examples // 10))
SIGNATURE = Signature("Ada", "2026-01-01T00:00:00.000000Z", "a reason", "a folder", "0" * 64)


def load(place: str, inventory: Inventory) -> Revision:
    """Makes a register that holds the inventory as its first revision."""
    init(place)
    return change_to(place, state_of(inventory))


def change_to(place: str, wanted: State) -> Revision:
    """Adds a revision that makes the register hold a state."""
    engine = open_register(place)
    base, state = read_current(engine)
    return append(engine, changes_between(state, wanted), base, SIGNATURE._replace(origin_sha256=f"{base:064}"))


def write(place: str, *changes: Change, base: int) -> Revision:
    """Adds a revision of these changes."""
    return append(open_register(place), changes, base, SIGNATURE)


def name_of(record: str, before: str | None, after: str | None) -> Change:
    """A change of the name of an organisation, as JSON."""
    return Change(record, "organisation", "", "name", before, after)


def replayed(place: str) -> list[State]:
    """The state after each revision, from the journal alone; the first one is that of the empty register."""
    with reading(open_register(place)) as connection:
        revisions = read_revisions(connection)
        changes = list(read_changes(connection, 1, len(revisions)))
    states = [NOTHING]
    for revision in revisions:
        states.append(after(states[-1], [each for number, each in changes if number == revision.sequence]))
    return states


def complaints(place: str) -> list[str]:
    """What is wrong with a register: its chain, its file, or a state that is not what the journal gives."""
    found = []
    engine = open_register(place)
    with reading(engine) as connection:
        if engine.dialect.name == "sqlite":
            told = connection.exec_driver_sql("PRAGMA integrity_check").scalars().all()
            found += [] if told == ["ok"] else [f"file: {told}"]
        revisions = read_revisions(connection)
        changes = list(read_changes(connection, 1, len(revisions)))
        state = read_state(connection)
        beginning = beginning_of(read_id(connection))
    hashes = [beginning, *(each.hash for each in revisions)]
    for number, (revision, previous) in enumerate(zip(revisions, hashes, strict=False), start=1):
        own = [change for sequence, change in changes if sequence == number]
        is_sound = revision.sequence == number and revision.previous == previous and revision.hash == hash_of(revision)
        if not is_sound or revision.changes != len(own) or revision.changes_sha256 != digest_of(own):
            found.append(f"chain: revision {number}")
    if replayed(place)[-1] != state:
        found.append("state: it is not what the journal gives")
    return found


def texts_below(folder: Path) -> Mapping[str, str]:
    """The texts of an inventory by name."""
    return {path.relative_to(folder).as_posix(): path.read_bytes().decode() for path in folder.glob("*/*.yaml")}
