"""How wide a text is in Liberation Sans, and where it breaks: the same on every machine, with or without fonts."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import Literal

from fontTools.ttLib import TTFont

Weight = Literal["Regular", "Bold", "Italic"]

CAP_HEIGHT = 0.72
"""Height of a capital, as a share of the font size (Liberation Sans 2.1.5, sCapHeight 1409/2048, rounded up)."""

BALANCE = 0.25
"""Font sizes; lines of one text are made equally long to this much."""

_REPLACEMENT = "□"
_BOUND = re.compile(r" (?=·|\(\d+\))")
_NONCHARACTER = re.compile("[\ufdd0-\ufdef\ufffe\uffff]")
"""Of the code points that never are characters (Unicode 15, 23.7), those that XML forbids or may meet."""
_ODD = re.compile("[^ -~]")
"""What is not a plain sign of ASCII, and so has to be looked at."""
_UNSEEN = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")


@lru_cache(maxsize=1 << 12)
def visible_text(text: str) -> str:
    r"""Return the text as one line without what is invisible, what XML forbids and what turns the reading order.

    Directional overrides go because they can make a name read as another one (Unicode Technical Report 36, 3.1).

    >>> visible_text("a\n\tb\x00c")
    'a b□c'
    """
    return " ".join(_ODD.sub(lambda found: _visible(found[0]), text).split())


def in_html(words: str) -> str:
    r"""Return words from people as they stand in HTML: as text, on one line.

    >>> in_html("<b>a\nb</b>")
    '&lt;b&gt;a b&lt;/b&gt;'
    """
    return html.escape(visible_text(words))


def _visible(char: str) -> str:
    if char.isspace():
        return " "
    if char in _UNSEEN:
        return ""
    return _REPLACEMENT if unicodedata.category(char) in ("Cc", "Cs") or _NONCHARACTER.match(char) else char


@cache
def _read_advances(weight: Weight) -> Mapping[int, float]:
    """Return the width of each character at size 1, from the font that the package carries."""
    path = files("datamap.exports") / "fonts" / f"LiberationSans-{weight}.ttf"
    with path.open("rb") as stream, TTFont(stream) as font:
        unit = font["head"].unitsPerEm
        widths = font["hmtx"].metrics
        return MappingProxyType({code: widths[glyph][0] / unit for code, glyph in font.getBestCmap().items()})


@lru_cache(maxsize=1 << 15)
def text_width(text: str, size: float, weight: Weight = "Regular") -> float:
    """Return the width of a text in points; a character that the font lacks counts as a full square.

    >>> text_width("datamap", 10) < text_width("datamap", 10, "Bold")
    True
    """
    advances = _read_advances(weight)
    return size * sum(0.0 if unicodedata.combining(char) else advances.get(ord(char), 1.0) for char in text)


def missing_characters(text: str) -> tuple[str, ...]:
    """Return the characters of a text that the font cannot draw, each once, in order of their code.

    >>> missing_characters("Ωмега, 中")
    ('中',)
    """
    advances = _read_advances("Regular")
    each = visible_text("".join(sorted(set(text))))
    return tuple(sorted({char for char in each if ord(char) not in advances}))


@lru_cache(maxsize=1 << 14)
def _word_width(word: str, weight: Weight) -> float:
    """Return the width of a word at size 1; a drawing measures the same words at many widths of line."""
    return text_width(word, 1.0, weight)


@lru_cache(maxsize=1 << 15)
def wrapped(text: str, width: float, size: float, weight: Weight = "Regular") -> tuple[str, ...]:
    """Return a text broken at words into as few lines as it needs, about equally long; nothing is left out.

    Only a word wider than the line is broken inside.

    >>> wrapped("account and profile: name", 100, 10)
    ('account and', 'profile: name')
    """
    words = _words(visible_text(text))
    lines = _lines(words, width / size, weight)
    if len(lines) == 1:
        return tuple(line for line in lines if line)
    least, most = max(_word_width(word, weight) for word in words), width / size
    while most - least > BALANCE:
        middle = (least + most) / 2
        tighter = _lines(words, middle, weight)
        least, most, lines = (middle, most, lines) if len(tighter) > len(lines) else (least, middle, tighter)
    return tuple(lines)


def widest_word(text: str, size: float, weight: Weight = "Regular") -> float:
    """Return the width of the widest word of a text in points: a line must be so wide to break no word.

    >>> widest_word("e-mail address", 10) == text_width("address", 10)
    True
    """
    return size * max(_word_width(word, weight) for word in _words(visible_text(text)))


def _words(seen: str) -> list[str]:
    """Return the words of a text; a dot or a count behind one of them stays with it."""
    return _BOUND.sub("\N{NO-BREAK SPACE}", seen).split(" ")


def _lines(words: Sequence[str], width: float, weight: Weight) -> list[str]:
    """Return words as lines, each as full as it can be; the width counts in font sizes."""
    lines: list[str] = []
    space, used = _word_width(" ", weight), 0.0
    for word in words:
        wide = _word_width(word, weight)
        if lines and used + space + wide <= width:
            lines[-1], used = f"{lines[-1]} {word}", used + space + wide
            continue
        pieces = [word] if wide <= width else _pieces(word, width, weight)
        lines.extend(pieces)
        used = _word_width(pieces[-1], weight)
    return [line.replace("\N{NO-BREAK SPACE}", " ") for line in lines]


def _pieces(word: str, width: float, weight: Weight) -> list[str]:
    """Return a word cut into parts that fit the line."""
    pieces = [""]
    for char in word:
        if pieces[-1] and text_width(pieces[-1] + char, 1.0, weight) > width:
            pieces.append("")
        pieces[-1] += char
    return pieces
