"""Rows whose cells were torn apart: columns that were sorted without the others, and ids that moved to other rows."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from datamap.text import join_words
from datamap.workbook.drafts import NOTHING, Draft
from datamap.workbook.faults import Fault, Findings
from datamap.workbook.fingerprint import torn_apart
from datamap.workbook.layout import CHECK, key_fields, title_of
from datamap.workbook.recognise import Table
from datamap.workbook.rows import place_of

SHARE = 0.3
"""If more of the rows of a sheet than this share hold what belongs to other rows, they were sorted apart, whatever the
order in which they stand."""
FEWEST = 3
"""Fewer rows than these may be meant so."""
_ALIKE = 0.7
"""So much of what stands in the displaced cells has to be what stood there before, in other rows."""
_IN_A_BLOCK = 4
"""So many cells of a block that hold what stood in the others of it, now in order, were sorted."""
_CHECK_FORM = re.compile(r"[a-z]{4}(-[a-z]{4})+(-[a-z]{16})?")


def torn_columns(drafts: Sequence[Draft]) -> list[str]:
    """Return the fields whose cells were sorted without the others.

    Sorting moves texts and makes none: in most of the cells that changed stands what stood in others of them before.
    Where few cells hold anything, or most hold the same, it moves few; then the column has to be in order now.
    """
    known = sorted((draft for draft in drafts if draft.row.id), key=lambda draft: draft.row.number)
    moves: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for draft in known:
        for field, texts in draft.displaced.items():
            moves[field].append(texts)
    return [
        field
        for field, texts in moves.items()
        if (len(texts) > len(known) * SHARE and _is_permutation(texts, _ALIKE)) or _is_in_order(field, texts, known)
    ]


def _is_permutation(texts: Sequence[tuple[str, str]], share: float) -> bool:
    seen, was = Counter(now for now, _before in texts), Counter(before for _now, before in texts)
    return len(texts) >= FEWEST and (seen & was).total() >= len(texts) * share


def _is_in_order(field: str, texts: Sequence[tuple[str, str]], known: Sequence[Draft]) -> bool:
    """Return whether the texts that moved in a column are all that stood there, and it, or a block of it, is in order.

    Each program has an order of its own; in all of them equal texts stand together.
    """
    if not _is_permutation(texts, 1):
        return False
    column = [each.displaced.get(field) or (each.row.cells.get(field, NOTHING).words,) * 2 for each in known]
    now, before = ([pair[side] for pair in column] for side in (0, 1))
    if _runs(now) == len(set(now)) < _runs(before):
        return True
    moved = [number for number, (seen, was) in enumerate(column) if seen != was]
    block = [text.casefold() for text in now[moved[0] : moved[-1] + 1] if text]
    is_sorted = block == sorted(block) or block == sorted(block, reverse=True)
    return is_sorted and len(moved) >= _IN_A_BLOCK and len({seen for seen, _was in texts}) >= FEWEST


def _runs(texts: Sequence[str]) -> int:
    """Return how many times a text follows another one than itself."""
    return sum(1 for number, text in enumerate(texts) if not number or text != texts[number - 1])


def tell_torn(table: Table, fields: Sequence[str], labels: Mapping[str, str], findings: Findings) -> None:
    """Tell in one sentence that columns of a sheet were sorted apart; what else is amiss there comes of it."""
    title = table.sheet.title
    ordered = sorted(fields, key=lambda field: table.columns.of[field])
    named = join_words([f"'{title_of(table.layout.column_of(field), labels)}'" for field in ordered])
    place = findings.at(title, table.header or 1, table.columns.of[ordered[0]])
    findings.drop(title, table.rows.keys())
    stand = "stands" if len(ordered) == 1 else "stand"
    message = f"the rows of the sheet '{title}' were torn apart: {named} {stand} beside other records than before"
    hint = "undo the sorting, then sort again with all columns selected; or export a new workbook"
    findings.fault(Fault.TORN_APART, place, message, hint)


def belongs_together(draft: Draft, findings: Findings) -> bool:
    """Return whether the id of a row stands where it was exported; tell if it moved to a row of another record.

    Only the fingerprint tells this. Without one, or if the row is as it was exported, nothing is amiss.
    """
    row = draft.row
    if not row.id or not draft.displaced:
        return True
    keys = key_fields(row.table.layout)
    expected = row.cells.get(CHECK, NOTHING).words.strip()
    if not _CHECK_FORM.fullmatch(expected) or not any(field in draft.displaced for field in keys):
        return True
    texts = [row.cells.get(field, NOTHING).words for field in keys]
    if not torn_apart(expected, row.id, *texts)[0]:
        return True
    title = row.table.layout.kind.title
    message = f"the ID '{row.id}' did not stand in this row when it was exported: it belongs to another {title}"
    hint = "write the ID back that stood here; if this is meant, empty the last cell of the row, in the column Check"
    findings.fault(Fault.ROW_MISMATCH, place_of(row, findings, "id"), message, hint, record=row.id)
    return False
