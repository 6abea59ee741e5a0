"""Writing a register, or a part of it, as a workbook that people edit and bring back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from datamap.errors import DatamapError, UnknownNameError
from datamap.files import write_whole
from datamap.model import Inventory, Organisation
from datamap.register.reading import part_of
from datamap.text import did_you_mean, join_words, match_key

if TYPE_CHECKING:
    from datamap.workbook.base import Base, Scope
    from datamap.workbook.book import Book, Origin

ENGLISH = "en"


def export_workbook(
    place: str,
    target: Path,
    scope: Scope | None = None,
    language: str = ENGLISH,
    delimiter: str = ";",
    as_of: str | None = None,
) -> Base:
    """Write what a register holds or held as a workbook; return what the file says that it is an export of.

    Args:
        place: the register.
        target: the file; its ending says in which format: .xlsx, .ods, or .zip for CSV files.
        scope: which part of the register; see `scope_for`. Left out, all of it.
        language: of the words, as an ISO 639-1 code.
        delimiter: what stands between cells in CSV files.
        as_of: a revision or a date; left out, now. What comes back is merged against that revision.

    Raises:
        DatamapError: there is no such register, the file cannot be written, or its ending is unknown.
    """
    write = _writer_for(target, delimiter)
    from datamap.workbook.book import book_of

    inventory, origin = _read(place, as_of, scope.organisations if scope else ())
    book = book_of(inventory, origin, scope, language)
    write_whole(target, write(book))
    return book.base


def scope_for(
    place: str,
    organisations: Sequence[str] = (),
    department: str = "",
    only_missing: bool = False,
    as_of: str | None = None,
) -> Scope:
    """Return the part of a register that people mean by the names of organisations and of a department.

    Raises:
        UnknownNameError: nothing is called so in the register.
    """
    from datamap.register.reading import open_kept
    from datamap.workbook.base import Scope
    from datamap.workbook.scope import departments_of

    if not organisations and not department:
        return Scope(only_missing=only_missing)
    inventory = open_kept(place, as_of, organisations)
    ids = tuple(dict.fromkeys(_organisation(inventory, name) for name in organisations))
    if department:
        known = [name for part in _parts(inventory, ids) for name in departments_of(part)]
        if match_key(department) not in map(match_key, known):
            hint = did_you_mean(department, known)
            there = f"there are: {join_words(sorted(set(known)))}" if known else "no activity names one"
            raise UnknownNameError(f"there is no department '{department}'; {hint or there}")
    return Scope(ids, department, only_missing)


def _organisation(inventory: Inventory, name: str) -> str:
    return part_of(inventory, name).of(Organisation)[0].id


def _parts(inventory: Inventory, ids: Sequence[str]) -> list[Inventory]:
    return [inventory.part(id) for id in ids] or [inventory]


def _read(place: str, as_of: str | None, organisations: Sequence[str]) -> tuple[Inventory, Origin]:
    """Return what a register holds or held, and its newest revision then, both of the same moment."""
    from datamap.register.moments import sequence_at
    from datamap.register.reading import held_at
    from datamap.store.chain import beginning_of
    from datamap.store.connect import open_register, reading
    from datamap.store.journal import read_id, read_revisions
    from datamap.workbook.book import Origin

    with reading(open_register(place)) as connection:
        revisions, id = read_revisions(connection), read_id(connection)
        last = sequence_at(connection, as_of) if as_of else len(revisions)
        origin = Origin(id, last, revisions[last - 1].hash if last else beginning_of(id))
        return held_at(connection, place, last if as_of else None, organisations), origin


def _writer_for(target: Path, delimiter: str) -> Callable[[Book], bytes]:
    from datamap.workbook.write_csv import write_csv
    from datamap.workbook.write_ods import write_ods
    from datamap.workbook.write_xlsx import write_xlsx

    writers: Mapping[str, Callable[[Book], bytes]] = {
        ".xlsx": write_xlsx,
        ".ods": write_ods,
        ".zip": lambda book: write_csv(book, delimiter),
    }
    try:
        return writers[target.suffix.lower()]
    except KeyError:
        raise DatamapError(
            f"'{target.name}' has no ending that says in which format to write: name it .xlsx, .ods, "
            "or .zip for CSV files"
        ) from None
