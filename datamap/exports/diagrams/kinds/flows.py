"""The data flows of one organisation as a picture: people and sources, activities, systems and recipients."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from datamap.exports.diagrams.drawing import Drawing, Edge, Emphasis, FrameStyle, Lane, LineStyle, Node
from datamap.exports.diagrams.kinds.boxes import (
    activity_card,
    clusters_of,
    folded_parties,
    people_card,
    place_card,
    source_card,
)
from datamap.exports.diagrams.kinds.scope import Scope
from datamap.exports.diagrams.kinds.telling import COLLECTED, DISCLOSED, particulars_of
from datamap.exports.diagrams.notes import LONGEST_LABEL
from datamap.model import Activity, DataUse, Inventory, Party, People, System, recorded

SELF = frozenset({"source-data-subject", "source-observed", "source-direct-unstated"})
"""Sources that are the people themselves: what they give, and what is seen of them."""

FROM = "from "
"""Before the id of a party: its box as a source of data, beside that as a recipient."""

MOST_CATEGORIES = 3
"""How many categories an arrow names before it names their roots, and how many roots before it counts the rest."""

MOST_IN_PART = 6
"""The same, where only a part of the data uses is drawn."""


Box = tuple[str, ...]
"""The ids of the records that one box stands for: one, or several people who always occur together."""


class _Ends(NamedTuple):
    """The boxes that an arrow joins; data that the people gave, and data that only concern them, do not share one."""

    tail: Box
    head: Box
    about: LineStyle | None = None


@dataclass(slots=True)
class _Flow:
    """What travels along one arrow."""

    categories: dict[str, None] = field(default_factory=dict)
    uses: list[DataUse] = field(default_factory=list)

    def add(self, use: DataUse) -> None:
        """Let one more data use travel here."""
        self.categories[use.category] = None
        self.uses.append(use)


def flows_of(scope: Scope, uses: Sequence[DataUse] | None = None, **words: str) -> Drawing:
    """Return the picture of all data flows of one organisation, or of these data uses alone.

    Args:
        scope: whose flows.
        uses: the data uses to draw; left out, all of them, and the activities that have none.
        words: title, part and name of the picture, where they are not those of the whole organisation.
    """
    inventory, drawn = scope.inventory, scope.uses if uses is None else uses
    flows = _flows(inventory, drawn)
    met = dict.fromkeys(end for ends in flows for end in (ends.tail, ends.head))
    alone = [(activity.id,) for activity in inventory.of(Activity)] if uses is None else []
    boxes = dict.fromkeys([*met, *((use.activity,) for use in drawn), *alone])
    folded = folded_parties(inventory)
    nodes = tuple(_node(scope, box, folded, uses) for box in boxes)
    most = MOST_CATEGORIES if uses is None else MOST_IN_PART
    edges = tuple(_edge(scope, number, ends, flows[ends], most) for number, ends in enumerate(flows, start=1))
    used = {node.cluster for node in nodes}
    return Drawing(
        title=words.get("title") or scope.say("flows.title", name=scope.name),
        subtitle=scope.say("flows.subtitle"),
        description=scope.say("flows.description", name=scope.name, count=len(edges)),
        footer=scope.footer(words.get("part") or scope.say("flows.scope")),
        lanes=tuple(Lane(id=id, title=scope.say(f"flows.lane.{id}")) for id in ("from", "activities", "to")),
        clusters=tuple(cluster for cluster in clusters_of(scope) if cluster.id in used),
        nodes=nodes,
        edges=edges,
        meanings=(
            (FrameStyle.SOLID, scope.say("flows.sign.frame")),
            *((sign, scope.say(f"flows.sign.{sign.value}")) for sign in (*LineStyle, Emphasis.MISSING)),
        ),
        leading="activities",
        name=words.get("name") or "flows",
        language=scope.language,
    )


def origin_style(use: DataUse) -> LineStyle | None:
    """Return how an arrow from people is drawn if they did not give the data: source another, or not recorded.

    >>> use = DataUse(id="use-a", organisation="org-a", activity="act-a", category="cat-email")
    >>> origin_style(use)
    <LineStyle.DASH_DOT: 'dash-dot'>
    """
    if set(recorded(use.sources)) & SELF:
        return None
    return LineStyle.DOTTED if use.sources else LineStyle.DASH_DOT


def _flows(inventory: Inventory, uses: Iterable[DataUse]) -> dict[_Ends, _Flow]:
    """Return what travels between which boxes: into the activities first, then out of them."""
    into: dict[_Ends, _Flow] = {}
    out: dict[_Ends, _Flow] = {}
    folded = folded_parties(inventory)
    for use in uses:
        activity: Box = (use.activity,)
        people = recorded(use.people)
        if people:
            into.setdefault(_Ends(tuple(sorted(people)), activity, origin_style(use)), _Flow()).add(use)
        for id in recorded(use.sources):
            if id not in SELF:
                into.setdefault(_Ends((_origin(inventory, id),), activity), _Flow()).add(use)
        for id in dict.fromkeys(folded.get(id, id) for id in (*recorded(use.systems), *recorded(use.recipients))):
            out.setdefault(_Ends(activity, (id,)), _Flow()).add(use)
    return into | out


def _origin(inventory: Inventory, id: str) -> str:
    """Return the box of a source; a party that gives data has one of its own beside that of the recipient."""
    return f"{FROM}{id}" if isinstance(inventory.records[id], Party) else id


def _node(scope: Scope, box: Box, folded: Mapping[str, str], uses: Sequence[DataUse] | None) -> Node:
    record = scope.inventory.records[box[0].removeprefix(FROM)]
    if isinstance(record, Activity):
        own = None if uses is None else [use for use in uses if use.activity == record.id]
        return activity_card(scope, record, own)
    if isinstance(record, System | Party) and not box[0].startswith(FROM):
        return place_card(scope, record, tuple(id for id, parent in folded.items() if parent == record.id))
    if isinstance(record, People):
        return people_card(scope, _id(box), [scope.inventory.get(People, id) for id in box])
    return source_card(scope, _id(box), record.id)


def _id(box: Box) -> str:
    return " ".join(box)


def _edge(scope: Scope, number: int, ends: _Ends, flow: _Flow, most: int) -> Edge:
    place = scope.inventory.records.get(ends.head[0])
    is_out = isinstance(place, System | Party)
    style = ends.about or (LineStyle.DASHED if all(use.condition for use in flow.uses) else LineStyle.SOLID)
    return Edge(
        tail=_id(ends.tail),
        head=_id(ends.head),
        number=number,
        label=short_categories(scope, flow.categories, most),
        style=style,
        content=", ".join(scope.names(flow.categories)),
        condition=condition_of(scope, flow.uses),
        particulars=particulars_of(scope, flow.uses, ends.head if is_out else None, DISCLOSED if is_out else COLLECTED),
    )


def condition_of(scope: Scope, uses: Iterable[DataUse]) -> str:
    """Return under which conditions these data uses happen, "" if nothing is recorded.

    >>> use = DataUse(id="use-a", organisation="org-a", activity="act-a", category="cat-email", condition="asked for")
    >>> condition_of(Scope(inventory=Inventory({}), organisation="org-a"), [use])
    'only if asked for'
    """
    uses = list(uses)
    conditions = dict.fromkeys(str(use.condition) for use in uses if use.condition)
    if not conditions:
        return ""
    key = "condition" if all(use.condition for use in uses) else "condition.part"
    return scope.say(key, conditions=scope.say("condition.or").join(conditions))


def short_categories(scope: Scope, categories: Iterable[str], most: int = MOST_CATEGORIES) -> str:
    """Return the categories of an arrow: each by name, or if they are many by their roots, how many of each.

    As many of them are named as a label has room for.
    """
    ids = list(categories)
    if len(ids) <= most:
        return ", ".join(scope.inventory.name_of(id) for id in ids)
    roots: dict[str, int] = {}
    for id in ids:
        root = scope.root_of(id)
        roots[root] = roots.get(root, 0) + 1
    words = [scope.inventory.name_of(root) + (f" ({count})" if count > 1 else "") for root, count in roots.items()]

    def told(shown: int) -> str:
        hidden, names = sum(list(roots.values())[shown:]), ", ".join(words[:shown])
        return scope.say("more", names=names, count=hidden) if hidden else names

    return next((label for label in map(told, range(most, 1, -1)) if len(label) <= LONGEST_LABEL), told(1))


def drawings(scope: Scope) -> tuple[Drawing, ...]:
    """Return the one picture of all data flows."""
    return (flows_of(scope),)
