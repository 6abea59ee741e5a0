"""How much of what Art. 30 asks for is recorded, item by item: in how many activities, and in which it is missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from datamap.exports.record.blocks import ActivityBlock
from datamap.exports.record.cells import Cell, Standing, stack
from datamap.exports.record.citations import cited
from datamap.exports.record.columns import Column
from datamap.exports.record.facts import Fact
from datamap.exports.record.lists import Listing
from datamap.exports.record.wording import Wording

_COLUMNS = (("coverage.item", 120), ("coverage.words", 420), ("coverage.recorded", 200), ("coverage.missing", 420))
PURPOSES = "Art. 30(1)(b)"
ITEMS = {"controller": "abcdefg", "processor": "abcd"}
"""The items of Art. 30(1) and 30(2)."""


def coverage_listing(
    wording: Wording,
    role: str,
    panels: Sequence[Sequence[Fact]],
    blocks: Sequence[ActivityBlock],
    columns: Sequence[Column],
) -> Listing:
    """Return a row for each item of Art. 30: its words, in how many activities it is recorded, and what is missing."""
    paragraph = 2 if role == "processor" else 1
    rows = []
    for letter in ITEMS[role]:
        item = f"Art. 30({paragraph})({letter})"
        stand = {block.name: _standing(_cells(block, columns, item)) for block in blocks}
        asked = {name: standing for name, standing in stand.items() if standing is not None}
        facts = [fact for panel in panels for fact in panel if fact.article == item]
        told = [*_of_facts(wording, facts), *_of_activities(wording, asked)]
        gaps = [*_missing_facts(wording, facts), *_missing(wording, asked)]
        rows.append((
            Cell(cited(item, wording.labels)),
            Cell(wording.labels[f"item.{paragraph}.{letter}"]),
            Cell("\n".join(told)),
            Cell("\n".join(gaps), Standing.IN_PART) if gaps else Cell(wording.labels["coverage.no-gap"]),
        ))  # fmt: skip
    return Listing("coverage", _COLUMNS, tuple(rows))


def _cells(block: ActivityBlock, columns: Sequence[Column], item: str) -> Iterator[Cell]:
    """Yield the cells of an activity that answer an item."""
    yield from (fact.cell for fact in block.facts if fact.article == item)
    for row in block.uses:
        yield from (cell for cell, column in zip(row, columns, strict=True) if column.article == item != PURPOSES)
    if item == PURPOSES:
        yield from (row.purpose for row in block.purposes)
        if not block.purposes:
            yield Cell("", Standing.NOT_RECORDED)


def _standing(cells: Iterable[Cell]) -> Standing | None:
    found = list(cells)
    return stack(found).standing if found else None


def _of_facts(wording: Wording, facts: Sequence[Fact]) -> Iterator[str]:
    if facts:
        count = sum(fact.cell.standing is not Standing.NOT_RECORDED for fact in facts)
        yield wording.labels["coverage.of-details"].format(count=count, all=len(facts))


def _missing_facts(wording: Wording, facts: Sequence[Fact]) -> Iterator[str]:
    gaps = [wording.labels[fact.key] for fact in facts if fact.cell.standing is Standing.NOT_RECORDED]
    if gaps:
        yield f"{wording.labels['coverage.gap']}: {'; '.join(gaps)}"


def _of_activities(wording: Wording, stand: dict[str, Standing]) -> Iterator[str]:
    if not stand:
        return
    labels, count = wording.labels, list(stand.values()).count
    has = len(stand) - count(Standing.NOT_RECORDED)
    yield labels["coverage.of-activities"].format(count=has, all=len(stand))
    for standing, key in (
        (Standing.IN_PART, "coverage.in-part"),
        (Standing.NONE, "coverage.none"),
        (Standing.WITHHELD, "coverage.withheld"),
    ):
        if count(standing):
            yield labels[key].format(count=count(standing))


def _missing(wording: Wording, stand: dict[str, Standing]) -> Iterator[str]:
    for standing, key in ((Standing.NOT_RECORDED, "coverage.gap"), (Standing.IN_PART, "coverage.gap-in-part")):
        names = [name for name, each in stand.items() if each is standing]
        if names:
            yield f"{wording.labels[key]}: {'; '.join(names)}"
