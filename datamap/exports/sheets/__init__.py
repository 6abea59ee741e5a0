"""Sheets of words that are laid out once, and written as xlsx, ods or csv with the same cells."""

from datamap.exports.sheets.grid import Grid, Span, printable
from datamap.exports.sheets.sheet import Book, Page, Placed, Row, Sheet

__all__ = ["Book", "Grid", "Page", "Placed", "Row", "Sheet", "Span", "printable"]
