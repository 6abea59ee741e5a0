"""The clock: what time it is, as the journal writes it."""

from __future__ import annotations

import datetime


def now() -> str:
    """Return the time as the journal writes it: UTC, ISO 8601 with microseconds.

    >>> now().endswith("Z")
    True
    """
    return journal_time(datetime.datetime.now(datetime.UTC))


def journal_time(moment: datetime.datetime) -> str:
    """Return a moment in UTC as the journal writes it; of two, the earlier one comes first as text, too.

    >>> journal_time(datetime.datetime(2026, 3, 1, 14, tzinfo=datetime.UTC))
    '2026-03-01T14:00:00.000000Z'
    """
    return moment.isoformat(timespec="microseconds").replace("+00:00", "Z")


def today() -> datetime.date:
    """Return the day in UTC.

    >>> today().isoformat() <= now()
    True
    """
    return datetime.datetime.now(datetime.UTC).date()
