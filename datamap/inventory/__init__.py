"""The inventory as text: a folder for each organisation, a file for each kind of record."""

from datamap.inventory.comments import read_comments
from datamap.inventory.read import read_inventory
from datamap.inventory.write import format_inventory, format_records, write_inventory

__all__ = ["format_inventory", "format_records", "read_comments", "read_inventory", "write_inventory"]
