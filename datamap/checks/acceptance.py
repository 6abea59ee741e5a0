"""Accepted findings: which decision holds, and which has come to its end because facts changed or time is up."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import NamedTuple

from datamap.checks.case import Case
from datamap.checks.finding import Finding, Place
from datamap.model import Absent, Acceptance, Inventory, Organisation, Record, flatten

BOOKKEEPING = frozenset({"note", "updated", "last_review", "next_review"})
"""Fields that say when somebody looked at a record, and not what it is about: a finding about a whole record does not
rest on them, so that no review brings every accepted finding back."""


class Standing(StrEnum):
    """How a finding stands."""

    OPEN = "open"
    ACCEPTED = "accepted"
    CHANGED = "facts changed"
    EXPIRED = "time is up"


class Held(NamedTuple):
    """A finding, how it stands, and the decision about it, if there ever was one."""

    finding: Finding
    standing: Standing
    acceptance: Acceptance | None

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to see to it: no decision about it holds."""
        return self.standing is not Standing.ACCEPTED


def hold(inventory: Inventory, findings: Iterable[Finding], on: datetime.date | None = None) -> tuple[Held, ...]:
    """Return the findings, in their order, each with the decision about it that holds or, if none does, did last.

    Args:
        inventory: the records, with the acceptances among them.
        findings: what was found in them.
        on: the day for which it is asked; None: for each organisation the day on which it last updated its record.

    >>> from datamap.checks.examples import activity, date, organisation
    >>> from datamap.checks.run import check
    >>> from datamap.model import inventory_of
    >>> inventory = inventory_of([organisation(), activity()])
    >>> [finding] = (each for each in check(inventory) if each.code == "PUR-001")
    >>> decision = acceptance_of(finding, inventory, "a trial", "Anna", date("2026-01-31"), date("2026-12-31"))
    >>> accepted = inventory_of([organisation(), activity(), decision])
    >>> [str(each.standing) for day in ("2026-12-31", "2027-01-01") for each in hold(accepted, [finding], date(day))]
    ['accepted', 'time is up']
    """
    case = Case(inventory, on)
    decisions: defaultdict[tuple[str, str], list[Acceptance]] = defaultdict(list)
    for each in inventory.of(Acceptance):
        decisions[each.organisation, each.finding].append(each)
    held = []
    for finding in findings:
        record = inventory.records[finding.record]
        about = decisions.get((home_of(record), finding.key), []) if decisions else []
        facts = foundation_of(finding, inventory) if about else ""
        standings = [(_standing(each, facts, case.on(record)), each) for each in sorted(about, key=lambda a: a.until)]
        holding = [pair for pair in standings if pair[0] is Standing.ACCEPTED] or standings
        held.append(Held(finding, *holding[-1]) if holding else Held(finding, Standing.OPEN, None))
    return tuple(held)


def _standing(decision: Acceptance, facts: str, on: datetime.date) -> Standing:
    if decision.facts != facts:
        return Standing.CHANGED
    return Standing.ACCEPTED if on <= decision.until else Standing.EXPIRED


def decision_in_words(held: Held) -> str:
    """Return what was decided about a finding, and why it no longer holds if so; "" if nobody decided.

    >>> from datamap.checks.examples import date
    >>> decision = Acceptance(
    ...     id="accept-a", organisation="org-a", finding="", facts="", reason="a trial", person="Anna",
    ...     accepted=date("2026-01-31"), until=date("2026-12-31"),
    ... )  # fmt: skip
    >>> decision_in_words(Held(None, Standing.EXPIRED, decision))
    'was accepted until 2026-12-31 by Anna (a trial), and time is up'
    """
    decision = held.acceptance
    if decision is None:
        return ""
    told = f"accepted until {decision.until} by {decision.person} ({decision.reason})"
    ended = {Standing.CHANGED: "the facts have changed since", Standing.EXPIRED: "time is up"}.get(held.standing)
    return f"was {told}, and {ended}" if ended else told


def open_findings(
    inventory: Inventory, findings: Iterable[Finding], on: datetime.date | None = None
) -> tuple[Finding, ...]:
    """Return the findings about which no decision holds on a day.

    >>> from datamap.model import inventory_of
    >>> open_findings(inventory_of([]), [])
    ()
    """
    return tuple(each.finding for each in hold(inventory, findings, on) if each.is_open)


def foundation_of(finding: Finding, inventory: Inventory) -> str:
    """Return the SHA-256, in hexadecimal digits, of what a finding rests on: its weight and the facts that led to it.

    It covers the words of each field that the finding names, and all of a record that it names as a whole; the record
    where it is mended stands for itself only if nothing else is named. Neither the wording of the finding nor the
    place where a record is written count.
    """
    own = Place(finding.record, finding.field)
    places = sorted({*finding.facts, own} if own.field or not finding.facts else set(finding.facts))
    words = [[*place, _words_at(inventory, place)] for place in places]
    quoted = sorted({id for pair in finding.evidence for id in pair})
    phrases = [[id, _words_at(inventory, Place(id, "phrase"))] for id in quoted]
    rest = [str(finding.severity), words, phrases]
    return hashlib.sha256(json.dumps(rest, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()


def _words_at(inventory: Inventory, place: Place) -> object:
    """Return the words of a field, or of all fields of a record; a fact that is not recorded has none."""
    record = inventory.records.get(place.record)
    if record is None:
        return None
    fields = {name: None if isinstance(words, Absent) else words for name, words in flatten(record).items()}
    if place.field:
        return {place.field: fields[place.field]} if place.field in fields else {}
    return {name: words for name, words in sorted(fields.items()) if name not in BOOKKEEPING}


def acceptance_of(
    finding: Finding, inventory: Inventory, reason: str, person: str, on: datetime.date, until: datetime.date
) -> Acceptance:
    """Return the decision to live with a finding as the facts are now.

    Args:
        finding: what is accepted.
        inventory: the records in which it was found.
        reason: why.
        person: who decides.
        on: the day of the decision.
        until: the last day on which it holds.
    """
    return Acceptance(
        id=_id_for(finding.key, inventory),
        organisation=home_of(inventory.records[finding.record]),
        finding=finding.key,
        facts=foundation_of(finding, inventory),
        reason=reason,
        person=person,
        accepted=on,
        until=until,
    )


def home_of(record: Record) -> str:
    """Return the id of the organisation that keeps a record; "" for a shipped term, which nobody keeps."""
    if isinstance(record, Organisation):
        return record.id
    home = getattr(record, "organisation", "")
    return home if isinstance(home, str) else ""


def _id_for(key: str, inventory: Inventory) -> str:
    """Return the id under which the decision about a finding is kept; deciding anew changes the same record."""
    known = (each.id for each in inventory.of(Acceptance) if each.finding == key)
    return next(known, f"accept-{hashlib.sha256(key.encode()).hexdigest()[:16]}")


def settled(inventory: Inventory, findings: Sequence[Finding]) -> tuple[Acceptance, ...]:
    """Return the decisions about findings that are no longer there: what was found has been mended.

    >>> from datamap.model import inventory_of
    >>> settled(inventory_of([]), [])
    ()
    """
    keys = {(home_of(inventory.records[each.record]), each.key) for each in findings}
    return tuple(each for each in inventory.of(Acceptance) if (each.organisation, each.finding) not in keys)
