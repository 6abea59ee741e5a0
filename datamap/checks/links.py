"""Links: the records of a register by what leads to them, each look-up made once and only if it is asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from datamap.model import (
    NOT_RECORDED,
    Activity,
    DataUse,
    Evidence,
    Inventory,
    Organisation,
    Party,
    PurposeLine,
    Record,
    RetentionRule,
    RightsProcedure,
    System,
    Term,
    Transfer,
    recorded,
)
from datamap.text import match_key

R = TypeVar("R", bound=Record)
V = TypeVar("V")
PROCESSOR = "role-processor"


@dataclass(frozen=True)
class Links:
    """The records and how they lead to each other. All look-ups are by dictionary, so that rules stay linear.

    Attributes:
        inventory: all records.
    """

    inventory: Inventory

    def get(self, record_class: type[R], id: object) -> R | None:
        """Return the record of this class that a field points to, None if it points to none."""
        record = self.inventory.records.get(id) if isinstance(id, str) else None
        return record if isinstance(record, record_class) else None

    def all(self, record_class: type[R], ids: object) -> tuple[R, ...]:
        """Return the records of this class that a field with several values points to."""
        named = recorded(ids) if isinstance(ids, tuple) else ()
        return tuple(found for id in named if (found := self.get(record_class, id)))

    def name(self, id: object) -> str:
        """Return what people call the record that a field points to; of a field without one, why it has none."""
        return self.inventory.name_of(id) if isinstance(id, str) else str(id)

    def names(self, ids: Iterable[str]) -> str:
        """Return the names of several records in one phrase."""
        return ", ".join(self.name(id) for id in ids)

    def kept(self, record_class: type[R]) -> tuple[R, ...]:
        """Return the records of a class that organisations keep, without shipped terms, in the order of their ids."""
        records = self.inventory.of(record_class)
        if not issubclass(record_class, Term):
            return records
        return tuple(record for record in records if isinstance(owner(record), str))

    # Records of each class, shorter to read in rules.

    @property
    def organisations(self) -> tuple[Organisation, ...]:
        """All organisations."""
        return self.inventory.of(Organisation)

    @property
    def activities(self) -> tuple[Activity, ...]:
        """All activities, those of a processor too."""
        return self.inventory.of(Activity)

    @cached_property
    def controlled(self) -> tuple[Activity, ...]:
        """The activities that are not carried out as a processor: Art. 30(1) speaks of them."""
        return tuple(each for each in self.activities if each.role != PROCESSOR)

    @cached_property
    def processed(self) -> tuple[Activity, ...]:
        """The activities that are carried out as a processor: Art. 30(2) speaks of them."""
        return tuple(each for each in self.activities if each.role == PROCESSOR)

    # Links, by the id of what they lead from.

    @cached_property
    def lines_by_activity(self) -> Mapping[str, tuple[PurposeLine, ...]]:
        """The purpose lines of each activity that has any."""
        return grouped((line.activity, line) for line in self.inventory.of(PurposeLine))

    @cached_property
    def uses_by_activity(self) -> Mapping[str, tuple[DataUse, ...]]:
        """The data uses of each activity that has any."""
        return grouped((use.activity, use) for use in self.inventory.of(DataUse))

    @cached_property
    def uses_by_line(self) -> Mapping[str, tuple[DataUse, ...]]:
        """The data uses that serve each purpose line."""
        of_activity = {id: tuple(line.id for line in lines) for id, lines in self.lines_by_activity.items()}
        known = {line.id for line in self.inventory.of(PurposeLine)}
        groups = grouped(
            (id, use)
            for use in self.inventory.of(DataUse)
            for id in (of_activity.get(use.activity, ()) if use.purposes is NOT_RECORDED else recorded(use.purposes))
        )
        return {id: uses for id, uses in groups.items() if id in known}

    @cached_property
    def uses_by_recipient(self) -> Mapping[str, tuple[DataUse, ...]]:
        """The data uses that disclose to each party."""
        return grouped((id, use) for use in self.inventory.of(DataUse) for id in recorded(use.recipients))

    @cached_property
    def uses_by_system(self) -> Mapping[str, tuple[DataUse, ...]]:
        """The data uses held in each system."""
        return grouped((id, use) for use in self.inventory.of(DataUse) for id in recorded(use.systems))

    @cached_property
    def uses_by_transfer(self) -> Mapping[str, tuple[DataUse, ...]]:
        """The data uses that go by each transfer: those that name it, and all of an activity that it leaves from."""
        return grouped((each.id, use) for use in self.inventory.of(DataUse) for each in self.transfers_of(use))

    @cached_property
    def uses_by_organisation(self) -> Mapping[str, tuple[DataUse, ...]]:
        """The data uses of each organisation that has any."""
        return grouped((use.organisation, use) for use in self.inventory.of(DataUse))

    @cached_property
    def transfers_by_origin(self) -> Mapping[str, tuple[Transfer, ...]]:
        """The transfers that leave from each activity or party."""
        return grouped((id, each) for each in self.inventory.of(Transfer) for id in recorded(each.origins))

    @cached_property
    def transfers_by_importer(self) -> Mapping[str, tuple[Transfer, ...]]:
        """The transfers that each party receives."""
        return grouped((id, each) for each in self.inventory.of(Transfer) for id in recorded(each.importers))

    @cached_property
    def evidence_by_record(self) -> Mapping[str, tuple[Evidence, ...]]:
        """The evidence that backs each record."""
        return grouped((each.record, each) for each in self.inventory.of(Evidence))

    @cached_property
    def procedures_by_organisation(self) -> Mapping[str, tuple[RightsProcedure, ...]]:
        """The rights procedures of each organisation."""
        return grouped((each.organisation, each) for each in self.inventory.of(RightsProcedure))

    @cached_property
    def _parties_by_name(self) -> Mapping[tuple[str, str], Party]:
        return {(each.organisation, match_key(each.name)): each for each in reversed(self.inventory.of(Party))}

    # What one record leads to.

    def lines_of(self, use: DataUse) -> tuple[PurposeLine, ...]:
        """Return the purpose lines that a data use serves: those it names; all of its activity if it is silent."""
        if use.purposes is NOT_RECORDED:
            return self.lines_by_activity.get(use.activity, ())
        return self.all(PurposeLine, use.purposes)

    def recipients_of(self, use: DataUse) -> tuple[Party, ...]:
        """Return the parties to which a data use discloses."""
        return self.all(Party, use.recipients)

    def systems_of(self, use: DataUse) -> tuple[System, ...]:
        """Return the systems in which a data use is held."""
        return self.all(System, use.systems)

    def holder_of(self, system: System) -> Party | None:
        """Return the party that runs a system, else that of its organisation with the same name: a service is both."""
        operator = self.get(Party, system.operated_by)
        return operator or self._parties_by_name.get((system.organisation, match_key(system.name)))

    def limits_of(self, use: DataUse) -> tuple[RetentionRule, ...]:
        """Return the time limits for erasure of a data use."""
        return self.all(RetentionRule, use.retention)

    def transfers_of(self, use: DataUse) -> tuple[Transfer, ...]:
        """Return the transfers of a data use: those it names, and those of all data of its activity."""
        own = self.all(Transfer, use.transfers)
        return tuple(dict.fromkeys((*own, *self.transfers_by_origin.get(use.activity, ()))))

    def procedures_for(self, activity: Activity) -> tuple[RightsProcedure, ...]:
        """Return the rights procedures that apply to an activity: those that name it, and those that name none."""
        kept = self.procedures_by_organisation.get(activity.organisation, ())
        return tuple(each for each in kept if not each.activities or activity.id in recorded(each.activities))

    def people_of(self, line: PurposeLine) -> tuple[str, ...]:
        """Return the categories of people whose data serve a purpose line, each once, in the order of the data uses."""
        uses = self.uses_by_line.get(line.id, ())
        return tuple(dict.fromkeys(id for use in uses for id in recorded(use.people)))


def grouped(pairs: Iterable[tuple[str, V]]) -> Mapping[str, tuple[V, ...]]:
    """Return the second of each pair by the first.

    >>> grouped([("a", 1), ("b", 2), ("a", 3)])
    {'a': (1, 3), 'b': (2,)}
    """
    groups: defaultdict[str, list[V]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return {key: tuple(values) for key, values in groups.items()}


def owner(record: Record) -> object:
    """Return the id of the organisation that keeps a record, or why it has none."""
    return getattr(record, "organisation", None)
