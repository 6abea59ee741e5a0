"""Where data rest: systems in the frame of their country, who runs them, and which data they hold."""

from __future__ import annotations

from dataclasses import replace

from datamap.exports.diagrams.drawing import Drawing, Edge, Emphasis, Fact, FrameStyle, Lane, LineStyle, Node, Shape
from datamap.exports.diagrams.kinds.boxes import clusters_of, few, place_card, use_marks
from datamap.exports.diagrams.kinds.flows import condition_of
from datamap.exports.diagrams.kinds.scope import Scope
from datamap.exports.diagrams.kinds.telling import particulars_of
from datamap.model import DataUse, System, recorded


def drawings(scope: Scope) -> tuple[Drawing, ...]:
    """Return the one picture of all systems."""
    return (systems_of(scope),)


def systems_of(scope: Scope) -> Drawing:
    """Return every system: from the left who runs it, to the right the categories of data that it holds."""
    systems = scope.inventory.of(System)
    runs = [
        (s.operated_by, s.id)
        for s in systems
        if isinstance(s.operated_by, str) and s.operated_by in scope.inventory.records
    ]
    by_system = {s.id: [use for use in scope.uses if s.id in recorded(use.systems)] for s in systems}
    operated = [_operated(scope, number, pair, by_system[pair[1]]) for number, pair in enumerate(runs, start=1)]
    full = [system for system in systems if by_system[system.id]]
    holding = [_held(scope, number, s.id, by_system[s.id]) for number, s in enumerate(full, start=len(runs) + 1)]
    operators = [
        Node(id=id, lane="operators", shape=Shape.RECIPIENT, title=scope.inventory.name_of(id))
        for id in dict.fromkeys(id for id, _ in runs)
    ]
    data = [_contents(scope, system.id, by_system[system.id]) for system in full]
    cards = [_card(scope, system, by_system[system.id]) for system in systems]
    used = {card.cluster for card in cards}
    edges = (*operated, *holding)
    return Drawing(
        title=scope.say("systems.title", name=scope.name),
        subtitle=scope.say("systems.subtitle"),
        description=scope.say("systems.description", name=scope.name, count=len(edges)),
        footer=scope.footer(scope.say("systems.scope")),
        lanes=tuple(Lane(id=id, title=scope.say(f"systems.lane.{id}")) for id in ("operators", "systems", "data")),
        clusters=tuple(cluster for cluster in clusters_of(scope) if cluster.id in used),
        nodes=(*operators, *cards, *data),
        edges=edges,
        meanings=(
            (Shape.RECIPIENT, scope.say("systems.sign.operator")),
            (Shape.ACTIVITY, scope.say("systems.sign.data")),
            (LineStyle.SOLID, scope.say("systems.sign.solid")),
            (LineStyle.DASHED, scope.say("systems.sign.dashed")),
            (FrameStyle.SOLID, scope.say("systems.sign.frame")),
            (Emphasis.MISSING, scope.say("flows.sign.missing")),
        ),
        leading="systems",
        name="systems",
        language=scope.language,
    )


def _card(scope: Scope, system: System, uses: list[DataUse]) -> Node:
    """Return the box of a system: its activities, or that it holds data in none."""
    card = replace(place_card(scope, system, lane="systems"), marks=use_marks(scope, uses))
    if not uses:
        return replace(card, facts=(*card.facts, Fact(scope.say("systems.unused"), Emphasis.MISSING)))
    return replace(
        card,
        facts=(*card.facts, few(scope, scope.say("systems.activities"), scope.names(use.activity for use in uses))),
    )


def _operated(scope: Scope, number: int, pair: tuple[str, str], uses: list[DataUse]) -> Edge:
    told = particulars_of(scope, uses, [pair[1]], ("systems",))
    return Edge(tail=pair[0], head=pair[1], number=number, label=scope.say("systems.runs"), particulars=told)


def _contents(scope: Scope, system: str, uses: list[DataUse]) -> Node:
    """Return the box of what a system holds: a line for each root of its categories of data, with those below it."""
    roots: dict[str, dict[str, None]] = {}
    for use in uses:
        own = roots.setdefault(scope.root_of(use.category), {})
        if use.category != scope.root_of(use.category):
            own[scope.inventory.name_of(use.category)] = None
    named = {scope.inventory.name_of(root): list(names) for root, names in roots.items()}
    facts = [few(scope, root, names, most=4) if names else Fact(root) for root, names in named.items()]
    categories = scope.names(use.category for use in uses)
    if len(categories) == 1:
        return Node(id=f"data {system}", lane="data", shape=Shape.ACTIVITY, title=categories[0])
    title = scope.say("systems.contents", count=len(categories))
    return Node(id=f"data {system}", lane="data", shape=Shape.ACTIVITY, title=title, facts=tuple(facts))


def _held(scope: Scope, number: int, system: str, uses: list[DataUse]) -> Edge:
    return Edge(
        tail=system,
        head=f"data {system}",
        number=number,
        label=scope.say("systems.holds"),
        style=LineStyle.DASHED if all(use.condition for use in uses) else LineStyle.SOLID,
        content=", ".join(scope.names(use.category for use in uses)),
        condition=condition_of(scope, uses),
        particulars=particulars_of(scope, uses, [system], ("category", "systems")),
    )
