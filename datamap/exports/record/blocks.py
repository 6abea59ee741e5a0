"""One activity as a block of cells: what holds for it as a whole, its purposes, and its data uses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from datamap.exports.record.audience import Audience
from datamap.exports.record.cells import Cell, Standing
from datamap.exports.record.columns import Column
from datamap.exports.record.facts import Fact, activity_facts, processor_facts
from datamap.exports.record.groups import grouped_rows
from datamap.exports.record.parties import moves_cell
from datamap.exports.record.purposes import basis_details
from datamap.exports.record.roles import Role
from datamap.exports.record.wording import Wording
from datamap.model import NOT_RECORDED, Activity


@dataclass(frozen=True, slots=True)
class PurposeRow:
    """One purpose of an activity: number and name, the source's words, its legal basis, and the data uses it has."""

    purpose: Cell
    wording: Cell
    basis: Cell
    uses: Cell


@dataclass(frozen=True, slots=True)
class ActivityBlock:
    """One activity: what is recorded about it, its purposes, and one row of cells for each group of data uses.

    Attributes:
        id: of the activity.
        name: what people call it.
        facts: what holds for the activity as a whole.
        purposes: all its purposes; empty if none is recorded.
        uses: the cells of data uses in the order of the record's columns: one row for those that differ in the data
            only; a row that says so if there is no data use.
    """

    id: str
    name: str
    facts: tuple[Fact, ...]
    purposes: tuple[PurposeRow, ...]
    uses: tuple[tuple[Cell, ...], ...]


def block_of(
    wording: Wording, activity: Activity, role: Role | str, columns: Sequence[Column], served: Counter[str]
) -> ActivityBlock:
    """Return the block of an activity.

    Args:
        wording: the words.
        activity: which.
        role: whose record it stands in: it decides what Art. 30 asks.
        columns: of the rows of data uses.
        served: how many data uses each purpose line has, by its id.
    """
    is_processor = role == Role.PROCESSOR
    facts = processor_facts if is_processor else activity_facts
    uses = [tuple([column.fill(wording, use) for column in columns]) for use in wording.uses.get(activity.id, ())]
    rows = grouped_rows(uses, [column.key for column in columns])
    # Art. 30(2) asks for no purposes: they are shown where a person looks for all that is recorded.
    has_purposes = not is_processor or wording.audience is Audience.INTERNAL
    return ActivityBlock(
        id=activity.id,
        name=activity.name,
        facts=facts(wording, activity),
        purposes=tuple(_purpose_rows(wording, activity, served)) if has_purposes else (),
        uses=rows or (_row_without_use(wording, activity, columns),),
    )


def _purpose_rows(wording: Wording, activity: Activity, served: Counter[str]) -> Iterator[PurposeRow]:
    for number, line in enumerate(wording.lines.get(activity.id, ()), 1):
        count = served[line.id]
        words = wording.labels["purpose.one-use" if count == 1 else "purpose.uses"].format(count=count)
        unserved = Cell(wording.labels["purpose.no-use"], Standing.NOT_RECORDED)
        yield PurposeRow(
            purpose=Cell(f"{number} {wording.name(line.purpose)}"),
            wording=wording.stated(line.wording),
            basis=basis_details(wording, line),
            uses=Cell(words) if count else unserved,
        )


def _row_without_use(wording: Wording, activity: Activity, columns: Sequence[Column]) -> tuple[Cell, ...]:
    """Return the row of an activity for which nobody recorded what data it uses: it must not look complete."""
    missing = wording.absent(NOT_RECORDED)
    says_so = Cell(wording.labels["activity.no-use"], Standing.NOT_RECORDED)
    own = {"category": says_so, "transfers": moves_cell(wording, wording.moves.get(activity.id, ()))}
    return tuple(own.get(column.key, missing) for column in columns)
