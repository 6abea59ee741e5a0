"""What the graph costs: building it against bare networkx, and answers against walking their own links once more."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import networkx as nx
import pytest

from datamap.graph import Explanation, Link, build_graph, impact, trace, why
from datamap.graph.build import Graph
from tests.bench.measure import in_turns, say
from tests.synthetic import synthetic_inventory

MOST_BUILDING = 3.0
# A link of an answer is found, checked against what was seen, and named; the floor looks up what is known already.
# On a machine where the floor takes 0.4 microseconds for a link, 25 times stand for 10 ms for a thousand links.
MOST_WALKING = 25.0
# Larger tables miss the processor's caches more often, which is not the algorithm's doing.
SAME = 2.0
SMALL, LARGE = 1_000, 100_000

Question = Callable[[Graph], list[Link]]


def links_of_why(graph: Graph, category: str, party: str) -> list[Link]:
    return [link for each in why(graph, category, party) for link in (*each.path, *each.purposes, *backing(each))]


def backing(each: Explanation) -> list[Link]:
    return [Link(each.use, "evidenced_by", id) for id in each.evidence]


# Their answers are of the same size in every inventory of the same rule.
QUESTIONS: dict[str, Question] = {
    "trace of a category": lambda graph: list(trace(graph, "cat-o3-1").links),
    "impact of a party": lambda graph: list(impact(graph, "party-o3-2").links),
    "impact of a system": lambda graph: list(impact(graph, "system-o3-2").links),
    "why, by a category of its own": lambda graph: links_of_why(graph, "cat-o3-1", "party-o3-2"),
    "why, by a category of all": lambda graph: links_of_why(graph, "cat-email", "party-o3-1"),
}
LONG_QUESTIONS: dict[str, Question] = {
    "trace of a category of all": lambda graph: list(trace(graph, "cat-payment").links),
    "impact of a country": lambda graph: list(impact(graph, "DE").links),
    "why, by a provider of all": lambda graph: [
        link for number in range(10) for link in links_of_why(graph, "cat-contact", f"party-o{number}-1")
    ],
}


@pytest.fixture(scope="module")
def small() -> Graph:
    return build_graph(synthetic_inventory(SMALL))


@pytest.fixture(scope="module")
def large() -> Graph:
    return build_graph(synthetic_inventory(LARGE))


def parts_of(graph: Graph) -> tuple[dict[str, Any], list[Link]]:
    """The nodes with their records, and the edges."""
    nodes = {id: graph.nodes[id]["record"] for id in graph}
    return nodes, [Link(tail, str(key), head) for tail, head, key in graph.edges(keys=True)]


def added(nodes: Mapping[str, Any], edges: Sequence[Link]) -> Graph:
    """A graph of networkx, to which these were added one by one."""
    graph: Graph = nx.MultiDiGraph()
    for id, record in nodes.items():
        graph.add_node(id, record=record)
    for tail, key, head in edges:
        graph.add_edge(tail, head, key)
    return graph


def walked(graph: Graph, links: Sequence[Link]) -> Callable[[], list[Link]]:
    """What looks up again each of the links that an answer had."""
    bare = {tail: dict(heads) for tail, heads in graph.adjacency()}
    engaged = {"engages", "sub_processor_of"}
    return lambda: [link for link in links if link.relation in engaged or link.relation in bare[link.tail][link.head]]


def test_building_costs_little_more_than_adding_the_nodes_and_edges(slack: float) -> None:
    inventory = synthetic_inventory(SMALL)
    graph = build_graph(inventory)
    nodes, edges = parts_of(graph)
    floor, ours = in_turns(lambda: added(nodes, edges), lambda: build_graph(inventory), rounds=9)
    figures = say(
        f"building {len(nodes):,} nodes and {len(edges):,} edges: {ours * 1000:.0f} ms, bare networkx "
        f"{floor * 1000:.0f} ms, {ours / floor:.2f} times (at most {MOST_BUILDING})"
    )
    assert ours <= slack * MOST_BUILDING * floor, figures


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_link_of_an_answer_costs_the_same_in_a_hundred_times_as_many_data_uses(
    name: str, small: Graph, large: Graph, slack: float
) -> None:
    ask = QUESTIONS[name]
    count = len(ask(small))
    assert len(ask(large)) == count > 0
    first, second = in_turns(lambda: ask(small), lambda: ask(large), rounds=51, times=3, of=min)
    figures = say(
        f"{name}: {count} links, {first / count * 1e6:.2f} µs for a link at {SMALL:,} data uses, "
        f"{second / count * 1e6:.2f} µs at {LARGE:,}, {second / first:.2f} times (at most {SAME})"
    )
    assert second <= slack * SAME * first, figures


@pytest.mark.parametrize("name", LONG_QUESTIONS)
def test_a_thousand_links_are_found_in_a_small_multiple_of_walking_them(name: str, small: Graph, slack: float) -> None:
    ask = LONG_QUESTIONS[name]
    links = ask(small)
    assert len(links) >= 500
    walk = walked(small, links)
    assert walk() == links
    floor, ours = in_turns(walk, lambda: ask(small), rounds=15, of=min)
    figures = say(
        f"{name}: {len(links):,} links in {ours * 1000:.1f} ms, {ours / len(links) * 1e6:.1f} ms for a thousand; "
        f"walking them again {floor * 1000:.2f} ms, {ours / floor:.0f} times (at most {MOST_WALKING:.0f})"
    )
    assert ours <= slack * MOST_WALKING * floor, figures
