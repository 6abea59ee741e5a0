"""The record of processing as sheets: what Art. 30 asks for first, one block per activity, then what stands behind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from datamap.exports.record.blocks import ActivityBlock
from datamap.exports.record.cells import Cell, Standing
from datamap.exports.record.citations import cited
from datamap.exports.record.columns import BEYOND
from datamap.exports.record.facts import Fact
from datamap.exports.record.lists import Listing
from datamap.exports.record.rows import Record
from datamap.exports.sheets import Book, Grid, Sheet, Span, printable
from datamap.exports.sheets.as_xlsx import render_xlsx
from datamap.exports.sheets.styles import styles_with
from datamap.labels import read_labels
from datamap.model.collector import uncollected

Labels = Mapping[str, str]

HIGHEST_FROZEN = 250
"""Points that may stay in sight while the rest scrolls; more would leave no room on a small screen."""
LONGEST_NAME = 120
"""Characters of the organisation's name in the footer, which may have 255 in all; it stands in full on the sheet."""

_PANELS = (0.13, 0.27, 0.17, 0.2, 0.1, 0.13)
_FACTS = (0.25, 0.21, 0.22, 0.19, 0.13)
_PROCESSOR_FACTS = (0.18, 0.17, 0.15, 0.15, 0.13, 0.12, 0.1)
_PURPOSE = (0.22, 0.25, 0.41, 0.12)
"""Which share of the width each cell of a row of facts takes."""


def render_record(record: Record) -> bytes:
    """Return the record as the bytes of an xlsx file.

    >>> from datamap.exports.record.rows import record_of
    >>> from datamap.model import Organisation, inventory_of
    >>> render_record(record_of(inventory_of([Organisation(id="org-a", name="A")]), "org-a"))[:2]
    b'PK'
    """
    return render_xlsx(book_of(record))


@uncollected()
def book_of(record: Record) -> Book:
    """Return the record as sheets: the record, its coverage, and for the organisation itself claims and evidence.

    >>> from datamap.exports.record.rows import record_of
    >>> from datamap.model import Organisation, inventory_of
    >>> record = record_of(inventory_of([Organisation(id="org-a", name="A")]), "org-a")
    >>> [sheet.name for sheet in book_of(record).sheets]
    ['Record', 'Coverage']
    """
    labels, styles = read_labels("record", record.language), styles_with()
    footer = footer_of(record, labels)
    sheets = [_record_sheet(Grid(labels["sheet.record"], [c.width for c in record.columns], styles), record, labels)]
    listings = {
        "coverage": (record.coverage,),
        "claims": (record.claims, record.rights),
        "evidence": (record.evidence,),
        "findings": (record.findings,),
    }
    for key, found in listings.items():
        if any(listing.rows for listing in found) or record.audience == "internal":
            widths = [width for _key, width in found[0].columns]
            sheets.append(listing_sheet(Grid(labels[f"sheet.{key}"], widths, styles), found, labels, footer))
    return book_with(record, labels, tuple(sheets), styles)


def book_with(
    record: Record, labels: Labels, sheets: tuple[Sheet, ...], styles: Mapping[str, Mapping[str, object]]
) -> Book:
    """Return sheets as a book whose properties say what it is, as of when, and from which inventory."""
    return Book(
        title=f"{labels[f'title.{record.role}']}: {printable(record.organisation)}",
        subject=labels[f"subject.{record.role}"],
        comments=f"{labels['as-of']} {record.as_of.text}; {labels['digest']} {record.digest}",
        properties={labels["digest"]: record.digest},
        styles=styles,
        sheets=sheets,
    )


def footer_of(record: Record, labels: Labels) -> dict[str, str]:
    """Return the words at the foot of each page: who, which page, as of when and from what."""
    return foot(record.organisation, record.as_of.text, record.state, record.digest, labels)


def foot(name: str, as_of: str, state: str, digest: str, labels: Labels) -> dict[str, str]:
    """Return the words at the foot of a page; a name that is too long for it is cut."""
    name = printable(name).replace("\n", " ")
    if len(name.replace("&", "&&")) > LONGEST_NAME:
        name = f"{name[: LONGEST_NAME // 2]}…"
    state = f" · {printable(state)}".replace("&", "&&") if state else ""
    return {
        "L": name.replace("&", "&&"),
        "C": f"{labels['footer.page']} &P {labels['footer.of']} &N",
        "R": f"{labels['as-of']} {as_of}{state} · {labels['digest']} {digest[:12]}",
    }


def look(cell: Cell, style: str = "value") -> str:
    """Return the style of a cell: a value that is not recorded looks so."""
    return "missing" if style == "value" and cell.standing is Standing.NOT_RECORDED else style


@cache
def parts(widths: tuple[int, ...], shares: tuple[float, ...]) -> tuple[tuple[int, int], ...]:
    """Return first and last column of cells that take these shares of the width, at least one column each.

    >>> parts((100, 100, 100, 100), (0.5, 0.5)), parts((100, 100), (0.9, 0.1))
    (((0, 1), (2, 3)), ((0, 0), (1, 1)))
    """
    found = []
    total, edge, first = sum(widths), 0.0, 0
    for number, share in enumerate(shares, 1):
        edge += share
        last = first
        room = len(widths) - (len(shares) - number) - 1
        while last < room and sum(widths[: last + 1]) + widths[last + 1] / 2 <= edge * total:
            last += 1
        last = room if number == len(shares) else min(last, room)
        found.append((first, last))
        first = last + 1
    return tuple(found)


def _record_sheet(grid: Grid, record: Record, labels: Labels) -> Sheet:
    """Return the sheet that Art. 30 asks for."""
    last = len(grid.widths) - 1
    grid.put(Span(0, last, f"{labels[f'title.{record.role}']}: {record.organisation}", "title"))
    _put_panels(grid, record, labels)
    grid.put(Span(0, last, f"{labels['legend.article']} {labels['legend.standing']}", "subtitle"), level=1)
    band = _put_headings(grid, record, labels)
    heading = band + 1
    frozen = (heading + 1, 0) if grid.height <= HIGHEST_FROZEN else (0, 0)
    for block in record.activities:
        _put_activity(grid, block, record, labels)
    if not record.activities:
        grid.put(Span(0, last, labels[f"no-activity.{record.role}"], "missing"))
    if record.further:
        grid.begin()
        grid.put(Span(0, last, labels["further.title"], "activity"))
    for kind, described in record.further:
        grid.put(Span(0, 0, kind.text, "label"), Span(1, last, described.text, look(described)))
    return grid.sheet(footer_of(record, labels), (band, heading), frozen=frozen)


def _put_panels(grid: Grid, record: Record, labels: Labels) -> None:
    """Add the contact block: panels side by side, a label and a value in each row."""
    places = list(parts(grid.widths, _PANELS))
    marks = (record.panels[0][0].article, record.panels[0][0].article, "")
    keys = (f"panel.{record.role}", "panel.contacts", "panel.record")
    heads = [
        " · ".join(filter(None, (labels[key], cited(mark, labels)))) for key, mark in zip(keys, marks, strict=True)
    ]
    spans = [Span(places[2 * n][0], places[2 * n + 1][1], head, "panel") for n, head in enumerate(heads)]
    grid.put(*spans, level=1)
    for number in range(max(len(panel) for panel in record.panels)):
        row: list[Span] = []
        for at, panel in enumerate(record.panels):
            if number < len(panel):
                fact = panel[number]
                row += [Span(*places[2 * at], labels[fact.key], "label")]
                row += [Span(*places[2 * at + 1], fact.cell.text, look(fact.cell))]
        grid.put(*row, level=1, continued=labels["continued"])


def _put_headings(grid: Grid, record: Record, labels: Labels) -> int:
    """Add the bands and the headings, and return the row of the bands; neighbours of one item share a band."""
    spans: list[Span] = []
    for number, column in enumerate(record.columns):
        if spans and record.columns[number - 1].article == column.article:
            spans[-1] = spans[-1]._replace(last=number)
        else:
            words = labels["beyond"] if column.article == BEYOND else cited(column.article, labels)
            spans.append(Span(number, number, words, _band_of(column.article)))
    band = grid.put(*spans)
    heads = [
        Span(number, number, labels[f"column.{column.key}"], f"heading-{_band_of(column.article)}")
        for number, column in enumerate(record.columns)
    ]
    grid.put(*heads)
    return band


def _band_of(article: str) -> str:
    return "beyond" if article == BEYOND else "asked"


def _put_activity(grid: Grid, block: ActivityBlock, record: Record, labels: Labels) -> None:
    """Add one activity: its name, what holds for it as a whole, its purposes, and its data uses."""
    last = len(grid.widths) - 1
    grid.begin()
    grid.put(Span(0, last, block.name, "activity"))
    shares = _PROCESSOR_FACTS if record.role == "processor" else _FACTS
    places = parts(grid.widths, shares)
    heads, values = zip(
        *(_of_fact(place, fact, labels) for place, fact in zip(places, block.facts, strict=True)), strict=True
    )
    grid.put(*heads)
    grid.put(*values, continued=labels["continued"])
    for number, row in enumerate(block.purposes, 1):
        lead = f"{labels['row.purpose'].format(number=number)}: {row.purpose.text.removeprefix(f'{number} ')}"
        cells = (Cell(lead, row.purpose.standing), row.wording, row.basis, row.uses)
        spans = [Span(*at, cell.text, look(cell)) for cell, at in zip(cells, parts(grid.widths, _PURPOSE), strict=True)]
        grid.put(*spans, continued=labels["continued"])
    if not block.purposes and record.role != "processor":
        grid.put(Span(0, last, labels["purpose.none"], "missing"))
    columns = [(number, number) for number in range(len(record.columns))]
    grid.put_block(columns, [[(cell.text, look(cell)) for cell in cells] for cells in block.uses])


def _of_fact(place: tuple[int, int], fact: Fact, labels: Labels) -> tuple[Span, Span]:
    article = labels["beyond"] if fact.article == BEYOND else cited(fact.article, labels)
    head = Span(*place, f"{labels[fact.key]} · {article}", f"heading-{_band_of(fact.article)}")
    return head, Span(*place, fact.cell.text, look(fact.cell))


def listing_sheet(grid: Grid, listings: Sequence[Listing], labels: Labels, footer: Mapping[str, str]) -> Sheet:
    """Return plain tables one below the other; a sheet of one table repeats its headings on each page."""
    last = len(grid.widths) - 1
    heading = 0
    for listing in listings:
        grid.put(Span(0, last, labels[listing.key], "title"))
        heading = grid.put(*(Span(n, n, labels[key], "heading-plain") for n, (key, _) in enumerate(listing.columns)))
        for row in listing.rows:
            grid.put(*(Span(n, n, cell.text, look(cell)) for n, cell in enumerate(row)), continued=labels["continued"])
        if not listing.rows:
            grid.put(Span(0, last, labels["nothing-listed"], "missing"))
    if len(listings) > 1:
        return grid.sheet(footer)
    return grid.sheet(footer, (heading, heading), frozen=(heading + 1, 0), filtered=(heading, last))
