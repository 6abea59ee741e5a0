"""The sheets beside those with records: long texts, lists to choose from, and what the file says of itself."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import zip_longest
from typing import NamedTuple

from datamap.workbook.book import Book
from datamap.workbook.layout import title_of

LONG_KEYS = ("long.number", "long.piece", "long.text")
META_KEYS = ("meta.name", "meta.words")


class Extra(NamedTuple):
    """A sheet without records, built like the others: keys in the hidden row, titles below, then rows."""

    stem: str
    title: str
    keys: tuple[str, ...]
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    is_hidden: bool


def extras_of(book: Book, parts: Mapping[str, str]) -> tuple[Extra, ...]:
    """Return the further sheets of a book; that of the long texts only if there are any.

    Args:
        book: the book.
        parts: its base in words, as `datamap.workbook.base.parts_of` gives it.

    >>> from datamap.model import inventory_of
    >>> from datamap.workbook.book import Origin, book_of
    >>> [extra.title for extra in extras_of(book_of(inventory_of([]), Origin("r", 1, "")), {})]
    ['Lists', '_meta']
    """
    labels = book.labels
    long_rows = tuple(
        (str(number), str(place), piece)
        for number, pieces in enumerate(book.long_texts, 1)
        for place, piece in enumerate(pieces, 1)
    )
    titles = tuple(labels[f"column.{key}"] for key in LONG_KEYS)
    long = Extra("long-texts", labels["sheet.long"], LONG_KEYS, titles, long_rows, is_hidden=False)
    keys = tuple(each.key for each in book.lists)
    entries = tuple(zip_longest(*(each.entries for each in book.lists), fillvalue=""))
    lists = Extra("lists", labels["sheet.lists"], keys, tuple(each.title for each in book.lists), entries, True)
    meta = Extra("_meta", labels["sheet.meta"], META_KEYS, META_KEYS, _meta_rows(book, parts), is_hidden=True)
    return (*([long] if long_rows else []), lists, meta)


def _meta_rows(book: Book, parts: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Return what the file says of itself: the base in parts, how much it holds, and which key each title had."""
    rows = list(parts.items())
    for sheet in book.sheets:
        rows.append((f"rows {sheet.layout.kind.name}", str(len(sheet.rows))))
        rows += [(column.key, title_of(column, book.labels)) for column in sheet.layout.columns]
    return tuple(rows)
