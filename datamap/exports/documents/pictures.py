"""The pictures of a record's activities, each page ready to stand in a document that numbers its own pages."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Sequence
from dataclasses import replace

from datamap.exports.diagrams.album import sheets_of
from datamap.exports.diagrams.kinds import drawings_of
from datamap.exports.diagrams.kinds.scope import Scope
from datamap.exports.diagrams.order import DrawingTooLargeError
from datamap.exports.diagrams.sheet import Sheet
from datamap.exports.diagrams.svg import format_svg
from datamap.exports.documents.document import Picture
from datamap.model import Activity


def pictures_of_activities(scope: Scope) -> dict[str, tuple[Picture, ...]]:
    """Return the pages of the picture of each activity by its id; an activity too large to draw has none.

    >>> from datamap.model import Organisation, inventory_of
    >>> pictures_of_activities(
    ...     Scope(inventory=inventory_of([Organisation(id="org-a", name="A")]), organisation="org-a")
    ... )
    {}
    """
    drawings = drawings_of("activity", scope)
    ids = [each.id for each in scope.inventory.of(Activity)]
    try:
        pages: list[tuple[Sheet, ...]] = sheets_of(drawings)
    except DrawingTooLargeError:
        pages = [_sheets_alone(scope, id) for id in ids]
    return {id: pictures_on(sheets) for id, sheets in zip(ids, pages, strict=True) if sheets}


def _sheets_alone(scope: Scope, id: str) -> tuple[Sheet, ...]:
    """Return the pages of one activity, none if it is the one that is too large."""
    try:
        [sheets] = sheets_of(drawings_of("activity", replace(scope, activity=id)))
    except DrawingTooLargeError:
        return ()
    return sheets


def pictures_on(sheets: Sequence[Sheet]) -> tuple[Picture, ...]:
    """Return laid out pages as pictures; the document they stand in says which page they are on."""
    return tuple(_picture(replace(sheet, drawing=replace(sheet.drawing, page_label=""))) for sheet in sheets)


def _picture(sheet: Sheet) -> Picture:
    svg = format_svg(sheet)
    root = ET.fromstring(svg)  # noqa: S314 - our own document, without entities
    told = next((child.text or "" for child in root if child.tag.endswith("}desc")), "")
    page = sheet.drawing.page
    return Picture(sheet.drawing.title, told, svg, page.width, page.height)
