"""Files for other programs: JSON under its schema, JSON-LD in words that DPV has, a manifest that fides reads."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from fideslang.parse import load_manifests_into_taxonomy
from rdflib import RDF, Graph, URIRef

from datamap.exports.interchange import (
    Edition,
    edition_of,
    format_fides,
    format_json,
    format_json_ld,
    read_schema,
    read_schema_text,
)
from datamap.exports.interchange.dpv import PREFIXES
from datamap.exports.interchange.schema import schema_of_record
from datamap.model import NONE, Activity, DataUse, Inventory, PurposeLine, Term, inventory_of, recorded
from datamap.model.terms import Match
from datamap.register import open_inventory
from tests import records
from tests.organisations import ORGANISATIONS

TERM_LIST = Path(__file__).parent / "vocabularies" / "dpv-2.2-terms.txt"
# Of rdflib itself, whose reader of JSON-LD still uses a class that it calls old.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
OUTSIDE = ("dpv", "pd", "loc", "eu-gdpr", "legal-eu", "legal-gb", "legal-us")


@pytest.fixture(scope="module")
def whole(root: Path) -> Inventory:
    return open_inventory(root / "inventory")


@cache
def known_terms() -> frozenset[str]:
    """The names that DPV has, prefix and name."""
    return frozenset(line for line in TERM_LIST.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))


def edition(whole: Inventory, name: str, **more: Any) -> Edition:
    return edition_of(whole.part(f"org-{name}"), f"org-{name}", **more)


def small(**use: Any) -> Edition:
    party = records.party("host", contract="C-1", contact="ann@host.example")
    return edition_of(
        inventory_of([
            records.organisation(),
            records.activity("a", owner="Ann", measures=NONE),
            records.line("a", "purpose-analytics", legal_basis="basis-consent"),
            records.use("one", **use),
            party,
        ]),
        records.ORG,
    )  # fmt: skip


def test_the_published_schema_is_the_one_that_the_fields_give(root: Path, request: pytest.FixtureRequest) -> None:
    text = json.dumps(schema_of_record(), indent=1, ensure_ascii=False) + "\n"
    if request.config.getoption("--rewrite-golden"):
        (root / "datamap" / "exports" / "interchange" / "record.schema.json").write_text(text, encoding="utf-8")
    assert read_schema_text() == text
    jsonschema.Draft202012Validator.check_schema(read_schema())


@pytest.mark.parametrize("audience", ["authority", "public", "internal"])
@pytest.mark.parametrize("name", ORGANISATIONS)
def test_each_record_as_json_keeps_to_the_schema_and_holds_every_use(
    whole: Inventory, name: str, audience: str
) -> None:
    told = json.loads(format_json(edition(whole, name, audience=audience)))
    validator = jsonschema.Draft202012Validator(read_schema(), format_checker=jsonschema.FormatChecker())
    assert [error.message for error in validator.iter_errors(told)] == []
    part = whole.part(f"org-{name}")
    assert [each["id"] for each in told["activities"]] == [each.id for each in part.of(Activity)]
    uses = {each["id"] for activity in told["activities"] for each in activity["data_uses"]}
    assert uses == {each.id for each in part.of(DataUse)}


def test_the_schema_refuses_what_is_no_record() -> None:
    told = json.loads(format_json(small()))
    validator = jsonschema.Draft202012Validator(read_schema())
    for path, value in (("digest", "md5:0"), ("activities", [{"id": "act-a"}]), ("unknown", 1)):
        assert list(validator.iter_errors({**told, path: value})), path


def test_json_tells_the_three_states_apart() -> None:
    told = json.loads(format_json(small(recipients=NONE, people=("people-user",))))
    [use] = told["activities"][0]["data_uses"]
    assert (use["recipients"], use["systems"], use["people"]) == ({"none": True}, None, ["people-user"])
    assert told["names"]["people-user"]


@pytest.mark.parametrize("name", ORGANISATIONS)
def test_every_outside_name_in_json_ld_is_one_that_dpv_has(whole: Inventory, name: str) -> None:
    graph = Graph().parse(data=format_json_ld(edition(whole, name)), format="json-ld")
    used = {str(node) for triple in graph for node in triple if isinstance(node, URIRef)}
    known = {PREFIXES[prefix] + term for prefix, _, term in (each.partition(":") for each in known_terms())}
    outside = {each for each in used if any(each.startswith(PREFIXES[prefix]) for prefix in OUTSIDE)}
    assert len(outside) > 20
    assert sorted(outside - known) == []


def test_only_exact_and_close_matches_stand_for_our_terms_and_all_others_are_below_wider_ones(
    whole: Inventory,
) -> None:
    graph = Graph().parse(data=format_json_ld(edition(whole, "innovat")), format="json-ld")
    broader, own = URIRef(PREFIXES["skos"] + "broader"), PREFIXES["own"]
    concepts = {str(each).removeprefix(own) for each in graph.subjects(RDF.type, URIRef(PREFIXES["skos"] + "Concept"))}
    assert concepts
    for id in concepts:
        term = whole.get(Term, id)
        assert term.dpv_match not in (Match.EXACT, Match.CLOSE), id
        wider = {str(each) for each in graph.objects(URIRef(own + id), broader)}
        assert wider or not (recorded(term.dpv) or term.parent), id


def test_json_ld_keeps_the_links_of_each_data_use() -> None:
    text = format_json_ld(small(recipients=("party-host",), people=("people-user",)))
    graph = Graph().parse(data=text, format="json-ld")
    own, dpv, model = PREFIXES["own"], PREFIXES["dpv"], PREFIXES["model"]
    use, line = URIRef(own + "use-one"), URIRef(own + "line-a")
    assert (use, URIRef(dpv + "hasRecipient"), URIRef(own + "party-host")) in graph
    assert (use, URIRef(dpv + "hasPersonalData"), URIRef(PREFIXES["pd"] + "EmailAddress")) in graph
    assert (use, URIRef(model + "servesPurpose"), line) in graph
    assert (line, URIRef(dpv + "hasLegalBasis"), URIRef(PREFIXES["eu-gdpr"] + "A6-1-a")) in graph
    activity = URIRef(own + "act-a")
    assert [str(each) for each in graph.objects(activity, URIRef(model + "statedNone"))] == ["measures"]
    assert "role" in {str(each) for each in graph.objects(activity, URIRef(model + "notRecorded"))}


@pytest.mark.parametrize("name", ORGANISATIONS)
def test_fides_reads_each_manifest(whole: Inventory, name: str) -> None:
    told = edition(whole, name)
    taxonomy = load_manifests_into_taxonomy(json.loads(format_fides(told)))
    assert "is not recorded" in str((taxonomy.organization or [])[0].description)
    systems = {each.fides_key: each for each in taxonomy.system or []}
    assert {each.id for each in told.activities} <= set(systems)
    for activity in told.activities:
        served = sum(max(1, len(_lines_of(told, use))) for use in told.uses_of(activity.id))
        assert len(systems[activity.id].privacy_declarations) == served


def _lines_of(told: Edition, use: DataUse) -> list[str]:
    own = [line.id for line in told.lines_of(use.activity)]
    return [id for id in recorded(use.purposes) if id in own] if isinstance(use.purposes, tuple) else own


def test_the_public_gets_no_internal_names_and_no_contracts() -> None:
    inventory = small().inventory
    public = edition_of(inventory, records.ORG, audience="public")
    for text in (format_json(public), format_json_ld(public), format_fides(public)):
        assert "Ann" not in text
        assert "C-1" not in text
        assert "ann@host.example" not in text


def test_the_record_of_one_role_holds_its_activities_only(whole: Inventory) -> None:
    both = edition(whole, "innomis")
    halves = [edition(whole, "innomis", role=role) for role in ("controller", "processor")]
    assert sorted(each.id for half in halves for each in half.activities) == [each.id for each in both.activities]
    assert all(half.activities for half in halves)


def test_the_same_records_give_the_same_text(whole: Inventory) -> None:
    told = edition(whole, "innovus")
    for form in (format_json, format_json_ld, format_fides):
        assert form(told) == form(told)
    assert whole.part("org-innovus").of(PurposeLine)
