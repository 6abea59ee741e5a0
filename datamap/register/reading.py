"""Opening what commands read: a folder of text, or a register as it is or was."""

from __future__ import annotations

import datetime
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from datamap.errors import DatamapError, UnknownNameError
from datamap.inventory import read_inventory
from datamap.model import Inventory, Organisation
from datamap.problems import FaultyInventoryError
from datamap.register.clock import journal_time
from datamap.register.configured import configured_register
from datamap.register.progress import Progress, silent
from datamap.text import did_you_mean, join_words

if TYPE_CHECKING:
    from datamap.store.connect import Connection

REGISTER_FILE = "register.db"
"""The register in the folder where a command stands, if none is named."""
TEXT_FOLDER = "inventory"
"""The folder of text there, if none is named and there is no register."""
ENVIRONMENT = "DATAMAP_REGISTER"
"""The environment variable that names a register."""


def open_inventory(folder: Path, progress: Progress = silent) -> Inventory:
    """Return the inventory that stands as text below a folder.

    Raises:
        DatamapError: the folder is missing or holds no organisation.
        FaultyInventoryError: the text has errors; all of them are in its report.
    """
    inventory, report = read_inventory(folder, progress)
    if report.has_errors:
        raise FaultyInventoryError(report)
    return inventory


def part_of(inventory: Inventory, organisation: str) -> Inventory:
    """Return the part of one organisation, named by its id with or without the prefix, or by its name.

    Raises:
        UnknownNameError: no organisation is called so.
    """
    names = {each.id: each.name for each in inventory.of(Organisation)}
    for id, name in names.items():
        if organisation in (id, id.removeprefix("org-"), name):
            return inventory.part(id)
    known = [id.removeprefix("org-") for id in names]
    hint = did_you_mean(organisation, [*known, *names.values()]) or f"there are: {join_words(known)}"
    raise UnknownNameError(f"there is no organisation '{organisation}'; {hint}")


def open_source(
    register: str | None, folder: Path | None, as_of: str | None = None, progress: Progress = silent
) -> Inventory:
    """Return the inventory that a person means: of the register or the folder named, else of what is found here.

    What is found: the register in `DATAMAP_REGISTER` or in `datamap.toml`, `register.db` here, the folder `inventory/`
    here, in this order.

    Args:
        register: a file or a database URL.
        folder: a folder of text.
        as_of: a revision or a date; only a register has a past.
        progress: is told what is read.

    Raises:
        DatamapError: nothing is named and nothing found, both are named, or text is asked for its past.
    """
    if register and folder:
        raise DatamapError("name a register or a folder of text, not both: leave out --register or --inventory")
    place = register or (None if folder else found_register())
    if place:
        return open_kept(place, as_of)
    if as_of:
        raise DatamapError("text has no past: name a register with --register, or leave out --as-of")
    home = folder or Path(TEXT_FOLDER)
    if folder is None and not home.is_dir():
        raise DatamapError(
            f"there is no {REGISTER_FILE} and no folder {TEXT_FOLDER}/ here: name a register with --register or a "
            "folder of text with --inventory, or make a register with `datamap init`"
        )
    return open_inventory(home, progress)


def found() -> bool:
    """Return whether a register or a folder of text is found here without being named.

    >>> isinstance(found(), bool)
    True
    """
    return found_register() is not None or Path(TEXT_FOLDER).is_dir()


def found_register() -> str | None:
    """Return the register that is meant if none is named: of the environment, of datamap.toml, or the file here.

    None if there is none of them.

    >>> isinstance(found_register(), str | None)
    True
    """
    named = os.environ.get(ENVIRONMENT) or configured_register()
    return named or (REGISTER_FILE if Path(REGISTER_FILE).is_file() else None)


def place_of(register: str | None) -> str:
    """Return the register that is meant: the one named, the one found, or else register.db here.

    >>> place_of("clients.db")
    'clients.db'
    """
    return register or found_register() or REGISTER_FILE


def open_kept(place: str, as_of: str | None = None) -> Inventory:
    """Return the inventory that a register holds, or held at a revision or on a date.

    Raises:
        DatamapError: there is no such register, revision or date.
    """
    from datamap.store.asof import read_facts
    from datamap.store.connect import open_register, reading, shown_place
    from datamap.store.unfold import unfold

    with reading(open_register(place)) as connection:
        sequence = sequence_at(connection, as_of) if as_of else None
        facts = read_facts(connection, sequence)
    return unfold(facts, shown_place(place))


def sequence_at(connection: Connection, as_of: str) -> int:
    """Return the revision that a person means by a number, or the last one until a time or the end of a day (UTC).

    Raises:
        DatamapError: it is none of these, or the register has no such revision, or none so early.
    """
    from datamap.store.journal import read_revisions

    revisions = read_revisions(connection)
    if re.fullmatch(r"\d{1,9}", as_of):
        if int(as_of) in (0, *(each.sequence for each in revisions)):
            return int(as_of)
        raise DatamapError(f"there is no revision {as_of}: the register has {len(revisions)}")
    moment = journal_time(_moment(as_of))
    until = [each.sequence for each in revisions if each.at <= moment]
    if not until:
        first = f"; its first revision is of {revisions[0].at[:19]}Z" if revisions else ""
        raise DatamapError(f"the register was still empty on {as_of}{first}")
    return until[-1]


def _moment(as_of: str) -> datetime.datetime:
    """Return the moment that a person means: a time, in UTC unless it says otherwise, or the end of a day (UTC).

    >>> _moment("2026-03-01T15:00+01:00").isoformat(), _moment("2026-03-01").isoformat()
    ('2026-03-01T14:00:00+00:00', '2026-03-01T23:59:59.999999+00:00')
    """
    try:
        moment = datetime.datetime.fromisoformat(as_of)
        if re.search(r"[T ]", as_of, re.IGNORECASE):
            return moment.replace(tzinfo=moment.tzinfo or datetime.UTC).astimezone(datetime.UTC)
        return datetime.datetime.combine(moment, datetime.time.max, datetime.UTC)
    except (ValueError, OverflowError):
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
        return _moment(as_of).date()
    with reading(open_register(place_of(place))) as connection:
        days = {each.sequence: each.at[:10] for each in read_revisions(connection)}
    if int(as_of) not in days:
        raise DatamapError(f"there is no revision {as_of}: what is made of the register starts from revision 1")
    return datetime.date.fromisoformat(days[int(as_of)])
