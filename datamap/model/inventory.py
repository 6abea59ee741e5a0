"""The snapshot that graph, checks and exports see: all records by id, wherever they came from."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar

from datamap.model.absent import Absent
from datamap.model.actors import Organisation
from datamap.model.kinds import KINDS, ids_named_by, kind_of
from datamap.model.raw import Origin, encode, flatten
from datamap.model.record import Record
from datamap.model.sources import Evidence
from datamap.model.unfolding import UnfoldingRecords
from datamap.problems import Location

R = TypeVar("R", bound=Record)


class Moment(NamedTuple):
    """A moment in the life of a register: the number of its newest revision then, and the day (UTC) of that.

    A new register is at revision 0, which has no day.
    """

    revision: int
    day: datetime.date | None


@dataclass(frozen=True, slots=True)
class Inventory:
    """All records of one register, or of a part of it, with the shipped terms that they point into.

    Attributes:
        records: every record by id: kept ones, terms, and organisations that are only named here.
        origins: where each record came from, by id; not part of what makes two inventories equal.
        named: the ids of the organisations that records of a part name, such as those that a party acts for, and that
            are no part of it themselves.
        moment: which state of a register this is; None for text.
    """

    records: Mapping[str, Record]
    origins: Mapping[str, Origin] = field(default_factory=dict, compare=False)
    named: frozenset[str] = frozenset()
    moment: Moment | None = field(default=None, compare=False)
    _by_class: dict[type[Record], tuple[Record, ...]] = field(default_factory=dict, compare=False, repr=False)
    _digests: list[str] = field(default_factory=list, compare=False, repr=False)

    def of(self, record_class: type[R]) -> tuple[R, ...]:
        """Return all records of one class, in the order of their ids; no organisation that is only named here."""
        if record_class not in self._by_class:
            records = self.records
            if isinstance(records, UnfoldingRecords):
                found = records.of(record_class)
            else:
                found = (record for record in records.values() if type(record) is record_class)
            own = (record for record in found if record.id not in self.named)
            self._by_class[record_class] = tuple(sorted(own, key=lambda record: record.id))
        return self._by_class[record_class]  # type: ignore[return-value]  # keyed by the class itself

    def known(self, record_class: type[R]) -> tuple[R, ...]:
        """Return all records of one class that records here may name: also organisations that are no part of this."""
        return (*self.of(record_class), *(self.get(record_class, id) for id in sorted(self._named(record_class))))

    def _named(self, record_class: type[Record]) -> frozenset[str]:
        return self.named if record_class is Organisation else frozenset()

    def get(self, record_class: type[R], id: str) -> R:
        """Return the record of this class and id; KeyError if there is none."""
        record = self.records[id]
        if not isinstance(record, record_class):
            raise KeyError(id)
        return record

    def name_of(self, id: str) -> str:
        """Return what people call the record; a link between records is called after what it links.

        >>> from datamap.model import DataUse
        >>> use = DataUse(id="use-a", organisation="org-a", activity="act-a", category="cat-email")
        >>> inventory_of([use]).name_of("use-a")
        'act-a: E-mail address'
        """
        record = self.records.get(id)
        for name in ("name", "label", "title", "summary", "phrase"):
            words = getattr(record, name, None)
            if isinstance(words, str):
                return words
        linked = (getattr(record, field, None) for field in ("activity", "category", "purpose", "right"))
        return ": ".join(self.name_of(other) for other in linked if isinstance(other, str)) or id

    def words_for(self, reference: str | Absent) -> str:
        """Return the name of what a field points to, or why it points to nothing: "not recorded" or "none"."""
        return str(reference) if isinstance(reference, Absent) else self.name_of(reference)

    def kept(self) -> tuple[Record, ...]:
        """Return the records that organisations keep, without the shipped terms: by kind, then by id."""
        return tuple(
            record
            for kind in KINDS
            for record in self.of(kind.record_class)
            if isinstance(record, Organisation) or isinstance(getattr(record, "organisation", None), str)
        )

    def part(self, *organisations: str) -> Inventory:
        """Return the part that some organisations keep, with all shipped terms; KeyError if one is not known.

        Other organisations that records of the part name are known there by their names, and nothing else of them.
        """
        for id in organisations:
            self.get(Organisation, id)
        homes = {*organisations, Absent.NOT_RECORDED}
        own = {
            id: record
            for id, record in self.records.items()
            if (id if isinstance(record, Organisation) else getattr(record, "organisation", Absent.NOT_RECORDED))
            in homes
        }
        met = {named for record in own.values() for named in ids_named_by(record)} - own.keys()
        others = [each for id in sorted(met) if isinstance(each := self.records.get(id), Organisation)]
        names = {each.id: Organisation(id=each.id, name=each.name) for each in others}
        return Inventory(own | names, self.origins, frozenset(names), self.moment)

    def evidence_for(self, record: str, field: str = "") -> tuple[Evidence, ...]:
        """Return what backs a record, or one field of it."""
        return tuple(e for e in self.of(Evidence) if e.record == record and field in ("", e.field))

    def location_of(self, record: str, field: str = "") -> Location | None:
        """Return where a record, or one field of it, was written; None if that was not kept."""
        origin = self.origins.get(record)
        return origin.of(field) if origin else None

    def updated_on(self, organisation: str) -> datetime.date | None:
        """Return the day on which an organisation last updated its record; None if it is not recorded."""
        updated = self.get(Organisation, organisation).updated
        return updated if isinstance(updated, datetime.date) else None

    def digest(self) -> str:
        """Return the SHA-256 of the kept records, in hexadecimal digits: equal records, equal digest.

        The bytes are canonical JSON, one line per record, in the order of the ids. They are read once: each file of
        a pack names the digest.
        """
        if not self._digests:
            self._digests.append(self._digest())
        return self._digests[0]

    def _digest(self) -> str:
        return digest_of(
            (
                kind_of(record).name,
                getattr(record, "organisation", ""),
                {name: encode(words) for name, words in flatten(record).items()},
            )
            for record in sorted(self.kept(), key=lambda record: record.id)
        )


def digest_of(rows: Iterable[tuple[str, str, Mapping[str, str]]]) -> str:
    """Return the digest of records in the order of their ids; see `Inventory.digest`.

    Args:
        rows: of each record its kind, the organisation that keeps it ("" for an organisation) and the canonical words
            of its fields, the id among them, in the order of the fields.
    """
    sha = hashlib.sha256()
    for kind, owner, words in rows:
        fields = ",".join(f'"{name}":{said}' for name, said in words.items())
        sha.update(f'["{kind}",{encode(owner) if owner else "null"},{{{fields}}}]\n'.encode())
    return sha.hexdigest()


def inventory_of(records: Iterable[Record]) -> Inventory:
    """Return an inventory of records made in code, together with the shipped terms; nothing is checked.

    >>> from datamap.model import Organisation
    >>> inventory_of([Organisation(id="org-acme", name="Acme")]).name_of("org-acme")
    'Acme'
    """
    from datamap.model.shipped import shipped_terms

    terms = {id: record for id, (record, _origin) in shipped_terms().items()}
    return Inventory({**terms, **{record.id: record for record in records}})
