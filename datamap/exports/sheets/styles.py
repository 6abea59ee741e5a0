"""How cells look: a table of styles, each on top of what all share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

FONT = "Arial"
SIZE = 10

DARK, LINE, QUIET = "#2B3440", "#B5BDC6", "#4A5560"

BOX: dict[str, Any] = {"border": 1, "border_color": LINE}
_BASE: dict[str, Any] = {"font_name": FONT, "font_size": SIZE, "valign": "top", "text_wrap": True, "num_format": "@"}

MISSING: dict[str, Any] = {
    # Dots on grey show in print without colour; programs that draw no patterns show the grey.
    "italic": True,
    "font_color": "#5A4A1F",
    "bg_color": "#F3F0E8",
    "fg_color": "#B8AE94",
    "pattern": 18,
}
"""What marks a cell as not recorded."""

_STYLES: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 16, "font_color": DARK},
    "subtitle": {"font_color": QUIET},
    "panel": {"bold": True, "font_color": "#FFFFFF", "bg_color": DARK, **BOX},
    "label": {"bg_color": "#EEF1F4", **BOX},
    "asked": {"bold": True, "font_color": "#FFFFFF", "bg_color": "#1F6145", "align": "center", **BOX},
    "beyond": {"font_color": "#FFFFFF", "bg_color": "#39557F", "align": "center", **BOX},
    "plain": {"font_color": "#FFFFFF", "bg_color": DARK, **BOX},
    "heading-asked": {"bold": True, "bg_color": "#DDEFE5", **BOX},
    "heading-beyond": {"bold": True, "bg_color": "#E1E8F3", **BOX},
    "heading-plain": {"bold": True, "bg_color": "#E3E6EA", **BOX},
    "activity": {"bold": True, "font_size": 12, "font_color": "#FFFFFF", "bg_color": DARK, **BOX},
    "repeated": {"font_color": QUIET, **BOX},
    "value": BOX,
    "missing": {**BOX, **MISSING},
    "figure": {"align": "right", **BOX},
}


def styles_with(own: Mapping[str, Mapping[str, Any]] | None = None) -> dict[str, dict[str, Any]]:
    """Return all styles by name, each with the properties of a format as XlsxWriter names them.

    Args:
        own: further ones, or other looks for some, such as the colours of an authority.

    >>> styles_with({"band": {"bg_color": "#B32424"}})["band"]["valign"]
    'top'
    """
    return {name: {**_BASE, **look} for name, look in {**_STYLES, **(own or {})}.items()}
