"""A document as one file for a browser: contents, tables, pictures inside it; no script, nothing loaded."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Sequence
from html import escape
from importlib.resources import files

from datamap.exports.diagrams.measure import in_html
from datamap.exports.documents.document import Block, Document, Entry, Heading, Line, Look, Paragraph, Picture, Table
from datamap.exports.record.cells import Standing

GAP = ' class="gap"'


def render_html(document: Document) -> bytes:
    """Return a document as a page that stands alone, under a policy that lets nothing run or load.

    >>> page = render_html(Document("Record", "A & B", "", "en", "", "", "Contents", ("Page", "of"), ()))
    >>> b"default-src 'none'" in page, b"A &amp; B" in page
    (True, True)
    """
    style = (files("datamap.exports.documents") / "page.css").read_text(encoding="utf-8")
    sealed = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    # Pictures carry looks as attributes of their own, never as styles.
    policy = f"default-src 'none'; style-src 'sha256-{sealed}'; base-uri 'none'; form-action 'none'"
    title = in_html(f"{document.title}: {document.subtitle}")
    opening = next((at for at, block in enumerate(document.blocks) if isinstance(block, Heading)), len(document.blocks))
    contents = in_html(document.contents)
    parts = [
        "<!DOCTYPE html>",
        f'<html lang="{escape(document.language)}">',
        f'<head>\n<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="{policy}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="referrer" content="no-referrer">',
        f"<title>{title}</title>\n<style>{style}</style>\n</head>",
        "<body>\n<header>",
        f'<h1>{in_html(document.title)}</h1>\n<p class="whose">{in_html(document.subtitle)}</p>',
        f'<p class="quiet">{in_html(document.subject)}</p>\n</header>',
        "<main>",
        *_blocks(document.blocks[:opening], 0),
        f'<nav aria-labelledby="contents">\n<h2 id="contents">{contents}</h2>',
        *_contents(document.headings()),
        "</nav>",
        *_blocks(document.blocks[opening:], opening),
        "</main>",
        f"<footer><p>{in_html(document.subtitle)} · {in_html(document.origin)}</p></footer>",
        "</body>\n</html>\n",
    ]
    return "\n".join(parts).encode()


def _contents(headings: Sequence[Heading]) -> Iterator[str]:
    """Yield the contents, two levels deep."""
    yield "<ol>"
    depth = 1
    for heading in headings:
        if heading.level > 2:  # noqa: PLR2004 - as deep as the contents
            continue
        if heading.level > depth:
            yield "<ol>"
        elif heading.level < depth:
            yield "</li></ol></li>"
        elif heading is not headings[0]:
            yield "</li>"
        depth = heading.level
        yield f'<li><a href="#{escape(heading.anchor)}">{in_html(heading.words)}</a>'
    yield ("</li></ol>" * depth) if headings else "</ol>"


def _blocks(blocks: Sequence[Block], first: int) -> Iterator[str]:
    """Yield the blocks as elements; `first` is the number of the first one in the document."""
    for number, block in enumerate(blocks, first):
        match block:
            case Heading():
                tag = f"h{block.level + 1}"
                yield f'<{tag} id="{escape(block.anchor)}">{in_html(block.words)}</{tag}>'
            case Paragraph():
                quiet = ' class="quiet"' if block.look is Look.QUIET else ""
                yield f"<p{quiet}>{in_html(block.words)}</p>"
            case Table():
                yield _table(block)
            case Picture():
                yield f"<figure>{_own_ids(block.svg, number)}</figure>"


def _table(table: Table) -> str:
    heads = "".join(_head(each.words, each.provision) for each in table.heads)
    rows = "\n".join(_row(row, table.is_named) for row in table.rows)
    name = in_html(table.title)
    # The policy lets no element have a style; the width of a column is an attribute.
    widths = "".join(f'<col width="{100 * share / sum(table.shares):.1f}%">' for share in table.shares)
    return (
        f'<div class="wide" role="group" aria-label="{name}" tabindex="0">\n'
        f'<table aria-label="{name}">\n'
        f"<colgroup>{widths}</colgroup>\n<thead><tr>{heads}</tr></thead>\n"
        f"<tbody>\n{rows}\n</tbody>\n</table>\n</div>"
    )


def _head(words: str, provision: str) -> str:
    return f'<th scope="col">{in_html(words)}{f" <small>{in_html(provision)}</small>" if provision else ""}</th>'


def _row(row: Sequence[Entry], named: bool) -> str:
    first = f'<th scope="row">{_lines(row[0].lines)}</th>' if named else ""
    cells = "".join(
        f"<td{GAP if entry.standing is Standing.NOT_RECORDED else ''}>{_lines(entry.lines)}</td>"
        for entry in row[1 if named else 0 :]
    )
    return f"<tr>{first}{cells}</tr>"


def _lines(lines: Sequence[Line]) -> str:
    """Return the lines of an entry, a paragraph each where there are several."""
    return "".join(_line(line, "p" if len(lines) > 1 else "span") for line in lines)


def _line(line: Line, tag: str) -> str:
    looks = [name for name, holds in (("detail", line.is_detail), ("missing", line.is_missing)) if holds]
    if not looks and tag == "span":
        return in_html(line.words)
    names = f' class="{" ".join(looks)}"' if looks else ""
    return f"<{tag}{names}>{in_html(line.words)}</{tag}>"


def _own_ids(svg: str, number: int) -> str:
    """Return an SVG whose ids are its own on a page with several."""
    for id in ("title", "desc"):
        svg = svg.replace(f'<{id} id="{id}">', f'<{id} id="{id}-{number}">', 1)
    return svg.replace('aria-labelledby="title desc"', f'aria-labelledby="title-{number} desc-{number}"', 1)
