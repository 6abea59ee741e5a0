"""The guard: what a file from outside is, and whether it may be read, told before any reader sees it."""

from __future__ import annotations

from typing import NamedTuple

from datamap.workbook.guard import limits
from datamap.workbook.guard.archive import Archive
from datamap.workbook.guard.links import links_of_ods, links_of_xlsx
from datamap.workbook.guard.package import kind_of
from datamap.workbook.guard.refusal import RefusedError
from datamap.workbook.guard.sniff import sniff

__all__ = ["Admitted", "RefusedError", "admit"]


class Admitted(NamedTuple):
    """A file that may be read.

    Attributes:
        format: "xlsx", "ods" or "csv".
        archive: its parts; None for a bare CSV file.
        notes: what it holds that is not followed and not run, one plain sentence each.
    """

    format: str
    archive: Archive | None = None
    notes: tuple[str, ...] = ()


def admit(content: bytes, name: str) -> Admitted:
    """Return what a file is, with its parts, if it may be read.

    Args:
        content: all bytes of the file.
        name: its name; only its ending counts, and only to tell a CSV file that was renamed.

    >>> admit(b"id,name", "edits.csv").format
    'csv'

    Raises:
        RefusedError: If it may not be read; the reason says what was seen, and how to mend it.
    """
    limits.FILE_BYTES.check(len(content))
    if sniff(content, name) == "csv":
        return Admitted("csv")
    archive = Archive(content)
    kind = kind_of(archive)
    notes = {"xlsx": links_of_xlsx, "ods": links_of_ods}.get(kind)
    return Admitted(kind, archive, tuple(notes(archive)) if notes else ())
