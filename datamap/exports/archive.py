"""Zip archives without a clock: the same files give the same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The earliest time that the format can hold; a clock would make each run differ."""

_REGULAR_FILE = 0o100644 << 16


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Return files as a zip archive, in the order in which they are given.

    >>> zipped({"a.txt": b"a"}) == zipped({"a.txt": b"a"})
    True
    """
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, FIRST_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = _REGULAR_FILE
            entry.create_system = 3
            archive.writestr(entry, content)
    return target.getvalue()


def rezipped(content: bytes) -> bytes:
    """Return an archive with the same files in the same order, and no times.

    >>> rezipped(zipped({"a.txt": b"a"})) == zipped({"a.txt": b"a"})
    True
    """
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return zipped({name: archive.read(name) for name in archive.namelist()})
