"""Recipients, systems and transfers in words: who receives the data, where they rest, where they leave to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from datamap.exports.record.cells import Cell, detailed, led_by, stack
from datamap.exports.record.wording import Wording
from datamap.model import NONE, NOT_RECORDED, Absent, Activity, DataUse, Party, System, Transfer, YesNo, recorded

INDENT = "· "

_EXTENTS = {YesNo.YES: "category-of-recipients", YesNo.NO: "named-recipient"}


def party_cell(wording: Wording, id: str) -> Cell:
    """Return a party in words: its name, whether it is a category or a named one, its kind and its country.

    >>> from datamap.exports.record.wording import wording_of
    >>> from datamap.model import inventory_of
    >>> party = Party(id="party-a", organisation="org-a", name="A", kind="kind-processor", country="DE")
    >>> party_cell(wording_of(inventory_of([party]), "en"), "party-a").text
    'A (Processor; Germany)'
    """
    return wording.once("party", id, lambda: _party_cell(wording, id))


def _party_cell(wording: Wording, id: str) -> Cell:
    party = wording.inventory.records.get(id)
    if not isinstance(party, Party):
        return Cell(wording.name(id))
    extent = [Cell(wording.labels[_EXTENTS[party.is_category]])] if isinstance(party.is_category, YesNo) else []
    details = [
        *extent,
        _told(wording, "party.kind", party.kind),
        place_cell(wording, party),
        *wording.if_recorded("party.parent", party.parent, wording.name),
        *wording.if_recorded("party.acts_for", party.acts_for, wording.name),
        *wording.if_recorded("party.contract", party.contract),
        *wording.if_recorded("party.contract_date", party.contract_date),
    ]
    return detailed(Cell(party.name), details)


def _told(wording: Wording, key: str, value: str | Absent) -> Cell:
    """Return a name that needs no label; without one, the label says what is missing."""
    return Cell(wording.name(value)) if isinstance(value, str) else wording.labelled(key, value)


def place_cell(wording: Wording, record: Party | System | Transfer, key: str = "country") -> Cell:
    """Return where something is: its country, or the words of the source that name no single country.

    >>> from datamap.exports.record.wording import wording_of
    >>> from datamap.model import inventory_of
    >>> system = System(id="system-a", organisation="org-a", name="A", location="our servers")
    >>> place_cell(wording_of(inventory_of([]), "en"), system).text
    'Country: — not recorded; as stated: “our servers”'
    """
    country = _told(wording, key, record.country)
    if not isinstance(record.location, str):
        return country
    return Cell(f"{country.text}; {wording.labels['as-stated']}: “{record.location}”", country.standing)


def chain_of(wording: Wording, id: str) -> tuple[tuple[int, str], ...]:
    """Return a party and everybody it engages, with the depth of each, first the party itself.

    >>> from datamap.exports.record.wording import wording_of
    >>> from datamap.model import inventory_of
    >>> host = Party(id="party-host", organisation="org-a", name="Host", sub_processors=("party-backup",))
    >>> chain_of(wording_of(inventory_of([host]), "en"), "party-host")
    ((0, 'party-host'), (1, 'party-backup'))
    """
    return wording.once("chain", id, lambda: tuple(_chain_of(wording, id, ())))


def _chain_of(wording: Wording, id: str, above: tuple[str, ...]) -> Iterator[tuple[int, str]]:
    yield len(above), id
    party = wording.inventory.records.get(id)
    engaged = party.sub_processors if isinstance(party, Party) else ()
    for other in recorded(engaged):
        if other not in above and other != id:
            yield from _chain_of(wording, other, (*above, id))


def recipients_cell(wording: Wording, use: DataUse) -> Cell:
    """Return the recipients of a data use, each with its kind and country, and with the sub-processors it engages.

    >>> from datamap.exports.record.wording import wording_of
    >>> from datamap.model import NONE, inventory_of
    >>> use = DataUse(id="use-a", organisation="org-a", activity="act-a", category="cat-email", recipients=NONE)
    >>> recipients_cell(wording_of(inventory_of([use]), "en"), use)
    Cell(text='none', standing=<Standing.NONE: 'none'>)
    """
    if not isinstance(use.recipients, tuple):
        return wording.absent(use.recipients)
    return wording.all_of([_recipient_cell(wording, id) for id in use.recipients])


def _recipient_cell(wording: Wording, id: str) -> Cell:
    """Return a recipient with the sub-processors that it engages, one on each line."""
    return wording.once("recipient", id, lambda: stack(_recipient_cells(wording, id)))


def _recipient_cells(wording: Wording, first: str) -> Iterator[Cell]:
    for depth, id in chain_of(wording, first):
        lead = f"{wording.labels['sub-processor']}: " if depth else ""
        yield led_by(lead, party_cell(wording, id))


def systems_cell(wording: Wording, use: DataUse) -> Cell:
    """Return the systems that hold the data, each with who runs it and where.

    >>> from datamap.exports.record.wording import wording_of
    >>> from datamap.model import inventory_of
    >>> use = DataUse(id="use-a", organisation="org-a", activity="act-a", category="cat-email")
    >>> systems_cell(wording_of(inventory_of([use]), "en"), use).text
    '— not recorded'
    """
    if not isinstance(use.systems, tuple):
        return wording.absent(use.systems)
    return wording.all_of([system_cell(wording, id) for id in use.systems])


def system_cell(wording: Wording, id: str) -> Cell:
    """Return a system in words: its name, who runs it and where it stands.

    >>> from datamap.exports.record.wording import wording_of
    >>> from datamap.model import inventory_of
    >>> system = System(id="system-a", organisation="org-a", name="Server", country="DE")
    >>> system_cell(wording_of(inventory_of([system]), "en"), "system-a").text
    'Server (Run by: — not recorded; Germany)'
    """
    return wording.once("system", id, lambda: _system_cell(wording, id))


def _system_cell(wording: Wording, id: str) -> Cell:
    system = wording.inventory.records.get(id)
    if not isinstance(system, System):
        return Cell(wording.name(id))
    operator = wording.labelled("system.operated_by", system.operated_by, wording.name)
    return detailed(Cell(system.name), [operator, place_cell(wording, system)])


def origins_of(wording: Wording, use: DataUse) -> tuple[str, ...]:
    """Return the ids from which a transfer touches a data use: its activity, whom it reaches, who runs its systems.

    >>> from datamap.exports.record.wording import wording_of
    >>> from datamap.model import inventory_of
    >>> use = DataUse(id="use-a", organisation="org-a", activity="act-a", category="cat-email", recipients=("party-a",))
    >>> origins_of(wording_of(inventory_of([use]), "en"), use)
    ('act-a', 'party-a')
    """
    records = [wording.inventory.records.get(id) for id in recorded(use.systems)]
    runners = [each.operated_by for each in records if isinstance(each, System) and isinstance(each.operated_by, str)]
    reached = [id for first in (*recorded(use.recipients), *runners) for _depth, id in chain_of(wording, first)]
    return tuple(dict.fromkeys([use.activity, *reached]))


def moves_of(wording: Wording, use: DataUse) -> list[Transfer]:
    """Return the transfers that touch a data use, each once.

    >>> from datamap.exports.record.wording import wording_of
    >>> from datamap.model import inventory_of
    >>> use = DataUse(id="use-a", organisation="org-a", activity="act-a", category="cat-email")
    >>> move = Transfer(id="transfer-a", organisation="org-a", origins=("act-a",))
    >>> [move.id for move in moves_of(wording_of(inventory_of([use, move]), "en"), use)]
    ['transfer-a']
    """
    own = [wording.inventory.get(Transfer, id) for id in recorded(use.transfers) if id in wording.inventory.records]
    if not wording.moves:
        return own
    moves = [*own, *(move for origin in origins_of(wording, use) for move in wording.moves.get(origin, ()))]
    return list({move.id: move for move in moves}.values()) if len(moves) > 1 else moves


def transfers_cell(wording: Wording, use: DataUse) -> Cell:
    """Return the transfers to third countries that touch a data use: "none" only if the use itself says so.

    >>> from datamap.exports.record.wording import wording_of
    >>> from datamap.model import inventory_of
    >>> use = DataUse(id="use-a", organisation="org-a", activity="act-a", category="cat-email")
    >>> move = Transfer(id="transfer-a", organisation="org-a", origins=("act-a",), country="US", tool="tool-adequacy")
    >>> transfers_cell(wording_of(inventory_of([use, move]), "en"), use).text
    'United States (From: act-a; Tool: Adequacy decision (Art. 45(3)); To whom: — not recorded)'
    """
    moves = moves_of(wording, use)
    return wording.absent(NONE) if use.transfers is NONE and not moves else moves_cell(wording, moves)


def moves_cell(wording: Wording, moves: Iterable[Transfer]) -> Cell:
    """Return transfers below one another; not recorded if there are none.

    >>> from datamap.exports.record.wording import wording_of
    >>> from datamap.model import inventory_of
    >>> moves_cell(wording_of(inventory_of([]), "en"), ()).text
    '— not recorded'
    """
    return wording.all_of([transfer_cell(wording, move) for move in moves])


def transfer_cell(wording: Wording, move: Transfer) -> Cell:
    """Return a transfer in words: where to, on what tool, to whom, and what is written about it.

    >>> from datamap.exports.record.wording import wording_of
    >>> from datamap.model import inventory_of
    >>> move = Transfer(id="transfer-a", organisation="org-a", origins=("party-a",), location="worldwide")
    >>> transfer_cell(wording_of(inventory_of([]), "en"), move).text
    'To: — not recorded; as stated: “worldwide” (From: party-a; Tool: — not recorded; To whom: — not recorded)'
    """
    return wording.once("transfer", move.id, lambda: _transfer_cell(wording, move))


def _transfer_cell(wording: Wording, move: Transfer) -> Cell:
    from_parties = tuple(
        id for id in recorded(move.origins) if not isinstance(wording.inventory.records.get(id), Activity)
    )
    details = [
        *wording.if_recorded("transfer.origins", from_parties or NOT_RECORDED, wording.name),
        wording.labelled("transfer.tool", move.tool, wording.term),
        *wording.if_recorded("transfer.tool_details", move.tool_details),
        *wording.if_recorded("transfer.tool_date", move.tool_date),
        wording.labelled("transfer.importers", move.importers, wording.name),
        *wording.if_recorded("transfer.documentation", move.documentation),
        *wording.if_recorded("transfer.impact_assessment", move.impact_assessment),
    ]
    told = detailed(place_cell(wording, move, "transfer.country"), details)
    return stack([told, *(led_by(INDENT, words) for words in wording.quoted(move.wording))])
