"""Which part of an .xlsx file refers to which."""

from __future__ import annotations

import posixpath
from typing import NamedTuple
from urllib.parse import unquote

from datamap.workbook.guard.archive import Archive
from datamap.workbook.guard.refusal import damaged
from datamap.workbook.guard.xml import elements


class Relation(NamedTuple):
    """One part that another refers to, inside the archive.

    Attributes:
        kind: the last word of its type, such as "worksheet"; the same in transitional and strict files.
        part: its name in the archive.
    """

    kind: str
    part: str


def relations_of(archive: Archive, part: str) -> dict[str, Relation]:
    """Return what a part refers to inside the archive, by the id that it uses; "" is the archive itself."""
    folder, name = posixpath.split(part)
    place = posixpath.join(folder, "_rels", f"{name}.rels")
    if not archive.holds(place):
        return {}
    found = {}
    for element in elements(archive.chunks(place), place, {"Relationship"}):
        attributes = element.attributes
        if attributes.get("TargetMode", "").lower() != "external":
            kind = attributes.get("Type", "").rpartition("/")[2]
            found[attributes.get("Id", "")] = Relation(kind, resolved(folder, attributes.get("Target", "")))
    return found


def resolved(folder: str, target: str) -> str:
    """Return the name of a part from a target, which counts from the folder or, with a slash, from the top.

    >>> resolved("xl", "worksheets/sheet1.xml"), resolved("xl", "/xl/styles.xml"), resolved("xl", "../docProps/a.xml")
    ('xl/worksheets/sheet1.xml', 'xl/styles.xml', 'docProps/a.xml')
    """
    joined = target if target.startswith("/") else posixpath.join("/", folder, target)
    path = posixpath.normpath(joined).lstrip("/")
    return path if "%" not in path else unquote(path)


def main_part(archive: Archive) -> str:
    """Return the name of the part that lists the sheets.

    Raises:
        RefusedError: If the archive holds none.
    """
    for relation in relations_of(archive, "").values():
        if relation.kind == "officeDocument" and archive.holds(relation.part):
            return relation.part
    raise damaged("the list of its sheets is missing")
