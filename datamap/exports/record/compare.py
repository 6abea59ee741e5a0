"""What differs between the workbook that should be there and the one that is: cell by cell, then part by part."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from datamap.model.values import shorten

_VERSION = re.compile(rb"<AppVersion>[^<]*</AppVersion>")
_APPLICATION = "docProps/app.xml"
_STRINGS = "xl/sharedStrings.xml"
_SHEETS = "xl/worksheets/"
_ROWS = "sheetData"
_LOOKS = ("font", "fill", "border", "alignment", "number_format", "protection")
_UNREADABLE = (zipfile.BadZipFile, zlib.error, OSError, RuntimeError, KeyError, ValueError, TypeError, AttributeError)


def differences(expected: bytes, found: bytes) -> list[str]:
    """Return one line for each difference between two xlsx files; an empty list means that they hold the same.

    Every part of the files counts, hidden ones too. Only the version of the application that saved them, and how the
    archive is packed, may vary.

    >>> differences(b"", b"")
    []
    >>> differences(b"", b"no workbook")
    ['the file is no workbook']
    """
    if expected == found:
        return []
    try:
        parts, others = _read_parts(expected), _read_parts(found)
    except _UNREADABLE:
        return ["the file is no workbook"]
    lines = [f"{name}: missing" for name in parts if name not in others]
    lines += [f"{name}: not expected" for name in others if name not in parts]
    unequal = [name for name in parts if name in others and parts[name] != others[name]]
    cells = list(_cell_differences(expected, found)) if unequal else []
    lines += cells
    for name in unequal:
        told = list(_element_differences(name, parts[name][0], others[name][0]))
        is_told = cells and (name == _STRINGS or name.startswith(_SHEETS))
        lines += told or ([] if is_told else [f"{name}: differs"])
    return lines


def _read_parts(content: bytes) -> dict[str, list[bytes]]:
    """Return what stands under each name of the archive; a name that is there twice has two contents."""
    parts: dict[str, list[bytes]] = {}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for entry in archive.infolist():
            part = archive.read(entry)
            if entry.filename == _APPLICATION:
                part = _VERSION.sub(b"", part)
            parts.setdefault(entry.filename, []).append(part)
    return parts


def _cell_differences(expected: bytes, found: bytes) -> Iterator[str]:
    """Yield the cells whose words or looks differ, and sheets that are missing, not expected, moved or hidden."""
    from openpyxl import load_workbook

    try:
        one, other = load_workbook(io.BytesIO(expected)), load_workbook(io.BytesIO(found))
    except (*_UNREADABLE, SyntaxError):
        yield "the workbook cannot be read"
        return
    if one.sheetnames != other.sheetnames:
        yield f"sheets: expected {', '.join(one.sheetnames)}; found {', '.join(other.sheetnames)}"
    looks, other_looks = _looks_of(), _looks_of()
    for name in one.sheetnames:
        if name not in other.sheetnames:
            continue
        sheet, twin = one[name], other[name]
        if sheet.sheet_state != twin.sheet_state:
            yield f"{name}: expected {sheet.sheet_state}, found {twin.sheet_state}"
        cells, twins = _cells_of(sheet), _cells_of(twin)
        restyled: list[str] = []
        for place in dict.fromkeys([*cells, *twins]):
            words, others = _words_of(cells.get(place)), _words_of(twins.get(place))
            if words != others:
                yield f"{name}!{place}: expected {words}, found {others}"
            elif looks(cells.get(place)) != other_looks(twins.get(place)):
                restyled.append(place)
        if restyled:
            more = f" and {len(restyled) - 1} more" if restyled[1:] else ""
            yield f"{name}!{restyled[0]}{more}: another format"


def _cells_of(sheet: Any) -> dict[str, Any]:
    return {cell.coordinate: cell for row in sheet.iter_rows() for cell in row}


def _words_of(cell: Any) -> str:
    """Return the content of a cell for a message: nothing, text, or what else it is."""
    if cell is None or cell.value is None:
        return "nothing"
    kind = {"s": "", "f": "the formula ", "n": "the number ", "b": "the truth value ", "e": "the error "}
    return kind.get(cell.data_type, f"({cell.data_type}) ") + shorten(str(cell.value))


def _looks_of() -> Callable[[Any], tuple[str, ...]]:
    """Return a function from a cell to its looks in words; a workbook has few, so each is put in words once."""
    known: dict[int, tuple[str, ...]] = {}

    def looks(cell: Any) -> tuple[str, ...]:
        if cell is None:
            return ()
        number = getattr(cell, "style_id", -1)
        if number not in known:
            known[number] = tuple(repr(getattr(cell, look, None)) for look in _LOOKS)
        return known[number]

    return looks


def _element_differences(name: str, expected: bytes, found: bytes) -> Iterator[str]:
    """Yield the elements of a sheet that differ, other than cells: widths, heights, panes, filter, page, footer."""
    from openpyxl.xml.functions import fromstring, tostring

    if not name.startswith(_SHEETS):
        return
    try:
        root, other = fromstring(expected), fromstring(found)
    except (SyntaxError, ValueError):
        yield f"{name}: cannot be read"
        return
    ones, others = ({_local(child.tag): child for child in tree} for tree in (root, other))
    for tag in dict.fromkeys([*ones, *others]):
        one, two = ones.get(tag), others.get(tag)
        if tag == _ROWS and one is not None and two is not None:
            yield from _row_differences(name, one, two)
            continue
        words, twin = ("" if each is None else _text_of(tostring(each)) for each in (one, two))
        if words != twin:
            pairs = enumerate(zip(words, twin, strict=False))
            at = next((max(n - 20, 0) for n, (a, b) in pairs if a != b), 0)
            wanted, seen = shorten(words[at : at + 60]), shorten(twin[at : at + 60])
            yield f"{name}: <{tag}> expected {wanted}, found {seen}"


def _row_differences(name: str, one: Any, two: Any) -> Iterator[str]:
    """Yield the rows whose height, outline or visibility differs."""
    rows, others = ({row.get("r"): dict(row.attrib) for row in each} for each in (one, two))
    for row in dict.fromkeys([*rows, *others]):
        facts, twin = Counter(rows.get(row, {}).items()), Counter(others.get(row, {}).items())
        if facts != twin:
            wanted, seen = sorted((facts - twin).elements()), sorted((twin - facts).elements())
            yield f"{name}: row {row} expected {wanted}, found {seen}"


def _text_of(content: str | bytes) -> str:
    """Return XML as text, whichever of the two the installed parser gives."""
    return content.decode() if isinstance(content, bytes) else content


def _local(tag: str) -> str:
    return tag.rsplit("}", 1)[-1]
