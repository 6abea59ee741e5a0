"""A workbook in OpenDocument (.ods), sheet by sheet."""

from __future__ import annotations

from collections.abc import Iterator

from datamap.workbook.guard import Admitted
from datamap.workbook.guard.links import sentences_of
from datamap.workbook.guard.refusal import damaged
from datamap.workbook.guard.xml import elements
from datamap.workbook.ods.content import Content
from datamap.workbook.read_xlsx import text_of_name
from datamap.workbook.tally import Tally
from datamap.workbook.wire import Piece

_CONTENT, _META = "content.xml", "meta.xml"


def read_ods(admitted: Admitted) -> Iterator[Piece]:
    """Yield what a workbook holds, piece by piece (see `datamap.workbook.wire`).

    Raises:
        RefusedError: If it is damaged, or holds too much.
    """
    archive = admitted.archive
    if archive is None:
        raise damaged("it is no archive")
    content = Content(Tally())
    has_sheets = False
    for piece in content.read(archive.chunks(_CONTENT), _CONTENT):
        has_sheets = True
        yield piece
    if not has_sheets:
        raise damaged("it has no sheets")
    properties = {}
    if archive.holds(_META):
        for element in elements(archive.chunks(_META), _META, {"user-defined"}):
            properties[element.attributes.get("name", "")] = element.text
    texts = {name: text_of_name(expression.removeprefix("of:")) for name, expression in content.names.items()}
    names = {name: text for name, text in texts.items() if text is not None}
    notes = (*admitted.notes, *sentences_of(content.links, content.first_link))
    yield "file", "ods", properties, names, content.is_1904, notes
