"""What is recorded but described in no row of an activity; nothing that Art. 30(1) asks for may be lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from datamap.exports.record.cells import Cell, stack
from datamap.exports.record.parties import (
    chain_of,
    moves_of,
    party_cell,
    system_cell,
    transfer_cell,
)
from datamap.exports.record.periods import rule_cell
from datamap.exports.record.wording import Wording
from datamap.model import (
    Absent,
    Activity,
    Category,
    DataUse,
    Measure,
    Party,
    People,
    Purpose,
    PurposeLine,
    Record,
    RetentionRule,
    System,
    Term,
    Transfer,
)


def further_rows(wording: Wording) -> Iterator[tuple[Cell, Cell]]:
    """Yield kind and description of each kept record that no activity's rows describe.

    >>> from datamap.exports.record.wording import wording_of
    >>> from datamap.model import inventory_of
    >>> party = Party(id="party-a", organisation="org-a", name="Sponsors")
    >>> [(kind.text, cell.text.split()[0]) for kind, cell in further_rows(wording_of(inventory_of([party]), "en"))]
    [('Party (Art. 30(1)(d))', 'Sponsors')]
    """
    inventory = wording.inventory
    shown = set(_shown(wording))
    describe: dict[type[Record], tuple[str, Callable[[str], Cell]]] = {
        Party: ("further.party", lambda id: _party(wording, id)),
        System: ("further.system", lambda id: system_cell(wording, id)),
        Transfer: ("further.transfer", lambda id: transfer_cell(wording, inventory.get(Transfer, id))),
        RetentionRule: ("further.rule", lambda id: stack([Cell(wording.name(id)), rule_cell(wording, id)])),
        Measure: ("further.measure", lambda id: _term(wording, id)),
        Category: ("further.category", lambda id: Cell(wording.category(id))),
        People: ("further.people", lambda id: _term(wording, id)),
        Purpose: ("further.purpose", lambda id: _term(wording, id)),
    }
    for kind, (key, cell_of) in describe.items():
        for record in inventory.of(kind):
            if record.id not in shown and isinstance(getattr(record, "organisation", None), str):
                yield Cell(wording.labels[key]), cell_of(record.id)


def _party(wording: Wording, id: str) -> Cell:
    party = wording.inventory.get(Party, id)
    more = wording.if_recorded("party.description", party.description)
    return stack([party_cell(wording, id), *more, *wording.if_recorded("party.contact", party.contact)])


def _term(wording: Wording, id: str) -> Cell:
    term = wording.inventory.get(Term, id)
    told = [term.definition, getattr(term, "description", None)]
    return Cell(": ".join([term.label, *(words for words in told if isinstance(words, str) and words != term.label)]))


def _several(value: tuple[str, ...] | Absent) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()


def _shown(wording: Wording) -> Iterator[str]:
    """Yield the ids of what the activities' rows describe, and of the wider categories of what they name."""
    inventory = wording.inventory
    for activity in inventory.of(Activity):
        yield from _several(activity.measures)
        yield from _several(activity.joint_controllers)
        yield from _several(activity.controllers)
    for use in inventory.of(DataUse):
        yield from (move.id for move in moves_of(wording, use))
        yield from _several(use.people)
        yield from _several(use.systems)
        yield from _several(use.retention)
        for recipient in _several(use.recipients):
            yield from (id for _depth, id in chain_of(wording, recipient))
        yield from _with_wider(wording, use.category)
    yield from (line.purpose for line in inventory.of(PurposeLine))


def _with_wider(wording: Wording, id: str) -> Iterator[str]:
    seen: set[str] = set()
    while id not in seen:
        seen.add(id)
        yield id
        record = wording.inventory.records.get(id)
        if isinstance(record, Term) and isinstance(record.parent, str):
            id = record.parent
