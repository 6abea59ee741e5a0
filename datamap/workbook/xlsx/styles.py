"""Which formats of an .xlsx file show a number as a day."""

from __future__ import annotations

import re
from collections.abc import Iterable

from datamap.workbook.guard.xml import elements

# ECMA-376 part 1, 18.8.30; 46 is a length of time and no day.
_BUILT_IN = frozenset({*range(14, 23), *range(27, 37), 45, 47, *range(50, 59)})
_LITERALS = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_LENGTH_OF_TIME = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)


def date_styles(chunks: Iterable[bytes], part: str) -> frozenset[str]:
    """Return the numbers of the cell formats that show a day or a time of day, as cells write them.

    >>> sheet = b'<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>'
    >>> sorted(date_styles([sheet], "xl/styles.xml"))
    ['1']
    """
    codes: dict[str, str] = {}
    formats: list[str] = []
    for element in elements(chunks, part, {"numFmt", "xf"}):
        if element.name == "numFmt":
            codes[element.attributes.get("numFmtId", "")] = element.attributes.get("formatCode", "")
        elif element.parent == "cellXfs":
            formats.append(element.attributes.get("numFmtId", "0"))
    days = {number for number, code in codes.items() if shows_day(code)}
    days |= {str(number) for number in _BUILT_IN if str(number) not in codes}
    return frozenset(str(index) for index, number in enumerate(formats) if number in days)


def shows_day(code: str) -> bool:
    r"""Return whether a format code shows a number as a day or a time of day.

    >>> shows_day("yyyy\-mm\-dd"), shows_day('0.00" days"'), shows_day("[h]:mm"), shows_day("[$-407]d. mmm")
    (True, False, False, True)
    """
    first = code.partition(";")[0]
    return not _LENGTH_OF_TIME.search(first) and bool(re.search("[ymdhs]", _LITERALS.sub("", first), re.IGNORECASE))
