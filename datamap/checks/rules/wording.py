"""Rules about words that stand where a fact should: links, placeholders, letters that nobody explains."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from datamap.checks.case import Case
from datamap.checks.finding import Place, Seen
from datamap.checks.rule import NOTE, WARNING, Rule
from datamap.checks.words import phrase_in
from datamap.model import (
    KINDS,
    Activity,
    Category,
    Coverage,
    DataUse,
    Evidence,
    Measure,
    Party,
    People,
    Purpose,
    PurposeLine,
    Record,
    RetentionRule,
    RightsProcedure,
    System,
    Value,
    facts_of,
)
from datamap.vocabulary.phrases import read_phrases

FACTS: tuple[tuple[type[Record], tuple[str, ...]], ...] = (
    (Activity, ("description", "automated_logic", "rights", "processing")),
    (PurposeLine, ("wording", "legitimate_interest", "consent_given", "consent_withdrawn")),
    (DataUse, ("elements", "operations", "condition", "necessity")),
    (RetentionRule, ("starts", "until", "criteria", "at_end")),
    (RightsProcedure, ("how", "proof", "limits")),
    (Measure, ("description",)),
    (Category, ("definition", "elements")),
)
"""Fields that state a fact in words; references, contacts and addresses of pages may be links."""
LABELS: tuple[tuple[type[Record], tuple[str, ...]], ...] = (
    (Activity, ("name", "description")),
    (Category, ("label", "elements")),
    (People, ("label",)),
    (Purpose, ("label",)),
    (Measure, ("label", "description")),
    (RetentionRule, ("name",)),
    (DataUse, ("elements",)),
)
"""Fields in the organisation's own words, in which letters that nobody explains would stand."""
_LINK = re.compile(r"\s*(?:https?://|www\.)\S+\s*", re.IGNORECASE)
_ACRONYM = re.compile(r"(?<![\w&/-])[A-Z][A-Z0-9]{1,5}(?![\w&-])")
_EXPLAINED = re.compile(r"(?<!\w)([A-Z][A-Z0-9]{1,5})\s*\(|\(([A-Z][A-Z0-9]{1,5})\)")


def check_links(case: Case) -> Iterator[Seen]:
    """Return the fields that hold a link and nothing else, where a fact should stand.

    Why: the record must stand for itself; a link may not open for the authority, and what is behind it may change.
    Bad: a description behind a link.
        | activity(description="https://intranet.acme.example/newsletter")
    Good: the description.
        | activity(description="A newsletter is sent each month.")
    Law: Art. 30(3), Art. 30(4).
    """
    for record_class, fields in FACTS:
        for field in fields:
            links = {text for text in case.texts(record_class, field) if _LINK.fullmatch(text)}
            for place, text in _first_places(case, record_class, field, links):
                name = case.name(place.record)
                message = f"'{text}' is all that '{name}' says in its field '{_title(record_class, field)}'."
                yield Seen(*place, message, "write the fact here; the link may follow it")


def check_placeholders(case: Case) -> Iterator[Seen]:
    """Return the fields that hold a placeholder.

    Why: a placeholder looks like a fact to whoever counts what is filled in. What is not known is left out, and what
    there is not is written as none.
    Bad: an owner to be named.
        | activity(owner="TBD")
    Good: no owner, so that it is seen.
        | activity()
    Law: Art. 5(2), Art. 30(1).
    """
    for record_class, fields in _all_texts():
        for field in fields:
            found = {text for text in case.texts(record_class, field) if phrase_in(text, "placeholders")}
            for place, text in _first_places(case, record_class, field, found):
                message = f"'{text}' in '{_title(record_class, field)}' seems to hold the place of a fact."
                yield Seen(*place, message, "write the fact, none if there is none, or leave it out")


def check_acronyms(case: Case) -> Iterator[Seen]:
    """Return the acronyms that are neither well known nor explained by the organisation anywhere.

    Why: the authority and people must understand the record without asking. An acronym is explained where its letters
    stand in brackets beside the words, or where a system or a party is called so.
    Bad: letters that only colleagues know.
        | activity(description="Data are kept in the QXR.")
    Good: the words behind them.
        | activity(description="Data are kept in the quality register (QXR).")
    Law: Art. 12(1), Art. 30(4).
    """
    known = {phrase.words for phrase in read_phrases("acronyms")}
    explained = _explained(case)
    told: set[tuple[str, str]] = set()
    for record_class, fields in LABELS:
        for field in fields:
            unknown = {text: found for text in case.texts(record_class, field) if (found := _letters(text) - known)}
            for record, text in case.saying(record_class, field, unknown) if unknown else ():
                owner = str(getattr(record, "organisation", ""))
                for letters in sorted(unknown[text]):
                    if (owner, letters) not in told and (owner, letters) not in explained:
                        told.add((owner, letters))
                        message = f"What '{letters}' in '{text}' stands for is explained nowhere."
                        yield Seen(record.id, field, message, "write the words and the letters behind", detail=letters)


def _letters(text: str) -> set[str]:
    """Return the acronyms of a text; a text in capitals has none."""
    return set() if text.isupper() and " " in text else set(_ACRONYM.findall(text))


def _explained(case: Case) -> set[tuple[str, str]]:
    """Return the acronyms that each organisation explains, in a text or as the name of a system or a party."""
    explained = set()
    for record_class, fields in LABELS:
        for field in fields:
            texts = {text for text in case.texts(record_class, field) if _EXPLAINED.search(text)}
            for record, text in case.saying(record_class, field, texts) if texts else ():
                pairs = _EXPLAINED.findall(text)
                explained |= {(str(getattr(record, "organisation", "")), one or other) for one, other in pairs}
    named: tuple[System | Party, ...] = (*case.inventory.of(System), *case.inventory.of(Party))
    explained |= {(each.id, word) for each in case.organisations for word in _letters(each.name)}
    return explained | {(each.organisation, word) for each in named for word in _letters(each.name)}


def _first_places(case: Case, record_class: type[Record], field: str, texts: set[str]) -> Iterator[tuple[Place, str]]:
    """Yield where records say one of these texts in a field, once for each record."""
    told: set[str] = set()
    for record, text in case.saying(record_class, field, texts) if texts else ():
        if record.id not in told:
            told.add(record.id)
            yield Place(record.id, field), text


def _title(record_class: type[Record], field: str) -> str:
    return facts_of(record_class)[field].title


@cache
def _all_texts() -> tuple[tuple[type[Record], tuple[str, ...]], ...]:
    """Return the fields of text of each kind that people fill in; remarks and quotes of documents are left out."""
    classes = (kind.record_class for kind in KINDS if kind.record_class not in (Evidence, Coverage))
    return tuple(
        (each, tuple(name for name, fact in facts_of(each).items() if fact.value is Value.TEXT and name not in REMARKS))
        for each in classes
    )


REMARKS = ("id", "note")
RULES: tuple[Rule, ...] = (
    Rule(
        "GOV-006",
        WARNING,
        "Art. 30(3), 30(4)",
        "only a link",
        check_links,
        ("activity.description", "purpose_line.wording", "data_use.necessity", "retention_rule.criteria"),
    ),
    Rule(
        "GOV-007",
        NOTE,
        "Art. 12(1), 30(4)",
        "acronym not explained",
        check_acronyms,
        ("activity.name", "activity.description", "category.label", "data_use.elements"),
    ),
    Rule(
        "GOV-008",
        WARNING,
        "Art. 5(2)",
        "placeholder",
        check_placeholders,
        ("activity.owner", "activity.description", "purpose_line.law", "data_use.elements", "party.contract"),
    ),
)
"""The rules of this theme."""
