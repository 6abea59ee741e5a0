"""Accepting findings and taking that back: an event in the journal of a register, or a line in a folder of text."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import NamedTuple

from datamap.checks.acceptance import acceptance_of
from datamap.checks.finding import Finding
from datamap.errors import DatamapError, UnknownNameError
from datamap.files import write_whole
from datamap.inventory import format_records, read_comments
from datamap.model import Acceptance, Inventory, Organisation, kind_named
from datamap.model.state import changes_between, state_of
from datamap.register.clock import today
from datamap.register.keeping import signature_of
from datamap.register.reading import TEXT_FOLDER, found_register, open_inventory, open_kept
from datamap.text import did_you_mean

Find = Callable[[Inventory], Sequence[Finding]]
"""Finds what there is to accept in the records."""


class Kept(NamedTuple):
    """Records, and where a change to them is written.

    Attributes:
        inventory: the records.
        place: the register; None: the records are text.
        revision: the newest revision of the register.
        folder: the folder of text.
    """

    inventory: Inventory
    place: str | None
    revision: int
    folder: Path


class Decision(NamedTuple):
    """Why, until which day and by whom a finding is accepted; no author: who runs the program."""

    reason: str
    until: datetime.date
    author: str | None = None


def open_to_decide(register: str | None, folder: Path | None) -> Kept:
    """Return the records of the register or the folder that a person means, ready for a change.

    Raises:
        DatamapError: both are named, or neither is there.
    """
    from datamap.store.connect import open_register, reading
    from datamap.store.journal import read_head

    if register and folder:
        raise DatamapError("name a register or a folder of text, not both: leave out --register or --inventory")
    place = register or (None if folder else found_register())
    if place is None:
        home = folder or Path(TEXT_FOLDER)
        return Kept(open_inventory(home), None, 0, home)
    with reading(open_register(place)) as connection:
        head = read_head(connection)
    revision = head.sequence if head else 0
    return Kept(open_kept(place, str(revision) if revision else None), place, revision, Path())


def accept(kept: Kept, words: str, decision: Decision, find: Find) -> Acceptance:
    """Accept the finding that a person means, as one revision or in the text; return what was recorded.

    Raises:
        UnknownNameError: no finding, or more than one, is called so.
        DatamapError: there is no reason, the day is past, or the same was decided already.
        ConflictError: somebody decided about the finding meanwhile.
    """
    if not decision.reason.strip():
        raise DatamapError("say why with --reason: an accepted finding is only as good as its reason")
    if decision.until < today():
        raise DatamapError(f"{decision.until} is past: name a day to come with --until")
    finding = finding_called(words, find(kept.inventory))
    person = signature_of(decision.author, "", "", "").author
    new = acceptance_of(finding, kept.inventory, decision.reason, person, today(), decision.until)
    if kept.inventory.records.get(new.id) == new:
        raise DatamapError(f"'{finding.key}' is accepted already, until {new.until}")
    _write(kept, new.id, new, f"acceptance of {finding.key}", (decision.author, decision.reason))
    return new


def withdraw(kept: Kept, words: str, reason: str = "", author: str | None = None) -> Acceptance:
    """Take back the acceptance of a finding, as one revision or in the text; return what it was.

    Raises:
        UnknownNameError: no finding that is called so was accepted, or more than one.
    """
    known = {each.finding: each for each in kept.inventory.of(Acceptance)}
    advice = "`datamap accept --list` tells what was accepted"
    old = known[_key_called(words, known, "no finding '{}' was accepted", advice)]
    _write(kept, old.id, None, f"acceptance of {old.finding} withdrawn", (author, reason))
    return old


def finding_called(words: str, findings: Sequence[Finding]) -> Finding:
    """Return the finding that a person means by its key, or by the beginning of the key if that is enough.

    Raises:
        UnknownNameError: none, or more than one, is called so.

    >>> from datamap.checks.examples import activity
    >>> from datamap.checks.run import check
    >>> from datamap.model import inventory_of
    >>> finding_called("PUR-001 act-a", check(inventory_of([activity()]))).code
    'PUR-001'
    """
    keys = {each.key: each for each in findings}
    return keys[_key_called(words, keys, "there is no finding '{}'", "`datamap check --format json` tells the keys")]


def _key_called(words: str, keys: Collection[str], unknown: str, advice: str) -> str:
    """Return the key that a person means by it or by its beginning; the rest is said where there is none."""
    if words in keys:
        return words
    begun = [key for key in keys if key.startswith(f"{words} ")]
    if len(begun) == 1:
        return begun[0]
    if begun:
        told = "\n  ".join(begun)
        raise UnknownNameError(f"'{words}' may be each of {len(begun)} findings; write one of their keys:\n  {told}")
    raise UnknownNameError(f"{unknown.format(words)}; {did_you_mean(words, keys) or advice}")


def _write(kept: Kept, id: str, new: Acceptance | None, what: str, signed: tuple[str | None, str]) -> None:
    """Write an acceptance, or with None that there is none any more."""
    old = kept.inventory.records.get(id)
    if kept.place is None:
        _write_text(kept, old, new)
        return
    from datamap.store.connect import open_register
    from datamap.store.journal import append, digest_of_texts

    before, behind = (state_of(Inventory({id: each} if each else {})) for each in (old, new))
    author, reason = signed
    signature = signature_of(author, reason, what, digest_of_texts([(what, str(kept.revision))]))
    append(open_register(kept.place), changes_between(before, behind), kept.revision, signature)


def _write_text(kept: Kept, old: object, new: Acceptance | None) -> None:
    """Write the file of an organisation's acceptances; the last one that goes takes the file with it."""
    home = next(each.organisation for each in (new, old) if isinstance(each, Acceptance))
    others = [each for each in kept.inventory.of(Acceptance) if each.organisation == home and each != old]
    folder = kept.inventory.get(Organisation, home).id.removeprefix("org-")
    path = kept.folder / folder / f"{kind_named('acceptance').stem}.yaml"
    if path.is_file() and (lines := read_comments(path)):
        raise DatamapError(f"a comment would be lost in '{path}' (line {lines[0]}): move it into the field 'note'")
    records = [*others, *([new] if new else [])]
    if records:
        write_whole(path, format_records(records).encode())
    else:
        path.unlink()
