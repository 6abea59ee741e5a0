"""Proving and saving a register: verify it, seal it, copy it, write it out whole, forget a person's name."""

from __future__ import annotations

import io
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

from datamap.errors import DatamapError
from datamap.files import write_whole
from datamap.problems import Report
from datamap.register.clock import now
from datamap.register.keeping import signature_of
from datamap.store import backup as _backup
from datamap.store import erasure, export, migrate, people, restore, seal, verify
from datamap.store.chain import Revision
from datamap.store.connect import open_any, open_register, reading
from datamap.store.journal import digest_of_texts


def verify_register(place: str, seal_file: Path | None = None) -> Report:
    """Return what is wrong with a register, and with what a seal says of it; empty if it is what was written.

    Raises:
        DatamapError: there is no such register, or the file is no seal.
    """
    known = seal.read_seal(_read_text(seal_file)) if seal_file else None
    return Report(verify.verify(open_register(place), known))


def _read_text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise DatamapError(f"cannot read '{file}': {getattr(error, 'strerror', 'it is no text')}") from None


def write_seal(place: str, file: Path) -> str:
    """Write the seal of a register into a file and return it; keep it where nobody can change both."""
    text = seal.make_seal(open_register(place), now())
    write_whole(file, text.encode())
    return text


def migrate_register(place: str, steps: Sequence[migrate.Step] = migrate.STEPS) -> list[int]:
    """Bring a register of an older datamap to the tables of this one; return the versions that it went through.

    Its revisions and their hashes stay as they are; each step is whole or not at all.

    Raises:
        DatamapError: there is no such register, or a newer program made it; nothing was touched.
    """
    return migrate.migrate(open_any(place), steps)


def verifier_script() -> str:
    """Return the program with which an auditor verifies a register without datamap.

    >>> "import datamap" in verifier_script()
    False
    """
    return (files("datamap.store") / "verify_register.py").read_text(encoding="utf-8")


def write_backup(place: str, file: Path) -> None:
    """Write a copy of a register, of one moment, while others go on writing."""
    _backup.backup(open_register(place), file)


def write_export(place: str, file: Path) -> int:
    """Write a whole register, history included, as JSON lines; return how many."""
    lines = list(export.export_all(open_register(place)))
    write_whole(file, "".join(line if line.endswith("\n") else f"{line}\n" for line in lines).encode())
    return len(lines)


def restore_export(file: Path, place: str) -> None:
    """Make a new register from a file that `write_export` wrote: same digest, same history.

    Raises:
        DatamapError: the file is damaged or cut, or a register stands there already; nothing is written.
    """
    restore.restore(io.StringIO(_read_text(file), newline="\n"), place)


def see_that_is_known(place: str, name: str) -> None:
    """See that somebody of a name made a revision.

    Raises:
        UnknownNameError: nobody did.
    """
    with reading(open_register(place)) as connection:
        if name not in people.read_names(connection).values():
            raise erasure.nobody(name)


def forget_person(place: str, name: str, author: str | None = None, reason: str = "") -> Revision:
    """Destroy a person's name and key in a register; return the revision that notes it. The chain still verifies.

    Args:
        place: the register.
        name: whose name it is, as the history shows it.
        author: who erases it; left out: as for every revision.
        reason: why; it must not hold the name.

    Raises:
        UnknownNameError: nobody of that name made a revision.
        DatamapError: the reason holds the name, or others read the register, so that a trace is left for now.
    """
    if name and name in reason:
        raise DatamapError("the reason holds the name, and would keep it for good: leave it out")
    signature = signature_of(author, reason or "a person's name was erased", "erasure of a name", "")
    sha = digest_of_texts([(signature.origin, signature.at)])
    return erasure.forget(open_register(place), name, signature._replace(origin_sha256=sha))
