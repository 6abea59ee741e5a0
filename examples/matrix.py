"""Show which categories of data serve which purposes, as a pandas table.

Run it from the top of the project: python examples/matrix.py
"""

from pathlib import Path

from datamap.graph import build_graph, matrix
from datamap.register import open_inventory, part_of

informetric = part_of(open_inventory(Path("inventory")), "informetric")
table = matrix(build_graph(informetric), informetric, "category", "purpose")
print(f"{len(table)} categories, {len(table.columns)} purposes")
print(table.sum(axis="columns").sort_values(ascending=False, kind="stable").head(5).to_string())
