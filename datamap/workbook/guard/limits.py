"""How much a file may hold, and why: beyond these it is refused, never cut."""

from __future__ import annotations

from typing import NamedTuple

from datamap.workbook.guard.refusal import RefusedError

_MB = 1024 * 1024


class Limit(NamedTuple):
    """One limit.

    Attributes:
        most: the largest number that is let through.
        words: what is said of a file beyond it, with `{most}` for the number.
        reason: why the number is this one.
    """

    most: int
    words: str
    reason: str

    def check(self, found: int, where: str = "") -> None:
        """Raise RefusedError if more was found than may be.

        >>> MERGED.check(12)
        """
        if found > self.most:
            raise self.exceeded(where)

    def exceeded(self, where: str = "") -> RefusedError:
        """Return the refusal of a file that is beyond the limit.

        >>> str(ENTRIES.exceeded())
        'holds more than 1,000 parts, which no workbook needs: copy its sheets into a new workbook and save that'
        """
        most = self.most // _MB if "{most} MB" in self.words else self.most
        return RefusedError(self.words.format(most=f"{most:,}", where=where))


_COPY = "copy its sheets into a new workbook and save that"

FILE_BYTES = Limit(
    25 * _MB,
    "is larger than {most} MB: take pictures out of it, or bring it back in parts",
    "50,000 rows of 40 filled cells take 15 MB",
)
ENTRIES = Limit(
    1_000,
    f"holds more than {{most}} parts, which no workbook needs: {_COPY}",
    "a workbook has some five parts for each sheet; pictures and notes add a few",
)
PART_BYTES = Limit(
    200 * _MB,
    f"unpacks to more than {{most}} MB in one part: {_COPY}",
    "the sheet of a million styled but empty rows takes 60 MB",
)
TOTAL_BYTES = Limit(
    500 * _MB,
    f"unpacks to more than {{most}} MB: {_COPY}",
    "a handful of sheets of the largest size",
)
RATIO = Limit(
    200,
    f"unpacks to more than {{most}} times its size, as files do that are made to fill a machine: {_COPY}",
    "sheets shrink to a tenth or a fortieth; a bomb to a thousandth. Parts below RATIO_FLOOR are let be",
)
RATIO_FLOOR = 1 * _MB
"""Bytes up to which a part may shrink as it likes: a short list of equal lines shrinks well and harms nobody."""
ROW = Limit(
    200_000,
    "has a filled cell at {where}, below row {most}: delete the rows far below your records and save again",
    "more than any register; four times the largest that speed is measured with",
)
COLUMN = Limit(
    500,
    "has a filled cell at {where}, beyond column {most}: delete the columns far right of your records and save again",
    "a sheet of ours has some 40 columns",
)
CELLS = Limit(
    5_000_000,
    "holds more than {most} filled cells: bring it back in parts",
    "two and a half times the largest register that speed is measured with",
)
TEXT = Limit(
    60_000_000,
    "holds more than {most} characters of text: bring it back in parts",
    "with the cells it keeps what a file takes in memory below 512 MB",
)
MERGED = Limit(
    10_000,
    "has more than {most} merged areas: select all cells, unmerge them and save again",
    "merges hold no records; readers have stalled on 42,000",
)
DEPTH = Limit(
    100,
    f"nests its XML more than {{most}} deep, as no office program does: {_COPY}",
    "sheets nest seven deep, texts in OpenDocument a few more; a parser keeps a piece of memory for each open tag",
)
ELEMENTS = Limit(
    1_000_000,
    f"holds more than {{most}} names, formats or links in one part: {_COPY}",
    "Excel keeps at most 65,490 formats, each of three elements, and shows 65,530 links on a sheet",
)
SECONDS = Limit(
    60,
    f"takes longer than {{most}} seconds to read: {_COPY}",
    "the largest register that speed is measured with takes a tenth of it",
)
MEMORY = Limit(
    512 * _MB,
    f"takes more than {{most}} MB of memory to read: {_COPY}",
    "reading streams: what grows with the file is bounded by the limits above",
)

LIMITS = (
    FILE_BYTES, ENTRIES, PART_BYTES, TOTAL_BYTES, RATIO, ROW, COLUMN, CELLS, TEXT, MERGED,
    DEPTH, ELEMENTS, SECONDS, MEMORY,
)  # fmt: skip
"""All of them, in the order in which a file meets them."""
