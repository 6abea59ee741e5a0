"""Which sheet of a file holds which kind of record, and where its headers are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache, partial
from itertools import product, takewhile
from typing import NamedTuple

from datamap.text import join_words, match_key
from datamap.workbook.base import PART, Base, base_in
from datamap.workbook.cells import RowCells, in_rows
from datamap.workbook.columns import Columns, columns_in
from datamap.workbook.faults import Fault, Findings
from datamap.workbook.layout import Layout, layout_of, layouts, title_in, title_of
from datamap.workbook.seen import Place, SeenCell, SeenFile, SeenSheet

LOOKED_AT = 50
"""In so many rows from the top the keys and the headers are looked for."""
_COLUMNS = 9

Rows = Mapping[int, RowCells]
"""The cells of a sheet by row, and in a row by column."""


class Table(NamedTuple):
    """One sheet of records.

    Attributes:
        layout: which kind of record it holds, with all its columns.
        sheet: the sheet.
        rows: its cells by row, those below the headers only.
        header: the row of the headers; 0 if there is none left.
        columns: the column of each field that is there.
    """

    layout: Layout
    sheet: SeenSheet
    rows: Rows
    header: int
    columns: Columns


class _Sheet(NamedTuple):
    """A sheet of which the kind is known.

    Attributes:
        layout: which kind of record it holds.
        sheet: the sheet.
        rows: its cells by row.
        keys: the row with the keys of the columns; 0 if there is none left.
    """

    layout: Layout
    sheet: SeenSheet
    rows: Rows
    keys: int


def cells_at_top(sheet: SeenSheet) -> Iterator[tuple[Place, SeenCell]]:
    """Yield the cells in the first rows of the first columns, where a sheet says what it is.

    >>> [
    ...     cell.words
    ...     for _place, cell in cells_at_top(SeenSheet("A", {(1, 1): SeenCell("x"), (9_999, 1): SeenCell("y")}))
    ... ]
    ['x']
    """
    for place in product(range(1, LOOKED_AT + 1), range(1, _COLUMNS + 1)):
        if cell := sheet.cells.get(place):
            yield place, cell


def stated_base(file: SeenFile) -> tuple[Base | None, bool]:
    """Return what a file says that it was exported from, and whether two of the three places contradict each other.

    Any one place suffices: programs take away document properties, people delete hidden sheets.

    >>> stated_base(SeenFile("a.xlsx", "xlsx", 0, "", ()))
    (None, False)
    """
    parts: list[Mapping[str, str]] = [file.names, file.properties]
    parts += [_base_parts(sheet) for sheet in file.sheets]
    found = [base for base in map(base_in, parts) if base is not None]
    contradict = any(base != found[0] for base in found[1:])
    return (found[0] if found and not contradict else None), contradict


def _base_parts(sheet: SeenSheet) -> dict[str, str]:
    """Return the parts of a base that stand in a sheet, one below the other, each beside its name."""
    first = next((place for place, cell in cells_at_top(sheet) if cell.words.startswith(PART)), None)
    parts: dict[str, str] = {}
    if first:
        row, column = first
        while (name := sheet.cells.get((row, column))) and (words := sheet.cells.get((row, column + 1))):
            parts[name.words] = words.words
            row += 1
    return parts


def tables_in(file: SeenFile, labels: Mapping[str, str], findings: Findings) -> list[Table]:
    """Return the sheets of records, in the order in which people read them; what is amiss goes to the findings.

    A sheet of which there are two is left out: nobody knows which one is meant.
    """
    candidates: dict[str, list[_Sheet]] = {layout.kind.name: [] for layout in layouts()}
    for sheet in file.sheets:
        if known := _recognised(sheet, labels):
            candidates[known.layout.kind.name].append(known)
        else:
            _tell_stranger(sheet, labels, findings)
    tables: list[Table] = []
    missing = []
    for kind, found in candidates.items():
        if len(found) > 1:
            _tell_twice(found, labels[f"sheet.{kind}"], findings)
        elif found:
            table = _table(found[0], labels, findings)
            tables += [table] if table else []
        else:
            missing.append(labels[f"sheet.{kind}"])
    if not any(candidates.values()):
        hint = "choose the file that you edited; if it is this one, copy your changes into a new export"
        findings.fault(Fault.NO_SHEET, None, "no sheet of the file holds records, so there is nothing to read", hint)
    elif missing:
        findings.note(None, f"not in the file, so nothing changes there: {join_words(missing)}")
    return tables


def _recognised(sheet: SeenSheet, labels: Mapping[str, str]) -> _Sheet | None:
    """Return a sheet with its kind: by the hidden keys, else by its title if the headers fit; None if it is none."""
    rows = in_rows(sheet.cells)
    row, kind = _keys_in(rows)
    if row:
        return _Sheet(layout_of(kind), sheet, rows, row)
    title = match_key(sheet.title)
    for layout in layouts():
        known = (labels[f"sheet.{layout.kind.name}"], layout.kind.name, layout.kind.stem, layout.kind.title)
        if title in map(match_key, known):
            return _Sheet(layout, sheet, rows, 0)
    return None


def _keys_in(rows: Rows) -> tuple[int, str]:
    """Return the row that holds the keys of the columns of a kind, and the kind; 0 and "" if there is none.

    Most of what stands in it is keys, each once: one alone proves nothing, since the sheet about the file lists them
    all, one below the other, and what people write may be the words of a key as well.
    """
    for number, cells in _top_of(rows):
        filled = [words for cell in cells.values() if (words := cell.words.strip())]
        kinds = Counter(words.partition(".")[0] for words in set(filled) & _keys())
        kind, count = kinds.most_common(1)[0] if kinds else ("", 0)
        if count > 1 and 2 * count > len(filled):
            return number, kind
    return 0, ""


def _table(known: _Sheet, labels: Mapping[str, str], findings: Findings) -> Table | None:
    """Return a recognised sheet with its headers and columns; None if it cannot be read without them."""
    layout, sheet, rows, keys = known
    header = _header_row(known, labels)
    if not keys and not header:
        if rows:
            place = findings.at(sheet.title, min(rows), 1)
            hint = "put the row of headers back above the records, as it was exported"
            findings.fault(Fault.NO_HEADER, place, f"the sheet '{sheet.title}' has no row of headers", hint)
        return None
    where = partial(findings.at, sheet.title, header or keys)
    columns = columns_in(layout, _words_of(rows, keys), _words_of(rows, header), labels)
    columns.tell(findings, where)
    if "id" not in columns.of:
        message = f"the column of IDs is missing on the sheet '{sheet.title}', so nobody can tell which record a row is"
        hint = f"put the column '{title_of(layout.column_of('id'), labels)}' back from the exported workbook"
        findings.fault(Fault.NO_ID_COLUMN, where(1), message, hint)
        return None
    below = {number: cells for number, cells in rows.items() if number > max(header, keys)}
    return Table(layout, sheet, below, header, columns)


def _words_of(rows: Rows, number: int) -> dict[int, str]:
    """Return what stands in a row, by column."""
    return {column: cell.words for column, cell in rows[number].items()} if number in rows else {}


def _header_row(known: _Sheet, labels: Mapping[str, str]) -> int:
    """Return the row of the headers: the one with the most titles near the top; 0 if there is none."""
    titles = {match_key(title_of(column, labels)) for column in known.layout.columns}
    counts = {
        number: sum(match_key(title_in(cell.words)) in titles for cell in cells.values())
        for number, cells in _top_of(known.rows)
        if number != known.keys
    }
    best = max(counts, key=lambda number: (counts[number], -number), default=0)
    if counts.get(best, 0) > 1:
        return best
    below = min((number for number in known.rows if number > known.keys), default=0) if known.keys else 0
    ids = [column for column, words in _words_of(known.rows, known.keys).items() if words.strip().endswith(".id")]
    is_record = any(known.layout.kind.is_id(known.rows[below][c].words) for c in ids if c in known.rows[below])
    return 0 if is_record else below


def _top_of(rows: Rows) -> list[tuple[int, RowCells]]:
    return list(takewhile(lambda row: row[0] <= LOOKED_AT, rows.items()))


@cache
def _keys() -> frozenset[str]:
    return frozenset(column.key for layout in layouts() for column in layout.columns)


def _tell_twice(found: list[_Sheet], title: str, findings: Findings) -> None:
    """Report two sheets of one kind, naming all of them."""
    first, *others = (findings.at(each.sheet.title, each.keys or 1, 1) for each in found)
    named = join_words([f"'{each.sheet.title}'" for each in found])
    hint = "keep the one that holds your work and delete the other, or move it into a file of its own"
    findings.fault(Fault.SHEET_TWICE, first, f"the sheet '{title}' is there twice: {named}", hint, related=others)


def _tell_stranger(sheet: SeenSheet, labels: Mapping[str, str], findings: Findings) -> None:
    """Note a sheet that people added and that holds something."""
    own = {match_key(words) for key, words in labels.items() if key.startswith("sheet.")}
    if sheet.cells and match_key(sheet.title) not in own:
        findings.note(None, f"the sheet '{sheet.title}' is none of this workbook's, so it is not read")
