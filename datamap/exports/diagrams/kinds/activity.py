"""The data flow of one activity: from people and sources through each data use to systems, recipients and beyond.

The panel above it answers the eight items of the NIST Privacy Framework, ID.IM-P1 to P8 (version 1.0, 2020).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from datamap.exports.diagrams.drawing import (
    Cluster,
    Drawing,
    Edge,
    Fact,
    FrameStyle,
    Item,
    Lane,
    LineStyle,
    Node,
    Shape,
)
from datamap.exports.diagrams.kinds.boxes import (
    activity_marks,
    clusters_of,
    facts_of,
    few,
    people_card,
    place_card,
    source_card,
    use_marks,
)
from datamap.exports.diagrams.kinds.flows import FROM, SELF, condition_of, origin_style
from datamap.exports.diagrams.kinds.scope import Scope
from datamap.exports.diagrams.kinds.telling import COLLECTED, DISCLOSED, particulars_of
from datamap.model import NOT_RECORDED, Activity, DataUse, Party, People, System, Transfer, recorded
from datamap.model.terms import Term

OWN = "own"
"""The frame around what the organisation itself does."""


def drawings(scope: Scope) -> tuple[Drawing, ...]:
    """Return the picture of the activity that the scope names, or of each."""
    if scope.activity:
        return (activity_of(scope, scope.activity),)
    return tuple(activity_of(scope, each.id) for each in scope.inventory.of(Activity))


def activity_of(scope: Scope, id: str) -> Drawing:
    """Return the picture of one activity."""
    activity = scope.inventory.get(Activity, id)
    uses = scope.uses_by_activity.get(id, [])
    edges = tuple(_edges(scope, uses))
    nodes = tuple(_nodes(scope, activity, uses, edges))
    role = scope.words_for(activity.role)
    frame = Cluster(id=OWN, label=scope.say("activity.frame", name=scope.name, role=role))
    used = {node.cluster for node in nodes}
    return Drawing(
        title=scope.say("activity.title", activity=activity.name, name=scope.name),
        subtitle=_subtitle(scope, activity),
        description=scope.say("activity.description", activity=activity.name, count=len(edges)),
        footer=scope.footer(scope.say("activity.scope", activity=activity.name)),
        lanes=tuple(Lane(id=lane, title=scope.say(f"activity.lane.{lane}")) for lane in ("from", "use", "to", "below")),
        clusters=(frame, *(each for each in clusters_of(scope) if each.id in used)),
        nodes=nodes,
        edges=edges,
        meanings=tuple(_meanings(scope)),
        panel=nist_items(scope, activity, uses, len(edges)),
        leading="use",
        name=f"activity-{id.removeprefix('act-').removeprefix(scope.organisation.removeprefix('org-') + '-')}",
        language=scope.language,
    )


def _meanings(scope: Scope) -> Iterable[tuple[Shape | LineStyle | FrameStyle, str]]:
    yield Shape.ACTIVITY, scope.say("activity.sign.use")
    yield FrameStyle.SOLID, scope.say("activity.sign.frame")
    for sign in LineStyle:
        yield sign, scope.say(f"flows.sign.{sign.value}")


def _subtitle(scope: Scope, activity: Activity) -> str:
    """Return what else an auditor asks at once: the role, the impact assessment, automated decisions."""
    assessment = [
        scope.words(each)
        for each in (activity.dpia_required, activity.dpia_status, activity.dpia_date)
        if each is not NOT_RECORDED
    ]
    return scope.say(
        "activity.subtitle",
        role=scope.words_for(activity.role),
        assessment=", ".join(assessment) or scope.say("not-recorded"),
        automated=scope.words(activity.automated_decisions),
    )


def _edges(scope: Scope, uses: Sequence[DataUse]) -> Iterable[Edge]:
    """Yield the arrows into each data use, out of it, and onward from there."""
    found: dict[tuple[str, str], tuple[str, LineStyle, list[DataUse]]] = {}
    for use in uses:
        style = LineStyle.DASHED if use.condition else LineStyle.SOLID
        people = recorded(use.people)
        if people:
            origin = origin_style(use)
            word = scope.say(f"activity.arrow.{_origin(use)}")
            found[" ".join(sorted(people)), use.id] = (word, origin or style, [use])
        for id in recorded(use.sources):
            if id not in SELF:
                tail = f"{FROM}{id}" if isinstance(scope.inventory.records[id], Party) else id
                found[tail, use.id] = (scope.say("activity.arrow.obtained"), style, [use])
        for id in recorded(use.systems):
            found[use.id, id] = (scope.say("activity.arrow.held"), style, [use])
        for id in (*recorded(use.recipients), *_importers(scope, use)):
            found.setdefault((use.id, id), (scope.say("activity.arrow.disclosed"), style, [use]))
    for (_, head), (_, _, met) in list(found.items()):
        for below in _below(scope, head):
            found.setdefault((head, below), (scope.say("activity.arrow.engaged"), LineStyle.SOLID, []))[2].extend(met)
    for number, ((tail, head), (word, style, met)) in enumerate(found.items(), start=1):
        is_out = isinstance(scope.inventory.records.get(head), Party | System)
        told = particulars_of(scope, met, [head] if is_out else None, DISCLOSED if is_out else COLLECTED)
        content = ", ".join(scope.names(use.category for use in met))
        yield Edge(
            tail=tail,
            head=head,
            number=number,
            label=word,
            style=style,
            content=content,
            condition=condition_of(scope, met),
            particulars=told,
        )


def _origin(use: DataUse) -> str:
    """Return how data come from people: given, observed, by one of the two, or only about them."""
    own = [source for source in recorded(use.sources) if source in SELF]
    if own:
        return own[0].removeprefix("source-")
    return "about" if use.sources else "unknown"


def _importers(scope: Scope, use: DataUse) -> list[str]:
    """Return who receives data of a use through its transfers."""
    return [id for transfer in scope.transfers_by_use.get(use.id, ()) for id in recorded(transfer.importers)]


def _below(scope: Scope, id: str) -> list[str]:
    """Return whom a party engages itself; whom those engage, to the end, is told by the picture of the chain."""
    record = scope.inventory.records.get(id)
    return [each for each in recorded(record.sub_processors) if each != id] if isinstance(record, Party) else []


def _nodes(scope: Scope, activity: Activity, uses: Sequence[DataUse], edges: Sequence[Edge]) -> Iterable[Node]:
    """Yield a box for each data use and for each end of an arrow; the activity itself if it has no data use."""
    records = scope.inventory.records
    for use in uses:
        yield _use_card(scope, activity, use)
    if not uses:
        missing = facts_of(scope, {scope.say("activity.uses"): []})
        yield Node(
            id=activity.id, lane="use", shape=Shape.ACTIVITY, title=activity.name, facts=tuple(missing), cluster=OWN
        )
    own = {use.id for use in uses}
    direct = {edge.head for edge in edges if edge.tail in own}
    for id in dict.fromkeys(end for edge in edges for end in (edge.tail, edge.head) if end not in own):
        first = id.removeprefix(FROM).split(" ")[0]
        record = records[first]
        if isinstance(record, People):
            yield people_card(scope, id, [scope.inventory.get(People, each) for each in id.split(" ")])
        elif isinstance(record, System | Party) and not id.startswith(FROM):
            yield place_card(scope, record, lane="to" if id in direct else "below")
        elif isinstance(record, Term | Party):
            yield source_card(scope, id, record.id)


def _use_card(scope: Scope, activity: Activity, use: DataUse) -> Node:
    """Return the box of a data use: its category, elements, what is done, purposes of its own, and time limit."""
    named = scope.inventory.name_of
    lists: dict[str, list[str]] = {scope.say("activity.elements"): scope.texts([use.elements])}
    if recorded(use.purposes):
        lists[scope.say("activity.purposes")] = scope.names(line.purpose for line in scope.lines_of(use))
    lists[scope.say("activity.period")] = scope.told([use.retention])
    asked = {"people": use.people, "systems": use.systems, "recipients": use.recipients}
    silent = [scope.say(f"activity.{field}") for field, value in asked.items() if value is NOT_RECORDED]
    facts = [few(scope, "", recorded(use.operations), most=3)] if recorded(use.operations) else []
    if use.condition:
        facts.append(Fact(scope.say("activity.condition", condition=use.condition)))
    facts += facts_of(scope, {**lists, **{title: [] for title in silent}})
    marks = activity_marks(scope, activity, [use]) if activity.automated_decisions else use_marks(scope, [use])
    tooltip = str(use.necessity or "")
    return Node(
        id=use.id,
        lane="use",
        shape=Shape.ACTIVITY,
        title=named(use.category),
        facts=tuple(facts),
        marks=marks,
        cluster=OWN,
        tooltip=tooltip,
    )


def nist_items(scope: Scope, activity: Activity, uses: Sequence[DataUse], arrows: int) -> tuple[Item, ...]:
    """Return the eight items of ID.IM-P for an activity, each with its facts, or "not recorded"."""
    inventory = scope.inventory
    systems = [inventory.get(System, id) for id in dict.fromkeys(id for use in uses for id in recorded(use.systems))]
    unheld = scope.none_in(use.systems for use in uses)
    places: list[System | Party] = [*systems, *_recipients(scope, uses)]
    lines = scope.lines_by_activity.get(activity.id, [])
    countries = {place.name: scope.words_for(place.country) for place in places if place.country}
    transferred = [transfer for use in uses for transfer in scope.transfers_by_use.get(use.id, ())]
    answers = (
        [*(system.name for system in systems), *unheld],
        [f"{system.name}: {scope.words_for(system.operated_by)}" for system in systems] or unheld,
        scope.told(use.people for use in uses),
        scope.texts(use.operations for use in uses),
        [f"{inventory.name_of(line.purpose)} [{scope.words_for(line.legal_basis)}]" for line in lines],
        scope.texts(use.elements for use in uses),
        [*(f"{name}: {country}" for name, country in countries.items()), *_destinations(scope, transferred)]
        or ([] if places else unheld),
        [scope.say("nist.mapped" if arrows > 1 else "nist.mapped-once", count=arrows)] if arrows else [],
    )
    return tuple(
        Item(
            scope.say(f"nist.{number}"),
            "; ".join(dict.fromkeys(found)) or scope.say("not-recorded"),
            is_missing=not found,
        )
        for number, found in enumerate(answers, start=1)
    )


def _recipients(scope: Scope, uses: Sequence[DataUse]) -> list[Party]:
    ids = dict.fromkeys(id for use in uses for id in (*recorded(use.recipients), *_importers(scope, use)))
    return [scope.inventory.get(Party, id) for id in ids]


def _destinations(scope: Scope, transfers: Iterable[Transfer]) -> list[str]:
    found = {
        each.id: scope.words_for(each.country) if each.country else scope.words(each.location) for each in transfers
    }
    return [scope.say("nist.transfer", place=place) for place in found.values()]
