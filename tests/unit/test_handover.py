"""The hand-over pack: complete, checkable, the same bytes each time, and nothing in it that should stay at home."""

import datetime
import hashlib
import io
import subprocess
import zipfile
from functools import cache
from pathlib import Path

import openpyxl
import pypdf
import pytest

from datamap.checks.acceptance import hold
from datamap.checks.run import check
from datamap.errors import DatamapError
from datamap.exports.diagrams.kinds.scope import Scope
from datamap.exports.handover import COVER, MANIFEST, Handover, render_handover
from datamap.exports.record import Audience
from datamap.model import Inventory, Measure, inventory_of
from datamap.register.handover import write_handover
from datamap.register.ropa import WRITERS, asked_for
from tests import records


@cache
def acme() -> Inventory:
    return inventory_of(
        [
            records.organisation(),
            records.activity("a", owner="Ann Miller", department="Cellar", measures=("measure-copies",)),
            Measure(
                id="measure-copies",
                organisation=records.ORG,
                label="Copies",
                description="Nightly copies in bunker 9",
            ),
            records.activity("b", role="role-processor", controllers=("party-host",)),
            records.line("a", "purpose-analytics"),
            records.use("one", recipients=("party-host",), systems=("system-vault",)),
            records.use("two", activity="b"),
            records.party("host", contract="Contract 77"),
            records.system("vault"),
        ]
    )


@cache
def pack(audience: Audience = Audience.AUTHORITY) -> bytes:
    scope = Scope(inventory=acme(), organisation=records.ORG, state="revision 3")
    findings = hold(acme(), check(acme(), organisation=records.ORG), datetime.date(2026, 1, 1))
    return render_handover(Handover(scope=scope, audience=audience, findings=findings))


def opened(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_pack_holds_the_record_in_all_forms_of_both_roles_and_the_pictures() -> None:
    files = opened(pack())
    assert list(files)[:2] == [COVER, MANIFEST]
    for name in ("ropa", "ropa-processor"):
        assert {f"record/{name}.{ending}" for ending in ("xlsx", "pdf", "html", "csv")} <= set(files)
    assert {"data/record.json", "data/record.schema.json", "data/record.jsonld", "findings/findings.xlsx"} <= set(files)
    assert {"diagrams/flows.svg", "diagrams/activities.pdf", "diagrams/activity-a.svg"} <= set(files)


def test_the_manifest_names_every_other_file_and_is_read_by_sha256sum(tmp_path: Path) -> None:
    files = opened(pack())
    listed = dict(line.split("  ")[::-1] for line in files[MANIFEST].decode().splitlines())
    assert listed == {name: hashlib.sha256(content).hexdigest() for name, content in files.items() if name != MANIFEST}
    with zipfile.ZipFile(io.BytesIO(pack())) as archive:
        archive.extractall(tmp_path)
    assert subprocess.run(["sha256sum", "--check", "--quiet", MANIFEST], cwd=tmp_path, check=False).returncode == 0
    (tmp_path / "record" / "ropa.csv").write_bytes(b"changed")
    done = subprocess.run(["sha256sum", "--check", "--quiet", MANIFEST], cwd=tmp_path, check=False, capture_output=True)
    assert done.returncode == 1


def test_the_cover_note_is_one_page_and_says_what_is_inside_and_what_it_was_made_from() -> None:
    reader = pypdf.PdfReader(io.BytesIO(opened(pack())[COVER]))
    assert len(reader.pages) == 1
    words = reader.pages[0].extract_text()
    for told in ("Acme", "revision 3", acme().digest(), "record/ropa.pdf", "sha256sum --check MANIFEST"):
        assert told in words.replace("\n", ""), told


def test_no_hidden_sheet_no_note_no_link_outside_and_no_author_goes_out() -> None:
    for name, content in opened(pack()).items():
        if name.endswith(".xlsx"):
            book = openpyxl.load_workbook(io.BytesIO(content))
            assert {sheet.sheet_state for sheet in book} == {"visible"}
            assert not [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.comment]
            assert not [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.hyperlink]
            assert not book.properties.creator
            assert not book.properties.lastModifiedBy
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                assert not [part for part in archive.namelist() if "externalLink" in part]
        if name.endswith(".pdf"):
            metadata = pypdf.PdfReader(io.BytesIO(content)).metadata
            assert metadata is not None
            assert not metadata.author


def test_the_public_is_told_no_internal_names() -> None:
    secrets = ("Ann Miller", "Cellar", "Contract 77", "Vault")
    scope = Scope(inventory=acme(), organisation=records.ORG)
    for name, content in opened(render_handover(Handover(scope=scope, audience=Audience.PUBLIC))).items():
        words = content.decode("utf-8", "ignore") if not name.endswith((".pdf", ".xlsx")) else _words(name, content)
        assert not [secret for secret in secrets if secret in words], name


@pytest.mark.parametrize("ending", WRITERS)
def test_no_form_of_the_record_tells_the_public_internal_names_or_security(ending: str) -> None:
    secrets = ("Ann Miller", "Cellar", "Contract 77", "Vault", "Nightly copies in bunker 9")
    found = {}
    for audience in ("public", "internal"):
        made = WRITERS[ending](asked_for(acme(), audience=audience))
        words = _words(f"record.{ending}", made)
        assert "Acme" in words
        found[audience] = [secret for secret in secrets if secret in words]
    assert found["public"] == []
    assert found["internal"]


def _words(name: str, content: bytes) -> str:
    if name.endswith(".pdf"):
        return " ".join(" ".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(content)).pages)
    if name.endswith((".ods", ".docx")):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return " ".join(archive.read(part).decode("utf-8", "ignore") for part in archive.namelist())
    if not name.endswith(".xlsx"):
        return content.decode()
    book = openpyxl.load_workbook(io.BytesIO(content))
    return " ".join(str(value) for sheet in book for row in sheet.iter_rows(values_only=True) for value in row)


def test_no_archive_a_language_without_words_and_findings_for_the_public_are_refused(tmp_path: Path) -> None:
    with pytest.raises(DatamapError, match=r"end it with \.zip"):
        write_handover(acme(), tmp_path / "pack.rar")
    with pytest.raises(DatamapError, match="there are no words in 'tlh'"):
        write_handover(acme(), tmp_path / "pack.zip", language="tlh")
    with pytest.raises(DatamapError, match="findings name what the public is not told"):
        write_handover(acme(), tmp_path / "pack.zip", audience="public", with_findings=True)
    assert not list(tmp_path.iterdir())


def test_two_runs_give_the_same_bytes() -> None:
    first = pack()
    pack.cache_clear()
    assert pack() == first
