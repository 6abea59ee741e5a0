"""What a document claims, held against what it or the register says elsewhere: which data, who, and both phrases."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from typing import NamedTuple

from datamap.checks.case import Case
from datamap.checks.finding import Place, Seen
from datamap.checks.words import mention, phrase_in
from datamap.model import Claim, DataUse, Evidence, Party, Record, recorded
from datamap.vocabulary.phrases import read_phrases


class Fact(NamedTuple):
    """A fact that speaks against a claim: the field of a record, and words by which to find the phrase behind it."""

    record: Record
    field: str
    words: str = ""


def says(claim: Claim, name: str) -> bool:
    """Return whether a claim holds a phrase of a shipped list, in its own words or in the summary."""
    return bool(phrase_in(claim.summary, name) or phrase_in(claim.wording, name))


def scope(case: Case, claim: Claim) -> Iterator[DataUse]:
    """Yield the data uses of which a claim speaks: of its activities and categories where it names any, else all."""
    activities = recorded(claim.activities)
    categories = recorded(claim.categories)
    for use in case.uses_by_organisation.get(claim.organisation, ()):
        is_covered = not activities or use.activity in activities
        if is_covered and (not categories or case.is_a(use.category, *categories)):
            yield use


class Exceptions:
    """What a claim makes exceptions for: the parties and purposes that it names, and what people approved themselves.

    The conditions that speak of approval are looked for once, since many data uses have the same.
    """

    def __init__(self, case: Case, claim: Claim, approvals: Container[object]) -> None:
        """Read the exceptions in the condition of a claim; `approvals` are the conditions of data uses that are one."""
        self._case, self._claim, self._approvals = case, claim, approvals
        named = (each for each in read_phrases("exceptions") if mention(claim.condition, (each.words,)))
        self._terms = tuple(term for each in named for term in each.means.split())

    def has_party(self, party: Party) -> bool:
        """Return whether a party is one of them, whatever it receives."""
        is_kind = self._case.is_kind(party, "kind-third-party-consented", *self._terms)
        return is_kind or bool(mention(self._claim.condition, (party.name,)))

    def has_use(self, use: DataUse) -> bool:
        """Return whether a data use is one of them, whoever receives it."""
        if use.condition in self._approvals:
            return True
        lines = self._case.lines_of(use) if self._terms else ()
        return any(self._case.is_a(line.purpose, *self._terms) for line in lines)


def approvals_in(case: Case) -> frozenset[str]:
    """Return the conditions of data uses by which people approve a disclosure themselves."""
    return frozenset(text for text in case.texts(DataUse, "condition") if phrase_in(text, "approval"))


def clash(case: Case, claim: Claim, facts: Sequence[Fact], message: str, hint: str, field: str = "summary") -> Seen:
    """Return what was seen: a claim, and the facts that possibly speak against it, each as a pair of phrases.

    Args:
        case: the register.
        claim: what is claimed.
        facts: what speaks against it, at least one.
        message: what the facts say, the end of a sentence.
        hint: how to mend it.
        field: the field of the claim.
    """
    claimed = _phrase(case, claim, ("wording", "summary"), "")
    others = (_phrase(case, fact.record, (fact.field,), fact.words) for fact in facts if claimed)
    pairs = dict.fromkeys((claimed.id, other.id) for other in others if claimed and other)
    first = _phrase(case, facts[0].record, (facts[0].field,), facts[0].words)
    said = quote(claimed) or f"“{claim.wording or claim.summary}”"
    return Seen(
        claim.id,
        field,
        f"{said} possibly contradicts {quote(first) or 'the register'}: {message}.",
        hint,
        tuple(dict.fromkeys(Place(fact.record.id, fact.field) for fact in facts)),
        evidence=tuple(pairs),
    )


def quote(evidence: Evidence | None) -> str:
    """Return a phrase of a document in quotes with its line; "" for no evidence.

    >>> from datamap.checks.examples import evidence
    >>> quote(evidence(line=7))
    '“as stated” (line 7)'
    """
    if evidence is None:
        return ""
    return f"“{evidence.phrase}”" + (f" (line {evidence.line})" if evidence.line else "")


def _phrase(case: Case, record: Record, fields: tuple[str, ...], words: str) -> Evidence | None:
    """Return evidence for a field of a record, else for the record; one with these words if there is any."""
    cited = case.evidence_by_record.get(record.id, ())
    backing = [each for field in fields for each in cited if each.field == field] or cited
    said = (each for each in backing if words and mention(each.phrase, (words,)))
    return next(said, None) or next(iter(backing), None)
