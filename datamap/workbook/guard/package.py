"""What kind of file an archive is: a workbook, tables as CSV, or something else that people pack."""

from __future__ import annotations

from pathlib import PurePath

from datamap.workbook.guard.archive import Archive
from datamap.workbook.guard.refusal import RefusedError
from datamap.workbook.guard.xml import elements

_XLSX = "save it as .xlsx"
_CONTENT_TYPES = (
    ("sheet.binary.macroenabled", f"is a workbook in the binary format .xlsb: open it in Excel and {_XLSX}"),
    ("wordprocessingml", "is a document of Word and not a workbook: choose the workbook that you edited"),
    ("presentationml", "is a presentation of PowerPoint and not a workbook: choose the workbook that you edited"),
)
_ODS = "application/vnd.oasis.opendocument.spreadsheet"


def kind_of(archive: Archive) -> str:
    """Return "xlsx", "ods" or "csv" for what is packed in an archive.

    Raises:
        RefusedError: If it is none of them; the reason says what it is, and how to mend it.
    """
    names = [name.casefold() for name in archive.names]
    if archive.holds("[Content_Types].xml"):
        return _office_open(archive)
    if archive.holds("mimetype"):
        return _open_document(archive)
    if any(name.endswith((".iwa", "index.zip")) for name in names):
        raise RefusedError("is a workbook of Apple Numbers: choose File > Export To > Excel and bring that back")
    if any(name.endswith(".csv") for name in names):
        return "csv"
    for ending in (".xlsx", ".ods", ".xls"):
        if any(name.endswith(ending) for name in names):
            raise RefusedError(f"is an archive around a workbook {ending}: unpack it and bring back the workbook")
    raise RefusedError("is an archive without a workbook or CSV files in it: bring back the file that you edited")


def _office_open(archive: Archive) -> str:
    part = "[Content_Types].xml"
    types = [
        element.attributes.get("ContentType", "").lower()
        for element in elements(archive.chunks(part), part, {"Override", "Default"})
    ]
    # Types of embedded objects stand here as well, so a workbook is one whatever else it holds.
    is_workbook = any("main+xml" in each and ("spreadsheetml" in each or "ms-excel.sheet" in each) for each in types)
    for word, seen in _CONTENT_TYPES:
        if not is_workbook and any(word in each for each in types):
            raise RefusedError(seen)
    return "xlsx"


def _open_document(archive: Archive) -> str:
    mimetype = archive.start_of("mimetype")[:200].decode("ascii", "replace").strip()
    if not mimetype.startswith(_ODS):
        kind = PurePath(mimetype).name.rpartition(".")[2][:40]
        raise RefusedError(f"is not a workbook but a file of the kind '{kind}': choose the workbook that you edited")
    manifest = "META-INF/manifest.xml"
    if archive.holds(manifest) and any(elements(archive.chunks(manifest), manifest, {"encryption-data"})):
        raise RefusedError("is protected by a password: open it in LibreOffice, save it without password as .ods")
    return "ods"
