"""The content of a workbook, without any format: sheets, titles, notes, texts of cells, lists to choose from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from datamap.labels import read_labels
from datamap.model import Fact, Inventory, Record, Value, flatten, kind_of
from datamap.workbook.base import Base, Scope
from datamap.workbook.fingerprint import fingerprint, whole_row
from datamap.workbook.gaps import gaps_by_record
from datamap.workbook.layout import ACTION, GAPS, Column, Layout, header_of, key_fields, layouts
from datamap.workbook.naming import Names, kinds_for
from datamap.workbook.notes import note_of
from datamap.workbook.scope import home_of, known_in, records_in
from datamap.workbook.words import ALWAYS_FITS, Wording, fits, pieces_of

Row = tuple[str, ...]


RECURRING = (Value.REFERENCE, Value.CHOICE)
"""Values that many records have in common."""
MOST_NAMED = 5
"""Of more organisations, a workbook names none in its title."""


class Choices(NamedTuple):
    """A list to choose from.

    Attributes:
        key: what stands in its hidden row, such as "list.party".
        title: what people read above it.
        entries: in their order.
        is_closed: whether nothing else can be right.
    """

    key: str
    title: str
    entries: tuple[str, ...]
    is_closed: bool


class Sheet(NamedTuple):
    """One sheet with records.

    Attributes:
        layout: its columns.
        title: its name on the tab.
        headers: what stands above each column.
        notes: the note on each header.
        choices: which list each column chooses from, by its number in the book; None where text is free.
        rows: the texts of the cells, one row per record.
    """

    layout: Layout
    title: str
    headers: tuple[str, ...]
    notes: tuple[str, ...]
    choices: tuple[int | None, ...]
    rows: tuple[Row, ...]


class Book(NamedTuple):
    """A whole workbook.

    Attributes:
        base: what it is an export of.
        sheets: one for each kind that people edit, in the order of the tabs.
        lists: what stands on the sheet of lists.
        long_texts: the texts that no cell can hold, in pieces; the first one is number 1.
        labels: the words of its language.
        organisations: the names of its organisations, if they are few.
    """

    base: Base
    sheets: tuple[Sheet, ...]
    lists: tuple[Choices, ...]
    long_texts: tuple[tuple[str, ...], ...]
    labels: Mapping[str, str]
    organisations: tuple[str, ...]


class Origin(NamedTuple):
    """Which register a book is made from: its id, its newest revision and the hash of that."""

    register: str
    revision: int
    hash: str


def book_of(inventory: Inventory, origin: Origin, scope: Scope | None = None, language: str = "en") -> Book:
    """Return the workbook for a part of a register.

    >>> from datamap.model import Organisation, inventory_of
    >>> book = book_of(inventory_of([Organisation(id="org-a", name="Acme")]), Origin("r", 1, "ab"))
    >>> book.sheets[0].title, book.sheets[0].rows[0][:3], book.base.totals["organisation"]
    ('Organisations', ('org-a', '', 'Acme'), 1)
    """
    scope = scope or Scope()
    labels = read_labels("workbook", language)
    known = known_in(inventory, scope)
    writer = _Writer(labels, Names(known), gaps_by_record(known), origin.hash)
    by_kind: dict[str, list[Record]] = {layout.kind.name: [] for layout in layouts()}
    for record in records_in(inventory, scope):
        by_kind[kind_of(record).name].append(record)
    sheets = tuple(writer.sheet(layout, by_kind[layout.kind.name]) for layout in layouts())
    totals = {kind: len(records) for kind, records in by_kind.items()}
    base = Base(origin.register, origin.revision, origin.hash, scope, totals, language)
    homes = scope.organisations or sorted({home_of(each) or "" for records in by_kind.values() for each in records})
    names = tuple(inventory.name_of(each) for each in homes) if len(homes) <= MOST_NAMED else ()
    return Book(base, sheets, tuple(writer.lists), tuple(writer.long_texts), labels, names)


def list_key(column: Column, layout: Layout) -> str:
    """Return the key of the list that a column chooses from, as it stands on the sheet of lists; "" if text is free.

    >>> from datamap.workbook.layout import layout_of
    >>> layout = layout_of("party")
    >>> [list_key(layout.column_of(field), layout) for field in ("action", "is_category", "country", "name")]
    ['list.action', 'list.YesNo.none', 'list.country', '']
    """
    fact = column.fact
    if column.field == ACTION:
        return "list.action"
    if fact and fact.choices:
        return f"list.{fact.choices.__name__}{'' if fact.required else '.none'}"
    if fact and fact.value is Value.REFERENCE and fact.kinds:
        return f"list.{'+'.join(kinds_for(fact, layout.kind.name))}"
    return ""


class _Writer:
    """Words the cells of one book, and gathers the lists and the long texts that they need."""

    def __init__(
        self, labels: Mapping[str, str], names: Names, gaps: Mapping[str, tuple[str, ...]], revision: str
    ) -> None:
        self.labels, self.names, self.gaps, self.revision = labels, names, gaps, revision
        self.wording = Wording(labels)
        self.lists: list[Choices] = []
        self.long_texts: list[tuple[str, ...]] = []
        self._numbers: dict[str, int | None] = {}

    def sheet(self, layout: Layout, records: Sequence[Record]) -> Sheet:
        """Return the sheet of one kind."""
        choices = tuple(self._choices_of(column, layout) for column in layout.columns)
        entries = [() if number is None else self.lists[number].entries for number in choices]
        return Sheet(
            layout,
            self.labels[f"sheet.{layout.kind.name}"],
            tuple(header_of(column, self.labels) for column in layout.columns),
            tuple(
                note_of(column, layout.kind, self.labels, among)
                for column, among in zip(layout.columns, entries, strict=True)
            ),
            choices,
            tuple(self._rows(layout, records)),
        )

    def _rows(self, layout: Layout, records: Iterable[Record]) -> Iterator[Row]:
        kind, places = layout.kind.name, {column.field: number for number, column in enumerate(layout.columns)}
        facts = {column.field: column.fact for column in layout.columns if column.fact}
        namers = {field: self._namer(fact, layout) for field, fact in facts.items()}
        naming = {field: fact.field_of for field, fact in facts.items() if fact.field_of}
        keys = [places[field] for field in key_fields(layout)]
        text_of = self.wording.text_of
        # Names and choices come again and again; they are worded once.
        worded: dict[str, dict[object, str]] = {field: {} for field, fact in facts.items() if fact.value in RECURRING}
        for record in records:
            texts = [""] * len(layout.columns)
            for field, words in flatten(record).items():
                known = worded.get(field)
                text = known.get(words) if known is not None else None
                if text is None:
                    text = text_of(words, facts[field], namers[field])
                    if known is not None:
                        known[words] = text
                texts[places[field]] = text
            for field, of in naming.items():
                texts[places[field]] = self.names.title_of_field(getattr(record, of), texts[places[field]])
            home = getattr(record, "organisation", None)
            if isinstance(home, str):
                texts[places["organisation"]] = text_of(home, facts["organisation"], namers["organisation"])
            texts[places[GAPS]] = " ".join(self.gaps.get(record.id, ()))
            spilled = len(self.long_texts)
            if max(map(len, texts)) > ALWAYS_FITS:
                texts = [text if fits(text) else self._spilled(text) for text in texts]
            # A long text stands elsewhere, so that its row alone cannot tell whether it is as it was.
            whole = f"-{whole_row(self.revision, kind, texts[:-1])}" if spilled == len(self.long_texts) else ""
            texts[-1] = fingerprint(record.id, *[texts[key] for key in keys]) + whole
            yield tuple(texts)

    def _namer(self, fact: Fact, layout: Layout) -> Callable[[str], str] | None:
        if fact.value is not Value.REFERENCE:
            return None
        return self.names.namer(kinds_for(fact, layout.kind.name))

    def _spilled(self, text: str) -> str:
        """Keep a text that is too long for a cell; return the sign that leads to it."""
        self.long_texts.append(pieces_of(text))
        return self.wording.sign_of_long(len(self.long_texts))

    def _choices_of(self, column: Column, layout: Layout) -> int | None:
        """Return the number of the list that a column chooses from, made when it is needed first."""
        fact, key = column.fact, list_key(column, layout)
        if column.field == ACTION:
            return self._list(key, self.labels["list.action"], lambda: [self.labels["delete"]], True)
        if fact is None or not key:
            return None
        if fact.choices:
            none = [] if fact.required else [self.wording.none]
            return self._list(key, fact.title, lambda: [*self.wording.choices_of(fact), *none], True)
        kinds = kinds_for(fact, layout.kind.name)
        titles = " / ".join(self.labels.get(f"sheet.{kind}", kind.replace("_", " ")) for kind in kinds)
        return self._list(key, titles, lambda: self._names_of(kinds), False)

    def _names_of(self, kinds: Sequence[str]) -> Iterator[str]:
        """Yield the names to choose from; an id, where the name alone would read like a word of ours."""
        for name in self.names.all_names(kinds):
            yield self.names.ids_for(name, kinds)[0] if self.wording.is_word(name) else name

    def _list(self, key: str, title: str, entries: Callable[[], Iterable[str]], is_closed: bool) -> int | None:
        if key not in self._numbers:
            found = tuple(entries())
            self._numbers[key] = len(self.lists) if found else None
            self.lists += [Choices(key, title[:1].upper() + title[1:], found, is_closed)] if found else []
        return self._numbers[key]
