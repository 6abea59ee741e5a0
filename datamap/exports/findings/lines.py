"""Findings as lines of text, grouped by the organisation that keeps the record."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from datamap.checks.acceptance import Held, decision_in_words, home_of
from datamap.model import Inventory
from datamap.problems import Severity
from datamap.text import counted

COLUMNS = ("Severity", "Code", "Finding", "How to mend it", "Provision", "Record", "Place", "Accepted")
ORDER = {severity: number for number, severity in enumerate(Severity)}


class Line(NamedTuple):
    """One finding in words; the fields are those of `COLUMNS`, and whether somebody still has to see to it."""

    severity: str
    code: str
    message: str
    hint: str
    article: str
    record: str
    place: str
    accepted: str = ""
    is_open: bool = True

    @property
    def cells(self) -> tuple[str, ...]:
        """What stands in each of the columns."""
        return tuple(self[: len(COLUMNS)])  # type: ignore[arg-type]  # the last field, which is no text, is left out


def lines_of(inventory: Inventory, held: Iterable[Held]) -> Mapping[str, Sequence[Line]]:
    """Return the findings by the name of their organisation: those accepted last, the heaviest first, then by code.

    >>> from datamap.model import inventory_of
    >>> lines_of(inventory_of([]), [])
    {}
    """
    groups: defaultdict[str, list[Held]] = defaultdict(list)
    for each in held:
        groups[inventory.name_of(home_of(inventory.records[each.finding.record]))].append(each)
    return {name: [_line(inventory, each) for each in sorted(groups[name], key=_weight)] for name in sorted(groups)}


def _weight(held: Held) -> tuple[bool, int, str]:
    return not held.is_open, ORDER[held.finding.severity], held.finding.code


def count_in_words(lines: Sequence[Line]) -> str:
    """Return how many findings of each severity there are, and how many that are accepted.

    >>> count_in_words([Line("error", *[""] * 6), Line("note", *[""] * 6), Line("note", *[""] * 7, is_open=False)])
    '1 error, 1 note, 1 accepted'
    """
    counts = Counter(line.severity for line in lines if line.is_open)
    parts = [counted(counts[each], each) for each in Severity if counts[each]]
    accepted = sum(not line.is_open for line in lines)
    return ", ".join([*parts, *([f"{accepted} accepted"] if accepted else [])])


def _line(inventory: Inventory, held: Held) -> Line:
    finding = held.finding
    place = inventory.location_of(finding.record, finding.field)
    return Line(
        str(finding.severity),
        finding.code,
        finding.message,
        finding.hint,
        finding.article,
        inventory.name_of(finding.record),
        str(place) if place else "",
        decision_in_words(held),
        held.is_open,
    )
