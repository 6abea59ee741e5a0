"""Draw the data flows of one organisation as SVG.

Run it from the top of the project: python examples/diagram.py
"""

import datetime
from pathlib import Path

from datamap.exports.diagrams.kinds.flows import flows_of
from datamap.exports.diagrams.kinds.scope import Scope
from datamap.exports.diagrams.render import render_drawing
from datamap.register import open_inventory, part_of

innomis = part_of(open_inventory(Path("inventory")), "innomis")
scope = Scope(inventory=innomis, organisation="org-innomis", as_of=datetime.date(2026, 11, 22))
drawing = flows_of(scope)
picture = render_drawing(drawing)
print(f"{drawing.title}: {len(drawing.nodes)} boxes and {len(drawing.edges)} arrows on {len(picture.svgs)} page")
print(picture.svgs[0][:5])
