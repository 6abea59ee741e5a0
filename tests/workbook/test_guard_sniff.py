"""What a file is, is told by its bytes, in one sentence that also says how to mend it."""

import struct

import pytest

from datamap.workbook.guard import RefusedError, admit
from datamap.workbook.guard.ole import MAGIC
from tests.workbook.forging import ODS_TYPE, inline, ods, ods_parts, xlsx, xlsx_parts, zipped

OFFICE = "application/vnd.openxmlformats-officedocument"


def of_type(content_type: str) -> bytes:
    """A package whose main part has this type."""
    override = f'<Override PartName="/main" ContentType="{content_type}"/>'
    return zipped({"[Content_Types].xml": f"<Types>{override}</Types>"})


def compound(*names: str) -> bytes:
    """An OLE compound file whose directory names these streams."""
    content = MAGIC + bytes(504)
    for name in ("Root Entry", *names):
        raw = f"{name}\0".encode("utf-16-le")
        content += raw.ljust(64, b"\0") + struct.pack("<HBB", len(raw), 2, 1) + bytes(60)
    return content


SPACES = ("\x06DataSpaces", "Version", "DataSpaceMap", "DataSpaceInfo", "TransformInfo", "\x06Primary")
"""The storages and streams that all protected files of Excel have (MS-OFFCRYPTO, 2.2)."""
REFUSED = {
    "nothing": (b"", "is empty"),
    "xls": (compound("Workbook"), "old format .xls"),
    "password": (compound("EncryptionInfo", "EncryptedPackage"), "protected by a password"),
    "label": (
        compound("EncryptedPackage", *SPACES, "DRMEncryptedDataSpace", "DRMEncryptedTransform"),
        "sensitivity label",
    ),
    "password of today": (
        compound(*SPACES, "StrongEncryptionDataSpace", "StrongEncryptionTransform", "EncryptionInfo"),
        "protected by a password",
    ),
    "doc": (compound("WordDocument"), "document of Word"),
    "ppt": (compound("PowerPoint Document"), "presentation"),
    "msi": (compound("Anything"), "old format of Microsoft"),
    "pdf": (b"%PDF-1.7", "PDF document"),
    "rtf": (b"{\\rtf1", "text document"),
    "gzip": (b"\x1f\x8b\x08", "compressed archive"),
    "png": (b"\x89PNG\r\n", "picture"),
    "program": (b"MZ\x90\0\3\0", "is not a workbook"),
    "html": (b"\xef\xbb\xbf \r\n<HTML><table>", "web page"),
    "doctype html": (b"<!DOCTYPE html><p>", "web page"),
    "spreadsheetml": (b'<?xml version="1.0"?>\n<?mso-application progid="Excel"?>\n<Workbook>', "of 2003"),
    "fods": (b'<?xml version="1.0"?><office:document office:version="1.2">', ".fods"),
    "other xml": (b'<?xml version="1.0"?><svg/>', "is XML"),
    "utf-16": ("id;name".encode("utf-16"), "UTF-8"),
    "csv as xlsx": (b"id,name\r\n1,a\r\n", "plain text, such as CSV, under a name that ends in '.xlsx'"),
    "xlsb": (of_type("application/vnd.ms-excel.sheet.binary.macroEnabled.main"), ".xlsb"),
    "docx": (of_type(f"{OFFICE}.wordprocessingml.document.main+xml"), "document of Word"),
    "pptx": (of_type(f"{OFFICE}.presentationml.presentation.main+xml"), "presentation"),
    "odt": (zipped({"mimetype": "application/vnd.oasis.opendocument.text"}), "of the kind 'text'"),
    "ods with password": (
        zipped({"mimetype": ODS_TYPE, "META-INF/manifest.xml": "<m><f><encryption-data/></f></m>"}),
        "protected by a password",
    ),
    "numbers": (zipped({"Index/Document.iwa": "x", "Metadata/Properties.plist": "x"}), "Apple Numbers"),
    "zip around": (zipped({"out/edits.xlsx": "x"}), "archive around a workbook"),
    "zip of nothing": (zipped({"a.txt": "x"}), "archive without a workbook"),
    "empty zip": (zipped({}), "archive without a workbook"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_workbook_is_told_by_its_bytes_with_how_to_mend_it(name: str) -> None:
    content, words = REFUSED[name]
    with pytest.raises(RefusedError) as refused:
        admit(content, "edits.xlsx")
    sentence = str(refused.value)
    assert words in sentence
    assert ": " in sentence
    assert "\n" not in sentence


@pytest.mark.parametrize(
    ("content", "name", "form"),
    [
        (xlsx(inline(("a",))), "edits.csv", "xlsx"),
        (ods("<table:table-row/>"), "edits.xlsx", "ods"),
        (zipped({"Parties.csv": "id"}), "edits.xlsx", "csv"),
        (b"id,name", "edits", "csv"),
        (b"id\tname", "edits.tsv", "csv"),
    ],
)
def test_a_workbook_is_known_under_any_name(content: bytes, name: str, form: str) -> None:
    assert admit(content, name).format == form


def test_a_text_in_an_xls_that_speaks_of_encryption_does_not_make_it_protected() -> None:
    content = compound("Workbook") + "  EncryptedPackage ".encode("utf-16-le")
    with pytest.raises(RefusedError, match="old format"):
        admit(content, "edits.xls")


def test_a_workbook_that_holds_a_document_of_word_is_a_workbook() -> None:
    parts = xlsx_parts(inline(("a",)))
    types = str(parts["[Content_Types].xml"]).replace(
        "</Types>", '<Default Extension="docx" ContentType="application/x.wordprocessingml.document"/></Types>'
    )
    assert admit(zipped({**parts, "[Content_Types].xml": types}), "edits.xlsx").format == "xlsx"


def test_what_leads_out_of_a_workbook_or_could_run_is_noted_and_left() -> None:
    kinds = ["externalLink", "connections", "vbaProject", "control", "oleObject"]
    lines = "".join(f'<Relationship Id="x{n}" Type="http://x/{kind}" Target="y.bin"/>' for n, kind in enumerate(kinds))
    lines += '<Relationship Id="h" Type="http://x/hyperlink" Target="http://evil.example/" TargetMode="External"/>' * 2
    lines += '<Relationship Id="i" Type="http://x/image" Target="../media/logo.png"/>'
    parts = {**xlsx_parts(), "xl/worksheets/_rels/sheet1.xml.rels": f"<Relationships>{lines}</Relationships>"}
    assert admit(zipped(parts), "a.xlsx").notes == (
        "it holds 2 links to other places ('http://evil.example/'), which were not followed",
        "it holds a connection to outside data, which was not followed",
        "it holds a link to another workbook, which was not followed",
        "it holds a set of macros, which was not run",
        "it holds an ActiveX control, which was not opened",
        "it holds an embedded object, which was not opened",
    )


def test_what_could_run_is_noted_though_no_relationship_names_it() -> None:
    more = ("xl/vbaProject.bin", "xl/externalLinks/externalLink1.xml", "xl/externalLinks/_rels/externalLink1.xml.rels")
    parts = {**xlsx_parts(), **dict.fromkeys(more, "<a/>"), "xl/embeddings/one.bin": "x", "xl/embeddings/two.bin": "x"}
    assert admit(zipped(parts), "a.xlsx").notes == (
        "it holds 2 embedded objects, which were not opened",
        "it holds a link to another workbook, which was not followed",
        "it holds a set of macros, which was not run",
    )


def test_text_that_is_no_table_is_told_by_its_name() -> None:
    with pytest.raises(RefusedError, match=r"plain text.*ends in '\.yaml'"):
        admit(b"- id: org-acme\n", "organisations.yaml")


def test_macros_and_objects_of_an_ods_are_noted_and_left() -> None:
    parts = {
        **ods_parts(""),
        "Basic/Standard/Module1.xml": "<m/>",
        "Basic/script-lc.xml": "<m/>",
        "Object 1/content.xml": "<m/>",
    }
    assert admit(zipped(parts), "a.ods").notes == (
        "it holds a set of macros, which was not run",
        "it holds an embedded object, which was not opened",
    )
