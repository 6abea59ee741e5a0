"""The text twin: every arrow of a picture as a numbered row, the same numbers as on the arrows."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

from datamap.exports.diagrams.drawing import Drawing, Edge
from datamap.exports.diagrams.measure import visible_text
from datamap.exports.diagrams.particulars import COLUMNS
from datamap.exports.diagrams.wording import words_of
from datamap.text import defuse_formula

HEADS = ("number", "picture", "from", "to", *COLUMNS)


def rows_of(drawings: Sequence[Drawing]) -> list[dict[str, str]]:
    """Return a row for each arrow of these pages, in the order of pages and numbers.

    >>> from datamap.exports.diagrams.drawing import example_drawing
    >>> rows_of([example_drawing()])[0]["to"]
    'Newsletter'
    """
    return [_row(drawing, edge) for drawing in drawings for edge in drawing.edges]


def _row(drawing: Drawing, edge: Edge) -> dict[str, str]:
    named = {node.id: node.title for node in drawing.nodes}
    told = dict(edge.particulars.in_order())
    told["categories"] = told["categories"] or edge.content or edge.label
    told["condition"] = told["condition"] or edge.condition
    ends = {"from": named[edge.tail], "to": named[edge.head]}
    return {"number": str(edge.number), "picture": drawing.title, **ends, **told}


def heads_of(rows: Iterable[Mapping[str, str]]) -> list[str]:
    """Return the columns of a table that hold something, in their order.

    >>> heads_of([{"number": "1", "from": "a", "to": ""}])
    ['number', 'from']
    """
    rows = list(rows)
    return [head for head in HEADS if any(row.get(head) for row in rows)]


def format_csv(drawings: Sequence[Drawing]) -> str:
    """Return the text twin as CSV (RFC 4180), every column there, and no cell that a spreadsheet takes for a formula.

    >>> from datamap.exports.diagrams.drawing import example_drawing
    >>> format_csv([example_drawing()]).splitlines()[0][:20]
    'No.,Picture,From,To,'
    """
    words = words_of(drawings[0])
    lines = io.StringIO()
    writer = csv.writer(lines)
    writer.writerow(words[f"twin.{head}"] for head in HEADS)
    for row in rows_of(drawings):
        writer.writerow(defuse_formula(visible_text(row[head])) for head in HEADS)
    return lines.getvalue()


def format_findings(drawings: Sequence[Drawing]) -> str:
    """Return the findings of pictures as CSV (RFC 4180), each under the number by which its box names it.

    >>> format_findings([Drawing(title="empty")]).splitlines()
    ['Picture,No.,Where,Finding']
    """
    words = words_of(drawings[0])
    lines = io.StringIO()
    writer = csv.writer(lines)
    writer.writerow([words["twin.picture"], *(words[f"findings.{head}"] for head in ("number", "where", "text"))])
    for drawing in drawings:
        for each in drawing.findings:
            row = (drawing.title, str(each.number), each.where, each.text)
            writer.writerow(defuse_formula(visible_text(cell)) for cell in row)
    return lines.getvalue()


def told(drawing: Drawing) -> str:
    """Return a picture in words, a sentence for each arrow with all its facts, for people who cannot see it.

    >>> from datamap.exports.diagrams.drawing import example_drawing
    >>> told(example_drawing())
    'Boxes: 2, numbered arrows: 1. 1: from User to Newsletter. Categories of data: e-mail address.'
    """
    words = words_of(drawing)
    counts = {"boxes": len(drawing.nodes), "arrows": len(drawing.edges)}
    sentences = [drawing.description or words["description"].format(**counts)]
    sentences += [f"{item.title}: {item.text}." for item in drawing.panel]
    for row in rows_of([drawing]):
        ends = words["arrow"].format(tail=row["from"], head=row["to"])
        facts = [f"{words[f'twin.{head}']}: {row[head]}." for head in COLUMNS if row[head]]
        sentences += [f"{row['number']}: {ends}.", *facts]
    sentences += [f"{words['finding.one'].format(number=each.number)}: {each.text}" for each in drawing.findings]
    return " ".join(sentences)
