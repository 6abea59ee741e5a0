"""The one place that composes the floors: open, keep, hold against documents, make what was asked for."""

from datamap.register.making import Drift, check_exports, export
from datamap.register.moments import day_of
from datamap.register.reading import found, open_inventory, open_kept, open_source, part_of
from datamap.register.texts import cover, reformat

__all__ = [
    "Drift",
    "check_exports",
    "cover",
    "day_of",
    "export",
    "found",
    "open_inventory",
    "open_kept",
    "open_source",
    "part_of",
    "reformat",
]
