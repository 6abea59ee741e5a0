"""Strands of a data use: its people, purpose lines, recipients and systems, as rules of one's own ask about them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from datamap.checks.case import Case
from datamap.model import NONE, NOT_RECORDED, DataUse, Party, Transfer, recorded
from datamap.model.absent import Absent

Fact = str | Absent
"""The id that a field holds, or why it holds none."""
NOWHERE: Mapping[str, tuple[str, str]] = MappingProxyType({})
"""The places of facts that stand in no other record than the data use."""


class Thread(NamedTuple):
    """One purpose line, recipient, system or other thing: its facts by key, and the fields where they stand."""

    facts: Mapping[str, Fact]
    places: Mapping[str, tuple[str, str]] = NOWHERE


class Strands:
    """The strands of one data use, each made once and only if a rule asks for it."""

    def __init__(self, case: Case, use: DataUse, reached: dict[tuple[str, ...], tuple[str, ...]]) -> None:
        """Prepare to look at a data use.

        Args:
            case: the register.
            use: the data use.
            reached: which parties data reach that go to some, kept from one data use to the next.
        """
        self.case, self.use, self._reached = case, use, reached
        self._made: dict[str, Sequence[Thread]] = {}

    def of(self, strand: str) -> Sequence[Thread]:
        """Return the threads of a strand: none if there is nothing, one without facts if nothing is recorded."""
        if strand not in self._made:
            self._made[strand] = tuple(getattr(self, f"_{strand}")())
        return self._made[strand]

    def _category(self) -> Iterator[Thread]:
        yield Thread({"category": self.use.category})

    def _people(self) -> Iterator[Thread]:
        for id in _each(self.use.people):
            yield Thread({"people": id})

    def _line(self) -> Iterator[Thread]:
        lines = self.case.lines_of(self.use)
        for line in lines:
            places = {"purpose": (line.id, "purpose"), "basis": (line.id, "legal_basis")}
            yield Thread({"purpose": line.purpose, "basis": line.legal_basis}, places)
        if not lines and self.use.purposes is not NONE:
            yield Thread({"purpose": NOT_RECORDED, "basis": NOT_RECORDED})

    def _recipient(self) -> Iterator[Thread]:
        reached = self._parties()
        for party in self.case.all(Party, reached):
            yield _received(party, party.country, (party.id, "country"))
        by_party = (each for id in reached for each in self.case.transfers_by_origin.get(id, ()))
        for transfer in dict.fromkeys((*self.case.transfers_of(self.use), *by_party)):
            yield from self._transferred(transfer)
        if self.use.recipients is NOT_RECORDED:
            yield Thread(dict.fromkeys(("recipient", "recipient kind", "country"), NOT_RECORDED))

    def _transferred(self, transfer: Transfer) -> Iterator[Thread]:
        place = (transfer.id, "country")
        for party in self.case.all(Party, transfer.importers):
            yield _received(party, transfer.country or party.country, place)
        if not recorded(transfer.importers):
            nobody = {"recipient": NOT_RECORDED, "recipient kind": NOT_RECORDED, "country": transfer.country}
            yield Thread(nobody, {"country": place})

    def _parties(self) -> tuple[str, ...]:
        """Return the recipients and all parties that they engage for the same data, and so on."""
        first = recorded(self.use.recipients)
        if first not in self._reached:
            found, left = dict[str, None](), list(reversed(first))
            while left:
                id = left.pop()
                if id not in found:
                    found[id] = None
                    party = self.case.get(Party, id)
                    left += recorded(party.sub_processors) if party else ()
            self._reached[first] = tuple(found)
        return self._reached[first]

    def _system(self) -> Iterator[Thread]:
        for system in self.case.systems_of(self.use):
            yield Thread(
                {"system": system.id, "system country": system.country}, {"system country": (system.id, "country")}
            )
        if self.use.systems is NOT_RECORDED:
            yield Thread({"system": NOT_RECORDED, "system country": NOT_RECORDED})


def _received(party: Party, country: Fact, place: tuple[str, str]) -> Thread:
    facts = {"recipient": party.id, "recipient kind": party.kind, "country": country}
    return Thread(facts, {"recipient kind": (party.id, "kind"), "country": place})


def _each(value: tuple[str, ...] | Absent) -> tuple[Fact, ...]:
    return (value,) if value is NOT_RECORDED else recorded(value)
