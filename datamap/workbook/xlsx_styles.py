"""The formats of an xlsx file, each made once."""

from __future__ import annotations

from typing import Any

from datamap.workbook import looks
from datamap.workbook.guide import Line
from datamap.workbook.layout import ACTION, HIDDEN_COLUMNS, Column

TEXT = "@"
DASHED, DOTTED = 3, 4
"""Frames, as XlsxWriter numbers them."""
STRIPES, DOTS = 14, 18
"""Patterns: the marks show in print without colour; programs that draw no patterns show the frame."""

_TOP: dict[str, Any] = {"valign": "top", "text_wrap": True, "num_format": TEXT}
_ROW: dict[str, Any] = {**_TOP, "bottom": 1, "right": 1, "bottom_color": looks.LINE, "right_color": looks.LINE}

MARKS: dict[str, dict[str, Any]] = {
    "missing": {
        "border": DASHED,
        "border_color": looks.MISSING_INK,
        "bg_color": looks.MISSING_FILL,
        "fg_color": "#E9A9A4",
        "pattern": STRIPES,
    },
    "asked": {
        "border": DOTTED,
        "border_color": looks.ASKED_INK,
        "bg_color": looks.ASKED_FILL,
        "fg_color": "#D8BE5A",
        "pattern": DOTS,
    },
    "none": {"italic": True, "font_color": looks.NONE_INK, "bg_color": looks.NONE_FILL},
    "delete": {"font_strikeout": True, "font_color": looks.DELETED_INK, "bg_color": looks.DELETED_FILL},
}
"""How cells of a standing look, in the sheets by condition and in the guide for good."""

_GUIDE: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 18, "font_color": looks.DARK, "valign": "vcenter"},
    "subtitle": {"font_color": looks.GREY},
    "text": {},
    "heading": {"bold": True, "font_size": 13, "font_color": "#FFFFFF", "bg_color": looks.ACCENT, "valign": "vcenter"},
    "step": {},
    "command": {"font_name": "Courier New", "bold": True, "bg_color": looks.PALE, "valign": "vcenter"},
    "topic": {},
    "mark": {},
    "columns": {"bold": True, "bg_color": looks.PLAIN_BAND},
    "sheet": {},
}


class Styles:
    """The formats of one file."""

    def __init__(self, file: Any) -> None:
        """Make formats in this file of XlsxWriter, when they are asked for first."""
        self._file = file
        self._made: dict[tuple[tuple[str, Any], ...], Any] = {}
        self.key = self._of({"font_color": looks.GREY, "font_size": 8})

    def header(self, column: Column) -> Any:
        """Return the format of a title: columns that an article asks for have a band of their own."""
        asked = bool(column.fact and column.fact.article)
        fill = looks.ASKED_BAND if asked else looks.PLAIN_BAND
        return self._of({**_TOP, "bold": True, "bg_color": fill, "border": 1, "border_color": looks.LINE})

    def body(self, column: Column) -> Any:
        """Return the format of the cells of a column: text that people may change, or the locked id."""
        return self._of(_body(column))

    def quoted(self, column: Column) -> Any:
        """Return the same for a text that begins like a formula."""
        return self._of({**_body(column), "quote_prefix": True})

    def mark(self, name: str) -> Any:
        """Return the format that a condition adds."""
        return self._of(MARKS[name])

    def guide(self, line: Line, column: int) -> Any:
        """Return the format of a cell of the guide."""
        look = {**_TOP, **_GUIDE[line.look]}
        if line.look in ("step", "topic") and column == 0:
            look |= {"bold": True, **({"align": "right", "indent": 1} if line.look == "step" else {})}
        elif line.look == "mark" and column == 0:
            look |= {"align": "center", "border": 1, "border_color": looks.LINE, **_sample(line.sample)}
        elif line.look == "sheet" and column == 0:
            look |= {"font_color": "#1A4F9C", "underline": 1}
        elif line.look == "command" and column == 0:
            look = _TOP
        if column > 1:
            look |= {"align": "right"}
        elif column == 1:
            look |= {"align": "left", "indent": 1}
        return self._of(look)

    def extra(self, *, is_header: bool) -> Any:
        """Return the format of a cell on a sheet without records."""
        return self._of({**_TOP, "bold": True, "bg_color": looks.PLAIN_BAND} if is_header else _TOP)

    def _of(self, look: dict[str, Any]) -> Any:
        key = tuple(sorted(look.items()))
        if key not in self._made:
            self._made[key] = self._file.add_format(look)
        return self._made[key]


def _body(column: Column) -> dict[str, Any]:
    if column.field == "id":
        return {**_ROW, "font_color": looks.GREY, "font_size": 8, "bg_color": looks.LOCKED}
    if column.field in HIDDEN_COLUMNS:
        return {**_ROW, "locked": False, "text_wrap": False}  # else LibreOffice makes each row as high as these words
    look = {**_ROW, "locked": False}
    return {**look, "align": "center"} if column.field == ACTION else look


def _sample(mark: str) -> dict[str, Any]:
    if mark == "id":
        return {"font_color": looks.GREY, "font_size": 8, "bg_color": looks.LOCKED}
    return MARKS.get(mark, {})
