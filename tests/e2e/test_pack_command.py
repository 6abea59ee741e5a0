"""datamap pack and the documents of datamap ropa, as people run them."""

import json
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from datamap.cli.handover import pack_command
from datamap.cli.ropa import ropa_command

BEGINNINGS = {"pdf": b"%PDF-", "docx": b"PK", "html": b"<!DOCTYPE html>", "json": b"{", "jsonld": b"{", "yml": b"{"}


def test_pack_makes_an_archive_with_findings_if_asked(root: Path, tmp_path: Path) -> None:
    out = tmp_path / "innovus.zip"
    told = ["--inventory", str(root / "inventory"), "--organisation", "innovus", "--language", "fr"]
    result = CliRunner().invoke(pack_command, [str(out), *told, "--findings"])
    assert result.exit_code == 0, result.output
    with zipfile.ZipFile(out) as archive:
        assert {"MANIFEST", "cover-note.pdf", "record/ropa.pdf", "findings/findings.xlsx"} <= set(archive.namelist())
        assert json.loads(archive.read("data/record.json"))["organisation"]["name"] == "Innovus, LLC"


def test_pack_leaves_the_old_file_if_a_name_is_not_known(root: Path, tmp_path: Path) -> None:
    out = tmp_path / "pack.zip"
    out.write_bytes(b"old")
    result = CliRunner().invoke(
        pack_command, [str(out), "--inventory", str(root / "inventory"), "--organisation", "inovus"]
    )
    assert result.exit_code != 0
    assert "did you mean 'innovus'" in str(result.exception)
    assert out.read_bytes() == b"old"


@pytest.mark.parametrize("ending", BEGINNINGS)
def test_ropa_writes_documents_and_exchange_files(root: Path, tmp_path: Path, ending: str) -> None:
    out = tmp_path / f"record.{ending}"
    result = CliRunner().invoke(
        ropa_command,
        [str(out), "--inventory", str(root / "inventory"), "--organisation", "innovus", "--language", "de"],
    )
    assert result.exit_code == 0, result.output
    assert out.read_bytes().startswith(BEGINNINGS[ending])


def test_a_layout_of_tables_is_refused_as_a_document(root: Path, tmp_path: Path) -> None:
    told = ["--inventory", str(root / "inventory"), "--organisation", "innomis", "--profile", "cnil"]
    result = CliRunner().invoke(ropa_command, [str(tmp_path / "record.docx"), *told])
    assert "end it with .xlsx, .ods or .csv" in str(result.exception)
    assert not list(tmp_path.iterdir())
