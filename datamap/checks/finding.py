"""A finding: what seems to be missing, contradictory or hard to defend, and the recorded facts that led there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from datamap.model import Inventory
from datamap.problems import Problem, Severity

MOST_FACTS = 5
"""How many of the facts that led to a finding are shown with it; an accepted finding rests on all of them."""


class Place(NamedTuple):
    """A field of a record; no field: the whole record."""

    record: str
    field: str = ""


class Seen(NamedTuple):
    """What a rule saw; the run adds the rule's code, severity and article and makes a finding of it.

    Attributes:
        record: the id of the record where the finding is mended.
        field: the field where it is mended, or "" for the whole record.
        message: what seems so, and from which recorded facts, in one sentence.
        hint: how to mend it.
        facts: the other fields that led there.
        detail: tells two findings of one rule on one field apart, such as the id of a party.
        evidence: pairs of ids of evidence that speak against each other.
        severity: in place of the rule's own, for rules that weigh by case.
    """

    record: str
    field: str
    message: str
    hint: str = ""
    facts: tuple[Place, ...] = ()
    detail: str = ""
    evidence: tuple[tuple[str, str], ...] = ()
    severity: Severity | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One finding of one rule. It says what seems so: the program is no court.

    Attributes:
        code: the permanent code of the rule.
        article: the provision that it serves.
        severity, record and the others: as in `Seen`.
    """

    code: str
    severity: Severity
    record: str
    field: str
    message: str
    hint: str
    article: str
    facts: tuple[Place, ...] = ()
    detail: str = ""
    evidence: tuple[tuple[str, str], ...] = ()

    @property
    def key(self) -> str:
        """The stable name under which a finding is accepted: code, record, field, and detail if there is one.

        >>> Finding(
        ...     code="PUR-001", severity=Severity.ERROR, record="act-a", field="", message="", hint="", article=""
        ... ).key
        'PUR-001 act-a'
        """
        return " ".join(part for part in (self.code, self.record, self.field, self.detail) if part)

    @property
    def first_facts(self) -> tuple[Place, ...]:
        """The first few of the facts, to show them."""
        return self.facts[:MOST_FACTS]

    def as_problem(self, inventory: Inventory) -> Problem:
        """Return the finding as a problem with its place, and the places of the facts that led to it."""
        places = [inventory.location_of(*fact) for fact in self.first_facts]
        hint = f"{self.hint} ({self.article})" if self.hint else self.article
        return Problem(
            code=self.code,
            message=self.message,
            location=inventory.location_of(self.record, self.field),
            severity=self.severity,
            hint=hint,
            record=self.record,
            related=tuple(dict.fromkeys(place for place in places if place is not None)),
        )
