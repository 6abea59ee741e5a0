"""Opening what commands read: a folder of text, or a register as it is or was."""

from __future__ import annotations

import datetime
import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from datamap.errors import DatamapError, UnknownNameError
from datamap.inventory import read_inventory
from datamap.model import Inventory, Organisation
from datamap.model.inventory import Moment
from datamap.model.kinds import is_kept_id
from datamap.problems import FaultyInventoryError
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
    return inventory.part(organisation_called(inventory, organisation))


def organisation_called(inventory: Inventory, words: str) -> str:
    """Return the id of the organisation that people mean by its id, with or without the prefix, or by its name.

    Raises:
        UnknownNameError: no organisation is called so.
    """
    names = {each.id: each.name for each in inventory.of(Organisation)}
    for id, name in names.items():
        if words in (id, id.removeprefix("org-"), name):
            return id
    known = [id.removeprefix("org-") for id in names]
    there = f"there are: {join_words(known)}" if known else "none is recorded yet"
    raise UnknownNameError(
        f"there is no organisation '{words}'; {did_you_mean(words, [*known, *names.values()]) or there}"
    )


def open_source(
    register: str | None,
    folder: Path | None,
    as_of: str | None = None,
    progress: Progress = silent,
    organisation: str | None = None,
    about: str = "",
) -> Inventory:
    """Return the inventory that a person means: of the register or the folder named, else of what is found here.

    What is found: the register in `DATAMAP_REGISTER` or in `datamap.toml`, `register.db` here, the folder `inventory/`
    here, in this order.

    Args:
        register: a file or a database URL.
        folder: a folder of text.
        as_of: a revision or a date; only a register has a past.
        progress: is told what is read.
        organisation: only its part; see `part_of`.
        about: what is asked about; the id of a record stands for the part of the organisation that keeps it, where
            that saves reading all of a register.

    Raises:
        UnknownNameError: no organisation is called so.
        DatamapError: nothing is named and nothing found, both are named, or text is asked for its past.
    """
    if register and folder:
        raise DatamapError("name a register or a folder of text, not both: leave out --register or --inventory")
    place = register or (None if folder else found_register())
    if place:
        return open_kept(place, as_of, [organisation] if organisation else (), about)
    if as_of:
        raise DatamapError("text has no past: name a register with --register, or leave out --as-of")
    home = folder or Path(TEXT_FOLDER)
    if folder is None and not home.is_dir():
        raise DatamapError(
            f"there is no {REGISTER_FILE} and no folder {TEXT_FOLDER}/ here: name a register with --register or a "
            "folder of text with --inventory, or make a register with `datamap init`"
        )
    inventory = open_inventory(home, progress)
    return part_of(inventory, organisation) if organisation else inventory


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


def open_kept(place: str, as_of: str | None = None, organisations: Sequence[str] = (), about: str = "") -> Inventory:
    """Return the inventory that a register holds, or held at a revision or on a date.

    Args:
        place: the register.
        as_of: a revision or a date; left out, now.
        organisations: only their parts, so that a group of many entities costs what one of them does; all if empty.
        about: the id of a record stands for the organisation that keeps it, if none is named: no other points to it.

    Raises:
        UnknownNameError: no organisation is called so.
        DatamapError: there is no such register, revision or date.
    """
    from datamap.register.moments import sequence_at
    from datamap.store.connect import open_register, reading

    with reading(open_register(place)) as connection:
        return held_at(connection, place, sequence_at(connection, as_of) if as_of else None, organisations, about)


def held_at(
    connection: Connection, place: str, sequence: int | None, organisations: Sequence[str] = (), about: str = ""
) -> Inventory:
    """Return what a register held after a revision, None for the newest; of some organisations only if they are named.

    If none is named, the id of a record stands for the organisation that keeps it; see `open_kept`.

    Raises:
        UnknownNameError: no organisation is called so.
    """
    from datamap.store.journal import read_head

    head = read_head(connection, sequence)
    moment = Moment(head.sequence, datetime.date.fromisoformat(head.at[:10])) if head else Moment(0, None)
    return replace(_unfolded(connection, place, sequence, organisations, about), moment=moment)


def _unfolded(
    connection: Connection, place: str, sequence: int | None, organisations: Sequence[str], about: str
) -> Inventory:
    from datamap.store.asof import SHARED, read_facts, read_owners
    from datamap.store.connect import shown_place
    from datamap.store.unfold import ids_in, unfold

    source = shown_place(place)
    asked = [about] if is_kept_id(about) and not organisations else []
    homes = {owner or about for owner in read_owners(connection, asked)}
    if not organisations and not homes:
        return unfold(read_facts(connection, sequence), source)
    shared = list(read_facts(connection, sequence, SHARED))
    known = unfold(shared, source)
    among = {each.id for each in known.of(Organisation)}
    ids = {organisation_called(known, words) for words in organisations} or homes & among
    of_theirs = list(read_facts(connection, sequence, sorted(ids)))
    named = ids_in(of_theirs) & among - ids
    seen = [row for row in shared if row[0] in ids or (row[0] in named and row[1] == "name")]
    return unfold([*seen, *of_theirs], source, named)
