"""What the rules cost: a data use costs the same in a large register as in a small one."""

import time
from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from datamap.checks.examples import activity, claim, line, organisation, party, system, use
from datamap.checks.links import owner
from datamap.checks.own_rules import OwnRule, resolve
from datamap.checks.own_run import check_own
from datamap.checks.run import check
from datamap.inventory.own_rules import parse_own_rules
from datamap.model import ClaimKind, Document, Inventory, Organisation, Record, inventory_of
from datamap.problems import TextLocation
from tests.bench.measure import in_turns, say
from tests.figures import Figures
from tests.synthetic import synthetic_inventory

# The large register has ten times the data uses: a rule that looked through all records for each of them would cost
# ten times as much for each. Larger tables miss the processor's caches more often, which is not the rules' doing.
SAME = 4.0
SMALL, LARGE = 2_000, 20_000
WAIT = 5.0
"""Seconds that all rules may take for 5,000 activities with 50,000 data uses, where it is measured."""


def test_all_rules_take_as_long_for_a_data_use_of_a_large_register_as_of_a_small_one(slack: float) -> None:
    small, large = synthetic_inventory(SMALL), synthetic_inventory(LARGE)
    found = len(check(small)), len(check(large))
    few, many = in_turns(lambda: check(small), lambda: check(large), rounds=3, of=min)
    ratio = (many / LARGE) / (few / SMALL)
    figures = say(
        f"all rules: {many:.2f} s for {LARGE:,} data uses, {found[1]:,} findings; a use costs {ratio:.2f} times"
    )
    assert ratio < slack * SAME, figures


def test_all_rules_go_through_the_largest_register_in_the_time_that_people_wait(
    proving: bool, slack: float, figures: Figures
) -> None:
    uses = 500_000 if proving else 5_000
    many = [of_one_organisation(synthetic_inventory(each)) for each in (uses // 10, uses)]
    seconds = [min(in_turns(partial(check, each), rounds=1, of=min, clock=time.process_time)) for each in many]
    ratio = seconds[1] / seconds[0] / 10
    figures(
        "all rules on a register ten times as large",
        activities=uses // 10, data_uses=uses, seconds=seconds[1], seconds_for_a_tenth=seconds[0],
    )  # fmt: skip
    assert ratio < slack * SAME, f"a data use costs {ratio:.2f} times"
    if proving:
        assert seconds[0] < WAIT, f"{seconds[0]:.1f} s for 5,000 activities with 50,000 data uses"


def of_one_organisation(inventory: Inventory) -> Inventory:
    """The same records kept by one organisation, which claims a thing of each kind about all of its data."""
    org = inventory.of(Organisation)[0]
    others = (each for each in inventory.records.values() if not isinstance(each, Organisation))
    moved = (moved_to(org, each) for each in others)
    said = "Never shared, not stored, only for employees; we delete it; it holds no personal data."
    doc = inventory.of(Document)[0].id
    claims = [
        claim(f"claim-{i}", organisation=org.id, document=doc, kind=kind, summary=said)
        for i, kind in enumerate(ClaimKind)
    ]
    return inventory_of([org, *moved, *claims])


def moved_to(org: Organisation, record: Record) -> Record:
    moved = {"organisation": org.id} if isinstance(owner(record), str) else {}
    return replace(record, **moved)


def test_rules_of_ones_own_take_as_long_for_a_system_of_a_large_register_as_of_a_small_one(slack: float) -> None:
    few, many = 200, 2_000
    small, large = inventory_of(systems(few)), inventory_of(systems(many))
    rules = own_rules(large)
    found = len(check_own(rules, large))
    assert found == many
    short, long = in_turns(
        lambda: check_own(rules, small), lambda: check_own(rules, large), rounds=3, of=min, clock=time.process_time
    )
    ratio = (long / many) / (short / few)
    figures = say(
        f"{len(rules)} rules of one's own: {long:.2f} s for {many:,} systems with three data uses each, "
        f"{found:,} findings; a system costs {ratio:.2f} times"
    )
    assert ratio < slack * SAME, figures


def systems(number: int) -> Iterator[Record]:
    """So many systems, each with an activity of three data uses, one of which breaks a rule."""
    yield organisation()
    for i in range(number):
        act, recipient, held = f"act-{i}", f"party-{i}", f"system-{i}"
        yield activity(act, name=f"Service {i}")
        yield system(held, name=f"System {i}", country="LU")
        yield party(recipient, name=f"Provider {i}", country="LU", sub_processors=(f"party-{i ^ 1}",))
        yield line(f"line-{i}", activity=act, purpose="purpose-marketing", legal_basis="basis-consent")
        for category in ("payment", "contacts-book", "email"):
            more = {"recipients": (recipient,), "systems": (held,), "people": ("people-customer",)}
            yield use(f"use-{i}-{category}", activity=act, category=f"cat-{category}", **more)


OWN_RULES = """
- {name: advertising, why: broken once by each system, never: {category: payment, purpose: marketing}}
- {name: abroad, why: holds, for: {category: contacts-book}, never: {country: outside-eea}}
- {name: consent, why: holds, only: {basis: consent}}
- {name: held, why: holds, never: {system: System 1, recipient: Provider 7}}
"""


def own_rules(inventory: Inventory) -> list[OwnRule]:
    """Four rules: one that a third of the data uses breaks, three that hold."""
    texts, problems = parse_own_rules(OWN_RULES, partial(TextLocation, "rules.yaml"))
    rules, unknown = resolve(texts, inventory)
    assert (problems, unknown) == ([], [])
    return rules
