"""Pictures of what is hard: nothing recorded, circles, very long chains, the strange names that people have."""

import datetime
import html
from collections.abc import Iterable
from itertools import product
from typing import Any

import pytest

from datamap.errors import DatamapError
from datamap.exports.diagrams import engine
from datamap.exports.diagrams.album import Paper, sheets_of
from datamap.exports.diagrams.drawing import Drawing, Edge, Lane, Node, Shape
from datamap.exports.diagrams.kinds import KINDS, drawings_of
from datamap.exports.diagrams.kinds.change import changes_of
from datamap.exports.diagrams.kinds.scope import Scope
from datamap.exports.diagrams.kinds.transfers import transfers_of
from datamap.exports.diagrams.measure import visible_text
from datamap.exports.diagrams.order import DrawingTooLargeError
from datamap.exports.diagrams.pack import render_set
from datamap.exports.diagrams.render import picture_of, render_drawing, whole
from datamap.exports.diagrams.split import A3, A4
from datamap.exports.diagrams.svg import format_svg
from datamap.exports.map.contents import Subject
from datamap.exports.map.render import render_map
from datamap.model import (
    NONE,
    Activity,
    DataUse,
    Organisation,
    Party,
    PurposeLine,
    RetentionRule,
    System,
    Transfer,
    YesNo,
    inventory_of,
)
from datamap.model.record import Record
from tests.legibility import faults_of

DAY = datetime.date(2026, 11, 22)
ORG = Organisation(id="org-a", name="Acme")


def scope_of(*records: Record, **narrowed: str) -> Scope:
    return Scope(inventory=inventory_of([ORG, *records]), organisation="org-a", as_of=DAY, **narrowed)


def use(id: str, **facts: Any) -> DataUse:
    own: dict[str, Any] = {"activity": "act-a", "category": "cat-email"}
    return DataUse(id=f"use-{id}", organisation="org-a", **(own | facts))


def party(id: str, **facts: Any) -> Party:
    own: dict[str, Any] = {"name": id}
    return Party(id=f"party-{id}", organisation="org-a", **(own | facts))


ACTIVITY = Activity(id="act-a", organisation="org-a", name="Newsletter")


def drawn(drawings: Iterable[Drawing]) -> list[str]:
    return [format_svg(sheet) for sheets in sheets_of(drawings) for sheet in sheets]


def test_an_organisation_with_nothing_has_every_picture() -> None:
    kinds = [kind for kind in KINDS if kind not in ("trace", "activity")]
    svgs = drawn(drawing for kind in kinds for drawing in drawings_of(kind, scope_of()))
    assert len(svgs) == len(kinds) + 1
    assert [fault for svg in svgs for fault in faults_of(svg)] == []
    assert drawings_of("activity", scope_of()) == ()
    assert "chain.pdf" in render_set(scope_of())


def test_an_activity_with_nothing_says_so() -> None:
    [drawing] = drawings_of("activity", scope_of(ACTIVITY))
    assert len(drawing.panel) == 8
    assert all(item.is_missing and item.text == "not recorded" for item in drawing.panel)
    assert "data uses: not recorded" in drawing.nodes[0].facts[0].text


def test_a_trace_without_a_category_is_refused_in_one_sentence() -> None:
    with pytest.raises(DatamapError, match="name it with --category"):
        drawings_of("trace", scope_of())
    with pytest.raises(DatamapError, match="there is no picture 'x'; there are: context"):
        drawings_of("x", scope_of())


def test_processors_that_engage_each_other_in_a_circle_are_drawn_once() -> None:
    ring = [
        party("a", kind="kind-processor", sub_processors=("party-b",), acts_for=("org-a",)),
        party("b", sub_processors=("party-c",)),
        party("c", sub_processors=("party-a", "party-c")),
    ]
    [drawing] = drawings_of("chain", scope_of(*ring))
    assert {(edge.tail, edge.head) for edge in drawing.edges} == {
        ("org-a", "party-a"),
        ("party-a", "party-b"),
        ("party-b", "party-c"),
        ("party-c", "party-a"),
    }
    assert [fault for svg in drawn([drawing]) for fault in faults_of(svg)] == []


def test_a_chain_goes_on_to_its_end_and_says_where_nobody_is_below() -> None:
    links = [party(f"p{n:02}", sub_processors=(f"party-p{n + 1:02}",)) for n in range(12)]
    end = party("p12", sub_processors=NONE)
    [drawing] = drawings_of("chain", scope_of(*links, end, party="party-p00"))
    assert [node.lane for node in drawing.nodes] == [str(level) for level in range(14)]
    assert drawing.nodes[-1].facts[-1].text == "engages nobody"
    [sheets] = sheets_of([drawing])
    assert len(sheets) > 1
    assert {(e.tail, e.head) for sheet in sheets for e in sheet.drawing.edges} == {
        (e.tail, e.head) for e in drawing.edges
    }


@pytest.mark.parametrize("name", ["", "x" * 300, "long words " * 27, "שלום עולם", "😀", "<b>&amp;\\N</b>"])
def test_any_name_is_drawn_and_what_is_too_long_stands_in_a_note(name: str) -> None:
    records = [
        Activity(id="act-a", organisation="org-a", name=name),
        System(id="system-a", organisation="org-a", name=name),
        use("a", systems=("system-a",), people=("people-user",), elements=(name,), recipients=("party-a",)),
        party("a", name=name, kind="kind-processor"),
        RetentionRule(id="keep-a", organisation="org-a", name=name, kind="limit-until-event"),
    ]
    scope = scope_of(*records, category="cat-contact")
    drawings = [drawing for kind in KINDS for drawing in drawings_of(kind, scope)]
    sheets = [sheet for pages in sheets_of(drawings) for sheet in pages]
    assert [fault for sheet in sheets for fault in faults_of(format_svg(sheet))] == []
    picture = picture_of(sheets)
    page, map_ = picture.html, render_map(Subject(inventory=scope.inventory)).decode()
    assert html.escape(visible_text(name)[:20]) in page
    assert [form for form in (page, map_, picture.mermaid) if "<b>&amp;" in form] == []
    assert visible_text(name)[:20] in picture.csv
    assert picture.pdf.startswith(b"%PDF")
    if len(name) > 250:
        notes = {note.text for sheet in sheets for note in sheet.drawing.notes}
        assert any(name.strip() in text for text in notes)


def test_a_large_picture_is_split_into_pages_that_name_each_other() -> None:
    parties = [party(f"p{n}") for n in range(90)]
    acts = [Activity(id=f"act-{n}", organisation="org-a", name=f"Activity {n}") for n in range(30)]
    uses = [
        use(
            f"{n}",
            activity=f"act-{n}",
            recipients=tuple(f"party-p{3 * n + k}" for k in range(3)),
            people=("people-user",),
        )
        for n in range(30)
    ]
    drawings = drawings_of("flows", scope_of(*parties, *acts, *uses))
    for paper, limit in ((Paper.A4, A4), (Paper.A3, A3)):
        [sheets] = sheets_of(drawings, paper)
        assert len(sheets) > 1
        assert all(limit.holds(len(sheet.drawing.nodes), len(sheet.drawing.edges)) for sheet in sheets)
        arrows = [edge.number for sheet in sheets for edge in sheet.drawing.edges]
        assert arrows == list(range(1, len(drawings[0].edges) + 1))
        users = [node for sheet in sheets for node in sheet.drawing.nodes if node.id == "people-user"]
        assert len(users) == len(sheets)
        assert all("» also on sheet" in node.facts[-1].text for node in users)
    [sheets] = sheets_of(drawings)
    [one] = whole(picture_of(sheets).drawings)
    assert {(e.tail, e.head) for e in one.edges} == {(e.tail, e.head) for e in drawings[0].edges}


def test_a_graph_that_takes_the_engine_too_long_is_refused_with_advice(monkeypatch: pytest.MonkeyPatch) -> None:
    engine.close_engines()
    monkeypatch.setattr(engine, "WAITING", 0.1)
    nodes = tuple(
        Node(id=f"{side}{n}", lane=side, shape=Shape.SYSTEM, title="x") for side, n in product("ab", range(3))
    )
    edges = tuple(
        Edge(tail=f"a{n}", head=f"b{m}", number=3 * n + m + 1, label="x") for n, m in product(range(3), range(3))
    )
    drawing = Drawing(title="t", lanes=(Lane(id="a", title="A"), Lane(id="b", title="B")), nodes=nodes, edges=edges)
    with pytest.raises(DrawingTooLargeError, match=r"stopped after 0\.01 seconds"):
        sheets_of([drawing], time_limit=0.01)


def test_transfers_are_sorted_by_what_is_recorded_and_by_the_law_of_the_day() -> None:
    places = {
        "de": "DE",
        "ch": "CH",
        "us": "US",
        "cert": "US",
        "scc": "IN",
        "consent": "CN",
        "none": "CN",
        "unknown": None,
    }
    parties = [party(name, **({"country": code} if code else {})) for name, code in places.items()]
    tools = {"cert": "tool-adequacy", "scc": "tool-scc-commission", "consent": "tool-derogation-consent"}
    transfers = [
        Transfer(id=f"transfer-{name}", organisation="org-a", importers=(f"party-{name}",), tool=tool)
        for name, tool in tools.items()
    ]
    uses = [use("a", recipients=tuple(each.id for each in parties))]
    drawing = transfers_of(scope_of(ACTIVITY, *parties, *transfers, *uses))
    lanes = {node.id.removeprefix("party-"): node.lane for node in drawing.nodes}
    assert lanes == {
        "org-a": "origin", "de": "eea", "ch": "adequate", "us": "no-mechanism", "cert": "certified", "scc": "tool",
        "consent": "derogation", "none": "no-mechanism", "unknown": "no-country",
    }  # fmt: skip
    swiss = next(node for node in drawing.nodes if node.id == "party-ch")
    assert any("2000-07-26" in fact.text for fact in swiss.facts)
    before = Scope(
        inventory=scope_of(ACTIVITY, *parties, *uses).inventory, organisation="org-a", as_of=datetime.date(1999, 1, 1)
    )
    assert next(node for node in transfers_of(before).nodes if node.id == "party-ch").lane == "no-mechanism"


def test_sensitive_data_children_and_automated_decisions_are_marked_in_words() -> None:
    records = [
        Activity(id="act-a", organisation="org-a", name="Screening", automated_decisions=YesNo.YES),
        use("a", category="cat-special-health", people=("people-child",)),
        use("b", category="cat-criminal", people=("people-user",)),
    ]
    for kind in ("activity", "flows", "context"):
        [drawing] = drawings_of(kind, scope_of(*records))
        marks = {mark.text: mark.shape for node in drawing.nodes for mark in node.marks}
        assert set(marks) == {"Art. 9 special", "Art. 10 criminal", "children", "Art. 22 automated"}
        assert len(set(marks.values())) == 4


def test_a_picture_of_changes_holds_what_is_new_gone_and_different_and_nothing_else() -> None:
    same = [ACTIVITY, party("kept"), party("left")]
    before = scope_of(*same, use("a", recipients=("party-kept", "party-left"), people=("people-user",)))
    line = PurposeLine(id="line-a", organisation="org-a", activity="act-a", purpose="purpose-authentication")
    rule = RetentionRule(id="keep-a", organisation="org-a", name="A year", kind="limit-fixed-period", longest="P1Y")
    after = scope_of(
        *same, party("new"), line, rule,
        use("a", recipients=("party-kept", "party-new"), people=("people-user",), retention=("keep-a",)),
    )  # fmt: skip
    [drawing] = changes_of(before, after)
    labels = {edge.head: edge.label.partition(":")[0] for edge in drawing.edges}
    assert labels == {"party-new": "+ new", "party-left": "× gone", "party-kept": "Δ different", "act-a": "Δ different"}
    assert "arrows: 1 new, 1 gone, 2 different" in drawing.subtitle
    assert [fault for svg in drawn([drawing]) for fault in faults_of(svg)] == []
    [nothing] = changes_of(after, after)
    assert (nothing.nodes, nothing.edges) == ((), ())


def test_an_a4_page_is_taken_where_it_can_hold_the_picture() -> None:
    small = drawings_of("flows", scope_of(ACTIVITY, use("a", people=("people-user",))))[0]
    assert max(render_drawing(small).drawings[0].page.width, 0) == 297
    assert render_drawing(small, Paper.A3).drawings[0].page.width == 420
