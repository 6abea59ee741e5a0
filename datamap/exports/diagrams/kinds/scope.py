"""What a picture is about: one organisation's records as they were, whole or narrowed to a part."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from datamap.exports.record.citations import cited
from datamap.exports.record.wording import period_in
from datamap.exports.translation import in_language
from datamap.labels import ENGLISH, read_labels
from datamap.model import (
    NOT_RECORDED,
    Absent,
    Activity,
    Category,
    DataUse,
    Evidence,
    Inventory,
    Organisation,
    PurposeLine,
    Transfer,
    recorded,
)


@dataclass(frozen=True, kw_only=True)
class Scope:
    """The records of one organisation, when and from where they were read, and what to narrow a picture to.

    `activity`, `category` and `party` are ids, "" where nothing is narrowed; `state` says which revision it is, or that
    it is text; `as_of` is the day whose state and law are shown, None if nobody recorded one.
    """

    inventory: Inventory
    organisation: str
    as_of: datetime.date | None = None
    state: str = ""
    language: str = ENGLISH
    activity: str = ""
    category: str = ""
    party: str = ""

    def __post_init__(self) -> None:
        """Call the shipped terms as in the language."""
        object.__setattr__(self, "inventory", in_language(self.inventory, self.language))

    @property
    def labels(self) -> Mapping[str, str]:
        """Return the words of pictures in the language."""
        return read_labels("diagrams", self.language)

    @property
    def name(self) -> str:
        """Return the name of the organisation."""
        return self.inventory.get(Organisation, self.organisation).name

    def say(self, key: str, **names: object) -> str:
        """Return a label in the language of the picture, with these names in their places."""
        return self.labels[key].format(**names) if names else self.labels[key]

    def words(self, value: object) -> str:
        """Return the words of a value that is no reference: what the program knows is told in the language.

        >>> from datamap.model import Absent, inventory_of
        >>> Scope(inventory=inventory_of([]), organisation="", language="de").words(Absent.NONE)
        'keine'
        """
        if isinstance(value, Absent):
            return self.say("none" if value is Absent.NONE else "not-recorded")
        if isinstance(value, StrEnum):
            return read_labels("record", self.language).get(f"value.{value}", str(value))
        return str(value)

    def period(self, duration: str) -> str:
        """Return an ISO 8601 duration in words, such as "3 days"."""
        return period_in(read_labels("record", self.language), duration)

    def words_for(self, reference: str | Absent) -> str:
        """Return the name of what a field points to, or why it points to nothing."""
        return self.words(reference) if isinstance(reference, Absent) else self.inventory.name_of(reference)

    def law(self, words: str) -> str:
        """Return words of the shipped tables of law in the language, each article cited as it does.

        >>> Scope(inventory=Inventory({}), organisation="", language="de").law("Art. 9(1) health data")
        'Art. 9 Abs. 1 Gesundheitsdaten'
        """
        if self.language == ENGLISH:
            return words
        told = read_labels("law", self.language).get(words, words)
        return cited(told, read_labels("record", self.language))

    def footer(self, scope: str) -> str:
        """Return what the foot of each page says: whose records, which part, which state, and their digest."""
        return self.say(
            "footer",
            organisation=self.name,
            scope=scope,
            state=self.state or self.say("text"),
            as_of=self.as_of or self.say("not-recorded"),
            digest=self.digest,
        )

    @cached_property
    def digest(self) -> str:
        """Return the first 12 digits of the digest of the records."""
        return self.inventory.digest()[:12]

    @cached_property
    def uses(self) -> tuple[DataUse, ...]:
        """Return the data uses, activity by activity."""
        return tuple(sorted(self.inventory.of(DataUse), key=lambda use: (use.activity, use.id)))

    @cached_property
    def uses_by_activity(self) -> Mapping[str, list[DataUse]]:
        """Return the data uses of each activity."""
        found: dict[str, list[DataUse]] = {each.id: [] for each in self.inventory.of(Activity)}
        for use in self.uses:
            found.setdefault(use.activity, []).append(use)
        return found

    @cached_property
    def lines_by_activity(self) -> Mapping[str, list[PurposeLine]]:
        """Return the purpose lines of each activity."""
        found: defaultdict[str, list[PurposeLine]] = defaultdict(list)
        for line in self.inventory.of(PurposeLine):
            found[line.activity].append(line)
        return found

    @cached_property
    def evidence(self) -> Mapping[str, list[Evidence]]:
        """Return the evidence for each record."""
        found: defaultdict[str, list[Evidence]] = defaultdict(list)
        for each in self.inventory.of(Evidence):
            found[each.record].append(each)
        return found

    @cached_property
    def transfers_by_use(self) -> Mapping[str, list[Transfer]]:
        """Return the transfers of each data use: its own, and those of all data of its activity."""
        own: defaultdict[str, list[Transfer]] = defaultdict(list)
        for transfer in self.inventory.of(Transfer):
            for origin in recorded(transfer.origins):
                for use in self.uses_by_activity.get(origin, ()):
                    own[use.id].append(transfer)
        for use in self.uses:
            for id in recorded(use.transfers):
                if id in self.inventory.records:
                    own[use.id].append(self.inventory.get(Transfer, id))
        return own

    def lines_of(self, use: DataUse) -> list[PurposeLine]:
        """Return the purpose lines of a data use: those it names, else all of its activity."""
        if use.purposes is NOT_RECORDED:
            return self.lines_by_activity.get(use.activity, [])
        named = (self.inventory.records.get(id) for id in recorded(use.purposes))
        return [line for line in named if isinstance(line, PurposeLine)]

    def names(self, ids: Iterable[str]) -> list[str]:
        """Return the names of records, each once."""
        return list(dict.fromkeys(self.inventory.name_of(id) for id in ids))

    def told(self, values: Iterable[object]) -> list[str]:
        """Return the names of the records that some fields lead to, each once, and "none" if one of them says that.

        >>> from datamap.model import Absent, inventory_of
        >>> Scope(inventory=inventory_of([]), organisation="").told([("cat-email",), Absent.NONE, Absent.NOT_RECORDED])
        ['E-mail address', 'none']
        """
        values = list(values)
        ids = (id for each in values if each for id in (each if isinstance(each, tuple) else [each]))
        return [*self.names(map(str, ids)), *self.none_in(values)]

    def texts(self, values: Iterable[tuple[str, ...] | Absent]) -> list[str]:
        """Return the texts that some fields hold, each once, and "none" if one of them says that."""
        values = list(values)
        return [*dict.fromkeys(text for each in values for text in recorded(each)), *self.none_in(values)]

    def none_in(self, values: Iterable[object]) -> list[str]:
        """Return "none" if one of some fields says that: it is an answer, and not the same as "not recorded"."""
        return [self.say("none")] if Absent.NONE in values else []

    def root_of(self, category: str) -> str:
        """Return the root of a category's tree."""
        seen: set[str] = set()
        while category in self.inventory.records and category not in seen:
            seen.add(category)
            parent = self.inventory.get(Category, category).parent
            if not isinstance(parent, str) or parent not in self.inventory.records:
                break
            category = parent
        return category

    def is_below(self, id: str, term: str) -> bool:
        """Return whether an id is that of a term, or of a term below it in its tree."""
        seen: set[str] = set()
        while id not in seen and id in self.inventory.records:
            if id == term:
                return True
            seen.add(id)
            parent = getattr(self.inventory.records[id], "parent", None)
            id = parent if isinstance(parent, str) else id
        return False
