"""Processors and whom they engage, to the end; where nobody said whether there is more, it says so (Art. 28(2))."""

from __future__ import annotations

from collections.abc import Iterable

from datamap.exports.diagrams.drawing import Drawing, Edge, Emphasis, Fact, Lane, LineStyle, Node, Shape
from datamap.exports.diagrams.kinds.boxes import place_of
from datamap.exports.diagrams.kinds.flows import short_categories
from datamap.exports.diagrams.kinds.scope import Scope
from datamap.exports.diagrams.kinds.telling import DISCLOSED, particulars_of
from datamap.graph import Step, build_graph, chain
from datamap.model import NOT_RECORDED, DataUse, Party, recorded

FIRST = ("kind-processor", "kind-service-provider")
"""The kinds of party with which a chain starts: processors, and providers of whom nobody said what they are."""


def drawings(scope: Scope) -> tuple[Drawing, ...]:
    """Return the one picture of the chain, from the party that the scope names or from all processors."""
    return (chain_of(scope),)


def chain_of(scope: Scope) -> Drawing:
    """Return the organisation, its processors, and below each of them all that it engages."""
    starts = (
        [scope.party] if scope.party else [party.id for party in scope.inventory.of(Party) if _is_first(scope, party)]
    )
    graph = build_graph(scope.inventory)
    depth: dict[str, int] = {}
    ends: dict[tuple[str, str], None] = {}
    known: dict[str, bool] = {}
    for start in starts:
        ends[scope.organisation, start] = None
        for step in chain(graph, start):
            _note(step, depth, ends, known)
    edges = tuple(_edge(scope, number, *pair) for number, pair in enumerate(ends, start=1))
    own = Node(id=scope.organisation, lane="0", shape=Shape.ACTIVITY, title=scope.name, facts=_own_facts(scope, starts))
    lanes = _lanes(scope, max(depth.values(), default=0))
    named = scope.inventory.name_of(scope.party) if scope.party else ""
    return Drawing(
        title=scope.say("chain.title.party", party=named, name=scope.name)
        if named
        else scope.say("chain.title", name=scope.name),
        subtitle=scope.say("chain.subtitle"),
        description=scope.say("chain.description", name=scope.name, count=len(edges)),
        footer=scope.footer(scope.say("chain.scope.party", party=named) if named else scope.say("chain.scope")),
        lanes=tuple(lanes),
        nodes=(own, *(_card(scope, id, level + 1, known[id]) for id, level in depth.items())),
        edges=edges,
        meanings=(
            (Shape.ACTIVITY, scope.say("context.sign.organisation")),
            (Shape.RECIPIENT, scope.say("chain.sign")),
            (LineStyle.SOLID, scope.say("flows.sign.solid")),
        ),
        name="chain",
        language=scope.language,
    )


def _lanes(scope: Scope, deepest: int) -> list[Lane]:
    """Return a lane for the organisation and one for each level below it."""
    lanes = [
        Lane(id="0", title=scope.say("chain.lane.organisation")),
        Lane(id="1", title=scope.say("chain.lane.first")),
    ]
    below = (
        Lane(id=str(level), title=scope.say("chain.lane.below", level=level - 1)) for level in range(2, deepest + 2)
    )
    return [*lanes, *below]


def _is_first(scope: Scope, party: Party) -> bool:
    """Return whether a party processes data for the organisation, or is of a kind that may."""
    if scope.organisation in recorded(party.acts_for):
        return True
    if any(scope.is_below(str(party.kind), kind) for kind in FIRST):
        return not _is_engaged(scope, party.id)
    return bool(recorded(party.sub_processors)) and not _is_engaged(scope, party.id)


def _is_engaged(scope: Scope, id: str) -> bool:
    """Return whether another party engages this one, so that its place is further down."""
    return any(id in recorded(other.sub_processors) for other in scope.inventory.of(Party) if other.id != id)


def _note(step: Step, depth: dict[str, int], ends: dict[tuple[str, str], None], known: dict[str, bool]) -> None:
    depth.setdefault(step.party, step.depth)
    known[step.party] = step.is_end_known
    if step.engaged_by and step.engaged_by != step.party:
        ends[step.engaged_by, step.party] = None


def _own_facts(scope: Scope, starts: Iterable[str]) -> tuple[Fact, ...]:
    return () if list(starts) else (Fact(scope.say("chain.nobody"), Emphasis.MISSING),)


def _card(scope: Scope, id: str, level: int, is_end_known: bool) -> Node:
    """Return the box of a party: its kind, country and contract, and whether more may stand below it."""
    party = scope.inventory.get(Party, id)
    contract = ", ".join(str(each) for each in (party.contract, party.contract_date) if each)
    told = (
        ("chain.kind", scope.words_for(party.kind), party.kind is not NOT_RECORDED),
        ("chain.country", place_of(scope, party), party.country or party.location is not NOT_RECORDED),
        ("chain.contract", contract or scope.words(party.contract), contract or party.contract is not NOT_RECORDED),
    )
    facts = [Fact(scope.say(key, words=words)) for key, words, is_recorded in told if is_recorded]
    silent = [scope.say(f"{key}.word") for key, _, is_recorded in told if not is_recorded]
    if silent:
        facts.append(Fact(f"{', '.join(silent)}: {scope.say('not-recorded')}", Emphasis.MISSING))
    if not is_end_known:
        facts.append(Fact(scope.say("chain.unknown"), Emphasis.MISSING))
    elif not recorded(party.sub_processors):
        facts.append(Fact(scope.say("chain.nobody-below")))
    return Node(id=id, lane=str(level), shape=Shape.RECIPIENT, title=party.name, facts=tuple(facts))


def _edge(scope: Scope, number: int, tail: str, head: str) -> Edge:
    uses = _uses_reaching(scope, head)
    categories = dict.fromkeys(use.category for use in uses)
    label = short_categories(scope, categories, 2) or scope.say("chain.no-data")
    return Edge(
        tail=tail,
        head=head,
        number=number,
        label=label,
        content=", ".join(scope.names(categories)),
        particulars=particulars_of(scope, uses, [head], DISCLOSED),
    )


def _uses_reaching(scope: Scope, id: str) -> list[DataUse]:
    """Return the data uses that disclose data to a party, or to somebody who engages it."""
    reached, seen = [id], {id}
    for each in reached:
        for party in scope.inventory.of(Party):
            if each in recorded(party.sub_processors) and party.id not in seen:
                seen.add(party.id)
                reached.append(party.id)
    return [use for use in scope.uses if seen.intersection(recorded(use.recipients))]
