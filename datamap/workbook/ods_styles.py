"""The styles of an .ods file: cells, columns, rows, sheets and printed pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from datamap.opendocument import attributes
from datamap.workbook import looks
from datamap.workbook.guide import Line
from datamap.workbook.layout import ACTION, HIDDEN_COLUMNS, Column
from datamap.workbook.looks import FONT, SIZE

_WIDTH_OF_A_CHARACTER = 0.0783
"""Inches."""
AS_GUIDE = 0
"""What stands for a number of pages across where the sheet is printed in the scale of the guide."""
HEADING = 21.0
"""Points: the height of a heading of the guide."""
_LINE = f"0.5pt solid {looks.LINE}"

Look = dict[str, dict[str, str]]
"""Properties by the element that holds them: cell, text, paragraph."""

_TOP: Look = {"cell": {"style:vertical-align": "top", "fo:wrap-option": "wrap"}}
_BOLD: Look = {"text": {"fo:font-weight": "bold"}}
_HEAD: Look = {"cell": {"fo:border": _LINE}, **_BOLD}
_SMALL: Look = {"text": {"fo:color": looks.GREY, "fo:font-size": "8pt"}}
_GREY_ID: Look = {"cell": {"fo:background-color": looks.LOCKED}, **_SMALL}
_OPEN: Look = {"cell": {"style:cell-protect": "none", "fo:border-bottom": _LINE, "fo:border-right": _LINE}}
_RIGHT: Look = {"paragraph": {"fo:text-align": "end"}}
_INDENTED: Look = {"paragraph": {"fo:text-align": "start", "fo:margin-left": "0.1in"}}
_CENTRE: Look = {"paragraph": {"fo:text-align": "center"}}

MARKS: dict[str, Look] = {
    "missing": {"cell": {"fo:border": f"1pt dashed {looks.MISSING_INK}", "fo:background-color": looks.MISSING_FILL}},
    "asked": {"cell": {"fo:border": f"1pt dotted {looks.ASKED_INK}", "fo:background-color": looks.ASKED_FILL}},
    "none": {
        "cell": {"fo:background-color": looks.NONE_FILL},
        "text": {"fo:font-style": "italic", "fo:color": looks.NONE_INK},
    },
    "delete": {
        "cell": {"fo:background-color": looks.DELETED_FILL},
        "text": {"style:text-line-through-style": "solid", "fo:color": looks.DELETED_INK},
    },
}
"""How cells of a standing look; conditions name these styles."""


def _both(*given: Look) -> Look:
    joined: Look = {}
    for look in given:
        for element, properties in look.items():
            joined[element] = {**joined.get(element, {}), **properties}
    return joined


CELLS: dict[str, Look] = {
    "key": _SMALL,
    "head-asked": _both(_TOP, _HEAD, {"cell": {"fo:background-color": looks.ASKED_BAND}}),
    "head-plain": _both(_TOP, _HEAD, {"cell": {"fo:background-color": looks.PLAIN_BAND}}),
    "body": _both(_TOP, _OPEN),
    "body-action": _both(_TOP, _OPEN, _CENTRE),
    "body-hidden": _OPEN,  # not wrapped: LibreOffice would make each row as high as these words
    "body-id": _both(_TOP, {"cell": {"fo:border-bottom": _LINE}}, _GREY_ID),
    "extra": _TOP,
    "title": {"text": {"fo:font-size": "18pt", "fo:font-weight": "bold", "fo:color": looks.DARK}},
    "subtitle": {"text": {"fo:color": looks.GREY}},
    "text": {},
    "heading": {
        "cell": {"fo:background-color": looks.ACCENT, "style:vertical-align": "middle"},
        "text": {"fo:font-size": "13pt", "fo:font-weight": "bold", "fo:color": "#FFFFFF"},
    },
    "guide": _both(_TOP, _INDENTED),
    "guide-number": _both(_TOP, _RIGHT),
    "guide-first": _both(_TOP, _BOLD),
    "guide-step": _both(_TOP, _RIGHT, _BOLD),
    "guide-command": {
        **_INDENTED,
        "cell": {"fo:background-color": looks.PALE, "style:vertical-align": "middle"},
        "text": {"fo:font-family": "Courier New", "fo:font-weight": "bold"},
    },
    "guide-columns": _both(
        _TOP, {"cell": {"fo:background-color": looks.PLAIN_BAND}, "text": {"fo:font-weight": "bold"}}
    ),
    "guide-sheet": _both(_TOP, {"text": {"fo:color": "#1A4F9C", "style:text-underline-style": "solid"}}),
    "mark-value": _both(_TOP, _CENTRE, {"cell": {"fo:border": _LINE}}),
    "mark-id": _both(_TOP, _CENTRE, {"cell": {"fo:border": _LINE}}, _GREY_ID),
    **{f"mark-{name}": _both(_TOP, _CENTRE, {"cell": {"fo:border": _LINE}}, look) for name, look in MARKS.items()},
}
"""The looks of cells by name."""


def body_style(column: Column) -> str:
    """Return the name of the style of the cells of a column.

    >>> from datamap.workbook.layout import layout_of
    >>> [body_style(column) for column in layout_of("party").columns[:3]]
    ['body-id', 'body-action', 'body']
    """
    if column.field in HIDDEN_COLUMNS:
        return "body-hidden"
    return {"id": "body-id", ACTION: "body-action"}.get(column.field, "body")


def head_style(column: Column) -> str:
    """Return the name of the style of a title.

    >>> from datamap.workbook.layout import layout_of
    >>> head_style(layout_of("party").column_of("country"))
    'head-asked'
    """
    return "head-asked" if column.fact and column.fact.article else "head-plain"


def guide_style(line: Line, column: int) -> str:
    """Return the name of the style of a cell of the guide.

    >>> guide_style(Line("command", ("", "x")), 1), guide_style(Line("topic", ("x",)), 0)
    ('guide-command', 'guide-first')
    """
    firsts = {"topic": "guide-first", "step": "guide-step", "sheet": "guide-sheet", "mark": f"mark-{line.sample}"}
    if line.look in ("title", "subtitle", "text", "heading"):
        return line.look
    if line.look == "columns":
        return "guide-columns"
    if column == 0:
        return firsts.get(line.look, "guide")
    if line.look == "command":
        return "guide-command"
    return "guide" if column == 1 else "guide-number"


def common_styles() -> str:
    """Return the styles that conditions name, and the look of all other cells.

    >>> "missing" in common_styles()
    True
    """
    default = attributes(fo__font_family=FONT, fo__font_size=f"{SIZE}pt", fo__language="none", fo__country="none")
    marks = "".join(_cell_style(name, look, "") for name, look in MARKS.items())
    return (
        f'<style:default-style style:family="table-cell"><style:text-properties{default}/></style:default-style>'
        f'<style:style style:name="Default" style:family="table-cell"/>{marks}'
    )


def automatic_styles(widths: Iterable[int], heights: Iterable[float], pages: Iterable[int]) -> str:
    """Return the styles of cells, columns of these widths (characters), rows of these heights (points), and sheets.

    >>> 'style:name="co12"' in automatic_styles([12], [15.9], [1])
    True
    """
    made = ['<number:text-style style:name="N0"><number:text-content/></number:text-style>']
    made += [_cell_style(name, look, "N0") for name, look in CELLS.items()]
    for width in sorted(set(widths)):
        inner = attributes(style__column_width=f"{width * _WIDTH_OF_A_CHARACTER + 0.07:.3f}in")
        made.append(_style(f"co{width}", "table-column", f"<style:table-column-properties{inner}/>"))
    for height in sorted(set(heights)):
        inner = attributes(style__row_height=f"{height:.1f}pt", style__use_optimal_row_height="true")
        made.append(_style(row_style(height), "table-row", f"<style:table-row-properties{inner}/>"))
    inner = attributes(style__row_height=f"{HEADING:.1f}pt", fo__break_before="page")
    made.append(_style(row_style(HEADING, is_first=True), "table-row", f"<style:table-row-properties{inner}/>"))
    for shown in ("true", "false"):
        for count in sorted(set(pages)):
            inner = f'<style:table-properties table:display="{shown}" style:writing-mode="lr-tb"/>'
            made.append(_style(f"ta-{shown}-{count}", "table", inner, f' style:master-page-name="pages-{count}"'))
    return "".join(made)


def row_style(height: float, *, is_first: bool = False) -> str:
    """Return the name of the style of rows of this height in points, or of one with which a printed page begins.

    >>> row_style(15.9), row_style(21, is_first=True)
    ('ro159', 'ro210-first')
    """
    return f"ro{round(height * 10)}{'-first' if is_first else ''}"


def page_styles(pages: Iterable[int], footer: str, page: str, of: str) -> tuple[str, str]:
    """Return the layouts of printed pages and the masters that use them, one for each number of pages across.

    >>> layouts, masters = page_styles([2], "Acme", "page", "of")
    >>> 'style:scale-to-X="2"' in layouts, "Acme" in masters
    (True, True)
    """
    bands = "".join(
        f'<style:{band}-style><style:header-footer-properties fo:min-height="0.5cm" fo:margin-{side}="0.1cm"/>'
        f"</style:{band}-style>"
        for band, side in (("header", "bottom"), ("footer", "top"))
    )
    layouts, masters = [], []
    for count in sorted(set(pages)):
        sizes = 'fo:page-width="29.7cm" fo:page-height="21cm" style:print-orientation="landscape" fo:margin="1cm"'
        scale = f'style:scale-to-X="{count}" style:scale-to-Y="0"'
        scale = f'style:scale-to="{looks.GUIDE_SCALE}%"' if count == AS_GUIDE else scale
        layouts.append(
            f'<style:page-layout style:name="layout-{count}"><style:page-layout-properties {sizes} '
            f"{scale}/>"
            f"{bands}"
            "</style:page-layout>"
        )
        count_of_pages = f"<text:page-number>1</text:page-number> {of} <text:page-count>1</text:page-count>"
        numbers = f"<text:p>{page} {count_of_pages}</text:p>"
        masters.append(
            f'<style:master-page style:name="pages-{count}" style:page-layout-name="layout-{count}">'
            "<style:header><text:p><text:sheet-name>-</text:sheet-name></text:p></style:header>"
            f"<style:footer><style:region-left><text:p>{footer}</text:p></style:region-left>"
            f"<style:region-right>{numbers}</style:region-right></style:footer></style:master-page>"
        )
    return "".join(layouts), "".join(masters)


def _style(name: str, family: str, inner: str, more: str = "") -> str:
    return f'<style:style style:name="{name}" style:family="{family}"{more}>{inner}</style:style>'


def _cell_style(name: str, look: Look, text_style: str) -> str:
    """Return the style of cells; `text_style` names the format of numbers that takes everything for text."""
    elements = {"cell": "table-cell-properties", "paragraph": "paragraph-properties", "text": "text-properties"}
    inner = "".join(f"<style:{tag}{_properties(look[part])}/>" for part, tag in elements.items() if part in look)
    more = f' style:data-style-name="{text_style}"' if text_style else ""
    return _style(name, "table-cell", inner, f' style:parent-style-name="Default"{more}')


def _properties(given: Mapping[str, str]) -> str:
    return "".join(f' {key}="{value}"' for key, value in given.items())
