"""The hash chain: the bytes of a revision, how each hash covers the one before, and what a broken chain tells."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import NamedTuple

from datamap.model.state import Change

BATCH = 1_000
"""How many changes are in hand at a time: few enough to stay in the processor's caches while they are hashed."""


class Revision(NamedTuple):
    """One step of a register, as the journal holds it.

    Attributes:
        sequence: its number, from 1.
        at: when it was made, UTC, ISO 8601 with microseconds.
        author: the seal of who made it.
        reason: why.
        origin: what it came from, such as a folder or a file.
        origin_sha256: the digest of what it came from.
        changes: how many fields it changed.
        changes_sha256: the digest of these changes.
        previous: the hash of the revision before.
        hash: its own hash, over all of the above.
    """

    sequence: int
    at: str
    author: str
    reason: str
    origin: str
    origin_sha256: str
    changes: int
    changes_sha256: str
    previous: str
    hash: str


# Item separators are line feeds at first: JSON escapes those inside texts, so one can tell rows from fields and make
# the bytes of thousands of changes in one call.
_ROWS = json.JSONEncoder(ensure_ascii=True, separators=("\n", ":"), default=lambda value: {"strange": repr(value)})


def canonical(changes: Sequence[tuple[object, ...]]) -> bytes:
    r"""Return the bytes of changes: a JSON list per change, in their order, each ended by a line feed.

    JSON escapes line feeds and quotes, so no two lists of changes have the same bytes.

    >>> canonical([("org-a", None), ("org-b", "x")])
    b'["org-a",null]\n["org-b","x"]\n'
    """
    if not changes:
        return b""
    rows = _ROWS.encode(changes)[1:-1].replace("]\n[", "]\0[").replace("\n", ",").replace("\0", "\n")
    return f"{rows}\n".encode("ascii")


def digest_of(changes: Iterable[Change]) -> str:
    """Return the SHA-256 of the bytes of changes."""
    sha = hashlib.sha256()
    rest = iter(changes)
    while part := list(islice(rest, BATCH)):
        sha.update(canonical(part))
    return sha.hexdigest()


def hash_of(revision: Revision) -> str:
    """Return the hash that a revision must bear: the SHA-256 of its other columns as a JSON list.

    >>> first = Revision(1, "2026-01-01T00:00:00.000000Z", "a", "", "", "", 0, digest_of([]), beginning_of("id"), "")
    >>> hash_of(first) == hash_of(first._replace(hash="changed")), hash_of(first) == hash_of(first._replace(reason="x"))
    (True, False)
    """
    return hashlib.sha256(canonical([revision[:-1]])[:-1]).hexdigest()


def beginning_of(register: str) -> str:
    """Return what stands as the previous hash of the first revision: the SHA-256 of the register's id as a JSON list.

    So the id is part of what the chain holds: two registers have no revision in common, even if all else is alike.

    >>> beginning_of("a") == beginning_of("b")
    False
    """
    return hashlib.sha256(canonical([(register,)])[:-1]).hexdigest()


def seal_of(name: str, key: str) -> str:
    """Return the seal that stands for a person in the journal: HMAC-SHA256 of the name, in hexadecimal digits."""
    return hmac.new(bytes.fromhex(key), name.encode(), hashlib.sha256).hexdigest()
