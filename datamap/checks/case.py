"""A case: one register on its day, with the terms and the law by which rules judge it."""

from __future__ import annotations

import datetime
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from datamap.checks.links import Links, R, grouped, owner
from datamap.model import (
    Activity,
    Category,
    DataUse,
    Evidence,
    Organisation,
    Party,
    PurposeLine,
    Record,
    Term,
    Transfer,
    recorded,
)
from datamap.vocabulary.law import EDITION, Adequacy, Law, read_law


@dataclass(frozen=True)
class Case(Links):
    """What rules look at: the records with their links, the day, the terms, the law, and the words that people wrote.

    Attributes:
        day: the day of the law and of the deadlines; None: for each organisation the day on which it last updated
            its record, and where that is not recorded the day of the edition of the tables of law.
        law: the tables of dated law.
    """

    day: datetime.date | None = None
    law: Law = field(default_factory=read_law)

    def on(self, record: Record) -> datetime.date:
        """Return the day on which a record is judged: the day asked for, or that of its organisation."""
        if self.day:
            return self.day
        updated = getattr(self.organisation_of(record), "updated", None)
        return updated if isinstance(updated, datetime.date) else EDITION

    def known_day(self, record: Record) -> datetime.date | None:
        """Return the day on which a record is judged if somebody named it, None if it is that of the tables of law."""
        on = self.on(record)
        return on if self.day or getattr(self.organisation_of(record), "updated", None) == on else None

    def organisation_of(self, record: Record) -> Organisation | None:
        """Return the organisation that keeps a record; of an organisation, itself; of a shipped term, None."""
        return record if isinstance(record, Organisation) else self.get(Organisation, owner(record))

    def roots_of(self, id: str) -> tuple[str, ...]:
        """Return the record, its activity and its organisation: where the root of a cascade may stand."""
        record = self.inventory.records[id]
        above = (getattr(record, "activity", None), owner(record))
        return (id, *(each for each in above if isinstance(each, str)))

    # Terms and law.

    @cached_property
    def _wider(self) -> dict[str, tuple[str, ...]]:
        return {}

    def wider(self, id: str) -> tuple[str, ...]:
        """Return a term and all wider ones, the narrowest first; a circle ends where it closes."""
        if id not in self._wider:
            found = [id]
            term = self.get(Term, id)
            while term and isinstance(term.parent, str) and term.parent not in found:
                found.append(term.parent)
                term = self.get(Term, term.parent)
            self._wider[id] = tuple(found)
        return self._wider[id]

    def is_a(self, id: str, *terms: str) -> bool:
        """Return whether a term is one of these or stands below one of them."""
        return not set(terms).isdisjoint(self.wider(id))

    def special(self, category: str) -> str:
        """Return the provision that makes a category special, its own or that of a wider one; "" if none does."""
        categories = (self.get(Category, id) for id in self.wider(category))
        return next((each.special for each in categories if each and isinstance(each.special, str)), "")

    def is_in_eea(self, country: object, on: datetime.date) -> bool:
        """Return whether a field names a country of the EEA; what names no country is none."""
        return isinstance(country, str) and self.law.is_in_eea(country, on)

    def is_third_country(self, country: object, on: datetime.date) -> bool:
        """Return whether a field names a country outside the EEA; what names no country is none."""
        return isinstance(country, str) and not self.law.is_in_eea(country, on)

    def adequacy(self, country: object, on: datetime.date) -> Adequacy | None:
        """Return the adequacy decision for the country in a field that held on the day, None if none did."""
        return self.law.adequacy_of(country, on) if isinstance(country, str) else None

    # Words that people wrote. Many records say the same, so that each text is looked at once.

    @cached_property
    def _texts(self) -> dict[tuple[type[Record], str], frozenset[str]]:
        return {}

    def texts(self, record_class: type[Record], field: str) -> frozenset[str]:
        """Return the different texts in one field of the records of a class that organisations keep."""
        key = (record_class, field)
        if key not in self._texts:
            values = {getattr(record, field) for record in self.kept(record_class)}
            several = {text for value in values if isinstance(value, tuple) for text in value}
            self._texts[key] = frozenset(several.union(value for value in values if isinstance(value, str)))
        return self._texts[key]

    def saying(self, record_class: type[R], field: str, texts: Container[str]) -> Iterator[tuple[R, str]]:
        """Yield each record of a class with each text in one field that is one of these."""
        for record in self.kept(record_class):
            value = getattr(record, field)
            for text in (value,) if isinstance(value, str) else recorded(value):
                if text in texts:
                    yield record, text

    @cached_property
    def special_uses(self) -> Mapping[str, tuple[DataUse, ...]]:
        """The data uses of special categories, criminal data and national numbers, by purpose line."""
        special = {each.id for each in self.inventory.of(Category) if self.special(each.id)}
        uses = (use for use in self.inventory.of(DataUse) if use.category in special)
        return grouped((line.id, use) for use in uses for line in self.lines_of(use))

    def resting_on(self, *bases: str) -> Iterator[tuple[Activity, PurposeLine]]:
        """Yield the purpose lines of controllers that rest on one of these legal bases, with their activities."""
        for activity in self.controlled:
            for line in self.lines_by_activity.get(activity.id, ()):
                if line.legal_basis in bases:
                    yield activity, line

    def is_kind(self, party: Party, *kinds: str) -> bool:
        """Return whether the kind of a party is recorded and is one of these, or stands below one of them."""
        return isinstance(party.kind, str) and self.is_a(party.kind, *kinds)

    def rests_on(self, transfer: Transfer, *tools: str) -> bool:
        """Return whether the tool of a transfer is recorded and is one of these, or stands below one of them."""
        return isinstance(transfer.tool, str) and self.is_a(transfer.tool, *tools)

    @cached_property
    def _below(self) -> dict[tuple[str, ...], frozenset[str]]:
        return {}

    def below(self, record_class: type[Term], *terms: str) -> frozenset[str]:
        """Return the ids of these terms of a class and of all that stand below them."""
        key = (record_class.__name__, *terms)
        if key not in self._below:
            all_terms = self.inventory.of(record_class)
            self._below[key] = frozenset(each.id for each in all_terms if self.is_a(each.id, *terms))
        return self._below[key]

    @cached_property
    def backed_fields(self) -> frozenset[tuple[str, type[Record], str]]:
        """Each document with the class and field of each record that evidence in it backs."""
        records = self.inventory.records
        backing = (each for each in self.inventory.of(Evidence) if each.record in records)
        return frozenset((each.document, type(records[each.record]), each.field) for each in backing)

    def cited(self, record: Record, document: str, *fields: str) -> tuple[Evidence, ...]:
        """Return the evidence in a document that backs one of these fields of a record."""
        backing = self.evidence_by_record.get(record.id, ())
        return tuple(each for each in backing if each.document == document and each.field in fields)
