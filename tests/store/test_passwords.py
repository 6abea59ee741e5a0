"""The password in the URL of a register is nowhere in what people see."""

import shutil
from pathlib import Path

from click.testing import CliRunner

from datamap.cli import cli
from datamap.register.reading import open_kept
from tests.databases import Server

PASSWORD = "unmistakable"


def test_no_command_prints_the_password_in_the_url_of_a_register(
    postgresql: Server, root: Path, tmp_path: Path
) -> None:
    shutil.copytree(root / "inventory" / "innovus", tmp_path / "text" / "innovus")
    place = postgresql.new_database().replace(":@", f":{PASSWORD}@")
    seal, backup, everything = (str(tmp_path / name) for name in ("seal", "backup.db", "all.jsonl"))
    calls = [
        ["init"],
        ["load", str(tmp_path / "text")],
        ["status"],
        ["verify"],
        ["seal", seal],
        ["backup", backup],
        ["export-all", everything],
        ["migrate"],
        ["show", "Google Analytics"],
        ["check", "--format", "json"],
    ]
    results = [CliRunner().invoke(cli, [*call, "--register", place]) for call in calls]
    told = "".join(result.output for result in results)
    assert [result.exit_code for result in results[:-1]] == [0] * (len(results) - 1)
    assert told.count("***@") >= 8
    assert PASSWORD not in told
    kept = open_kept(place)
    assert PASSWORD not in "".join(str(kept.location_of(record.id)) for record in kept.kept())
