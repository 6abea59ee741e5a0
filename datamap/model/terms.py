"""Terms: the words of the catalogues that records point into, shipped with the program or added by an organisation."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum

from datamap.model.absent import Absent
from datamap.model.facts import choice, date, reference, text
from datamap.model.record import Record


class Match(StrEnum):
    """How well a term of an outside vocabulary fits ours (after SKOS mapping relations)."""

    EXACT = "exact"
    CLOSE = "close"
    BROAD = "broad"
    NARROW = "narrow"
    NONE = "none"


class Nature(StrEnum):
    """Which side of Art. 32(1) a security measure belongs to."""

    TECHNICAL = "technical"
    ORGANISATIONAL = "organisational"
    BOTH = "both"


@dataclass(frozen=True, slots=True, kw_only=True)
class Term(Record):
    """A word of a catalogue, with its names in outside vocabularies and the quality of each match."""

    organisation: str | Absent = reference(
        "organisation", "organisation", help="The organisation that added this term.", from_folder=True
    )
    label: str = text("label", "What people read.", required=True)
    parent: str | Absent = reference("parent", "own", help="The wider term of the same kind.", relation="part_of")
    definition: str | Absent = text("definition", "What the term means, in one sentence.")
    article: tuple[str, ...] | Absent = text("article", "The provisions that it stands for.", many=True)
    dpv: tuple[str, ...] | Absent = text("DPV", "Terms of the Data Privacy Vocabulary.", many=True)
    dpv_match: Match | Absent = choice("DPV match", Match, "How well the DPV terms fit.")
    fides: tuple[str, ...] | Absent = text("fides", "Keys of the Fides taxonomy.", many=True)
    fides_match: Match | Absent = choice("fides match", Match, "How well the Fides keys fit.")
    ccpa: tuple[str, ...] | Absent = text("CCPA", "Items of the California Consumer Privacy Act.", many=True)
    ccpa_match: Match | Absent = choice("CCPA match", Match, "How well the CCPA items fit.")
    replaced_by: str | Absent = reference("replaced by", "own", help="The term to use instead.")
    retired: datetime.date | Absent = date("retired", "The day from which the term is no longer used for new records.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Category(Term):
    """A category of personal data (Art. 30(1)(c))."""

    special: str | Absent = text("special", "The provision that makes it special: an item of Art. 9(1), or Art. 10.")
    elements: tuple[str, ...] | Absent = text("elements", "The single fields that usually belong to it.", many=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class People(Term):
    """A category of data subjects (Art. 30(1)(c))."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Purpose(Term):
    """A purpose of processing (Art. 5(1)(b), 30(1)(b))."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source(Term):
    """Where personal data come from (Art. 13 and 14(2)(f)). A source is not a recipient."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure(Term):
    """A technical or organisational security measure (Art. 32(1), 30(1)(g))."""

    nature: Nature | Absent = choice("nature", Nature, "Technical or organisational.")
    description: str | Absent = text("description", "What is done, as the organisation states it.")


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalBasis(Term):
    """A legal basis of Art. 6(1)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition(Term):
    """A condition under which special categories (Art. 9(2)) or criminal data (Art. 10) may be processed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Role(Term):
    """The role of an organisation in an activity (Art. 4(7), 4(8), 26)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyKind(Term):
    """A kind of recipient or other actor (Art. 4(9), 30(1)(d))."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferTool(Term):
    """What a transfer to a third country rests on (Art. 45, 46, 47, 49)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Right(Term):
    """A right of people, or another choice that they are given (Art. 7(3), 12 to 22, 77)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeLimit(Term):
    """A kind of time limit for erasure: a period, an event, criteria, or words that fix nothing (Art. 30(1)(f))."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Regime(Term):
    """A body of data protection law under which a record is kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Country(Term):
    """A country by its ISO 3166-1 code, and since when it belongs to the EEA (Art. 44: third countries)."""

    eea_from: datetime.date | Absent = date("in the EEA from", "First day in the European Economic Area.")
    eea_to: datetime.date | Absent = date("in the EEA until", "Last day in the European Economic Area.")
    source: str | Absent = text("source", "Where the dates stand.")
