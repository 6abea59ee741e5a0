"""From a folder of text to a checked inventory."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from datamap.errors import DatamapError
from datamap.inventory.parse import FileParser
from datamap.model import KINDS, Inventory, Kind, RawRecord, assemble, kind_of_file
from datamap.model.collector import uncollected
from datamap.problems import Problem, Report, TextLocation
from datamap.text import did_you_mean

ENDING = ".yaml"


def read_inventory(folder: Path, progress: Callable[[str], None] = lambda _name: None) -> tuple[Inventory, Report]:
    """Return the inventory that stands below a folder, and everything that is wrong with the text.

    Args:
        folder: holds one folder for each organisation, named like the organisation's id without its prefix; each
            of these holds one file for each kind of record (`activities.yaml`, `data-uses.yaml`, ...).
        progress: is told the name of each organisation before its files are read.

    Raises:
        DatamapError: there is no such folder, or it holds no organisation.
    """
    if not folder.is_dir():
        raise DatamapError(f"there is no folder '{folder}': name the folder of the inventory with --inventory DIR")
    homes = sorted(home for home in folder.iterdir() if home.is_dir() and not home.name.startswith("."))
    if not homes and (folder / f"organisation{ENDING}").is_file():
        above = folder.absolute().parent
        raise DatamapError(f"the folder '{folder}' is that of one organisation: name the one above it, '{above}'")
    if not homes:
        raise DatamapError(f"the folder '{folder}' holds no organisation: add {folder}/NAME/organisation{ENDING}")
    problems: list[Problem] = [_stray(path) for path in sorted(folder.glob(f"*{ENDING}"))]
    pages: list[_Page] = []
    with uncollected():
        for home in homes:
            progress(home.name)
            pages += [_read_page(path, f"org-{home.name}") for path in _read_folder(home, problems)]
        incomplete = {(page.kind, page.organisation) for page in pages if page.kind and not page.is_whole}
        inventory, report = assemble((raw for page in pages for raw in page.raws), incomplete)
    return inventory, Report([*problems, *(each for page in pages for each in page.problems), *report])


class _Page(NamedTuple):
    """What came out of one file, and whether every record of it did."""

    kind: Kind | None
    organisation: str
    raws: Sequence[RawRecord]
    problems: Sequence[Problem]
    is_whole: bool


def _read_folder(home: Path, problems: list[Problem]) -> list[Path]:
    """Return the paths in an organisation's folder that are not hidden and no copy that an editor left."""
    try:
        paths = sorted(home.iterdir())
    except OSError as error:
        problems.append(_unreadable(home, error))
        return []
    return [path for path in paths if not path.name.startswith(".") and not path.name.endswith("~")]


def _read_page(path: Path, organisation: str) -> _Page:
    """Return the raw records of one file and its problems."""
    kind = kind_of_file(path.stem) if path.suffix == ENDING else None
    if kind is None or not kind.is_kept:
        return _Page(None, organisation, (), [_unknown_file(path)], is_whole=True)
    text, problem = read_text(path)
    if problem:
        return _Page(kind, organisation, (), [problem], is_whole=False)
    parser = FileParser(
        kind, "" if kind.name == "organisation" else organisation, partial(TextLocation, path.as_posix())
    )
    raws = parser.parse(text)
    if kind.name != "organisation":
        return _Page(kind, organisation, raws, parser.problems, parser.is_whole)
    # An organisation that is not the folder's own is a fault once, not again in each of the folder's records.
    is_here = any(raw.id == organisation for raw in raws)
    return _Page(kind, organisation, raws, [*parser.problems, *_misplaced(raws, organisation)], is_here)


def read_text(path: Path) -> tuple[str, Problem | None]:
    """Return the text of a file, or what stands in the way of reading it."""
    if not path.is_file():
        hint = f"let a text file stand at '{path.name}', or remove it"
        return "", Problem(code="TXT-015", message="this is no file", location=TextLocation(path.as_posix()), hint=hint)
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return "", _undecodable(path, error)
    except OSError as error:
        return "", _unreadable(path, error)
    if text.strip():
        return text, None
    hint = "write its records, or delete the file"
    return "", Problem(code="TXT-001", message="the file is empty", location=TextLocation(path.as_posix()), hint=hint)


def _misplaced(raws: list[RawRecord], organisation: str) -> Iterator[Problem]:
    """Yield a problem for an organisation that stands in a folder of another name."""
    for raw in raws:
        if raw.kind.is_id(raw.id) and raw.id != organisation:
            yield Problem(
                code="REF-004",
                message=f"organisation '{raw.id}' stands in the folder of '{organisation}'",
                location=raw.locate(*raw.places["id"]),
                hint=f"give it the id '{organisation}', or rename the folder",
                record=raw.id,
            )


def _unknown_file(path: Path) -> Problem:
    known = [f"{kind.stem}{ENDING}" for kind in KINDS if kind.is_kept]
    return Problem(
        code="TXT-012",
        message=f"'{path.name}' is no file of an inventory",
        location=TextLocation(path.as_posix()),
        hint=did_you_mean(path.name, known) or f"an organisation's folder holds: {', '.join(known)}",
    )


def _unreadable(path: Path, error: OSError) -> Problem:
    return Problem(
        code="TXT-016",
        message=f"this cannot be read: {error.strerror}",
        location=TextLocation(path.as_posix()),
        hint="check who may read it",
    )


def _stray(path: Path) -> Problem:
    return Problem(
        code="TXT-012",
        message=f"'{path.name}' stands outside the folder of an organisation",
        location=TextLocation(path.as_posix()),
        hint="move it into the folder of its organisation",
    )


def _undecodable(path: Path, error: UnicodeDecodeError) -> Problem:
    before = error.object[: error.start]
    line = before.count(b"\n") + 1
    column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
    return Problem(
        code="TXT-013",
        message=f"byte 0x{error.object[error.start]:02x} is not UTF-8",
        location=TextLocation(path.as_posix(), line, column),
        hint="save the file as UTF-8",
    )
