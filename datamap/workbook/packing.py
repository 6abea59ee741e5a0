"""Zip files whose bytes depend on nothing but what is in them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

CREATED = (1980, 1, 1, 0, 0, 0)
"""The first day that a zip can name; a clock would make each run differ."""


def zipped(parts: Mapping[str, bytes], stored: frozenset[str] = frozenset()) -> bytes:
    """Return a zip of parts by name, in their order; those in `stored` are not compressed.

    >>> zipped({"a.txt": b"a"}) == zipped({"a.txt": b"a"})
    True
    """
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in parts.items():
            part = zipfile.ZipInfo(name, CREATED)
            part.compress_type = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            # Neither the rights of a user nor the system that it was made on.
            part.create_system, part.external_attr = 0, 0
            archive.writestr(part, content)
    return target.getvalue()
