"""Read an inventory and ask it which activities name no legal basis.

Run it from the top of the project: python examples/read_and_ask.py
"""

from pathlib import Path

from datamap.model import NOT_RECORDED, PurposeLine
from datamap.register import open_inventory

inventory = open_inventory(Path("inventory"))
lines = inventory.of(PurposeLine)
silent = [line for line in lines if line.legal_basis is NOT_RECORDED]
print(f"{len(silent)} of {len(lines)} purposes have no recorded legal basis")
for line in silent[:5]:
    print(f"- {inventory.name_of(line.activity)}: {inventory.name_of(line.purpose)}")
