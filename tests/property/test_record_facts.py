"""The full record holds every fact of a register with its links: none is dropped, none is invented."""

import dataclasses
import re
from collections.abc import Iterator
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from datamap.exports.profiles import fill, profile_names, read_profile
from datamap.exports.record import Record, record_of
from datamap.model import (
    NONE,
    NOT_RECORDED,
    Activity,
    Category,
    DataUse,
    Inventory,
    Measure,
    Organisation,
    Party,
    People,
    PurposeLine,
    RetentionRule,
    System,
    Transfer,
    facts_of,
    inventory_of,
)
from datamap.model import Record as ModelRecord

ORG = "org-a"
COUNT = 3
NAMED = {Party: "name", System: "name", Measure: "label", People: "label", Category: "label", RetentionRule: "name"}
# Every text is a word that stands nowhere else, so that where it is printed says where it comes from.
TOKEN = re.compile(r"§[a-z_]+-\w+§")


def token(kind: str, name: object) -> str:
    return f"§{kind}-{name}§"


def catalogue() -> Iterator[ModelRecord]:
    """Records to link, each field of text a token of its own."""
    yield Organisation(id=ORG, name=token("org", 1), address=token("address", 1))
    for n in range(COUNT):
        yield Party(id=f"party-{n}", organisation=ORG, name=token("party", n), contract=token("contract", n))
        yield System(id=f"system-{n}", organisation=ORG, name=token("system", n), location=token("place", n))
        yield Measure(id=f"measure-{n}", organisation=ORG, label=token("measure", n))
        yield People(id=f"people-{n}", organisation=ORG, label=token("people", n))
        yield Category(id=f"cat-{n}", organisation=ORG, label=token("cat", n))
        yield RetentionRule(
            id=f"keep-{n}", organisation=ORG, name=f"keep {n}", kind="limit-criteria", criteria=token("criteria", n)
        )
        yield Transfer(id=f"transfer-{n}", organisation=ORG, country="JP", documentation=token("documents", n))


def several(kind: str) -> st.SearchStrategy[Any]:
    ids = st.lists(st.sampled_from([f"{kind}-{n}" for n in range(COUNT)]), min_size=1, unique=True).map(tuple)
    return st.one_of(st.just(NOT_RECORDED), st.just(NONE), ids)


@st.composite
def registers(draw: st.DrawFn) -> Inventory:
    records: list[ModelRecord] = [*catalogue()]
    for a in range(draw(st.integers(1, 3))):
        role: Any = draw(st.sampled_from(["role-controller", "role-processor", "role-joint-controller", NOT_RECORDED]))
        measures = draw(several("measure"))
        own = {"joint_controllers": draw(several("party")), "controllers": draw(several("party"))}
        records.append(
            Activity(
                id=f"act-{a}",
                organisation=ORG,
                name=token("act", a),
                description=token("description", a),
                processing=(token("processing", a),),
                owner=token("owner", a),
                role=role,
                measures=measures,
                **own,
            )
        )
        for n in range(draw(st.integers(0, 2))):
            line = f"{a}x{n}"
            basis: Any = draw(st.sampled_from(["basis-consent", "basis-contract", NONE, NOT_RECORDED]))
            records.append(
                PurposeLine(
                    id=f"line-{line}",
                    organisation=ORG,
                    activity=f"act-{a}",
                    purpose="purpose-analytics",
                    wording=token("wording", line),
                    legal_basis=basis,
                    legitimate_interest=token("interest", line),
                )
            )
        for n in range(draw(st.integers(0, 4))):
            use = f"{a}x{n}"
            links = {
                field: draw(several(kind))
                for field, kind in {
                    "people": "people", "recipients": "party", "systems": "system", "retention": "keep",
                    "transfers": "transfer",
                }.items()
            }  # fmt: skip
            category = draw(st.sampled_from([f"cat-{n}" for n in range(COUNT)]))
            elements = (token("element", use),)
            condition: Any = draw(st.sampled_from([NOT_RECORDED, token("condition", use)]))
            records.append(
                DataUse(
                    id=f"use-{use}",
                    organisation=ORG,
                    activity=f"act-{a}",
                    category=category,
                    elements=elements,
                    condition=condition,
                    **links,
                )
            )
    return inventory_of(records)


def texts(record: Record) -> Iterator[str]:
    """All words of a record."""
    yield from (fact.cell.text for panel in record.panels for fact in panel)
    for block in record.activities:
        yield block.name
        yield from (fact.cell.text for fact in block.facts)
        yield from (cell.text for row in block.purposes for cell in (row.purpose, row.wording, row.basis, row.uses))
        yield from (cell.text for cells in block.uses for cell in cells)
    yield from (cell.text for row in record.further for cell in row)


def tokens_of(inventory: Inventory, use: DataUse, field: str) -> set[str]:
    """The tokens that a link of a data use brings with it."""
    value = getattr(use, field)
    if not isinstance(value, tuple):
        return set()
    found: set[str] = set()
    for id in value:
        record = inventory.records[id]
        values = [getattr(record, name) for name in facts_of(type(record)) if name != "id"]
        found |= {each for each in values if isinstance(each, str) and TOKEN.fullmatch(each)}
    return found


COLUMN_OF = {"people": "people", "recipients": "recipients", "systems": "systems", "retention": "limits"}


@given(registers())
def test_every_fact_stands_in_the_full_record_and_nothing_else_does(inventory: Inventory) -> None:
    records = [record_of(inventory, ORG, role=role, audience="internal") for role in ("controller", "processor")]
    printed = {found for record in records for text in texts(record) for found in TOKEN.findall(text)}
    recorded = {
        words
        for each in inventory.kept()
        for field in dataclasses.fields(each)
        for value in [getattr(each, field.name)]
        for words in (value if isinstance(value, tuple) else (value,))
        if isinstance(words, str) and TOKEN.fullmatch(words)
    }
    assert printed == recorded


@given(registers())
def test_what_a_data_use_links_stands_in_its_own_row_and_in_no_other(inventory: Inventory) -> None:
    for role in ("controller", "processor"):
        record = record_of(inventory, ORG, role=role, audience="internal")
        keys = [column.key for column in record.columns]
        for block in record.activities:
            uses = [use for use in inventory.of(DataUse) if use.activity == block.id]
            rows = [dict(zip(keys, (cell.text for cell in cells), strict=True)) for cells in block.uses]
            seen = []
            for row in rows if uses else []:
                own = [use for use in uses if token("element", use.id.removeprefix("use-")) in row["category"]]
                seen += own
                for use in own:
                    assert inventory.name_of(use.category) in row["category"]
                    for field, key in COLUMN_OF.items():
                        assert set(TOKEN.findall(row[key])) == tokens_of(inventory, use, field)
                        stated = getattr(use, field)
                        assert (row[key] == "none") == (stated is NONE)
                        assert (row[key] == "— not recorded") == (stated is NOT_RECORDED)
            assert sorted(use.id for use in seen) == sorted(use.id for use in uses)


@given(registers())
def test_a_row_of_a_layout_brings_together_only_what_its_data_uses_link(inventory: Inventory) -> None:
    """A table by activity, of whichever authority: the recipients of a row are those of the data in it."""
    for name in profile_names():
        profile = read_profile(name)
        answers = [field.answer for field in profile.fields]
        if "data" not in answers or "recipients" not in answers:
            continue
        filled = fill(inventory, ORG, profile)
        for view, rows in zip(filled.views, filled.rows, strict=True):
            for cells in rows if view.uses else ():
                row = {answer: cell.text for answer, cell in zip(answers, cells, strict=True) if cell}
                own = [use for use in view.uses if token("element", use.id.removeprefix("use-")) in row["data"]]
                assert own
                for use in own:
                    assert set(TOKEN.findall(row["recipients"])) == tokens_of(inventory, use, "recipients")
                    assert set(TOKEN.findall(row["limits"])) == tokens_of(inventory, use, "retention")
