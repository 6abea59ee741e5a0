"""Completeness: what Art. 30 asks at each place, and the share that is recorded, counted by hand."""

from fractions import Fraction
from typing import Any

import pytest

from datamap.checks.asked import OF_ACTIVITY, OF_ORGANISATION, Standing
from datamap.checks.completeness import Tally, answers_of, parts, percent, share_of, tallied
from datamap.checks.examples import (
    TODAY,
    activity,
    limit,
    line,
    organisation,
    party,
    system,
    transfer,
    use,
)
from datamap.checks.finding import Place
from datamap.model import NONE, Record, inventory_of

CONTROLLER = {"role": "role-controller"}
PROCESSOR = {"role": "role-processor"}


def tallies(*records: Record) -> dict[str, Tally]:
    return {each.part.name: each for each in tallied(answers_of(inventory_of(records), TODAY))}


def share(*records: Record) -> Fraction | None:
    return share_of(tallied(answers_of(inventory_of(records), TODAY)))


def complete(**more: Any) -> list[Record]:
    """An organisation in the EEA of which everything is recorded, some of it as "none"."""
    keeper = organisation(email="privacy@acme.example", country="LU", dpo_name=NONE)
    told = {"measures": ("measure-backup",)} | CONTROLLER | more
    facts: dict[str, Any] = {
        "people": ("people-customer",),
        "recipients": NONE,
        "transfers": NONE,
        "retention": ("keep-a",),
    }
    return [keeper, activity(**told), line(), use(**facts), limit()]


# The weights.


@pytest.mark.parametrize("paragraph", [1, 2])
def test_each_lettered_item_weighs_the_same(paragraph: int) -> None:
    weights: dict[str, int] = {}
    for part in parts():
        if part.paragraph == paragraph:
            weights[part.article] = weights.get(part.article, 0) + part.weight
    letters = "abcdefg" if paragraph == 1 else "abcd"
    assert weights == {f"Art. 30({paragraph})({letter})": 12 for letter in letters}


def test_everything_in_the_table_is_asked_of_somebody_and_nothing_else() -> None:
    assert {part.name for part in parts()} == {*OF_ORGANISATION, *OF_ACTIVITY}


# The number.


def test_an_organisation_without_activities_is_asked_nothing_and_has_no_share() -> None:
    assert answers_of(inventory_of([organisation(email="privacy@acme.example")])) == ()
    assert share_of([]) is None


def test_where_everything_is_recorded_the_share_is_whole() -> None:
    assert share(*complete()) == 1


def test_the_share_of_a_bare_activity_is_nothing() -> None:
    assert share(organisation(), activity()) == 0


def test_the_share_is_counted_as_by_hand() -> None:
    # Asked: (a) 3 contact + 3 joint controllers + 3 representative + 3 officer, (b) to (g) 12 each: 84.
    # Recorded: contact 3, purposes 12, categories of data 6, recipients of one of two uses 6: 27.
    records = [organisation(phone="1"), activity(), line(), use("use-a", recipients=NONE), use("use-b")]
    assert share(*records) == Fraction(27, 84)


def test_the_share_of_a_processor_is_counted_as_by_hand() -> None:
    # Asked: (a) 3 contact + 3 controllers + 3 representative + 3 officer, (b), (c), (d) 12 each: 48.
    # Recorded: half of the controllers 1.5, half of the officer 1.5, processing 12: 15.
    keeper = organisation(dpo_name="A. Weber")
    hosting = activity(controllers=("party-a",), processing=("hosting",), **PROCESSOR)
    assert share(keeper, hosting, party()) == Fraction(15, 48)


def test_an_organisation_in_both_roles_is_asked_for_both_records() -> None:
    records = [organisation(), activity("act-a"), activity("act-b", **PROCESSOR)]
    asked = tallied(answers_of(inventory_of(records), TODAY))
    assert [each.part for each in asked] == list(parts())


def test_a_per_cent_is_rounded_down_so_that_only_the_whole_is_a_hundred() -> None:
    assert [percent(Fraction(number, 1000)) for number in (0, 9, 10, 999, 1000)] == [0, 0, 1, 99, 100]


# None, and not recorded.


@pytest.mark.parametrize(
    ("name", "records"),
    [
        ("joint-controllers", [activity(joint_controllers=NONE)]),
        ("recipients", [activity(), use(recipients=NONE)]),
        ("transfers", [activity(), use(transfers=NONE)]),
        ("time-limits", [activity(), use(retention=NONE)]),
        ("measures", [activity(measures=NONE)]),
        ("processing", [activity(processing=NONE, **PROCESSOR)]),
        ("controllers", [activity(controllers=NONE, **PROCESSOR)]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_recorded_none_counts_and_what_nobody_recorded_does_not(name: str, records: list[Record]) -> None:
    found = tallies(organisation(), *records)[name]
    assert (found.asked, found.recorded, found.none, found.gaps) == (1, 1, 1, ())
    assert found.share == 1
    bare = tallies(organisation(), activity(role=getattr(records[0], "role", None)), use())[name]
    assert (bare.asked, bare.recorded, bare.none, len(bare.gaps)) == (1, 0, 0, 1)
    assert bare.share == 0


def test_an_activity_without_data_uses_is_asked_in_its_own_place() -> None:
    found = tallies(organisation(), activity())
    for name in ("people", "categories", "recipients", "transfers", "time-limits"):
        assert found[name].gaps == (Place("act-a"),)


def test_each_data_use_counts_once_whatever_activity_it_is_of() -> None:
    uses = [use(f"use-{number}", activity="act-a") for number in range(3)]
    found = tallies(organisation(), activity("act-a"), activity("act-b"), *uses, use("use-b", activity="act-b"))
    assert found["recipients"].asked == 4


# Where applicable.


def test_of_a_controller_that_decides_alone_joint_controllers_are_not_asked() -> None:
    assert tallies(organisation(), activity(**CONTROLLER))["joint-controllers"].share is None
    assert tallies(organisation(), activity(role="role-joint-controller"))["joint-controllers"].share == 0


def test_naming_a_joint_controller_is_half_and_the_contact_the_other_half() -> None:
    joint = activity(role="role-joint-controller", joint_controllers=("party-a",))
    found = tallies(organisation(), joint, party())["joint-controllers"]
    assert (found.share, found.in_part, found.gaps) == (Fraction(1, 2), 1, (Place("party-a", "contact"),))
    assert tallies(organisation(), joint, party(contact="b@b.example"))["joint-controllers"].share == 1


@pytest.mark.parametrize(("country", "share"), [("LU", None), ("US", 0), ("CH", 0)])
def test_a_representative_is_asked_only_outside_the_eea(country: str, share: int | None) -> None:
    assert tallies(organisation(country=country), activity())["representative"].share == share


def test_a_representative_is_asked_where_the_country_is_not_recorded() -> None:
    assert tallies(organisation(), activity())["representative"].share == 0


@pytest.mark.parametrize(
    ("facts", "share"),
    [
        ({}, 0),
        ({"dpo_name": NONE}, 1),
        ({"dpo_name": "A. Weber"}, Fraction(1, 2)),
        ({"dpo_contact": "dpo@acme.example"}, Fraction(1, 2)),
        ({"dpo_name": "A. Weber", "dpo_address": "1 Main Street"}, 1),
    ],
)
def test_an_officer_has_a_name_and_a_way_to_be_reached(facts: dict[str, Any], share: Fraction | int) -> None:
    found = tallies(organisation(**facts), activity())["officer"]
    assert found.share == share
    assert len(found.gaps) == (share != 1)


@pytest.mark.parametrize(
    ("facts", "share"),
    [
        ({}, 0),
        ({"email": NONE}, 0),
        ({"address": "1 Main Street"}, 1),
        ({"email": NONE, "phone": "1"}, 1),
        ({"email": NONE, "phone": NONE, "address": NONE}, 1),
    ],
)
def test_one_way_to_reach_the_organisation_is_enough(facts: dict[str, Any], share: int) -> None:
    assert tallies(organisation(**facts), activity())["contact"].share == share


# Transfers.


def test_transfers_are_not_asked_where_all_that_data_meet_is_in_the_eea() -> None:
    told = use(recipients=("party-a",), systems=("system-a",))
    met = [party(country="DE"), system(country="LU")]
    assert tallies(organisation(country="LU"), activity(), told, *met)["transfers"].share is None
    assert tallies(organisation(country="US"), activity(), told, *met)["transfers"].share == 0
    for one in (party(), party(country="US")):
        assert tallies(organisation(country="LU"), activity(), told, one, met[1])["transfers"].share == 0
    unsaid = use(recipients=("party-a",))
    assert tallies(organisation(country="LU"), activity(), unsaid, *met)["transfers"].share == 0


@pytest.mark.parametrize(
    ("facts", "share", "gaps"),
    [
        ({}, Fraction(1, 3), ["country", "documentation"]),
        ({"country": "US"}, Fraction(2, 3), ["documentation"]),
        ({"country": "US", "tool": "tool-scc"}, 1, []),
        ({"tool": "tool-scc"}, Fraction(1, 2), ["country"]),
        ({"country": "US", "tool": "tool-derogation-compelling-interests"}, Fraction(2, 3), ["documentation"]),
        ({"country": "US", "documentation": "memo 7"}, 1, []),
        ({"tool": "tool-scc", "documentation": "memo 7"}, Fraction(2, 3), ["country"]),
    ],
)
def test_a_transfer_names_the_country_and_documents_what_rests_on_compelling_interests(
    facts: dict[str, Any], share: Fraction | int, gaps: list[str]
) -> None:
    found = tallies(organisation(), activity(), use(transfers=("transfer-a",)), transfer(**facts))["transfers"]
    assert (found.share, [gap.field for gap in found.gaps]) == (share, gaps)


def test_a_transfer_of_all_data_of_an_activity_answers_for_each_of_its_uses() -> None:
    sent = transfer(origins=("act-a",), country="US", tool="tool-scc")
    uses = [use("use-a"), use("use-b"), use("use-c", activity="act-b")]
    found = tallies(organisation(), activity("act-a"), activity("act-b"), *uses, sent)["transfers"]
    assert (found.recorded, found.asked) == (2, 3)


def test_a_gap_that_many_data_uses_share_is_told_once() -> None:
    uses = [use(f"use-{number}", transfers=("transfer-a",)) for number in range(3)]
    found = tallies(organisation(), activity(), *uses, transfer(tool="tool-scc"))["transfers"]
    assert found.gaps == (Place("transfer-a", "country"),)


def test_the_answers_of_an_activity_are_those_that_the_organisation_counts() -> None:
    answers = answers_of(inventory_of([*complete(), activity("act-b")]), TODAY)
    own = share_of(tallied(each for each in answers if each.activity == "act-a"))
    assert own == 1
    assert share_of(tallied(each for each in answers if each.activity == "act-b")) == 0
    assert {str(each.told.standing) for each in answers} <= {str(each) for each in Standing}
