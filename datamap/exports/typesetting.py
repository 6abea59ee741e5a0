"""The typesetter, typst, with the package's own fonts: never those of the machine, never its clock."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from importlib.resources import as_file, files
from typing import TYPE_CHECKING, Any

from datamap.exports.diagrams.measure import missing_characters

if TYPE_CHECKING:
    from typst import Fonts

_PAGES = re.compile(rb"/Type\s*/Pages\s*/Count (\d+)|/Count (\d+)")

_TRIAL = """\
#set document(title: "trial")
#set text(font: "Liberation Sans")
#sys.inputs.words #strong(sys.inputs.words)
"""
_REFUSED = re.compile(r'the text `"(.*)"` could not be displayed')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
_EMPTY_BOX = "□"


def compiled(source: str, inputs: Mapping[str, str], pictures: Sequence[str] = (), tagged: bool = False) -> bytes:
    """Return a document as PDF, the same bytes each time.

    A character that no font at hand can draw would be lost without a word: in words it is spelt by its number, and in
    a picture, which has room for one sign only, it is an empty box.

    Args:
        source: the document, in typst's own language; words from people belong into `inputs`.
        inputs: what the document reads.
        pictures: as SVG; the document reads them as `sys.inputs.pictures`, a list in JSON.
        tagged: whether it should follow PDF/UA-1, so that screen readers can read it.

    >>> compiled("#sys.inputs.words", {"words": "x"})[:5]
    b'%PDF-'
    """
    import typst

    read = {name: spelt(words) for name, words in inputs.items()}
    if pictures:
        read["pictures"] = boxed(json.dumps(pictures, ensure_ascii=False))
    with fonts() as ours:

        def made(standards: Any) -> bytes:
            return typst.compile(
                source.encode(),
                format="pdf",
                sys_inputs=read,
                font_paths=ours,
                timestamp=0,
                pdf_standards=standards,
            )

        try:
            return made("ua-1" if tagged else [])
        except typst.TypstError as error:
            if "could not be displayed" not in str(error):
                raise
            # The standard forbids a mark without a font, such as a joiner between two characters that are spelt.
            return made([])


def spelt(text: str) -> str:
    """Return a text with the characters that no font at hand can draw written as their numbers in Unicode.

    >>> spelt("WeChat, 微信 (Shenzhen)")
    'WeChat, [U+5FAE U+4FE1] (Shenzhen)'
    """
    lost = undrawn(text)
    if not lost:
        return text
    run = re.compile(f"[{re.escape(''.join(sorted(lost)))}]+")
    return run.sub(lambda found: f"[{' '.join(f'U+{ord(char):04X}' for char in found[0])}]", text)


def boxed(text: str) -> str:
    """Return a text with an empty box for each character that no font at hand can draw.

    >>> boxed("微信 A")
    '□□ A'
    """
    lost = undrawn(text)
    return text.translate(dict.fromkeys(map(ord, lost), _EMPTY_BOX)) if lost else text


def undrawn(text: str) -> frozenset[str]:
    """Return the characters of a text that no font at hand can draw: neither the package's nor typst's own.

    >>> sorted(undrawn("Ωмега, 中文, שלום"))
    ['中', '文']
    """
    doubtful = missing_characters(text)
    if not doubtful:
        return frozenset()
    words = re.findall(rf"\S*[{re.escape(''.join(doubtful))}]\S*", text)
    return frozenset(doubtful) & _refused(tuple(sorted(set(words))))


@lru_cache(maxsize=8)
def _refused(words: tuple[str, ...]) -> frozenset[str]:
    """Return the characters that typst refuses to set under PDF/UA-1, and those that mean nothing by themselves.

    What people keep in Unicode's areas for private use has a shape in some font only by chance.
    """
    import typst

    text = "\n".join(words)
    private = frozenset(char for char in text if unicodedata.category(char) == "Co")
    with fonts() as ours:
        try:
            typst.compile(
                _TRIAL.encode(), format="pdf", sys_inputs={"words": text}, font_paths=ours, pdf_standards="ua-1"
            )
        except typst.TypstError as error:
            named = "".join(_REFUSED.findall(str(error.diagnostic)))
            shown = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), named)
            return private | frozenset(char for char in shown if unicodedata.category(char) != "Cf")
    return private


@contextmanager
def fonts() -> Iterator[Fonts]:
    """Yield the package's fonts, and typst's own for characters that they lack."""
    import typst

    with as_file(files("datamap.exports") / "fonts") as folder:
        yield typst.Fonts(include_system_fonts=False, font_paths=[folder])


def pages_of(pdf: bytes) -> int:
    """Return how many pages a PDF made here has.

    >>> pages_of(compiled("a #pagebreak() b", {}))
    2
    """
    found = _PAGES.search(pdf)
    return int(found[1] or found[2]) if found else 0
