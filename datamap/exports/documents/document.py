"""A document before anybody decides whether it is printed, edited or browsed: headings, words, tables, pictures."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from datamap.exports.record.cells import Cell, Standing


class Look(StrEnum):
    """How loud a paragraph speaks."""

    PLAIN = "plain"
    QUIET = "quiet"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a cell.

    Attributes:
        words: as people wrote them; whoever prints them escapes them.
        is_detail: whether it says more about the line above, and is set in.
        is_missing: whether it says that something is not recorded.
    """

    words: str
    is_detail: bool = False
    is_missing: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """What stands in one cell of a table: its lines, and whether it is a fact, a stated "none", or nothing recorded."""

    lines: tuple[Line, ...]
    standing: Standing = Standing.RECORDED


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1, 2 or 3; `anchor` is unique in the document and made of ASCII letters, digits, hyphens."""

    words: str
    level: int
    anchor: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of words."""

    words: str
    look: Look = Look.PLAIN


@dataclass(frozen=True, slots=True)
class Head:
    """The heading of a column, and the provision that asks for it, "" if it needs none."""

    words: str
    provision: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with one row of headings.

    Attributes:
        title: what it shows, for those who cannot see where it stands.
        heads: one for each column.
        shares: how wide each column is beside the others.
        rows: each as long as `heads`.
        is_named: whether the first entry of each row says what the others are about, and is set as a heading.
    """

    title: str
    heads: tuple[Head, ...]
    shares: tuple[int, ...]
    rows: tuple[tuple[Entry, ...], ...]
    is_named: bool = True


@dataclass(frozen=True, slots=True)
class Picture:
    """One page of a picture.

    Attributes:
        title: its name.
        told: what it shows, for those who cannot see it.
        svg: the page, as an SVG document of our own.
        width: of its page, in millimetres.
        height: of its page, in millimetres.
    """

    title: str
    told: str
    svg: str
    width: float
    height: float


Block = Heading | Paragraph | Table | Picture


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document.

    Attributes:
        title: what it is.
        subtitle: whose it is.
        subject: the provision that asks for it.
        language: of its words, an ISO 639-1 code.
        origin: as of when, which revision, and the digest, in few words, for the foot of each page.
        digest: of the records it was made from, SHA-256 in hexadecimal digits.
        contents: the heading of the table of contents.
        page: the words around the numbers of a page, as in "Page 1 of 2".
        blocks: everything, in reading order.
    """

    title: str
    subtitle: str
    subject: str
    language: str
    origin: str
    digest: str
    contents: str
    page: tuple[str, str]
    blocks: tuple[Block, ...]

    def headings(self) -> tuple[Heading, ...]:
        """Return the headings in reading order."""
        return tuple(block for block in self.blocks if isinstance(block, Heading))


DETAIL = "· "
"""What the lines of a record's cells begin with that say more about the line above."""


def entry_of(cell: Cell, missing: str = "") -> Entry:
    r"""Return a cell of a record as an entry; `missing` is how the record's language says that nothing is recorded.

    >>> entry_of(Cell("Acme\n· Country: — not recorded", Standing.IN_PART), "— not recorded").lines[1]
    Line(words='Country: — not recorded', is_detail=True, is_missing=True)
    """
    lines = tuple(
        Line(
            words=words.removeprefix(DETAIL),
            is_detail=words.startswith(DETAIL),
            is_missing=bool(missing) and words.endswith(missing) and cell.standing is not Standing.RECORDED,
        )
        for words in cell.text.splitlines()
    )
    return Entry(lines, cell.standing)
