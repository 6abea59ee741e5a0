"""A file from outside, read in a process of its own.

A file that makes a reader abort, fill memory or run for ever ends that process, never this one; what comes back is
plain JSON, and nothing of the file is written anywhere.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from datamap.workbook.guard import limits
from datamap.workbook.guard.refusal import RefusedError
from datamap.workbook.seen import SeenFile
from datamap.workbook.wire import assemble, pieces_of


def read_file(path: Path, time_limit: float = 4 * limits.SECONDS.most) -> SeenFile:
    """Return what a workbook (.xlsx, .ods) or CSV holds, cell by cell.

    Args:
        path: the file; its bytes say what it is, not its name.
        time_limit: seconds after which reading is stopped. How long a processor works on it is limited too, more
            narrowly: a busy machine takes longer by the clock.

    Raises:
        RefusedError: If it cannot be read, or must not be; the message says what was seen and how to mend it.
    """
    if missing := _missing(path):
        raise RefusedError(f"{missing}: name the file that you edited").of(str(path))
    try:
        seen = _read(path, time_limit)
    except RefusedError as refusal:
        raise refusal.of(path.name) from None
    except (ValueError, TypeError, IndexError, KeyError, AttributeError, RecursionError):
        # A child that was ended in the middle of a line.
        seen = None
    if seen is None:
        raise RefusedError(_BROKEN_OFF).of(path.name)
    return seen


_LONGEST_LINE = 128 * 1024 * 1024
_MOST_BYTES = 1024 * 1024 * 1024
"""More than the largest file that passes the limits can give; a child that was taken over sends no more either."""
_BROKEN_OFF = "could not be read, since reading broke off: open it in Excel or LibreOffice and save it again as .xlsx"


_OUT_OF_TIME = -getattr(signal, "SIGXCPU", 0) or None
"""How a child ends that has used up its time; Windows limits no time."""


def _missing(path: Path) -> str:
    """Return why there is nothing to read at a path, or an empty text."""
    if path.is_dir():
        return "is a folder"
    if not path.exists():
        return "is not there"
    if not path.is_file():
        return "is a device"
    return "" if os.access(path, os.R_OK) else "may not be read"


def _read(path: Path, time_limit: float) -> SeenFile | None:
    """Return what the child tells, or None if it breaks off."""
    root = Path(__file__).parents[2]
    child = Path(__file__).with_name("read_child.py")
    # Isolated from the environment, and without site packages.
    command = [sys.executable, "-I", "-S", str(child), str(root), str(path.absolute()), path.name]
    is_late = threading.Event()
    with subprocess.Popen(  # noqa: S603 - our own interpreter and file
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:

        def stop() -> None:
            is_late.set()
            process.kill()

        clock = threading.Timer(time_limit, stop)
        clock.start()
        try:
            assert process.stdout is not None  # noqa: S101 - for the types: it is a pipe
            seen = assemble(pieces_of(_lines(process.stdout)), str(path))
        except ValueError:
            seen = None
        finally:
            clock.cancel()
            process.kill()
    if seen is None and (is_late.is_set() or process.returncode == _OUT_OF_TIME):
        raise limits.SECONDS.exceeded()
    return seen


def _lines(stream: IO[bytes]) -> Iterator[bytes]:
    """Yield the lines of a stream; ValueError if there is no end of them."""
    total = 0
    while line := stream.readline(_LONGEST_LINE):
        total += len(line)
        if total > _MOST_BYTES:
            raise ValueError
        yield line
