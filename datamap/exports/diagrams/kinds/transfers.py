"""Where data go, by what protects them there: the columns that a transfer assessment asks for (GDPR, Chapter V).

Nothing is guessed: a country that nobody recorded stands in the last column, and a third country without a decision or
a recorded tool stands under "no mechanism", whatever else is known about it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from datamap.exports.diagrams.drawing import (
    Arrangement,
    Cluster,
    Drawing,
    Edge,
    Emphasis,
    Fact,
    FrameStyle,
    Lane,
    Node,
    Shape,
)
from datamap.exports.diagrams.kinds.flows import condition_of, short_categories
from datamap.exports.diagrams.kinds.scope import Scope
from datamap.exports.diagrams.kinds.telling import DISCLOSED, particulars_of
from datamap.model import DataUse, Party, System, Transfer, recorded
from datamap.vocabulary.law import EDITION, Adequacy, read_law

COLUMNS = ("eea", "adequate", "certified", "tool", "derogation", "no-mechanism", "no-country")
UNPROTECTED = ("no-mechanism", "no-country")
"""The columns drawn with a dashed line: something is missing there."""


class _Place(NamedTuple):
    """Somewhere that data go: the column, what is said about the protection, and the data uses that go there."""

    record: Party | System | Transfer
    column: str
    facts: tuple[Fact, ...]
    uses: list[DataUse]


def drawings(scope: Scope) -> tuple[Drawing, ...]:
    """Return the one picture of all destinations."""
    return (transfers_of(scope),)


def transfers_of(scope: Scope) -> Drawing:
    """Return every party, system and transfer that data go to, in the column of what protects them there."""
    places = [_placed(scope, record, uses) for record, uses in _destinations(scope)]
    origin = Node(id=scope.organisation, lane="origin", shape=Shape.ACTIVITY, title=scope.name)
    nodes = [_card(scope, place) for place in sorted(places, key=lambda place: COLUMNS.index(place.column))]
    edges = tuple(_edge(scope, number, place) for number, place in enumerate(places, start=1))
    return Drawing(
        title=scope.say("transfers.title", name=scope.name),
        subtitle=scope.say("transfers.subtitle", day=scope.as_of or EDITION, edition=EDITION),
        description=scope.say("transfers.description", name=scope.name, count=len(edges)),
        footer=scope.footer(scope.say("transfers.scope")),
        lanes=(
            Lane(id="origin", title=scope.say("transfers.lane.origin")),
            *(Lane(id=id, title=scope.say(f"transfers.lane.{id}")) for id in COLUMNS),
        ),
        clusters=tuple(
            Cluster(id=id, label=scope.say(f"transfers.lane.{id}"), style=FrameStyle.DASHED) for id in UNPROTECTED
        ),
        nodes=(origin, *nodes),
        edges=edges,
        meanings=((Emphasis.MISSING, scope.say("flows.sign.missing")),),
        arrangement=Arrangement.BOARD,
        name="transfers",
        language=scope.language,
    )


def _destinations(scope: Scope) -> Iterable[tuple[Party | System | Transfer, list[DataUse]]]:
    """Yield each recipient and system with the data uses that go there, and each transfer that names nobody known."""
    met: dict[str, list[DataUse]] = {}
    for use in scope.uses:
        for transfer in scope.transfers_by_use.get(use.id, ()):
            for id in recorded(transfer.importers) or (transfer.id,):
                met.setdefault(id, []).append(use)
        for id in (*recorded(use.recipients), *recorded(use.systems)):
            met.setdefault(id, []).append(use)
    for transfer in scope.inventory.of(Transfer):
        for id in recorded(transfer.importers) or (transfer.id,):
            met.setdefault(id, [])
    for id in list(met):
        _add_engaged(scope, id, met)
    for id, uses in met.items():
        record = scope.inventory.records.get(id)
        if isinstance(record, Party | System | Transfer):
            yield record, list({use.id: use for use in uses}.values())


def _add_engaged(scope: Scope, id: str, met: dict[str, list[DataUse]]) -> None:
    """Let the sub-processors of a recipient receive what it receives: an onward transfer is a transfer (Art. 44)."""
    pending, seen = [id], {id}
    for each in pending:
        record = scope.inventory.records.get(each)
        below = recorded(record.sub_processors) if isinstance(record, Party) else ()
        for other in below:
            if other not in seen:
                seen.add(other)
                pending.append(other)
                met.setdefault(other, []).extend(met[id])


def _placed(scope: Scope, record: Party | System | Transfer, uses: list[DataUse]) -> _Place:
    transfers = [record] if isinstance(record, Transfer) else _transfers_to(scope, record.id)
    country = record.country if isinstance(record.country, str) else _country_of(transfers)
    column, facts = column_of(scope, country, transfers)
    return _Place(record, column, facts, uses)


def _transfers_to(scope: Scope, id: str) -> list[Transfer]:
    return [transfer for transfer in scope.inventory.of(Transfer) if id in recorded(transfer.importers)]


def _country_of(transfers: Iterable[Transfer]) -> str | None:
    return next((each.country for each in transfers if isinstance(each.country, str)), None)


def column_of(scope: Scope, country: str | None, transfers: Sequence[Transfer]) -> tuple[str, tuple[Fact, ...]]:
    """Return the column of a destination on the day of the picture, and what is said about its protection there."""
    tools = [transfer for transfer in transfers if isinstance(transfer.tool, str)]
    facts = [_tool_fact(scope, transfer) for transfer in tools]
    if country is None:
        return "no-country", tuple(facts)
    where, day = Fact(scope.say("transfers.country", country=scope.inventory.name_of(country))), scope.as_of or EDITION
    if read_law().is_in_eea(country, day):
        return "eea", (where, *facts)
    for column, root in (("tool", "tool-safeguards"), ("derogation", "tool-derogation")):
        if any(scope.is_below(str(transfer.tool), root) for transfer in tools):
            return column, (where, *facts)
    is_claimed = any(transfer.tool == "tool-adequacy" for transfer in tools)
    column, decided = _by_decision(scope, read_law().adequacy_of(country, day), is_claimed)
    return column, (where, *decided, *facts)


def _by_decision(scope: Scope, decision: Adequacy | None, is_claimed: bool) -> tuple[str, tuple[Fact, ...]]:
    """Return the column of a third country by its adequacy decision; a partial one holds only for those it covers."""
    if decision is None:
        return "no-mechanism", (Fact(scope.say("transfers.no-tool"), Emphasis.MISSING),)
    since = scope.say("transfers.decision", decision=scope.law(decision.decision), day=decision.span.first)
    if not decision.is_partial:
        return "adequate", (Fact(since),)
    covers = Fact(scope.say("transfers.covers", decision=since, scope=scope.law(decision.scope)))
    if is_claimed:
        return "certified", (covers,)
    return "no-mechanism", (covers, Fact(scope.say("transfers.not-shown"), Emphasis.MISSING))


def _tool_fact(scope: Scope, transfer: Transfer) -> Fact:
    """Return the tool of a transfer with its details and date, and the reference of its assessment."""
    more = [str(each) for each in (transfer.tool_details, transfer.tool_date) if each]
    tool = ", ".join([scope.words_for(transfer.tool), *more])
    return Fact(scope.say("transfers.tool", tool=tool, assessment=scope.words(transfer.impact_assessment)))


def _card(scope: Scope, place: _Place) -> Node:
    """Return the card of a destination: its place as stated, its protection, and which data go there."""
    record = place.record
    shape = Shape.SYSTEM if isinstance(record, System) else Shape.RECIPIENT
    title = scope.say("transfers.unnamed") if isinstance(record, Transfer) else record.name
    facts = [Fact(scope.say("transfers.stated", place=record.location))] if record.location else []
    label = short_categories(scope, dict.fromkeys(use.category for use in place.uses))
    facts += [*place.facts, Fact(scope.say("transfers.data", data=label))] if label else list(place.facts)
    return Node(id=record.id, lane=place.column, shape=shape, title=title, facts=tuple(facts))


def _edge(scope: Scope, number: int, place: _Place) -> Edge:
    told = particulars_of(scope, place.uses, [place.record.id], DISCLOSED)
    categories = dict.fromkeys(use.category for use in place.uses)
    return Edge(
        tail=scope.organisation,
        head=place.record.id,
        number=number,
        label=short_categories(scope, categories),
        content=", ".join(scope.names(categories)),
        condition=condition_of(scope, place.uses),
        particulars=told,
    )
