"""What the law asks for "where possible": a field that says none, and a note that says why."""

from __future__ import annotations

from datamap.model import NONE, Record


def has_reason(record: Record, field: str) -> bool:
    """Return whether a record says in its note why a field holds explicitly nothing.

    >>> from datamap.checks.examples import use
    >>> has_reason(use(retention=NONE, note="Until the claim is settled."), "retention"), has_reason(use(), "retention")
    (True, False)
    """
    return getattr(record, field) is NONE and bool(record.note)
