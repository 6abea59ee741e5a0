"""Findings as one page that stands alone: no script, nothing loaded, all text escaped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from datamap.checks.acceptance import Held
from datamap.exports.diagrams.measure import in_html
from datamap.exports.findings.lines import COLUMNS, Line, count_in_words, lines_of
from datamap.model import Inventory

STYLE = """
body { font: 16px/1.45 system-ui, sans-serif; margin: 2rem auto; max-width: 90rem; padding: 0 1rem; color: #1a1a1a;
  background: #fff; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
caption { text-align: left; padding: .4rem 0; }
th, td { border: 1px solid #767676; padding: .3rem .5rem; text-align: left; vertical-align: top;
  overflow-wrap: anywhere; min-width: 5rem; }
thead th { background: #eee; overflow-wrap: normal; }
tr.error td:first-child { border-left: 6px solid #a40000; font-weight: bold; }
tr.accepted { color: #595959; }
tr.warning td:first-child { border-left: 6px double #8a5a00; }
@media print { body { margin: 0; font-size: 10pt; } thead { display: table-header-group; } }
"""


def format_html(inventory: Inventory, held: Iterable[Held]) -> str:
    """Return the findings as a page, a table for each organisation.

    >>> from datamap.model import inventory_of
    >>> "Nothing found." in format_html(inventory_of([]), [])
    True
    """
    groups = lines_of(inventory, held)
    tables = "\n".join(_section(number, name, lines) for number, (name, lines) in enumerate(groups.items(), start=1))
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>Findings</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>Findings</h1>\n"
        "<p>What seems to be missing, contradictory or hard to defend, by the records as they stand.</p>\n"
        f"{tables or '<p>Nothing found.</p>'}\n</main>\n</body>\n</html>\n"
    )


def _section(number: int, name: str, lines: Sequence[Line]) -> str:
    is_open = [line for line in lines if line.is_open]
    accepted = [line for line in lines if not line.is_open]
    tables = [_table(number, count_in_words(is_open), is_open)] if is_open else []
    if accepted:
        tables.append(f"<h3>Accepted</h3>\n{_table(number, count_in_words(accepted), accepted)}")
    return (
        f'<section aria-labelledby="organisation-{number}">\n<h2 id="organisation-{number}">{in_html(name)}</h2>\n'
        + "\n".join(tables)
        + "\n</section>"
    )


def _table(number: int, caption: str, lines: Sequence[Line]) -> str:
    titles = "".join(f'<th scope="col">{in_html(each)}</th>' for each in COLUMNS)
    rows = "\n".join(_row(line) for line in lines)
    return (
        f'<div class="wide" tabindex="0" role="region" aria-labelledby="organisation-{number}">\n'
        f"<table>\n<caption>{in_html(caption)}</caption>\n"
        f"<thead><tr>{titles}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table>\n</div>"
    )


def _row(line: Line) -> str:
    kind = line.severity if line.is_open else "accepted"
    return f'<tr class="{kind}">' + "".join(f"<td>{in_html(each)}</td>" for each in line.cells) + "</tr>"
