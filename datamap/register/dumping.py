"""Writing a register out as text, over nothing that it does not hold."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from datamap.errors import DatamapError
from datamap.files import write_whole
from datamap.inventory import format_inventory, read_comments
from datamap.register.dumped import write_mark
from datamap.register.keeping import plan_load
from datamap.register.moments import sequence_at
from datamap.register.reading import open_kept
from datamap.store.connect import open_register, reading
from datamap.store.journal import read_id, read_revisions


def dump(place: str, folder: Path, as_of: str | None = None) -> list[Path]:
    """Write what a register holds as canonical text below a folder; return the paths.

    Loading the folder again changes nothing. The folder is marked with the revision, so that text that was edited is
    held against what it was made from, whatever others change meanwhile.

    Raises:
        DatamapError: the folder holds text that the register does not, or a comment; nothing is written.
        FaultyInventoryError: the folder holds text with errors; nothing is written.
    """
    with reading(open_register(place)) as connection:
        revisions = read_revisions(connection)
        sequence = sequence_at(connection, as_of) if as_of else len(revisions)
        register = read_id(connection)
    texts = format_inventory(open_kept(place, str(sequence)) if revisions else open_kept(place))
    strange = sorted(set(_texts_below(folder)) - texts.keys())
    if strange:
        raise DatamapError(
            f"'{folder}' holds {strange[0]!r}, which the register does not: choose an empty folder, or load it first"
        )
    _see_that_nothing_is_lost(place, folder, texts)
    for name, text in texts.items():
        write_whole(folder / name, text.encode())
    write_mark(folder, register, revisions[sequence - 1] if sequence else None)
    return [folder / name for name in texts]


def _see_that_nothing_is_lost(place: str, folder: Path, texts: Mapping[str, str]) -> None:
    """See that what stands in a folder, and would be written anew, is in the register."""
    there = {folder / name: text for name, text in texts.items() if (folder / name).is_file()}
    other = [path for path, text in there.items() if path.read_bytes() != text.encode()]
    if not other:
        return
    plan = plan_load(place, folder)
    if plan.changes or plan.conflicts:
        raise DatamapError(
            f"'{folder}' holds edits that the register does not: load it first, or choose an empty folder; nothing was "
            "written"
        )
    for path in other:
        if lines := read_comments(path):
            raise DatamapError(f"a comment would be lost in '{path}' (line {lines[0]}): choose an empty folder")


def _texts_below(folder: Path) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in folder.glob("*/*.yaml")]
