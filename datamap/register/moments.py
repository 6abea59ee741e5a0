"""What people mean by a moment of a register, a revision, a date or a time, and how they are told one."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING

from datamap.errors import DatamapError
from datamap.labels import ENGLISH, read_labels
from datamap.model import Inventory
from datamap.model.values import parse_day
from datamap.register.clock import journal_time, today
from datamap.register.reading import place_of

if TYPE_CHECKING:
    from datamap.store.connect import Connection

EARLIEST_EAST = datetime.timedelta(days=1)
"""Where the day begins first, it is that of UTC and one more."""


def sequence_at(connection: Connection, as_of: str) -> int:
    """Return the revision that a person means by a number, or the last one until a time or the end of a day (UTC).

    Raises:
        DatamapError: it is none of these, it is yet to come, or the register has no such revision, or none so early.
    """
    from datamap.store.journal import read_revisions

    revisions = read_revisions(connection)
    if re.fullmatch(r"\d{1,9}", as_of):
        if int(as_of) in (0, *(each.sequence for each in revisions)):
            return int(as_of)
        raise DatamapError(f"there is no revision {as_of}: the register has {len(revisions)}")
    moment = journal_time(_past(as_of))
    until = [each.sequence for each in revisions if each.at <= moment]
    if not until:
        first = f"; its first revision is of {revisions[0].at[:19]}Z" if revisions else ""
        raise DatamapError(f"the register was still empty on {as_of}{first}")
    return until[-1]


def _past(as_of: str) -> datetime.datetime:
    """Return the moment that a person means, wherever it is not yet to come.

    Raises:
        DatamapError: nobody knows what will be recorded then.
    """
    moment = _moment(as_of)
    if moment.date() > today() + EARLIEST_EAST:
        raise DatamapError(
            f"{as_of} is yet to come, and nothing is recorded of it: leave out --as-of for what is recorded now"
        )
    return moment


def _moment(as_of: str) -> datetime.datetime:
    """Return the moment that a person means: a time, in UTC unless it says otherwise, or the end of a day (UTC).

    >>> _moment("2026-03-01T15:00+01:00").isoformat(), _moment("2026-03-01").isoformat()
    ('2026-03-01T14:00:00+00:00', '2026-03-01T23:59:59.999999+00:00')
    """
    day, *time = re.split(r"[Tt ]", as_of, maxsplit=1)
    try:
        end = datetime.datetime.combine(parse_day(day), datetime.time.max, datetime.UTC)
        if not time:
            return end
        moment = datetime.datetime.fromisoformat(as_of)
        return moment.replace(tzinfo=moment.tzinfo or datetime.UTC).astimezone(datetime.UTC)
    except (ValueError, OverflowError):  # a BadValueError, too
        raise DatamapError(
            f"'{as_of}' is no revision and no date: write a number, a date such as 2024-05-10, or a time such as "
            "2024-05-10T14:00Z"
        ) from None


def day_of(place: str | None, as_of: str) -> datetime.date:
    """Return the day (UTC) that a person means by a date, a time or a revision: for that, the day when it was made.

    Raises:
        DatamapError: it is none of these, there is no register to look it up in, or it was before the first revision.
    """
    from datamap.store.connect import open_register, reading
    from datamap.store.journal import read_revisions

    if not re.fullmatch(r"\d{1,9}", as_of):
        return _past(as_of).date()
    with reading(open_register(place_of(place))) as connection:
        days = {each.sequence: each.at[:10] for each in read_revisions(connection)}
    if int(as_of) not in days:
        raise DatamapError(f"there is no revision {as_of}: what is made of the register starts from revision 1")
    return datetime.date.fromisoformat(days[int(as_of)])


def state_words(inventory: Inventory, language: str = ENGLISH) -> str:
    """Return which state of a register this is, such as "revision 12"; "" for text.

    >>> from datamap.model import inventory_of
    >>> state_words(inventory_of([]))
    ''
    """
    if inventory.moment is None:
        return ""
    return read_labels("diagrams", language)["revision"].format(number=inventory.moment.revision)


def day_told(inventory: Inventory, organisation: str, asked: datetime.date | None = None) -> datetime.date | None:
    """Return the day as of which the record of an organisation is told; None if nobody recorded one.

    It is the day that people ask for, else that on which the organisation last updated its record, else that on which
    the register was last written. It is never today: the same records give the same bytes.
    """
    return asked or inventory.updated_on(organisation) or (inventory.moment.day if inventory.moment else None)
