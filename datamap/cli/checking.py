"""The command that says what is missing, contradictory or hard to defend."""

from __future__ import annotations

import dataclasses
import datetime
import json
from collections.abc import Sequence

import click

from datamap.checks.catalogue import RULES, UNANSWERED, rule_of
from datamap.checks.notice import NoticeRow, hold_notices
from datamap.checks.own_run import check_own
from datamap.checks.rule import Rule, manual_of
from datamap.checks.run import check
from datamap.cli.options import Source, day_of_law_called, on_option, organisation_option, source_options
from datamap.cli.output import Cell, Table, print_answer
from datamap.cli.own_rules import OwnFile, own_rules_options, tell_examples
from datamap.cli.telling import Telling, telling_options
from datamap.errors import DatamapError, UnknownNameError
from datamap.labels import read_labels
from datamap.model import Evidence, Inventory
from datamap.register import part_of
from datamap.text import did_you_mean
from datamap.vocabulary.law import EDITION

OLD_LAW = 180
"""After how many days the tables of law are told to be old."""


@click.command("check")
@source_options
@organisation_option
@on_option
@click.option("--rule", "codes", multiple=True, metavar="CODE", help="Only this rule; may be given several times.")
@click.option("--notice", is_flag=True, help="Instead: what each notice states of what Art. 13 and 14 ask.")
@own_rules_options
@telling_options
def check_command(
    source: Source,
    organisation: str | None,
    day: str | None,
    codes: tuple[str, ...],
    notice: bool,
    own: OwnFile | None,
    telling: Telling,
) -> None:
    """Say what seems to be missing, contradictory or hard to defend; exit code 1: there is an error.

    --as-of DATE looks at a register as it stood then, by the law of then; --on DATE looks at the records as they are,
    of a register or of text, by the law of another day. Without them it is the day on which each organisation last
    updated its record: never today, so that the same records give the same findings. `datamap explain CODE` explains
    a rule; with --rules, rules of one's own are looked at instead. Findings that were accepted (`datamap accept`) are
    counted apart; that ends on its day, by today's calendar if neither --on nor --as-of names a day.
    """
    on = day_of_law_called(day) or source.day()
    if own:
        whole = source.open()
        rules_of_file = own.rules(whole, codes)
        if own.is_trial:
            tell_examples(rules_of_file, whole, on)
        inventory = part_of(whole, organisation) if organisation else whole
        telling.tell(inventory, check_own(rules_of_file, inventory, on), on)
    _tell_age_of_law(on)
    rules = _rules_called(codes)
    inventory = source.open(organisation=organisation)
    if notice:
        _tell_notices(inventory, telling.style)
    else:
        telling.tell(inventory, check(inventory, on, rules), on)


def _tell_age_of_law(on: datetime.date | None) -> None:
    """Say so if the day that a person named is long after that of the tables of law."""
    days = (on - EDITION).days if on else 0
    if days > OLD_LAW:
        told = f"the tables of law are of {EDITION}, {days} days before {on}"
        click.echo(f"{told}: look for a newer datamap, law that came later is not in them", err=True)


def _rules_called(codes: Sequence[str]) -> Sequence[Rule]:
    if not codes:
        return RULES
    for code in codes:
        unanswered = next((each for each in UNANSWERED if each.code == code.upper()), None)
        if unanswered:
            raise UnknownNameError(f"the records cannot answer {unanswered.code} yet: it needs {unanswered.needs}")
        if rule_of(code) is None:
            hint = did_you_mean(code.upper(), [each.code for each in RULES]) or "`datamap explain rules` lists them"
            raise UnknownNameError(f"there is no rule '{code}'; {hint}")
    return [rule for code in dict.fromkeys(code.upper() for code in codes) if (rule := rule_of(code))]


def _tell_notices(inventory: Inventory, style: str) -> None:
    rows = hold_notices(inventory)
    if style not in ("text", "json"):
        raise DatamapError("what notices state is printed as text or json")
    if style == "json":
        click.echo(json.dumps([dataclasses.asdict(row) for row in rows], indent=2, ensure_ascii=False))
        return
    for index, document in enumerate(dict.fromkeys(row.document for row in rows)):
        if index:
            click.echo()
        print_answer([notice_table(inventory, [row for row in rows if row.document == document])], style)
    if not rows:
        click.echo("no notice: no activity names a document as its notice")


def notice_table(inventory: Inventory, rows: Sequence[NoticeRow]) -> Table:
    """Return what one notice states, a line per item: how far, how many of the facts of the register, and where."""
    labels = read_labels("notice")
    organisation, document = inventory.name_of(rows[0].organisation), inventory.name_of(rows[0].document)
    lines: list[dict[str, Cell]] = [
        {
            "Art.": ", ".join(article.removeprefix("Art. ") for article in row.articles),
            "item": labels[row.item],
            "this document": labels[row.state],
            "facts": f"{row.found} of {row.asked}" if row.asked else "none recorded",
            "on line": _lines(inventory, row.evidence),
        }
        for row in rows
    ]
    title = f"{organisation}: what '{document}' states of what Art. 13 and 14 ask"
    return Table(
        name=rows[0].document,
        title=title,
        columns=["Art.", "item", "this document", "facts", "on line"],
        rows=lines,
    )


def _lines(inventory: Inventory, evidence: Sequence[str], most: int = 3) -> str:
    """Return on which lines of the document evidence stands, the first few of them."""
    cited = {inventory.get(Evidence, id).line for id in evidence}
    lines = sorted(line for line in cited if isinstance(line, int))
    more = f" and {len(lines) - most} more" if len(lines) > most else ""
    return ", ".join(map(str, lines[:most])) + more


def rules_table() -> Table:
    """Return a line per rule: its code, weight, article and what it finds."""
    rows: list[dict[str, Cell]] = [
        {"code": rule.code, "severity": rule.severity, "article": rule.article, "finds": rule.title} for rule in RULES
    ]
    return Table(name="rules", title="Rules", columns=["code", "severity", "article", "finds"], rows=rows)


def all_unanswered_table() -> Table:
    """Return a line per rule of the catalogue that the records cannot answer, and the field that it would need."""
    rows: list[dict[str, Cell]] = [
        {"code": each.code, "would find": each.title, "needs": each.needs} for each in UNANSWERED
    ]
    columns = ["code", "would find", "needs"]
    return Table(name="unanswered", title="Not answered by the records yet", columns=columns, rows=rows)


def manual_table(rule: Rule) -> Table:
    """Return the manual of a rule, section by section."""
    manual = manual_of(rule)
    rows: list[dict[str, Cell]] = [
        {"field": "severity", "value": rule.severity},
        {"field": "finds", "value": manual.summary},
        {"field": "why", "value": manual.why},
        {"field": "bad", "value": manual.bad},
        {"field": "good", "value": manual.good},
        {"field": "law", "value": manual.law},
        {"field": "reads", "value": rule.needs},
    ]
    if rule.silenced_by:
        rows.append({"field": "silent where", "value": rule.silenced_by})
    return Table(name=rule.code, title=f"{rule.code}: {rule.title}", columns=["field", "value"], rows=rows)


def unanswered_table(code: str) -> Table | None:
    """Return what a rule that the records cannot answer would need; None if the code is of none."""
    found = next((each for each in UNANSWERED if each.code == code.upper()), None)
    if found is None:
        return None
    rows: list[dict[str, Cell]] = [{"field": "finds", "value": found.title}, {"field": "needs", "value": found.needs}]
    title = f"{found.code}: not answered by the records yet"
    return Table(name=found.code, title=title, columns=["field", "value"], rows=rows)
