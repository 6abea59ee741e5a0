"""What the facts rest on: documents, the evidence found in them, and the sentences that state no fact."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum

from datamap.model.absent import Absent
from datamap.model.facts import choice, date, number, reference, text
from datamap.model.record import KeptRecord

LONGEST_PHRASE = 15
"""How many words a phrase of evidence may have: enough to find the place, too few to copy the document."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document(KeptRecord):
    """A source of evidence, such as a published privacy policy (Art. 5(2), 13, 14)."""

    title: str = text("title", "What the document calls itself.", required=True)
    version: str | Absent = text("version", "Its version, as stated.")
    date: datetime.date | Absent = date("date", "The day it states for itself.")
    language: str | Absent = text("language", "ISO 639-1 code, such as en.")
    file: str | Absent = text("file name", "The file's name, without a folder.")
    sha256: str | Absent = text("SHA-256", "The digest of the file's bytes, in hexadecimal digits.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence(KeptRecord):
    """What backs one field of one record: a short phrase that stands in a document word for word."""

    record: str = reference("record", help="The record it backs.", required=True, relation="evidenced_by", inverse=True)
    field: str = text("field", "The field of that record that it backs.", required=True, field_of="record")
    document: str = reference("document", "document", required=True, relation="part_of")
    section: str | Absent = text("section", "The heading or number under which it stands.")
    line: int | Absent = number("line", "The line of the document on which the phrase begins, from 1.")
    phrase: str = text("phrase", f"At most {LONGEST_PHRASE} words, as they stand there.", required=True)


class NoFact(StrEnum):
    """Why a sentence of a document needs no record."""

    HEADING = "heading"
    INTENT = "statement of intent"
    DEFINITION = "definition used elsewhere"
    NAVIGATION = "navigation"
    LEAD_IN = "lead-in"
    REPETITION = "repetition"
    EXPLANATION = "explanation"
    ADVICE = "advice to readers"
    SCOPE = "scope of the document"


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage(KeptRecord):
    """A sentence of a document that states no fact for this register, and why."""

    document: str = reference("document", "document", required=True)
    line: int | Absent = number("line", "The line of the document on which the phrase begins, from 1.")
    phrase: str = text("phrase", f"At most {LONGEST_PHRASE} words of the sentence, as they stand.", required=True)
    reason: NoFact = choice("reason", NoFact, "Why it needs no record.", required=True)
    explanation: str | Absent = text("explanation", "More about the reason, where it is not plain.")
