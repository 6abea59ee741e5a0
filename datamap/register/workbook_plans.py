"""Bringing a workbook back: what it would change in a register, and doing it as one revision."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from datamap.errors import DatamapError
from datamap.labels import read_labels
from datamap.model import KINDS, assemble
from datamap.model.collector import uncollected
from datamap.model.kinds import is_kept_id
from datamap.model.state import State, after, raw_records
from datamap.problems import FaultyInventoryError, Report, Severity
from datamap.register.keeping import signature_of
from datamap.register.progress import Progress, silent
from datamap.register.workbook_findings import with_findings
from datamap.store.asof import SHARED, read_facts, read_owners
from datamap.store.chain import Revision, beginning_of
from datamap.store.connect import open_register, reading, shown_place
from datamap.store.journal import append, read_changes, read_id, read_ids, read_revisions, state_from
from datamap.store.people import read_names
from datamap.store.rebase import ConflictError
from datamap.store.unfold import unfold
from datamap.text import did_you_mean, join_words, match_key
from datamap.workbook.base import Base
from datamap.workbook.conflicts import with_choices, without_own_sheets
from datamap.workbook.deletions import confirmation_for
from datamap.workbook.edits import Edits
from datamap.workbook.guard.refusal import StrangerError
from datamap.workbook.plan import Export, FileFacts, Plan, RecordChange, What, journal_changes
from datamap.workbook.planning import Register, make_plan
from datamap.workbook.report.sections import decision_on, title_of
from datamap.workbook.tidy import tidy

if TYPE_CHECKING:
    from datamap.store.connect import Connection
    from datamap.workbook.seen import SeenFile

ALL = "all"
"""What stands for everything that a plan would change."""
MOST_TOLD = 50
"""So many conflicts are named when they stop a file; the plan shows all."""


@dataclass(frozen=True, slots=True)
class WorkbookPlan:
    """A plan with the register that it was made for.

    Attributes:
        place: the register.
        plan: what the file would change.
        state: what the register held when the plan was made, of the organisations that the file may change at least.
        seen: what was read of the file.
    """

    place: str
    plan: Plan
    state: State
    seen: SeenFile


def plan_workbook(place: str, file: Path, progress: Progress = silent) -> WorkbookPlan:
    """Return what a workbook would change in a register; nothing is written.

    Raises:
        RefusedError: the file cannot be read, or it comes from another register.
        DatamapError: there is no such register.
    """
    from datamap.workbook.read import read_file

    open_register(place)  # before a large file is read for nothing
    progress(f"reading {file.name}")
    with uncollected():
        return plan_seen(place, read_file(file), progress)


def plan_seen(place: str, seen: SeenFile, progress: Progress = silent) -> WorkbookPlan:
    """Return what a workbook that was read would change in a register; nothing is written.

    Raises:
        StrangerError: the file comes from another register, or from a revision that this one does not have.
    """
    from datamap.workbook.interpret import base_of, edits_of

    base = base_of(seen)
    progress("opening the register")
    with reading(open_register(place)) as connection:
        revisions = read_revisions(connection)
        if base:
            _refuse_strangers(base, read_id(connection), revisions, shown_place(place))
        owners = _owners_for(connection, base, seen)
        now = list(read_facts(connection, None, owners))
        is_old = base is not None and base.revision < len(revisions)
        then = list(read_facts(connection, base.revision, owners)) if base and is_old else now
        progress("comparing the file with the register")
        held = unfold(now, shown_place(place))
        exported = (unfold(then, shown_place(place)) if is_old else held) if base else None
        edits = with_choices(edits_of(without_own_sheets(seen), held, exported), seen)
        state = state_from(now)
        register = _register(connection, edits, revisions, state, state_from(then) if is_old else state)
    facts = FileFacts(seen.path, seen.size, seen.sha256, seen.format)
    plan = make_plan(facts, edits, register)
    progress("looking at the findings")
    return WorkbookPlan(place, with_findings(plan, state), state, seen)


def _owners_for(connection: Connection, base: Base | None, seen: SeenFile) -> Sequence[str] | None:
    """Return whose facts a file is held against, so that the file of one entity costs what that entity costs.

    None stands for all: for a file of the whole register, and for one in which the id of somebody else's record stands,
    so that it is told that this is outside its part.
    """
    if base is None or not base.scope.organisations:
        return None
    own = (*SHARED, *base.scope.organisations)
    words = {tidy(cell.words).words.lower() for sheet in seen.sheets for cell in sheet.cells.values()}
    return own if read_owners(connection, set(filter(is_kept_id, words))) <= {*own} else None


def _refuse_strangers(base: Base, id: str, revisions: Sequence[Revision], place: str) -> None:
    """See that a file was exported from this register, and from a revision that it has."""
    if base.register != id:
        raise StrangerError(
            f"this file was exported from another register, not from {place}: name the right one with --register; "
            "nothing was written"
        )
    if base.revision > len(revisions):
        raise StrangerError(
            f"this file was exported at revision {base.revision}, and {place} has {len(revisions)} only: it is an "
            "older copy of the register, or revisions were lost; nothing was written"
        )
    known = revisions[base.revision - 1].hash if base.revision else beginning_of(base.register)
    if base.hash != known and (base.revision or base.hash):
        raise StrangerError(
            f"this file was exported from a copy of {place} that went another way (its revision {base.revision} is not "
            "the one here): name the copy with --register; nothing was written"
        )


def _register(
    connection: Connection, edits: Edits, revisions: Sequence[Revision], state: State, then: State
) -> Register:
    """Return what a plan has to know of the register; the journal is read only for a file that brings new rows."""
    newest, base = len(revisions), then if edits.base else None
    sequence = edits.base.revision if edits.base else 0
    export = None
    if sequence:
        revision = revisions[sequence - 1]
        export = Export(sequence, revision.at, read_names(connection).get(revision.author) or "erased person")
    if all(row.id for row in edits.rows):
        return Register(newest, state, base, export, {}, ())
    made: dict[str, dict[str, str]] = {}
    first: dict[str, int] = {}
    for number, change in read_changes(connection, sequence + 1, newest):
        is_new = change.record in state.owners and not (base and change.record in base.owners)
        if is_new and change.after is not None and first.setdefault(change.record, number) == number:
            made.setdefault(change.record, {})[change.field] = change.after
    return Register(newest, state, base, export, made, read_ids(connection))


def annotate_workbook(plan: WorkbookPlan, out: Path, progress: Progress = silent) -> int:
    """Write a copy of the workbook with what is wrong marked in its cells; return how many remarks it holds.

    Raises:
        DatamapError: the copy cannot be made there, or would take the place of the file.
    """
    from datamap.workbook.annotate import write_annotated

    progress(f"writing {out.name}")
    return write_annotated(Path(plan.plan.file.path), plan.seen, plan.plan, out, read_labels("plan"))


def is_settled(plan: WorkbookPlan) -> bool:
    """Return whether a file has no faults, and the register holds all that it says already."""
    return not (plan.plan.has_errors or plan.plan.undecided or plan.plan.changes)


def apply_workbook(
    plan: WorkbookPlan,
    author: str | None = None,
    reason: str = "",
    accept: Sequence[str] = (ALL,),
    confirm: int | None = None,
) -> Revision:
    """Do what a plan says, or the accepted part of it, as one revision; return it.

    Args:
        plan: the plan, as a person saw it.
        author: who does it; left out: DATAMAP_AUTHOR, or the user.
        reason: why; it stands in the history.
        accept: "all"; or ids of records, names of kinds of records, or "new", "changed", "renamed", "deleted".
        confirm: how many deletions and clears the person expects, where so many have to be confirmed.

    Raises:
        FaultyInventoryError: the file has errors, or the accepted part alone would not be sound.
        ConflictError: both sides changed the same field and nobody has decided, or somebody was quicker.
        DatamapError: there is nothing to change, or a number has to be confirmed.
    """
    shown = plan.plan
    if shown.has_errors:
        raise FaultyInventoryError(Report(shown.problems))
    changes = accepted(shown, accept)
    _refuse_conflicts(shown, accept, changes)
    if not changes:
        raise DatamapError("there is nothing to change: the register holds this already")
    needed = confirmation_for(changes, plan.state, shown.exported)
    if needed and confirm != needed.number:
        raise DatamapError(
            f"{join_words(needed.reasons)}: if that is meant, say the number with --confirm {needed.number}; "
            "nothing was written"
        )
    made = journal_changes(changes)
    is_part = len(changes) < len(shown.changes)
    if is_part:
        _check_part(after(plan.state, made))
    origin = f"{Path(shown.file.path).name}{' (a part of it)' if is_part else ''}"
    signature = signature_of(author, reason, origin, shown.file.sha256)
    return append(open_register(plan.place), made, shown.revision, signature)


def accepted(plan: Plan, accept: Sequence[str]) -> list[RecordChange]:
    """Return the changes that are meant by "all", by ids of records, by kinds of records or by kinds of changes.

    Raises:
        DatamapError: a word means no change of the plan.
    """
    if ALL in accept or not accept:
        return list(plan.changes)
    chosen: set[str] = set()
    for word in accept:
        found = {each.record for each in plan.changes if _is_meant(each, word)}
        if not found:
            there = [ALL, *(str(what) for what in What if plan.of(what))]
            among = {ALL, *map(str, What), *(each.record for each in plan.changes)} - {word}
            hint = did_you_mean(word, sorted(among)) or f"write an ID, a kind of record, or {join_words(there, 'or')}"
            raise DatamapError(f"the plan changes nothing that '{word}' means; {hint}")
        chosen |= found
    return [each for each in plan.changes if each.record in chosen]


def _is_meant(change: RecordChange, word: str) -> bool:
    kind = next(kind for kind in KINDS if kind.name == change.kind)
    words = (change.what, kind.name, kind.title, kind.stem)
    return word == change.record or match_key(word) in {match_key(str(each)) for each in words}


def _refuse_conflicts(plan: Plan, accept: Sequence[str], changes: Sequence[RecordChange]) -> None:
    """See that no conflict stands in what was accepted; a part without them may go first."""
    chosen = {each.record for each in changes}
    everything = ALL in accept or not accept
    open_ones = [each for each in plan.undecided if everything or each.record in chosen]
    if open_ones:
        labels = read_labels("plan")
        told = "\n  ".join(
            f"{each.name} ({each.record}), {title_of(each.kind, each.field, labels)}: {each.place}"
            for each in open_ones[:MOST_TOLD]
        )
        rest = len(open_ones) - MOST_TOLD
        told += f"\n  and {rest:,} more" if rest > 0 else ""
        raise ConflictError(
            f"both the file and the register changed the same; nothing was written:\n  {told}\n"
            f"{decision_on(plan, labels)}"
        )


def _check_part(state: State) -> None:
    """See that a part of the changes is sound without the others."""
    _inventory, report = assemble(raw_records(state, "the register"))
    if report.has_errors:
        raise FaultyInventoryError(
            Report(
                replace(each, hint="accept the changes that belong together, or all of them")
                for each in report
                if each.severity is Severity.ERROR
            )
        )
