"""What docx needs and python-docx has no call for: fields, bookmarks, links, the page, the language, our styles."""

from __future__ import annotations

from typing import Any

from datamap.exports.sheets.styles import FONT

MM = 36_000
"""English Metric Units in a millimetre."""

QUIET, LINE = "4B5563", "C3CAD3"
INK = "16202B"
_SIZES = {"Title": 21, "Subtitle": 14, "Heading 1": 15, "Heading 2": 12.5, "Heading 3": 10, "Normal": 8.5, "Footer": 8}


def prepare_styles(book: Any) -> None:
    """Give the styles of the template one typeface and one ink, and add those of the contents and of cells."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    for name, base in (
        ("Contents Heading", "Normal"),
        ("Contents 1", "Normal"),
        ("Contents 2", "Normal"),
        ("Quiet", "Normal"),
        ("Entry", "Normal"),
    ):
        book.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = book.styles[base]
    for name, size in (_SIZES | {"Contents Heading": 12.5, "Contents 1": 9, "Contents 2": 8.5}).items():
        style = book.styles[name]
        style.font.name = FONT
        style.font.size = Pt(size)
        style.font.italic = False
        style.font.color.rgb = RGBColor.from_string(QUIET if name == "Footer" else INK)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
    # Those of the template stand at the middle and at the right edge of another page.
    book.styles["Footer"].paragraph_format.tab_stops.clear_all()
    for border in book.styles["Table Grid"].element.iter(qn("w:tblBorders")):
        for side in border:
            side.set(qn("w:color"), LINE)
    book.styles["Quiet"].font.color.rgb = RGBColor.from_string(QUIET)
    book.styles["Contents 1"].font.bold = book.styles["Contents Heading"].font.bold = True
    book.styles["Contents 2"].paragraph_format.left_indent = Pt(10)
    for name, after in (("Normal", 4), ("Entry", 1), ("Contents 1", 2), ("Contents 2", 1)):
        book.styles[name].paragraph_format.space_after = Pt(after)
        book.styles[name].paragraph_format.line_spacing = 1.0


def name_language(book: Any, language: str) -> None:
    """Say in which language the words are, so that they are read aloud and hyphenated as such."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    properties = book.styles["Normal"].element.get_or_add_rPr()
    named = OxmlElement("w:lang")
    named.set(qn("w:val"), language)
    properties.append(named)


def set_up_page(section: Any, paper: tuple[float, float, float]) -> None:
    """Give a section its page, sides and margin in millimetres, and the same footer as before."""
    from docx.enum.section import WD_ORIENTATION
    from docx.enum.text import WD_TAB_ALIGNMENT

    width, height, margin = paper
    section.orientation = WD_ORIENTATION.LANDSCAPE if width > height else WD_ORIENTATION.PORTRAIT
    section.page_width, section.page_height = round(width * MM), round(height * MM)
    section.left_margin = section.right_margin = section.top_margin = round(margin * MM)
    section.bottom_margin = round(14 * MM)
    section.footer_distance = round(7 * MM)
    if section.footer.is_linked_to_previous:
        # The number of the page stands at the right edge, which another page has elsewhere.
        stops = section.footer.paragraphs[0].paragraph_format.tab_stops
        if not len(stops):
            stops.add_tab_stop(round((297 - 28) * MM), WD_TAB_ALIGNMENT.RIGHT)


def add_field(paragraph: Any, code: str | None, shown: str | None) -> None:
    """Add a field: whole if both are given, only its beginning if nothing is shown, only its end without a code."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    def mark(kind: str) -> None:
        sign = OxmlElement("w:fldChar")
        sign.set(qn("w:fldCharType"), kind)
        paragraph.add_run()._r.append(sign)  # noqa: SLF001 - the library has no call for fields

    if code:
        mark("begin")
        told = OxmlElement("w:instrText")
        told.set(qn("xml:space"), "preserve")
        told.text = f" {code} "
        paragraph.add_run()._r.append(told)  # noqa: SLF001
        mark("separate")
    if shown is not None:
        paragraph.add_run(shown)
    if code is None or shown is not None:
        mark("end")


def bookmark(paragraph: Any, anchor: str) -> None:
    """Make a paragraph a place that links can lead to."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    place = paragraph._p  # noqa: SLF001 - the library has no call for bookmarks
    number = str(len(place.getroottree().findall(f".//{qn('w:bookmarkStart')}")) + 1)
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    start.set(qn("w:id"), number)
    start.set(qn("w:name"), anchor.replace("-", "_"))
    end.set(qn("w:id"), number)
    place.insert(1 if place.pPr is not None else 0, start)
    place.append(end)


def link_to(paragraph: Any, anchor: str, words: str) -> None:
    """Add words that lead to a bookmark of the same document."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    link = OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), anchor.replace("-", "_"))
    link.append(paragraph.add_run(words)._r)  # noqa: SLF001 - the library has no call for links inside a document
    paragraph._p.append(link)  # noqa: SLF001
