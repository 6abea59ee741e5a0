"""Settings that are written down once: who works here, and on which register, in files called datamap.toml.

    author = "Anna Weber"
    register = "register.db"    # a file, seen from the folder of datamap.toml, or a database URL

A file in the folder where a command stands, or in one above it up to the home folder, comes before that of the user.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from datamap.errors import DatamapError
from datamap.problems import TextLocation
from datamap.text import did_you_mean

FILE = "datamap.toml"
SETTINGS = ("author", "register")


def configured_author() -> str | None:
    """Return who works here as the nearest file says, None if none does.

    Raises:
        DatamapError: a file cannot be read or is at fault.
    """
    return next((settings["author"] for _file, settings in _files() if "author" in settings), None)


def configured_register() -> str | None:
    """Return the register that the nearest file names, None if none does; a file is seen from where it is named.

    Raises:
        DatamapError: a file cannot be read or is at fault.
    """
    for file, settings in _files():
        if place := settings.get("register"):
            return place if "://" in place else str(file.parent / Path(place).expanduser())
    return None


def _files() -> Iterator[tuple[Path, dict[str, str]]]:
    """Yield the files that there are and their settings, the nearest one first."""
    try:
        folder, home = Path.cwd(), Path.home()
    except (OSError, RuntimeError):  # the folder is gone, or the system knows no home
        return
    above = [each for each in folder.parents if each.is_relative_to(home)]
    users = Path(os.environ.get("XDG_CONFIG_HOME") or home / ".config") / "datamap"
    for each in dict.fromkeys((folder, *above, users)):
        file = each / FILE
        if file.is_file():
            yield file, _settings(file)


def _settings(file: Path) -> dict[str, str]:
    """Return the settings of a file."""
    import tomllib

    text = _text(file)
    try:
        settings = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        told, _at, place = str(error).partition(" (at ")
        line, column = re.findall(r"\d+", place) or _place(text)
        raise _fault(file, int(line), int(column), told[:1].lower() + told[1:]) from None
    for name, value in settings.items():
        if name not in SETTINGS:
            hint = did_you_mean(name, SETTINGS) or f"there are {' and '.join(SETTINGS)}"
            raise _fault(file, *_place_of(name, text), f"there is no setting '{name}'; {hint}")
        if not isinstance(value, str) or not value.strip():
            raise _fault(file, *_place_of(name, text), f"'{name}' is to be a text, as in {name} = \"…\"")
    return settings


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except OSError as error:
        raise DatamapError(f"cannot read '{file}': {error.strerror}") from None
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode(errors="replace")
        raise _fault(file, *_place(before), "this is no UTF-8 text") from None


def _fault(file: Path, line: int, column: int, told: str) -> DatamapError:
    return DatamapError(f"{TextLocation(str(file), line, column)}: {told}")


def _place(before: str) -> tuple[int, int]:
    r"""Return the line and the column behind a text.

    >>> _place('author = "Anna"\nregister')
    (2, 9)
    """
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def _place_of(name: str, text: str) -> tuple[int, int]:
    """Return where a name is set, as a key or as the title of a table."""
    found = re.search(rf"""^[ \t]*[\["']*(?={re.escape(name)}\b)""", text, re.MULTILINE)
    return _place(text[: found.end()] if found else "")
