"""Any inventory: all kept kinds, all fields, all three states, and any text that hypothesis can think of."""

import datetime
import random
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from hypothesis import strategies as st

from datamap.model import (
    KINDS,
    NONE,
    NOT_RECORDED,
    Evidence,
    Fact,
    Inventory,
    Kind,
    Organisation,
    Record,
    Value,
    facts_of,
    inventory_of,
    kind_named,
    kind_of,
)
from datamap.model.sources import LONGEST_PHRASE

# What YAML, spreadsheets or terminals could take for something else than text.
TRAPS = (
    *("none", "None", "null", "Null", "~", "yes", "NO", "true", "1", "-1", "1.5", "1e3", "0o17", "0x1F", "1_000"),
    *("2024-05-10", "12:30:45", "=1+1", "+1", "@sum", "- x", "-", "--", "---", "--- x", "...", "? x", "?", ": x"),
    *("x:", "x: y", "a #b", "#b", "&a", "*a", "!x", "!!str x", "%x", "`x`", "|", ">", ">-", "[a, b]", "{a: b}", "]"),
    *("}", ",", "'", '"', "''", "it's", 'say "so"', "\\", "\\n", " x", "x ", "null ", "x\ny", "x\n", "\nx"),
    *("x\n\n  y\n", "\tx", "x\ty", "x \ny", "<<", "é", "e\u0301", "😀", "👩\u200d👧", "שלום", "\u202ex", "\u2028x"),
    *("x\u0085y", "\ufeffx", "\u00a0x", "ß", "\U0010fffd", "x" * 200),
)
LETTERS = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff")
TEXTS = st.one_of(
    st.sampled_from(TRAPS), st.text(LETTERS | st.sampled_from("\n\t\u0085 :#-'\""), min_size=1, max_size=40)
).filter(str.strip)
DURATIONS = ("P3D", "P6M", "P10Y", "P1Y2M3W4D", "PT36H", "P1DT1H30M5S")
SHIPPED = {kind.name: [each.id for each in inventory_of([]).of(kind.record_class)] for kind in KINDS}
# Pointing upward in these could close a circle, so they point to what was made before.
TREES = ("parent", "replaced_by", "sub_processors")


class Maker:
    """Makes the records of an inventory without a fault; chance decides on the links, hypothesis on the texts."""

    def __init__(self, seed: int, texts: Sequence[str], is_whole: bool = True) -> None:
        self.seed, self.texts, self.is_whole = seed, texts, is_whole
        self.chance = random.Random(seed)

    def __repr__(self) -> str:
        return f"Maker({self.seed}, {self.texts!r}, {self.is_whole})"

    def inventory(self) -> Inventory:
        self.chance.seed(self.seed)
        names = self.chance.choice(["a", "ab"])
        return inventory_of(record for name in names for record in self.organisation(name))

    def organisation(self, name: str) -> Iterator[Record]:
        """All records of one organisation."""
        ids: dict[str, list[str]] = {"organisation": [f"org-{name}"]}
        for kind in KINDS:
            if (kind.is_kept if self.is_whole else kind.is_edited) and kind.name != "organisation":
                count = self.chance.randint(kind.name in ("activity", "document"), 3)
                ids[kind.name] = [f"{kind.prefix}-{name}-{number}" for number in range(count)]
        for kind_name, own in ids.items():
            for id in own:
                yield self.record(kind_named(kind_name), id, ids)

    def record(self, kind: Kind, id: str, ids: Mapping[str, list[str]]) -> Record:
        """One record of a kind."""
        values: dict[str, Any] = {"id": id}
        for name, fact in facts_of(kind.record_class).items():
            if fact.from_folder:
                values[name] = ids["organisation"][0]
            elif kind.record_class is Evidence and name == "field":
                backed = next(other for other, own in ids.items() if values["record"] in own)
                values[name] = self.chance.choice(list(facts_of(kind_named(backed).record_class)))
            elif name != "id":
                values[name] = self.value(kind, fact, id, ids)
        return kind.record_class(**values)

    def value(self, kind: Kind, fact: Fact, id: str, ids: Mapping[str, list[str]]) -> Any:
        """A value of a field, or one of the two states without a value if the field may have them."""
        among = self.among(kind, fact, id, ids)
        if not fact.required and (not among or self.chance.random() < 0.4):
            return self.chance.choice([NOT_RECORDED, NONE])
        if not fact.many:
            return self.chance.choice(among)
        return tuple(dict.fromkeys(self.chance.choices(among, k=self.chance.randint(1, 4))))

    def among(self, kind: Kind, fact: Fact, id: str, ids: Mapping[str, list[str]]) -> Sequence[Any]:
        """Values that a field can have."""
        if fact.value is Value.REFERENCE:
            kinds = [kind.name if each == "own" else each for each in fact.kinds]
            kept = [other for name, own in ids.items() if not kinds or name in kinds for other in own]
            if fact.name in TREES:
                kept = [other for other in kept if other < id]
            return [*kept, *(other for name in kinds for other in SHIPPED[name])]
        if fact.value is Value.CHOICE:
            return list(fact.choices or ())
        if fact.value is Value.DATE:
            return [datetime.date(self.chance.randint(1, 9999), self.chance.randint(1, 12), 28)]
        if fact.value is Value.NUMBER:
            return [self.chance.randint(0, 999_999_999)]
        short = [words for words in self.texts if fact.name != "phrase" or len(words.split()) <= LONGEST_PHRASE]
        return DURATIONS if fact.value is Value.DURATION else short or ["x"]


MAKERS = st.builds(Maker, st.integers(0, 2**32), st.lists(TEXTS, min_size=1, max_size=20))
"""Makers of inventories; hypothesis shows a maker where it could not show all that it makes."""

EDITED = st.builds(Maker, st.integers(0, 2**32), st.lists(TEXTS, min_size=1, max_size=20), st.just(False))
"""Makers of inventories of which a workbook holds every record."""


def home_of(record: Record) -> str:
    """The file of a record below the folder of the inventory."""
    owner = record.id if isinstance(record, Organisation) else getattr(record, "organisation", "")
    return f"{owner.removeprefix('org-')}/{kind_of(record).stem}.yaml"
