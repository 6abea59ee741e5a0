"""The graph itself, chains, matrices, what is unused or unlinked, and parts."""

import pytest

from datamap.graph import build_graph, chain, matrix, subgraph, trace, unlinked, unused, why
from datamap.model import NONE, inventory_of
from tests.records import activity, category, graph_of, line, organisation, party, system, use


def test_every_record_is_a_node_and_every_reference_an_edge_named_for_its_relation() -> None:
    graph = graph_of(
        activity("a"),
        line("run", "purpose-hosting"),
        use("a", sources=("source-device", "party-a"), recipients=("party-a",), people=("people-user",)),
        party("a", sub_processors=("party-b", "party-gone")),
        party("b", acts_for=("org-gone",)),
    )
    assert set(graph.out_edges("use-a", keys=True)) == {
        ("use-a", "act-a", "part_of"),
        ("use-a", "cat-email", "uses"),
        ("use-a", "source-device", "obtained_from"),
        ("use-a", "party-a", "obtained_from"),
        ("use-a", "party-a", "disclosed_to"),
        ("use-a", "people-user", "about"),
        ("use-a", "line-run", "for"),
    }
    assert list(graph.out_edges("party-b", keys=True)) == [("party-b", "party-a", "sub_processor_of")]
    assert "party-gone" not in graph
    assert graph.nodes["party-a"]["record"].name == "A"
    assert set(graph.nodes["DE"]) == {"record"}


def test_a_use_for_none_of_the_purposes_is_not_taken_to_serve_all() -> None:
    graph = graph_of(activity("a"), line("run", "purpose-hosting"), use("a", purposes=NONE), use("b"))
    assert [tail for tail, head, key in graph.in_edges("line-run", keys=True) if key == "for"] == ["use-b"]


def test_a_chain_goes_to_the_end_and_says_where_the_end_is_known() -> None:
    graph = graph_of(
        party("a", sub_processors=("party-c", "party-b")), party("b", sub_processors=NONE), party("c"), party("d")
    )
    assert [tuple(step) for step in chain(graph, "party-a")] == [
        (0, "party-a", "", True),
        (1, "party-b", "party-a", True),
        (1, "party-c", "party-a", False),
    ]
    assert [tuple(step) for step in chain(graph, "party-d")] == [(0, "party-d", "", False)]


def test_a_chain_in_a_circle_ends_where_it_closes() -> None:
    graph = graph_of(party("a", sub_processors=("party-b",)), party("b", sub_processors=("party-a", "party-b")))
    assert [(step.depth, step.party) for step in chain(graph, "party-a")] == [
        (0, "party-a"),
        (1, "party-b"),
        (2, "party-a"),
        (2, "party-b"),
    ]


def test_a_matrix_counts_every_use_and_tells_none_from_not_recorded() -> None:
    inventory = inventory_of([
        activity("a"),
        line("run", "purpose-hosting", legal_basis="basis-contract"),
        line("ads", "purpose-marketing"),
        party("a", country="DE"),
        party("b"),
        party("c", country=NONE),
        use("a", recipients=("party-a", "party-b"), purposes=("line-run",)),
        use("b", recipients=NONE),
        use("c", "cat-photo", recipients=("party-c",), purposes=("line-run",)),
        use("d", "cat-photo", activity="gone"),
    ])  # fmt: skip
    graph = build_graph(inventory)
    recipients = matrix(graph, inventory, "category", "recipient")
    assert list(recipients.columns) == ["A", "B", "C", "none", "not recorded"]
    assert recipients.to_dict("index") == {
        "E-mail address": {"A": 1, "B": 1, "C": 0, "none": 1, "not recorded": 0},
        "Photo": {"A": 0, "B": 0, "C": 1, "none": 0, "not recorded": 1},
    }
    countries = matrix(graph, inventory, "category", "country")
    assert countries.loc["E-mail address"].to_dict() == {"Germany": 1, "none": 1, "not recorded": 1}
    bases = matrix(graph, inventory, "category", "basis")
    assert bases.loc["E-mail address"].to_dict() == {"Contract": 2, "not recorded": 1}
    purposes = matrix(graph, inventory, "purpose", "recipient")
    assert purposes.loc["not recorded", "not recorded"] == 1
    assert (purposes.index.name, purposes.columns.name) == ("purpose", "recipient")


def test_a_matrix_of_an_unknown_kind_is_refused() -> None:
    with pytest.raises(KeyError):
        matrix(graph_of(), inventory_of([]), "colour", "purpose")


def test_unused_are_the_kept_records_that_no_data_use_reaches() -> None:
    inventory = inventory_of([
        organisation(),
        activity("a"),
        activity("empty"),
        line("run", "purpose-hosting"),
        line("idle", "purpose-security", activity="empty"),
        party("a", sub_processors=("party-b",)),
        party("b"),
        party("idle"),
        system("s", operated_by="party-b"),
        category("idle", "cat-email"),
        category("met", "cat-email"),
        use("a", "cat-met", recipients=("party-a",)),
    ])  # fmt: skip
    assert unused(build_graph(inventory), inventory) == ["act-empty", "line-idle", "cat-idle", "party-idle", "system-s"]


def test_unlinked_names_each_missing_link_once() -> None:
    inventory = inventory_of([
        activity("a"),
        line("run", "purpose-hosting"),
        use("a", people=("people-user",), sources=NONE, recipients=NONE, systems=NONE, transfers=NONE),
        use("b", people=("people-user",), sources=NONE, recipients=NONE, systems=NONE, transfers=NONE),
        use("c", activity="gone", recipients=NONE),
    ])  # fmt: skip
    gaps = [f"{gap.record}.{gap.field}" for gap in unlinked(build_graph(inventory), inventory)]
    assert gaps == [
        "use-a.retention",
        "line-run.legal_basis",
        "use-b.retention",
        "use-c.people",
        "use-c.sources",
        "use-c.systems",
        "use-c.transfers",
        "use-c.retention",
        "use-c.purposes",
    ]


RECORDS = (
    organisation(country="LU"),
    activity("a"),
    activity("b"),
    line("run", "purpose-hosting"),
    party("a", country="DE"),
    party("b", country="FR"),
    use("a", recipients=("party-a",), elements=("address",)),
    use("b", "cat-photo", activity="b", recipients=("party-b",), elements=("address",)),
)


def test_a_part_holds_what_belongs_to_one_record_with_every_edge_between() -> None:
    graph = graph_of(*RECORDS)
    part = subgraph(graph, "act-a")
    people_and_places = {"org-acme", "LU", "party-a", "DE"}
    terms = {"cat-email", "cat-contact", "purpose-hosting", "purpose-service-provision"}
    assert set(part) == {"act-a", "use-a", "line-run"} | people_and_places | terms
    assert set(part.edges(keys=True)) == {
        (tail, head, key) for tail, head, key in graph.edges(keys=True) if tail in part and head in part
    }
    assert {"use-a", "use-b"} <= set(subgraph(graph, "org-acme"))
    assert "use-b" not in subgraph(graph, "use-a")
    assert "use-a" not in subgraph(graph, "party-b")


def test_a_part_answers_the_same_questions() -> None:
    part = subgraph(graph_of(*RECORDS), "act-a")
    assert trace(part, "cat-contact").uses == ("use-a",)
    assert trace(part, element="Address").uses == ("use-a",)
    assert [each.use for each in why(part, "cat-contact", "party-a")] == ["use-a"]


def test_a_part_is_the_same_in_every_order() -> None:
    orders = [subgraph(graph_of(*records), "org-acme") for records in (RECORDS, reversed(RECORDS))]
    assert list(orders[0].nodes) == list(orders[1].nodes)
    assert list(orders[0].edges(keys=True)) == list(orders[1].edges(keys=True))
