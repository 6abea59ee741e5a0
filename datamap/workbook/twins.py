"""Rows that bear the same id: copies that say the same, copies that were edited, and rows that disagree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from datamap.workbook.drafts import Draft
from datamap.workbook.faults import Fault, Findings
from datamap.workbook.rows import place_of


def without_twins(drafts: Iterable[Draft], findings: Findings) -> list[Draft]:
    """Return the drafts with one row per id at most.

    Rows that say the same are one, with a note. If one row is as it was exported and others with its id are not, they
    are likely copies that were to become new records; that is asked, not guessed.
    """
    by_id: dict[str, list[Draft]] = defaultdict(list)
    for draft in drafts:
        by_id[draft.row.id or draft.row.new].append(draft)
    return [among[0] if len(among) == 1 else _settled(among, findings) for among in by_id.values()]


def _settled(among: Sequence[Draft], findings: Findings) -> Draft:
    """Return the row that stays of several with one id, and tell of the others."""
    unchanged = [draft for draft in among if draft.is_unchanged]
    first = unchanged[0] if unchanged else among[0]
    there = place_of(first.row, findings, "id")
    for draft in among:
        row = draft.row
        if row.number == first.row.number:
            continue
        here = place_of(row, findings, "id")
        if _says_the_same(draft, first):
            findings.note(here, f"this row says the same as row {first.row.number}, with the same ID; it counts once")
        elif unchanged:
            message = f"this row has the ID of row {first.row.number}, '{row.id}', but says something else"
            hint = f"for a new record, empty the ID; if it is the edited record, delete row {first.row.number}"
            findings.fault(Fault.COPIED_ROW, here, message, hint, record=row.id, related=(there,))
        else:
            message = f"rows {first.row.number} and {row.number} have the same ID, '{row.id}', and both were edited"
            hint = "delete one of the two; for a new record, empty the ID"
            findings.fault(Fault.ID_TWICE, here, message, hint, record=row.id, related=(there,))
    return first


def _says_the_same(one: Draft, other: Draft) -> bool:
    if one.is_unchanged and other.is_unchanged:
        return True
    asks = [(draft.edit.words, draft.edit.action, draft.edit.organisation) for draft in (one, other)]
    return asks[0] == asks[1]
