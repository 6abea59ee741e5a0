"""Trace the address book of Innovat's users through every link.

Run it from the top of the project: python examples/trace.py
"""

from pathlib import Path

from datamap.graph import build_graph, trace, use_row
from datamap.model import recorded
from datamap.register import open_inventory, part_of

innovat = part_of(open_inventory(Path("inventory")), "innovat")
graph = build_graph(innovat)
found = trace(graph, "cat-contacts-book")
for use in found.uses:
    row = use_row(graph, use)
    print(f"{recorded(row['activity'])[0]}: {', '.join(recorded(row['elements']))}")
    for column in ("people", "purposes", "operations", "recipients", "time limits"):
        words = row[column]
        print(f"  {column}: {'; '.join(words) if isinstance(words, tuple) else words}")
print(f"{len(found.links)} links, {len(found.gaps)} facts not recorded")
