"""Rules and promises: time limits for erasure, how rights are exercised, and what a document claims in general."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from datamap.model.absent import Absent
from datamap.model.facts import choice, duration, reference, text
from datamap.model.record import KeptRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionRule(KeptRecord):
    """A time limit for erasure: what starts it, how long it runs, what happens then (Art. 30(1)(f), 13(2)(a))."""

    name: str = text("name", "A short name.", required=True)
    kind: str = reference(
        "kind", "time_limit", help="A period, an event, criteria, or words that fix nothing.", required=True
    )
    shortest: str | Absent = duration("shortest period", "ISO 8601: P3D is three days.", article="Art. 30(1)(f)")
    longest: str | Absent = duration("longest period", "ISO 8601: P10Y is ten years.", article="Art. 30(1)(f)")
    starts: str | Absent = text("clock starts", "What starts the period.")
    until: str | Absent = text("until", "The event that ends the storage.")
    criteria: str | Absent = text("criteria", "What decides on the period (Art. 13(2)(a)).")
    legal_reference: str | Absent = text("legal reference", "The law that asks for the period.")
    at_end: str | Absent = text("at the end", "What happens then: erased, made anonymous, isolated ...")
    wording: str | Absent = text("as stated", "The source's own words, vague ones too.")


@dataclass(frozen=True, slots=True, kw_only=True)
class RightsProcedure(KeptRecord):
    """How people exercise one right or choice (Art. 12(2), 12(3))."""

    right: str = reference("right", "right", required=True, article="Art. 12 to 22")
    activities: tuple[str, ...] | Absent = reference(
        "activities", "activity", help="Where it applies; left out, it is everywhere.", many=True
    )
    how: str | Absent = text("how", "What people do to use it.")
    contact: str | Absent = text("contact", "Where they turn to.")
    proof: str | Absent = text("proof of identity", "What is asked of them (Art. 12(6)).")
    answered_within: str | Absent = duration("answered within", "ISO 8601: P30D is thirty days (Art. 12(3)).")
    limits: str | Absent = text("limits", "When it is refused or has no effect, as stated.")


class ClaimKind(StrEnum):
    """What a general claim is about."""

    NO_DISCLOSURE = "no disclosure"
    NO_SALE = "no sale"
    LIMITED_DISCLOSURE = "limited disclosure"
    LIMITED_USE = "limited use"
    LIMITED_ACCESS = "limited access"
    NO_COLLECTION = "no collection"
    NO_STORAGE = "no storage"
    NOT_PERSONAL = "not personal"
    SEPARATION = "kept apart"
    ASSUMED_CONSENT = "assumed consent"
    LEGAL_BASES = "legal bases"
    ERASURE = "erasure"
    SECURITY = "security"
    LIABILITY = "liability"
    CHANGES = "changes of the notice"
    APPLICABILITY = "applicability"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(KeptRecord):
    """What a document claims beyond single uses: denials, promises, bases named in general, assumed consent.

    A negative claim ("never shared with third parties") is a fact too: it is kept so that it can be held against
    the recipients that the same document names.
    """

    document: str = reference("document", "document", required=True, relation="part_of")
    kind: ClaimKind = choice("kind", ClaimKind, "What the claim is about.", required=True)
    summary: str = text("claim", "What is claimed, in plain words.", required=True)
    wording: str | Absent = text("as stated", "The source's own words.")
    condition: str | Absent = text("unless", "The exceptions that the source names.")
    activities: tuple[str, ...] | Absent = reference("activities", "activity", help="What it covers.", many=True)
    categories: tuple[str, ...] | Absent = reference("categories", "category", help="Which data.", many=True)
    legal_bases: tuple[str, ...] | Absent = reference(
        "legal bases", "legal_basis", help="Bases named without saying for what.", many=True
    )
