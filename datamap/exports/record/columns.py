"""The columns of the record, declared once: key, the item of Art. 30 it answers, width, and what fills it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from datamap.exports.record.audience import Audience
from datamap.exports.record.cells import Cell
from datamap.exports.record.citations import cited, provision
from datamap.exports.record.parties import INDENT, recipients_cell, systems_cell, transfers_cell
from datamap.exports.record.periods import limits_cell
from datamap.exports.record.purposes import purposes_cell
from datamap.exports.record.wording import Wording
from datamap.model import Category, DataUse

BEYOND = "beyond"
"""Marks a column that Art. 30 does not ask for."""


class Column(NamedTuple):
    """One column of the record.

    Attributes:
        key: finds the heading in the table of labels, under `column.<key>`.
        article: the item of Art. 30, such as "Art. 30(1)(c)", or `BEYOND`.
        width: in pixels at 96 per inch; all widths together decide how small the print gets.
        fill: from a data use to its cell.
    """

    key: str
    article: str
    width: int
    fill: Callable[[Wording, DataUse], Cell]


def people_cell(wording: Wording, use: DataUse) -> Cell:
    """Return whom the data of a data use are about.

    >>> from datamap.exports.record.wording import wording_of
    >>> from datamap.model import inventory_of
    >>> use = DataUse(id="use-a", organisation="org-a", activity="act-a", category="cat-email")
    >>> people_cell(wording_of(inventory_of([use]), "en"), use).text
    '— not recorded'
    """
    return wording.once("people", use.people, lambda: wording.cell(use.people, wording.name))


def category_cell(wording: Wording, use: DataUse) -> Cell:
    """Return the category, what makes it special, and its elements one by one; elements only sharpen it.

    >>> from datamap.exports.record.wording import wording_of
    >>> from datamap.model import inventory_of
    >>> use = DataUse(id="use-a", organisation="org-a", activity="act-a", category="cat-email", elements=("a", "b"))
    >>> category_cell(wording_of(inventory_of([use]), "en"), use).text.splitlines()
    ['Contact: E-mail address', '· a; b']
    """
    record = wording.inventory.records.get(use.category)
    special = record.special if isinstance(record, Category) and isinstance(record.special, str) else ""
    lines = [wording.category(use.category)]
    if special:
        lines.append(f"{wording.labels['special']}: {cited(provision(special), wording.labels)}")
    if isinstance(use.elements, tuple):
        lines.append(f"{INDENT}{'; '.join(use.elements)}")
    elif (elements := wording.cell(use.elements)).text == wording.labels["none"]:
        lines.append(f"{wording.labels['elements']}: {elements.text}")
    return Cell("\n".join(lines))


def sources_cell(wording: Wording, use: DataUse) -> Cell:
    """Return where the data of a data use come from.

    >>> from datamap.exports.record.wording import wording_of
    >>> from datamap.model import NONE, inventory_of
    >>> use = DataUse(id="use-a", organisation="org-a", activity="act-a", category="cat-email", sources=NONE)
    >>> sources_cell(wording_of(inventory_of([use]), "en"), use).text
    'none'
    """
    return wording.cell(use.sources, wording.name)


def circumstances_cell(wording: Wording, use: DataUse) -> Cell:
    """Return under which circumstances, what is done with the data, and why they are needed.

    >>> from datamap.exports.record.wording import wording_of
    >>> from datamap.model import inventory_of
    >>> use = DataUse(id="use-a", organisation="org-a", activity="act-a", category="cat-email", condition="asked")
    >>> circumstances_cell(wording_of(inventory_of([use]), "en"), use).text
    'Only if: asked'
    """
    cells = [
        *wording.if_recorded("use.condition", use.condition),
        *wording.if_recorded("use.operations", use.operations),
        *wording.if_recorded("use.necessity", use.necessity),
    ]
    return wording.all_of(cells)


PEOPLE = Column("people", "Art. 30(1)(c)", 104, people_cell)
CATEGORY = Column("category", "Art. 30(1)(c)", 210, category_cell)
COLUMNS: tuple[Column, ...] = (
    PEOPLE,
    CATEGORY,
    Column("purposes", "Art. 30(1)(b)", 110, purposes_cell),
    Column("recipients", "Art. 30(1)(d)", 150, recipients_cell),
    Column("transfers", "Art. 30(1)(e)", 130, transfers_cell),
    Column("limits", "Art. 30(1)(f)", 190, limits_cell),
    Column("sources", BEYOND, 90, sources_cell),
    Column("systems", BEYOND, 120, systems_cell),
    Column("circumstances", BEYOND, 136, circumstances_cell),
)
"""The columns of a controller's record, in the order of the law; what it does not ask for comes last."""

PROCESSOR_COLUMNS: tuple[Column, ...] = (
    Column("transfers", "Art. 30(2)(c)", 130, transfers_cell),
    *(column._replace(article=BEYOND) for column in COLUMNS if column.key != "transfers"),
)
"""The columns of a processor's record: of a data use, Art. 30(2) asks for the transfers only."""

_HIDDEN = ("systems",)


def columns_for(role: str, audience: Audience | str) -> tuple[Column, ...]:
    """Return the columns of a record for an audience.

    >>> [column.key for column in columns_for("processor", "public")][0]
    'transfers'
    """
    columns: Sequence[Column] = PROCESSOR_COLUMNS if role == "processor" else COLUMNS
    return tuple(column for column in columns if audience != Audience.PUBLIC or column.key not in _HIDDEN)
