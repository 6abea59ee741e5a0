"""Findings on a picture: a numbered mark on each box that has some, and under the same numbers their list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from datamap.checks.finding import Finding
from datamap.exports.diagrams.drawing import Arrangement, Drawing, Emphasis, Fact, Mark, MarkShape, Node, Note
from datamap.exports.diagrams.kinds.scope import Scope
from datamap.model import DataUse, PurposeLine, Record

Found = dict[str, list[Finding]]
"""The findings of each box by its id; under "" those of the subject that have no box of their own."""


def with_findings(drawing: Drawing, scope: Scope, findings: Sequence[Finding]) -> Drawing:
    """Return a picture with a mark on each box of a record that has findings, numbered box by box, and their list.

    What is found about a data use or a purpose line stands on its own box, else on that of its activity, else on that
    of its category or purpose. What has no box in a picture is not told there; the subtitle says how many are.

    >>> from datamap.model import Organisation, inventory_of
    >>> from datamap.exports.diagrams.drawing import example_drawing
    >>> scope = Scope(inventory=inventory_of([Organisation(id="org-a", name="A")]), organisation="org-a")
    >>> with_findings(example_drawing(), scope, []).subtitle
    'Findings marked here: 0, of 0 in all.'
    """
    found = _by_box(drawing, scope, findings)
    notes: list[Note] = []
    for each in found.get("", []):
        notes += _notes(scope, [each], scope.inventory.name_of(each.record), len(notes) + 1)
    about = _numbers(scope, 1, len(notes))
    nodes = []
    for node in drawing.nodes:
        own = found.get(node.id, [])
        nodes.append(_marked(drawing, scope, node, len(notes) + 1, len(own)) if own else node)
        notes += _notes(scope, own, node.title, len(notes) + 1)
    told = [scope.say("findings.whole", numbers=about)] if about else []
    told.append(scope.say("findings.subtitle", here=len(notes), all=len(findings)))
    subtitle = ". ".join([*filter(None, [drawing.subtitle.removesuffix(".")]), *told])
    return replace(drawing, nodes=tuple(nodes), findings=tuple(notes), subtitle=subtitle)


def _by_box(drawing: Drawing, scope: Scope, findings: Iterable[Finding]) -> Found:
    marked = {node.id for node in drawing.nodes if _is_markable(drawing, node)}
    tokens = {token: id for id in sorted(marked) for token in id.split(" ")}
    boxes = tokens | {id: id for id in marked}
    activities = {
        record.activity for node in drawing.nodes if isinstance(record := scope.inventory.records.get(node.id), DataUse)
    }
    found: Found = {}
    for each in findings:
        record = scope.inventory.records.get(each.record)
        homes = [boxes[id] for id in _homes(record) if id in boxes] if record else []
        if homes:
            found.setdefault(homes[0], []).append(each)
        elif activities & set(_homes(record)[:2] if record else ()):
            found.setdefault("", []).append(each)
    return found


def _is_markable(drawing: Drawing, node: Node) -> bool:
    """Return whether a box is drawn with its marks: rows of tables and timelines are, on a board all but the first."""
    is_first = node.lane == drawing.lanes[0].id
    return is_first == (drawing.arrangement is not Arrangement.BOARD) or drawing.arrangement is Arrangement.FLOW


def _homes(record: Record) -> list[str]:
    """Return the ids of the records on whose box a finding about a record may stand, the nearest first."""
    match record:
        case DataUse():
            return [record.id, record.activity, record.category]
        case PurposeLine():
            return [record.id, record.activity, record.purpose]
        case _:
            return [record.id]


def _marked(drawing: Drawing, scope: Scope, node: Node, first: int, count: int) -> Node:
    words = _numbers(scope, first, count)
    if drawing.arrangement is Arrangement.TIMELINE:
        return replace(node, facts=(*node.facts, Fact(f"! {words}", Emphasis.STRONG)))
    mark = Mark(f"! {words}", scope.say("finding.meaning"), MarkShape.HEXAGON, legend=scope.say("finding.mark"))
    return replace(node, marks=(*node.marks, mark))


def _numbers(scope: Scope, first: int, count: int) -> str:
    """Return the numbers of so many findings in words, "" for none."""
    if count <= 1:
        return scope.say("finding.one", number=first) if count else ""
    return scope.say("finding.many", first=first, last=first + count - 1)


def _notes(scope: Scope, findings: Iterable[Finding], where: str, first: int) -> list[Note]:
    told = []
    for number, each in enumerate(findings, first):
        words = scope.say("finding.text", severity=each.severity, code=each.code, message=each.message)
        hint = f"{each.hint} ({each.article})" if each.hint else f"({each.article})"
        told.append(Note(number, where, f"{words} {hint}"))
    return told
