"""Workbooks made part by part, so that a test says exactly what is wrong with them."""

import io
import zipfile
from collections.abc import Mapping
from typing import Any

from datamap.workbook.seen import SeenCell, SeenFile
from datamap.workbook.tell import tell
from datamap.workbook.wire import assemble, lines_of, pieces_of

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
ODF = "urn:oasis:names:tc:opendocument:xmlns"
ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
Parts = dict[str, str | bytes]


def zipped(parts: Mapping[str, str | bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An archive of these parts, in this order."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content, compression)
    return buffer.getvalue()


def relations(*each: tuple[str, str, str], mode: str = "") -> str:
    """A part of relationships: id, last word of the type, target."""
    lines = (f'<Relationship Id="{i}" Type="{REL}/{kind}" Target="{to}"{mode}/>' for i, kind, to in each)
    return f'<Relationships xmlns="{PACKAGE}">{"".join(lines)}</Relationships>'


def xlsx_parts(rows: str = "", *, around: str = "{rows}", book: str = "", strings: str = "", styles: str = "") -> Parts:
    """The parts of a workbook with the one sheet 'Parties', whose sheetData holds these rows."""
    sheet = around.replace("{rows}", f"<sheetData>{rows}</sheetData>")
    linked = [("r1", "worksheet", "worksheets/sheet1.xml")]
    parts: Parts = {
        "[Content_Types].xml": f'<Types xmlns="{TYPES}"><Override PartName="/xl/workbook.xml" '
        f'ContentType="{SHEET_TYPE}"/></Types>',
        "_rels/.rels": relations(("r1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{REL}">{book}<sheets>'
        '<sheet name="Parties" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}">{sheet}</worksheet>',
    }
    if strings:
        parts["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}">{strings}</sst>'
        linked.append(("r2", "sharedStrings", "sharedStrings.xml"))
    if styles:
        parts["xl/styles.xml"] = f'<styleSheet xmlns="{MAIN}">{styles}</styleSheet>'
        linked.append(("r3", "styles", "styles.xml"))
    parts["xl/_rels/workbook.xml.rels"] = relations(*linked)
    return parts


def xlsx(rows: str = "", **more: str) -> bytes:
    return zipped(xlsx_parts(rows, **more))


def inline(*rows: tuple[str, ...]) -> str:
    """Rows of texts, from A1."""
    return "".join(
        f'<row r="{number}">'
        + "".join(f'<c t="inlineStr"><is><t xml:space="preserve">{word}</t></is></c>' for word in row)
        + "</row>"
        for number, row in enumerate(rows, 1)
    )


def ods_parts(rows: str, *, styles: str = "", before: str = "", after: str = "", table: str = "") -> Parts:
    """The parts of a workbook with the one sheet 'Parties', whose table holds these rows."""
    spaces = "".join(
        f' xmlns:{prefix}="{ODF}:{name}:1.0"'
        for prefix, name in [
            ("office", "office"), ("table", "table"), ("text", "text"), ("style", "style"), ("draw", "drawing")
        ]
    )  # fmt: skip
    calc = 'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
    return {
        "mimetype": ODS_TYPE,
        "content.xml": f'<office:document-content {spaces} {calc} xmlns:xlink="http://www.w3.org/1999/xlink">'
        f"<office:automatic-styles>{styles}</office:automatic-styles><office:body><office:spreadsheet>{before}"
        f'<table:table table:name="Parties"{table}>{rows}</table:table>{after}'
        "</office:spreadsheet></office:body></office:document-content>",
    }


def ods(rows: str, **more: str) -> bytes:
    return zipped(ods_parts(rows, **more))


def seen_in(content: bytes, name: str = "edits.xlsx") -> SeenFile:
    """What the readers see in a file, through the same lines of JSON as from the child."""
    found = assemble(pieces_of(lines_of(tell(content, name))), name)
    assert found is not None
    return found


def cells_in(content: bytes, name: str = "edits.xlsx", sheet: int = 0) -> dict[tuple[int, int], SeenCell]:
    return dict(seen_in(content, name).sheets[sheet].cells.items())


def words_in(content: bytes, name: str = "edits.xlsx", sheet: int = 0) -> dict[tuple[int, int], str]:
    return {place: cell.words for place, cell in cells_in(content, name, sheet).items()}


def saved(book: Any) -> bytes:
    """The bytes that openpyxl saves for a workbook."""
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()
