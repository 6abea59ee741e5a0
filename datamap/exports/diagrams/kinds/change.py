"""What changed between two states of the records: what is new, gone or different in the data flows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from datamap.exports.diagrams.drawing import Drawing, Edge, Emphasis, Fact, LineStyle, Mark, MarkShape, Node
from datamap.exports.diagrams.kinds.flows import flows_of
from datamap.exports.diagrams.kinds.scope import Scope

Ends = tuple[str, str, LineStyle | None]


def changes_of(before: Scope, after: Scope) -> tuple[Drawing, ...]:
    """Return the picture of what is new, gone or different in the data flows from one state to another."""
    old, new = flows_of(before), flows_of(after)
    edges = tuple(_edges(after, _by_ends(old.edges), _by_ends(new.edges)))
    nodes = tuple(_nodes(after, old, new, edges))
    used = {node.cluster for node in nodes}
    clusters = {cluster.id: cluster for cluster in (*old.clusters, *new.clusters)}
    counts = {key: len([edge for edge in edges if edge.label.startswith(after.say(f"change.{key}"))]) for key in KEYS}
    return (
        replace(
            new,
            title=after.say("change.title", name=after.name),
            subtitle=after.say("change.subtitle", before=_state(before), after=_state(after), **counts),
            description=after.say("change.description", name=after.name, count=len(edges)),
            footer=after.footer(after.say("change.scope", before=_state(before), digest=before.digest)),
            clusters=tuple(cluster for id, cluster in sorted(clusters.items()) if id in used),
            nodes=nodes,
            edges=tuple(replace(edge, number=number) for number, edge in enumerate(edges, start=1)),
            meanings=(
                *((sign, after.say(f"change.sign.{key}")) for sign, key in zip(SIGNS, KEYS, strict=True)),
                (Emphasis.MISSING, after.say("flows.sign.missing")),
            ),
            name="change",
        ),
    )


KEYS = ("new", "gone", "different")
SIGNS = (LineStyle.SOLID, LineStyle.DOTTED, LineStyle.DASHED)


def _state(scope: Scope) -> str:
    return f"{scope.state or scope.say('text')} ({scope.as_of or scope.say('not-recorded')}, {scope.digest})"


def _by_ends(edges: Iterable[Edge]) -> dict[Ends, Edge]:
    """Return arrows by their ends; people have up to three to one activity, told apart by how the data are obtained."""
    special = (LineStyle.DOTTED, LineStyle.DASH_DOT)
    return {(edge.tail, edge.head, edge.style if edge.style in special else None): edge for edge in edges}


def _edges(scope: Scope, old: Mapping[Ends, Edge], new: Mapping[Ends, Edge]) -> Iterable[Edge]:
    """Yield what is new, then what is different, then what is gone, each saying so in a word."""
    for ends in dict.fromkeys([*new, *old]):
        if ends not in old:
            yield _marked(scope, new[ends], "new", LineStyle.SOLID)
        elif ends not in new:
            yield _marked(scope, old[ends], "gone", LineStyle.DOTTED)
        elif (was := _said(old[ends])) != _said(new[ends]):
            edge = _marked(scope, new[ends], "different", LineStyle.DASHED)
            told = scope.say("change.before", words="; ".join(each for each in was if each))
            yield replace(edge, content=edge.content or edge.label, condition=f"{edge.condition} {told}".strip())


def _said(edge: Edge) -> tuple[str, ...]:
    told = edge.particulars
    return (
        edge.content or edge.label,
        edge.condition,
        told.purpose,
        told.basis,
        told.period,
        told.country,
        told.protection,
    )


def _marked(scope: Scope, edge: Edge, key: str, style: LineStyle) -> Edge:
    word = scope.say(f"change.{key}")
    return replace(edge, label=f"{word}: {edge.label}", content=f"{word}: {edge.content or edge.label}", style=style)


def _nodes(scope: Scope, old: Drawing, new: Drawing, edges: Sequence[Edge]) -> Iterable[Node]:
    """Yield the boxes that changed, and those that changed arrows touch, each with what happened to it."""
    was, now = ({node.id: node for node in drawing.nodes} for drawing in (old, new))
    touched = {end for edge in edges for end in (edge.tail, edge.head)}
    for id in dict.fromkeys([*now, *was]):
        if id not in was:
            yield _tagged(scope, now[id], "new", MarkShape.ROUND)
        elif id not in now:
            yield _tagged(scope, was[id], "gone", MarkShape.NOTCHED)
        elif was[id] != now[id]:
            gone = [fact.text for fact in was[id].facts if fact not in now[id].facts]
            before = [Fact(scope.say("change.before", words="; ".join(gone)))] if gone else []
            node = _tagged(scope, now[id], "different", MarkShape.SQUARE)
            yield replace(node, facts=(*node.facts, *before))
        elif id in touched:
            yield now[id]


def _tagged(scope: Scope, node: Node, key: str, shape: MarkShape) -> Node:
    return replace(node, marks=(*node.marks, Mark(scope.say(f"change.{key}"), scope.say(f"change.mark.{key}"), shape)))
