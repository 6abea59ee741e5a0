"""The first sheet: from it alone, somebody who sees such a workbook for the first time knows what to do."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from datamap.workbook.book import Book, Sheet
from datamap.workbook.layout import GAPS

STEPS = ("1", "2", "3", "4", "5")
TOPICS = ("new", "delete", "none", "empty", "clear", "several", "names", "date", "help", "sort", "conflict")
MARKS = ("missing", "asked", "none", "value", "id", "delete")


NEW_PAGE = "page"
"""What stands beside the heading with which the second printed page begins: no table is torn apart."""


class Line(NamedTuple):
    """One line of the guide.

    Attributes:
        look: what kind of line it is: "title", "subtitle", "text", "heading", "step", "command", "topic", "mark",
            "columns" or "sheet".
        cells: its texts from left to right.
        sample: for a mark, how the first cell looks; for a sheet, the name on the tab that it leads to; for a heading,
            whether a printed page begins with it.
    """

    look: str
    cells: tuple[str, ...]
    sample: str = ""


def guide_of(book: Book) -> Iterator[Line]:
    """Yield the lines of the guide of a book.

    >>> from datamap.model import inventory_of
    >>> from datamap.workbook.book import Origin, book_of
    >>> [line.cells[1] for line in guide_of(book_of(inventory_of([]), Origin("r", 1, ""))) if line.look == "command"]
    ['datamap workbook plan FILE', 'datamap workbook plan FILE --annotate MARKED.xlsx', 'datamap workbook apply FILE']
    """
    labels = book.labels
    yield Line("title", (labels["guide.title"],))
    yield Line("subtitle", (scope_words(book),))
    yield Line("text", (labels["guide.intro"],))
    yield Line("heading", (labels["guide.steps"],))
    for step in STEPS:
        yield Line("step", (labels[f"guide.step.{step}"], labels[f"guide.step.{step}.text"]))
        if command := labels.get(f"guide.step.{step}.command"):
            yield Line("command", ("", command))
    yield Line("heading", (labels["guide.how"],))
    for topic in TOPICS:
        yield Line("topic", (labels[f"guide.how.{topic}"], labels[f"guide.how.{topic}.text"]))
    yield Line("heading", (labels["guide.marks"],), NEW_PAGE)
    for mark in MARKS:
        yield Line("mark", (labels[f"guide.mark.{mark}"], labels[f"guide.mark.{mark}.text"]), mark)
    yield Line("topic", (labels["guide.leave"], labels["guide.leave.text"]))
    yield Line("heading", (labels["guide.sheets"],))
    yield Line("columns", tuple(labels[f"guide.sheets.{each}"] for each in ("name", "about", "records", "missing")))
    for sheet in book.sheets:
        about = labels[f"about.{sheet.layout.kind.name}"]
        counts = (str(len(sheet.rows)), str(gaps_on(sheet)))
        yield Line("sheet", (sheet.title, about, *counts), sheet.title)


def scope_words(book: Book) -> str:
    """Return which part of the register a book holds, and of which revision.

    >>> from datamap.model import inventory_of
    >>> from datamap.workbook.book import Origin, book_of
    >>> scope_words(book_of(inventory_of([]), Origin("r", 7, "")))
    'all organisations · revision 7'
    """
    labels, scope = book.labels, book.base.scope
    parts = [", ".join(book.organisations) or labels["guide.scope.all"]]
    if scope.department:
        parts.append(labels["guide.scope.department"].format(department=scope.department))
    if scope.only_missing:
        parts.append(labels["guide.scope.missing"])
    words = "; ".join(" ".join(part.split()) for part in parts)
    return labels["guide.scope"].format(scope=words, revision=book.base.revision)


def gaps_on(sheet: Sheet) -> int:
    """Return how many cells of a sheet the law asks for and nobody filled.

    >>> from datamap.model import Organisation, inventory_of
    >>> from datamap.workbook.book import Origin, book_of
    >>> gaps_on(book_of(inventory_of([Organisation(id="org-a", name="A")]), Origin("r", 1, "")).sheets[0])
    1
    """
    number = sheet.layout.columns.index(sheet.layout.column_of(GAPS))
    return sum(len(row[number].split()) for row in sheet.rows)
