"""The vocabulary of the record, first part: what a data use answers, by the name that profiles use."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from datamap.exports.profiles.view import View
from datamap.exports.record.audience import Audience
from datamap.exports.record.cells import EMPTY, Cell, stack
from datamap.exports.record.citations import cited, provision
from datamap.exports.record.columns import category_cell, circumstances_cell, people_cell, sources_cell
from datamap.exports.record.parties import moves_of, party_cell, recipients_cell, systems_cell, transfers_cell
from datamap.exports.record.periods import limits_cell
from datamap.exports.record.purposes import lines_served
from datamap.exports.record.wording import Wording
from datamap.model import NONE, NOT_RECORDED, Category, DataUse, Party, PurposeLine, Term, recorded

Answer = Callable[[View, DataUse], Cell]


def purposes(view: View, use: DataUse) -> Cell:
    """Return the purposes of a data use by their names."""
    wording = view.wording
    if use.purposes is not NOT_RECORDED and not isinstance(use.purposes, tuple):
        return wording.absent(use.purposes)
    names = dict.fromkeys(wording.name(line.purpose) for line in lines_served(wording, use))
    return wording.all_of([Cell(name) for name in names])


def named_purposes(view: View, use: DataUse) -> Cell:
    """Return the purposes of a data use under the name of its activity, where a layout has no room for the name."""
    told = purposes(view, use)
    return Cell(f"{view.activity.name}: {'; '.join(told.text.splitlines())}", stack([EMPTY, told]).standing)


def special(view: View, use: DataUse) -> Cell:
    """Return which item of Art. 9(1) or 10 makes the category of data special; unknown if it is not specified."""
    if "cat-unspecified" in wider(view.wording, use.category):
        return view.wording.absent(NOT_RECORDED)
    record = view.wording.inventory.records.get(use.category)
    stated = record.special if isinstance(record, Category) else NOT_RECORDED
    words = (
        cited(provision(stated), view.wording.labels)
        if isinstance(stated, str)
        else view.wording.labels["special.none"]
    )
    return Cell(words)


def by_purpose(view: View, use: DataUse, cell_of: Callable[[PurposeLine], Cell]) -> Cell:
    """Return what holds for the purposes of a data use; if they differ, each with the purposes that it holds for."""
    wording = view.wording
    found: dict[Cell, dict[str, None]] = {}
    for line in lines_served(wording, use):
        found.setdefault(cell_of(line), {})[wording.name(line.purpose)] = None
    if len(found) <= 1:
        return next(iter(found), wording.absent(NOT_RECORDED))
    return stack(Cell(f"{'; '.join(names)}: {cell.text}", cell.standing) for cell, names in found.items())


def bases(view: View, use: DataUse) -> Cell:
    """Return the legal bases of a data use, each with the purposes that rest on it (Art. 6(1))."""
    wording = view.wording
    return by_purpose(view, use, lambda line: _with_law(wording, line))


def _with_law(wording: Wording, line: PurposeLine) -> Cell:
    """Return the legal basis of a purpose, and the law behind it if there is one (Art. 6(3))."""
    law = wording.if_recorded("line.law", line.law)
    return stack([wording.cell(line.legal_basis, wording.term), *law], "; ")


def conditions(view: View, use: DataUse) -> Cell:
    """Return the conditions for special categories of a data use (Art. 9(2), 10)."""
    wording = view.wording
    return by_purpose(view, use, lambda line: wording.cell(line.conditions, wording.term, "; "))


def interests(view: View, use: DataUse) -> Cell:
    """Return the legitimate interests that a data use serves (Art. 6(1)(f))."""
    return by_purpose(view, use, lambda line: view.wording.cell(line.legitimate_interest))


def interest_assessments(view: View, use: DataUse) -> Cell:
    """Return where the assessments of the interests stand; the public is not told."""
    if view.wording.audience is Audience.PUBLIC:
        return view.wording.withheld()
    return by_purpose(view, use, lambda line: view.wording.cell(line.interest_assessment))


def consents(view: View, use: DataUse) -> Cell:
    """Return how consent is given and withdrawn (Art. 7)."""

    def cell_of(line: PurposeLine) -> Cell:
        wording = view.wording
        given = wording.if_recorded("line.consent_given", line.consent_given)
        return wording.all_of([*given, *wording.if_recorded("line.consent_withdrawn", line.consent_withdrawn)])

    return by_purpose(view, use, cell_of)


def _of_parties(view: View, use: DataUse, wanted: Callable[[str], bool]) -> Cell:
    """Return those recipients of a data use that are wanted; "none" only if it is stated that there are none."""
    wording = view.wording
    if not isinstance(use.recipients, tuple):
        return wording.absent(use.recipients)
    return wording.all_of([party_cell(wording, id) for id in use.recipients if wanted(id)])


def processors(view: View, use: DataUse) -> Cell:
    """Return the recipients that are recorded as processors (Art. 28)."""
    return _of_parties(view, use, lambda id: is_processor(view.wording, id))


def other_recipients(view: View, use: DataUse) -> Cell:
    """Return the recipients that are not recorded as processors."""
    return _of_parties(view, use, lambda id: not is_processor(view.wording, id))


def is_processor(wording: Wording, id: str) -> bool:
    """Return whether a party is recorded as a processor or sub-processor."""
    party = wording.inventory.records.get(id)
    kind = party.kind if isinstance(party, Party) else NOT_RECORDED
    return isinstance(kind, str) and "kind-processor" in wider(wording, kind)


def wider(wording: Wording, id: str) -> tuple[str, ...]:
    """Return the id of a term and of all wider ones, the narrowest first."""
    found: list[str] = []
    while id not in found:
        found.append(id)
        term = wording.inventory.records.get(id)
        if not isinstance(term, Term) or not isinstance(term.parent, str):
            break
        id = term.parent
    return tuple(found)


def contracts(view: View, use: DataUse) -> Cell:
    """Return the contracts with the recipients (Art. 28(3)); the public is not told."""
    wording = view.wording
    if wording.audience is Audience.PUBLIC:
        return wording.withheld()
    if use.recipients is NONE:
        return wording.absent(NONE)
    parties = [wording.inventory.records.get(id) for id in recorded(use.recipients)]
    told = [
        Cell(": ".join([party.name, _joined([*wording.if_recorded("party.contract", party.contract), *dates])]))
        for party in parties
        if isinstance(party, Party) and party.contract is not NOT_RECORDED
        for dates in [wording.if_recorded("party.contract_date", party.contract_date)]
    ]
    return wording.all_of(told)


def _joined(cells: Iterable[Cell]) -> str:
    return "; ".join(cell.text for cell in cells)


def countries(view: View, use: DataUse) -> Cell:
    """Return the third countries that the data go to, and to whom (Art. 30(1)(e))."""
    wording = view.wording
    moves = moves_of(wording, use)
    if use.transfers is NONE and not moves:
        return wording.absent(NONE)
    cells = []
    for move in moves:
        country = wording.cell(move.country, wording.name)
        stated = [Cell(f"{wording.labels['as-stated']}: “{move.location}”")] if isinstance(move.location, str) else []
        importers = wording.if_recorded("transfer.importers", move.importers, wording.name)
        cells.append(stack([country, *stated, *importers], "; "))
    return wording.all_of(list(dict.fromkeys(cells)))


def safeguards(view: View, use: DataUse) -> Cell:
    """Return what each transfer rests on, and where its documentation stands (Art. 30(1)(e), 45 to 49)."""
    wording = view.wording
    moves = moves_of(wording, use)
    if use.transfers is NONE and not moves:
        return wording.absent(NONE)
    cells = []
    for move in moves:
        details = [
            wording.cell(move.tool, wording.term),
            *wording.if_recorded("transfer.tool_details", move.tool_details),
            *wording.if_recorded("transfer.tool_date", move.tool_date),
            *wording.if_recorded("transfer.documentation", move.documentation),
        ]
        where = wording.name(move.country) if isinstance(move.country, str) else ""
        lead = f"{where}: " if where else ""
        inner = stack(details, "; ")
        cells.append(Cell(lead + inner.text, inner.standing))
    return wording.all_of(list(dict.fromkeys(cells)))


def systems(view: View, use: DataUse) -> Cell:
    """Return the systems that hold the data and where they stand; the public is not told."""
    if view.wording.audience is Audience.PUBLIC:
        return view.wording.withheld()
    return systems_cell(view.wording, use)


def data_and_elements(view: View, use: DataUse) -> Cell:
    """Return the category of data with its elements."""
    return category_cell(view.wording, use)


OF_USE: Mapping[str, Answer] = {
    "people": lambda view, use: people_cell(view.wording, use),
    "data": data_and_elements,
    "special": special,
    "purposes": purposes,
    "named-purposes": named_purposes,
    "bases": bases,
    "conditions": conditions,
    "interests": interests,
    "interest-assessments": interest_assessments,
    "consents": consents,
    "recipients": lambda view, use: recipients_cell(view.wording, use),
    "processors": processors,
    "other-recipients": other_recipients,
    "contracts": contracts,
    "transfers": lambda view, use: transfers_cell(view.wording, use),
    "countries": countries,
    "safeguards": safeguards,
    "limits": lambda view, use: limits_cell(view.wording, use),
    "sources": lambda view, use: sources_cell(view.wording, use),
    "systems": systems,
    "circumstances": lambda view, use: circumstances_cell(view.wording, use),
}
"""What a data use answers: a column of these gets one row for each group of data uses."""
