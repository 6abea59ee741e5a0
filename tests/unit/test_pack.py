"""What is made for an organisation is made whatever its names are, and however much it is."""

import datetime
from pathlib import Path

import pytest

from datamap.cli.making import _tell
from datamap.exports.diagrams.album import sheets_of
from datamap.exports.diagrams.kinds.flows import flows_of
from datamap.exports.diagrams.kinds.scope import Scope
from datamap.exports.pack import FILES, render_pack
from datamap.model import Activity, DataUse, Organisation, inventory_of

DAY = datetime.date(2026, 11, 22)


def test_a_name_in_a_script_that_the_font_lacks_stops_nothing() -> None:
    records = [
        Organisation(id="org-a", name="日本語 😀"),
        Activity(id="act-a", organisation="org-a", name="顧客"),
        DataUse(id="use-a", organisation="org-a", activity="act-a", category="cat-email", people=("people-user",)),
    ]
    pack = render_pack(inventory_of(records), "org-a")
    none_here = {"flows.txt", "ropa-processor.xlsx", "ropa-processor.pdf"}
    assert {name for name in pack if "/" not in name} == FILES.keys() - none_here
    assert "日本語 😀" in pack["flows.svg"].decode()
    assert pack["flows.pdf"].startswith(b"%PDF-")


def test_a_diagram_that_no_page_can_hold_is_split_into_several() -> None:
    many = [Activity(id=f"act-a-{number}x", organisation="org-a", name=f"Activity {number}") for number in range(130)]
    inventory = inventory_of([Organisation(id="org-a", name="Acme"), *many])
    [sheets] = sheets_of([flows_of(Scope(inventory=inventory, organisation="org-a", as_of=DAY))])
    titles = [sheet.drawing.title.partition(" (")[2] for sheet in sheets]
    assert titles == [f"sheet {number} of {len(sheets)})" for number in range(1, len(sheets) + 1)]
    assert len(sheets) > 2
    assert sum(len(sheet.drawing.nodes) for sheet in sheets) == 130


def test_the_list_of_what_was_made_stands_in_line_and_counts_no_single_file(capsys: pytest.CaptureFixture[str]) -> None:
    names = [*FILES, "ropa-cnpd-lu.xlsx"]
    _tell({Path("made", "org", name): f"purpose of {name}" for name in names}, Path("made"))
    told = [line for line in capsys.readouterr().out.splitlines() if line.startswith("  ")]
    assert len(told) == len(names)
    assert len({line.index("purpose of") for line in told}) == 1
