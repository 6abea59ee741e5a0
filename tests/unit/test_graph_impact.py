"""What is touched if a party, a system or a country falls away."""

from datamap.graph import impact
from datamap.model import NONE
from tests.records import activity, graph_of, line, organisation, party, system, transfer, use

GRAPH = graph_of(
    organisation(country="DE"),
    activity("a"),
    activity("b", controllers=("party-client",)),
    activity("c"),
    line("run", "purpose-hosting"),
    party("host", country="FR", sub_processors=("party-backup",), contract="C-1"),
    party("backup", country="DE", contract=NONE, sub_processors=("party-disk",)),
    party("disk", country="JP"),
    party("client"),
    party("seller"),
    party("agency", sub_processors=NONE),
    system("server", operated_by="party-host", country="LU"),
    transfer("all", origins=("act-c",), importers=("party-agency",), country="IN"),
    transfer("onward", origins=("party-host",), country="US"),
    use("a", recipients=("party-host",), people=("people-customer",)),
    use("b", "cat-phone", systems=("system-server",)),
    use("c", "cat-name", activity="b", sources=("party-seller",)),
    use("d", "cat-photo", activity="c"),
)


def uses(id: str) -> set[str]:
    return set(impact(GRAPH, id).uses)


def test_a_party_touches_what_it_receives_and_what_its_systems_hold() -> None:
    assert uses("party-host") == {"use-a", "use-b"}


def test_a_system_touches_what_it_holds() -> None:
    assert uses("system-server") == {"use-b"}


def test_a_sub_processor_touches_what_those_who_engage_it_receive() -> None:
    assert uses("party-disk") == uses("party-backup") == {"use-a", "use-b"}
    links = impact(GRAPH, "party-disk").links
    assert ("party-backup", "engages", "party-disk") in links
    assert ("party-host", "engages", "party-backup") in links


def test_a_country_touches_what_its_parties_systems_and_transfers_touch() -> None:
    assert uses("LU") == {"use-b"}
    assert uses("FR") == uses("JP") == {"use-a", "use-b"}
    assert uses("US") == {"use-a", "use-b"}
    assert uses("IN") == {"use-d"}


def test_the_country_of_the_organisation_itself_is_not_met_by_all_its_data() -> None:
    assert uses("DE") == {"use-a", "use-b"}


def test_a_controller_served_touches_the_whole_activity_and_a_source_what_it_gives() -> None:
    assert uses("party-client") == {"use-c"}
    assert uses("party-seller") == {"use-c"}


def test_an_importer_touches_all_data_of_an_activity_that_is_transferred_to_it() -> None:
    assert uses("party-agency") == {"use-d"}


def test_what_is_touched_is_named_with_categories_people_activities_and_purposes() -> None:
    links = set(impact(GRAPH, "party-host").links)
    assert links >= {
        ("use-a", "disclosed_to", "party-host"),
        ("use-a", "uses", "cat-email"),
        ("use-a", "about", "people-customer"),
        ("use-a", "part_of", "act-a"),
        ("use-a", "for", "line-run"),
        ("use-b", "held_in", "system-server"),
        ("system-server", "operated_by", "party-host"),
    }


def test_contracts_on_the_way_are_named_or_said_to_be_missing() -> None:
    assert dict(impact(GRAPH, "party-disk").contracts) == {
        "party-disk": "not recorded",
        "party-backup": "none",
        "party-host": "C-1",
    }


def test_what_nothing_depends_on_touches_nothing() -> None:
    found = impact(GRAPH, "BR")
    assert (found.uses, found.links, found.contracts) == ((), (), ())
