"""A notice held against the register, item by item of Art. 13 and 14."""

from datamap.checks.examples import activity, document, evidence, line, organisation, procedure, transfer, use
from datamap.checks.notice import NoticeRow, hold_notices
from datamap.model import Record, inventory_of
from datamap.vocabulary.lists import read_table

NOTICE = (organisation(), activity(notice="doc-a"), document())


def rows(*records: Record) -> dict[str, NoticeRow]:
    return {row.item: row for row in hold_notices(inventory_of([*NOTICE, *records]))}


def test_every_item_is_told_once_in_the_order_of_the_law() -> None:
    assert list(rows()) == [item["item"] for item in read_table("notice-items")]


def test_a_document_that_no_activity_calls_its_notice_is_none() -> None:
    assert hold_notices(inventory_of([organisation(), activity(), document()])) == ()


def test_what_all_evidence_states_is_stated_and_what_some_states_is_partly_stated() -> None:
    told = evidence(record="line-a", field="wording")
    assert str(rows(line(), told)["purposes"].state) == "stated"
    found = rows(line(), line("line-b", purpose="purpose-security"), told)["purposes"]
    assert (str(found.state), found.found, found.asked) == ("partly", 1, 2)
    assert (found.evidence, found.missing) == (("evidence-a",), ("line-b",))


def test_evidence_of_another_document_states_nothing_here() -> None:
    elsewhere = evidence(record="line-a", field="purpose", document="doc-b")
    assert str(rows(line(), elsewhere)["purposes"].state) == "not-stated"


def test_of_what_the_register_knows_nothing_nothing_is_asked() -> None:
    found = rows(line(legal_basis="basis-contract"), use())
    assert {item for item, row in found.items() if row.asked == 0} == {
        "representative",
        "officer",
        "interests",
        "transfers",
        "withdrawal",
        "decisions",
    }


def test_contact_details_count_apart_from_the_name() -> None:
    named = evidence(record="org-a", field="name")
    reached = evidence("evidence-b", record="org-a", field="phone")
    assert str(rows(named)["controller"].state) == "partly"
    assert str(rows(named, reached)["controller"].state) == "stated"


def test_each_right_counts_by_itself_and_a_narrower_one_stands_for_a_wider_one() -> None:
    objection = procedure(right="right-object-marketing")
    found = rows(objection, evidence(record="procedure-a", field="how"))["rights"]
    assert (str(found.state), found.found, found.asked) == ("partly", 1, 6)


def test_a_transfer_needs_its_place_and_what_it_rests_on() -> None:
    found = rows(transfer(country="IN"), evidence(record="transfer-a", field="country"))["transfers"]
    assert (str(found.state), found.found, found.asked) == ("partly", 1, 2)
