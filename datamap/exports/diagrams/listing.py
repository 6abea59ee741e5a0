"""The pages after the pictures: every arrow in words, with its number, and in full what the pictures shorten."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from datamap.exports.diagrams.drawing import Drawing
from datamap.exports.diagrams.measure import visible_text
from datamap.exports.diagrams.twin import rows_of
from datamap.exports.diagrams.wording import words_of

TEMPLATE = """\
#let told = json(bytes(sys.inputs.listing))
#let quiet = rgb("#4B5563")
#set page(
  width: told.width * 1mm, height: told.height * 1mm, margin: (x: 14mm, top: 14mm, bottom: 16mm),
  footer: context text(8.5pt, fill: quiet)[#told.footer #h(1fr)
    #told.page.replace("{number}", str(counter(page).get().first())).replace("{total}", str(told.pages))],
)
#set text(font: "Liberation Sans", size: 9pt, lang: sys.inputs.lang, fill: rgb("#16202B"))
#set par(leading: 0.5em)
#show heading: set text(13pt)
#for each in told.tables [
  #heading(each.title)
  #if each.remark != "" [#each.remark]
  #table(
    columns: each.widths.map(it => if it == 0 { auto } else { it * 1fr }),
    stroke: (x, y) => (bottom: 0.5pt + rgb("#AEB7C2"), top: if y == 0 { 0.8pt + rgb("#465364") }),
    fill: (x, y) => if y == 0 { rgb("#E8ECF1") },
    inset: (x: 4pt, y: 3.5pt), align: left + top,
    table.header(..each.heads.map(it => strong(it))),
    ..each.rows.map(row => {
      let is-long = row.any(it => it.len() > 500)
      row.map(it => table.cell(breakable: is-long, it))
    }).flatten(),
  )
  #v(6mm)
]
"""
"""Words come only through inputs, so that none of them is read as markup."""

COLUMNS = (
    "number", "from", "to", "categories", "people", "purpose", "basis", "recipient", "country", "protection", "period",
    "condition", "evidence",
)  # fmt: skip
"""What a row tells, in this order."""

ROOM, STEP = 210, 3
"""About so many characters stand beside each other on a page; so many at a time are given to a column."""

SHORTEST, LONGEST = 8, 17
"""A column is at least a little wider than its longest word, as far as that is between these, in characters."""

MANY = 3
"""From so many rows on, a column that is the same in all of them is told once."""


@dataclass(frozen=True, slots=True)
class Table:
    """A list to print: a width of 0 means as wide as its words, others share what is left.

    `remark` says once what would be the same in every row.
    """

    title: str
    heads: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]
    remark: str = ""


def tables_of(drawings: Sequence[Drawing]) -> tuple[Table, ...]:
    """Return what is listed after pictures: the arrows of each, then notes and findings; nothing that is empty.

    >>> from datamap.exports.diagrams.drawing import example_drawing
    >>> [table.rows for table in tables_of([example_drawing()])]
    [(('1', 'User', 'Newsletter', 'e-mail address'),)]
    """
    if not drawings:
        return ()
    words = words_of(drawings[0])
    pictures: dict[str, list[Drawing]] = {}
    for drawing in drawings:
        pictures.setdefault(picture_title(drawing), []).append(drawing)
    tables = [_arrows(title, pages, words) for title, pages in pictures.items()]
    for title, pages in pictures.items():
        for kind, notes in (("notes", pages[0].notes), ("findings", pages[0].findings)):
            rows = tuple((str(note.number), note.where, note.text) for note in notes)
            heads = (words[f"{kind}.number"], words[f"{kind}.where"], words[f"{kind}.text"])
            tables.append(Table(f"{title}: {words[f'{kind}.title']}", heads, (0, 3, 12), rows))
    return tuple(table for table in tables if table.rows)


def picture_title(drawing: Drawing) -> str:
    """Return the title of a picture without the number of its sheet.

    >>> picture_title(Drawing(title="Flows (sheet 2 of 3)", sheet_of="Flows"))
    'Flows'
    """
    return drawing.sheet_of or drawing.title


def _arrows(title: str, pages: Sequence[Drawing], words: Mapping[str, str]) -> Table:
    lines = [edge.particulars.lines for page in pages for edge in page.edges]
    rows = [{**row, "evidence": where} for row, where in zip(rows_of(pages), lines, strict=True)]
    told = [head for head in COLUMNS if any(row[head] for row in rows)]
    same = [head for head in told if len(rows) >= MANY and len({row[head] for row in rows}) == 1]
    heads = tuple(head for head in told if head not in same)
    alike = "; ".join(f"{words[f'twin.{head}']}: {rows[0][head]}" for head in same)
    return Table(
        f"{title}: {words['twin.title']}",
        tuple(words[f"twin.{head}"] for head in heads),
        _widths(
            [tuple(words[f"twin.{head}"] for head in heads), *(tuple(row[head] for head in heads) for row in rows)]
        ),
        tuple(tuple(row[head] for head in heads) for row in rows),
        words["twin.same"].format(columns=alike) if same else "",
    )


def _widths(rows: Sequence[tuple[str, ...]]) -> tuple[int, ...]:
    """Return how wide the columns are, in characters, 0 for the number: so that all rows together are low.

    Room goes, a little at a time, to the column that makes rows high, by how much lower they would be.
    """
    columns = list(zip(*rows, strict=True))[1:]
    words = [[SHORTEST, *(len(word) + 1 for cell in cells for word in cell.split())] for cells in columns]
    widths = [min(max(each), LONGEST) for each in words]
    lengths = [tuple(map(len, row[1:])) for row in rows]
    for _ in range(0, ROOM - sum(widths) if widths else 0, STEP):
        gains = [0.0] * len(widths)
        for row in lengths:
            height, at = max((length / width, at) for at, (length, width) in enumerate(zip(row, widths, strict=True)))
            gains[at] += height / widths[at]
        widths[gains.index(max(gains))] += STEP
    return (0, *widths)


def listing_of(drawings: Sequence[Drawing], pages: int) -> str:
    """Return the lists of pictures as the template reads them, "" if there is nothing to list.

    >>> listing_of([Drawing(title="empty")], 1)
    ''
    """
    tables = tables_of(drawings)
    if not tables:
        return ""
    told = {
        "width": 420,
        "height": 297,
        "footer": visible_text(drawings[0].footer),
        "page": words_of(drawings[0])["page"],
        "pages": pages,
        "tables": [
            {
                "title": visible_text(each.title),
                "remark": visible_text(each.remark),
                "heads": each.heads,
                "widths": each.widths,
                "rows": _seen(each.rows),
            }
            for each in tables
        ],
    }
    return json.dumps(told, ensure_ascii=False)


def _seen(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    return [[visible_text(cell) for cell in row] for row in rows]
