"""Records of one small organisation, made in one line each."""

from typing import Any

from datamap.graph import build_graph
from datamap.graph.build import Graph
from datamap.model import (
    Activity,
    Category,
    DataUse,
    Evidence,
    Organisation,
    Party,
    PurposeLine,
    Record,
    System,
    Transfer,
    inventory_of,
)

ORG = "org-acme"


def organisation(**more: Any) -> Organisation:
    return Organisation(id=ORG, name="Acme", **more)


def activity(name: str, **more: Any) -> Activity:
    return Activity(id=f"act-{name}", organisation=ORG, name=name.title(), **more)


def use(name: str, category: str = "cat-email", activity: str = "a", **more: Any) -> DataUse:
    return DataUse(id=f"use-{name}", organisation=ORG, activity=f"act-{activity}", category=category, **more)


def party(name: str, **more: Any) -> Party:
    return Party(id=f"party-{name}", organisation=ORG, name=name.title(), **more)


def system(name: str, **more: Any) -> System:
    return System(id=f"system-{name}", organisation=ORG, name=name.title(), **more)


def transfer(name: str, **more: Any) -> Transfer:
    return Transfer(id=f"transfer-{name}", organisation=ORG, **more)


def line(name: str, purpose: str, activity: str = "a", **more: Any) -> PurposeLine:
    return PurposeLine(id=f"line-{name}", organisation=ORG, activity=f"act-{activity}", purpose=purpose, **more)


def category(name: str, parent: str, **more: Any) -> Category:
    return Category(id=f"cat-{name}", organisation=ORG, label=name.title(), parent=parent, **more)


def evidence(name: str, record: str) -> Evidence:
    return Evidence(
        id=f"evidence-{name}", organisation=ORG, record=record, field="id", document="doc-a", phrase="as stated"
    )


def graph_of(*records: Record) -> Graph:
    """The graph of these records and the shipped terms."""
    return build_graph(inventory_of(records))
