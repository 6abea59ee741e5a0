"""Why datamap could not do what was asked; faults of the data themselves are problems, not exceptions."""

from __future__ import annotations


class DatamapError(Exception):
    """Something asked for cannot be done; the message says what, where and what to do.

    Attributes:
        exit_code: what the command line returns for it (2: usage or environment).

    >>> str(DatamapError("no folder 'inventory' here: name one with --inventory DIR"))
    "no folder 'inventory' here: name one with --inventory DIR"
    """

    exit_code = 2


class UnknownNameError(DatamapError):
    """A name on the command line or in a call means nothing, or several things, in this inventory."""
