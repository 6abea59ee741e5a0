"""A record of processing as a document: who keeps it, one block for each activity with its picture, then the lists."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from datamap.exports.documents.document import Block, Document, Entry, Head, Heading, Look, Paragraph, Picture, Table
from datamap.exports.documents.document import entry_of as plain_entry
from datamap.exports.record.blocks import ActivityBlock
from datamap.exports.record.cells import Cell
from datamap.exports.record.citations import cited
from datamap.exports.record.columns import BEYOND, Column
from datamap.exports.record.facts import Fact
from datamap.exports.record.lists import Listing
from datamap.exports.record.roles import Role
from datamap.exports.record.rows import Record
from datamap.labels import read_labels

Pictures = Mapping[str, Sequence[Picture]]
"""The pages of each activity's picture, by its id."""

FACT_SHARES = (24, 17, 80)
"""How wide item, provision and what is recorded stand beside each other."""

_NAME = "activity"
"""The column that repeats the name of the activity, which stands in the heading here."""


class Words(NamedTuple):
    """The words of a document: those of the record, and those of documents."""

    record: Mapping[str, str]
    own: Mapping[str, str]

    def entry(self, cell: Cell) -> Entry:
        """Return a cell of the record as an entry of a table."""
        return plain_entry(cell, self.record["not-recorded"])

    def provision(self, article: str) -> str:
        """Return the provision that asks for something, in words if none does."""
        return self.own["beyond"] if article == BEYOND else cited(article, self.record)


def document_of(record: Record, pictures: Pictures | None = None) -> Document:
    """Return a record as a document.

    Args:
        record: the record.
        pictures: of its activities; None for a document without pictures.

    >>> from datamap.exports.record.rows import record_of
    >>> from datamap.model import Organisation, inventory_of
    >>> document = document_of(record_of(inventory_of([Organisation(id="org-a", name="A")]), "org-a"))
    >>> [heading.words for heading in document.headings() if heading.level == 1][:2]
    ['Who keeps this record', 'Processing activities']
    """
    words = Words(read_labels("record", record.language), read_labels("documents", record.language))
    blocks = [
        *_opening(record, words),
        *_keeper(record, words),
        *_activities(record, words, pictures),
        *_further(record, words),
        *(block for number, each in enumerate(_listings(record)) for block in _listing(each, words, number)),
    ]
    own = words.own
    return Document(
        title=words.record[f"title.{record.role}"],
        subtitle=record.organisation,
        subject=words.record[f"subject.{record.role}"],
        language=record.language,
        origin=f"{own['as-of']} {record.as_of.text} · {record.state or own['state.text']} · "
        f"{words.record['digest']} {record.digest[:12]}",
        digest=record.digest,
        contents=own["contents"],
        page=(own["page"], own["of"]),
        blocks=tuple(blocks),
    )


def _opening(record: Record, words: Words) -> Iterator[Block]:
    """Yield what the document is made from, which whoever holds it can check, and how to read it."""
    own = words.own
    told = (
        (own["as-of"], record.as_of),
        (own["state"], Cell(record.state or own["state.text"])),
        (own["digest.whole"], Cell(record.digest)),
    )
    rows = tuple((words.entry(Cell(label)), words.entry(cell)) for label, cell in told)
    yield Table(own["made-of"], (Head(own["item"]), Head(own["stated"])), (20, 80), rows)
    yield Paragraph(own["legend"], Look.QUIET)


def _keeper(record: Record, words: Words) -> Iterator[Block]:
    yield Heading(words.own["keeper"], 1, "keeper")
    facts = [fact for panel in record.panels for fact in panel if fact.key not in ("as-of", "digest")]
    yield _facts(words.own["keeper"], facts, words)


def _activities(record: Record, words: Words, pictures: Pictures | None) -> Iterator[Block]:
    own, count = words.own, len(record.activities)
    yield Heading(own["activities"], 1, "activities")
    if not count:
        yield Paragraph(words.record[f"no-activity.{record.role}"])
        return
    yield Paragraph(own["activities.one"] if count == 1 else own["activities.count"].format(count=count))
    for number, block in enumerate(record.activities, 1):
        yield Heading(f"{number}. {block.name}", 2, f"activity-{number}")
        yield from _activity(record, block, words, number)
        if pictures is not None:
            yield Heading(own["diagram"], 3, f"activity-{number}-diagram")
            drawn = pictures.get(block.id, ())
            yield from drawn
            if not drawn:
                yield Paragraph(own["diagram.none"])


def _activity(record: Record, block: ActivityBlock, words: Words, number: int) -> Iterator[Block]:
    own = words.own
    yield Heading(own["about"], 3, f"activity-{number}-about")
    yield _facts(own["about"], block.facts, words)
    if block.purposes:
        yield Heading(own["purposes"], 3, f"activity-{number}-purposes")
        yield _purposes(block, words)
    elif record.role == Role.CONTROLLER:
        yield Heading(own["purposes"], 3, f"activity-{number}-purposes")
        yield Paragraph(words.record["purpose.none"])
    if block.uses:
        yield Heading(own["uses"], 3, f"activity-{number}-uses")
        yield from _uses(record.columns, block.uses, words)


def _purposes(block: ActivityBlock, words: Words) -> Table:
    heads = (
        Head(words.own["purpose"], words.provision("Art. 30(1)(b)")),
        Head(words.own["purpose.stated"], words.provision("Art. 30(1)(b)")),
        Head(words.own["purpose.basis"], words.provision(BEYOND)),
        Head(words.own["purpose.uses"]),
    )
    rows = tuple(
        tuple(words.entry(cell) for cell in (row.purpose, row.wording, row.basis, row.uses)) for row in block.purposes
    )
    return Table(words.own["purposes"], heads, (20, 34, 36, 10), rows, is_named=False)


def _uses(columns: Sequence[Column], rows: Sequence[Sequence[Cell]], words: Words) -> Iterator[Table]:
    """Yield the data uses: what is the same for all of them once, as facts, and the rest category by category."""
    shown = [number for number, column in enumerate(columns) if column.key != _NAME]
    same = [number for number in shown if len({row[number] for row in rows}) == 1]
    several = [number for number in shown if number not in same]
    if same:
        facts = [Fact(f"column.{columns[number].key}", columns[number].article, rows[0][number]) for number in same]
        yield _facts(words.own["uses.same"] if several else words.own["uses"], facts, words)
    if several:
        order = sorted(several, key=lambda number: columns[number].key != "category")
        yield Table(
            words.own["uses.each"],
            tuple(_head(columns[number], words) for number in order),
            tuple(columns[number].width for number in order),
            tuple(tuple(words.entry(row[number]) for number in order) for row in rows),
            is_named=False,
        )


def _head(column: Column, words: Words) -> Head:
    return Head(words.record[f"column.{column.key}"], words.provision(column.article))


def _facts(title: str, facts: Sequence[Fact], words: Words) -> Table:
    rows = tuple(
        (
            plain_entry(Cell(words.record[fact.key])),
            plain_entry(Cell(words.provision(fact.article))),
            words.entry(fact.cell),
        )
        for fact in facts
    )
    heads = tuple(Head(words.own[key]) for key in ("item", "provision", "stated"))
    return Table(title, heads, FACT_SHARES, rows)


def _further(record: Record, words: Words) -> Iterator[Block]:
    if record.further:
        own = words.own
        yield Heading(own["further"], 1, "further")
        rows = tuple((words.entry(kind), words.entry(described)) for kind, described in record.further)
        yield Table(own["further"], (Head(own["further.kind"]), Head(own["further.described"])), (25, 75), rows)


def _listings(record: Record) -> Iterator[Listing]:
    listings = (record.coverage, record.claims, record.rights, record.evidence, record.findings)
    yield from (each for each in listings if each.rows)


def _listing(listing: Listing, words: Words, number: int) -> Iterator[Block]:
    title = words.record[listing.key]
    yield Heading(title, 1, f"list-{number + 1}")
    yield Table(
        title,
        tuple(Head(words.record[key]) for key, _width in listing.columns),
        tuple(width for _key, width in listing.columns),
        tuple(tuple(words.entry(cell) for cell in row) for row in listing.rows),
        is_named=False,
    )
