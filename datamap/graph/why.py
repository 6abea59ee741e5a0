"""Why: every path that explains how a recipient comes to a category of data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from datamap.graph.build import Graph, Link
from datamap.graph.walk import is_below, links_in, links_out, narrower, record_at, sub_processors_of, uses_of
from datamap.model import Activity, DataUse, Party


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """One way in which the data reach the recipient.

    Attributes:
        use: the data use in which it happens.
        path: the links from the data use to the recipient.
        purposes: for each purpose line of the use, the links to its purpose and to its legal basis, if any.
        evidence: the ids of the evidence of the use and of its activity.
    """

    use: str
    path: tuple[Link, ...]
    purposes: tuple[Link, ...]
    evidence: tuple[str, ...]


def why(graph: Graph, category: str, recipient: str) -> list[Explanation]:
    """Return every path from a category of data, or one below it, to a recipient; empty: nothing here explains it.

    A recipient comes to data if they are disclosed to it or to a party that engages it as a sub-processor, if they are
    held in a system that it runs, or if they are transferred to it.

    >>> from datamap.graph import build_graph
    >>> from datamap.model import DataUse, Party, inventory_of
    >>> party = Party(id="party-a", organisation="org-a", name="A")
    >>> use = DataUse(id="use-a", organisation="org-a", activity="act-a", category="cat-email", recipients=("party-a",))
    >>> [each.path for each in why(build_graph(inventory_of([party, use])), "cat-contact", "party-a")]
    [(Link(tail='use-a', relation='disclosed_to', head='party-a'),)]
    """
    if _has_fewer_links(graph, category, len(graph.pred[recipient])):
        steps = _steps_from(graph, uses_of(graph, category), recipient)
    else:
        steps = _steps_to(graph, recipient)
    known: dict[str, list[Link]] = {}
    found = []
    for use in sorted(steps):
        record = record_at(graph, use)
        if isinstance(record, DataUse) and is_below(graph, record.category, category):
            purposes, evidence = _behind(graph, use, known)
            found += [
                Explanation(use=use, path=path, purposes=purposes, evidence=evidence)
                for path in sorted(_paths(steps, use, recipient))
            ]
    return found


ONWARD = frozenset({"disclosed_to", "held_in", "operated_by", "transferred_to"})
"""The relations along which data reach somebody."""


def _has_fewer_links(graph: Graph, category: str, most: int) -> bool:
    """Whether at most so many links lead to a category and those below it; counts no further than that."""
    count = 0
    for term in narrower(graph, category):
        count += len(graph.pred[term])
        if count > most:
            return False
    return True


Steps = dict[str, list[Link]]
"""For each record from which data come to the recipient, the links that lead there."""


def _steps_to(graph: Graph, recipient: str) -> Steps:
    """Return the steps of everything from which data come to the recipient, found by walking back from it."""
    steps: Steps = {recipient: []}
    pending = [recipient]
    for id in pending:
        record = record_at(graph, id)
        back = [] if isinstance(record, DataUse) else list(links_in(graph, id, ONWARD))
        if isinstance(record, Party):
            back += [Link(link.head, "engages", id) for link in links_out(graph, id, {"sub_processor_of"})]
        elif isinstance(record, Activity):
            back += links_in(graph, id, {"part_of"})
        for step in back:
            if step.tail not in steps:
                steps[step.tail] = []
                pending.append(step.tail)
            steps[step.tail].append(step)
    return steps


def _steps_from(graph: Graph, uses: list[str], recipient: str) -> Steps:
    """Return the steps from which data of these uses come to the recipient, found by walking on from the uses."""
    onward: Steps = {recipient: []}
    back: dict[str, list[str]] = {}
    pending = list(uses)
    for id in pending:
        if id not in onward:
            onward[id] = _onward(graph, id)
            for step in onward[id]:
                back.setdefault(step.head, []).append(id)
                pending.append(step.head)
    leading = {recipient}
    pending = [recipient]
    for id in pending:
        ahead = [other for other in back.get(id, ()) if other not in leading]
        leading.update(ahead)
        pending += ahead
    return {id: [step for step in found if step.head in leading] for id, found in onward.items() if id in leading}


def _onward(graph: Graph, id: str) -> list[Link]:
    """Return the links on which data come from a record to the next."""
    record = record_at(graph, id)
    if isinstance(record, DataUse):
        # All data of the use's activity may be transferred somewhere: a way through the activity.
        return list(links_out(graph, id, ONWARD | {"part_of"}))
    return [*links_out(graph, id, ONWARD), *(Link(id, "engages", other) for other in sub_processors_of(graph, id))]


def _paths(steps: Steps, start: str, recipient: str) -> Iterator[tuple[Link, ...]]:
    """Yield every path along the steps from the start to the recipient on which no record comes twice."""
    path: list[Link] = []
    on_path = {start}
    levels = [iter(steps[start])]
    while levels:
        step = next(levels[-1], None)
        if step is None:
            levels.pop()
            if path:
                on_path.discard(path.pop().head)
        elif step.head == recipient:
            yield (*path, step)
        elif step.head not in on_path:
            path.append(step)
            on_path.add(step.head)
            levels.append(iter(steps[step.head]))


def _behind(graph: Graph, use: str, known: dict[str, list[Link]]) -> tuple[tuple[Link, ...], tuple[str, ...]]:
    """Return what stands behind each path from a data use: the links of its purpose lines, and its evidence.

    `known` keeps what stands behind the activities and purpose lines that many data uses share.
    """
    purposes: list[Link] = []
    evidence: list[str] = []
    activity: list[str] = []
    for link in links_out(graph, use, {"for", "part_of", "evidenced_by"}):
        if link.relation == "evidenced_by":
            evidence.append(link.head)
            continue
        if link.head not in known:
            known[link.head] = list(links_out(graph, link.head, {"for", "on_basis", "evidenced_by"}))
        for behind in known[link.head]:
            if behind.relation != "evidenced_by":
                purposes.append(behind)
            elif link.relation == "part_of":
                activity.append(behind.head)
    return tuple(purposes), (*evidence, *activity)
