"""From the values of an inventory to the words that people read, in one language, for one audience."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from datamap.exports.record.audience import Audience
from datamap.exports.record.cells import Cell, Standing, led_by, stack
from datamap.exports.record.citations import cited
from datamap.labels import ENGLISH, read_labels
from datamap.model import (
    NONE,
    NOT_RECORDED,
    Absent,
    Category,
    DataUse,
    Inventory,
    PurposeLine,
    RightsProcedure,
    Term,
    Transfer,
    recorded,
)
from datamap.model.values import format_value

_UNITS = ("year", "month", "week", "day", "hour", "minute", "second")
_PERIOD = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?")

_T = TypeVar("_T")

Value = str | datetime.date | int | tuple[str, ...] | Absent


@dataclass(frozen=True, slots=True)
class Wording:
    """The words for one inventory in one language.

    Attributes:
        inventory: where names are looked up.
        labels: the words of the language by key.
        terms: the words of the language for shipped terms, by id; those that are not in it stay English.
        audience: for whom the words are.
        lines: the purpose lines of each activity, by its id, in the order in which they are numbered.
        uses: the data uses of each activity, by its id.
        moves: the transfers that start from an activity or a party, by its id.
        procedures: how rights are exercised in an activity, by its id, where this is its own.
        digest: of the whole inventory.
    """

    inventory: Inventory
    labels: Mapping[str, str]
    terms: Mapping[str, str]
    audience: Audience
    lines: Mapping[str, list[PurposeLine]]
    uses: Mapping[str, list[DataUse]]
    moves: Mapping[str, list[Transfer]]
    procedures: Mapping[str, list[RightsProcedure]]
    digest: str = ""
    _made: dict[tuple[str, object], Any] = field(default_factory=dict)

    def once(self, what: str, key: object, make: Callable[[], _T]) -> _T:
        """Return what is made for a key; it is made once, for many rows of a record show the same."""
        found: _T | None = self._made.get((what, key))
        if found is None:
            found = self._made[what, key] = make()
        return found

    def cell(self, value: Value, word: Callable[[str], str] | None = None, joint: str = "\n") -> Cell:
        """Return the cell for a value of a field: one line for each of several values.

        Args:
            value: as the record holds it.
            word: from one value to its words, such as `name` for references; else the value itself.
            joint: what stands between several values.
        """
        if isinstance(value, Absent):
            return self.absent(value)
        parts = value if isinstance(value, tuple) else (value,)
        return Cell(joint.join([word(str(part)) if word else self._plain(part) for part in parts]))

    def _plain(self, part: object) -> str:
        """Return the words of a value that is no reference; the few words that the program knows are translated."""
        words = format_value(part)
        return words if type(part) is str else self.labels.get(f"value.{words}", words)

    def absent(self, value: Absent) -> Cell:
        """Return the cell for a fact that is not there: "none" and "not recorded" are different words."""
        if value is NONE:
            return Cell(self.labels["none"], Standing.NONE)
        return Cell(self.labels["not-recorded"], Standing.NOT_RECORDED)

    def labelled(self, key: str, value: Value, word: Callable[[str], str] | None = None) -> Cell:
        """Return the cell for a value on a line that begins with the label of this key."""
        return led_by(f"{self.labels[key]}: ", self.cell(value, word, "; "))

    def if_recorded(self, key: str, value: Value, word: Callable[[str], str] | None = None) -> list[Cell]:
        """Return a labelled cell for a detail that nobody misses; none at all if it is not recorded."""
        return [] if value is NOT_RECORDED else [self.labelled(key, value, word)]

    def stated(self, value: str | Absent) -> Cell:
        """Return the cell for the source's own words, in quotation marks."""
        return Cell(f"“{value}”") if isinstance(value, str) else self.absent(value)

    def quoted(self, value: str | Absent) -> list[Cell]:
        """Return the source's own words in quotation marks; nothing if there are none."""
        return [self.stated(value)] if isinstance(value, str) else []

    def name(self, id: str) -> str:
        """Return what people call a record; purpose lines and data uses are named by what they link."""
        record = self.inventory.records.get(id)
        if isinstance(record, Term):
            own = isinstance(record.organisation, str)
            return record.label if own else self.terms.get(id, record.label)
        if isinstance(record, PurposeLine):
            return f"{self.name(record.purpose)} ({self.name(record.activity)})"
        if isinstance(record, DataUse):
            return f"{self.name(record.category)} ({self.name(record.activity)})"
        return self.inventory.name_of(id) if record else id

    def term(self, id: str) -> str:
        """Return the label of a term with the provision that it stands for, such as 'Consent (Art. 6(1)(a))'."""
        return self.once("term", id, lambda: Cell(self._term(id))).text

    def _term(self, id: str) -> str:
        record = self.inventory.records.get(id)
        article = record.article if isinstance(record, Term) else NOT_RECORDED
        if not isinstance(article, tuple):
            return self.name(id)
        return f"{self.name(id)} ({', '.join(cited(each, self.labels) for each in article)})"

    def category(self, id: str) -> str:
        """Return a category of data below the widest one that it belongs to: 'Contact: E-mail address'."""
        return self.once("category", id, lambda: Cell(self._category(id))).text

    def _category(self, id: str) -> str:
        root, seen = id, {id}
        while isinstance(record := self.inventory.records.get(root), Category) and isinstance(record.parent, str):
            if record.parent in seen:
                break
            seen.add(root := record.parent)
        return self.name(id) if root == id else f"{self.name(root)}: {self.name(id)}"

    def period(self, duration: str) -> str:
        """Return an ISO 8601 duration in words: '3 days' for P3D; what is no duration stays as it is."""
        return period_in(self.labels, duration)

    def all_of(self, cells: list[Cell]) -> Cell:
        """Return the cells below one another; not recorded if there are none."""
        return stack(cells) if cells else self.absent(NOT_RECORDED)

    def withheld(self) -> Cell:
        """Return the cell that says that the public is not told."""
        return Cell(self.labels["withheld"], Standing.WITHHELD)


def period_in(labels: Mapping[str, str], duration: str) -> str:
    """Return an ISO 8601 duration in words; what is no duration stays as it is.

    >>> period_in(read_labels("record", "fr"), "P1Y6M")
    '1 an 6 mois'
    """
    found = _PERIOD.fullmatch(duration)
    parts = [(int(n), unit) for n, unit in zip(found.groups() if found else (), _UNITS, strict=False) if n]
    return " ".join(f"{n} {labels[unit if n == 1 else f'{unit}s']}" for n, unit in parts) or duration


def wording_of(
    inventory: Inventory, language: str, audience: Audience = Audience.AUTHORITY, digest: str = ""
) -> Wording:
    """Return the words for an inventory in a language, for an audience.

    >>> from datamap.model import inventory_of
    >>> wording_of(inventory_of([]), "en").period("P1Y6M")
    '1 year 6 months'
    """
    lines: dict[str, list[PurposeLine]] = {}
    for line in inventory.of(PurposeLine):
        lines.setdefault(line.activity, []).append(line)
    uses: dict[str, list[DataUse]] = {}
    for use in inventory.of(DataUse):
        uses.setdefault(use.activity, []).append(use)
    moves: dict[str, list[Transfer]] = {}
    for move in inventory.of(Transfer):
        for origin in recorded(move.origins):
            moves.setdefault(origin, []).append(move)
    procedures: dict[str, list[RightsProcedure]] = {}
    for procedure in inventory.of(RightsProcedure):
        for activity in recorded(procedure.activities):
            procedures.setdefault(activity, []).append(procedure)
    terms = {} if language == ENGLISH else read_labels("terms", language)
    labels = read_labels("record", language)
    return Wording(inventory, labels, terms, audience, lines, uses, moves, procedures, digest)
