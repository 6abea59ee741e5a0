"""Completeness of a register over its revisions, and the overview of it as a file."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from datamap.errors import DatamapError
from datamap.exports.completeness import Point, format_html, overviews_of, points_of, render_pdf
from datamap.files import write_whole
from datamap.model import Inventory
from datamap.register.moments import sequence_at, state_words
from datamap.register.progress import Progress, silent
from datamap.register.reading import found_register

if TYPE_CHECKING:
    from datamap.store.chain import Revision

ENDINGS = (".html", ".pdf")
MOST_REVISIONS = 24
"""Of more revisions, only the last one of each month is looked at."""


def trend(
    place: str,
    as_of: str | None = None,
    on: datetime.date | None = None,
    organisation: str | None = None,
    progress: Progress = silent,
) -> tuple[Point, ...]:
    """Return a point for each organisation after each revision of a register; of many revisions, one for each month.

    Args:
        place: the register.
        as_of: the last revision or date to look at; None: the newest.
        on: the day that says which countries are in the EEA, the same for all points, so that they can be compared.
        organisation: the id of the only organisation that is wanted; None: all.
        progress: is told which revision is read.

    Raises:
        DatamapError: there is no such register, revision or date.
    """
    from datamap.store.asof import read_facts
    from datamap.store.connect import open_register, reading, shown_place
    from datamap.store.journal import read_revisions
    from datamap.store.unfold import unfold

    points: list[Point] = []
    with reading(open_register(place)) as connection:
        revisions = read_revisions(connection)
        last = sequence_at(connection, as_of) if as_of else len(revisions)
        for revision in chosen([each for each in revisions if each.sequence <= last]):
            progress(f"revision {revision.sequence}")
            inventory = unfold(read_facts(connection, revision.sequence), shown_place(place))
            points += points_of(inventory, revision.sequence, datetime.date.fromisoformat(revision.at[:10]), on)
    return tuple(each for each in points if organisation in (None, each.organisation))


def chosen(revisions: Sequence[Revision]) -> list[Revision]:
    """Return the revisions to look at: all of a few, of many the last one of each month."""
    if len(revisions) <= MOST_REVISIONS:
        return list(revisions)
    return list({revision.at[:7]: revision for revision in revisions}.values())


def place_read(register: str | None, folder: Path | None) -> str | None:
    """Return the register that is read if these are named, None if text is.

    >>> place_read(None, Path("inventory"))
    """
    return register or (None if folder else found_register())


def write_overview(inventory: Inventory, out: Path, on: datetime.date | None, points: Sequence[Point]) -> None:
    """Write the overview of all organisations of an inventory: as a page for a browser, or as PDF by its ending.

    Raises:
        DatamapError: the ending is neither, or the file cannot be written.
    """
    ending = out.suffix.lower()
    if ending not in ENDINGS:
        raise DatamapError(f"'{out.name}' does not say in which form: end it with .html or .pdf")
    overviews = overviews_of(inventory, on, points, state_words(inventory))
    write_whole(out, format_html(overviews).encode() if ending == ".html" else render_pdf(overviews))
