"""Completeness as rows: for organisations, for what is asked, for activities, and for each place that is asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from datamap.checks.asked import Standing
from datamap.checks.completeness import Answer, Tally, by_part, percent, share_of, tallied
from datamap.checks.links import grouped
from datamap.exports.completeness.overview import counted
from datamap.exports.completeness.trend import Point
from datamap.labels import read_labels
from datamap.model import NOT_RECORDED, Absent, Activity, Inventory, Organisation, facts_of

Row = dict[str, str | int | Absent]
"""The words of a row by column; a share that cannot be stated is not recorded."""


def _percent(tallies: Iterable[Tally]) -> int | Absent:
    share = share_of(tallies)
    return NOT_RECORDED if share is None else percent(share)


def _gaps(tallies: Iterable[Tally]) -> int:
    return len({gap for each in tallies for gap in each.gaps})


def organisation_rows(inventory: Inventory, answers: Iterable[Answer]) -> list[Row]:
    """Return a row for each organisation: its share in per cent, its activities, and how many fields are missing."""
    own = grouped((each.organisation, each) for each in answers)
    activities = grouped((each.organisation, each) for each in inventory.of(Activity))
    return [
        {
            "organisation": each.name,
            "percent": _percent(tallies := tallied(own.get(each.id, ()))),
            "activities": len(activities.get(each.id, ())),
            "missing": _gaps(tallies),
        }
        for each in inventory.of(Organisation)
    ]


def part_rows(inventory: Inventory, answers: Iterable[Answer]) -> list[Row]:
    """Return a row for each organisation and part of Art. 30, in the order of the law."""
    words = read_labels("completeness")
    rows: list[Row] = []
    for id, own in grouped((each.organisation, each) for each in answers).items():
        asked = by_part(own)
        rows += [
            {
                "organisation": inventory.name_of(id),
                "article": tally.part.article,
                "asked for": words[f"part.{tally.part.name}"],
                "percent": NOT_RECORDED if tally.share is None else percent(tally.share),
                "recorded": counted(inventory, tally, asked[tally.part], words),
                "weight": tally.part.weight,
            }
            for tally in tallied(own)
        ]
    return rows


def activity_rows(inventory: Inventory, answers: Iterable[Answer]) -> list[Row]:
    """Return a row for each activity: its share in per cent, and what is missing."""
    words = read_labels("completeness")
    rows: list[Row] = []
    for id, own in grouped((each.activity, each) for each in answers if each.activity).items():
        tallies = tallied(own)
        missing = [words[f"short.{each.part.name}"] for each in tallies if each.gaps]
        rows.append(
            {
                "organisation": inventory.name_of(own[0].organisation),
                "activity": inventory.name_of(id),
                "percent": _percent(tallies),
                "missing": ", ".join(missing) or words["complete"],
            }
        )
    return rows


def answer_rows(inventory: Inventory, answers: Iterable[Answer]) -> Iterator[Row]:
    """Yield a row for each thing asked at each place, and for each field that is missing there one more."""
    words = read_labels("completeness")
    for each in answers:
        gaps = [gap for gap in each.told.gaps if gap != each.told.place]
        for place, standing in [(each.told.place, each.told.standing), *((gap, Standing.NOT_RECORDED) for gap in gaps)]:
            where = inventory.location_of(*place)
            yield {
                "organisation": inventory.name_of(each.organisation),
                "activity": inventory.name_of(each.activity) if each.activity else "",
                "article": each.part.article,
                "asked for": words[f"part.{each.part.name}"],
                "state": str(standing),
                "record": place.record,
                "field": _title(inventory, *place),
                "place": str(where) if where else "",
            }


def _title(inventory: Inventory, record: str, field: str) -> str:
    return facts_of(type(inventory.records[record]))[field].title if field else ""


def missing_rows(inventory: Inventory, answers: Iterable[Answer]) -> list[Row]:
    """Return a row for each field that is missing, once, however many places it is missing for."""
    words = read_labels("completeness")
    rows: dict[tuple[str, str, str], Row] = {}
    for each in answers:
        for gap in each.told.gaps:
            where = inventory.location_of(*gap)
            rows.setdefault(
                (each.part.name, *gap),
                {
                    "organisation": inventory.name_of(each.organisation),
                    "activity": inventory.name_of(each.activity) if each.activity else "",
                    "article": each.part.article,
                    "missing": words[f"part.{each.part.name}"],
                    "record": gap.record,
                    "field": _title(inventory, *gap),
                    "place": str(where) if where else "",
                },
            )
    return list(rows.values())


def trend_rows(points: Sequence[Point]) -> list[Row]:
    """Return a row for each organisation after each revision."""
    return [
        {
            "organisation": each.name,
            "revision": each.revision,
            "date": each.day.isoformat(),
            "percent": NOT_RECORDED if each.share is None else percent(each.share),
            "activities": each.activities,
            "missing": each.missing,
        }
        for each in points
    ]


COLUMNS: Mapping[str, Sequence[str]] = {
    "organisations": ("organisation", "percent", "activities", "missing"),
    "parts": ("organisation", "article", "asked for", "percent", "recorded", "weight"),
    "activities": ("organisation", "activity", "percent", "missing"),
    "asked": ("organisation", "activity", "article", "asked for", "state", "record", "field", "place"),
    "missing": ("organisation", "activity", "article", "missing", "record", "field", "place"),
    "trend": ("organisation", "revision", "date", "percent", "activities", "missing"),
}
"""The columns of each list of rows, in their order."""
