"""The boxes that several kinds of picture share: what each kind of record says about itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from datamap.exports.diagrams.drawing import Cluster, Emphasis, Fact, FrameStyle, Mark, MarkShape, Node, Shape
from datamap.exports.diagrams.kinds.scope import Scope
from datamap.model import (
    NOT_RECORDED,
    Activity,
    Category,
    Country,
    DataUse,
    Inventory,
    Party,
    People,
    System,
    Transfer,
    YesNo,
    recorded,
)
from datamap.text import join_words

MOST_NAMES = 2
"""How many purposes or bases a box names before it counts the rest."""


def facts_of(scope: Scope, lists: Mapping[str, Sequence[str]], among: Mapping[str, str] | None = None) -> list[Fact]:
    """Return a line for each title; what is not recorded stands in plain sight, together in one last line.

    Args:
        scope: whose labels.
        lists: the names behind each title; a long list is shortened and kept in full beside it.
        among: words behind a title that say for how many of all the names stand.
    """
    silent = [title for title, names in lists.items() if not names]
    facts = [few(scope, title, names, (among or {}).get(title, "")) for title, names in lists.items() if names]
    missing = f"{join_words(silent, scope.say('and'))}: {scope.say('not-recorded')}"
    return facts + ([Fact(missing, Emphasis.MISSING)] if silent else [])


def few(scope: Scope, title: str, names: Iterable[str], share: str = "", most: int = MOST_NAMES) -> Fact:
    """Return some names, how many more there are, and all of them beside it if there are more.

    >>> few(Scope(inventory=Inventory({}), organisation=""), "purpose", ["a", "b", "c"])
    Fact(text='purpose: a; b and 1 more', emphasis=<Emphasis.QUIET: 'quiet'>, full='a; b; c')
    """
    whole = list(dict.fromkeys(names))
    more = len(whole) - most
    head = f"{title}: " if title else ""
    shown = "; ".join(whole[:most])
    text = head + (scope.say("more", names=shown, count=more) if more > 0 else shown) + share
    return Fact(text, full="; ".join(whole) if more > 0 else "")


def _share(scope: Scope, what: str, count: int, among: int) -> str:
    """Return for how many of all something is told, if not for all."""
    return scope.say(f"share.{what}", count=count, among=among) if 0 < count < among else ""


def activity_card(scope: Scope, activity: Activity, uses: Sequence[DataUse] | None = None) -> Node:
    """Return the box of an activity: its purposes, legal bases, time limits and transfers, for these data uses."""
    told = scope.uses_by_activity.get(activity.id, []) if uses is None else uses
    every = scope.lines_by_activity.get(activity.id, [])
    met = {line.id for use in told for line in scope.lines_of(use)}
    lines = every if uses is None else [line for line in every if line.id in met]
    bases = [line.legal_basis for line in lines if line.legal_basis is not NOT_RECORDED]
    limits = [use.retention for use in told if use.retention is not NOT_RECORDED]
    purpose, basis, limit = (scope.say(f"box.{key}") for key in ("purpose", "basis", "limit"))
    lists = {
        purpose: scope.names(line.purpose for line in lines),
        basis: scope.told(bases),
        limit: scope.told(limits),
    }
    among = {
        basis: _share(scope, "purposes", len(bases), len(lines)),
        limit: _share(scope, "uses", len(limits), len(told)),
    }
    return Node(
        id=activity.id,
        lane="activities",
        shape=Shape.ACTIVITY,
        title=activity.name,
        facts=(*facts_of(scope, lists, among), *(Fact(words) for words in _transfers(scope, told))),
        marks=activity_marks(scope, activity, told),
        tooltip=str(activity.description or ""),
    )


def _transfers(scope: Scope, uses: Iterable[DataUse]) -> list[str]:
    """Return where data are transferred to, and on what."""
    found = {transfer.id: transfer for use in uses for transfer in scope.transfers_by_use.get(use.id, ())}
    return [
        scope.say("box.transferred", place=place_of(scope, transfer), tool=scope.words_for(transfer.tool))
        for transfer in found.values()
    ]


def place_of(scope: Scope, record: Transfer | System | Party) -> str:
    """Return the country of a record, else its place as stated, else that neither is recorded."""
    if isinstance(record.country, str):
        return scope.inventory.name_of(record.country)
    return scope.words(record.location)


def activity_marks(scope: Scope, activity: Activity, uses: Sequence[DataUse]) -> tuple[Mark, ...]:
    """Return the tags of an activity: special categories, criminal data, children, automated decisions."""
    marks = list(use_marks(scope, uses))
    if activity.automated_decisions is YesNo.YES:
        marks.append(mark_of(scope, "art-22", MarkShape.ROUND))
    return tuple(marks)


def use_marks(scope: Scope, uses: Iterable[DataUse]) -> tuple[Mark, ...]:
    """Return the tags of data uses: special categories, criminal data, data about children."""
    uses = list(uses)
    marks = []
    specials = [str(scope.inventory.get(Category, use.category).special or "") for use in uses]
    if any(special.startswith("Art. 9") for special in specials):
        marks.append(mark_of(scope, "art-9", MarkShape.POINTED))
    if any(special.startswith("Art. 10") for special in specials):
        marks.append(mark_of(scope, "art-10", MarkShape.NOTCHED))
    if any(scope.is_below(id, "people-child") for use in uses for id in recorded(use.people)):
        marks.append(mark_of(scope, "children", MarkShape.SLANTED))
    return tuple(marks)


def mark_of(scope: Scope, key: str, shape: MarkShape) -> Mark:
    """Return a tag in words: what stands in it, and what the legend says of it."""
    return Mark(scope.say(f"mark.{key}"), scope.say(f"mark.{key}.meaning"), shape)


def people_card(scope: Scope, id: str, people: Sequence[People]) -> Node:
    """Return the box of the categories of people that data are about together."""
    marks = []
    if any("Art. 14" in recorded(each.article) for each in people):
        marks.append(mark_of(scope, "art-14", MarkShape.SQUARE))
    if any(scope.is_below(each.id, "people-child") for each in people):
        marks.append(mark_of(scope, "children", MarkShape.SLANTED))
    title = "; ".join(each.label for each in people)
    return Node(id=id, lane="from", shape=Shape.PERSON, title=title, marks=tuple(marks))


def source_card(scope: Scope, id: str, record: str) -> Node:
    """Return the box of a source of data that is not the people themselves."""
    facts = (Fact(scope.say("source-of-data")),)
    return Node(id=id, lane="from", shape=Shape.SOURCE, title=scope.inventory.name_of(record), facts=facts)


def folded_parties(inventory: Inventory) -> dict[str, str]:
    """Return the categories of recipients that are drawn in the box of the wider category they are part of."""
    parties = {party.id: party for party in inventory.of(Party)}
    return {
        party.id: party.parent
        for party in parties.values()
        if isinstance(party.parent, str)
        and party.parent in parties
        and party.is_category is YesNo.YES
        and parties[party.parent].is_category is YesNo.YES
        and not isinstance(parties[party.parent].parent, str)
        and party.country == parties[party.parent].country
    }


def place_card(scope: Scope, record: System | Party, folded: Sequence[str] = (), lane: str = "to") -> Node:
    """Return the box of a system or a recipient: who runs it, what it is to the organisation, whom it stands for."""
    named = scope.inventory.name_of
    if isinstance(record, System):
        shape, facts = Shape.SYSTEM, facts_of(scope, {scope.say("box.operator"): scope.told([record.operated_by])})
    else:
        shape, facts = Shape.RECIPIENT, facts_of(scope, {scope.say("box.kind"): scope.told([record.kind])})
        if record.is_category is YesNo.YES:
            facts.insert(0, Fact(scope.say("box.category")))
        if folded:
            facts.append(few(scope, scope.say("box.among"), [named(id) for id in folded], most=6))
    if record.location:
        facts.append(Fact(scope.say("transfers.stated", place=record.location)))
    tooltip, cluster = str(record.description or ""), cluster_of(record)
    return Node(
        id=record.id, lane=lane, shape=shape, title=record.name, facts=tuple(facts), cluster=cluster, tooltip=tooltip
    )


def cluster_of(record: System | Party) -> str:
    """Return the id of the frame of a system or a recipient: one for each country, and for systems and recipients."""
    return f"{'systems' if isinstance(record, System) else 'recipients'} {record.country}"


def clusters_of(scope: Scope) -> tuple[Cluster, ...]:
    """Return the frames of all countries that systems and recipients stand in; dashed: no country is recorded."""
    found: dict[str, Cluster] = {}
    inventory = scope.inventory
    places: tuple[System | Party, ...] = (*inventory.of(System), *inventory.of(Party))
    for record in places:
        what = scope.say(f"box.frame.{'systems' if isinstance(record, System) else 'recipients'}")
        id = cluster_of(record)
        if isinstance(record.country, str):
            country = inventory.get(Country, record.country).label
            found[id] = Cluster(id=id, label=f"{what} · {country}")
        else:
            silent = scope.say("sign.no-country" if record.country is NOT_RECORDED else "box.no-country")
            label = f"{what} · {silent}"
            found[id] = Cluster(id=id, label=label, style=FrameStyle.DASHED)
    return tuple(found[id] for id in sorted(found))
