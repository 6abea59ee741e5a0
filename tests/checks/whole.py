"""Records of which everything is recorded that rules look at, one line each; they point to others by name."""

from typing import Any

from datamap.checks.examples import date
from datamap.model import (
    NONE,
    Activity,
    Claim,
    ClaimKind,
    Coverage,
    DataUse,
    NoFact,
    Organisation,
    Party,
    PurposeLine,
    RetentionRule,
    RightsProcedure,
    Status,
    System,
    Transfer,
    YesNo,
)


def consent() -> dict[str, str]:
    return {"consent_given": "Ticks a box, or refuses freely.", "consent_withdrawn": "The link in each message."}


def organisation(**more: Any) -> Organisation:
    return Organisation(id="org", **more)


def activity(name: str, /, **more: Any) -> Activity:
    clean: dict[str, Any] = {
        "name": f"{name.title()} of the company",
        "role": "role-controller",
        "owner": "Head of sales",
        "department": "Sales",
        "status": Status.ACTIVE,
        "start": date("2024-01-01"),
        "last_review": date("2026-01-01"),
        "measures": ("measure-encryption-in-transit", "measure-backup"),
        "automated_decisions": YesNo.NO,
        "dpia_required": YesNo.NO,
        "notice": "doc-notice",
    }
    return Activity(id=f"act-{name}", organisation="org", **(clean | more))


def line(name: str, /, **more: Any) -> PurposeLine:
    return PurposeLine(id=f"line-{name}", organisation="org", **({"activity": f"act-{name}"} | more))


def use(name: str, /, **more: Any) -> DataUse:
    clean: dict[str, Any] = {
        "activity": f"act-{name}",
        "category": "cat-email",
        "people": ("people-customer",),
        "sources": ("source-data-subject",),
        "recipients": ("party-host",),
        "systems": ("system-cellar",),
        "retention": ("keep-years",),
        "transfers": NONE,
    }
    return DataUse(id=f"use-{name}", organisation="org", **(clean | more))


def party(name: str, /, **more: Any) -> Party:
    return Party(id=f"party-{name}", organisation="org", **({"name": name.title()} | more))


def system(name: str, /, **more: Any) -> System:
    return System(id=f"system-{name}", organisation="org", **more)


def transfer(name: str, /, **more: Any) -> Transfer:
    return Transfer(id=f"transfer-{name}", organisation="org", **more)


def limit(name: str, /, **more: Any) -> RetentionRule:
    return RetentionRule(id=f"keep-{name}", organisation="org", **({"kind": "limit-fixed-period"} | more))


def procedure(name: str, /, **more: Any) -> RightsProcedure:
    return RightsProcedure(id=f"procedure-{name}", organisation="org", **more)


def claim(name: str, /, **more: Any) -> Claim:
    denied: dict[str, Any] = {"kind": ClaimKind.NO_DISCLOSURE, "summary": "never shared", "document": "doc-notice"}
    return Claim(id=f"claim-{name}", organisation="org", **(denied | more))


def lead_in(name: str, **more: Any) -> Coverage:
    cited: dict[str, Any] = {"organisation": "org", "document": "doc-notice"}
    return Coverage(id=f"cover-{name}", phrase="the following purposes:", reason=NoFact.LEAD_IN, **cited, **more)
