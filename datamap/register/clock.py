"""The clock: what time it is, as the journal writes it."""

from __future__ import annotations

import datetime


def now() -> str:
    """Return the time as the journal writes it: UTC, ISO 8601 with microseconds.

    >>> now().endswith("Z")
    True
    """
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def today() -> datetime.date:
    """Return the day in UTC.

    >>> today().isoformat() <= now()
    True
    """
    return datetime.datetime.now(datetime.UTC).date()
