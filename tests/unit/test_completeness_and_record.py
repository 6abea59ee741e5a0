"""Completeness and the coverage that the record of processing prints never speak against each other."""

from collections import defaultdict
from pathlib import Path

import pytest

from datamap.checks.completeness import answers_of
from datamap.exports.record.rows import record_of
from datamap.inventory import read_inventory
from datamap.model import Inventory

GAP = "Not recorded: "


@pytest.fixture(scope="module")
def inventory(root: Path) -> Inventory:
    found, _report = read_inventory(root / "inventory")
    return found


@pytest.mark.parametrize("organisation", ["org-innomis", "org-informetric", "org-innovus"])
def test_an_activity_lacks_an_item_in_the_record_exactly_where_completeness_finds_nothing_of_it(
    inventory: Inventory, organisation: str
) -> None:
    part = inventory.part(organisation)
    shares: defaultdict[tuple[str, str], list[bool]] = defaultdict(list)
    for answer in answers_of(part):
        if answer.activity:
            key = (answer.part.article, part.name_of(answer.activity))
            shares[key].append(answer.told.share > 0)
    printed = {
        (row[0].text, name)
        for row in record_of(part, organisation).coverage.rows
        for line in row[3].text.splitlines()
        if line.startswith(GAP)
        for name in line.removeprefix(GAP).split("; ")
    }
    # Item (a) is about the organisation; a data use always names its category, so that (c) is never wholly missing.
    for article in ("Art. 30(1)(b)", "Art. 30(1)(d)", "Art. 30(1)(e)", "Art. 30(1)(f)", "Art. 30(1)(g)"):
        lacking = {name for (asked, name), found in shares.items() if asked == article and not any(found)}
        assert {name for at, name in printed if at == article} == lacking, article
