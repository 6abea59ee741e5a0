"""The fingerprint of a row: tells whether it is as it was exported, and whether its cells were torn apart.

Cells are torn apart where one column is sorted alone.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable

_LETTERS = "bcdfghjkmnpqrstvwxz"
"""Consonants: no spreadsheet program reads a number, a date or a word out of them."""
_PAIRS = tuple(first + second for first in _LETTERS for second in _LETTERS)
_AS_LETTERS = str.maketrans("0123456789abcdef", _LETTERS[:16])
LETTERS_OF_WHOLE = 16
"""Letters of the part of a fingerprint that stands for the whole row."""
_LOOKED_AT = 200
"""Characters of each text that count."""


def fingerprint(id: str, *texts: str) -> str:
    """Return the fingerprint of a row: a group of letters for its id, then one for each of its key cells.

    Each group covers the id too, so that it tells whether that cell still stands beside its id. Case and
    white space do not count, since programs change them by themselves.

    >>> fingerprint("act-push", "Push messages", "Controller")
    'hbdj-wmvj-sbgf'
    >>> torn_apart(fingerprint("act-push", "Push messages", "Controller"), "act-push", "Calls", "controller ")
    (False, True, False)
    """
    return "-".join(_group(id, number, text) for number, text in enumerate(("", *texts)))


def whole_row(revision: str, kind: str, texts: Iterable[str]) -> str:
    """Return the letters that stand for all cells of a row together: 64 bits, so that no other row bears them.

    Args:
        revision: the hash of the revision that is exported: a row of an older export, copied into a newer one, is as
            it was exported then, and may say something else than the newer one.
        kind: the name of the kind of record.
        texts: of all cells but that of the fingerprint, in the order in which they are exported.

    >>> whole_row("ab", "party", ["party-a", "", "Acme"]) == whole_row("ab", "party", ["party-a", "", "Acme "])
    False
    """
    words = "\0".join((revision, kind, *texts)).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(words, digest_size=8).hexdigest().translate(_AS_LETTERS)


def torn_apart(expected: str, id: str, *texts: str) -> tuple[bool, ...]:
    """Return for the id and for each key cell whether it differs from what the fingerprint was made of.

    A cell that somebody edited differs too: only many rows that differ in the same columns tell of a wrong sort.
    """
    groups = [*expected.split("-"), *[""] * len(texts)]
    return tuple(groups[number] != _group(id, number, text) for number, text in enumerate(("", *texts)))


def _group(id: str, number: int, text: str) -> str:
    """Return four letters for one cell: a sum that is quick to make, since it guards against slips, not people."""
    words = f"{id}\0{number}\0{''.join(text[:_LOOKED_AT].split()).casefold()}"
    rest, last = divmod(zlib.crc32(words.encode("utf-8", "surrogatepass")), len(_PAIRS))
    return _PAIRS[last] + _PAIRS[rest % len(_PAIRS)]
