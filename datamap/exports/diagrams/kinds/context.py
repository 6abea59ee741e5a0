"""The organisation as one box: who gives it data, and who receives them, by what they are to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from datamap.exports.diagrams.drawing import (
    Cluster,
    Drawing,
    Edge,
    Emphasis,
    Fact,
    FrameStyle,
    Lane,
    LineStyle,
    Node,
    Shape,
)
from datamap.exports.diagrams.kinds.boxes import activity_marks, few, people_card, place_of, source_card
from datamap.exports.diagrams.kinds.flows import FROM, SELF, condition_of, short_categories
from datamap.exports.diagrams.kinds.scope import Scope
from datamap.exports.diagrams.kinds.telling import COLLECTED, DISCLOSED, particulars_of
from datamap.model import NOT_RECORDED, Activity, DataUse, Organisation, Party, People, System, recorded

MOST_OUTSIDE = 15
"""How many boxes may stand around the organisation on one page before those of one kind share a box."""

GROUPS = {
    "kind-processor": "processors",
    "kind-service-provider": "providers",
    "kind-authority": "public",
    "kind-joint-controller": "controllers",
    "kind-other-controller": "controllers",
}
"""Which frame the parties of a kind, and of the kinds below it, stand in."""

Ends = tuple[str, str]


def drawings(scope: Scope) -> tuple[Drawing, ...]:
    """Return the one context picture."""
    return (context_of(scope),)


def context_of(scope: Scope) -> Drawing:
    """Return the organisation among those who give it data and those who receive them."""
    boxes = _boxes(scope)
    flows = _flows(scope, boxes)
    edges = tuple(_edge(scope, number, ends, uses) for number, (ends, uses) in enumerate(flows.items(), start=1))
    nodes = (_organisation(scope), *_outside(scope, boxes, flows))
    used = {node.cluster for node in nodes}
    frames = ("processors", "providers", "public", "controllers", "others", "unknown")
    return Drawing(
        title=scope.say("context.title", name=scope.name),
        subtitle=scope.say("context.subtitle"),
        description=scope.say("context.description", name=scope.name, count=len(edges)),
        footer=scope.footer(scope.say("context.scope")),
        lanes=tuple(Lane(id=id, title=scope.say(f"context.lane.{id}")) for id in ("from", "own", "to")),
        clusters=tuple(Cluster(id=id, label=scope.say(f"context.frame.{id}")) for id in frames if id in used),
        nodes=nodes,
        edges=edges,
        meanings=(
            (Shape.ACTIVITY, scope.say("context.sign.organisation")),
            (FrameStyle.SOLID, scope.say("context.sign.frame")),
            (LineStyle.SOLID, scope.say("flows.sign.solid")),
            (LineStyle.DASHED, scope.say("flows.sign.dashed")),
        ),
        name="context",
        language=scope.language,
    )


def _boxes(scope: Scope) -> dict[str, str]:
    """Return the box of each recipient: its own, or where they are too many one for all of their kind."""
    received = {id for use in scope.uses for id in recorded(use.recipients)}
    parties = [party for party in scope.inventory.of(Party) if party.id in received]
    if len(parties) <= MOST_OUTSIDE:
        return {party.id: party.id for party in parties}
    return {party.id: f"kind {party.kind}" for party in parties}


def _flows(scope: Scope, boxes: Mapping[str, str]) -> dict[Ends, list[DataUse]]:
    """Return what travels between the organisation and each box."""
    into: dict[Ends, list[DataUse]] = {}
    out: dict[Ends, list[DataUse]] = {}
    for use in scope.uses:
        for id in recorded(use.people):
            into.setdefault((id, scope.organisation), []).append(use)
        for id in recorded(use.sources):
            if id not in SELF:
                tail = f"{FROM}{id}" if isinstance(scope.inventory.records[id], Party) else id
                into.setdefault((tail, scope.organisation), []).append(use)
        for box in dict.fromkeys(boxes[id] for id in recorded(use.recipients) if id in boxes):
            out.setdefault((scope.organisation, box), []).append(use)
    return into | out


def _edge(scope: Scope, number: int, ends: Ends, uses: list[DataUse]) -> Edge:
    tail, head = ends
    categories = list(dict.fromkeys(use.category for use in uses))
    is_out = tail == scope.organisation
    places = _members(scope, head, uses) if is_out else None
    return Edge(
        tail=tail,
        head=head,
        number=number,
        label=short_categories(scope, categories),
        style=LineStyle.DASHED if all(use.condition for use in uses) else LineStyle.SOLID,
        content=", ".join(scope.names(categories)),
        condition=condition_of(scope, uses),
        particulars=particulars_of(scope, uses, places, DISCLOSED if is_out else COLLECTED),
    )


def _members(scope: Scope, box: str, uses: Iterable[DataUse]) -> list[str]:
    """Return the parties that a box stands for."""
    if not box.startswith("kind "):
        return [box]
    met = dict.fromkeys(id for use in uses for id in recorded(use.recipients))
    return [id for id in met if f"kind {scope.inventory.get(Party, id).kind}" == box]


def _organisation(scope: Scope) -> Node:
    """Return the box in the middle: activities, systems and purposes by number, and what they are marked with."""
    inventory = scope.inventory
    own = inventory.get(Organisation, scope.organisation)
    activities = inventory.of(Activity)
    marks = {
        mark.text: mark for each in activities for mark in activity_marks(scope, each, scope.uses_by_activity[each.id])
    }
    facts = [Fact(scope.say("context.counts", activities=len(activities), systems=len(inventory.of(System))))]
    country = scope.words_for(own.country)
    is_missing = Emphasis.QUIET if own.country else Emphasis.MISSING
    facts.append(Fact(scope.say("context.country", country=country), is_missing))
    officer = Emphasis.QUIET if own.dpo_name or own.dpo_contact else Emphasis.MISSING
    facts.append(Fact(scope.say("context.officer", officer=scope.words(own.dpo_name or own.dpo_contact)), officer))
    return Node(
        id=scope.organisation,
        lane="own",
        shape=Shape.ACTIVITY,
        title=own.name,
        facts=tuple(facts),
        marks=tuple(marks.values()),
    )


def _outside(scope: Scope, boxes: Mapping[str, str], flows: Iterable[Ends]) -> Iterable[Node]:
    """Yield the boxes around the organisation, in the order of their arrows."""
    for id in dict.fromkeys(end for ends in flows for end in ends if end != scope.organisation):
        record = scope.inventory.records.get(id.removeprefix(FROM))
        if id in boxes.values():
            yield _recipient(scope, id, [party for party, box in boxes.items() if box == id])
        elif isinstance(record, People):
            yield people_card(scope, id, [record])
        elif record is not None:
            yield source_card(scope, id, record.id)


def _recipient(scope: Scope, box: str, ids: list[str]) -> Node:
    """Return the box of a recipient, or of all recipients of one kind."""
    parties = [scope.inventory.get(Party, id) for id in ids]
    kind = parties[0].kind
    kind_name = scope.words_for(kind)
    countries = dict.fromkeys(place_of(scope, party) for party in parties)
    silent = scope.say("not-recorded")
    told = [country for country in countries if country != silent]
    if len(parties) == 1:
        title, facts = parties[0].name, [Fact(scope.say("context.kind", kind=kind_name), _emphasis(kind))]
    else:
        title = scope.say(
            "context.several", kind=kind_name if kind else scope.say("context.no-kind"), count=len(parties)
        )
        facts = [few(scope, "", [party.name for party in parties], most=6)]
    if told:
        facts.append(few(scope, scope.say("context.place"), told))
    if silent in countries:
        facts.append(Fact(scope.say("context.no-place"), Emphasis.MISSING))
    cluster = None if box.startswith("kind ") else _group(scope, kind)
    return Node(id=box, lane="to", shape=Shape.RECIPIENT, title=title, facts=tuple(facts), cluster=cluster)


def _emphasis(value: object) -> Emphasis:
    return Emphasis.MISSING if value is NOT_RECORDED else Emphasis.QUIET


def _group(scope: Scope, kind: object) -> str:
    """Return the frame of a kind of party: that of the kind itself, or of one above it."""
    if not isinstance(kind, str):
        return "unknown"
    return next((group for above, group in GROUPS.items() if scope.is_below(kind, above)), "others")
