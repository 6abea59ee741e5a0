"""The terms that come with the program, as records like any other."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, partial

from datamap import vocabulary
from datamap.model.facts import facts_of
from datamap.model.kinds import KINDS, Kind
from datamap.model.raw import Cell, Origin, RawRecord, Words, structure
from datamap.model.record import Record
from datamap.problems import TextLocation


@cache
def shipped_terms() -> Mapping[str, tuple[Record, Origin]]:
    """Return every shipped term by its id, with its place in the data files.

    Raises:
        ValueError: a data file of the package itself is at fault.

    >>> shipped_terms()["cat-contacts-book"][0].label
    'Contacts book'
    """
    terms: dict[str, tuple[Record, Origin]] = {}
    for kind in KINDS:
        for raw in _raw_terms(kind) if kind.is_shipped else ():
            record, problems = structure(raw)
            if record is None or record.id in terms:
                raise ValueError("\n".join(str(problem) for problem in problems) or f"{raw.locate(*raw.place)}: twice")
            terms[record.id] = record, Origin(raw.locate, raw.place, raw.places)
    return terms


def _raw_terms(kind: Kind) -> list[RawRecord]:
    """Return the rows of a kind's data file as raw records; several values in a cell are parted by semicolons."""
    facts = facts_of(kind.record_class)
    locate = partial(TextLocation, vocabulary.path_of(kind.stem))
    raws = []
    for line, row in vocabulary.read_rows(kind.stem):
        cells: dict[str, Cell] = {}
        for name, cell in row.items():
            parts = cell.split(";") if name in facts and facts[name].many else [cell]
            cells[name] = tuple(Words(part, line, 0) for part in parts)
        raws.append(RawRecord(kind, cells, dict.fromkeys(cells, (line, 0)), (line, 0), locate))
    return raws
