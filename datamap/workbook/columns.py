"""Which column of a sheet holds which field: by the hidden key, else by the very title; never by a likeness."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from datamap.model.values import shorten
from datamap.problems import CellLocation
from datamap.text import join_words, match_key, nearest
from datamap.workbook.faults import Fault, Findings
from datamap.workbook.layout import OWN_COLUMNS, Layout, title_in, title_of


class Columns(NamedTuple):
    """The columns of a sheet.

    Attributes:
        of: the column of each field that the sheet supplies.
        unknown: the columns that stand for no field, each with its header.
        twice: the columns that stand for a field that another column has already, by column.
        contradicting: the columns whose header is the title of another field than their key says, by column.
        missing: the titles of the fields without a column, by field.
        renamed: the columns that are known by their key alone, each with its header and the title of its field.
        titles: the titles of all fields.
    """

    of: Mapping[str, int]
    unknown: Mapping[int, str]
    twice: Mapping[int, str]
    contradicting: Mapping[int, str]
    missing: Mapping[str, str]
    renamed: Mapping[int, tuple[str, str]]
    titles: Mapping[str, str]

    def tell(self, findings: Findings, where: Callable[[int], CellLocation]) -> None:
        """Report what is amiss, and note what is not read and what is not there."""
        for column, field in self.twice.items():
            message = f"two columns stand for {self.titles[field]!r}"
            hint = (
                "delete one of them; or give it a header of its own, empty the hidden cell above it, and it is not read"
            )
            findings.fault(Fault.COLUMN_TWICE, where(column), message, hint, related=(where(self.of[field]),))
        for column, header in self.contradicting.items():
            field = next(name for name, number in self.of.items() if number == column)
            message = (
                f"the header is {shorten(header)}, but by the hidden cell above it the column is {self.titles[field]!r}"
            )
            hint = "move whole columns, the hidden first row with them, or write the exported header again"
            findings.fault(Fault.HEADER_CONTRADICTS, where(column), message, hint)
        for column, (header, title) in self.renamed.items():
            findings.note(
                where(column), f"the header {shorten(header)} is read as {title!r}, by the hidden cell above it"
            )
        strangers = dict(self.unknown)
        for column, header in self.unknown.items():
            if meant := nearest(header, self.missing.values()):
                del strangers[column]
                message = f"the header {shorten(header)} is not known"
                hint = (
                    f"if it is {join_words([repr(each) for each in meant], 'or')}, write that; otherwise another word"
                )
                findings.fault(Fault.HEADER_RENAMED, where(column), message, hint)
        if strangers:
            named = join_words([shorten(header) for header in strangers.values()])
            absent = join_words([repr(title) for title in self.missing.values()], "or")
            asked = f"; if one of them is {absent}, write that as its header" if absent else ""
            findings.note(where(min(strangers)), f"columns of your own, which are not read: {named}{asked}")
        if self.missing:
            named = join_words([repr(title) for title in self.missing.values()])
            findings.note(where(1), f"columns not in the file, so nothing of them changes: {named}")


def columns_in(
    layout: Layout, keys: Mapping[int, str], headers: Mapping[int, str], labels: Mapping[str, str]
) -> Columns:
    """Return which column holds which field.

    Args:
        layout: the columns that a sheet of this kind has.
        keys: what stands in the row of keys, by column; empty if there is none left.
        headers: what stands in the row of headers, by column.
        labels: the words of the workbook.

    >>> from datamap.labels import read_labels
    >>> from datamap.workbook.layout import layout_of
    >>> found = columns_in(layout_of("party"), {}, {1: "ID", 2: "NAME *", 3: "Remarks"}, read_labels("workbook"))
    >>> found.of, found.unknown
    ({'id': 1, 'name': 2}, {3: 'Remarks'})
    """
    by_key = {column.key: column.field for column in layout.columns}
    titles = {column.field: title_of(column, labels) for column in layout.columns}
    by_title = {match_key(title): field for field, title in titles.items()}
    plain = {column: title_in(header.strip()) for column, header in headers.items()}
    of: dict[str, int] = {}
    unknown, twice, contradicting = dict[int, str](), dict[int, str](), dict[int, str]()
    renamed = dict[int, tuple[str, str]]()
    for column in sorted(keys.keys() | headers.keys(), key=lambda column: (column not in keys, column)):
        titled = by_title.get(match_key(plain.get(column, "")))
        field = by_key.get(keys.get(column, "").strip(), titled)
        if field is None:
            unknown.update({column: plain[column]} if plain.get(column) else {})
        elif field in of:
            twice[column] = field
        else:
            of[field] = column
            if titled and titled != field:
                contradicting[column] = plain[column]
            elif plain.get(column) and not titled:
                renamed[column] = (plain[column], titles[field])
    missing = {field: title for field, title in titles.items() if field not in of and field not in OWN_COLUMNS}
    return Columns(of, unknown, twice, contradicting, missing, renamed, titles)
