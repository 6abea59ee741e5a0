"""Records that are made when they are asked for: most questions concern a few of those that a register holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

from datamap.model.record import Record

V = TypeVar("V")


class Unfolding(Mapping[str, V]):
    """Values by id, each of them made when it is first asked for, and kept.

    >>> lengths = Unfolding({"ready": 5}, ["made"], len)
    >>> lengths["made"], dict(lengths)
    (4, {'ready': 5, 'made': 4})
    """

    __slots__ = ("_folded", "_made", "_make", "_ready")

    def __init__(self, ready: Mapping[str, V], folded: Iterator[str] | list[str], make: Callable[[str], V]) -> None:
        """Hold the values that are ready, and the ids of those that `make` gives."""
        self._ready = ready
        self._folded = dict.fromkeys(folded)
        self._make = make
        self._made: dict[str, V] = {}

    def __getitem__(self, id: str) -> V:
        if id in self._made:
            return self._made[id]
        if id in self._folded:
            return self._made.setdefault(id, self._make(id))
        return self._ready[id]

    def __iter__(self) -> Iterator[str]:
        yield from self._ready
        yield from self._folded

    def __len__(self) -> int:
        return len(self._ready) + len(self._folded)

    def __contains__(self, id: object) -> bool:
        return id in self._folded or id in self._ready


class UnfoldingRecords(Unfolding[Record]):
    """Records by id, of which the classes are known before they are made.

    Ids that are both ready and folded are not foreseen: a term that is shipped is kept by nobody.
    """

    __slots__ = ("_classes",)

    def __init__(
        self, ready: Mapping[str, Record], folded: Mapping[str, type[Record]], make: Callable[[str], Record]
    ) -> None:
        """Hold the records that are ready, and id and class of those that `make` gives."""
        super().__init__(ready, list(folded), make)
        self._classes = folded

    def of(self, record_class: type[Record]) -> Iterator[Record]:
        """Yield the records of a class; no other one is made."""
        yield from (record for record in self._ready.values() if type(record) is record_class)
        yield from (self[id] for id, each in self._classes.items() if each is record_class)
