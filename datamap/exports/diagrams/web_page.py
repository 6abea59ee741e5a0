"""Pictures as one page for a browser: each drawn, and under it its text twin and its notes; nothing is loaded."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence

from datamap.exports.diagrams.drawing import Drawing
from datamap.exports.diagrams.listing import tables_of
from datamap.exports.diagrams.measure import in_html
from datamap.exports.diagrams.twin import heads_of, rows_of
from datamap.exports.diagrams.wording import language_of, words_of

STYLE = """\
:root{color-scheme:light}
body{font:15px/1.45 "Liberation Sans",Arial,Helvetica,sans-serif;color:#16202B;background:#fff;margin:1.5rem}
svg{width:100%;height:auto;border:1px solid #6B7785;margin-bottom:1rem}
h1{font-size:1.5rem}h2{font-size:1.15rem;margin-top:2rem}
.wide{overflow-x:auto}
table{border-collapse:collapse;font-size:.9rem}
th,td{border-bottom:1px solid #AEB7C2;padding:.3rem .5rem;text-align:left;vertical-align:top}
th{background:#E8ECF1}
@media print{svg{break-after:page;border:0}.wide{overflow:visible}}
"""


def format_page(drawings: Sequence[Drawing], svgs: Sequence[str]) -> str:
    """Return pictures with their tables as HTML that stands alone, under a policy that lets nothing run or load.

    >>> from datamap.exports.diagrams.drawing import example_drawing
    >>> "default-src 'none'" in format_page([example_drawing()], ["<svg></svg>"])
    True
    """
    title = in_html(drawings[0].title)
    sealed = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{sealed}'; base-uri 'none'; form-action 'none'"
    parts = [
        "<!doctype html>",
        f'<html lang="{language_of(drawings[0])}">',
        f'<head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{policy}">',
        f'<meta name="viewport" content="width=device-width"><title>{title}</title><style>{STYLE}</style></head>',
        f"<body><main><h1>{title}</h1>",
        *(_own_ids(svg, index) for index, svg in enumerate(svgs, 1)),
        _twin(drawings),
        *_notes(drawings),
        f"<footer><p>{in_html(drawings[0].footer)}</p></footer></main></body></html>",
    ]
    return "\n".join(parts) + "\n"


def _own_ids(svg: str, index: int) -> str:
    """Return an SVG whose ids are its own on a page with several."""
    for id in ("title", "desc"):
        svg = svg.replace(f'<{id} id="{id}">', f'<{id} id="{id}-{index}">', 1)
    return svg.replace('aria-labelledby="title desc"', f'aria-labelledby="title-{index} desc-{index}"', 1)


def _twin(drawings: Sequence[Drawing]) -> str:
    words = words_of(drawings[0])
    rows = rows_of(drawings)
    heads = [head for head in heads_of(rows) if head != "picture" or len({row["picture"] for row in rows}) > 1]
    return _table(words["twin.title"], [words[f"twin.{head}"] for head in heads], [[r[h] for h in heads] for r in rows])


def _notes(drawings: Sequence[Drawing]) -> list[str]:
    """Return the lists that follow the arrows in print, without those of the arrows."""
    words = words_of(drawings[0])
    endings = (words["notes.title"], words["findings.title"])
    return [
        _table(table.title, table.heads, table.rows) for table in tables_of(drawings) if table.title.endswith(endings)
    ]


def _table(title: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    if not rows:
        return ""
    head = "".join(f'<th scope="col">{in_html(each)}</th>' for each in heads)
    body = "\n".join("<tr>" + "".join(f"<td>{in_html(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    name = in_html(title)
    table = f"<table><thead><tr>{head}</tr></thead><tbody>\n{body}\n</tbody></table>"
    return f'<h2>{name}</h2><div class="wide" role="region" aria-label="{name}" tabindex="0">{table}</div>'
