"""A zip archive from outside, looked at entry by entry before anything in it is believed."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import NamedTuple

from datamap.workbook.guard import limits
from datamap.workbook.guard.refusal import RefusedError, damaged
from datamap.workbook.guard.xml import check_prolog

CHUNK = 65_536
"""Bytes that are unfolded at a time."""
_LOCAL_HEADER = struct.Struct("<4s22xHH")
_ENCRYPTED = 0x1 | 0x40 | 0x2000
# A drive, a root, a step upwards, a backslash, or a character that no one sees: names that aim outside the archive.
_BAD_NAME = re.compile(r"^[A-Za-z]:|^/|(^|/)\.\.?(/|$)|\\|[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069]")
_LONGEST_NAME = 250


class Entry(NamedTuple):
    """Where one part lies in the file: offset and size in bytes, and its checksum once unfolded."""

    name: str
    offset: int
    size: int
    is_deflated: bool
    checksum: int


class Archive:
    """The parts of an archive that passed the guard; each is unfolded in memory, chunk by chunk, never on disk.

    Attributes:
        names: the names of its parts, as they stand in the archive.
    """

    def __init__(self, content: bytes) -> None:
        """Look at the list of parts, then unfold each once to measure it.

        Raises:
            RefusedError: If the archive is damaged, too large, or made to harm.
        """
        self._content = content
        # Names of parts do not differ by case (ECMA-376 part 2, 6.2.2.3).
        self._entries = {entry.name.casefold(): entry for entry in _entries(content)}
        self.names = tuple(entry.name for entry in self._entries.values())
        self._measure()

    def holds(self, name: str) -> bool:
        """Return whether there is a part with this name."""
        return name.casefold() in self._entries

    def chunks(self, name: str) -> Iterator[bytes]:
        """Yield the bytes of a part.

        Raises:
            RefusedError: If there is no such part, or it does not unfold to what it should.
        """
        entry = self._entries.get(name.casefold())
        if entry is None:
            raise damaged(f"its part '{name}' is missing")
        checksum = 0
        for chunk in self._unfolded(entry):
            checksum = zlib.crc32(chunk, checksum)
            yield chunk
        if checksum != entry.checksum:
            raise damaged(f"the checksum of its part '{entry.name}' is wrong")

    def start_of(self, name: str) -> bytes:
        """Return the first bytes of a part, or none if there is no such part."""
        return next(self.chunks(name), b"") if self.holds(name) else b""

    def _unfolded(self, entry: Entry) -> Iterator[bytes]:
        folded = memoryview(self._content)[entry.offset : entry.offset + entry.size]
        if not entry.is_deflated:
            yield from (bytes(folded[start : start + CHUNK]) for start in range(0, entry.size, CHUNK))
            return
        inflate = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            for start in range(0, entry.size, CHUNK):
                rest: bytes | memoryview = folded[start : start + CHUNK]
                while rest and not inflate.eof:
                    if chunk := inflate.decompress(rest, CHUNK):
                        yield chunk
                    rest = inflate.unconsumed_tail
            while not inflate.eof and (chunk := inflate.decompress(b"", CHUNK)):
                yield chunk
        except zlib.error:
            raise damaged(f"its part '{entry.name}' cannot be unpacked") from None
        if not inflate.eof:
            raise damaged(f"its part '{entry.name}' breaks off")

    def _measure(self) -> None:
        """Unfold every part, count what comes out whatever the headers say, and look at how its XML begins."""
        total = 0
        for entry in self._entries.values():
            most = max(limits.RATIO_FLOOR, limits.RATIO.most * entry.size)
            found = 0
            for chunk in self.chunks(entry.name):
                if not found:
                    check_prolog(chunk, entry.name)
                found += len(chunk)
                limits.PART_BYTES.check(found)
                limits.TOTAL_BYTES.check(total + found)
                if found > most:
                    raise limits.RATIO.exceeded()
            total += found


def _entries(content: bytes) -> list[Entry]:
    """Return the list of parts, if each lies in a place of its own."""
    # The signature of an entry in the list; a few may stand in the parts by chance.
    limits.ENTRIES.check(content.count(b"PK\x01\x02") // 2)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            listed, end = archive.infolist(), archive.start_dir
    except (zipfile.BadZipFile, zipfile.LargeZipFile, ValueError, OSError, NotImplementedError, struct.error):
        raise damaged("the list of its parts cannot be read") from None
    limits.ENTRIES.check(len(listed))
    listed.sort(key=lambda part: part.header_offset)
    entries = [_entry(content, part) for part in listed]
    ends = [*(part.header_offset for part in listed[1:]), end]
    for entry, following in zip(entries, ends, strict=False):
        if entry.offset + entry.size > following:
            raise RefusedError(
                f"has parts that lie over each other ('{entry.name}'), as files do that are made to fill a machine: "
                "save it anew as .xlsx or .ods"
            )
    names = [entry.name.casefold() for entry in entries]
    for entry in entries:
        if names.count(entry.name.casefold()) > 1:
            raise RefusedError(f"holds two parts with the name '{entry.name}': save it anew as .xlsx or .ods")
    return [entry for entry in entries if not entry.name.endswith("/")]


def _entry(content: bytes, part: zipfile.ZipInfo) -> Entry:
    """Return where a part lies, if its own header agrees."""
    if _BAD_NAME.search(part.orig_filename) or not 0 < len(part.orig_filename) <= _LONGEST_NAME:
        shown = ascii(part.orig_filename[:80])
        raise RefusedError(f"holds a part with a name that aims elsewhere ({shown}): save it anew as .xlsx or .ods")
    if part.flag_bits & _ENCRYPTED:
        raise RefusedError(
            f"is protected by a password ('{part.filename}'): remove the password and save it as .xlsx or .ods"
        )
    if part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise RefusedError(
            f"is packed in a way that office programs do not use ('{part.filename}'): save it as .xlsx or .ods"
        )
    if not 0 <= part.header_offset <= len(content) - _LOCAL_HEADER.size:
        raise damaged(f"its part '{part.filename}' lies outside the file")
    signature, name_size, extra_size = _LOCAL_HEADER.unpack_from(content, part.header_offset)
    if signature != b"PK\x03\x04":
        raise damaged(f"its part '{part.filename}' has no header")
    offset = part.header_offset + _LOCAL_HEADER.size + name_size + extra_size
    is_deflated = part.compress_type == zipfile.ZIP_DEFLATED
    return Entry(part.filename, offset, part.compress_size, is_deflated, part.CRC)
