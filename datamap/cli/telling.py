"""How findings are printed: for people, for programs, or as annotations of a workflow."""

from __future__ import annotations

import datetime
import json
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import wraps
from typing import Any, NamedTuple, NoReturn

import click

from datamap.checks.acceptance import Held, decision_in_words, hold
from datamap.checks.finding import Finding
from datamap.cli.options import format_option
from datamap.errors import DatamapError
from datamap.model import Inventory
from datamap.problems import Report, Severity, TextLocation
from datamap.register.clock import today

Command = Callable[..., Any]
WEIGHTS = tuple(Severity)
"""From the heaviest to the lightest."""
GITHUB = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


class Telling(NamedTuple):
    """Which findings are told, how, and which of them end the run with 1."""

    min_severity: str
    strict: bool
    style: str

    def tell(self, inventory: Inventory, found: Sequence[Finding], on: datetime.date | None) -> NoReturn:
        """Print the findings that weigh enough, and end the run: with 1 if one of them stops and is not accepted.

        Args:
            inventory: the records.
            found: what was found in them.
            on: the day on which acceptances have to hold; None: today.
        """
        lightest = WEIGHTS.index(Severity(self.min_severity))
        findings = [each for each in found if WEIGHTS.index(each.severity) <= lightest]
        held = hold(inventory, findings, on or today())
        _tell(inventory, held, self.style)
        stops = {Severity.ERROR, Severity.WARNING} if self.strict else {Severity.ERROR}
        sys.exit(1 if any(each.is_open and each.finding.severity in stops for each in held) else 0)


def telling_options(command: Command) -> Command:
    """Add --min-severity, --strict and --format; the command gets them as one `telling`."""

    @wraps(command)
    def with_telling(min_severity: str, strict: bool, style: str, **rest: Any) -> Any:
        return command(telling=Telling(min_severity, strict, style), **rest)

    added = click.option("--strict", is_flag=True, help="Exit with 1 for warnings too, not for errors alone.")(
        format_option("text", "json", "github", "html", "xlsx")(with_telling)
    )
    return click.option(
        "--min-severity",
        type=click.Choice([str(each) for each in WEIGHTS]),
        default="note",
        show_default=True,
        help="Leave out what weighs less.",
    )(added)


def _tell(inventory: Inventory, held: Sequence[Held], style: str) -> None:
    if style in ("html", "xlsx"):
        _write_file(inventory, held, style)
    elif style == "json":
        click.echo(json.dumps([_row(inventory, each) for each in held], indent=2, ensure_ascii=False))
    elif style == "github":
        _tell_github(inventory, held)
    else:
        _tell_text(inventory, held)


def _tell_github(inventory: Inventory, held: Sequence[Held]) -> None:
    for problem in _report(inventory, held):
        place = problem.location
        where = f" file={_property(place.path)},line={place.line}" if isinstance(place, TextLocation) else ""
        separator = "," if where else " "
        title = f"{separator}title={problem.code}"
        click.echo(f"::{GITHUB[problem.severity]}{where}{title}::{_message(f'{problem.message} {problem.hint}')}")
    if accepted := _accepted(held):
        click.echo(f"::notice title=accepted::{_message('; '.join(accepted))}")


def _tell_text(inventory: Inventory, held: Sequence[Held]) -> None:
    counts = Counter(each.finding.code for each in held if each.is_open)
    if counts:
        click.echo(_report(inventory, held).format_text())
        click.echo(", ".join(f"{code} {count}" for code, count in sorted(counts.items())))
    else:
        click.echo("nothing found")
    if accepted := _accepted(held):
        click.echo("\n".join([f"accepted: {len(accepted)}", *(f"  {each}" for each in accepted)]))


def _report(inventory: Inventory, held: Sequence[Held]) -> Report:
    """Return the findings that are open, each with what became of the decision about it."""
    problems = []
    for each in held:
        if each.is_open:
            problem = each.finding.as_problem(inventory)
            ended = [decision_in_words(each)] if each.acceptance else []
            problems.append(replace(problem, hint="; ".join([problem.hint, *ended])))
    return Report(problems)


def _accepted(held: Sequence[Held]) -> list[str]:
    return [f"{each.finding.key}, {decision_in_words(each)}" for each in held if not each.is_open]


def _write_file(inventory: Inventory, held: Sequence[Held], style: str) -> None:
    """Write a page or a workbook to the output, which has to be a file."""
    from datamap.exports.findings import format_html, render_xlsx

    output = sys.stdout.buffer
    if style == "html":
        output.write(format_html(inventory, held).encode())
    elif output.isatty():
        raise DatamapError("a workbook is no text: write it to a file, such as with > findings.xlsx")
    else:
        output.write(render_xlsx(inventory, held))


def _row(inventory: Inventory, held: Held) -> dict[str, object]:
    finding, decision = held.finding, held.acceptance
    place = inventory.location_of(finding.record, finding.field)
    return {
        "key": finding.key,
        "code": finding.code,
        "severity": finding.severity,
        "article": finding.article,
        "record": finding.record,
        "field": finding.field or None,
        "location": str(place) if place else None,
        "message": finding.message,
        "hint": finding.hint or None,
        "facts": [{"record": fact.record, "field": fact.field or None} for fact in finding.first_facts],
        "evidence": [list(pair) for pair in finding.evidence],
        "standing": held.standing,
        "acceptance": {
            "id": decision.id,
            "reason": decision.reason,
            "person": decision.person,
            "accepted": decision.accepted.isoformat(),
            "until": decision.until.isoformat(),
        }
        if decision
        else None,
    }


def _message(words: str) -> str:
    """Return words as GitHub reads them in the message of a workflow command."""
    return words.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(words: str) -> str:
    """Return words as GitHub reads them in a property of a workflow command."""
    return _message(words).replace(":", "%3A").replace(",", "%2C")
