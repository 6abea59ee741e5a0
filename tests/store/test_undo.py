"""Taking a revision back: a new revision, or the list of what stands in the way."""

import pytest

from datamap.errors import DatamapError
from datamap.model.state import Change, state_of
from datamap.register.keeping import apply, history
from datamap.register.reading import open_kept
from datamap.register.undoing import plan_undo
from datamap.store.rebase import ConflictError
from tests.store.keeping import NOTHING, change_to, complaints, load, name_of, replayed, write
from tests.synthetic import synthetic_inventory


@pytest.fixture
def register(place: str) -> str:
    """A register of one organisation, named by revision 1."""
    load(place, synthetic_inventory(100))
    return place


def renamed(register: str, record: str, name: str) -> int:
    """Gives an organisation or party another name; returns the revision."""
    inventory = open_kept(register)
    kind, organisation = ("organisation", "") if record.startswith("org-") else ("party", "org-o0")
    change = Change(record, kind, organisation, "name", f'"{inventory.name_of(record)}"', f'"{name}"')
    return write(register, change, base=len(history(register)[0])).sequence


def test_the_newest_revision_is_taken_back_by_a_new_one(register: str) -> None:
    sequence = renamed(register, "org-o0", "Other")
    apply(plan_undo(register, sequence), "Ada", "a mistake")
    states = replayed(register)
    assert states[3] == states[1] != states[2]
    assert complaints(register) == []
    assert open_kept(register, "2").name_of("org-o0") == "Other"


def test_an_undo_can_be_undone(register: str) -> None:
    renamed(register, "org-o0", "Other")
    apply(plan_undo(register, 2), "Ada")
    apply(plan_undo(register, 3), "Ada")
    assert open_kept(register).name_of("org-o0") == "Other"
    assert complaints(register) == []


def test_an_older_revision_is_taken_back_if_nothing_touched_its_fields(register: str) -> None:
    first = renamed(register, "org-o0", "Other")
    renamed(register, "party-o0-1", "Provider")
    apply(plan_undo(register, first), "Ada")
    inventory = open_kept(register)
    assert inventory.name_of("org-o0") == "Company 0, Ltd."
    assert inventory.name_of("party-o0-1") == "Provider"


def test_what_stands_in_the_way_is_listed(register: str) -> None:
    first = renamed(register, "org-o0", "Other")
    second = renamed(register, "org-o0", "Another")
    third = renamed(register, "org-o0", "Yet another")
    before = replayed(register)
    with pytest.raises(ConflictError) as refused:
        plan_undo(register, first)
    told = str(refused.value).splitlines()
    assert told[0] == f"revision {first} cannot be taken back, later ones changed the same fields:"
    assert [line.strip() for line in told[1:]] == [
        f"revision {second}: org-o0, name: 'Other', then 'Another'",
        f"revision {third}: org-o0, name: 'Another', then 'Yet another'",
    ]
    assert replayed(register) == before


def test_later_changes_that_cancel_each_other_out_do_not_stand_in_the_way(register: str) -> None:
    first = renamed(register, "org-o0", "Other")
    renamed(register, "org-o0", "Another")
    renamed(register, "org-o0", "Other")
    apply(plan_undo(register, first), "Ada")
    assert open_kept(register).name_of("org-o0") == "Company 0, Ltd."
    assert complaints(register) == []


def test_what_was_taken_back_by_hand_needs_no_change_and_the_rest_is_taken_back(register: str) -> None:
    party = Change("party-o0-1", "party", "org-o0", "name", f'"{open_kept(register).name_of("party-o0-1")}"', '"Hosts"')
    write(register, name_of("org-o0", '"Company 0, Ltd."', '"Other"'), party, base=1)
    write(register, name_of("org-o0", '"Other"', '"Company 0, Ltd."'), base=2)
    plan = plan_undo(register, 2)
    assert [(each.record, each.after) for each in plan.changes] == [("party-o0-1", party.before)]
    apply(plan, "Ada")
    assert replayed(register)[-1] == replayed(register)[1]
    assert plan_undo(register, 2).changes == ()


def test_what_would_be_broken_stands_in_the_way(register: str) -> None:
    """Revision 2 adds a party, revision 3 points a system to it: without the party, the system points to nothing."""
    party = Change("party-o0-new", "party", "org-o0", "name", None, '"New"')
    write(register, party, base=1)
    operated = Change("system-o0-1", "system", "org-o0", "operated_by", '"party-o0-1"', '"party-o0-new"')
    write(register, operated, base=2)
    with pytest.raises(ConflictError, match="what was recorded since needs it") as refused:
        plan_undo(register, 2)
    told = str(refused.value).splitlines()[1]
    assert "#system-o0-1: error REF-001" in told
    apply(plan_undo(register, 3), "Ada")
    apply(plan_undo(register, 2), "Ada")
    assert replayed(register)[-1] == replayed(register)[1]


def test_the_first_revision_can_be_taken_back_too(register: str) -> None:
    apply(plan_undo(register, 1), "Ada")
    assert replayed(register)[-1] == NOTHING
    change_to(register, state_of(synthetic_inventory(100)))
    assert open_kept(register) == synthetic_inventory(100)


@pytest.mark.parametrize("sequence", [0, 2, -1])
def test_a_revision_that_is_not_there_is_told(sequence: int, register: str) -> None:
    with pytest.raises(DatamapError, match=f"there is no revision {sequence}: the register has 1"):
        plan_undo(register, sequence)


def test_somebody_who_was_quicker_is_noticed(register: str) -> None:
    renamed(register, "org-o0", "Other")
    plan = plan_undo(register, 2)
    write(register, name_of("org-o0", '"Other"', '"Quick"'), base=2)
    with pytest.raises(DatamapError, match=r"org-o0, name: yours 'Company 0, Ltd\.', meanwhile 'Quick'"):
        apply(plan, "Ada")
    assert complaints(register) == []
