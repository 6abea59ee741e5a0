"""What a register says about an earlier moment is what its journal gives when it is replayed until then."""

import datetime
import random
from pathlib import Path

import pytest

from datamap.errors import DatamapError, UnknownNameError
from datamap.model import Organisation
from datamap.model.inventory import Moment
from datamap.model.state import State, after, changes_between, state_of
from datamap.problems import FaultyInventoryError
from datamap.register.clock import today
from datamap.register.drawing import Wanted, draw_map
from datamap.register.dumping import dump
from datamap.register.keeping import difference, init
from datamap.register.moments import day_of, day_told, state_words
from datamap.register.reading import open_kept, part_of
from datamap.store.asof import read_facts
from datamap.store.connect import open_register, reading
from datamap.store.journal import append, read_state
from datamap.store.unfold import unfold
from tests.databases import backend_of
from tests.figures import Figures
from tests.store.keeping import NOTHING, SIGNATURE, change_to, name_of, replayed, texts_below
from tests.synthetic import synthetic_inventory

REVISIONS = 24


def grown(place: str, seed: int, revisions: int = REVISIONS) -> None:
    """Makes a register with a history: records come, change, retire and come back."""
    init(place)
    chance = random.Random(seed)
    whole = state_of(synthetic_inventory(200))
    state = NOTHING
    for number in range(revisions):
        facts = dict(state.facts)
        for id in chance.sample(sorted(whole.owners), 12):
            has = any(key.record == id for key in facts)
            for key, words in whole.facts.items():
                if key.record == id and has and chance.random() < 0.3:
                    facts.pop(key, None)
                elif key.record == id:
                    facts[key] = f'"{number}"' if key.field == "name" else words
        state = State({key.record: whole.owners[key.record] for key in facts}, facts)
        change_to(place, state)


@pytest.fixture
def register(place: str) -> str:
    grown(place, seed=7)
    return place


@pytest.mark.property
def test_as_of_equals_replay_for_random_revisions_and_records(register: str, proving: bool, figures: Figures) -> None:
    states, chance = replayed(register), random.Random(11)
    ids = sorted({id for state in states for id in state.owners})
    assert len(states) == REVISIONS + 1
    points = 1_000 if proving else 50
    with reading(open_register(register)) as connection:
        for _ in range(points):
            sequence, id = chance.randrange(len(states)), chance.choice(ids)
            seen = {key: words for key, words in read_state(connection, sequence).facts.items() if key.record == id}
            assert seen == {key: words for key, words in states[sequence].facts.items() if key.record == id}
    figures(f"as-of held against replay, {backend_of(register)}", random_points=points, differing=0)


def test_as_of_equals_replay_at_every_revision(register: str) -> None:
    with reading(open_register(register)) as connection:
        for sequence, state in enumerate(replayed(register)):
            assert read_state(connection, sequence) == state


def test_both_ways_into_the_past_lead_to_the_same_state(register: str) -> None:
    """The short and the long way, from the beginning on and from today back, whichever a revision takes."""
    states = replayed(register)
    with reading(open_register(register)) as connection:
        for sequence in (0, 1, REVISIONS // 2, REVISIONS - 1, REVISIONS, REVISIONS + 5):
            rows = list(read_facts(connection, sequence))
            assert len(rows) == len({row[:2] for row in rows})
            assert {row[:2]: row[4] for row in rows} == dict(states[min(sequence, REVISIONS)].facts)


def test_an_inventory_as_of_a_revision_does_not_change_when_the_register_does(place: str, tmp_path: Path) -> None:
    first, second = synthetic_inventory(100), synthetic_inventory(200)
    init(place)
    change_to(place, state_of(first))
    before = open_kept(place, "1")
    dump(place, tmp_path / "before", "1")
    change_to(place, state_of(second))
    change_to(place, NOTHING)
    assert open_kept(place, "1") == before == first
    assert open_kept(place, "2") == second
    dump(place, tmp_path / "after", "1")
    assert texts_below(tmp_path / "after") == texts_below(tmp_path / "before")


def test_the_facts_of_each_owner_are_its_part_of_all_facts_at_every_revision(register: str) -> None:
    states = replayed(register)
    with reading(open_register(register)) as connection:
        for sequence, state in enumerate(states):
            for owner in {"", *(each.organisation for each in states[-1].owners.values())}:
                seen = {row[:2]: row[4] for row in read_facts(connection, sequence, (owner,))}
                of_it = {id for id, (_kind, organisation) in state.owners.items() if organisation == owner}
                assert seen == {key: words for key, words in state.facts.items() if key.record in of_it}


def test_a_part_that_is_opened_alone_is_the_part_of_the_whole(place: str) -> None:
    init(place)
    for uses in (100, 200, 150):
        change_to(place, state_of(synthetic_inventory(uses)))
    for as_of in (None, "1", "2", "3"):
        whole = open_kept(place, as_of)
        for organisation in whole.of(Organisation):
            part = open_kept(place, as_of, [organisation.name])
            assert part == part_of(whole, organisation.id)
        every = [each.id for each in whole.of(Organisation)]
        assert open_kept(place, as_of, every) == whole
    with pytest.raises(UnknownNameError, match="there is no organisation 'o99'; there are: "):
        open_kept(place, None, ["o99"])


def test_the_id_of_a_record_opens_the_part_of_the_organisation_that_keeps_it(place: str) -> None:
    init(place)
    for uses in (100, 200, 150):
        change_to(place, state_of(synthetic_inventory(uses)))
    for as_of in ("1", "2", None):
        whole = open_kept(place, as_of)
        there = {each.id for each in whole.of(Organisation)}
        for name in ("o0", "o1"):
            home = f"org-{name}"
            for id in (home, f"act-{name}-0", f"cat-{name}-0"):
                found = open_kept(place, as_of, (), id)
                assert (found == part_of(whole, home)) if home in there else (id not in found.records)
        assert open_kept(place, as_of, (), "cat-contact") == whole
    assert [open_kept(place, None, (), words) for words in ("act-o9-0", "Acme", "")] == [open_kept(place)] * 3


def test_what_is_read_says_which_state_it_is_and_of_which_day(place: str) -> None:
    init(place)
    assert open_kept(place).moment == Moment(0, None)
    for uses in (100, 200):
        change_to(place, state_of(synthetic_inventory(uses)))
    day = datetime.date(2026, 1, 1)
    for as_of, revision in ((None, 2), ("2", 2), ("1", 1), (day.isoformat(), 2)):
        whole = open_kept(place, as_of)
        assert (whole.moment, state_words(whole)) == (Moment(revision, day), f"revision {revision}")
        assert part_of(whole, "o0").moment == open_kept(place, as_of, ["o0"]).moment == whole.moment
        assert (whole.updated_on("org-o0"), day_told(whole, "org-o0")) == (None, day)
        assert day_told(whole, "org-o0", datetime.date(2025, 5, 10)) == datetime.date(2025, 5, 10)
    assert (synthetic_inventory(100).moment, state_words(synthetic_inventory(100))) == (None, "")


def test_a_map_of_several_organisations_says_the_state_of_the_register(place: str, tmp_path: Path) -> None:
    init(place)
    change_to(place, state_of(synthetic_inventory(200)))
    [page] = draw_map(open_kept(place), tmp_path / "map.html", Wanted())
    assert len(open_kept(place).of(Organisation)) > 1
    assert "revision 1 · as of 2026-01-01 · digest" in page.read_text(encoding="utf-8")


def test_dates_mean_the_last_revision_of_the_day(place: str) -> None:
    init(place)
    change_to(place, state_of(synthetic_inventory(100)))
    assert open_kept(place, "2026-01-01") == open_kept(place, "2026-06-30") == synthetic_inventory(100)
    assert open_kept(place, today().isoformat()) == synthetic_inventory(100)
    with pytest.raises(DatamapError, match="still empty on 2025-12-31; its first revision is of 2026-01-01"):
        open_kept(place, "2025-12-31")


def test_a_day_that_is_yet_to_come_is_refused(place: str) -> None:
    init(place)
    change_to(place, state_of(synthetic_inventory(100)))
    coming = (today() + datetime.timedelta(days=2)).isoformat()
    for call in (open_kept, day_of):
        with pytest.raises(DatamapError, match=f"{coming} is yet to come"):
            call(place, coming)


def test_a_time_means_what_was_recorded_until_then_in_utc_unless_it_says_otherwise(place: str) -> None:
    init(place)
    change_to(place, state_of(synthetic_inventory(100)))
    name = name_of("org-o0", '"Company 0, Ltd."', '"Later"')
    append(open_register(place), [name], 1, SIGNATURE._replace(at="2026-03-01T14:00:00.500000Z"))
    names = {
        "2026-03-01T14:00": "Company 0, Ltd.",
        "2026-03-01 14:00:00.5Z": "Later",
        "2026-03-01T15:00+01:00": "Company 0, Ltd.",
        "2026-03-01T09:01-05:00": "Later",
        "2026-03-01": "Later",
    }
    assert {moment: open_kept(place, moment).name_of("org-o0") for moment in names} == names
    with pytest.raises(DatamapError, match="still empty on 2025-12-31T23:59Z"):
        open_kept(place, "2025-12-31T23:59Z")
    assert day_of(place, "2026-03-01T23:30-02:00").isoformat() == "2026-03-02"


@pytest.mark.parametrize(
    ("as_of", "told"),
    [
        ("2", "there is no revision 2: the register has 1"),
        ("-1", "no revision and no date"),
        ("yesterday", "no revision and no date"),
        ("2026-02-30", "no revision and no date"),
        ("", ""),
    ],
)
def test_moments_that_are_none_are_told(as_of: str, told: str, place: str) -> None:
    init(place)
    change_to(place, state_of(synthetic_inventory(100)))
    if not as_of:
        assert open_kept(place, as_of) == synthetic_inventory(100)
        return
    with pytest.raises(DatamapError, match=told):
        open_kept(place, as_of)


def test_the_difference_of_two_revisions_leads_from_one_to_the_other(register: str) -> None:
    states = replayed(register)
    for first, second in ((0, 5), (5, 20), (20, 5), (8, 8)):
        changes = difference(register, str(first), str(second))
        assert changes == changes_between(states[first], states[second])
        assert after(states[first], changes) == states[second]


def damaged(words: str | None, kind: str = "organisation") -> list[tuple[str, str, str, str, str]]:
    return [("org-a", "name", kind, "", str(words))]


@pytest.mark.parametrize("words", ["", "{", '"a', "5", "[1]", '{"a": 1}', "null", '["a", "b"]', '"\\"'])
def test_words_that_nobody_wrote_are_told_in_a_sentence(words: str) -> None:
    inventory = unfold(damaged(words), "register.db")
    with pytest.raises(DatamapError):
        inventory.kept()


def test_a_kind_that_nobody_knows_is_told_in_a_sentence() -> None:
    with pytest.raises(DatamapError, match="of no kind that this datamap knows: 'ship'"):
        unfold(damaged('"x"', "ship"), "register.db")


def test_records_are_made_only_when_they_are_asked_for() -> None:
    facts = [("org-a", "name", "organisation", "", '"Acme"'), ("party-a", "oops", "party", "org-a", '"x"')]
    inventory = unfold(facts, "register.db")
    assert inventory.name_of("org-a") == "Acme"
    assert set(inventory.records) >= {"org-a", "party-a"}
    with pytest.raises(FaultyInventoryError) as faulty:
        inventory.name_of("party-a")
    assert [problem.code for problem in faulty.value.report] == ["FLD-001", "FLD-002"]
