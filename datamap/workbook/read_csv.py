"""Tables as CSV: one file, or a zip with one for each sheet."""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from pathlib import PurePath

from datamap.workbook.guard import Admitted
from datamap.workbook.guard.archive import CHUNK
from datamap.workbook.guard.refusal import RefusedError, damaged
from datamap.workbook.places import place_of
from datamap.workbook.tally import Tally
from datamap.workbook.wire import Piece

META = "_meta.csv"
"""The file in a zip that says how the others are written: a row "delimiter" with the character, among others."""
DELIMITERS = (",", ";", "\t")
_LONGEST_LINE = 4 * 1024 * 1024
_LINES_TO_LOOK_AT = 20
_SEPARATOR_LINE = re.compile(r'"?sep=(.)"?\r?\n?', re.IGNORECASE)
# What UTF-8 looks like to a program that takes it for Windows-1252: a leading byte and those that follow it.
_LATIN = re.compile("[\u00c2-\u00f4]")


def read_csv(admitted: Admitted, content: bytes, name: str) -> Iterator[Piece]:
    """Yield what one CSV file or a zip of them holds, piece by piece (see `datamap.workbook.wire`).

    Args:
        admitted: what the guard says of the file.
        content: its bytes.
        name: its name, after which the one sheet of a bare file is called.

    Raises:
        RefusedError: If one is not UTF-8, or its quotes do not match.
    """
    tally = Tally()
    archive = admitted.archive
    if archive is None:
        chunks = (content[start : start + CHUNK] for start in range(0, len(content), CHUNK))
        yield from _sheet(PurePath(name).stem, chunks, "", tally)
    else:
        parts = [part for part in archive.names if part.lower().endswith(".csv") and not _is_of_mac(part)]
        declared = ""
        for part in parts:
            if PurePath(part).name.lower() == META:
                declared = _declared_delimiter(archive.chunks(part))
        for part in parts:
            yield from _sheet(PurePath(part).stem, archive.chunks(part), declared, tally)
    yield "file", "csv", {}, {}, False, admitted.notes


def _is_of_mac(part: str) -> bool:
    """Return whether a part is one that the archiver of macOS adds beside the files."""
    return part.startswith("__MACOSX/") or PurePath(part).name.startswith("._")


def _declared_delimiter(chunks: Iterable[bytes]) -> str:
    """Return the delimiter that the file about the files names, or "" if it names none."""
    for line in _lines(chunks, "_meta"):
        match = re.match(r'"?delimiter"?[,;\t]"?(tab|[,;\t])', line, re.IGNORECASE)
        if match:
            return "\t" if match[1].lower() == "tab" else match[1]
    return ""


def _sheet(title: str, chunks: Iterable[bytes], declared: str, tally: Tally) -> Iterator[Piece]:
    """Yield the rows of one table; a row is numbered as a spreadsheet would number it."""
    lines = _lines(chunks, title)
    head = list(islice(lines, _LINES_TO_LOOK_AT))
    skipped = _SEPARATOR_LINE.fullmatch(head[0]) if head else None
    delimiter = skipped[1] if skipped else delimiter_of(head)
    # The declared one is what was written; a program that saved the file anew may have chosen another.
    if declared and not skipped and any(declared in line for line in head):
        delimiter = declared
    yield "sheet", title, False
    yield from _rows(title, chain(head[1 if skipped else 0 :], lines), delimiter, tally)
    yield "shape", (), (), ()


def _rows(title: str, lines: Iterator[str], delimiter: str, tally: Tally) -> Iterator[Piece]:
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    start, number = 1, 0
    try:
        for number, row in enumerate(reader, 1):
            start = reader.line_num + 1
            columns = [column for column, word in enumerate(row, 1) if word]
            if columns:
                tally.add_cells(title, number, columns)
                tally.add_text(sum(map(len, row)))
                _check_letters(title, number, row)
                yield "row", number, columns, [row[column - 1] for column in columns], ""
    except csv.Error as error:
        ends = f"to line {reader.line_num} " if reader.line_num > start else ""
        raise RefusedError(
            f"has a row in '{title}', from line {start} {ends}of the file, that cannot be divided into cells "
            f"({_in_plain_words(str(error))}): put a second quote beside each quote in a text, or save it as .xlsx"
        ) from None


def _in_plain_words(reason: str) -> str:
    """Return what the csv module complains of, in words for people."""
    if "unexpected end" in reason:
        return "a quote opens and does not close"
    if "expected after" in reason:
        return "a quote closes in the middle of a cell"
    if "field larger" in reason:
        return "a cell holds more than 131,072 characters"
    return "a line ends in the middle of a cell"


def _check_letters(title: str, number: int, row: list[str]) -> None:
    """Refuse a row with letters that were UTF-8 and have been read as Windows-1252 since, such as 'Ã¼' for 'ü'."""
    for column, word in enumerate(row, 1):
        if not word.isascii() and _LATIN.search(word) and (meant := misread(word)):
            raise RefusedError(
                f"has letters at {place_of(title, number, column)} that a program read in the wrong encoding "
                f"('{word[:20]}' instead of '{meant[:20]}'): open your export anew as UTF-8 and save it as 'CSV UTF-8'"
            )


def misread(word: str) -> str:
    """Return what a text was before UTF-8 was taken for Windows-1252, or "" if that did not happen.

    >>> misread("Ã¼ber"), misread("über"), misread("NÃO"), misread("StraÃŸe")
    ('über', '', '', 'Straße')
    """
    try:
        raw = bytes(byte for letter in word for byte in _windows(letter))
        meant = raw.decode("utf-8")
    except UnicodeError:
        return ""
    return meant if meant != word else ""


def _windows(letter: str) -> bytes:
    # Five bytes of Windows-1252 stand for no letter; programs keep them as control characters.
    return letter.encode("latin-1") if "\x80" <= letter <= "\x9f" else letter.encode("cp1252")


def delimiter_of(lines: Iterable[str]) -> str:
    """Return the delimiter that stands in most lines, outside quotes; a comma if none does.

    >>> delimiter_of(["id;name", '1;"a, b"'])
    ';'
    """
    bare = [re.sub(r'"[^"]*"', "", line) for line in lines]
    counts = [(sum(mark in line for line in bare), sum(line.count(mark) for line in bare)) for mark in DELIMITERS]
    return DELIMITERS[counts.index(max(counts))]


def _lines(chunks: Iterable[bytes], title: str) -> Iterator[str]:
    """Yield the lines of a file in UTF-8, each with its end."""
    rest = b""
    number = 0
    for chunk in _joined(chunks):
        *whole, rest = (rest + chunk).split(b"\n")
        if len(rest) > _LONGEST_LINE:
            raise damaged(f"line {number + len(whole) + 1} of '{title}' does not end")
        for line in whole:
            number += 1
            yield _decoded(line + b"\n", number, title)
    if rest:
        yield _decoded(rest, number + 1, title)


def _joined(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the chunks without the byte order mark at the start."""
    start = b""
    chunks = iter(chunks)
    for chunk in chunks:
        start += chunk
        if len(start) >= len(codecs.BOM_UTF8):
            break
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise RefusedError("holds text in UTF-16: save it as 'CSV UTF-8', or as .xlsx")
    yield start.removeprefix(codecs.BOM_UTF8)
    yield from chunks


def _decoded(line: bytes, number: int, title: str) -> str:
    if b"\0" in line:
        raise damaged(f"line {number} of '{title}' holds a character that no text holds")
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        raise RefusedError(
            f"is not in UTF-8 (line {number} of '{title}'): save it as 'CSV UTF-8', or as .xlsx"
        ) from None
