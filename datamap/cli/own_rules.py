"""How `datamap check --rules FILE` reads rules of one's own, and tells what is wrong with them."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Callable, Sequence
from functools import wraps
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

import click

from datamap.checks.own_rules import OwnRule, resolve
from datamap.checks.own_run import try_examples
from datamap.cli.options import rules_option
from datamap.errors import DatamapError, UnknownNameError
from datamap.inventory.own_rules import read_own_rules
from datamap.model import Inventory
from datamap.problems import Report
from datamap.text import did_you_mean
from datamap.vocabulary.law import EDITION

Command = Callable[..., Any]


class OwnFile(NamedTuple):
    """A file with rules of one's own, and whether only its examples are tried."""

    path: Path
    is_trial: bool

    def rules(self, inventory: Inventory, codes: Sequence[str]) -> list[OwnRule]:
        """Return the rules in the file, or those of them that are called for; ends the run if the file is at fault."""
        texts, problems = read_own_rules(self.path)
        rules, unknown = resolve(texts, inventory)
        if problems or unknown:
            click.echo(Report([*problems, *unknown]).format_text(), err=True)
            sys.exit(2)
        known = {rule.code.casefold(): rule for rule in rules}
        for code in codes:
            if code.casefold() not in known:
                hint = did_you_mean(code, [rule.code for rule in rules]) or f"it holds {len(rules)} others"
                raise UnknownNameError(f"there is no rule '{code}' in '{self.path}'; {hint}")
        return [known[code.casefold()] for code in dict.fromkeys(codes)] if codes else rules


def own_rules_options(command: Command) -> Command:
    """Add --rules and --try; the command gets them as one `own`, or None."""

    @wraps(command)
    def with_own(rules: Path | None, is_trial: bool, **rest: Any) -> Any:
        if is_trial and rules is None:
            raise DatamapError("--try tries the examples of rules: name their file with --rules FILE")
        return command(own=OwnFile(rules, is_trial) if rules else None, **rest)

    added = click.option("--try", "is_trial", is_flag=True, help="With --rules: only try the examples in the file.")(
        with_own
    )
    return rules_option(added)


def tell_examples(rules: Sequence[OwnRule], inventory: Inventory, on: datetime.date | None) -> NoReturn:
    """Print whether the examples of rules are as the rules say, and end the run: with 1 if one is not."""
    report = Report(try_examples(rules, inventory, on or EDITION))
    if len(report):
        click.echo(report.format_text())
    examples = sum(len(rule.examples) for rule in rules)
    wrong = sum(problem.code == "RUL-006" for problem in report)
    click.echo(f"{len(rules)} rules, {examples} examples: {examples - wrong} are as said, {wrong} are not")
    sys.exit(1 if report.has_errors else 0)
