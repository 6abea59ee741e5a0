"""The rows of a record of processing hold all that an inventory says, linked as the inventory links it."""

import dataclasses
import datetime
import re
from pathlib import Path
from typing import Any

import pytest

from datamap.exports.record import Cell, Record, Standing, record_of
from datamap.exports.record.lists import DENIALS
from datamap.labels import read_labels
from datamap.model import (
    NONE,
    Activity,
    Claim,
    ClaimKind,
    DataUse,
    Document,
    Evidence,
    Measure,
    Organisation,
    Party,
    PurposeLine,
    RetentionRule,
    RightsProcedure,
    System,
    Transfer,
    YesNo,
    inventory_of,
)
from datamap.model import Record as ModelRecord

ORG = "org-a"

RECORDS: tuple[ModelRecord, ...] = (
    Organisation(id=ORG, name="Acme & Sons", country="LU", dpo_name=NONE),
    Activity(id="act-push", organisation=ORG, name="Push", measures=("measure-vault",), department="Apps"),
    Activity(id="act-bare", organisation=ORG, name="Bare"),
    PurposeLine(id="line-1", organisation=ORG, activity="act-push", purpose="purpose-analytics", wording="to count"),
    PurposeLine(
        id="line-2",
        organisation=ORG,
        activity="act-push",
        purpose="purpose-marketing-communications",
        legal_basis="basis-consent",
    ),
    PurposeLine(id="line-3", organisation=ORG, activity="act-bare", purpose="purpose-analytics"),
    DataUse(
        id="use-all",
        organisation=ORG,
        activity="act-push",
        category="cat-email",
        elements=("work e-mail", "home e-mail"),
        people=("people-customer",),
        recipients=("party-host",),
        systems=("system-a",),
        retention=("keep-push",),
        condition="push is switched on",
    ),
    DataUse(
        id="use-one",
        organisation=ORG,
        activity="act-push",
        category="cat-phone",
        purposes=("line-2",),
        recipients=NONE,
    ),
    Party(id="party-host", organisation=ORG, name="Host", is_category=YesNo.NO, sub_processors=("party-backup",)),
    Party(id="party-backup", organisation=ORG, name="Backup", country="US", kind="kind-sub-processor"),
    Party(id="party-lonely", organisation=ORG, name="Lonely", is_category=YesNo.YES),
    System(id="system-a", organisation=ORG, name="Server", country="DE", operated_by="party-host"),
    System(id="system-b", organisation=ORG, name="Spare"),
    Measure(id="measure-vault", organisation=ORG, label="Vault", description="Locked at night"),
    Measure(id="measure-spare", organisation=ORG, label="Spare lock"),
    RetentionRule(
        id="keep-push",
        organisation=ORG,
        name="Push",
        kind="limit-fixed-period",
        shortest="P3D",
        longest="P6D",
        starts="the last log-in",
        wording="for 3-6 days",
    ),
    Transfer(id="transfer-us", organisation=ORG, origins=("party-backup",), country="US", wording="goes abroad"),
    Transfer(id="transfer-lost", organisation=ORG, origins=("party-lonely",), location="worldwide"),
    Document(id="doc-a", organisation=ORG, title="Policy"),
    Claim(id="claim-a", organisation=ORG, document="doc-a", kind=ClaimKind.SECURITY, summary="Safe"),
    Claim(id="claim-b", organisation=ORG, document="doc-a", kind=ClaimKind.NO_SALE, summary="Never sold"),
    RightsProcedure(id="procedure-a", organisation=ORG, right="right-access", how="write to us"),
    RightsProcedure(
        id="procedure-b", organisation=ORG, right="right-erasure", how="press delete", activities=("act-push",)
    ),
    Evidence(
        id="evidence-a",
        organisation=ORG,
        record="claim-b",
        field="summary",
        document="doc-a",
        section="Sales",
        line=7,
        phrase="never sold",
    ),
)


@pytest.fixture(scope="module")
def record() -> Record:
    return record_of(inventory_of(RECORDS), ORG, datetime.date(2026, 1, 2), audience="internal")


def row_of(record: Record, activity: str, number: int) -> dict[str, tuple[str, Standing]]:
    (block,) = [block for block in record.activities if block.name == activity]
    cells = block.uses[number]
    return {column.key: (cell.text, cell.standing) for column, cell in zip(record.columns, cells, strict=True)}


def test_a_use_without_purposes_serves_all_of_its_activity_each_with_its_basis(record: Record) -> None:
    assert row_of(record, "Push", 0)["purposes"][0] == "all purposes"
    (block,) = [block for block in record.activities if block.name == "Push"]
    told = [(row.purpose.text, row.basis.text) for row in block.purposes]
    assert told == [
        ("1 Analytics and statistics", "— not recorded"),
        ("2 Marketing messages", "Consent (Art. 6(1)(a))"),
    ]


def test_a_use_that_names_purposes_serves_only_these(record: Record) -> None:
    assert row_of(record, "Push", 1)["purposes"][0] == "2 Marketing messages"


def test_what_a_use_links_stands_in_one_row(record: Record) -> None:
    row = {key: text for key, (text, _standing) in row_of(record, "Push", 0).items()}
    assert row["category"] == "Contact: E-mail address\n· work e-mail; home e-mail"
    assert row["people"] == "Customers"
    assert row["recipients"].splitlines() == [
        "Host (named; Kind: — not recorded; Country: — not recorded)",
        "Sub-processor: Backup (Sub-processor; United States)",
    ]
    assert row["systems"] == "Server (Run by: Host; Germany)"
    assert row["limits"].splitlines() == [
        "Fixed period: 3 days to 6 days (Clock starts: the last log-in)",
        "· “for 3-6 days”",
    ]
    assert row["circumstances"] == "Only if: push is switched on"


def test_a_transfer_of_a_sub_processor_stands_with_the_data_that_reach_it(record: Record) -> None:
    text, _standing = row_of(record, "Push", 0)["transfers"]
    assert text.splitlines() == [
        "United States (From: Backup; Tool: — not recorded; To whom: — not recorded)",
        "· “goes abroad”",
    ]
    assert row_of(record, "Push", 1)["transfers"] == ("— not recorded", Standing.NOT_RECORDED)


def test_none_and_not_recorded_are_kept_apart(record: Record) -> None:
    row = row_of(record, "Push", 1)
    assert row["recipients"] == ("none", Standing.NONE)
    assert row["limits"] == ("— not recorded", Standing.NOT_RECORDED)
    officer = {fact.key: fact.cell for panel in record.panels for fact in panel}["organisation.dpo_name"]
    assert (officer.text, officer.standing) == ("none", Standing.NONE)


def test_an_activity_without_data_uses_says_so(record: Record) -> None:
    row = row_of(record, "Bare", 0)
    assert row["category"] == ("No data use is recorded for this activity", Standing.NOT_RECORDED)
    assert row["recipients"][1] is Standing.NOT_RECORDED


def test_a_purpose_that_no_use_serves_says_so(record: Record) -> None:
    blocks = {block.name: block for block in record.activities}
    (purpose,) = blocks["Bare"].purposes
    assert purpose.purpose.text == "1 Analytics and statistics"
    assert (purpose.uses.text, purpose.uses.standing) == (
        "No data use is recorded for this purpose",
        Standing.NOT_RECORDED,
    )
    assert [row.uses.text for row in blocks["Push"].purposes] == ["1 data use", "2 data uses"]


def test_facts_of_an_activity_carry_their_article(record: Record) -> None:
    facts = {fact.key: fact for fact in next(block for block in record.activities if block.name == "Push").facts}
    assert facts["activity.measures"].article == "Art. 30(1)(g)"
    assert facts["activity.measures"].cell.text == "Vault: Locked at night"
    assert "Department: Apps" in facts["activity.role"].cell.text
    assert facts["activity.rights"].cell.text.splitlines()[0] == "Right to erasure: press delete"


def test_what_no_row_describes_is_listed_at_the_end(record: Record) -> None:
    assert [(kind.text, cell.text.splitlines()[0]) for kind, cell in record.further] == [
        ("Party (Art. 30(1)(d))", "Lonely (category of recipients; Kind: — not recorded; Country: — not recorded)"),
        ("System", "Spare (Run by: — not recorded; Country: — not recorded)"),
        (
            "Transfer (Art. 30(1)(e))",
            "To: — not recorded; as stated: “worldwide” (From: Lonely; Tool: — not recorded; To whom: — not recorded)",
        ),
        ("Security measure (Art. 30(1)(g))", "Spare lock"),
    ]


def test_denials_come_first_with_where_they_stand(record: Record) -> None:
    assert [row[1].text for row in record.claims.rows] == ["Never sold", "Safe"]
    assert record.claims.rows[0][-1].text == "Policy, Sales, line 7"
    assert ClaimKind.NO_SALE in DENIALS


def words_of(record: Record) -> str:
    cells = [cell for block in record.activities for row in block.uses for cell in row]
    cells += [Cell(block.name) for block in record.activities]
    cells += [fact.cell for block in record.activities for fact in block.facts]
    cells += [fact.cell for panel in record.panels for fact in panel]
    cells += [cell for block in record.activities for row in block.purposes for cell in dataclasses.astuple(row)]
    cells += [cell for row in record.further for cell in row]
    listings = (record.claims, record.rights, record.evidence)
    cells += [cell for listing in listings for row in listing.rows for cell in row]
    return "\n".join(cell.text if hasattr(cell, "text") else str(cell) for cell in cells)


NOT_PRINTED = {"id", "organisation", "note", "activity", "document", "is_category"}
BY_OTHER_WORDS = {"purposes", "sub_processors", "origins", "shortest", "longest"}


def test_every_word_that_people_wrote_is_somewhere_in_the_record(record: Record) -> None:
    printed = words_of(record)
    lost = []
    for each in RECORDS:
        for field in dataclasses.fields(each):
            value = getattr(each, field.name)
            if field.name in NOT_PRINTED | BY_OTHER_WORDS or not value:
                continue
            for words in value if isinstance(value, tuple) else (value,):
                name = inventory_of(RECORDS).name_of(words) if words in inventory_of(RECORDS).records else str(words)
                named_by_kind = isinstance(each, RetentionRule) and field.name == "name"
                if name not in printed and not named_by_kind:
                    lost.append((each.id, field.name, name))
    # The field of evidence is printed by its title.
    assert [entry for entry in lost if entry[:2] != ("evidence-a", "field")] == []


def test_data_uses_that_differ_in_the_data_only_share_a_row() -> None:
    """Terse: what is the same for both stands once, and both categories stand in its row."""
    one: Any = next(each for each in RECORDS if each.id == "use-one")
    more = dataclasses.replace(one, id="use-two", category="cat-name")
    record = record_of(inventory_of([*RECORDS, more]), ORG)
    assert row_of(record, "Push", 1)["category"][0] == "Contact: Telephone number\nContact: Name"
    assert len(next(block for block in record.activities if block.name == "Push").uses) == 2


def test_coverage_says_of_each_item_in_how_many_activities_it_is_recorded(record: Record) -> None:
    rows = {row[0].text: row for row in record.coverage.rows}
    assert list(rows) == [f"Art. 30(1)({letter})" for letter in "abcdefg"]
    _item, words, told, gaps = rows["Art. 30(1)(d)"]
    assert words.text.startswith("the categories of recipients to whom the personal data have been")
    assert told.text.splitlines() == ["in 1 of 2 activities", "of these in part: 1"]
    assert gaps.text.splitlines() == ["Not recorded: Bare", "In part: Push"]
    assert rows["Art. 30(1)(b)"][3].text == "nothing is missing"
    assert "Officer’s address" in rows["Art. 30(1)(a)"][3].text


PROCESSOR = (
    *RECORDS,
    Activity(
        id="act-host",
        organisation=ORG,
        name="Hosting for shops",
        role="role-processor",
        controllers=("party-shop",),
        processing=("storing orders", "making copies"),
        measures=("measure-vault",),
    ),
    PurposeLine(id="line-host", organisation=ORG, activity="act-host", purpose="purpose-analytics"),
    DataUse(id="use-host", organisation=ORG, activity="act-host", category="cat-orders", retention=("keep-push",)),
    Party(id="party-shop", organisation=ORG, name="Shop", contact="shop@example.org"),
    Transfer(id="transfer-jp", organisation=ORG, origins=("act-host",), country="JP", documentation="file 7"),
    Evidence(
        id="evidence-host",
        organisation=ORG,
        record="act-host",
        field="role",
        document="doc-a",
        phrase="on behalf of shops",
    ),
)


def test_a_processors_record_answers_the_items_of_the_second_paragraph() -> None:
    record = record_of(inventory_of(PROCESSOR), ORG, role="processor")
    (block,) = record.activities
    facts = {fact.article: fact.cell.text for fact in block.facts}
    assert facts["Art. 30(2)(a)"].splitlines() == [
        "Shop (Kind: — not recorded; Country: — not recorded)",
        "Contact: shop@example.org",
    ]
    assert facts["Art. 30(2)(b)"] == "storing orders\nmaking copies"
    assert facts["Art. 30(2)(d)"] == "Vault: Locked at night"
    cells = {column.article: cell.text for column, cell in zip(record.columns, block.uses[0], strict=True)}
    assert cells["Art. 30(2)(c)"] == "Japan (Tool: — not recorded; To whom: — not recorded; Documentation: file 7)"
    assert [row[0].text for row in record.coverage.rows] == [f"Art. 30(2)({letter})" for letter in "abcd"]
    assert {fact.article for fact in record.panels[0]} == {"Art. 30(2)(a)", "beyond"}


def test_an_activity_stands_in_the_record_of_its_role_and_in_no_other() -> None:
    controller, processor = (
        record_of(inventory_of(PROCESSOR), ORG, role=role, audience="internal") for role in ("controller", "processor")
    )
    assert [block.id for block in controller.activities] == ["act-bare", "act-push"]
    assert [block.id for block in processor.activities] == ["act-host"]
    assert "on behalf of shops" not in words_of(controller)
    assert "on behalf of shops" in words_of(processor)
    assert controller.further == processor.further


def test_the_public_is_told_neither_names_inside_nor_security() -> None:
    push: Any = next(each for each in RECORDS if each.id == "act-push")
    more = dataclasses.replace(push, owner="Ann Inside", dpia_reference="vault/7")
    kept = [each for each in RECORDS if each.id != "act-push"]
    printed = words_of(record_of(inventory_of([*kept, more]), ORG, audience="public"))
    for hidden in ("Ann Inside", "Apps", "Vault", "Locked at night", "vault/7", "Server", "never sold", "Spare"):
        assert hidden not in printed
    for told in ("Push", "work e-mail", "Host", "left out of the public version"):
        assert told in printed
    assert all(hidden in words_of(record_of(inventory_of([*kept, more]), ORG, audience="internal")) for hidden in (
        "Ann Inside", "Apps", "Vault", "Locked at night", "vault/7", "Server", "never sold", "Spare"
    ))  # fmt: skip


def test_an_authority_gets_the_record_and_not_what_stands_behind_it() -> None:
    record = record_of(inventory_of(RECORDS), ORG)
    assert record.audience == "authority"
    assert (record.claims.rows, record.rights.rows, record.evidence.rows) == ((), (), ())
    assert record.further


def test_nobody_said_as_of_when(record: Record) -> None:
    assert record.as_of.text == "2026-01-02"
    unsaid = record_of(inventory_of(RECORDS), ORG).as_of
    assert (unsaid.text, unsaid.standing) == ("— not recorded", Standing.NOT_RECORDED)


def _modules(root: Path) -> list[Path]:
    return [*(root / "datamap/exports/record").glob("*.py"), *(root / "datamap/exports/profiles").glob("*.py")]


def test_every_label_that_the_code_asks_for_is_there_and_is_used(root: Path) -> None:
    labels = set(read_labels("record"))
    code = "\n".join(path.read_text(encoding="utf-8") for path in _modules(root))
    quoted = set(re.findall(r"""["']([a-z][a-z0-9_.-]*)["']""", code))
    built = re.compile(
        r"(organisation|activity|column|coverage|further|sheet|item|value|panel|title|subject|no-activity|answer)\..+"
        r"|years?|months?|weeks?|days?|hours?|minutes?|seconds?"
    )
    asked = {key for key in re.findall(r'labels\["([^"]+)"\]', code) if "{" not in key}
    asked |= set(re.findall(r'(?:labelled|if_recorded)\("([^"]+)"', code))
    assert asked - labels == set()
    assert {key for key in labels - quoted if not built.fullmatch(key)} == set()
