"""What makes a line of its own in a form: each purpose, recipient, measure, transfer, category of people."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from datamap.exports.profiles.answers_of_use import OF_USE, wider
from datamap.exports.profiles.profile import Section
from datamap.exports.profiles.view import View
from datamap.exports.record.audience import Audience
from datamap.exports.record.cells import Cell, stack
from datamap.exports.record.facts import measure_cell
from datamap.exports.record.parties import moves_of, party_cell
from datamap.model import NONE, NOT_RECORDED, Absent, DataUse, Party, recorded

Line = tuple[Cell, ...]


def _chosen(view: View, section: Section, id: str | Absent) -> Cell:
    """Return the authority's word for a term: its own, that of a wider one, or that for all others."""
    if not isinstance(id, str):
        return view.wording.absent(id)
    for each in wider(view.wording, id):
        if each in section.choices:
            return Cell(section.choices[each])
    return Cell(section.other or view.wording.name(id))


def _purposes(view: View, _section: Section) -> list[Line]:
    wording = view.wording
    return [(stack([Cell(wording.name(line.purpose)), *wording.quoted(line.wording)]),) for line in view.lines]


def _people(view: View, section: Section) -> list[Line]:
    ids = dict.fromkeys(id for use in view.uses for id in recorded(use.people))
    return [(_chosen(view, section, id), Cell(view.wording.name(id))) for id in ids]


def _recipients(view: View, section: Section) -> list[Line]:
    """Return each recipient with the data that it receives."""
    wording = view.wording
    data: dict[str, dict[str, None]] = {}
    for use in view.uses:
        for id in recorded(use.recipients):
            data.setdefault(id, {})[wording.name(use.category)] = None
    rows: list[Line] = []
    for id, names in data.items():
        party = wording.inventory.records.get(id)
        told = party_cell(wording, id)
        words = f"{told.text}: {'; '.join(names)}"
        kind = party.kind if isinstance(party, Party) else NOT_RECORDED
        rows.append((_chosen(view, section, kind), Cell(words, told.standing)))
    stated = bool(view.uses) and all(use.recipients is NONE for use in view.uses)
    return [(wording.absent(NONE), wording.absent(NONE))] if stated else rows


def _measures(view: View, section: Section) -> list[Line]:
    wording, measures = view.wording, view.activity.measures
    if wording.audience is Audience.PUBLIC:
        return [(wording.withheld(), wording.withheld())]
    if measures is NONE:
        return [(wording.absent(NONE), wording.absent(NONE))]
    return [(_chosen(view, section, id), measure_cell(wording, id)) for id in recorded(measures)]


def _transfers(view: View, section: Section) -> list[Line]:
    wording = view.wording
    moves = {move.id: move for use in view.uses for move in moves_of(wording, use)}
    moves |= {move.id: move for move in wording.moves.get(view.activity.id, ())}
    if not moves and view.uses and all(use.transfers is NONE for use in view.uses):
        return [(wording.absent(NONE),) * 4]
    rows: list[Line] = []
    for move in moves.values():
        where = [Cell(f"“{move.location}”")] if isinstance(move.location, str) else []
        tool = [_chosen(view, section, move.tool), *wording.if_recorded("transfer.tool_details", move.tool_details)]
        rows.append((
            wording.cell(move.importers, wording.name),
            stack([wording.cell(move.country, wording.name), *where]),
            stack(tool),
            wording.cell(move.documentation),
        ))  # fmt: skip
    return rows


EACH: Mapping[str, Callable[[View, Section], list[Line]]] = {
    "purposes": _purposes,
    "people": _people,
    "recipients": _recipients,
    "measures": _measures,
    "transfers": _transfers,
}
"""What can be repeated in a form, by the name that profiles use: a tuple of cells for each line."""


def of_categories(view: View, categories: Iterable[str], others: Iterable[str] = ()) -> Line:
    """Return what data of some widest categories an activity uses, and for how long: one line of a form.

    Args:
        view: the activity.
        categories: the ids whose data, and all narrower ones, belong in the line; none: what is in no other line.
        others: the ids of all lines.
    """
    wanted, known = set(categories), set(others)
    uses = [use for use in view.uses if _belongs(view, use, wanted, known)]
    if not uses:
        return ()
    told: dict[Cell, dict[str, None]] = {}
    for use in uses:
        told.setdefault(OF_USE["limits"](view, use), {})[view.wording.name(use.category)] = None
    data = stack(dict.fromkeys(OF_USE["data"](view, use) for use in uses))
    if len(told) == 1:
        return data, next(iter(told))
    return data, stack(Cell(f"{'; '.join(names)}: {cell.text}", cell.standing) for cell, names in told.items())


def _belongs(view: View, use: DataUse, wanted: set[str], known: set[str]) -> bool:
    """Return whether the nearest term that has a line is a wanted one; with nothing wanted, whether there is none."""
    nearest = next((id for id in wider(view.wording, use.category) if id in known | wanted), "")
    return nearest in wanted if wanted else not nearest
