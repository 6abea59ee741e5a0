"""All that is made for one organisation, as files in memory: the record of processing and the pictures."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePath

from datamap.exports.diagrams.kinds.scope import Scope
from datamap.exports.diagrams.order import DrawingTooLargeError
from datamap.exports.diagrams.pack import SETS, pictures_of, rendered, rendered_together
from datamap.exports.documents.of_record import Pictures, document_of
from datamap.exports.documents.pdf import render_pdf
from datamap.exports.documents.pictures import pictures_of_activities, pictures_on
from datamap.exports.map.contents import Subject
from datamap.exports.map.render import render_map
from datamap.exports.profiles import book_of, fill, profile_names, read_profile
from datamap.exports.record import Role, record_of, render_record
from datamap.exports.record.roles import activities_of
from datamap.exports.sheets.as_xlsx import render_xlsx
from datamap.model import NOT_RECORDED, Activity, Inventory, Organisation

FILES = {
    "ropa.xlsx": "record of processing activities, to print or to hand over",
    "ropa.pdf": "the same with the data flow of each activity, to read and to print",
    "ropa-processor.xlsx": "the record of what is done on behalf of others",
    "ropa-processor.pdf": "the same with data flows, to read and to print",
    "flows.svg": "data flow diagram, for screens and screen readers",
    "flows.png": "data flow diagram, as a picture",
    "flows.pdf": "data flow diagram, to print",
    "flows.dot": "data flow diagram, for Graphviz",
    "flows.csv": "data flow diagram, each arrow as a row",
    "map.html": "interactive map: search, filter and follow traces in a browser; it loads nothing",
    "flows.txt": "why there is no diagram: it would be too large to read",
}
"""What is made for each organisation, and what it is for."""

PICTURES = "diagrams"
"""The folder of the set of pictures."""


def purpose_of(file: str) -> str:
    """Return what a file of the pack is for.

    >>> purpose_of("diagrams/retention.pdf"), purpose_of("diagrams/activity-push.svg")
    ('when data are erased, to print', 'one page of the set, for screens and screen readers')
    """
    path = PurePath(file)
    if file not in FILES and path.stem.startswith("ropa-"):
        return "the record in the layout of the organisation's own authority"
    if file in FILES:
        return FILES[file]
    if path.suffix == ".svg":
        return "one page of the set, for screens and screen readers"
    return f"{SETS.get(path.stem, 'data flow diagram')}, {'to print' if path.suffix == '.pdf' else 'as a table'}"


def render_pack(inventory: Inventory, organisation: str, day: datetime.date | None = None) -> Mapping[str, bytes]:
    """Return the content of every file that is made for one organisation, by its name below the organisation's folder.

    Left out, the as-of date is the day on which the organisation last updated its record, not today: the same records
    give the same bytes.

    Args:
        inventory: the part that the organisation keeps.
        organisation: its id.
        day: the day whose state the inventory shows.
    """
    as_of = day or inventory.updated_on(organisation)
    drawn = drawn_for(Scope(inventory=inventory, organisation=organisation, as_of=as_of))
    page = render_map(Subject(inventory=inventory, as_of=as_of))
    return records_of(inventory, organisation, as_of, drawn.of_activities) | {"map.html": page} | drawn.files


def records_of(
    inventory: Inventory, organisation: str, as_of: datetime.date | None, pictures: Pictures
) -> dict[str, bytes]:
    """Return the records of processing of an organisation: as controller, and as processor if it is one.

    Beside them stands the layout of its own authority, if there is one here.

    Args:
        inventory: the part that the organisation keeps.
        organisation: its id.
        as_of: the day for which the records hold.
        pictures: of the activities, for the documents.
    """
    files = {}
    for role in roles_of(inventory):
        record = record_of(inventory, organisation, as_of or NOT_RECORDED, role=role)
        name = file_name(role)
        files[f"{name}.xlsx"] = render_record(record)
        files[f"{name}.pdf"] = render_pdf(document_of(record, pictures))
    return files | _of_authority(inventory, organisation, as_of)


def roles_of(inventory: Inventory) -> tuple[Role, ...]:
    """Return in which roles an organisation keeps a record: as controller always, as processor if it is one.

    >>> from datamap.model import inventory_of
    >>> [role.value for role in roles_of(inventory_of([]))]
    ['controller']
    """
    return (Role.CONTROLLER, Role.PROCESSOR) if activities_of(inventory, Role.PROCESSOR) else (Role.CONTROLLER,)


def file_name(role: Role) -> str:
    """Return the name of the files of a record, without their ending.

    >>> file_name(Role.CONTROLLER), file_name(Role.PROCESSOR)
    ('ropa', 'ropa-processor')
    """
    return "ropa-processor" if role is Role.PROCESSOR else "ropa"


def _of_authority(inventory: Inventory, organisation: str, as_of: datetime.date | None) -> dict[str, bytes]:
    """Return the layout of the authority of the country where the organisation has its seat, if there is one here.

    Art. 55(1): each authority is competent on the territory of its own Member State.
    """
    country = inventory.get(Organisation, organisation).country
    known = (read_profile(name) for name in profile_names())
    return {
        f"ropa-{profile.name}.xlsx": render_xlsx(book_of(fill(inventory, organisation, profile, as_of or NOT_RECORDED)))
        for profile in known
        if profile.country and profile.country == country
    }


@dataclass(frozen=True, slots=True)
class Drawn:
    """The pictures of an organisation, laid out once.

    Attributes:
        files: their content by name; in words why there are none, for the record goes out in any case.
        of_activities: the pages of each activity's picture by its id, to stand in documents.
    """

    files: dict[str, bytes]
    of_activities: Pictures


def drawn_for(scope: Scope) -> Drawn:
    """Return all pictures of an organisation."""
    try:
        pictures = pictures_of(scope)
    except DrawingTooLargeError as error:
        return Drawn({"flows.txt": f"{error}\n".encode()}, pictures_of_activities(scope))
    flows, pages = pictures.pop("flows")
    files = rendered("flows", flows, pages) | {"flows.dot": flows.dot.encode(), "flows.png": flows.pngs()[0]}
    for _name, made in rendered_together(pictures):
        files |= {f"{PICTURES}/{file}": content for file, content in sorted(made.items())}
    laid_out = pictures["activities"][1] if "activities" in pictures else []
    ids = [each.id for each in scope.inventory.of(Activity)]
    return Drawn(files, {id: pictures_on(sheets) for id, sheets in zip(ids, laid_out, strict=True)})
