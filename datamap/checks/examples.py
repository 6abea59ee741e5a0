"""Small records for the examples in manuals and for the tests of rules: a factory for each kind, one line each.

Each makes a record with nothing recorded but what it cannot be without; what an example is about is given by name.
All belong to the organisation ``org-a`` and to the activity ``act-a``, so that records made without words fit together.
"""

from __future__ import annotations

import datetime
from typing import Any

from datamap.checks.case import Case
from datamap.checks.rule import Check
from datamap.model import (
    Activity,
    Category,
    Claim,
    ClaimKind,
    Coverage,
    DataUse,
    Document,
    Evidence,
    Measure,
    NoFact,
    Organisation,
    Party,
    People,
    Purpose,
    PurposeLine,
    Record,
    RetentionRule,
    RightsProcedure,
    Source,
    System,
    Transfer,
    inventory_of,
)

TODAY = datetime.date(2026, 1, 31)
"""The day on which examples are judged unless they say another one."""
ORG = "org-a"


def date(words: str) -> datetime.date:
    """Return the date in these words.

    >>> date("2024-05-10").year
    2024
    """
    return datetime.date.fromisoformat(words)


def organisation(**more: Any) -> Organisation:
    """Return the organisation ``org-a``."""
    return Organisation(**({"id": ORG, "name": "Acme"} | more))


def activity(id: str = "act-a", **more: Any) -> Activity:
    """Return an activity."""
    return Activity(id=id, **({"organisation": ORG, "name": "Newsletter"} | more))


def line(id: str = "line-a", **more: Any) -> PurposeLine:
    """Return a purpose line of ``act-a``."""
    return PurposeLine(id=id, **({"organisation": ORG, "activity": "act-a", "purpose": "purpose-marketing"} | more))


def use(id: str = "use-a", **more: Any) -> DataUse:
    """Return a data use of ``act-a``."""
    return DataUse(id=id, **({"organisation": ORG, "activity": "act-a", "category": "cat-email"} | more))


def party(id: str = "party-a", **more: Any) -> Party:
    """Return a party."""
    return Party(id=id, **({"organisation": ORG, "name": "Mailer"} | more))


def system(id: str = "system-a", **more: Any) -> System:
    """Return a system."""
    return System(id=id, **({"organisation": ORG, "name": "Mail server"} | more))


def transfer(id: str = "transfer-a", **more: Any) -> Transfer:
    """Return a transfer."""
    return Transfer(id=id, **({"organisation": ORG} | more))


def limit(id: str = "keep-a", **more: Any) -> RetentionRule:
    """Return a time limit for erasure."""
    return RetentionRule(id=id, **({"organisation": ORG, "name": "Three years", "kind": "limit-fixed-period"} | more))


def procedure(id: str = "procedure-a", **more: Any) -> RightsProcedure:
    """Return a rights procedure."""
    return RightsProcedure(id=id, **({"organisation": ORG, "right": "right-access"} | more))


def document(id: str = "doc-a", **more: Any) -> Document:
    """Return a document."""
    return Document(id=id, **({"organisation": ORG, "title": "Privacy notice"} | more))


def claim(id: str = "claim-a", **more: Any) -> Claim:
    """Return a claim of ``doc-a``."""
    kind = ClaimKind.NO_DISCLOSURE
    summary = "never shared"
    return Claim(id=id, **({"organisation": ORG, "document": "doc-a", "kind": kind, "summary": summary} | more))


def evidence(id: str = "evidence-a", **more: Any) -> Evidence:
    """Return evidence in ``doc-a`` for ``act-a``."""
    cited = {"record": "act-a", "field": "name", "document": "doc-a", "phrase": "as stated"}
    return Evidence(id=id, **({"organisation": ORG} | cited | more))


def category(id: str = "cat-own", **more: Any) -> Category:
    """Return a category of the organisation's own."""
    return Category(id=id, **({"organisation": ORG, "label": "Own category"} | more))


def people(id: str = "people-own", **more: Any) -> People:
    """Return a category of people of the organisation's own."""
    return People(id=id, **({"organisation": ORG, "label": "Own people"} | more))


def purpose(id: str = "purpose-own", **more: Any) -> Purpose:
    """Return a purpose of the organisation's own."""
    return Purpose(id=id, **({"organisation": ORG, "label": "Own purpose"} | more))


def measure(id: str = "measure-own", **more: Any) -> Measure:
    """Return a security measure of the organisation's own."""
    return Measure(id=id, **({"organisation": ORG, "label": "Own measure"} | more))


def source(id: str = "source-own", **more: Any) -> Source:
    """Return a source of the organisation's own."""
    return Source(id=id, **({"organisation": ORG, "label": "Own source"} | more))


def coverage(id: str = "cover-a", **more: Any) -> Coverage:
    """Return a sentence of ``doc-a`` that states no fact."""
    passed = {"document": "doc-a", "phrase": "as follows:", "reason": NoFact.LEAD_IN}
    return Coverage(id=id, **({"organisation": ORG} | passed | more))


def places(check: Check, *records: Record | datetime.date, on: datetime.date | None = TODAY) -> list[str]:
    """Return where a rule finds something in these records: "record field", in the order in which it looks.

    A date among the records is the day on which they are judged.

    >>> from datamap.checks.rules.purposes import check_purpose
    >>> places(check_purpose, activity())
    ['act-a']
    """
    day = next((each for each in records if isinstance(each, datetime.date)), on)
    case = Case(inventory_of(each for each in records if isinstance(each, Record)), day)
    return [f"{seen.record} {seen.field}".strip() for seen in check(case)]
