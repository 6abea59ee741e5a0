"""Law that has dates: who belonged to the EEA, which decisions and clauses held, and on which days.

Each row names the document that lays it down, and where its words were read. A row that nobody has held against
anything says nothing: it is left out, so that no rule can print it. International organisations with a decision of
their own, such as the European Patent Organisation, are no countries, and stand in none of the tables.
"""

from __future__ import annotations

import csv
import datetime
import io
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from datamap.vocabulary import read_rows

FIRST_DAY = datetime.date(2018, 5, 25)
"""The first day on which the GDPR applies (Art. 99(2)), and of which these tables hold all law."""
EDITION = datetime.date(2026, 8, 5)
"""The day up to which these tables were brought; law of later days is not in them."""


class Reading(StrEnum):
    """What a row was held against."""

    OFFICIAL = "official"
    """The text on the page of the institution that publishes it."""
    COPY = "copy"
    """A copy of the official text."""
    AUTHORITY = "authority"
    """What a supervisory authority says of it."""
    REPORT = "report"
    """What others report of it."""


class Source(NamedTuple):
    """Where a row comes from.

    Attributes:
        document: the address of the document that lays it down.
        read_at: the address at which the row was verified.
        read_as: what stands there.
    """

    document: str
    read_at: str
    read_as: Reading


class Span(NamedTuple):
    """Days on which something holds, both ends included; no last day: it still held on the day of the edition."""

    first: datetime.date
    last: datetime.date | None = None

    def holds(self, on: datetime.date) -> bool:
        """Return whether the day is one of them."""
        return self.first <= on and not self.is_over(on)

    def is_over(self, on: datetime.date) -> bool:
        """Return whether the last of them was before that day."""
        return self.last is not None and self.last < on


class Adequacy(NamedTuple):
    """A decision that a country, or a part of its recipients, protects data adequately (Art. 45)."""

    country: str
    scope: str
    is_partial: bool
    span: Span
    decision: str
    source: Source


class Framework(NamedTuple):
    """A framework that a court ended, the decision that carried it, and the ways in which people write its name."""

    name: str
    spellings: tuple[str, ...]
    decision: Adequacy
    ended_by: str

    @property
    def span(self) -> Span:
        """The days on which its decision held."""
        return self.decision.span


class ClauseSet(NamedTuple):
    """A set of standard contractual clauses (Art. 46(2)(c)), and until when it could be signed and relied on."""

    name: str
    spellings: tuple[str, ...]
    span: Span
    last_day_to_sign: datetime.date | None
    decision: str
    source: Source


class ConsentAge(NamedTuple):
    """The age from which a child consents to an online service by itself (Art. 8(1)); 16 where no law says less."""

    country: str
    age: int
    span: Span
    law: str
    source: Source


class Criterion(NamedTuple):
    """One of the nine criteria for an impact assessment (Guidelines WP248 rev.01, endorsed by the EDPB)."""

    key: str
    criterion: str
    document: str
    source: Source


class Law(NamedTuple):
    """The tables of dated law; each question takes the day.

    >>> read_law().is_in_eea("GB", datetime.date(2020, 12, 31)), read_law().is_in_eea("GB", datetime.date(2021, 1, 1))
    (True, False)
    """

    eea: dict[str, Span]
    adequacy: tuple[Adequacy, ...]
    ended_frameworks: tuple[Framework, ...]
    standard_clauses: tuple[ClauseSet, ...]
    consent_ages: tuple[ConsentAge, ...]
    dpia_criteria: tuple[Criterion, ...]

    def is_in_eea(self, country: str, on: datetime.date) -> bool:
        """Return whether the country belonged to the European Economic Area on that day."""
        span = self.eea.get(country)
        return span is not None and span.holds(on)

    def adequacy_of(self, country: str, on: datetime.date) -> Adequacy | None:
        """Return the adequacy decision for the country that held on that day, ended since or not; None if none did.

        >>> read_law().adequacy_of("US", datetime.date(2020, 7, 15)).scope
        'organisations on the Privacy Shield List'
        """
        decisions = (*self.adequacy, *(each.decision for each in self.ended_frameworks))
        return next((each for each in decisions if each.country == country and each.span.holds(on)), None)

    def consent_age(self, country: str, on: datetime.date) -> ConsentAge | None:
        """Return the national age of consent on that day, None if the tables hold none for the country."""
        return next((each for each in self.consent_ages if each.country == country and each.span.holds(on)), None)


@cache
def read_law() -> Law:
    """Return the tables of dated law that come with the program."""
    return Law(
        eea={
            cells["id"]: _span(cells["eea_from"], cells.get("eea_to", ""))
            for _line, cells in read_rows("countries")
            if "eea_from" in cells
        },
        adequacy=tuple(_decision(row, is_partial=row["is_partial"] == "yes") for row in _read("adequacy")),
        ended_frameworks=tuple(
            Framework(row["name"], _many(row), _decision(row, is_partial=True), row["ended_by"])
            for row in _read("ended-frameworks")
        ),
        standard_clauses=tuple(
            ClauseSet(
                row["name"], _many(row), _span_of(row), _day(row["last_day_to_sign"]), row["decision"], _source(row)
            )
            for row in _read("standard-clauses")
        ),
        consent_ages=tuple(
            ConsentAge(row["country"], int(row["age"]), _span_of(row), row["law"], _source(row))
            for row in _read("consent-age")
        ),
        dpia_criteria=tuple(
            Criterion(row["key"], row["criterion"], row["document"], _source(row)) for row in _read("dpia-criteria")
        ),
    )


def _read(stem: str) -> list[dict[str, str]]:
    return verified((files(__name__) / f"{stem}.csv").read_text(encoding="utf-8"))


def verified(text: str) -> list[dict[str, str]]:
    r"""Return the rows of a table that were held against something; nothing is known of the others.

    >>> verified("country,read_as\nBR,official\nKE,\n")
    [{'country': 'BR', 'read_as': 'official'}]
    """
    return [row for row in csv.DictReader(io.StringIO(text, newline=""), strict=True) if row["read_as"]]


def _source(row: dict[str, str]) -> Source:
    return Source(row["source"], row["read_at"], Reading(row["read_as"]))


def _decision(row: dict[str, str], *, is_partial: bool) -> Adequacy:
    return Adequacy(row["country"], row["scope"], is_partial, _span_of(row), row["decision"], _source(row))


def _many(row: dict[str, str]) -> tuple[str, ...]:
    return tuple(row["spellings"].split(";"))


def _day(words: str) -> datetime.date | None:
    return datetime.date.fromisoformat(words) if words else None


def _span(first: str, last: str) -> Span:
    return Span(datetime.date.fromisoformat(first), _day(last))


def _span_of(row: dict[str, str]) -> Span:
    return _span(row["first_day"], row["last_day"])
