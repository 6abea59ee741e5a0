"""A plan as one HTML page that needs nothing else and asks nobody: no script, no link, no picture from elsewhere."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Sequence
from html import escape

from datamap.workbook.plan import Plan
from datamap.workbook.report.sections import Labels, Section, sections_of
from datamap.workbook.report.shortened import shortened

_CODE = re.compile(r"[A-Z]{3}-\d{3}")
_LONG_WORD = re.compile(r"[^\s-]{30}")
_STYLE = """
:root { color-scheme: light dark; --ink: #1b1f24; --paper: #fff; --quiet: #57606a; --line: #d0d7de; --head: #f3f5f7;
  --mark: #9a2f00; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6e9ec; --paper: #16191d; --quiet: #a8b1ba; --line: #3a424b; --head: #20252b; --mark: #ffb38a; }
}
body { margin: 0 auto; max-width: 75rem; padding: 1.5rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.45 system-ui, sans-serif; }
h1 { font-size: 1.5rem; margin: 0 0 1rem; }
h2 { font-size: 1.15rem; margin: 2rem 0 .4rem; border-bottom: 1px solid var(--line); padding-bottom: .25rem; }
h2 .count { color: var(--quiet); font-weight: normal; }
p { margin: .4rem 0 .8rem; max-width: 50rem; }
.decision { border-left: .3rem solid var(--mark); padding: .2rem .9rem; }
.wide { overflow-x: auto; }
.wide:focus-visible { outline: 2px solid var(--mark); }
table { border-collapse: collapse; width: 100%; font-size: .9rem; }
th, td { text-align: left; vertical-align: top; padding: .3rem .6rem; border-bottom: 1px solid var(--line);
  white-space: pre-line; overflow-wrap: break-word; min-width: 4rem; }
.broken { overflow-wrap: anywhere; }
.whole { white-space: nowrap; }
[aria-labelledby="totals"] :is(td, thead th + th) { text-align: right; }
thead th { background: var(--head); }
tbody th { font-weight: 600; white-space: pre; }
summary { cursor: pointer; }
details[open] summary { color: var(--quiet); border-bottom: 1px dashed var(--line); margin-bottom: .4rem; }
@media print { details::details-content { content-visibility: visible; block-size: auto; }
  body { max-width: none; padding: 0; } .wide { overflow: visible; } tr { break-inside: avoid; } }
"""


def format_html(plan: Plan, labels: Labels) -> str:
    """Return a plan as a whole HTML page, in which every text from people is text.

    >>> from datamap.labels import read_labels
    >>> from datamap.workbook.plan import FileFacts
    >>> parts = dict.fromkeys(("totals", "changes", "conflicts", "missing", "notes", "problems"), ())
    >>> file, rest = FileFacts("<b>.xlsx", 1, "ab", "xlsx"), {"base": None, "export": None, "confirmation": None}
    >>> plan = Plan(file=file, revision=0, exported=frozenset(), names={}, **parts, **rest)
    >>> "&lt;b&gt;.xlsx" in format_html(plan, read_labels("plan"))
    True
    """
    digest = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    title = escape(labels["title"])
    return "\n".join(
        [
            "<!doctype html>",
            '<html lang="en">',
            "<head>",
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="referrer" content="no-referrer">',
            f"<title>{title}: {escape(plan.file.path)}</title>",
            f"<style>{_STYLE}</style>",
            "</head>",
            "<body>",
            "<main>",
            f"<h1>{title}</h1>",
            *(_section(section) for section in sections_of(plan, labels)),
            "</main>",
            "</body>",
            "</html>",
            "",
        ]
    )


def _section(section: Section) -> str:
    """Return a section: its lead alone, or a table under it, which can be scrolled by keyboard where it is wide."""
    head = f'<section aria-labelledby="{section.key}">'
    if not section.columns:
        title = f'<h2 id="{section.key}">{_text(section.title)}</h2>'
        return f'{head}{title}<p class="decision">{_text(section.lead)}</p></section>'
    number = f"{section.found:,}" if section.found == len(section.rows) else _part(section)
    count = "" if section.key in ("file", "totals") else f' <span class="count">({number})</span>'
    lead = f"<p>{_text(section.lead)}</p>" if section.lead else ""
    titles = "".join(f'<th scope="col">{_text(each)}</th>' if each else "<td></td>" for each in section.columns)
    rows = "\n".join(map(_row, section.rows))
    return (
        f'{head}<h2 id="{section.key}">{_text(section.title)}{count}</h2>{lead}\n'
        f'<div class="wide" role="region" tabindex="0" aria-labelledby="{section.key}"><table>\n'
        f"<thead><tr>{titles}</tr></thead>\n<tbody>\n{rows}\n</tbody></table></div></section>"
    )


def _part(section: Section) -> str:
    return f"{section.found:,}, of which {len(section.rows):,} are listed"


def _row(cells: Sequence[str]) -> str:
    short = shortened(cells)
    first, *others = (_class(each) + _folded(each, less) for each, less in zip(cells, short, strict=True))
    return f'<tr><th scope="row"{first}</th>{"".join(f"<td{each}</td>" for each in others)}</tr>'


def _class(words: str) -> str:
    """Return the class of a cell: codes stay whole, words that are too long for any column are broken anywhere."""
    name = "whole" if _CODE.fullmatch(words) else "broken" if _LONG_WORD.search(words) else ""
    return f' class="{name}">' if name else ">"


def _folded(words: str, short: str) -> str:
    """Return the words of a cell; a long text is folded behind its shortened form."""
    if words == short:
        return _text(words)
    return f"<details><summary>{_text(short)}</summary>{_text(words)}</details>"


def _text(words: str) -> str:
    """Return a text from people as HTML that shows it as it stands, whatever direction it is written in."""
    plain = "".join(sign if sign.isprintable() or sign in "\n\t" else "\N{REPLACEMENT CHARACTER}" for sign in words)
    return f"<bdi>{escape(plain)}</bdi>" if plain else ""
