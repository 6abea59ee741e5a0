"""Commands about text: the coverage of documents, and the canonical form of the inventory."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import click

from datamap.checks.coverage import CoveredSentence, State
from datamap.cli.options import Source, check_option, quiet_option, reading_options, text_option
from datamap.cli.output import Cell, Table, print_answer, say
from datamap.problems import Report
from datamap.register import cover, open_inventory, reformat


@click.command("coverage")
@reading_options
@click.option(
    "--documents", type=click.Path(path_type=Path), required=True, metavar="DIR", help="The folder of the documents."
)
@click.option("--only-uncovered", is_flag=True, help="Leave out the sentences that are covered.")
def coverage_command(
    source: Source, organisation: str | None, style: str, documents: Path, only_uncovered: bool
) -> None:
    """Go through each document sentence by sentence: covered by evidence, listed with a reason, or uncovered.

    Exit code 1: a sentence is uncovered, a phrase is not in its document word for word, or a record has no evidence.
    """
    inventory = source.open(organisation=organisation)
    sentences, report = cover(inventory, documents)
    shown = [each for each in sentences if not only_uncovered or each.state is State.UNCOVERED]
    tables = [_sentences(shown), _counts(sentences), _problems(report)]
    if style == "text":
        tables = [*_pages(shown), _counts(sentences)]
    print_answer(tables, style)
    if report and style != "json":
        click.echo(report.format_text(), err=True)
    sys.exit(1 if report.has_errors else 0)


def _covered_by(each: CoveredSentence) -> tuple[str, ...]:
    return each.records or (str(each.reason or each.state),)


def _sentences(sentences: list[CoveredSentence]) -> Table:
    rows: list[dict[str, Cell]] = [
        {
            "document": each.document,
            "line": each.sentence.line,
            "state": str(each.state),
            "covered by": _covered_by(each),
            "sentence": each.sentence.text,
        }
        for each in sentences
    ]
    columns = ["document", "line", "state", "covered by", "sentence"]
    return Table(name="sentences", title="Sentences", columns=columns, rows=rows)


def _pages(sentences: list[CoveredSentence]) -> list[Table]:
    """Return a table for each document in which the records stand below the sentence that they rest on."""
    pages: dict[str, list[dict[str, Cell]]] = {}
    for each in sentences:
        words = (each.sentence.text, f"→ {', '.join(_covered_by(each))}")
        pages.setdefault(each.document, []).append({"line": each.sentence.line, "sentence": words})
    return [Table(name=id, title=id, columns=["line", "sentence"], rows=rows) for id, rows in pages.items()]


def _counts(sentences: list[CoveredSentence]) -> Table:
    counts = Counter((each.document, each.state) for each in sentences)
    rows: list[dict[str, Cell]] = [
        {
            "document": document,
            "sentences": sum(counts[document, state] for state in State),
            **{str(state): counts[document, state] for state in State},
        }
        for document in dict.fromkeys(each.document for each in sentences)
    ]
    return Table(name="counts", title="Counts", columns=["document", "sentences", *map(str, State)], rows=rows)


def _problems(report: Report) -> Table:
    rows = [{"code": p.code, "location": str(p.location or ""), "message": p.message, "hint": p.hint} for p in report]
    return Table(name="problems", title="Problems", columns=["code", "location", "message", "hint"], rows=rows)


@click.command("format")
@text_option
@check_option
@quiet_option
def format_command(folder: Path, check: bool) -> None:
    """Write the text of the inventory in its one canonical form; files that have it already are left alone."""
    changed = reformat(open_inventory(folder), folder, write=not check)
    for path in changed:
        (click.echo if check else say)(f"{'differs' if check else 'written'}: {path}")
    if not changed:
        say("every file is in canonical form")
    sys.exit(1 if check and changed else 0)
