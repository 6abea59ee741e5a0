"""Which revision a folder of text was dumped from or loaded as, so that it overwrites nothing that came since."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from datamap.files import write_whole
from datamap.store.chain import Revision, beginning_of

MARK = ".datamap-revision"
"""The file in the folder that says so; it belongs into version control together with the text."""


def write_mark(folder: Path, register: str, revision: Revision | None) -> None:
    """Note in a folder that its text is what a register holds at a revision; None: at its beginning."""
    sequence, head = (revision.sequence, revision.hash) if revision else (0, beginning_of(register))
    text = json.dumps({"register": register, "revision": sequence, "hash": head}, indent=1)
    write_whole(folder / MARK, f"{text}\n".encode())


def read_mark(folder: Path, register: str, revisions: Sequence[Revision]) -> int | None:
    """Return the revision of this register that a folder was written from; None if nothing says one that it has.

    A folder of another register, or of a copy that went another way, says nothing about this one.
    """
    try:
        mark = json.loads((folder / MARK).read_text(encoding="utf-8"))
        sequence = mark["revision"]
        known = {0: beginning_of(register), **{each.sequence: each.hash for each in revisions}}
        is_ours = mark["register"] == register and known.get(sequence) == mark["hash"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return sequence if is_ours and isinstance(sequence, int) else None
