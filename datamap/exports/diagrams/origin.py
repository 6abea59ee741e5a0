"""What a PDF or a PNG says about itself: which SVG or document it was made from, and by what."""

from __future__ import annotations

import re

_ORIGIN = re.compile(rb"(?:svg|document)-sha256:[0-9a-f]{64}")
_RENDERER = re.compile(rb"typst \d+(?:\.\d+)+")


def read_origin(picture: bytes) -> str:
    """Return the SVG or document that a PDF or PNG of ours names, or "" if it names none.

    >>> read_origin(b"no picture of ours")
    ''
    """
    found = _ORIGIN.search(picture)
    return found[0].decode() if found else ""


def read_renderer(picture: bytes) -> str:
    """Return the name and version of the program that drew a PDF or PNG of ours, or ""."""
    found = _RENDERER.search(picture)
    return found[0].decode() if found else ""
