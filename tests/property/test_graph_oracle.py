"""The questions of the graph against answers worked out in the plainest way, from the records alone."""

from collections.abc import Iterator

from hypothesis import given

from datamap.graph import Link, build_graph, chain, impact, trace, why
from datamap.graph.walk import OUTWARD
from datamap.model import (
    NOT_RECORDED,
    DataUse,
    Inventory,
    Organisation,
    Party,
    PurposeLine,
    Record,
    Term,
    facts_of,
)
from datamap.model.facts import Value
from tests.inventories import MAKERS, Maker

ONWARD = {"disclosed_to", "held_in", "operated_by", "transferred_to", "engages"}

MEETING = ONWARD | {"obtained_from", "located_in", "part_of", "acts_for"}


def pointed_at(record: Record, field: str) -> tuple[str, ...]:
    """The ids that stand in a field."""
    value = getattr(record, field)
    return value if isinstance(value, tuple) else (value,) if isinstance(value, str) else ()


def all_links(inventory: Inventory) -> set[Link]:
    """Every link that the records state."""
    found = set()
    for record in inventory.records.values():
        for name, fact in facts_of(type(record)).items():
            if fact.value is Value.REFERENCE and fact.relation:
                ends = [(id, record.id) if fact.inverse else (record.id, id) for id in pointed_at(record, name)]
                found |= {Link(tail, fact.relation, head) for tail, head in ends}
        if isinstance(record, DataUse) and record.purposes is NOT_RECORDED:
            lines = (line for line in inventory.of(PurposeLine) if line.activity == record.activity)
            found |= {Link(record.id, "for", line.id) for line in lines}
        if isinstance(record, Party):
            found |= {Link(record.id, "engages", id) for id in pointed_at(record, "sub_processors")}
    return found


def is_below(inventory: Inventory, id: str, category: str) -> bool:
    record = inventory.records[id]
    parent = record.parent if isinstance(record, Term) else None
    return id == category or (isinstance(parent, str) and is_below(inventory, parent, category))


def uses_of(inventory: Inventory, category: str) -> set[str]:
    return {use.id for use in inventory.of(DataUse) if is_below(inventory, use.category, category)}


@given(MAKERS)
def test_the_graph_holds_every_link_and_no_other(maker: Maker) -> None:
    inventory = maker.inventory()
    graph = build_graph(inventory)
    stated = {link for link in all_links(inventory) if link.relation != "engages"}
    assert {Link(tail, key, head) for tail, head, key in graph.edges(keys=True)} == stated
    assert set(graph.nodes) == set(inventory.records)


@given(MAKERS)
def test_a_trace_is_all_that_can_be_reached_from_the_uses_of_a_category(maker: Maker) -> None:
    inventory = maker.inventory()
    outward = {link for link in all_links(inventory) if link.relation in OUTWARD | {"engages"}}
    for category in categories(inventory):
        reached = uses_of(inventory, category)
        while more := {link.head for link in outward if link.tail in reached} - reached:
            reached |= more
        expected = {
            Link(link.head, "sub_processor_of", link.tail) if link.relation == "engages" else link
            for link in outward
            if link.tail in reached
        }
        found = trace(build_graph(inventory), category)
        assert set(found.links) == expected
        assert len(found.links) == len(expected)
        assert set(found.uses) == uses_of(inventory, category)


@given(MAKERS)
def test_an_impact_is_all_uses_from_which_the_record_can_be_reached(maker: Maker) -> None:
    inventory = maker.inventory()
    links = {link for link in all_links(inventory) if link.relation in MEETING}
    # An organisation's own seat, and whom it is processed for, touch no data of others.
    links = {link for link in links if not isinstance(inventory.records[link.tail], Organisation)}
    places = {link.head for link in links if link.relation in ("located_in", "held_in")}
    for id in [*(party.id for party in inventory.of(Party)), *places]:
        reached = {id}
        while more := {link.tail for link in links if link.head in reached} - reached:
            reached |= more
        expected = {other for other in reached if isinstance(inventory.records[other], DataUse)}
        assert set(impact(build_graph(inventory), id).uses) == expected


@given(MAKERS)
def test_why_is_every_simple_path_from_a_use_of_the_category(maker: Maker) -> None:
    inventory = maker.inventory()
    links = all_links(inventory)
    onward = {link for link in links if link.relation in ONWARD}
    sent_on = {link.tail for link in links if link.relation == "transferred_to"}
    onward |= {
        Link(use.id, "part_of", use.activity) for use in inventory.of(DataUse) if use.activity in sent_on
    }  # fmt: skip
    graph = build_graph(inventory)
    for category in categories(inventory):
        for party in inventory.of(Party):
            expected = [
                path
                for use in sorted(uses_of(inventory, category))
                for path in sorted(simple_paths(onward, use, party.id, ()))
            ]
            found = why(graph, category, party.id)
            assert [each.path for each in found] == expected
            assert all(each.use == each.path[0].tail for each in found)


def simple_paths(links: set[Link], start: str, end: str, path: tuple[Link, ...]) -> Iterator[tuple[Link, ...]]:
    """Every path on which no record comes twice."""
    if start == end:
        yield path
        return
    for link in links:
        if link.tail == start and link.head not in {each.tail for each in path}:
            yield from simple_paths(links, link.head, end, (*path, link))


@given(MAKERS)
def test_a_chain_is_everybody_below_a_party(maker: Maker) -> None:
    inventory = maker.inventory()
    graph = build_graph(inventory)
    below = {party.id: set(pointed_at(party, "sub_processors")) for party in inventory.of(Party)}
    for party in below:
        reached = {party}
        while more := set().union(*(below[id] for id in reached)) - reached:
            reached |= more
        steps = chain(graph, party)
        assert {step.party for step in steps} == reached
        assert all(step.party in below[step.engaged_by] for step in steps[1:])


def categories(inventory: Inventory) -> list[str]:
    """The categories in use, and what stands above them."""
    used = {use.category for use in inventory.of(DataUse)}
    above = {id for id in inventory.records if any(is_below(inventory, each, id) for each in used)}
    return sorted(above)[:4]
