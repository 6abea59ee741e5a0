"""What the records say there is none of is told so in every export, and is never taken for what nobody recorded."""

import dataclasses
import datetime
from collections.abc import Iterator
from typing import Any

import pytest

from datamap.exports.diagrams.album import sheets_of
from datamap.exports.diagrams.drawing import Drawing
from datamap.exports.diagrams.kinds import KINDS, drawings_of
from datamap.exports.diagrams.kinds.scope import Scope
from datamap.exports.diagrams.kinds.telling import particulars_of
from datamap.exports.diagrams.svg import format_svg
from datamap.exports.record.cells import Cell
from datamap.exports.record.rows import record_of
from datamap.model import (
    NONE,
    Activity,
    DataUse,
    Document,
    Evidence,
    Inventory,
    Organisation,
    Party,
    PurposeLine,
    Record,
    System,
    facts_of,
    inventory_of,
)
from tests.legibility import faults_of

SILENT = "not recorded"


def saying_none(record_class: Any, **said: Any) -> Record:
    """A record that says "none" in every field that it may leave out."""
    facts = facts_of(record_class)
    none = {name: NONE for name, fact in facts.items() if not fact.required and name not in said}
    made: Record = record_class(**none, **({"organisation": "org-a"} if "organisation" in facts else {}), **said)
    return made


@pytest.fixture(scope="module")
def inventory() -> Inventory:
    phrases = [
        Evidence(
            id=f"evidence-{number}",
            organisation="org-a",
            record="use-a",
            field=field,
            document="doc-a",
            phrase="no",
            line=number,
        )
        for number, field in enumerate(facts_of(DataUse), start=1)
    ]
    return inventory_of(
        [
            saying_none(Organisation, id="org-a", name="Acme"),
            saying_none(Activity, id="act-a", name="Newsletter"),
            saying_none(PurposeLine, id="line-a", activity="act-a", purpose="purpose-hosting"),
            saying_none(DataUse, id="use-a", activity="act-a", category="cat-email", purposes=("line-a",)),
            saying_none(Party, id="party-a", name="Mailer", kind="kind-processor"),
            saying_none(System, id="system-a", name="Server"),
            Document(id="doc-a", organisation="org-a", title="Policy", file="policy.txt"),
            *phrases,
        ]
    )


def words_of(drawing: Drawing) -> list[str]:
    """All that a picture says about records: boxes, panel and the table of its arrows.

    An arrow that no data use stands behind has nothing to tell, and no arrow is no map.
    """
    boxes = [fact.text for node in drawing.nodes for fact in node.facts]
    panel = [f"{item.title}: {item.text}" for item in drawing.panel if "P8" not in item.title]
    rows = [
        f"{name}: {words}"
        for edge in drawing.edges
        if edge.particulars.categories
        for name, words in edge.particulars.in_order().items()
    ]
    return [*boxes, *panel, *rows, drawing.subtitle]


@pytest.mark.parametrize("kind", KINDS)
def test_no_picture_tells_none_as_not_recorded(kind: str, inventory: Inventory) -> None:
    narrowed = {"category": "cat-email"} if kind == "trace" else {}
    scope = Scope(inventory=inventory, organisation="org-a", as_of=datetime.date(2026, 11, 22), **narrowed)
    drawings = drawings_of(kind, scope)
    assert drawings
    assert [words for drawing in drawings for words in words_of(drawing) if SILENT in words] == []
    svgs = [format_svg(sheet) for sheets in sheets_of(drawings) for sheet in sheets]
    assert [fault for svg in svgs for fault in faults_of(svg)] == []


def test_what_some_say_and_others_do_not_is_told_apart() -> None:
    answers: list[dict[str, Any]] = [{"people": ("people-user",)}, {"people": NONE, "recipients": NONE}, {}]
    uses = [
        DataUse(id=f"use-{number}", organisation="org-a", activity="act-a", category="cat-email", **said)
        for number, said in enumerate(answers)
    ]
    records = [Organisation(id="org-a", name="Acme"), Activity(id="act-a", organisation="org-a", name="News"), *uses]
    scope = Scope(inventory=inventory_of(records), organisation="org-a")
    told = particulars_of(scope, uses)
    assert (told.people, told.recipient) == ("Users; none; not recorded", "none; not recorded")
    assert particulars_of(scope, uses[:2]).people == "Users; none"


def test_a_system_is_no_recipient() -> None:
    records = [
        Organisation(id="org-a", name="Acme"),
        Activity(id="act-a", organisation="org-a", name="News"),
        System(id="system-a", organisation="org-a", name="Server", country="DE"),
        Party(id="party-a", organisation="org-a", name="Mailer", country="FR"),
        DataUse(
            id="use-a",
            organisation="org-a",
            activity="act-a",
            category="cat-email",
            systems=("system-a",),
            recipients=("party-a",),
        ),
    ]
    [drawing] = drawings_of("flows", Scope(inventory=inventory_of(records), organisation="org-a"))
    told = {edge.head: (edge.particulars.recipient, edge.particulars.country) for edge in drawing.edges}
    assert told == {"system-a": ("Mailer", "Germany"), "party-a": ("Mailer", "France")}


def test_the_record_of_processing_does_not_tell_none_as_not_recorded(inventory: Inventory) -> None:
    found = [cell.text for cell in cells_in(record_of(inventory, "org-a", as_of=datetime.date(2026, 11, 22)))]
    assert "none" in found
    assert [text for text in found if SILENT in text] == []


def cells_in(part: object) -> Iterator[Cell]:
    """All cells of a record, wherever they stand."""
    if isinstance(part, Cell):
        yield part
    elif isinstance(part, list | tuple):
        for each in part:
            yield from cells_in(each)
    elif dataclasses.is_dataclass(part):
        for field in dataclasses.fields(part):
            yield from cells_in(getattr(part, field.name))
