"""Commands that keep a register: make it, fill it, write it out, look at its past, take a revision back."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from datamap.cli.options import (
    as_of_option,
    author_option,
    format_option,
    quiet_option,
    reason_option,
    register_option,
    see_that_is_meant,
    yes_option,
)
from datamap.cli.output import Cell, Table, is_quiet, print_answer, say
from datamap.model import NONE, NOT_RECORDED, find, kind_named
from datamap.model.kinds import field_title, is_kept_id
from datamap.model.state import Change
from datamap.register.reading import open_kept, place_of
from datamap.text import told_moment

if TYPE_CHECKING:
    from datamap.register.conflicts import Conflict
    from datamap.register.keeping import Plan

MOST_CHANGES = 40
"""How many changes a plan shows to people before it counts the rest."""


@click.command("init")
@register_option
@quiet_option
def init_command(register: str | None) -> None:
    """Make a new, empty register: register.db here, or the file or PostgreSQL database that is named."""
    from datamap.register.keeping import init
    from datamap.store.connect import shown_place

    place = place_of(register)
    init(place)
    named = f" --register {shown_place(place)}" if register else ""
    begun = "load inventory/" if Path("inventory").is_dir() else "workbook export edit.xlsx"
    say(f"made the register {shown_place(place)}\nNext: datamap {begun}{named}")


@click.command("load")
@click.argument("folder", type=click.Path(path_type=Path))
@register_option
@click.option(
    "--base",
    metavar="REV|DATE",
    help="The revision that the text was written from; if left out: the one it was dumped from or loaded as.",
)
@click.option("--plan", "only_plan", is_flag=True, help="Show what would change, and write nothing.")
@author_option
@reason_option
@yes_option
@format_option("text", "json", "csv")
@quiet_option
def load_command(
    folder: Path, register: str | None, base: str | None, only_plan: bool, author: str | None, reason: str, yes: bool,
    style: str,
) -> None:  # fmt: skip
    """Load a folder of text into the register as one revision; the plan is shown first.

    The folder is marked with the revision (.datamap-revision): when the text comes again, edited, others' changes stay.
    Text that does not say which revision it was written from adds and changes, and takes nothing back without --base.

    Exit code 3: somebody changed the same fields meanwhile; both values are told, nothing is written.
    """
    from datamap.register.keeping import plan_load

    plan = plan_load(place_of(register), folder, base)
    _tell(plan, style)
    _apply(plan, author, reason, yes=yes, only_plan=only_plan)


def _apply(plan: Plan, author: str | None, reason: str, *, yes: bool, only_plan: bool) -> None:
    """Do what a plan says after a look at what it would retire."""
    from datamap.register.conflicts import refusal
    from datamap.register.keeping import apply

    if plan.conflicts:
        raise refusal(plan.conflicts, plan.base, is_based=plan.is_based)
    if plan.applied is not None:
        say(
            f"already applied: revision {plan.applied} came from the same text; what was recorded since stays", err=True
        )
    elif not plan.changes:
        say("nothing to change: the register holds this already", err=True)
    elif not only_plan:
        if plan.retired:
            see_that_is_meant(f"{len(plan.retired)} records would be retired", yes=yes)
        revision = apply(plan, author, reason)
        say(f"revision {revision.sequence}: {revision.changes} changes, hash {revision.hash[:12]}", err=True)
        if revision.sequence > plan.base + 1:
            click.echo("others changed the register meanwhile: dump it again before you edit on", err=True)


def _tell(plan: Plan, style: str) -> None:
    """Print a plan: what happens to how many records, and field by field."""
    from datamap.store.connect import shown_place

    if style == "text" and is_quiet():
        return
    rows: list[dict[str, Cell]] = [
        {"what": what, "kind": kind, "records": number}
        for what, kinds in plan.counts().items()
        for kind, number in sorted(kinds.items())
    ]
    title = f"Plan for {shown_place(plan.place)} on revision {plan.base}, from {plan.origin}"
    columns = ["what", "kind", "records"]
    counts = Table(name="plan", title=title, columns=columns, rows=rows, empty="nothing would change")
    conflicts = _conflicts_table(plan.conflicts, style)
    if style == "text":
        changes = _changes_table(plan.changes[:MOST_CHANGES], len(plan.changes), style)
        print_answer([counts, changes, conflicts] if plan.conflicts else [counts, changes], style)
    else:
        print_answer([_changes_table(plan.changes, len(plan.changes), style), counts, conflicts], style)


def _conflicts_table(conflicts: Sequence[Conflict], style: str) -> Table:
    """Return what a text says otherwise than others who recorded something since, with both values."""
    rows: list[dict[str, Cell]] = [
        {
            "record": each.change.record,
            "field": _field_of(each.change, style),
            "yours": _value(each.change.after, style),
            "meanwhile": _value(each.held, style),
            "revision": each.revision,
            "who": each.author,
        }
        for each in conflicts
    ]
    columns = ["record", "field", "yours", "meanwhile", "revision", "who"]
    return Table(name="conflicts", title=f"Recorded meanwhile ({len(rows)})", columns=columns, rows=rows)


def _changes_table(changes: Sequence[Change], among: int, style: str) -> Table:
    """Return changes field by field, and how many there are in all."""
    rows: list[dict[str, Cell]] = [_change_row(change, style) for change in changes]
    title = f"Changes ({among})" if len(changes) == among else f"Changes ({among}; the first {len(changes)})"
    return Table(name="changes", title=title, columns=["record", "field", "before", "after"], rows=rows)


def _change_row(change: Change, style: str) -> dict[str, Cell]:
    before, after = _value(change.before, style), _value(change.after, style)
    return {"record": change.record, "field": _field_of(change, style), "before": before, "after": after}


def _value(words: str | None, style: str) -> Cell:
    """Return the canonical words of a field as people read them, texts in quotes; for programs, the value itself."""
    from datamap.store.rebase import shown

    if style == "text":
        return shown(words)
    value = NOT_RECORDED if words is None else json.loads(words)
    return NONE if value is None else tuple(value) if isinstance(value, list) else value


def _field_of(change: Change, style: str) -> str:
    """Return what people call a field; for programs, its name."""
    return field_title(change.kind, change.field) if style == "text" else change.field


@click.command("dump")
@click.argument("folder", type=click.Path(path_type=Path))
@register_option
@as_of_option
@quiet_option
def dump_command(folder: Path, register: str | None, as_of: str | None) -> None:
    """Write what the register holds as canonical text; loading it again changes nothing."""
    from datamap.register.dumping import dump

    paths = dump(place_of(register), folder, as_of)
    say(f"{len(paths)} files written below {folder}")


@click.command("status")
@register_option
@as_of_option
@format_option("text", "json", "csv")
def status_command(register: str | None, as_of: str | None, style: str) -> None:
    """Show what the register holds or held, and its newest revision then."""
    from datamap.register import keeping
    from datamap.store.connect import shown_place

    place = place_of(register)
    revisions, holdings = keeping.status(place, as_of)
    rows: list[dict[str, Cell]] = [
        {"kind": kind_named(kind).title, "records": number} for kind, number in holdings.kinds.items()
    ]
    facts: list[dict[str, Cell]] = [
        {"field": "register", "value": shown_place(place)},
        {"field": "revision", "value": len(revisions)},
        {"field": "inventory digest", "value": holdings.digest[:12]},
    ]
    if revisions:
        newest = revisions[-1]
        names = keeping.names(place, [newest.author])
        facts += [
            {"field": "when", "value": _when(newest.at, style)},
            {"field": "who", "value": names[newest.author]},
            {"field": "hash", "value": newest.hash},
        ]
    tables = [
        Table(name="register", title="", columns=["field", "value"], rows=facts),
        Table(name="kinds", title="Records", columns=["kind", "records"], rows=rows, empty="no records yet"),
    ]
    print_answer(tables, style)


@click.command("history")
@click.argument("record", required=False)
@register_option
@as_of_option
@format_option("text", "json", "csv")
def history_command(record: str | None, register: str | None, as_of: str | None, style: str) -> None:
    """Show the revisions of the register, or of one record: who, when, why, field, before and after."""
    from datamap.register import keeping

    place = place_of(register)
    if record is None:
        revisions, _changes = keeping.history(place, "", as_of)
        names = keeping.names(place, [each.author for each in revisions])
        rows: list[dict[str, Cell]] = [
            {
                "revision": each.sequence,
                "when": _when(each.at, style),
                "who": names[each.author],
                "why": each.reason,
                "from": each.origin,
                "changes": each.changes,
                "hash": each.hash[:12],
            }
            for each in revisions
        ]
        columns = ["revision", "when", "who", "why", "from", "changes", "hash"]
        print_answer([Table(name="revisions", title="", columns=columns, rows=rows, empty="no revisions yet")], style)
        return
    print_answer([_record_history(place, record, as_of, style)], style)


def _when(at: str, style: str) -> str:
    """Return a time of the journal as people read it; for programs, as it is."""
    return told_moment(at) if style == "text" else at


def _record_history(place: str, words: str, as_of: str | None, style: str) -> Table:
    """Return the history of one record, also of one that is retired; it is named by its id then."""
    from datamap.register import keeping

    revisions, changes = keeping.history(place, words if is_kept_id(words) else "", as_of)
    if not changes:
        [id] = find(open_kept(place, as_of), words)
        revisions, changes = keeping.history(place, id, as_of)
    made = {each.sequence: each for each in revisions}
    names = keeping.names(place, [each.author for each in revisions])
    rows: list[dict[str, Cell]] = [
        {
            "revision": number,
            "when": _when(made[number].at, style),
            "who": names[made[number].author],
            "why": made[number].reason,
            **{name: cell for name, cell in _change_row(change, style).items() if name != "record"},
        }
        for number, change in changes
    ]
    title = f"{changes[0][1].record} ({kind_named(changes[0][1].kind).title})" if changes else words
    columns = ["revision", "when", "who", "why", "field", "before", "after"]
    return Table(name="history", title=title, columns=columns, rows=rows)


@click.command("diff")
@click.argument("first", metavar="REV|DATE")
@click.argument("second", metavar="REV|DATE")
@register_option
@format_option("text", "json", "csv")
def diff_command(first: str, second: str, register: str | None, style: str) -> None:
    """Show what changed from one revision or date to another, field by field."""
    from datamap.register.keeping import difference

    changes = difference(place_of(register), first, second)
    rows: list[dict[str, Cell]] = [_change_row(change, style) for change in changes]
    title = f"From {first} to {second} ({len(changes)})"
    columns = ["record", "field", "before", "after"]
    print_answer([Table(name="changes", title=title, columns=columns, rows=rows)], style)


@click.command("undo")
@click.argument("revision", type=int)
@register_option
@author_option
@reason_option
@yes_option
@format_option("text", "json", "csv")
@quiet_option
def undo_command(revision: int, register: str | None, author: str | None, reason: str, yes: bool, style: str) -> None:
    """Take a revision back by a new one.

    Exit code 3: its fields hold something else by now, or later revisions need what it recorded; the list is told,
    nothing is written.
    """
    from datamap.register.undoing import plan_undo

    plan = plan_undo(place_of(register), revision)
    _tell(plan, style)
    _apply(plan, author, reason or plan.origin, yes=yes, only_plan=False)
