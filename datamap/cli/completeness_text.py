"""How `datamap completeness` tells what is recorded and what is missing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from datamap.checks.completeness import Answer, percent, share_of, tallied
from datamap.checks.links import grouped
from datamap.cli.output import Cell, Table
from datamap.exports.completeness import Point
from datamap.exports.completeness.rows import (
    COLUMNS,
    activity_rows,
    answer_rows,
    missing_rows,
    organisation_rows,
    part_rows,
    trend_rows,
)
from datamap.labels import read_labels
from datamap.model import Inventory, Organisation

MOST_MISSING = 40
"""How many missing fields people read before the rest is counted."""

Rows = Sequence[Mapping[str, Cell]]
Listing = Callable[[Inventory, Iterable[Answer]], Iterable[Mapping[str, Cell]]]
LISTINGS: Mapping[str, tuple[str, Listing]] = {
    "organisations": ("Organisations", organisation_rows),
    "parts": ("What Art. 30 asks", part_rows),
    "activities": ("Activities", activity_rows),
    "missing": ("Not recorded", missing_rows),
}


def tables_of(inventory: Inventory, answers: Sequence[Answer], style: str) -> list[Table]:
    """Return the lists: for people each organisation by itself, for spreadsheets every place that was asked."""
    if style == "text":
        return list(_tables_for_people(inventory, answers))
    asked = _table("asked", "What Art. 30 asks, place by place", list(answer_rows(inventory, answers)))
    others = [_table(name, title, list(rows(inventory, answers))) for name, (title, rows) in LISTINGS.items()]
    return [asked] if style == "csv" else [*others, asked]


def trend_table(points: Sequence[Point]) -> Table:
    """Return a line per revision: how much was recorded after it."""
    return _table("trend", "How complete the record was", trend_rows(points), "no revision yet")


def _table(name: str, title: str, rows: Rows, empty: str = "none") -> Table:
    return Table(name=name, title=title, columns=COLUMNS[name], rows=rows, empty=empty)


def _tables_for_people(inventory: Inventory, answers: Sequence[Answer]) -> Iterable[Table]:
    words = read_labels("completeness")
    organisations = inventory.of(Organisation)
    by_organisation = grouped((each.organisation, each) for each in answers)
    if not organisations:
        yield Table(name="nothing", title="", columns=[], rows=[], empty=words["no-organisation"])
    for each in organisations:
        own = by_organisation.get(each.id, ())
        share = share_of(tallied(own))
        lead = words["nothing"] if share is None else words["headline"].format(percent=percent(share))
        columns = ["article", "asked for", "percent", "recorded"]
        yield Table(name="parts", title=each.name, lead=lead, columns=columns, rows=part_rows(inventory, own), empty="")
        if own:
            yield from _details(inventory, own)


def _details(inventory: Inventory, answers: Sequence[Answer]) -> Iterable[Table]:
    """Yield the tables below the headline of an organisation: its activities, and what is missing where."""
    columns = ["activity", "percent", "missing"]
    activities = activity_rows(inventory, answers)
    yield Table(name="activities", title="Activities", columns=columns, rows=activities)
    missing = missing_rows(inventory, answers)
    title = f"Not recorded ({len(missing)})"
    if len(missing) > MOST_MISSING:
        title = f"Not recorded ({len(missing)}; the first {MOST_MISSING}, all with --format csv)"
    columns = ["article", "missing", "activity", "where"]
    rows = [row | {"where": row["place"] or row["record"]} for row in missing[:MOST_MISSING]]
    yield Table(name="missing", title=title, columns=columns, rows=rows, empty="nothing is missing")
