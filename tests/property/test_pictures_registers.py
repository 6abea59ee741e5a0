"""The pictures of any register can be read, and are its graph: a few registers in the suite, 200 when proving."""

import csv
import datetime
import io
from collections.abc import Iterable

from defusedxml.ElementTree import fromstring
from hypothesis import Phase, given, settings

from datamap.exports.diagrams.album import A3_PAGE
from datamap.exports.diagrams.drawing import Drawing
from datamap.exports.diagrams.kinds import KINDS, drawings_of
from datamap.exports.diagrams.kinds.scope import Scope
from datamap.exports.diagrams.measure import visible_text
from datamap.exports.diagrams.pack import pictures_of
from datamap.exports.diagrams.placement import Layout
from datamap.exports.diagrams.render import Picture
from datamap.exports.diagrams.split import A3, A4
from datamap.graph import build_graph
from datamap.model import Organisation, Party
from datamap.text import undefuse
from tests.geometry import overlaps
from tests.inventories import MAKERS, Maker
from tests.legibility import faults_of
from tests.property.picture_links import acting_for, chain_from, drawn, wanted

FEW = 3
GROUP = "{http://www.w3.org/2000/svg}g"
TITLE = "{http://www.w3.org/2000/svg}title"


def scope_of(maker: Maker) -> Scope:
    inventory = maker.inventory()
    own = inventory.of(Organisation)[0].id
    return Scope(inventory=inventory.part(own), organisation=own, as_of=datetime.date(2026, 11, 22))


def test_every_page_of_any_register_can_be_read_and_its_table_holds_its_arrows(proving: bool) -> None:
    # Each case starts the layout engine: to look for a smaller one would take minutes.
    @settings(max_examples=200 if proving else FEW, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))
    @given(MAKERS)
    def holds(maker: Maker) -> None:
        for name, (picture, _) in pictures_of(scope_of(maker)).items():
            for sheet, svg in zip(picture.sheets, picture.svgs, strict=True):
                assert faults_of(svg) == [], name
                assert numbers_on(svg) == sorted(edge.number for edge in sheet.drawing.edges), name
                if isinstance(sheet.body, Layout):
                    assert overlaps(sheet) == (), name
                    page = sheet.drawing.page
                    limit = A4 if max(page.width, page.height) < A3_PAGE[0] else A3
                    assert limit.holds(len(sheet.drawing.nodes), len(sheet.drawing.edges)), name
            assert rows_of(picture) == [row for drawing in picture.drawings for row in arrows_of(drawing)], name

    holds()


def numbers_on(svg: str) -> list[int]:
    edges = [group for group in fromstring(svg).iter(GROUP) if group.get("class", "").split(" ")[0] == "edge"]
    return sorted(int(edge.findtext(TITLE, "").partition(":")[0]) for edge in edges)


def rows_of(picture: Picture) -> list[tuple[str, str, str]]:
    rows = csv.DictReader(io.StringIO(picture.csv, newline=""))
    return [(row["No."], undefuse(row["From"]), undefuse(row["To"])) for row in rows]


def arrows_of(drawing: Drawing) -> Iterable[tuple[str, str, str]]:
    named = {node.id: visible_text(node.title) for node in drawing.nodes}
    return [(str(edge.number), named[edge.tail], named[edge.head]) for edge in drawing.edges]


def test_the_arrows_of_every_picture_are_the_links_of_the_graph(proving: bool) -> None:
    @settings(max_examples=200 if proving else 20, deadline=None)
    @given(MAKERS)
    def holds(maker: Maker) -> None:
        scope = scope_of(maker)
        inventory, own = scope.inventory, scope.organisation
        graph = build_graph(inventory)
        made = {kind: drawings_of(kind, scope) for kind in KINDS if kind != "trace"}
        found = {"activity": drawn(made.pop("activity"))}
        found |= {drawing.name: drawn([drawing]) for drawings in made.values() for drawing in drawings}
        chain = found.pop("chain")
        assert found == wanted(graph, inventory, own)
        starts = {head for tail, head in chain if tail == own}
        assert acting_for(graph, own) <= starts <= {each.id for each in inventory.of(Party)}
        assert chain == chain_from(graph, own, starts)

    holds()
