"""The command that accepts findings, lists what was accepted, and takes it back."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from functools import wraps
from pathlib import Path
from typing import Any, NamedTuple

import click

from datamap.checks.acceptance import hold, settled
from datamap.checks.finding import Finding
from datamap.checks.own_run import check_own
from datamap.checks.run import check
from datamap.cli.keeping import author_option
from datamap.cli.options import day_called, day_of_law_called, format_option
from datamap.cli.output import Cell, Table, print_answer
from datamap.cli.own_rules import OwnFile
from datamap.errors import DatamapError
from datamap.model import Acceptance, Inventory
from datamap.register.accepting import Decision, Kept, accept, open_to_decide, withdraw
from datamap.register.clock import today

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
        if self.rules is None:
            return check(inventory, self.on)
        own = OwnFile(self.rules, is_trial=False).rules(inventory, ())
        return [*check(inventory, self.on), *check_own(own, inventory, self.on)]


def _deciding_options(command: Command) -> Command:
    """Add where the records are and how findings are looked for; the command gets them as `kept` and `look`."""

    @wraps(command)
    def with_kept(register: str | None, folder: Path | None, day: str | None, rules: Path | None, **rest: Any) -> Any:
        return command(kept=open_to_decide(register, folder), look=Look(day_of_law_called(day), rules), **rest)

    path = click.Path(path_type=Path)
    for option in (
        click.option("--register", metavar="FILE|URL", help="The register; if left out: what is found here."),
        click.option("--inventory", "folder", type=path, metavar="DIR", help="This folder of text."),
        click.option("--on", "day", metavar="DATE", help="The law of this day, as for `datamap check`."),
        click.option("--rules", type=path, metavar="FILE", help="Rules of one's own, to accept findings of theirs."),
    ):
        with_kept = option(with_kept)
    return with_kept


@click.command("accept")
@click.argument("key", nargs=-1)
@click.option("--reason", default="", metavar="TEXT", help="Why the finding is accepted; it stands in the history.")
@click.option("--until", metavar="DATE", help="The last day on which that holds.")
@click.option("--withdraw", "task", flag_value="withdraw", help="Take the acceptance back.")
@click.option("--list", "task", flag_value="list", help="List what was accepted, and whether it still holds.")
@_deciding_options
@author_option
@format_option
def accept_command(
    key: tuple[str, ...], reason: str, until: str | None, task: str | None, author: str | None, style: str, **more: Any
) -> None:
    """Accept the finding with this KEY (code, record, field) until a day; `datamap check` then counts it apart.

    It comes back when the facts on which it rests change, or when time is up. `datamap check --format json` tells the
    keys; the beginning of one is enough if it means one finding only.
    """
    kept: Kept = more["kept"]
    look: Look = more["look"]
    if task == "list":
        print_answer([_listing(kept.inventory, look)], style)
    elif not key:
        raise DatamapError(
            "name the finding by its key, such as PUR-001 act-payroll, or list what was accepted: --list"
        )
    elif task == "withdraw":
        old = withdraw(kept, " ".join(key), reason, author)
        click.echo(f"no longer accepted: {old.finding}")
    else:
        last = day_called(until)
        if last is None:
            raise DatamapError("say until when with --until DATE: what is accepted for ever is forgotten")
        new = accept(kept, " ".join(key), Decision(reason, last, author), look.find)
        click.echo(f"accepted until {new.until}: {new.finding}")


def _listing(inventory: Inventory, look: Look) -> Table:
    """Return a line per decision: what was accepted, by whom, until when, why, and whether it still holds."""
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
