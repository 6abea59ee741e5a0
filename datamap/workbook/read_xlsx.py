"""A workbook in Office Open XML (.xlsx, .xlsm), sheet by sheet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from datamap.workbook.guard import Admitted
from datamap.workbook.guard.archive import Archive
from datamap.workbook.guard.refusal import damaged
from datamap.workbook.guard.xml import elements
from datamap.workbook.tally import Tally
from datamap.workbook.wire import Piece
from datamap.workbook.xlsx.names import is_true, unescaped
from datamap.workbook.xlsx.relations import Relation, main_part, relations_of
from datamap.workbook.xlsx.sheet import Sheet
from datamap.workbook.xlsx.strings import SharedStrings
from datamap.workbook.xlsx.styles import date_styles
from datamap.workbook.xlsx.values import Values

_TEXT_NAME = re.compile(r'="((?:[^"]|"")*)"|"((?:[^"]|"")*)"')
# ECMA-376 part 1, 22.4: the types of properties that somebody defined.
_PROPERTY_TYPES = frozenset(
    {"lpwstr", "lpstr", "bstr", "i1", "i2", "i4", "i8", "int", "ui1", "ui2", "ui4", "ui8", "uint"}
    | {"r4", "r8", "decimal", "bool", "filetime", "date"}
)


class Book(NamedTuple):
    """What a workbook says of itself; sheets by title, with whether they are hidden and the id of their part."""

    sheets: list[tuple[str, bool, str]]
    names: dict[str, str]
    is_1904: bool


def read_xlsx(admitted: Admitted) -> Iterator[Piece]:
    """Yield what a workbook holds, piece by piece (see `datamap.workbook.wire`).

    Raises:
        RefusedError: If it is damaged, or holds too much.
    """
    archive = admitted.archive
    if archive is None:
        raise damaged("it is no archive")
    part = main_part(archive)
    relations = relations_of(archive, part)
    book = _book(archive, part)
    parts = {relation.kind: relation.part for relation in relations.values()}
    tally = Tally()
    strings = SharedStrings(tally)
    if archive.holds(shared := parts.get("sharedStrings", "")):
        for texts in strings.read(archive.chunks(shared), shared):
            yield "strings", texts
    styles = parts.get("styles", "")
    dates = date_styles(archive.chunks(styles), styles) if archive.holds(styles) else frozenset()
    values = Values(strings, dates, book.is_1904, tally)
    for title, is_hidden, relation in book.sheets:
        found = relations.get(relation, Relation("", ""))
        if found.kind == "worksheet":
            yield "sheet", title, is_hidden
            yield from Sheet(title, values, tally).read(archive.chunks(found.part), found.part)
        elif not found.kind:
            raise damaged(f"the sheet '{title}' is missing")
    yield "file", "xlsx", _properties(archive), book.names, book.is_1904, admitted.notes


def _book(archive: Archive, part: str) -> Book:
    """Return what the main part of a workbook says."""
    sheets, names, is_1904 = [], {}, False
    for element in elements(archive.chunks(part), part, {"sheet", "workbookPr", "definedName"}):
        attributes = element.attributes
        if element.name == "workbookPr":
            is_1904 = is_true(attributes.get("date1904"))
        elif element.name == "sheet" and element.parent == "sheets":
            is_hidden = attributes.get("state", "visible") != "visible"
            sheets.append((attributes.get("name", ""), is_hidden, attributes.get("id", "")))
        elif element.name == "definedName" and "localSheetId" not in attributes:
            text = text_of_name(unescaped(element.text))
            if text is not None:
                names[attributes.get("name", "")] = text
    if not sheets:
        raise damaged("it has no sheets")
    return Book(sheets, names, is_1904)


def text_of_name(expression: str) -> str | None:
    """Return the text that a defined name stands for, or None if it stands for cells or a formula.

    >>> text_of_name('"the ""first"" one"'), text_of_name("Sheet1!$A$1")
    ('the "first" one', None)
    """
    match = _TEXT_NAME.fullmatch(expression.strip())
    return (match[1] or match[2] or "").replace('""', '"') if match else None


def _properties(archive: Archive) -> dict[str, str]:
    """Return the properties of the document that somebody defined."""
    for relation in relations_of(archive, "").values():
        if relation.kind in {"custom-properties", "customProperties"} and archive.holds(relation.part):
            found = elements(archive.chunks(relation.part), relation.part, _PROPERTY_TYPES)
            return {
                element.parent_attributes.get("name", ""): unescaped(element.text)
                for element in found
                if element.parent == "property"
            }
    return {}
