"""Every path on which data come to a recipient, and nothing that is no path."""

from datamap.graph import Link, why
from tests.records import activity, category, evidence, graph_of, line, party, system, transfer, use


def paths(graph, category: str, recipient: str) -> list[str]:
    """Each path as one line."""
    return [
        " ".join([each.use, *(f"-{link.relation}> {link.head}" for link in each.path)])
        for each in why(graph, category, recipient)
    ]


def test_data_are_disclosed() -> None:
    graph = graph_of(use("a", recipients=("party-a",)), party("a"))
    assert paths(graph, "cat-contact", "party-a") == ["use-a -disclosed_to> party-a"]


def test_data_are_held_in_a_system_that_the_recipient_operates() -> None:
    graph = graph_of(use("a", systems=("system-s",)), system("s", operated_by="party-a"), party("a"))
    assert paths(graph, "cat-email", "party-a") == ["use-a -held_in> system-s -operated_by> party-a"]


def test_data_go_down_a_chain_of_sub_processors() -> None:
    graph = graph_of(
        use("a", recipients=("party-a",)),
        party("a", sub_processors=("party-b", "party-c")),
        party("b", sub_processors=("party-c",)),
        party("c"),
    )
    assert paths(graph, "cat-email", "party-c") == [
        "use-a -disclosed_to> party-a -engages> party-b -engages> party-c",
        "use-a -disclosed_to> party-a -engages> party-c",
    ]


def test_data_are_transferred_by_the_use_by_its_activity_or_by_a_party() -> None:
    graph = graph_of(
        activity("a"),
        use("a", transfers=("transfer-t",)),
        use("b", recipients=("party-p",)),
        party("p"),
        party("z"),
        transfer("t", importers=("party-z",)),
        transfer("u", origins=("act-a", "party-p"), importers=("party-z",)),
    )
    assert paths(graph, "cat-email", "party-z") == [
        "use-a -part_of> act-a -transferred_to> transfer-u -disclosed_to> party-z",
        "use-a -transferred_to> transfer-t -disclosed_to> party-z",
        "use-b -disclosed_to> party-p -transferred_to> transfer-u -disclosed_to> party-z",
        "use-b -part_of> act-a -transferred_to> transfer-u -disclosed_to> party-z",
    ]


def test_nothing_explains_a_source_a_controller_or_data_of_others() -> None:
    graph = graph_of(
        activity("a", controllers=("party-c",)),
        use("a", sources=("party-s",), recipients=("party-a",)),
        use("b", "cat-photo", recipients=("party-b",)),
        party("a", parent="party-g"),
        *(party(name) for name in "bcgs"),
    )
    for other in "bcgs":
        assert paths(graph, "cat-email", f"party-{other}") == []
    assert paths(graph, "cat-media", "party-a") == []


def test_an_activity_without_transfers_leads_nowhere() -> None:
    graph = graph_of(activity("a"), use("a"), use("b", recipients=("party-a",)), party("a"))
    assert paths(graph, "cat-email", "party-a") == ["use-b -disclosed_to> party-a"]


def test_data_in_a_circle_come_by_every_path_and_by_none_twice() -> None:
    # b sends on to c, and c engages b: a path to either must not hide one to the other.
    graph = graph_of(
        use("a", recipients=("party-b",)),
        use("c", recipients=("party-c",)),
        party("b"),
        party("c", sub_processors=("party-b", "party-d")),
        party("d"),
        transfer("t", origins=("party-b",), importers=("party-c", "party-d")),
    )
    onward = "-transferred_to> transfer-t -disclosed_to>"
    assert paths(graph, "cat-email", "party-d") == [
        f"use-a -disclosed_to> party-b {onward} party-c -engages> party-d",
        f"use-a -disclosed_to> party-b {onward} party-d",
        f"use-c -disclosed_to> party-c -engages> party-b {onward} party-d",
        "use-c -disclosed_to> party-c -engages> party-d",
    ]


def test_purposes_bases_and_evidence_stand_behind_each_path() -> None:
    graph = graph_of(
        activity("a"),
        line("run", "purpose-hosting", legal_basis="basis-contract"),
        line("ads", "purpose-marketing"),
        use("a", recipients=("party-a",), purposes=("line-run",)),
        party("a"),
        evidence("use", "use-a"),
        evidence("act", "act-a"),
        evidence("line", "line-run"),
    )
    [found] = why(graph, "cat-email", "party-a")
    assert found.purposes == (
        Link("line-run", "for", "purpose-hosting"),
        Link("line-run", "on_basis", "basis-contract"),
    )
    assert found.evidence == ("evidence-use", "evidence-act")


def test_the_answer_is_the_same_from_either_side() -> None:
    few = [use("x", "cat-own", recipients=("party-a",)), category("own", "cat-email"), party("a"), party("b")]
    many_uses = [use(f"m{i}", recipients=("party-b",)) for i in range(20)]
    many_others = [use(f"n{i}", "cat-photo", recipients=("party-a",)) for i in range(20)]
    expected = ["use-x -disclosed_to> party-a"]
    assert paths(graph_of(*few, *many_uses), "cat-contact", "party-a") == expected
    assert paths(graph_of(*few, *many_others), "cat-contact", "party-a") == expected
