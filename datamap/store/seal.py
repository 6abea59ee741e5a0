"""Seals: the head of a register in a small text that is kept elsewhere, and what it says about a register later."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from sqlalchemy import Engine, func, select

from datamap.errors import DatamapError
from datamap.problems import Problem
from datamap.store.chain import beginning_of
from datamap.store.connect import reading
from datamap.store.journal import read_head, read_id
from datamap.store.schema import REVISION

FORMAT = "datamap seal"
VERSION = 1


class Seal(NamedTuple):
    """What a register was at one moment.

    Attributes:
        register: the id of the register.
        sequence: its newest revision, 0 if it was empty.
        hash: the hash of that revision; it covers all that was before.
        changes: how many changes the journal held.
        made: when the seal was made.
        earlier: hashes of revisions 1, 2, 4, 8 … before, to tell about where another history parts from this one.
    """

    register: str
    sequence: int
    hash: str
    changes: int
    made: str
    earlier: dict[int, str]

    @property
    def marks(self) -> dict[int, str]:
        """The hash of each revision that the seal knows."""
        return {**self.earlier, self.sequence: self.hash} if self.sequence else {}


def make_seal(engine: Engine, made: str) -> str:
    """Return the seal of a register as text; keep it where nobody can change it together with the register.

    Args:
        engine: of an open register.
        made: the time, UTC, ISO 8601.
    """
    with reading(engine) as connection:
        head = read_head(connection)
        sequence = head.sequence if head else 0
        steps = {1, *(sequence - 2**power for power in range(sequence.bit_length()))} - {sequence}
        hashes = select(REVISION.c.sequence, REVISION.c.hash).where(REVISION.c.sequence.in_(sorted(steps)))
        earlier = {row[0]: row[1] for row in connection.execute(hashes.order_by(REVISION.c.sequence))}
        changes = connection.execute(select(func.coalesce(func.sum(REVISION.c.changes), 0))).scalar_one()
        register = read_id(connection)
        newest = head.hash if head else beginning_of(register)
        seal = Seal(register, sequence, newest, int(changes), made, earlier)
    return json.dumps({"format": FORMAT, "version": VERSION, **seal._asdict()}, indent=1) + "\n"


def read_seal(text: str) -> Seal:
    """Return the seal that a text holds.

    Raises:
        DatamapError: it is no seal, or one of a newer program.

    >>> read_seal('{"format": "other"}')
    Traceback (most recent call last):
    datamap.errors.DatamapError: this is no seal of a register: make one with `datamap seal FILE`
    """
    try:
        content = json.loads(text)
        version = {FORMAT: int(content["version"])}[content.pop("format")]
        del content["version"]
        seal = _seal(Seal(**content)) if version == VERSION else None
    except (ValueError, TypeError, KeyError, AttributeError):
        raise DatamapError("this is no seal of a register: make one with `datamap seal FILE`") from None
    if seal is None:
        raise DatamapError(f"this seal has version {version}, this program knows {VERSION}: update datamap")
    return seal


def _seal(read: Seal) -> Seal:
    """Return a seal with numbers where JSON has names."""
    earlier = {int(number): str(each) for number, each in read.earlier.items()}
    return Seal(str(read.register), int(read.sequence), str(read.hash), int(read.changes), str(read.made), earlier)


def check_seal(seal: Seal, register: str, last: int, hashes: Mapping[int, str]) -> Iterator[Problem]:
    """Yield what a seal proves to be wrong.

    Args:
        seal: made earlier.
        register: the id of the register that is verified.
        last: its newest revision.
        hashes: the hashes that it holds for the revisions that the seal knows.
    """
    if register != seal.register:
        yield Problem(
            code="JRN-012",
            message=f"the seal is of register {seal.register}, this is {register or 'one without an id'}",
            hint="take the seal of this register",
        )
        return
    if last < seal.sequence:
        yield Problem(
            code="JRN-010",
            message=f"the register ends at revision {last}, and had {seal.sequence} when it was sealed at {seal.made}: "
            "its newest revisions were cut off, or this is an older copy",
            hint="look for the copy that has them; `datamap restore` brings back a backup",
        )
    differing = [number for number in sorted(hashes) if hashes[number] != seal.marks[number]]
    if differing:
        same = max((number for number in hashes if number < differing[0]), default=0)
        where = f"revision {differing[0]}" if differing[0] == same + 1 else f"revisions {same + 1} to {differing[0]}"
        yield Problem(
            code="JRN-011",
            message=f"this is another history than the one sealed at {seal.made}: they part at {where}",
            hint="look for the copy that fits the seal, and compare the two with `datamap history`",
        )
