"""Files are written whole or not at all, whatever happens meanwhile."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from datamap.errors import DatamapError

_SQLITE = b"SQLite format 3\0"  # how the file of every register begins


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that at every moment it is either the old one or the new one, also after a kill.

    Raises:
        DatamapError: the file cannot be written, or a register stands there; the old one is untouched.
    """
    if is_database(path):
        raise DatamapError(f"'{path}' is a register, or another database: choose another name; nothing was changed")
    with drafted(path) as draft:
        draft.write_bytes(content)


def is_database(path: Path) -> bool:
    """Return whether a file is an SQLite database, which may be the only copy of a register."""
    try:
        if not path.is_file():  # a pipe is not opened: that would wait for somebody to write
            return False
        with path.open("rb") as file:
            return file.read(len(_SQLITE)) == _SQLITE
    except OSError:
        return False


@contextmanager
def drafted(path: Path) -> Iterator[Path]:
    """Give an empty file beside a path; when the block ends well, it takes the place of the path at once.

    Raises:
        DatamapError: the file cannot be written; the old one is untouched.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        os.close(handle)
    except OSError as error:
        raise DatamapError(f"cannot write '{path}': {error.strerror}; choose another place") from None
    draft = Path(name)
    try:
        yield draft
        _sync(draft, os.O_RDWR)
        draft.chmod(0o666 & ~_umask())
        draft.replace(path)
        if os.name == "posix":  # others keep a new name by themselves, and cannot open a folder
            _sync(path.parent, os.O_RDONLY)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise DatamapError(f"cannot write '{path}': {error.strerror}; the old file is untouched") from None
    except BaseException:
        draft.unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _sync(path: Path, flags: int) -> None:
    """Have the system write down what it holds of a file or folder."""
    descriptor = os.open(path, flags)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
