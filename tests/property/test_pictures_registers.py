"""The pictures of any register can be read: a few in the suite, 200 when proving."""

import datetime

from hypothesis import Phase, given, settings

from datamap.exports.diagrams.album import A3_PAGE
from datamap.exports.diagrams.geometry import overlaps
from datamap.exports.diagrams.kinds.scope import Scope
from datamap.exports.diagrams.legibility import faults_of
from datamap.exports.diagrams.pack import pictures_of
from datamap.exports.diagrams.placement import Layout
from datamap.exports.diagrams.split import A3, A4
from datamap.exports.diagrams.svg import format_svg
from datamap.model import Organisation
from tests.inventories import MAKERS, Maker

FEW = 3


def test_every_page_of_any_register_can_be_read(proving: bool) -> None:
    # Each case starts the layout engine: to look for a smaller one would take minutes.
    @settings(max_examples=200 if proving else FEW, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))
    @given(MAKERS)
    def holds(maker: Maker) -> None:
        inventory = maker.inventory()
        own = inventory.of(Organisation)[0].id
        scope = Scope(inventory=inventory.part(own), organisation=own, as_of=datetime.date(2026, 11, 22))
        for name, (picture, _) in pictures_of(scope).items():
            for sheet in picture.sheets:
                assert faults_of(format_svg(sheet)) == [], name
                if isinstance(sheet.body, Layout):
                    assert overlaps(sheet) == (), name
                    page = sheet.drawing.page
                    limit = A4 if max(page.width, page.height) < A3_PAGE[0] else A3
                    assert limit.holds(len(sheet.drawing.nodes), len(sheet.drawing.edges)), name
            rows = picture.csv.count("\n")
            assert rows >= 1 + sum(len(drawing.edges) for drawing in picture.drawings)

    holds()
