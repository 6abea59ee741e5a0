"""The overview as a page that stands alone: no script, nothing loaded, one sheet for each organisation."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence

from datamap.checks.completeness import percent
from datamap.exports.completeness.overview import Bar, Overview
from datamap.exports.completeness.trend import format_chart, trend_words
from datamap.exports.diagrams.measure import in_html
from datamap.labels import read_labels

STYLE = """\
:root{color-scheme:light dark;--ink:#16202B;--quiet:#4B5563;--paper:#fff;--rail:#DDE3EA;--fill:#0072B2;--line:#AEB7C2}
@media (prefers-color-scheme:dark){:root{--ink:#E6EBF1;--quiet:#B3BDC9;--paper:#12181F;--rail:#323D49;--fill:#56B4E9;
--line:#45525F}}
*{box-sizing:border-box}
body{font:15px/1.4 "Liberation Sans",Arial,Helvetica,sans-serif;color:var(--ink);background:var(--paper);
margin:1.5rem auto;max-width:64rem;padding:0 1rem;overflow-wrap:anywhere}
h1{font-size:1.5em;margin:0}h2{font-size:1.1em;margin:1.2em 0 .3em}p{margin:.3em 0}
.quiet,.foot{color:var(--quiet)}.foot{font-size:.85em}
.headline{font-size:1.25em;font-weight:bold;margin:.6em 0 .3em}
section+section{margin-top:3rem;border-top:2px solid var(--line);padding-top:1.5rem}
table{border-collapse:collapse;width:100%;table-layout:fixed;font-size:.93em}
th,td{border-bottom:1px solid var(--line);padding:.22em .5em .22em 0;text-align:left;vertical-align:top;
font-weight:normal}
thead th{font-weight:bold;color:var(--quiet);font-size:.9em}
.a{width:12%}.b{width:25%}.c{width:14%}.d{width:20%}.e{width:37%}.f{width:7%}
.n{font-variant-numeric:tabular-nums}
.bar{display:block;width:100%;height:.75em;margin:.25em 0;border:1px solid var(--quiet)}
.rail{fill:var(--rail)}.fill{fill:var(--fill)}
.chart{width:100%;max-width:40rem;height:auto;color:var(--ink)}
.wide{overflow-x:auto}.wide table{min-width:40rem}
@media (forced-colors:active){.fill{fill:CanvasText}.rail{fill:Canvas}}
@media print{@page{size:A4;margin:12mm}:root{color-scheme:light;--ink:#000;--quiet:#333;--paper:#fff;--rail:#DDE3EA;
--fill:#0072B2;--line:#999}
body{font-size:8.5pt;line-height:1.25;margin:0;max-width:none;padding:0;print-color-adjust:exact}
section+section{break-before:page;margin:0;border:0;padding:0}h1{font-size:13pt}h2{font-size:10pt;margin:5pt 0 2pt}
.headline{font-size:12pt}.chart{max-width:170mm}.wide{overflow:visible}
.wide table{min-width:0}tr{break-inside:avoid}}
"""


SPAN = ' colspan="2"'


def format_html(overviews: Sequence[Overview]) -> str:
    """Return the overviews as one page, a section for each organisation, which prints on one sheet.

    >>> "default-src 'none'" in format_html([])
    True
    """
    words = read_labels("completeness")
    title = words["title"]
    sealed = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{sealed}'; base-uri 'none'; form-action 'none'"
    sections = [_section(number, each, words) for number, each in enumerate(overviews, 1)]
    parts = [
        "<!doctype html>",
        '<html lang="en">',
        f'<head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{policy}">',
        f'<meta name="viewport" content="width=device-width"><title>{in_html(title)}</title>',
        f"<style>{STYLE}</style></head>",
        "<body><main>",
        *(sections or [f"<h1>{in_html(title)}</h1>", f"<p>{in_html(words['no-organisation'])}</p>"]),
        "</main></body></html>",
    ]
    return "\n".join(parts) + "\n"


def _section(number: int, each: Overview, words: Mapping[str, str]) -> str:
    id = f"organisation-{number}"
    heading = "h1" if number == 1 else "h2"
    title = words["title"][0].lower() + words["title"][1:]
    parts = [
        f'<section aria-labelledby="{id}">',
        f'<{heading} id="{id}">{in_html(each.name)}: {in_html(title)}</{heading}>',
        f'<p class="headline">{in_html(each.headline)}</p>',
        _bar(None if each.share is None else percent(each.share)),
        f'<p class="quiet">{in_html(words["meaning"])}</p>',
    ]
    if each.parts:
        heads = [words["article"], words["asked"], words["share"], "", words["recorded"], words["missing"]]
        rows = [_row([bar.article, bar.label], bar, [bar.told, bar.missing]) for bar in each.parts]
        parts.append(_table(words["parts"], heads, "abcfd-", rows))
    if each.activities:
        heads = [words["activity"], words["share"], "", words["missing"]]
        rows = [_row([bar.label], bar, [bar.missing]) for bar in each.activities]
        parts.append(_table(words["activities"], heads, "ecf-", rows))
        parts.append(f"<p>{in_html(each.more)}</p>" if each.more else "")
    chart = format_chart(each.points, words)
    if chart:
        chart = chart.replace("<svg ", '<svg class="chart" ', 1)
        parts.append(f"<h2>{in_html(words['trend'])}</h2>\n{chart}\n<p>{in_html(trend_words(each.points, words))}</p>")
    parts.append(f'<p class="foot">{in_html(each.foot)}</p>\n</section>')
    return "\n".join(part for part in parts if part)


def _table(title: str, heads: Sequence[str], widths: str, rows: Sequence[str]) -> str:
    # Bar and number share one head.
    cells = "".join(
        f'<th scope="col" class="{width}"{SPAN if width == "c" else ""}>{in_html(each)}</th>'
        for each, width in zip(heads, widths, strict=True)
        if each
    )
    columns = "".join(f'<col class="{width}">' for width in widths)
    body = "\n".join(rows)
    return (
        f'<h2>{in_html(title)}</h2>\n<div class="wide" role="region" aria-label="{in_html(title)}" tabindex="0">'
        f"<table><colgroup>{columns}</colgroup><thead><tr>{cells}</tr></thead><tbody>\n{body}\n</tbody></table></div>"
    )


def _row(labels: Sequence[str], bar: Bar, others: Sequence[str]) -> str:
    first, *more = labels
    number = "" if bar.percent is None else f"{bar.percent} %"
    before = f'<th scope="row">{in_html(first)}</th>' + "".join(f"<td>{in_html(each)}</td>" for each in more)
    after = "".join(f"<td>{in_html(each)}</td>" for each in others)
    return f'<tr>{before}<td>{_bar(bar.percent)}</td><td class="n">{number}</td>{after}</tr>'


def _bar(number: int | None) -> str:
    """Return a bar; it says nothing that the words beside it do not."""
    if number is None:
        return ""
    return (
        '<svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">'
        f'<rect class="rail" width="100" height="10"/><rect class="fill" width="{number}" height="10"/></svg>'
    )
