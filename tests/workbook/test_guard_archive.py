"""Archives that are made to harm, or damaged, are refused before anything in them is read."""

import io
import struct
import zipfile
import zlib

import pytest

from datamap.workbook.guard import RefusedError, admit, limits
from datamap.workbook.guard.archive import Archive
from tests.workbook.forging import Parts, inline, seen_in, xlsx, xlsx_parts, zipped

PARTS = xlsx_parts(inline(("a",)))


def refusal(content: bytes) -> str:
    with pytest.raises(RefusedError) as refused:
        admit(content, "edits.xlsx")
    return str(refused.value)


@pytest.mark.parametrize(
    "name",
    [
        "../evil.xml",
        "xl/../../evil.xml",
        "/etc/passwd",
        "C:/evil.xml",
        "xl\\evil.xml",
        "a\0b.xml",
        "x" * 300,
        "a\u202eb.xml",
    ],
)
def test_a_name_that_aims_outside_or_hides_something_is_refused(name: str) -> None:
    # The archiver itself cuts a name at NUL.
    content = zipped({**PARTS, name.replace("\0", "~"): "x"}).replace(b"a~b.xml", b"a\0b.xml")
    assert "name that aims elsewhere" in refusal(content)


@pytest.mark.parametrize("name", ["CON", "xl/aux.xml", "Pictures/\u00fcber uns.png", "a b/c..d.xml"])
def test_a_name_that_would_only_harm_on_a_disk_is_let_be_since_nothing_is_unpacked(name: str) -> None:
    assert admit(zipped({**PARTS, name: "x"}), "edits.xlsx").format == "xlsx"


def test_more_than_a_thousand_parts_are_refused() -> None:
    many: Parts = {f"xl/media/{number}.png": b"x" for number in range(1_001)}
    assert "more than 1,000 parts" in refusal(zipped({**PARTS, **many}))
    assert "more than 1,000 parts" in refusal(
        zipped({**PARTS, **many, **{f"y{number}": b"" for number in range(2_000)}})
    )


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("twin", ["xl/workbook.xml", "XL/Workbook.xml"])
def test_two_parts_with_one_name_are_refused(twin: str) -> None:
    buffer = io.BytesIO(zipped(PARTS))
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr(twin, "<other/>")
    assert "two parts with the name" in refusal(buffer.getvalue())


def test_parts_that_lie_over_each_other_are_refused() -> None:
    content = bytearray(zipped({**PARTS, "b.xml": "<b/>"}))
    at = content.rindex(b"PK\x01\x02")
    first = content.index(b"PK\x01\x02")
    # The last part is said to begin where the first begins.
    content[at + 42 : at + 46] = content[first + 42 : first + 46]
    assert "over each other" in refusal(bytes(content))


def test_a_bomb_is_refused_by_what_comes_out_whatever_its_headers_say() -> None:
    bomb = bytearray(zipped({**PARTS, "xl/bomb.xml": b" " * 3_000_000}))
    assert "more than 200 times" in refusal(bytes(bomb))
    for header, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = bomb.rindex(header)
        bomb[at + place : at + place + 4] = struct.pack("<I", 100)
    assert "more than 200 times" in refusal(bytes(bomb))


def test_a_short_part_may_shrink_as_it_likes() -> None:
    assert admit(zipped({**PARTS, "xl/rows.xml": b" " * 1_000_000}), "edits.xlsx").format == "xlsx"


def test_parts_and_files_are_limited_in_size(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "larger than 25 MB" in refusal(b"PK\x03\x04" + bytes(limits.FILE_BYTES.most))
    monkeypatch.setattr(limits, "PART_BYTES", limits.PART_BYTES._replace(most=50_000))
    assert "in one part" in refusal(zipped({**PARTS, "a.bin": bytes(60_000)}))
    monkeypatch.undo()
    monkeypatch.setattr(limits, "TOTAL_BYTES", limits.TOTAL_BYTES._replace(most=50_000))
    assert "unpacks to more than" in refusal(zipped({**PARTS, "a.bin": bytes(30_000), "b.bin": bytes(30_000)}))


def test_a_protected_part_is_refused() -> None:
    content = bytearray(zipped(PARTS))
    content[content.index(b"PK\x01\x02") + 8] |= 1
    assert "protected by a password" in refusal(bytes(content))


def test_an_unusual_packing_is_refused() -> None:
    assert "packed in a way" in refusal(zipped(PARTS, zipfile.ZIP_BZIP2))


@pytest.mark.parametrize("kept", [30, 400, -30])
def test_a_file_that_breaks_off_is_damaged(kept: int) -> None:
    assert "is damaged" in refusal(xlsx(inline(("a",)))[:kept])


def test_a_part_with_a_wrong_checksum_is_damaged() -> None:
    content = bytearray(zipped(PARTS, zipfile.ZIP_STORED))
    at = content.index(b"<t xml:space")
    content[at + 1] ^= 2
    assert "checksum" in refusal(bytes(content))


def test_a_part_is_given_as_it_was_packed() -> None:
    noise = b"".join(zlib.crc32(bytes([n % 256, n // 256])).to_bytes(4, "big") for n in range(60_000))
    for compression in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        archive = Archive(zipped({"a.bin": noise, "b.bin": b"", "c/": b""}, compression))
        assert archive.names == ("a.bin", "b.bin")
        assert b"".join(archive.chunks("A.BIN")) == noise


DTD = '<!DOCTYPE a [<!ENTITY b "c">]>'
LAUGHS = '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'


@pytest.mark.parametrize("dtd", [DTD, LAUGHS, '<!DOCTYPE a SYSTEM "file:///etc/passwd">', "<!DOCTYPE a>"])
@pytest.mark.parametrize("part", ["xl/workbook.xml", "customXml/item1.xml"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-8-sig"])
def test_a_document_type_is_refused_in_any_part(dtd: str, part: str, encoding: str) -> None:
    assert "document type" in refusal(zipped({**PARTS, part: f"{dtd}<a/>".encode(encoding)}))


@pytest.mark.parametrize("encoding", ["UTF-7", "ISO-8859-1", "windows-1252", "no-such", "EBCDIC-CP-DE"])
def test_an_encoding_that_office_programs_do_not_use_is_refused(encoding: str) -> None:
    content = f'<?xml version="1.0" encoding="{encoding}"?><a/>'
    assert f"encoding '{encoding}'" in refusal(zipped({**PARTS, "xl/theme/theme1.xml": content}))


@pytest.mark.parametrize("hidden", [" " * 70_000, "<!--" + "x" * 70_000 + "-->"])
def test_a_document_type_far_down_in_a_part_that_is_read_is_refused(hidden: str) -> None:
    sheet = str(PARTS["xl/worksheets/sheet1.xml"])
    content = zipped({**PARTS, "xl/worksheets/sheet1.xml": f'<?xml version="1.0"?>{hidden}{DTD}{sheet}'})
    with pytest.raises(RefusedError, match="document type"):
        seen_in(content)


def test_every_limit_says_its_number_and_has_its_reason() -> None:
    for limit in limits.LIMITS:
        assert "{most}" in limit.words
        assert limit.reason
        assert "{" not in str(limit.exceeded("Parties!A1"))
