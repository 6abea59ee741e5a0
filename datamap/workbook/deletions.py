"""Deletions: refused while others refer to the record; and what is so much at once that it has to be confirmed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from datamap.model.facts import Value, facts_of
from datamap.model.kinds import KINDS, kind_named
from datamap.model.state import Key, State
from datamap.problems import Problem, TextLocation
from datamap.text import counted, join_words
from datamap.workbook.merge import values_of
from datamap.workbook.names import text_of
from datamap.workbook.plan import Confirmation, RecordChange, What

MOST_DELETIONS = 20
"""How many records may be deleted at once without the number being said."""
LARGEST_SHARE = 0.1
"""Which share of the exported records may be deleted at once without the number being said."""
LARGEST_CLEARS = 0.2
"""Which share of the recorded cells of a sheet may be cleared at once without the number being said."""
LEAST_CLEARS = 2
"""Fewer cleared cells of a sheet are one decision, not a column or a block that went by accident."""
MOST_TOLD = 20
"""How many of those that refer to a record are named in a sentence; all of them are told as related places."""


class Reference(NamedTuple):
    """A field of one record that points to another one."""

    record: str
    field: str


def refused(deletions: Sequence[RecordChange], result: State) -> list[Problem]:
    """Return a problem for each deletion of a record to which others, that stay, refer.

    Args:
        deletions: what the file asks to delete.
        result: the state as it would be, deletions included.

    >>> from datamap.model.state import Owner
    >>> use = {Key("use-a", "activity"): '"act-a"'}
    >>> gone = RecordChange("act-a", "activity", "org-a", What.DELETED, "Payroll", "", (), None)
    >>> refused([gone], State({"use-a": Owner("data_use", "org-a")}, use))[0].message
    "'act-a' (Payroll) cannot be deleted, 1 record refers to it: use-a (activity)"
    """
    referring = _referring({each.record for each in deletions}, result) if deletions else {}
    problems = []
    for each in deletions:
        others = referring.get(each.record, [])
        if others:
            told = [f"{other.record} ({other.field})" for other in others[:MOST_TOLD]]
            rest = len(others) - len(told)
            count = f"{counted(len(others), 'record')} {'refers' if len(others) == 1 else 'refer'} to it"
            words = join_words([*told, f"{rest} more"] if rest else told)
            message = f"'{each.record}' ({each.name}) cannot be deleted, {count}: {words}"
            hint = "delete these too, or have them refer to something else, in the same file"
            place = each.fields[0].place if each.fields else each.place
            related = tuple(TextLocation(f"the register#{other.record}") for other in others)
            problems.append(
                Problem(code="PLN-007", message=message, location=place, hint=hint, record=each.record, related=related)
            )
    return problems


def _referring(ids: set[str], state: State) -> Mapping[str, list[Reference]]:
    """Return which fields of a state point to some records."""
    pointing = {
        (kind.name, name)
        for kind in KINDS
        for name, fact in facts_of(kind.record_class).items()
        if fact.value is Value.REFERENCE
    }
    found: dict[str, list[Reference]] = defaultdict(list)
    for (record, field), words in state.facts.items():
        if (state.owners[record].kind, field) in pointing:
            for id in values_of(words) or [text_of(words)]:
                if id in ids:
                    found[id].append(Reference(record, field))
    for record, owner in state.owners.items():
        if owner.organisation in ids:
            found[owner.organisation].append(Reference(record, "organisation"))
    return {id: sorted(set(references)) for id, references in found.items()}


def confirmation_for(changes: Sequence[RecordChange], held: State, exported: Iterable[str]) -> Confirmation | None:
    """Return what has to be confirmed by its number before changes are made, or None.

    Args:
        changes: what would happen.
        held: the state that the register holds now.
        exported: the ids of the records that the file was exported with.

    >>> gone = RecordChange("act-a", "activity", "org-a", What.DELETED, "Payroll", "", (), None)
    >>> confirmation_for([gone], State({}, {}), ["act-a", "act-b"])
    Confirmation(number=1, reasons=('1 of 2 records would be deleted',))
    """
    ids = set(exported)
    deletions = sum(each.what is What.DELETED for each in changes)
    reasons, number = [], 0
    if deletions > MOST_DELETIONS or deletions > LARGEST_SHARE * len(ids):
        reasons.append(f"{deletions} of {len(ids)} records would be deleted")
        number += deletions
    by_kind: dict[str, Counter[str]] = defaultdict(Counter)
    for each in changes:
        by_kind[each.kind].update(field.field for field in each.clears)
    for kind, cleared in by_kind.items():
        reason = _clears_reason(kind, cleared, held, ids)
        if reason:
            reasons.append(reason)
            number += cleared.total()
    return Confirmation(number, tuple(reasons)) if reasons else None


def _clears_reason(kind: str, cleared: Counter[str], held: State, ids: set[str]) -> str:
    """Return why the clears of one sheet have to be confirmed, or ""."""
    if cleared.total() < LEAST_CLEARS:
        return ""
    records = [id for id in ids if id in held.owners and held.owners[id].kind == kind]
    facts = facts_of(kind_named(kind).record_class)
    recorded = {name: sum(Key(id, name) in held.facts for id in records) for name in facts}
    title = kind_named(kind).stem.replace("-", " ")
    for field, count in cleared.items():
        if count >= LEAST_CLEARS and count >= recorded.get(field, 0):
            return f"the whole column '{facts[field].title}' of the {title} would be cleared ({count} cells)"
    cells = sum(recorded.values())
    if cleared.total() > LARGEST_CLEARS * cells:
        return f"{cleared.total()} of {cells} recorded cells of the {title} would be cleared"
    return ""
