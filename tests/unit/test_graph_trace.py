"""What a category or an element meets: exactly what its data uses are linked with, and what they lack."""

from datamap.graph import Link, trace
from tests.records import activity, category, evidence, graph_of, line, organisation, party, system, transfer, use

RECORDS = (
    organisation(country="LU"),
    activity("a", measures=("measure-backup",)),
    activity("b"),
    line("pay", "purpose-payment", legal_basis="basis-contract"),
    line("ads", "purpose-marketing"),
    line("other", "purpose-security", activity="b"),
    party("bank", country="DE", sub_processors=("party-print",)),
    party("print", country="JP"),
    party("idle", country="US"),
    system("vault", operated_by="party-bank", country="FR"),
    transfer("east", country="IN", tool="tool-adequacy", importers=("party-print",)),
    category("salary-card", "cat-card-number"),
    use("card", "cat-salary-card", elements=("Card-Number",), recipients=("party-bank",), purposes=("line-pay",)),
    use("mail", "cat-email", systems=("system-vault",), transfers=("transfer-east",), people=("people-customer",)),
    use("other", "cat-location", activity="b", elements=("card  number",)),
    evidence("one", "use-card"),
)
GRAPH = graph_of(*RECORDS)


def heads(links: tuple[Link, ...], relation: str) -> set[str]:
    return {head for _tail, key, head in links if key == relation}


def test_a_category_meets_what_the_uses_of_its_narrower_terms_meet() -> None:
    found = trace(GRAPH, "cat-payment")
    assert found.uses == ("use-card",)
    assert set(found.links) == {
        ("use-card", "part_of", "act-a"),
        ("use-card", "uses", "cat-salary-card"),
        ("use-card", "for", "line-pay"),
        ("use-card", "disclosed_to", "party-bank"),
        ("act-a", "part_of", "org-acme"),
        ("act-a", "protected_by", "measure-backup"),
        ("cat-salary-card", "part_of", "cat-card-number"),
        ("cat-card-number", "part_of", "cat-payment"),
        ("line-pay", "part_of", "act-a"),
        ("line-pay", "for", "purpose-payment"),
        ("purpose-payment", "part_of", "purpose-orders"),
        ("purpose-orders", "part_of", "purpose-service-provision"),
        ("line-pay", "on_basis", "basis-contract"),
        ("party-bank", "located_in", "DE"),
        ("party-print", "sub_processor_of", "party-bank"),
        ("party-print", "located_in", "JP"),
        ("org-acme", "located_in", "LU"),
    }
    assert len(found.links) == len(set(found.links))


def test_a_use_that_names_no_purpose_serves_all_of_its_activity() -> None:
    found = trace(GRAPH, "cat-email")
    assert {link for link in found.links if link.tail == "use-mail" and link.relation == "for"} == {
        ("use-mail", "for", "line-pay"),
        ("use-mail", "for", "line-ads"),
    }


def test_systems_their_operators_and_transfers_are_met() -> None:
    found = trace(GRAPH, "cat-email")
    assert {"party-bank", "party-print"} <= {link.head for link in found.links} | {link.tail for link in found.links}
    assert heads(found.links, "located_in") == {"FR", "DE", "JP", "IN", "LU"}
    assert ("transfer-east", "on_basis", "tool-adequacy") in found.links
    assert heads(found.links, "about") == {"people-customer"}


def test_an_element_is_found_however_it_is_spelled_and_no_further() -> None:
    for words in ("card number", "CARD NUMBER", "card-number", "Card_Number", " card number "):
        assert trace(GRAPH, element=words).uses == ("use-card", "use-other")
    assert trace(GRAPH, element="card").uses == ()


def test_several_categories_meet_each_use_once() -> None:
    assert trace(GRAPH, "cat-payment", "cat-card-number", "cat-email").uses == ("use-card", "use-mail")


def test_what_is_not_used_meets_nothing() -> None:
    assert trace(GRAPH, "cat-media").links == ()
    assert trace(GRAPH, "cat-media").gaps == ()


def test_what_is_not_recorded_along_the_way_is_said_once_in_the_order_of_the_way() -> None:
    gaps = [f"{gap.record}.{gap.field}" for gap in trace(GRAPH, "cat-payment").gaps]
    assert gaps == [
        "use-card.people",
        "use-card.sources",
        "use-card.systems",
        "use-card.transfers",
        "use-card.retention",
        "act-a.role",
        "party-bank.kind",
        "party-print.kind",
    ]


def test_what_stands_beside_the_way_is_left_out() -> None:
    found = trace(GRAPH, "cat-payment")
    ends = {end for link in found.links for end in (link.tail, link.head)}
    assert ends.isdisjoint({"use-mail", "use-other", "party-idle", "act-b", "line-ads", "evidence-one"})


def test_terms_in_a_circle_and_references_that_lead_nowhere_end() -> None:
    graph = graph_of(
        category("x", "cat-y"),
        category("y", "cat-x"),
        use("a", "cat-x", recipients=("party-a", "party-gone")),
        party("a", sub_processors=("party-gone",), country="XX"),
    )
    found = trace(graph, "cat-y")
    assert found.uses == ("use-a",)
    assert ("use-a", "disclosed_to", "party-a") in found.links
    assert "party-gone" not in {link.head for link in found.links} | {link.tail for link in found.links}
