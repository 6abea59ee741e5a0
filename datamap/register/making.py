"""Making what people hand over, and saying what of it is not up to date."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from datamap.files import write_whole
from datamap.model import Inventory, Organisation
from datamap.register.progress import Progress, silent
from datamap.register.reading import part_of


@dataclass(frozen=True, slots=True)
class Drift:
    """A file in the folder of exports that is not what the inventory gives, and what differs."""

    path: Path
    differences: tuple[str, ...]


def export(
    inventory: Inventory,
    into: Path,
    organisation: str | None = None,
    progress: Progress = silent,
    as_of: datetime.date | None = None,
) -> dict[Path, str]:
    """Write the record of processing and the diagrams of each organisation; return what was written, and what it is.

    Everything is made before the first file is written, so that a fault leaves the folder as it was.

    Args:
        inventory: whose organisations are exported.
        into: the folder; each organisation gets one of its own in it.
        organisation: only this one, named as in `part_of`.
        progress: is told the name of each organisation before its files are made.
        as_of: the day whose state the inventory shows; left out, the day on which the record was last updated.
    """
    from datamap.exports.pack import purpose_of

    packs = _packs(inventory, organisation, progress, as_of)
    written = {}
    for name, pack in packs.items():
        for file, content in pack.items():
            write_whole(into / name / file, content)
            written[into / name / file] = purpose_of(file)
    return written


def check_exports(
    inventory: Inventory,
    into: Path,
    organisation: str | None = None,
    progress: Progress = silent,
    as_of: datetime.date | None = None,
) -> list[Drift]:
    """Return the files in a folder that differ from what `export` would write there; nothing is written."""
    from datamap.exports.drift import differences

    drifts = []
    packs = _packs(inventory, organisation, progress, as_of)
    for name, pack in packs.items():
        home = into / name
        for file, content in pack.items():
            path = home / file
            told = differences(file, content, path.read_bytes()) if path.is_file() else ["the file is missing"]
            drifts += [Drift(path, tuple(told))] if told else []
        found = sorted(path for path in home.rglob("*") if path.is_file())
        drifts += [_stray(path) for path in found if path.relative_to(home).as_posix() not in pack]
    if organisation is None and into.is_dir():
        drifts += [_stray(path) for path in sorted(into.iterdir()) if path.is_dir() and path.name not in packs]
    return drifts


def _stray(path: Path) -> Drift:
    return Drift(path, ("nothing in the inventory gives this",))


def _packs(
    inventory: Inventory, organisation: str | None, progress: Progress, as_of: datetime.date | None
) -> dict[str, Mapping[str, bytes]]:
    """Return the files of each organisation in memory, by the name of its folder."""
    from datamap.exports.pack import render_pack

    part = part_of(inventory, organisation) if organisation else inventory
    packs = {}
    for each in part.of(Organisation):
        progress(each.name)
        packs[each.id.removeprefix("org-")] = render_pack(inventory.part(each.id), each.id, as_of)
    return packs
