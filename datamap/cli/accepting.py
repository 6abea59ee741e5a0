"""The command that accepts findings, lists what was accepted, and takes it back."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from datamap.cli.options import (
    author_option,
    day_called,
    day_of_law_called,
    format_option,
    inventory_option,
    on_option,
    quiet_option,
    reason_option,
    register_option,
    rules_option,
)
from datamap.cli.output import Cell, Table, print_answer, say
from datamap.cli.own_rules import OwnFile
from datamap.errors import DatamapError
from datamap.model import Acceptance, Inventory
from datamap.register.clock import today

if TYPE_CHECKING:
    from datamap.checks.finding import Finding
    from datamap.register.accepting import Kept

Command = Callable[..., Any]


class Look(NamedTuple):
    """By which rules and on which day findings are looked for.

    Attributes:
        on: the day; None: that of each organisation, and today for acceptances.
        rules: a file with rules of one's own, looked at beside those of the program.
    """

    on: datetime.date | None
    rules: Path | None

    def find(self, inventory: Inventory) -> Sequence[Finding]:
        """Return what is found."""
        from datamap.checks.own_run import check_own
        from datamap.checks.run import check

        if self.rules is None:
            return check(inventory, self.on)
        own = OwnFile(self.rules, is_trial=False).rules(inventory, ())
        return [*check(inventory, self.on), *check_own(own, inventory, self.on)]


def _deciding_options(command: Command) -> Command:
    """Add where the records are and how findings are looked for; the command gets `opened` and `look`."""

    @wraps(command)
    def with_kept(register: str | None, folder: Path | None, day: str | None, rules: Path | None, **rest: Any) -> Any:
        from datamap.register.accepting import open_to_decide

        look = Look(day_of_law_called(day), rules)
        return command(opened=lambda: open_to_decide(register, folder), look=look, **rest)

    return register_option(inventory_option(on_option(rules_option(with_kept))))


@click.command("accept")
@click.argument("key", nargs=-1)
@click.option("--until", metavar="DATE", help="The last day on which that holds.")
@click.option("--withdraw", "task", flag_value="withdraw", help="Take the acceptance back.")
@click.option("--list", "task", flag_value="list", help="List what was accepted, and whether it still holds.")
@_deciding_options
@author_option
@reason_option
@format_option("text", "json", "csv")
@quiet_option
def accept_command(
    key: tuple[str, ...], reason: str, until: str | None, task: str | None, author: str | None, style: str, **more: Any
) -> None:
    """Accept the finding with this KEY (code, record, field) until a day; `datamap check` then counts it apart.

    It comes back when the facts on which it rests change, or when time is up. `datamap check --format json` tells the
    keys; the beginning of one is enough if it means one finding only.
    """
    from datamap.register.accepting import Decision, accept, withdraw

    look: Look = more["look"]
    if task != "list" and not key:
        raise DatamapError(
            "name the finding by its key, such as PUR-001 act-payroll, or list what was accepted: --list"
        )
    kept: Kept = more["opened"]()
    if task == "list":
        print_answer([_listing(kept.inventory, look)], style)
    elif task == "withdraw":
        old = withdraw(kept, " ".join(key), reason, author)
        say(f"no longer accepted: {old.finding}")
    else:
        last = day_called(until)
        if last is None:
            raise DatamapError("say until when with --until DATE: what is accepted for ever is forgotten")
        new = accept(kept, " ".join(key), Decision(reason, last, author), look.find)
        say(f"accepted until {new.until}: {new.finding}")


def _listing(inventory: Inventory, look: Look) -> Table:
    """Return a line per decision: what was accepted, by whom, until when, why, and whether it still holds."""
    from datamap.checks.acceptance import hold, settled

    findings = look.find(inventory)
    held = hold(inventory, findings, look.on or today())
    standing = {each.acceptance.id: str(each.standing) for each in held if each.acceptance}
    for each in settled(inventory, findings):
        is_unseen = each.finding.startswith("OWN-") and look.rules is None
        standing[each.id] = "not looked at without --rules" if is_unseen else "no longer found"
    rows: list[dict[str, Cell]] = [
        {
            "finding": each.finding,
            "accepted by": each.person,
            "on": str(each.accepted),
            "until": str(each.until),
            "now": standing.get(each.id, "replaced by a later decision"),
            "reason": each.reason,
        }
        for each in inventory.of(Acceptance)
    ]
    columns = ["finding", "accepted by", "on", "until", "now", "reason"]
    return Table(name="accepted", title="Accepted findings", columns=columns, rows=rows, empty="nothing was accepted")
